//! Files attached to something.

use salyk_client::view::{AttachmentRow, FilesView};

use super::{Look, Writer, chrome};
use crate::words::glyph;

pub(super) fn files(writer: &mut Writer, view: &FilesView) -> &'static str {
    writer.text(view.explanation.clone(), Look::Plain);
    writer.gap();
    for refused in &view.refused {
        chrome::notice(writer, refused);
    }
    writer.text(view.empty.clone().unwrap_or_default(), Look::Plain);
    rows(writer, view);
    "files"
}

/// The files of a paper, within its form.
pub(super) fn attached(writer: &mut Writer, view: &FilesView) {
    for refused in &view.refused {
        chrome::notice(writer, refused);
    }
    rows(writer, view);
}

fn rows(writer: &mut Writer, view: &FilesView) {
    for file in &view.rows {
        row(writer, file);
        writer.gap();
    }
    writer.item(view.add.clone());
}

fn row(writer: &mut Writer, row: &AttachmentRow) {
    writer.text(format!("{} · {}", row.name, row.size), Look::Strong);
    let share = row.progress.map(|share| format!(" · {}%", share / 10));
    let share = share.unwrap_or_default();
    writer.text(format!("{} {}{share}", glyph(row.tone), row.state), Look::Plain);
    writer.text(row.certified.clone().unwrap_or_default(), Look::Faint);
    if let Some(sha256) = &row.sha256 {
        writer.text(format!("SHA-256 {sha256}"), Look::Faint);
    }
    for action in &row.actions {
        writer.item(action.clone());
    }
}
