//! What is to come for a lot that is not imported yet.

use salyk_client::view::{Choice, PlanView, PlannedRow, Tone};

use super::{Look, Writer, around, lot};

pub(super) fn plan(writer: &mut Writer, view: &PlanView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.text(view.explanation.clone(), Look::Plain);
    writer.gap();
    writer.item(view.day.clone());
    choices(writer, &view.headings.origins, &view.origins);
    choices(writer, &view.headings.destinations, &view.destinations);
    around::section(writer, &view.account);
    if !view.steps.is_empty() {
        writer.heading(view.headings.steps.clone());
    }
    for (at, step) in view.steps.iter().enumerate() {
        if at > 0 {
            writer.gap();
        }
        row(writer, step);
    }
    let headings = &view.headings;
    lot::documents(writer, &headings.documents, &headings.issued_by, &view.documents);
    "plan"
}

pub(super) fn choices(writer: &mut Writer, heading: &str, choices: &[Choice]) {
    writer.heading(heading);
    writer.row(choices.iter().cloned());
}

/// Nothing of a plan has happened: no step is good or bad.
fn row(writer: &mut Writer, row: &PlannedRow) {
    writer.standing(Tone::Neutral, row.who.clone(), row.title.clone());
    let date = row.date.as_ref();
    writer.text(
        date.map(|date| format!("{} · {}", date.text, date.relative))
            .unwrap_or_default(),
        Look::Plain,
    );
    for step in &row.steps {
        writer.text(lot::arithmetic(step), Look::Faint);
    }
    for remark in &row.remarks {
        writer.text(remark.clone(), Look::Faint);
    }
    writer.text(row.rule.clone(), Look::Faint);
}
