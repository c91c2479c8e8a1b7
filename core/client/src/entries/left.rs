//! What the person entered and the service has not told.

use super::compare::Standing;
use super::state::OwnerKey;
use crate::model::Model;
use crate::regime;
use crate::session::TaxpayerId;
use crate::settings::{Left, Owner, Unsent};
use crate::text::Texts;

/// Every such entry of those meant, in the order in which they were entered; what can't be read stands as one.
pub(crate) fn left(model: &Model, is_meant: impl Fn(&Owner) -> bool) -> Vec<Left> {
    let texts = model.texts();
    let mut left = Vec::new();
    for account in &model.entries.unreadable {
        let owner = (account.clone(), TaxpayerId(String::new()));
        if is_meant(&owner) {
            left.push(Left {
                item: Unsent::Entry(owner, String::new()),
                title: texts.say("entry-unreadable-title"),
                made: None,
                standing: texts.say("entry-unreadable"),
                goes: false,
            });
        }
    }
    for (owner, _) in model.entries.of.iter().filter(|(owner, _)| is_meant(owner)) {
        left.extend(of_owner(model, texts, owner));
    }
    left
}

fn of_owner(model: &Model, texts: &Texts, owner: &OwnerKey) -> Vec<Left> {
    let standings = regime::standings(model, &owner.0, &owner.1).map_or(&[][..], |(_, standings)| standings);
    let known = standings.iter().map(Some).chain(std::iter::repeat(None));
    let entries = model.entries.of(owner).iter().zip(known);
    let untold = entries
        .filter(|(entry, standing)| entry.told.is_none() && !matches!(standing, Some(Standing::Told(_))));
    let told = |entry: &super::Entry| {
        let what = texts.say(entry.kind().key());
        Left {
            item: Unsent::Entry(owner.clone(), entry.id.clone()),
            title: texts.say_with("unsent-entry", &[("what", what.into())]),
            made: Some(entry.at),
            standing: texts.say("unsent-entry-text"),
            goes: false,
        }
    };
    untold.map(|(entry, _)| told(entry)).collect()
}
