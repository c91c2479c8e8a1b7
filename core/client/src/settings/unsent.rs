//! What the service does not have for certain and would be lost, each thing by a name that outlives its changes.

use jiff::Timestamp;

use super::Leaving;
use crate::accounts::{self, AccountId};
use crate::attachments::{self, FileId};
use crate::entries;
use crate::filing;
use crate::model::Model;
use crate::registration;
use crate::session::TaxpayerId;
use crate::text::Texts;

/// What may be lost. Two are the same thing exactly if they are equal, however far it has come meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsent {
    /// An application in the outbox, by its key.
    Application(Owner, String),
    /// The draft of an application, by its name.
    Draft(Owner, String),
    /// A fact that the person entered, by its local id.
    Entry(Owner, String),
    /// An attached file.
    File(Owner, FileId),
    /// What was typed for a registration; the inner value names the application that it mends.
    Registration(Option<String>),
    /// The store was not read, so that nobody knows what lies there.
    Unread,
}

/// Whose it is.
pub(crate) type Owner = (AccountId, TaxpayerId);

/// One of them, as it is told to the person.
#[derive(Debug, Clone)]
pub(crate) struct Left {
    pub(crate) item: Unsent,
    /// What it is.
    pub(crate) title: String,
    /// When it was made, UTC, where that is known.
    pub(crate) made: Option<Timestamp>,
    /// How far it has come.
    pub(crate) standing: String,
    /// It goes by itself as soon as it can.
    pub(crate) goes: bool,
}

impl Unsent {
    pub(crate) fn owner(&self) -> Option<&Owner> {
        match self {
            Self::Application(owner, _) | Self::Draft(owner, _) | Self::Entry(owner, _) => Some(owner),
            Self::File(owner, _) => Some(owner),
            Self::Registration(_) | Self::Unread => None,
        }
    }
}

/// Everything unsent that would go with this.
pub(super) fn left(model: &Model, how: &Leaving) -> Vec<Left> {
    let mut left = Vec::new();
    // What is being erased was asked about before.
    if !model.storage.read && model.erasing.is_none() {
        left.push(unread(model.texts()));
    }
    let whose = match how {
        Leaving::SignOut { .. } => accounts::current(model).map(|acting| acting.account.id.clone()),
        Leaving::Remove(account) => Some(account.clone()),
        Leaving::Everything => None,
    };
    if whose.is_none() && *how != Leaving::Everything {
        return left;
    }
    let goes_too = |owner: &Owner| whose.as_ref().is_none_or(|account| owner.0 == *account);
    left.extend(filing::left(model, goes_too));
    left.extend(entries::left(model, goes_too));
    left.extend(attachments::left(model, goes_too));
    if *how == Leaving::Everything {
        left.extend(registration::left(model));
    }
    left
}

fn unread(texts: &Texts) -> Left {
    Left {
        item: Unsent::Unread,
        title: texts.say("unsent-unread"),
        made: None,
        standing: texts.say("unsent-unread-text"),
        goes: false,
    }
}

/// Whether the person was told of everything that would be lost now. What has gone out since hinders nothing.
pub(super) fn was_told(listed: &[Unsent], now: &[Left]) -> bool {
    now.iter().all(|left| listed.contains(&left.item))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn thing(number: u8) -> Unsent {
        let owner = (
            AccountId(format!("account {}", number % 2)),
            TaxpayerId(format!("taxpayer {}", number % 3)),
        );
        match number % 4 {
            0 => Unsent::Application(owner, number.to_string()),
            1 => Unsent::Draft(owner, number.to_string()),
            2 => Unsent::Registration(Some(number.to_string())),
            _ => Unsent::Unread,
        }
    }

    fn left_over(item: Unsent) -> Left {
        Left {
            item,
            title: String::new(),
            made: None,
            standing: String::new(),
            goes: true,
        }
    }

    proptest! {
        /// Nothing that was not named is ever discarded, and what was named can be, whatever has gone out since.
        #[test]
        fn exactly_what_was_named_can_be_discarded(listed: Vec<u8>, now: Vec<u8>) {
            let things: Vec<_> = listed.iter().copied().map(thing).collect();
            let still: Vec<_> = now.iter().copied().map(thing).map(left_over).collect();
            let unnamed = still.iter().find(|left| things.iter().all(|thing| *thing != left.item));
            prop_assert_eq!(was_told(&things, &still), unnamed.is_none());
        }
    }
}
