//! Which deadlines remind.

use salyk_client::view::{ReminderRow, RemindersView};

use super::{Look, Writer, chrome};

pub(super) fn reminders(writer: &mut Writer, view: &RemindersView) -> &'static str {
    writer.text(view.explanation.clone(), Look::Plain);
    writer.gap();
    writer.item(view.remind.clone());
    if let Some(problem) = &view.problem {
        chrome::notice(writer, problem);
    }
    writer.item(view.export.clone());
    writer.heading(view.headings.deadlines.clone());
    writer.text(view.summary.clone(), Look::Faint);
    for deadline in &view.rows {
        writer.gap();
        row(writer, deadline);
    }
    "reminders"
}

fn row(writer: &mut Writer, row: &ReminderRow) {
    writer.text(row.title.clone(), Look::Strong);
    writer.text(format!("{} · {}", row.date.text, row.date.relative), Look::Plain);
    writer.text(row.lots.clone().unwrap_or_default(), Look::Plain);
    for remark in &row.remarks {
        writer.text(remark.clone(), Look::Faint);
    }
    writer.text(row.next.clone(), Look::Faint);
    writer.text(row.rule.clone(), Look::Faint);
}
