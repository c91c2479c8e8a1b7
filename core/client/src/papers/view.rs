//! A paper on the screen.

use super::customs::{self, DIRECTIONS, Facts};
use super::form::Form;
use super::paper::Paper;
use super::place::{PaperPlace, Which};
use super::receipt;
use crate::accounts::{self, Acting};
use crate::filing::{self, Answers};
use crate::intent::{Ask, CustomsPaper, Intent, PaperAsk, ScreenId};
use crate::model::Model;
use crate::regime;
use crate::text::Texts;
use crate::view::{Action, Choice, ChoiceField, Importance, PaperView, Section};

/// The screen's title.
pub(crate) fn title(model: &Model, place: &PaperPlace) -> String {
    model.texts().say(match &place.which {
        Which::Receipt(_) => "papers-receipt-title",
        Which::Customs(paper, _) => paper.title(),
    })
}

/// The papers that can be prepared for a lot from a third country.
pub(crate) fn actions(texts: &Texts, screen: ScreenId, lot: &str) -> impl Iterator<Item = Action> {
    CustomsPaper::ALL.into_iter().map(move |paper| {
        let lot = lot.to_owned();
        let ask = PaperAsk::Prepare { paper, lot };
        let label = texts.say(paper.title());
        Action::enabled(label, Importance::Normal, screen, Ask::Papers { ask })
    })
}

/// The paper as it is drawn; `None` when there is no such paper.
pub(crate) fn view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    place: &PaperPlace,
) -> Option<PaperView> {
    let texts = model.texts();
    let inn = accounts::inn_shown(texts, acting.taxpayer?).text;
    let Made {
        paper,
        mut fields,
        missing,
        direction,
    } = made(model, acting, &place.which, inn)?;
    for field in &mut fields {
        (field.edit, field.reset) = place.edit(field.key);
    }
    let mut lines = paper.remarks;
    if matches!(place.which, Which::Customs(..)) {
        lines.push(texts.say("papers-customs-yourself"));
    }
    let share = Ask::Papers { ask: PaperAsk::Share };
    Some(PaperView {
        explanation: Section {
            heading: paper.title,
            lines,
        },
        fields,
        direction: direction.map(|place| directions(texts, screen, place)),
        missing: Section {
            heading: texts.say("papers-missing"),
            lines: missing,
        },
        parts: paper.parts,
        share: Action::enabled(texts.say("papers-share"), Importance::Primary, screen, share),
    })
}

fn directions(texts: &Texts, screen: ScreenId, chosen: usize) -> ChoiceField {
    let choice = |(number, place): (u32, usize)| {
        let ask = PaperAsk::Direct { number };
        Some(Choice {
            label: regime::direction_named(texts, *DIRECTIONS.get(place)?),
            chosen: place == chosen,
            intent: Intent::on(screen, Ask::Papers { ask }),
        })
    };
    ChoiceField {
        label: texts.say("papers-direction"),
        choices: (0..).zip(0..DIRECTIONS.len()).filter_map(choice).collect(),
        problem: None,
    }
}

/// A paper, and what makes it.
pub(super) struct Made {
    pub(super) paper: Paper,
    fields: Vec<crate::view::Field>,
    missing: Vec<String>,
    direction: Option<usize>,
}

/// The paper, with the INN written so.
pub(super) fn made(model: &Model, acting: &Acting<'_>, which: &Which, inn: String) -> Option<Made> {
    let (texts, official) = (model.texts(), model.config.official);
    let taxpayer = acting.taxpayer?;
    match which {
        Which::Receipt(key) => {
            let received = filing::received(model, acting, key)?;
            let copies = receipt::copies(model, received.application);
            Some(Made {
                paper: receipt::paper(texts, official, taxpayer, inn, received, copies),
                fields: Vec::new(),
                missing: Vec::new(),
                direction: None,
            })
        }
        Which::Customs(kind, lot) => {
            let (dossier, lot, found) = regime::lot_of(model, acting, lot)?;
            let facts = Facts { dossier, lot, found };
            let blank = Answers::default();
            let draft = filing::filled_in(model, acting, &which.draft()?).unwrap_or(&blank);
            let taxpayer = (taxpayer.name.as_str(), inn);
            let Form {
                paper,
                fields,
                missing,
                ..
            } = customs::form(texts, official, *kind, draft, facts, taxpayer);
            let asks = *kind == CustomsPaper::Refund;
            let direction = asks.then(|| customs::direction(draft));
            Some(Made {
                paper,
                fields,
                missing,
                direction,
            })
        }
    }
}
