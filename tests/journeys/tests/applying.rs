//! Applying for the regime: filed without a network, killed, sent, received once, registered.

use salyk_client::intent::Ask;
use salyk_client::view::{ApplicationRow, OutboxView, RegimeApplicationView, Screen, Tone, View};
use salyk_contract::operator::{FaultKind, SetFault};
use salyk_journeys::{Kept, Phone, Service};

/// The head of a firm that went over to the general procedure, and may apply anew (`reg:6`).
const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";
const TAXPAYER: &str = "5a1e0000-0000-4000-8000-000000000005";

/// Nothing listens there.
const NOWHERE: &str = "https://127.0.0.1:1";

fn form(screen: &Screen) -> Option<&RegimeApplicationView> {
    match &screen.view {
        View::RegimeApplication(view) => Some(view),
        _ => None,
    }
}

fn outbox(screen: &Screen) -> Option<&OutboxView> {
    match &screen.view {
        View::Outbox(view) => Some(view),
        _ => None,
    }
}

/// The one application, once it stands like this.
fn wait_for_row(phone: &Phone, what: &str, wanted: impl Fn(&ApplicationRow) -> bool) -> ApplicationRow {
    let is_wanted = |screen: &Screen| {
        let rows = outbox(screen).map(|view| view.applications.as_slice());
        matches!(rows, Some([row]) if wanted(row))
    };
    let screen = phone.wait_for(what, is_wanted);
    outbox(&screen).expect("the outbox").applications[0].clone()
}

fn open_form(phone: &Phone) -> Screen {
    phone.ask(Ask::OpenRegimeApplication);
    phone.wait_for("the form", |screen| form(screen).is_some())
}

fn answer_all(phone: &Phone) {
    for number in 0..9 {
        phone.ask(Ask::AnswerExclusion {
            number,
            applies: false,
        });
    }
    phone.ask(Ask::AcceptVatCancelled { ticked: true });
    phone.wait_for("a form that can be sent", |screen| {
        form(screen).is_some_and(|view| view.file.enabled)
    });
}

#[test]
fn an_application_filed_offline_is_received_once_and_registered() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = service.sandbox().base_url();
    let authority = service.sandbox().ca_der().to_vec();
    Phone::start(&kept, &address, &authority, None).sign_in(LOGIN, PASSWORD);

    let offline = Phone::start(&kept, NOWHERE, &authority, None);
    offline.wait_for_status();
    let empty = open_form(&offline);
    let empty = form(&empty).expect("the form");
    assert!(!empty.file.enabled && !empty.missing.lines.is_empty());
    answer_all(&offline);
    offline.ask(Ask::File);
    wait_for_row(&offline, "an application that is kept", |row| {
        row.tone == Tone::Warning && !row.actions.is_empty() && row.standing != "Сакталууда"
    });
    drop(offline);
    assert!(service.operator().applications().is_empty());

    // The first answer is lost: the service has the application, and the phone does not know.
    service.operator().set_fault(SetFault {
        path_prefix: format!("/v1/taxpayers/{TAXPAYER}/applications"),
        times: 1,
        fault: FaultKind::LoseAnswer,
    });
    let phone = Phone::start(&kept, &address, &authority, None);
    phone.wait_for_status();
    phone.ask(Ask::OpenOutbox);
    let row = wait_for_row(&phone, "the receipt", |row| row.number.is_some());
    let received = service.operator().applications();
    assert_eq!(received.len(), 1, "filed once");
    assert_eq!(Some(&received[0].filed.receipt.number), row.number.as_ref());
    assert_eq!(received[0].filed.key, row.application);

    service
        .operator()
        .register_regime(TAXPAYER)
        .expect("it was applied for");
    let begins = service
        .operator()
        .dossier(TAXPAYER)
        .expect("the case")
        .registered
        .since;
    let year = begins.expect("a day").year().to_string();
    phone.ask(Ask::Back);
    phone.wait_for_status();
    phone.ask(Ask::Refresh);
    phone.wait_for("the register's word", |screen| {
        matches!(&screen.view, View::Home(home) if home.registered.as_ref().is_some_and(|said| {
            said.text.contains("арыз берилген") && said.text.contains(&year)
        }))
    });
}

#[test]
fn a_draft_is_there_again_after_a_kill() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = service.sandbox().base_url();
    let authority = service.sandbox().ca_der().to_vec();
    let phone = Phone::start(&kept, &address, &authority, None);
    phone.sign_in(LOGIN, PASSWORD);
    open_form(&phone);
    answer_all(&phone);
    phone.ask(Ask::AnswerExclusion {
        number: 5,
        applies: true,
    });
    phone.wait_for("the ground", |screen| {
        form(screen).is_some_and(|view| view.grounds.len() == 1)
    });
    drop(phone);
    let again = Phone::start(&kept, &address, &authority, None);
    again.wait_for_status();
    let screen = open_form(&again);
    let view = form(&screen).expect("the form");
    assert!(view.questions[5].answers[1].chosen && view.questions[0].answers[0].chosen);
    assert_eq!(view.grounds.len(), 1);
    assert!(!view.file.enabled);
}
