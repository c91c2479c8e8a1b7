//! Every point that concerns the taxpayer.

use salyk_client::view::DutiesView;

use super::{Look, Writer, regime};

pub(super) fn duties(writer: &mut Writer, view: &DutiesView) -> &'static str {
    writer.row(view.filters.iter().cloned());
    writer.gap();
    writer.text(view.summary.clone(), Look::Faint);
    for group in &view.groups {
        regime::findings(writer, &group.heading, &group.rows, regime::Lots::Many);
    }
    if view.pages > 1 {
        writer.gap();
        writer.text(view.place.clone(), Look::Faint);
    }
    writer.row(view.previous.iter().chain(&view.next).cloned());
    "duties"
}
