//! The days after: starting again, without a network, with an ended session, with several accounts, and leaving.

use salyk_client::consent::DocumentKind;
use salyk_client::intent::Ask;
use salyk_client::view::{Screen, View};
use salyk_contract::operator::{FaultKind, SetFault};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";

struct Address {
    url: String,
    authority: Vec<u8>,
}

impl Address {
    fn of(service: &Service) -> Self {
        Self {
            url: service.sandbox().base_url(),
            authority: service.sandbox().ca_der().to_vec(),
        }
    }

    fn start(&self, kept: &Kept) -> Phone {
        Phone::start(kept, &self.url, &self.authority, None)
    }
}

fn is_sign_in(screen: &Screen) -> bool {
    matches!(screen.view, View::SignIn(_))
}

fn registered(screen: &Screen) -> String {
    match &screen.view {
        View::Home(home) => home
            .registered
            .as_ref()
            .expect("the register's word")
            .text
            .clone(),
        other => panic!("not home: {other:?}"),
    }
}

#[test]
fn a_second_start_is_still_signed_in() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    let before = registered(&address.start(&kept).sign_in(LOGIN, PASSWORD));
    let phone = address.start(&kept);
    assert_eq!(registered(&phone.wait_for_status()), before);
    let sessions = service
        .requests()
        .iter()
        .filter(|request| *request == "POST /v1/sessions")
        .count();
    assert_eq!(sessions, 1, "nobody typed the password again");
}

#[test]
fn without_a_network_the_last_status_shows_at_once() {
    let (mut service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    let phone = address.start(&kept);
    let before = registered(&phone.sign_in(LOGIN, PASSWORD));
    service.cut();
    phone.ask(Ask::Refresh);
    let offline = phone.wait_for("the word that it is offline", |screen| {
        screen.frame.connection.is_some()
    });
    assert_eq!(registered(&offline), before);
    drop(phone);
    let again = address.start(&kept);
    let first = again.wait_for(
        "home",
        |screen| matches!(&screen.view, View::Home(home) if home.registered.is_some()),
    );
    assert_eq!(registered(&first), before);
    let View::Home(home) = first.view else {
        unreachable!()
    };
    assert!(home.age.is_some(), "the data says how old it is");
    let offline = again.wait_for("the word that it is offline", |screen| {
        screen.frame.connection.is_some()
    });
    assert!(
        offline.frame.notices.is_empty(),
        "offline is a state, not an error: {:?}",
        offline.frame.notices
    );
}

#[test]
fn documents_are_readable_offline_once_loaded() {
    let (mut service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    address.start(&kept).wait_for_documents();
    service.cut();
    let phone = address.start(&kept);
    phone.wait_for_documents();
    phone.ask(Ask::OpenDocument {
        kind: DocumentKind::OfferAgreement,
    });
    phone.wait_for(
        "the text",
        |screen| matches!(&screen.view, View::Document(view) if view.blocks.len() > 3),
    );
}

#[test]
fn an_expired_access_token_is_renewed_unseen() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = Address::of(&service).start(&kept);
    phone.sign_in(LOGIN, PASSWORD);
    service.operator().expire_access();
    service.operator().clear_log();
    phone.ask(Ask::Refresh);
    let started = std::time::Instant::now();
    loop {
        let log = service.sandbox().log().requests;
        let refreshed = log
            .iter()
            .filter(|request| request.path == "/v1/sessions/refresh")
            .count();
        let served = log
            .iter()
            .any(|request| request.path.ends_with("/dossier") && matches!(request.status, Some(200 | 304)));
        assert!(refreshed <= 1, "one flight");
        if refreshed == 1 && served {
            break;
        }
        assert!(started.elapsed().as_secs() < 30, "{log:?}");
        std::thread::yield_now();
    }
    phone.wait_for_status();
}

#[test]
fn a_session_revoked_elsewhere_locks_and_erases_nothing() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    let phone = address.start(&kept);
    phone.sign_in(LOGIN, PASSWORD);
    service.operator().revoke_sessions(Some(LOGIN));
    phone.ask(Ask::Refresh);
    let locked = phone.wait_for("sign-in", is_sign_in);
    assert!(
        locked
            .frame
            .notices
            .iter()
            .any(|notice| notice.text.contains("Сессия аяктады")),
        "{:?}",
        locked.frame.notices
    );
    let View::SignIn(view) = locked.view else {
        unreachable!()
    };
    assert_eq!(view.login.text, LOGIN);
    assert!(!view.consent.ticked && !view.password.filled);
    service.operator().set_fault(SetFault {
        path_prefix: "/v1/taxpayers".to_owned(),
        times: 1000,
        fault: FaultKind::Unavailable {
            retry_after: Some(60),
        },
    });
    phone.sign_in(LOGIN, PASSWORD);
}

/// Signs out through the settings, and waits for an empty sign-in.
fn sign_out(phone: &Phone, everywhere: bool) {
    phone.ask(Ask::OpenSettings);
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    phone.ask(Ask::SignOut { everywhere });
    phone.wait_for("the question", |screen| matches!(screen.view, View::Confirm(_)));
    phone.ask(Ask::Confirm);
    let out = phone.wait_for_documents();
    let View::SignIn(view) = out.view else {
        panic!("not on sign-in")
    };
    assert!(view.login.text.is_empty());
}

/// Waits until the service was told and the vault holds the store's key at most.
fn wait_until_told(service: &Service, kept: &Kept, request: &str) {
    let started = std::time::Instant::now();
    while !service.requests().iter().any(|seen| seen == request) || kept.vault.len() > 1 {
        assert!(started.elapsed().as_secs() < 30, "{:?}", service.requests());
        std::thread::yield_now();
    }
}

#[test]
fn signing_out_erases_and_revokes() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    let phone = address.start(&kept);
    phone.sign_in(LOGIN, PASSWORD);
    sign_out(&phone, false);
    wait_until_told(&service, &kept, "DELETE /v1/sessions/current");
    drop(phone);
    address.start(&kept).wait_for("sign-in", is_sign_in);
}

#[test]
fn signing_out_everywhere_ends_the_session_on_another_phone() {
    let (service, kept, other) = (Service::start(), Kept::default(), Kept::default());
    let address = Address::of(&service);
    let elsewhere = address.start(&other);
    elsewhere.sign_in(LOGIN, PASSWORD);
    let phone = address.start(&kept);
    phone.sign_in(LOGIN, PASSWORD);
    sign_out(&phone, true);
    wait_until_told(&service, &kept, "DELETE /v1/sessions");
    elsewhere.ask(Ask::Refresh);
    elsewhere.wait_for("sign-in", is_sign_in);
}

#[test]
fn a_sign_out_whose_answer_was_lost_is_told_again() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = Address::of(&service);
    let phone = address.start(&kept);
    phone.sign_in(LOGIN, PASSWORD);
    service.operator().set_fault(SetFault {
        path_prefix: "/v1/sessions".to_owned(),
        times: 1,
        fault: FaultKind::LoseAnswer,
    });
    sign_out(&phone, false);
    drop(phone);
    let again = address.start(&kept);
    again.wait_for("sign-in", is_sign_in);
    wait_until_told(&service, &kept, "DELETE /v1/sessions/current");
}

#[test]
fn several_accounts_stand_apart() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = Address::of(&service).start(&kept);
    let one = registered(&phone.sign_in(LOGIN, PASSWORD));
    phone.ask(Ask::OpenSettings);
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    phone.ask(Ask::OpenAccounts);
    phone.wait_for("accounts", |screen| matches!(screen.view, View::Accounts(_)));
    phone.ask(Ask::AddAccount);
    let other = registered(&phone.sign_in("ulgu-jany", PASSWORD));
    assert_ne!(one, other);
    phone.ask(Ask::OpenSettings);
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    phone.ask(Ask::OpenAccounts);
    let accounts = phone.wait_for("accounts", |screen| matches!(screen.view, View::Accounts(_)));
    let View::Accounts(view) = accounts.view else {
        unreachable!()
    };
    assert_eq!(view.accounts.len(), 2);
    let first = view
        .accounts
        .iter()
        .find(|row| row.login == LOGIN)
        .expect("the first account");
    phone.ask(first.open.intent.ask.clone());
    assert_eq!(registered(&phone.wait_for("the first home", |screen| {
        matches!(&screen.view, View::Home(home) if home.registered.as_ref().is_some_and(|word| word.text == one))
    })), one);
}

#[test]
fn the_folder_holds_nothing_that_can_be_read() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = Address::of(&service).start(&kept);
    let home = phone.sign_in(LOGIN, PASSWORD);
    phone.core().suspend().expect("open");
    phone.core().resume().expect("open");
    phone.ask(Ask::Refresh);
    phone.wait_for("calm", |screen| !screen.frame.busy);
    let name = home.frame.taxpayer.expect("a name");
    drop(phone);
    let dossier = service
        .operator()
        .dossier("5a1e0000-0000-4000-8000-000000000005")
        .expect("the sample");
    let inn = dossier.taxpayer.inn;
    for canary in [
        name.as_str(),
        LOGIN,
        PASSWORD,
        inn.as_str(),
        "5a1e0000",
        "dossier",
    ] {
        assert!(
            !kept.folder.holds(canary.as_bytes()),
            "{canary} can be read on the disk"
        );
    }
}

#[test]
fn bad_answers_are_told_and_lose_nothing() {
    let faults = [
        FaultKind::MalformedJson,
        FaultKind::WrongContentType,
        FaultKind::HugeBody {
            bytes: 64 * 1024 * 1024,
        },
        FaultKind::WrongTypes,
        FaultKind::UnknownWords,
        FaultKind::Unavailable { retry_after: Some(5) },
        FaultKind::LoseAnswer,
        FaultKind::ClockOff {
            seconds: 10 * 365 * 24 * 60 * 60,
        },
    ];
    let (service, kept) = (Service::start(), Kept::default());
    let phone = Address::of(&service).start(&kept);
    let before = registered(&phone.sign_in(LOGIN, PASSWORD));
    for fault in faults {
        let name = format!("{fault:?}");
        service.operator().clear_log();
        service.operator().set_fault(SetFault {
            path_prefix: "/v1/".to_owned(),
            times: 5,
            fault,
        });
        phone.ask(Ask::Refresh);
        let started = std::time::Instant::now();
        while service.requests().len() < 5 && started.elapsed().as_secs() < 30 {
            std::thread::yield_now();
        }
        let after = phone.wait_for(&name, |screen| !screen.frame.busy);
        assert_eq!(registered(&after), before, "{name}");
        service.operator().forget_faults();
    }
    phone.ask(Ask::Refresh);
    phone.wait_for("all well again", |screen| {
        screen.frame.notices.is_empty() && !screen.frame.busy
    });
}
