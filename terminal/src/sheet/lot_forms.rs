//! The forms that are filled in for a lot.

use salyk_client::view::{PaperShown, RefundApplicationView, TaxReportView};

use super::{Look, Writer, around, chrome, files};

pub(super) fn refund(writer: &mut Writer, view: &RefundApplicationView) -> &'static str {
    around::section(writer, &view.explanation);
    for warning in &view.warnings {
        writer.gap();
        chrome::notice(writer, warning);
    }
    writer.heading(view.papers_heading.clone());
    for paper in &view.papers {
        one_paper(writer, paper);
    }
    writer.heading(view.money_heading.clone());
    for field in &view.fields {
        writer.item(field.clone());
    }
    for line in &view.money {
        writer.pair(line.label.clone(), line.sum.text.clone());
    }
    if !view.missing.lines.is_empty() {
        around::section(writer, &view.missing);
    }
    writer.gap();
    writer.item(view.file.clone());
    "refund_application"
}

pub(super) fn report(writer: &mut Writer, view: &TaxReportView) -> &'static str {
    around::section(writer, &view.explanation);
    for warning in &view.warnings {
        writer.gap();
        chrome::notice(writer, warning);
    }
    writer.heading(view.months_heading.clone());
    writer.row(view.months.iter().cloned());
    one_paper(writer, &view.receipt);
    if !view.missing.lines.is_empty() {
        around::section(writer, &view.missing);
    }
    writer.gap();
    writer.item(view.file.clone());
    "tax_report"
}

fn one_paper(writer: &mut Writer, paper: &PaperShown) {
    writer.gap();
    let mark = if paper.there { "✓" } else { "○" };
    writer.text(format!("{mark} {}", paper.name), Look::Strong);
    writer.text(format!("{} · {}", paper.issued_by, paper.state), Look::Faint);
    files::attached(writer, &paper.files);
}
