//! Papers to keep, print or pass on.

use salyk_client::view::PaperView;

use super::{Writer, around, registration};

/// What stands where a value is left open.
const OPEN: &str = "________________";

pub(super) fn paper(writer: &mut Writer, view: &PaperView) -> &'static str {
    around::section(writer, &view.explanation);
    for field in &view.fields {
        writer.gap();
        writer.item(field.clone());
    }
    if let Some(direction) = &view.direction {
        registration::choices(writer, direction);
    }
    if !view.missing.lines.is_empty() {
        around::section(writer, &view.missing);
    }
    for part in &view.parts {
        writer.heading(part.heading.clone());
        for row in &part.rows {
            let value = if row.value.is_empty() { OPEN } else { &row.value };
            writer.pair(row.label.clone(), value);
        }
    }
    writer.gap();
    writer.item(view.share.clone());
    "paper"
}
