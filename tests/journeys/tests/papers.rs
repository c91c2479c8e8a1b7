//! Papers that a person keeps and passes on: the receipt of an application, and a commitment that is prepared for customs.

use salyk_client::intent::{Ask, CustomsPaper, FieldKey, PaperAsk};
use salyk_client::view::{OutboxView, PaperView, Screen, View};
use salyk_journeys::{Kept, Phone, Service};

/// The head of a firm that went over to the general procedure, and may apply anew (`reg:6`).
const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";

fn start(service: &Service, kept: &Kept) -> Phone {
    let sandbox = service.sandbox();
    Phone::start(kept, &sandbox.base_url(), sandbox.ca_der(), None)
}

fn paper(screen: &Screen) -> Option<&PaperView> {
    match &screen.view {
        View::Paper(view) => Some(view),
        _ => None,
    }
}

fn outbox(screen: &Screen) -> Option<&OutboxView> {
    match &screen.view {
        View::Outbox(view) => Some(view),
        _ => None,
    }
}

fn share(phone: &Phone) -> (String, String, String) {
    phone.ask(Ask::Papers { ask: PaperAsk::Share });
    phone.wait_for_document()
}

#[test]
fn the_receipt_of_an_application_is_kept_as_a_document_with_its_number() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.sign_in(LOGIN, PASSWORD);
    phone.ask(Ask::OpenRegimeApplication);
    phone.wait_for("the form", |screen| {
        matches!(screen.view, View::RegimeApplication(_))
    });
    for number in 0..9 {
        let applies = false;
        phone.ask(Ask::AnswerExclusion { number, applies });
    }
    phone.ask(Ask::AcceptVatCancelled { ticked: true });
    phone.wait_for(
        "a form that can be sent",
        |screen| matches!(&screen.view, View::RegimeApplication(view) if view.file.enabled),
    );
    phone.ask(Ask::File);
    let is_received =
        |screen: &Screen| outbox(screen).is_some_and(|view| view.applications[0].number.is_some());
    let screen = phone.wait_for("the receipt", is_received);
    let row = &outbox(&screen).expect("the outbox").applications[0];
    let open = row
        .actions
        .iter()
        .find(|action| matches!(action.intent.ask, Ask::Papers { .. }));
    phone.ask(open.expect("its receipt can be opened").intent.ask.clone());
    phone.wait_for("the paper", |screen| paper(screen).is_some());

    let received = service.operator().applications();
    let receipt = &received[0].filed.receipt;
    let (name, media_type, text) = share(&phone);
    assert!(
        name.starts_with("salyk-receipt-") && name.ends_with(".html"),
        "{name}"
    );
    assert_eq!(media_type, "text/html");
    assert!(
        text.contains(&receipt.number) && text.contains(&receipt.received_at.to_string()),
        "{text}"
    );
    assert!(text.contains("lang=\"ky\"") && text.contains("Үлгү, расмий документ эмес"));
    assert!(text.contains(&received[0].filed.key));
}

#[test]
fn a_commitment_is_prepared_kept_over_a_kill_and_passed_on_without_being_sent() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.sign_in(LOGIN, PASSWORD);
    let open = open_commitment(&phone);
    let is_paper = |screen: &Screen| paper(screen).is_some();
    let screen = phone.wait_for("the paper", is_paper);
    let missing = paper(&screen).expect("the paper").missing.lines.len();
    for (field, text) in [
        (FieldKey::PaperPost, "Үлгү-Пост <Ош>"),
        (FieldKey::PaperAddress, "Бишкек, Үлгү көчөсү 1"),
    ] {
        let (text, edit) = (text.to_owned(), 1);
        phone.ask(Ask::Typed { field, text, edit });
    }
    phone.wait_for("less that is missing", |screen| {
        paper(screen).is_some_and(|view| view.missing.lines.len() == missing - 2)
    });
    phone.core().close();
    drop(phone);

    let phone = start(&service, &kept);
    phone.wait_for_status();
    assert_eq!(open_commitment(&phone), open);
    phone.wait_for("what was typed", |screen| {
        paper(screen).is_some_and(|view| view.fields[0].text == "Үлгү-Пост <Ош>")
    });
    let (name, _, text) = share(&phone);
    assert!(name.starts_with("salyk-commitment-"), "{name}");
    assert!(
        text.contains("Үлгү-Пост &lt;Ош&gt;") && text.contains("Бишкек, Үлгү көчөсү 1"),
        "{text}"
    );
    let sent = service.requests();
    assert!(
        sent.iter().all(|line| !line.contains("/applications")),
        "{sent:?}"
    );
}

/// Opens the commitment for the first lot that has one; gives what was asked.
fn open_commitment(phone: &Phone) -> Ask {
    phone.ask(Ask::OpenLots);
    let lots = phone.wait_for(
        "lots",
        |screen| matches!(&screen.view, View::Lots(view) if !view.rows.is_empty()),
    );
    let View::Lots(lots) = lots.view else {
        unreachable!()
    };
    for row in &lots.rows {
        phone.ask(row.open.intent.ask.clone());
        let lot = phone.wait_for("the lot", |screen| matches!(screen.view, View::Lot(_)));
        let View::Lot(lot) = lot.view else { unreachable!() };
        let mut asks = lot.actions.iter().map(|action| &action.intent.ask);
        if let Some(open) = asks.find(|ask| is_commitment(ask)) {
            phone.ask(open.clone());
            return open.clone();
        }
        phone.ask(Ask::Back);
        phone.wait_for("the list again", |screen| matches!(screen.view, View::Lots(_)));
    }
    panic!("no lot from a third country");
}

fn is_commitment(ask: &Ask) -> bool {
    let wanted = CustomsPaper::Commitment;
    matches!(ask, Ask::Papers { ask: PaperAsk::Prepare { paper, .. } } if *paper == wanted)
}
