//! Leaving with unsent work: what would be lost is named in the question, and nothing goes that was not named there.

use super::step::{Question, erase};
use super::unsent::{Left, Owner, Unsent, left, was_told};
use crate::accounts::{self, AccountId};
use crate::attachments;
use crate::filing;
use crate::model::Model;
use crate::screens::{self, Place};
use crate::session;

/// What a person wants to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// The account in front.
    SignOut {
        everywhere: bool,
    },
    Remove(AccountId),
    Everything,
}

/// Asks whether the person really wants to leave, with what is unsent now.
pub(crate) fn ask_to_leave(model: &mut Model, how: Leaving) {
    ask(model, how, false);
}

fn ask(model: &mut Model, how: Leaving, anew: bool) {
    attachments::read_all(model);
    let listed = left(model, &how).into_iter().map(|left| left.item).collect();
    let question = Question::Leave { how, listed, anew };
    model.screens.push(Place::Confirm(question));
}

/// The person agrees to leave and to lose what was listed. Where something came since, he is asked anew, on another screen: an answer
/// to the first can't answer the second.
pub(super) fn agreed(model: &mut Model, how: Leaving, listed: &[Unsent]) {
    if !was_told(listed, &left(model, &how)) {
        screens::back(model);
        return ask(model, how, true);
    }
    match how {
        Leaving::SignOut { everywhere } => {
            let account = accounts::current(model).map(|acting| acting.account.id.clone());
            if let Some(account) = account {
                session::leave(model, &account, everywhere);
            }
            session::show(model, None, None);
        }
        Leaving::Remove(account) => {
            let was_current = model.accounts.is_current(&account);
            session::leave(model, &account, false);
            if was_current {
                session::show(model, None, None);
            } else {
                screens::back(model);
            }
        }
        Leaving::Everything => erase(model),
    }
}

/// What the screen shows of a question: what was listed and is unsent still, newest state.
pub(super) fn still_left(model: &Model, how: &Leaving, listed: &[Unsent]) -> Vec<Left> {
    let mut still = left(model, how);
    still.retain(|left| listed.contains(&left.item));
    still
}

/// Stays, tries at once to send everything that waits, and goes to where it can be watched.
pub(crate) fn send_first(model: &mut Model) {
    let Place::Confirm(Question::Leave { how, listed, .. }) = model.screens.top() else {
        return;
    };
    let waiting = still_left(model, how, listed);
    let Some((owner, item)) = to_watch(model, &waiting) else {
        return;
    };
    screens::back(model);
    filing::refreshed(model);
    attachments::hurry(model);
    if accounts::go_to_owner(model, &owner) {
        match item {
            Unsent::File(_, file) => attachments::open_of(model, &file),
            _ => filing::open_outbox(model),
        }
    }
}

/// Where sending is watched: applications before files, those of whoever is acted for before others'.
fn to_watch(model: &Model, waiting: &[Left]) -> Option<(Owner, Unsent)> {
    let current = accounts::current(model)
        .and_then(|acting| Some((acting.account.id.clone(), acting.taxpayer?.id.clone())));
    let goes = waiting.iter().filter(|left| left.goes);
    let owned = goes.filter_map(|left| Some((left.item.owner()?.clone(), left.item.clone())));
    owned.min_by_key(|(owner, item)| {
        let is_file = matches!(item, Unsent::File(..));
        (is_file, Some(owner) != current.as_ref())
    })
}
