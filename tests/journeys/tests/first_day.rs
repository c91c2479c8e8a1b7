//! The first day: from a new phone to the status of a lot, and what is sent before «Кирүү».

use salyk_client::consent::DocumentKind;
use salyk_client::intent::Ask;
use salyk_client::view::{Screen, Tone, View};
use salyk_contract::documents::DocumentKind as WireKind;
use salyk_contract::operator::PutInForce;
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";

fn start(service: &Service, kept: &Kept) -> Phone {
    let sandbox = service.sandbox();
    Phone::start(kept, &sandbox.base_url(), sandbox.ca_der(), None)
}

fn notice(screen: &Screen, text: &str) -> bool {
    screen
        .frame
        .notices
        .iter()
        .any(|notice| notice.text.contains(text))
}

#[test]
fn before_enter_only_documents_and_tables_are_asked_for() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.wait_for_documents();
    phone.ask(Ask::OpenDocument {
        kind: DocumentKind::PrivacyPolicy,
    });
    phone.wait_for(
        "the text",
        |screen| matches!(&screen.view, View::Document(view) if view.blocks.len() > 3),
    );
    phone.ask(Ask::Back);
    phone.wait_for_documents();
    phone.type_in(LOGIN, PASSWORD);
    phone.ask(Ask::TickConsent { ticked: true });
    phone.wait_for(
        "«Кирүү» unlocked",
        |screen| matches!(&screen.view, View::SignIn(view) if view.enter.enabled),
    );
    for request in service.sandbox().log().requests {
        let harmless = request.path.starts_with("/v1/documents") || request.path.starts_with("/v1/tables/");
        assert!(
            request.method == "GET" && harmless,
            "{} {}",
            request.method,
            request.path
        );
        assert_eq!(request.body_bytes, 0, "{}", request.path);
        let everything = format!("{} {:?}", request.path, request.headers);
        assert!(
            !everything.contains(LOGIN) && !everything.contains(PASSWORD),
            "{everything}"
        );
    }
    assert!(kept.vault.len() <= 1, "the vault holds the store's key at most");
}

#[test]
fn from_a_new_phone_to_a_lot() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    let first = phone.wait_for("sign in", |screen| matches!(screen.view, View::SignIn(_)));
    let View::SignIn(view) = first.view else {
        unreachable!()
    };
    assert!(!view.enter.enabled && view.enter.why_not.is_some() && !view.consent.ticked);
    assert!(
        first.frame.band.is_some(),
        "over the sandbox, every screen says that it is a sample"
    );
    phone.enter("ulgu-esepchi", PASSWORD);
    let choice = phone.wait_for("the choice", |screen| {
        matches!(screen.view, View::TaxpayerChoice(_))
    });
    let View::TaxpayerChoice(choice) = choice.view else {
        unreachable!()
    };
    assert_eq!(choice.taxpayers.len(), 4);
    phone.ask(choice.taxpayers[0].intent.ask.clone());
    let home = phone.wait_for_status();
    assert!(
        home.frame.taxpayer.is_some_and(|name| name.contains("Үлгү")),
        "a sample says so"
    );
    phone.ask(Ask::OpenLots);
    let lots = phone.wait_for(
        "lots",
        |screen| matches!(&screen.view, View::Lots(view) if !view.rows.is_empty()),
    );
    let View::Lots(lots) = lots.view else {
        unreachable!()
    };
    phone.ask(lots.rows[0].open.intent.ask.clone());
    let lot = phone.wait_for("the lot", |screen| matches!(screen.view, View::Lot(_)));
    let View::Lot(lot) = lot.view else { unreachable!() };
    assert!(!lot.findings.is_empty());
    phone.ask(lot.findings[0].why.intent.ask.clone());
    let why = phone.wait_for("why", |screen| matches!(screen.view, View::Why(_)));
    let View::Why(why) = why.view else { unreachable!() };
    assert!(why.rule.starts_with("reg:") && !why.meaning.is_empty());
}

#[test]
fn wrong_credentials_take_the_password_and_leave_the_login() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.enter(LOGIN, "not the password");
    let refused = phone.wait_for("the refusal", |screen| {
        notice(screen, "Логин же сыр сөз туура эмес")
    });
    let View::SignIn(view) = refused.view else {
        panic!("still on sign-in")
    };
    assert_eq!(view.login.text, LOGIN);
    assert!(!view.password.filled && view.consent.ticked && !view.enter.enabled);
    phone.type_in(LOGIN, PASSWORD);
    phone.wait_for(
        "«Кирүү» unlocked",
        |screen| matches!(&screen.view, View::SignIn(view) if view.enter.enabled),
    );
    phone.ask(Ask::Enter);
    phone.wait_for_status();
}

#[test]
fn a_locked_account_is_told_what_to_do() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.enter("ulgu-kulpu", PASSWORD);
    phone.wait_for("the lock", |screen| notice(screen, "бөгөттөгөн"));
}

#[test]
fn too_many_attempts_count_down() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.enter(LOGIN, "wrong");
    let waiting = loop {
        let screen = phone.wait_for(
            "an answer",
            |screen| matches!(&screen.view, View::SignIn(view) if !view.password.filled),
        );
        let View::SignIn(view) = screen.view else {
            unreachable!()
        };
        if let Some(seconds) = view.wait_seconds {
            break seconds;
        }
        phone.type_in(LOGIN, "wrong");
        phone.wait_for(
            "«Кирүү» unlocked",
            |screen| matches!(&screen.view, View::SignIn(view) if view.enter.enabled),
        );
        phone.ask(Ask::Enter);
    };
    phone.wait_for("the countdown", |screen| {
        matches!(&screen.view, View::SignIn(view) if view.wait_seconds.is_some_and(|left| left < waiting))
    });
}

#[test]
fn a_newer_version_clears_the_box_and_the_service_refuses_the_older() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    let screen = phone.wait_for_documents().id;
    phone.on(screen, Ask::TickConsent { ticked: true });
    phone.type_in(LOGIN, PASSWORD);
    phone.wait_for(
        "«Кирүү» unlocked",
        |screen| matches!(&screen.view, View::SignIn(view) if view.enter.enabled),
    );
    let newer = PutInForce {
        kind: WireKind::PrivacyPolicy,
        version: "9.9".to_owned(),
        texts: Vec::new(),
    };
    service.operator().put_in_force(&newer).expect("a new version");
    phone.on(screen, Ask::Enter);
    let renewed = phone.wait_for("the newer version", |screen| {
        notice(screen, "жаңы версиясы") && matches!(&screen.view, View::SignIn(view) if view.consent.enabled)
    });
    let View::SignIn(view) = renewed.view else {
        unreachable!()
    };
    assert!(!view.consent.ticked && !view.enter.enabled && view.password.filled);
    phone.on(screen, Ask::TickConsent { ticked: true });
    phone.wait_for(
        "«Кирүү» unlocked",
        |screen| matches!(&screen.view, View::SignIn(view) if view.enter.enabled),
    );
    phone.on(screen, Ask::Enter);
    phone.wait_for_status();
    let receipts = service.operator().receipts(LOGIN);
    assert!(
        receipts.iter().any(|receipt| receipt.version == "9.9"),
        "{receipts:?}"
    );
}

#[test]
fn a_newer_version_during_a_session_asks_again_and_loses_nothing() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.sign_in(LOGIN, PASSWORD);
    let newer = PutInForce {
        kind: WireKind::OfferAgreement,
        version: "9.9".to_owned(),
        texts: Vec::new(),
    };
    service.operator().put_in_force(&newer).expect("a new version");
    phone.ask(Ask::Refresh);
    let asked = phone.wait_for("the request", |screen| {
        screen.frame.notices.iter().any(|notice| {
            notice.tone == Tone::Warning
                && notice
                    .action
                    .as_ref()
                    .is_some_and(|action| action.intent.ask == Ask::OpenConsent)
        })
    });
    assert!(
        matches!(asked.view, View::Home(home) if home.registered.is_some()),
        "the status can still be read"
    );
    phone.ask(Ask::OpenConsent);
    let consent = phone.wait_for(
        "the box",
        |screen| matches!(&screen.view, View::Consent(view) if view.consent.enabled),
    );
    let View::Consent(view) = consent.view else {
        unreachable!()
    };
    assert!(!view.consent.ticked && !view.accept.enabled);
    phone.ask(Ask::TickConsent { ticked: true });
    phone.wait_for(
        "«Макулмун»",
        |screen| matches!(&screen.view, View::Consent(view) if view.accept.enabled),
    );
    phone.ask(Ask::AcceptDocuments);
    phone.wait_for("home without the request", |screen| {
        matches!(screen.view, View::Home(_)) && screen.frame.notices.is_empty()
    });
}
