//! What of an account's drafts and applications the service does not have for certain.

use super::content::Application;
use super::outbox::Outbox;
use super::state::{Office, OfficeKey};
use super::stored::REGIME;
use super::view::standing;
use crate::model::Model;
use crate::papers;
use crate::settings::{Left, Owner, Unsent};
use crate::text::Texts;

/// Every such draft and application of those meant, in the order in which they were filed.
pub(crate) fn left(model: &Model, is_meant: impl Fn(&Owner) -> bool) -> Vec<Left> {
    let texts = model.texts();
    let offices = model.filing.offices.iter();
    let meant = offices.filter(|(owner, _)| is_meant(owner));
    meant
        .flat_map(|(owner, office)| of_office(texts, owner, office))
        .collect()
}

fn of_office(texts: &Texts, owner: &OfficeKey, office: &Office) -> Vec<Left> {
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
    left.extend(applications(texts, owner, office, &office.outbox));
    if let Some(draft) = office.regime.as_ref().filter(|draft| !draft.is_blank()) {
        left.push(Left {
            item: Unsent::Draft(owner.clone(), REGIME.to_owned()),
            title: texts.say("filing-regime-title"),
            made: draft.since,
            standing: texts.say("unsent-draft"),
            goes: false,
        });
    }
    let papers = office.papers.iter();
    left.extend(papers.map(|(name, draft)| Left {
        item: Unsent::Draft(owner.clone(), name.clone()),
        title: texts.say(papers::title_of(name)),
        made: draft.since(),
        standing: texts.say("unsent-paper"),
        goes: false,
    }));
    left
}

fn applications(texts: &Texts, owner: &OfficeKey, office: &Office, outbox: &Outbox) -> Vec<Left> {
    let unsent = outbox.unsent().map(|item| {
        let kept = office.contents.get(&item.key);
        let title = kept.map(|kept| Application::name_key(&kept.application));
        Left {
            item: Unsent::Application(owner.clone(), item.key.clone()),
            title: texts.say(title.unwrap_or("unsent-unreadable")),
            made: kept.map(|kept| kept.at),
            standing: standing(texts, outbox, item).2,
            goes: true,
        }
    });
    unsent.collect()
}
