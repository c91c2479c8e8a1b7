//! What the person enters.

use salyk_client::view::{EntryRow, EntryView};

use super::{Look, Writer, around, plan};

pub(super) fn entry(writer: &mut Writer, view: &EntryView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    around::section(writer, &view.explanation);
    if !view.kinds.is_empty() {
        plan::choices(writer, &view.headings.kinds, &view.kinds);
    }
    writer.gap();
    writer.item(view.number.clone());
    writer.item(view.day.clone());
    if let Some(sum) = &view.sum {
        writer.item(sum.clone());
    }
    if !view.missing.lines.is_empty() {
        around::section(writer, &view.missing);
    }
    writer.gap();
    writer.item(view.record.clone());
    "entry"
}

pub(super) fn rows(writer: &mut Writer, heading: &str, rows: &[EntryRow]) {
    if rows.is_empty() {
        return;
    }
    writer.heading(heading);
    for row in rows {
        writer.gap();
        writer.standing(row.tone, row.standing.clone(), row.title.clone());
        for line in &row.lines {
            writer.text(line.clone(), Look::Plain);
        }
        for action in &row.actions {
            writer.item(action.clone());
        }
    }
}
