//! What every screen has: band, title, languages, notices.

use salyk_client::view::{Frame, Notice};

use super::{Top, Writer};

pub(super) fn top(writer: &mut Writer, frame: &Frame) -> Top {
    let back = frame.back.clone().map(|action| writer.keep(action));
    let languages = frame
        .languages
        .iter()
        .cloned()
        .map(|choice| writer.keep(choice))
        .collect();
    Top {
        band: frame.band.clone(),
        title: frame.title.clone(),
        taxpayer: frame.taxpayer.clone(),
        taxpayer_heading: frame.headings.taxpayer.clone(),
        connection: frame.connection.clone(),
        busy: frame.busy.then(|| frame.headings.busy.clone()),
        back,
        languages,
    }
}

pub(super) fn notices(writer: &mut Writer, frame: &Frame) {
    for one in &frame.notices {
        notice(writer, one);
    }
    writer.gap();
}

pub(super) fn notice(writer: &mut Writer, notice: &Notice) {
    writer.standing(notice.tone, notice.standing.clone(), notice.text.clone());
    if let Some(action) = &notice.action {
        writer.item(action.clone());
    }
}
