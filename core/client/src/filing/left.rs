//! What of an account's drafts and applications the service does not have for certain.

use jiff::Timestamp;

use super::content::Application;
use super::draft::DraftOf;
use super::last_day;
use super::state::{Office, OfficeKey};
use super::view::standing;
use crate::model::Model;
use crate::settings::{Left, Owner, Unsent};
use crate::text::Texts;

/// Every such draft and application of those meant, in the order in which they were filed.
pub(crate) fn left(model: &Model, is_meant: impl Fn(&Owner) -> bool) -> Vec<Left> {
    let offices = model.filing.offices.iter();
    let meant = offices.filter(|(owner, _)| is_meant(owner));
    meant
        .flat_map(|(owner, office)| of_office(model, owner, office))
        .collect()
}

fn of_office(model: &Model, owner: &OfficeKey, office: &Office) -> Vec<Left> {
    let texts = model.texts();
    let mut left: Vec<_> = office
        .unreadable
        .iter()
        .map(|key| Left {
            item: Unsent::Application(owner.clone(), key.clone()),
            title: texts.say("unsent-unreadable"),
            made: None,
            standing: texts.say("unsent-unreadable-text"),
            goes: false,
        })
        .collect();
    left.extend(applications(model, owner, office));
    let begun = office.drafts.iter().filter(|(_, draft)| !draft.is_blank());
    left.extend(begun.map(|(name, draft)| drafted(texts, owner, name, draft.since())));
    let unread = office.unreadable_drafts.iter();
    left.extend(unread.map(|name| drafted(texts, owner, name, None)));
    left
}

fn drafted(texts: &Texts, owner: &OfficeKey, name: &str, made: Option<Timestamp>) -> Left {
    let of = DraftOf::named(name);
    let title = of.as_ref().map_or("unsent-unreadable", DraftOf::title_key);
    let standing = of.as_ref().map_or("unsent-draft", DraftOf::standing_key);
    Left {
        item: Unsent::Draft(owner.clone(), name.to_owned()),
        title: texts.say(title),
        made,
        standing: texts.say(standing),
        goes: false,
    }
}

/// With the last day of each: whoever leaves is told what runs out.
fn applications(model: &Model, owner: &OfficeKey, office: &Office) -> Vec<Left> {
    let (texts, outbox) = (model.texts(), &office.outbox);
    let unsent = outbox.unsent().map(|item| {
        let kept = office.contents.get(&item.key);
        let until = kept.and_then(|kept| last_day::words(model, owner, &kept.application));
        let standing = standing(texts, outbox, item).2;
        let title = kept.map(|kept| Application::name_key(&kept.application));
        Left {
            item: Unsent::Application(owner.clone(), item.key.clone()),
            title: texts.say(title.unwrap_or("unsent-unreadable")),
            made: kept.map(|kept| kept.at),
            standing: until.map_or(standing.clone(), |until| format!("{standing} {until}")),
            goes: true,
        }
    });
    unsent.collect()
}
