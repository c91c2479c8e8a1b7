//! The return of a deposit: filed with a copy over a lost answer, decided; refused, and applied for again.

use std::sync::Arc;

use salyk_client::attachments::samples::pdf;
use salyk_client::fakes::PieceSource;
use salyk_client::intent::{Ask, FieldKey};
use salyk_client::view::{ApplicationRow, AttachmentRow, RefundApplicationView, Screen, View};
use salyk_contract::applications::Application;
use salyk_contract::lots::{Direction, Lot, Outcome};
use salyk_contract::operator::{DecideRefund, FaultKind, SetFault};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-esepchi";
const PASSWORD: &str = "ulgu-syr-soz";
const TAXPAYER: &str = "5a1e0000-0000-4000-8000-000000000002";
/// From an EAEU member, all of it exported to another; 157 500.00 som are with the tax body.
const LOT: &str = "107e0002-0000-4000-8000-000000000004";
const DEPOSIT: i64 = 15_750_000;

fn form(screen: &Screen) -> Option<&RefundApplicationView> {
    match &screen.view {
        View::RefundApplication(view) => Some(view),
        _ => None,
    }
}

fn open(service: &Service, kept: &Kept) -> Phone {
    let sandbox = service.sandbox();
    let phone = Phone::start(kept, &sandbox.base_url(), sandbox.ca_der(), None);
    phone.sign_in_for(LOGIN, PASSWORD, TAXPAYER);
    phone
}

fn open_form(phone: &Phone) -> RefundApplicationView {
    phone.ask(Ask::OpenLot { lot: LOT.to_owned() });
    phone.wait_for("the lot", |screen| matches!(screen.view, View::Lot(_)));
    phone.ask(Ask::OpenRefundApplication { lot: LOT.to_owned() });
    let screen = phone.wait_for("the form", |screen| form(screen).is_some());
    form(&screen).expect("the form").clone()
}

fn type_in(phone: &Phone, field: FieldKey, text: &str) {
    let text = text.to_owned();
    phone.ask(Ask::Typed { field, text, edit: 1 });
}

/// The copies of the first paper that nobody has yet.
fn copies(view: &RefundApplicationView) -> &[AttachmentRow] {
    let mut rows = view.papers.iter().map(|paper| paper.files.rows.as_slice());
    rows.find(|rows| !rows.is_empty()).unwrap_or_default()
}

/// Attaches a copy to the first paper that is not there, and certifies it.
fn attach(phone: &Phone, view: &RefundApplicationView) {
    let paper = view.papers.iter().find(|paper| !paper.there).expect("a paper");
    let source = PieceSource::in_pieces(pdf(300_000), vec![70_000]);
    let to = paper.files.to.clone();
    let core = phone.core();
    core.attach(to, "Үлгү.pdf".to_owned(), Arc::new(source))
        .expect("open");
    let attached = phone.wait_for("the copy", |screen| {
        form(screen).is_some_and(|view| copies(view).iter().any(|row| row.sha256.is_some()))
    });
    let view = form(&attached).expect("the form");
    assert!(!view.file.enabled, "a copy that is not certified does not go");
    let file = copies(view)[0].file.clone();
    phone.ask(Ask::CertifyFile { file });
    phone.wait_for("a form that can be sent", |screen| {
        form(screen).is_some_and(|view| view.file.enabled)
    });
}

/// Back to the lot, once the case that the receipt made the phone fetch has come: asked for the newest meanwhile, it would wait for that
/// alone.
fn back_to_lot(phone: &Phone) {
    phone.ask(Ask::Back);
    phone.wait_for("the lot", |screen| {
        matches!(screen.view, View::Lot(_)) && !screen.frame.busy
    });
}

fn received(phone: &Phone) -> ApplicationRow {
    let row = |screen: &Screen| match &screen.view {
        View::Outbox(view) => view.applications.iter().find(|row| row.number.is_some()).cloned(),
        _ => None,
    };
    let screen = phone.wait_for("the receipt", |screen| row(screen).is_some());
    row(&screen).expect("a receipt")
}

fn lot(service: &Service) -> Lot {
    let dossier = service.operator().dossier(TAXPAYER).expect("the case");
    dossier
        .lots
        .into_iter()
        .find(|lot| lot.id == LOT)
        .expect("the lot")
}

fn decide(service: &Service, number: &str, outcome: Outcome, reasons: &[&str]) {
    let decide = DecideRefund {
        taxpayer: TAXPAYER.to_owned(),
        application: number.to_owned(),
        outcome,
        parts: Vec::new(),
        reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
    };
    service.operator().decide_refund(&decide).expect("it waits");
}

#[test]
fn a_refund_goes_with_its_copy_is_received_once_and_returned() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = open(&service, &kept);
    let empty = open_form(&phone);
    assert_eq!(empty.money[0].sum.tyiyn, DEPOSIT);
    assert_eq!(empty.papers.len(), 4, "the papers of reg:18 for an EAEU member");
    type_in(&phone, FieldKey::ToOtherTaxes, "١٠٠٠,50");
    let typed = phone.wait_for("the parts", |screen| {
        form(screen).is_some_and(|view| view.money.len() == 3)
    });
    let view = form(&typed).expect("the form").clone();
    assert_eq!(view.money[1].sum.tyiyn + view.money[2].sum.tyiyn, DEPOSIT);
    attach(&phone, &view);
    service.operator().set_fault(SetFault {
        path_prefix: format!("/v1/taxpayers/{TAXPAYER}/applications"),
        times: 1,
        fault: FaultKind::LoseAnswer,
    });
    phone.ask(Ask::File);
    let row = received(&phone);
    let filed = lot(&service).refund_applications;
    assert_eq!(filed.len(), 1, "filed once");
    assert_eq!(Some(&filed[0].number), row.number.as_ref());
    assert_eq!(
        filed[0].attachments.len(),
        4,
        "the copy, and what the office has with the export"
    );
    let to = |direction| {
        filed[0]
            .claimed
            .iter()
            .find(move |part| part.direction == direction)
    };
    assert_eq!(
        to(Direction::OtherTaxes).map(|part| part.sum_tyiyn),
        Some(100_050)
    );
    let all = service.operator().applications();
    assert!(
        matches!(&all.last().expect("it is listed").filed.application, Application::Refund(refund) if refund.files.len() == 1)
    );

    back_to_lot(&phone);
    decide(&service, &filed[0].number, Outcome::Returned, &[]);
    phone.ask(Ask::Refresh);
    phone.wait_for(
        "the decision on the lot",
        |screen| matches!(&screen.view, View::Lot(lot) if lot.state.contains("айтарыл")),
    );
}

#[test]
fn after_a_refusal_by_the_body_its_copies_and_answers_go_again() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = open(&service, &kept);
    let view = open_form(&phone);
    attach(&phone, &view);
    type_in(&phone, FieldKey::ToOtherTaxes, "1000");
    phone.ask(Ask::File);
    let first = received(&phone).number.expect("a number");
    back_to_lot(&phone);
    phone.ask(Ask::OpenRefundApplication { lot: LOT.to_owned() });
    let again = phone.wait_for("the form", |screen| form(screen).is_some());
    let again = form(&again).expect("the form");
    assert!(
        again.warnings.iter().any(|notice| notice.text.contains("reg:19")),
        "one is under way"
    );
    back_to_lot(&phone);
    decide(&service, &first, Outcome::Refused, &["Үлгү себеп"]);
    phone.ask(Ask::Refresh);
    phone.wait_for("the refusal", |screen| {
        matches!(&screen.view, View::Lot(lot) if lot.timeline.iter().any(|event| event.text.contains("баш")))
    });
    phone.ask(Ask::OpenRefundApplication { lot: LOT.to_owned() });
    let ready = phone.wait_for("a form that can be sent again", |screen| {
        form(screen).is_some_and(|view| view.file.enabled)
    });
    assert!(form(&ready).is_some_and(|view| view.papers.iter().all(|paper| paper.there)));
    phone.ask(Ask::File);
    phone.wait_for("both receipts", |screen| {
        matches!(&screen.view, View::Outbox(view) if view.applications.iter().filter(|row| row.number.is_some()).count() == 2)
    });
    let filed = lot(&service).refund_applications;
    assert_eq!(filed.len(), 2);
    assert_eq!(filed[1].attachments, filed[0].attachments);
    assert_eq!(filed[1].claimed, filed[0].claimed);
    assert_eq!(filed[0].claimed.len(), 2);
}
