//! Sessions on a phone whose store can't be read, or takes nothing: none is forgotten in the vault, none comes back.

use crate::accounts::AccountId;
use crate::effect::{Call, Effect};
use crate::event::{CallAnswer, Event};
use crate::intent::{Ask, Intent};
use crate::ports::{Change, ServiceError, Store, StoreError, StoreKey, Vault, VaultKey};
use crate::session::TaxpayerId;
use crate::step::{Context, step};
use crate::testing::{Desk, opened, tokens};
use crate::view::View;

pub(super) fn unreadable() -> Option<StoreError> {
    Some(StoreError::Io("sample".to_owned()))
}

fn is_sign_out(call: &Call) -> bool {
    matches!(call, Call::SignOut { .. })
}

/// Asks for the newest; gives what is wanted, undone.
pub(super) fn refresh(desk: &mut Desk) -> Vec<Effect> {
    let intent = Intent {
        screen: desk.front().id,
        ask: Ask::Refresh,
    };
    step(&mut desk.model, Event::Asked(intent), &Context { now: desk.now })
}

/// Someone is signed in, and the app was started again over a store that can't be read.
pub(super) fn unread() -> Desk {
    let mut desk = Desk::new();
    desk.sign_in("a");
    restart_unread(&mut desk);
    desk
}

pub(super) fn restart_unread(desk: &mut Desk) {
    desk.load_fails = unreadable();
    desk.restart();
}

/// The app starts, and of what is stored only the first half can be read.
fn restart_half_read(desk: &mut Desk) {
    restart_unread(desk);
    let wanted = refresh(desk);
    let [Effect::Load { ticket, keys }] = wanted.as_slice() else {
        panic!("{wanted:?}")
    };
    let first = desk.store.load(keys);
    desk.happen(Event::Loaded(*ticket, first));
}

pub(super) fn confirm(desk: &mut Desk, ask: Ask) {
    desk.ask(Ask::OpenSettings);
    desk.ask(ask);
    desk.ask(Ask::Confirm);
}

/// The logins that the list of accounts shows.
pub(super) fn logins(desk: &mut Desk) -> Vec<String> {
    desk.ask(Ask::OpenAccounts);
    let View::Accounts(list) = desk.front().view else {
        panic!("no accounts")
    };
    desk.ask(Ask::Back);
    list.accounts.into_iter().map(|row| row.login).collect()
}

fn in_front(desk: &Desk) -> AccountId {
    desk.model
        .accounts
        .current_signed_in()
        .expect("someone signed in")
}

/// Plays the service's part in ending the session of this refresh token.
fn end(desk: &mut Desk, refresh: &str) {
    let (ticket, attempt) = desk.take_refresh().expect("a token to end the session with");
    assert_eq!(attempt.refresh.expose_str(), Some(refresh));
    desk.happen(Event::Refreshed(ticket, Ok(tokens("z", 300))));
    let told = desk.take(|effect| {
        matches!(effect, Effect::Call { access, call, .. } if is_sign_out(call) && access.expose_str() == Some("access z"))
    });
    let told = told.expect("the service is told").ticket();
    desk.happen(Event::Called(told, Ok(CallAnswer::SignedOut)));
}

#[test]
fn an_account_that_was_left_does_not_come_back_with_the_store() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let account = in_front(&desk).0;
    restart_half_read(&mut desk);
    confirm(&mut desk, Ask::SignOut { everywhere: false });
    end(&mut desk, "refresh a");
    assert!(desk.vault.is_empty());
    desk.load_fails = None;
    desk.ask(Ask::Refresh);
    assert!(desk.model.storage.read);
    assert_eq!(logins(&mut desk), Vec::<String>::new());
    let kept = desk.store.load(&[StoreKey::Accounts]).expect("a store");
    let kept = String::from_utf8(kept.into_iter().flatten().flatten().collect()).expect("JSON");
    assert!(!kept.contains(&account) && !kept.contains("Sample"), "{kept}");
    assert_eq!(desk.store.load(&[StoreKey::Receipts(account)]), Ok(vec![None]));
}

#[test]
fn a_sign_in_that_the_store_did_not_take_is_ended_at_the_next_start() {
    let mut desk = Desk::new();
    desk.save_fails = Some(StoreError::Full);
    desk.sign_in("a");
    desk.save_fails = None;
    desk.restart();
    let (ticket, first) = desk.take_refresh().expect("a token to end the session with");
    desk.happen(Event::Refreshed(
        ticket,
        Err(ServiceError::Unreachable("sample".to_owned())),
    ));
    assert!(!desk.vault.is_empty(), "what the service was not told stays owed");
    desk.restart();
    let again = desk.asked.iter().find_map(|effect| match effect {
        Effect::Refresh { attempt, .. } => Some(attempt.clone()),
        _ => None,
    });
    assert_eq!(again, Some(first), "under its name");
    end(&mut desk, "refresh a");
    assert!(desk.vault.is_empty());
    assert_eq!(logins(&mut desk), Vec::<String>::new());
}

#[test]
fn a_session_that_the_store_knows_is_not_ended_when_it_can_not_be_read() {
    let mut desk = unread();
    desk.ask(Ask::Refresh);
    assert!(desk.take_refresh().is_none(), "{:?}", desk.asked);
    desk.load_fails = None;
    desk.ask(Ask::Refresh);
    assert_eq!(logins(&mut desk), ["a"]);
    assert!(!desk.calls().iter().any(|call| is_sign_out(call)));
}

#[test]
fn a_session_that_is_replaced_is_ended_with_its_refresh_token() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let old = in_front(&desk);
    desk.wait(600);
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    let ticket = desk.enter("a");
    desk.happen(Event::SignedIn(ticket, Ok(opened("b", 300))));
    end(&mut desk, "refresh a");
    let new = in_front(&desk);
    assert_eq!(desk.vault.read(&VaultKey::Session(old.0)), Ok(None));
    assert!(
        desk.vault
            .read(&VaultKey::Session(new.0.clone()))
            .expect("a vault")
            .is_some()
    );
    assert_eq!(logins(&mut desk), ["a"]);
    assert_eq!(desk.model.accounts.receipts_of(&new).len(), 4, "both sign-ins'");
    desk.restart();
    assert_eq!(in_front(&desk), new);
    assert_eq!(desk.model.accounts.receipts_of(&new).len(), 4);
}

#[test]
fn receipts_of_a_stored_account_go_over_to_the_one_that_replaces_it_and_nothing_else_of_it_stays() {
    for half_read in [false, true] {
        let mut desk = Desk::new();
        desk.sign_in("a");
        let case = StoreKey::Dossier {
            account: in_front(&desk).0,
            taxpayer: TaxpayerId("of a".to_owned()),
        };
        let heard = Change::Put(case.clone(), b"sample".to_vec());
        desk.store.save(&[heard]).expect("a store");
        desk.wait(60);
        if half_read {
            restart_half_read(&mut desk);
            desk.ask(Ask::OpenAccounts);
            desk.ask(Ask::AddAccount);
        } else {
            restart_unread(&mut desk);
        }
        desk.sign_in("a");
        desk.load_fails = None;
        desk.ask(Ask::Refresh);
        let kept = desk.store.load(&[StoreKey::Accounts, case]).expect("a store");
        let [Some(accounts), case] = kept.as_slice() else {
            panic!("half read: {half_read}, no accounts")
        };
        let accounts = String::from_utf8_lossy(accounts);
        let people = accounts.matches(r#""person":"Sample"#).count();
        assert_eq!(people, 1, "half read: {half_read}, {accounts}");
        assert!(case.is_none(), "half read: {half_read}");
        desk.restart();
        let account = in_front(&desk);
        assert_eq!(
            desk.model.accounts.receipts_of(&account).len(),
            4,
            "half read: {half_read}"
        );
    }
}

#[test]
fn a_session_whose_name_the_vault_does_not_take_is_given_no_token() {
    let mut desk = Desk::new();
    desk.vault_fails = true;
    desk.sign_in("a");
    desk.vault_fails = false;
    assert!(desk.vault.is_empty());
    assert!(desk.says("sign in again"), "{:?}", desk.front().frame.notices);
    assert!(!desk.calls().is_empty(), "it is used as long as it is good");
}

#[test]
fn a_token_is_written_only_when_its_name_is_durable() {
    let mut desk = Desk::new();
    let ticket = desk.enter("a");
    let context = Context { now: desk.now };
    let written = |effects: &[Effect]| -> Vec<_> {
        let keys = effects.iter().filter_map(|effect| match effect {
            Effect::WriteVault { ticket, key, .. } => Some((*ticket, key.clone())),
            _ => None,
        });
        keys.collect()
    };
    let signed_in = Event::SignedIn(ticket, Ok(opened("a", 300)));
    let first = written(&step(&mut desk.model, signed_in, &context));
    let [(ticket, VaultKey::SessionNames)] = first.as_slice() else {
        panic!("{first:?}")
    };
    let then = written(&step(
        &mut desk.model,
        Event::VaultChanged(*ticket, Ok(())),
        &context,
    ));
    assert!(matches!(then.as_slice(), [(_, VaultKey::Session(_))]), "{then:?}");
}

#[test]
fn a_vault_whose_list_is_damaged_is_given_the_store_s() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    let rubbish = crate::secret::Secret::from("{".to_owned());
    desk.vault
        .write(&VaultKey::SessionNames, &rubbish)
        .expect("a vault");
    desk.restart();
    assert_eq!(logins(&mut desk), ["a"]);
    let list = desk.vault.read(&VaultKey::SessionNames).expect("a vault");
    let list = list.expect("a list");
    assert!(
        list.expose_str()
            .is_some_and(|list| list.contains(&in_front(&desk).0))
    );
}
