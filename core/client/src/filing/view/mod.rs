//! What is filed, as it is drawn.

mod outbox;
mod refund;
mod regime;
mod report;

use salyk_regulation::dossier::{Body, Lot};
use salyk_regulation::rule::RuleId;

use crate::accounts::Acting;
use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::regime::lot_of;
use crate::text::Texts;
use crate::view::{Action, Importance};

pub(crate) use self::regime::regime_view;
pub(crate) use outbox::outbox_view;
pub(super) use outbox::standing;
pub(crate) use refund::refund_view;
pub(crate) use report::report_view;

/// What Home offers to file, and what was filed.
pub(crate) fn actions(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> Vec<Action> {
    if acting.taxpayer.is_none() {
        return Vec::new();
    }
    let label = model.texts().say("filing-regime-title");
    let apply = Action::enabled(label, Importance::Normal, screen, Ask::OpenRegimeApplication);
    vec![apply, outbox::action(model, screen, acting)]
}

/// What can be filed for a lot: with the tax body, where that holds the deposit (`reg:17`, `reg:18`).
pub(crate) fn lot_actions(model: &Model, screen: ScreenId, acting: &Acting<'_>, lot: &str) -> Vec<Action> {
    let is_here = lot_of(model, acting, lot).is_some_and(|(_, facts, found)| {
        found.holder.value() == Some(&Body::TaxBody) && facts.taken_on_account.value().is_some()
    });
    if !is_here {
        return Vec::new();
    }
    let action = |key: &str, ask| Action::enabled(model.texts().say(key), Importance::Normal, screen, ask);
    let lot = lot.to_owned();
    vec![
        action(
            "filing-refund-title",
            Ask::OpenRefundApplication { lot: lot.clone() },
        ),
        action("filing-report-title", Ask::OpenTaxReport { lot }),
    ]
}

/// What people call a lot: its goods declaration, where it has one.
fn lot_named(texts: &Texts, lot: &Lot) -> String {
    let name = lot.declaration.as_deref().unwrap_or(&lot.id.0);
    texts.say_with("filing-lot", &[("lot", name.into())])
}

/// A sentence with the point that it rests on.
fn by(text: String, rule: RuleId) -> String {
    format!("{text} · {}", rule.as_str())
}
