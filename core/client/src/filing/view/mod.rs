//! What is filed, as it is drawn.

mod outbox;
mod regime;

use crate::accounts::Acting;
use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::view::{Action, Importance};

pub(crate) use outbox::outbox_view;
pub(super) use outbox::standing;
pub(crate) use regime::regime_view;

/// What Home offers to file, and what was filed.
pub(crate) fn actions(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> Vec<Action> {
    if acting.taxpayer.is_none() {
        return Vec::new();
    }
    let label = model.texts().say("filing-regime-title");
    let apply = Action::enabled(label, Importance::Normal, screen, Ask::OpenRegimeApplication);
    vec![apply, outbox::action(model, screen, acting)]
}
