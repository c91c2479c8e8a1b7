//! What was typed for registrations and the service does not have for certain.

use jiff::Timestamp;

use super::state::{Stage, State, Work};
use crate::model::Model;
use crate::settings::{Left, Unsent};

/// Every form that anything stands on.
pub(crate) fn left(model: &Model) -> Vec<Left> {
    let places = model.registration.places().into_iter();
    let begun = places.filter_map(|which| {
        let work = model.registration.work(which.as_deref())?;
        (!work.is_blank()).then(|| of_form(model, which.clone(), work))
    });
    begun.collect()
}

fn of_form(model: &Model, which: Option<String>, work: &Work) -> Left {
    let texts = model.texts();
    let arrived = work.sending.as_ref().map(|sending| sending.stage);
    let standing = match arrived {
        None | Some(Stage::NotArrived) => "unsent-registration-text",
        Some(_) => "unsent-registration-unclear",
    };
    Left {
        item: Unsent::Registration(which),
        title: texts.say("unsent-registration"),
        made: work.since,
        standing: texts.say(standing),
        goes: false,
    }
}

impl Work {
    /// Whether nothing was typed, chosen or begun.
    pub(super) fn is_blank(&self) -> bool {
        self.kind.is_none()
            && self.role.is_none()
            && self.sending.is_none()
            && [&self.inn, &self.organisation_inn]
                .iter()
                .all(|line| line.text.is_empty())
            && [&self.password, &self.confirmation]
                .iter()
                .all(|secret| secret.expose().is_empty())
    }
}

impl State {
    /// Forms on which something stands were begun now, if not before.
    pub(super) fn note_beginnings(&mut self, now: Timestamp) {
        for which in self.places() {
            let work = self.work_mut(which.as_deref()).filter(|work| !work.is_blank());
            if let Some(work) = work {
                work.since.get_or_insert(now);
            }
        }
    }
}
