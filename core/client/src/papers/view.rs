//! A paper on the screen.

use super::paper::{Paper, Which};
use super::receipt;
use crate::accounts::{self, Acting};
use crate::filing;
use crate::intent::{Ask, PaperAsk, ScreenId};
use crate::model::Model;
use crate::view::{Action, Importance, PaperView, Section};

/// The screen's title.
pub(crate) fn title(model: &Model, which: &Which) -> String {
    model.texts().say(match which {
        Which::Receipt(_) => "papers-receipt-title",
    })
}

/// The paper as it is drawn; `None` when there is no such paper.
pub(crate) fn view(model: &Model, screen: ScreenId, acting: &Acting<'_>, which: &Which) -> Option<PaperView> {
    let texts = model.texts();
    let inn = accounts::inn_shown(texts, acting.taxpayer?).text;
    let paper = made(model, acting, which, inn)?;
    let share = Ask::Papers { ask: PaperAsk::Share };
    Some(PaperView {
        explanation: Section {
            heading: paper.title,
            lines: paper.remarks,
        },
        parts: paper.parts,
        share: Action::enabled(texts.say("papers-share"), Importance::Primary, screen, share),
    })
}

/// The paper, with the INN written so.
pub(super) fn made(model: &Model, acting: &Acting<'_>, which: &Which, inn: String) -> Option<Paper> {
    let (texts, official) = (model.texts(), model.config.official);
    let taxpayer = acting.taxpayer?;
    match which {
        Which::Receipt(key) => {
            let received = filing::received(model, acting, key)?;
            Some(receipt::paper(texts, official, taxpayer, inn, received, &[]))
        }
    }
}
