//! Erasing everything on a phone whose store or vault does not answer, and after a kill: nothing of it comes back.

use crate::effect::{Call, Effect};
use crate::event::Event;
use crate::fakes::MemoryVault;
use crate::intent::{Ask, Intent};
use crate::ports::{Store, StoreKey, Vault, VaultError, VaultKey};
use crate::secret::Secret;
use crate::step::{Context, step};
use crate::testing::{Desk, opened};
use crate::text::Language;

use super::Names;
use super::unread_tests::{confirm, logins, refresh, restart_unread, unread, unreadable};

#[test]
fn erasing_an_unread_store_leaves_no_token() {
    let mut desk = unread();
    confirm(&mut desk, Ask::EraseEverything);
    assert!(desk.vault.is_empty(), "the vault itself names what it holds");
    let kept = desk.store.load(&[StoreKey::Accounts]);
    assert!(!format!("{kept:?}").contains("Sample"));
}

#[test]
fn erasing_waits_for_a_vault_that_can_not_name_what_it_holds() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let mut fresh = Desk::new();
    std::mem::swap(&mut desk.vault, &mut fresh.vault);
    std::mem::swap(&mut desk.store, &mut fresh.store);
    fresh.load_fails = unreadable();
    fresh.model.names = Names::default();
    fresh.model.storage.read = false;
    fresh.ask(Ask::OpenSettings);
    fresh.ask(Ask::EraseEverything);
    let intent = Intent {
        screen: fresh.front().id,
        ask: Ask::Confirm,
    };
    let context = Context { now: fresh.now };
    let wanted = step(&mut fresh.model, Event::Asked(intent), &context);
    let erases = |effect: &Effect| matches!(effect, Effect::EraseStore { .. });
    assert!(!wanted.iter().any(erases), "{wanted:?}");
    let names = |effect: &&Effect| matches!(effect, Effect::ReadVault { .. });
    let ticket = wanted.iter().find(names).expect("the list is read").ticket();
    let refused = step(
        &mut fresh.model,
        Event::VaultRead(ticket, Err(VaultError::Locked)),
        &context,
    );
    assert!(!refused.iter().any(erases), "{refused:?}");
    fresh.ask(Ask::Refresh);
    assert!(fresh.vault.is_empty());
}

/// Everything is being erased over a store that could not be read, and the vault has not erased its token.
fn erasing_unread() -> Desk {
    let mut desk = unread();
    desk.vault_fails = true;
    confirm(&mut desk, Ask::EraseEverything);
    desk.load_fails = None;
    desk
}

#[test]
fn what_is_being_erased_is_not_read_again() {
    let mut desk = erasing_unread();
    let wanted = refresh(&mut desk);
    assert!(
        !wanted.iter().any(|effect| matches!(effect, Effect::Load { .. })),
        "{wanted:?}"
    );
    desk.vault_fails = false;
    for effect in wanted {
        if let Effect::EraseVault { ticket, key } = effect {
            let erased = desk.vault.erase(&key);
            desk.happen(Event::VaultChanged(ticket, erased));
        }
    }
    assert!(desk.vault.is_empty() && desk.model.erasing.is_none());
    assert_eq!(logins(&mut desk), Vec::<String>::new());
}

#[test]
fn erasing_a_second_time_erases_a_token_that_the_vault_refused_once_more_and_not_twice() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.vault_fails = true;
    confirm(&mut desk, Ask::EraseEverything);
    confirm(&mut desk, Ask::EraseEverything);
    let wanted = refresh(&mut desk);
    let of_session = |effect: &&Effect| {
        matches!(
            effect,
            Effect::EraseVault {
                key: VaultKey::Session(_),
                ..
            }
        )
    };
    assert_eq!(wanted.iter().filter(of_session).count(), 1, "{wanted:?}");
}

#[test]
fn what_is_being_erased_does_not_come_back_after_a_kill() {
    let mut desk = erasing_unread();
    desk.vault_fails = false;
    desk.restart();
    assert!(desk.vault.is_empty() && desk.model.erasing.is_none());
    assert!(desk.take_refresh().is_none(), "{:?}", desk.asked);
    assert_eq!(logins(&mut desk), Vec::<String>::new());
}

/// Lets the disk do what is wanted of it, all but erasing the store.
fn all_but_the_store(desk: &mut Desk, wanted: Vec<Effect>) {
    for effect in wanted {
        let answer = match effect {
            Effect::Save { ticket, changes } => Event::Saved(ticket, desk.store.save(&changes)),
            Effect::EraseVault { ticket, key } => Event::VaultChanged(ticket, desk.vault.erase(&key)),
            _ => continue,
        };
        let next = step(&mut desk.model, answer, &Context { now: desk.now });
        all_but_the_store(desk, next);
    }
}

/// Erases everything, but for the store.
fn erase_all_but_the_store(desk: &mut Desk) {
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    let screen = desk.front().id;
    let confirmed = Event::Asked(Intent {
        screen,
        ask: Ask::Confirm,
    });
    let wanted = step(&mut desk.model, confirmed, &Context { now: desk.now });
    all_but_the_store(desk, wanted);
}

#[test]
fn an_erasure_that_the_store_refuses_takes_its_accounts_after_a_kill_though_their_tokens_are_gone() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    erase_all_but_the_store(&mut desk);
    assert!(desk.vault.is_empty());
    desk.ask(Ask::ChooseLanguage {
        language: Language::Russian,
    });
    desk.restart();
    assert!(desk.model.erasing.is_none());
    assert_eq!(logins(&mut desk), Vec::<String>::new());
}

#[test]
fn an_erasure_over_an_unread_store_takes_after_a_kill_what_only_the_store_names() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk.vault = MemoryVault::default();
    restart_unread(&mut desk);
    erase_all_but_the_store(&mut desk);
    desk.load_fails = None;
    desk.restart();
    assert!(desk.model.erasing.is_none());
    assert_eq!(logins(&mut desk), Vec::<String>::new());
}

#[test]
fn an_erasure_that_waits_for_the_vault_s_list_still_waits_after_a_kill() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let mut fresh = Desk::new();
    fresh.model.names = Names::default();
    erase_all_but_the_store(&mut fresh);
    std::mem::swap(&mut desk.vault, &mut fresh.vault);
    fresh.restart();
    assert!(fresh.vault.is_empty() && fresh.model.erasing.is_none());
    assert!(fresh.take_refresh().is_none(), "{:?}", fresh.asked);
}

#[test]
fn erasing_right_after_a_sign_in_ends_the_session_at_the_service() {
    for named in [false, true] {
        let mut desk = Desk::new();
        let entered = desk.enter("a");
        let context = Context { now: desk.now };
        let signed_in = Event::SignedIn(entered, Ok(opened("a", 300)));
        let wanted = step(&mut desk.model, signed_in, &context);
        let naming = wanted.iter().find_map(|effect| match effect {
            Effect::WriteVault { ticket, .. } => Some(*ticket),
            _ => None,
        });
        if named {
            let durable = Event::VaultChanged(naming.expect("a name to be kept"), Ok(()));
            let _ = step(&mut desk.model, durable, &context);
        }
        confirm(&mut desk, Ask::EraseEverything);
        let told = desk.take(|effect| {
            matches!(effect, Effect::Call { access, call: Call::SignOut { .. }, .. } if access.expose_str() == Some("access a"))
        });
        assert!(told.is_some(), "named: {named}, {:?}", desk.asked);
    }
}

/// What the vault has in the place of its list can't be understood.
fn spoil_list(desk: &Desk) {
    let rubbish = Secret::from("{".to_owned());
    desk.vault
        .write(&VaultKey::SessionNames, &rubbish)
        .expect("a vault");
}

#[test]
fn a_list_that_can_not_be_understood_goes() {
    let mut desk = Desk::new();
    spoil_list(&desk);
    desk.restart();
    assert!(desk.vault.is_empty());
}

#[test]
fn erasing_says_so_when_the_vault_s_list_can_not_be_understood() {
    for known in [false, true] {
        let mut desk = Desk::new();
        spoil_list(&desk);
        if known {
            restart_unread(&mut desk);
        } else {
            desk.model.names = Names::default();
        }
        confirm(&mut desk, Ask::EraseEverything);
        assert!(desk.model.erasing.is_none() && desk.vault.is_empty());
        assert!(
            desk.says("may be left"),
            "known: {known}, {:?}",
            desk.front().frame.notices
        );
    }
}
