//! The code that an inspector scans.

use salyk_client::view::{CertificateView, CodeShown};

use super::{Look, Piece, Writer, around};
use crate::words::blocks;

pub(super) fn certificate(writer: &mut Writer, view: &CertificateView) -> &'static str {
    let standing = &view.standing;
    writer.standing(standing.tone, standing.standing.clone(), standing.text.clone());
    if let Some(trouble) = &view.trouble {
        writer.standing(trouble.tone, trouble.standing.clone(), trouble.text.clone());
    }
    if let Some(code) = &view.code {
        writer.gap();
        writer.code(drawn(code), code.spoken.clone(), code.text.clone());
    }
    writer.gap();
    writer.text(view.name.clone(), Look::Strong);
    if let Some(inn) = &view.inn {
        writer.pair(inn.label.clone(), inn.text.clone());
    }
    writer.gap();
    writer.item(view.renew.clone());
    writer.item(view.paper.clone());
    around::section(writer, &view.explanation);
    "certificate"
}

fn drawn(code: &CodeShown) -> Vec<String> {
    let side = usize::try_from(code.side).unwrap_or_default();
    blocks(side, &code.modules)
}

impl Writer {
    /// A code: its lines as they are painted, what a screen reader says, and its text.
    fn code(&mut self, lines: Vec<String>, spoken: String, text: String) {
        self.body.push(Piece::Code { lines, spoken, text });
    }
}
