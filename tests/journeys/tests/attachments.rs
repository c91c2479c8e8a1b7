//! A file goes from the phone to the service, over a network that breaks and an app that is killed.

use std::sync::Arc;

use salyk_client::attachments::samples::{jpeg, pdf};
use salyk_client::fakes::PieceSource;
use salyk_client::intent::Ask;
use salyk_client::view::{AttachmentRow, FilesView, Screen, View};
use salyk_contract::operator::{FaultKind, SetFault};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";
const TO: &str = "lot:1";

fn start(service: &Service, kept: &Kept) -> Phone {
    let sandbox = service.sandbox();
    Phone::start(kept, &sandbox.base_url(), sandbox.ca_der(), None)
}

fn files(screen: &Screen) -> Option<&FilesView> {
    match &screen.view {
        View::Files(view) => Some(view),
        _ => None,
    }
}

/// Opens the files and waits until one is as wanted.
fn wait(phone: &Phone, what: &str, wanted: impl Fn(&AttachmentRow) -> bool) -> AttachmentRow {
    if files(&phone.front()).is_none() {
        phone.ask(Ask::OpenLotFiles { lot: "1".to_owned() });
    }
    let row = |screen: &Screen| files(screen)?.rows.iter().find(|row| wanted(row)).cloned();
    row(&phone.wait_for(what, |screen| row(screen).is_some())).expect("it was there")
}

fn attach(phone: &Phone, name: &str, content: Vec<u8>) {
    let source = PieceSource::in_pieces(content, vec![70_000, 1, 128 * 1024]);
    phone
        .core()
        .attach(TO.to_owned(), name.to_owned(), Arc::new(source))
        .expect("the core is open");
}

fn certify(phone: &Phone) {
    let row = wait(phone, "the file attached", |row| row.sha256.is_some());
    phone.ask(Ask::CertifyFile { file: row.file });
}

fn is_sent(row: &AttachmentRow) -> bool {
    row.state == "Кызматка жетти жана текшерилди"
}

/// What the service answered to requests whose line begins so.
fn count(service: &Service, method: &str, part: &str) -> usize {
    let requests = service.requests();
    let matching = requests
        .iter()
        .filter(|line| line.starts_with(method) && line.contains(part));
    matching.count()
}

#[test]
fn a_file_is_attached_and_arrives() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.sign_in(LOGIN, PASSWORD);
    attach(&phone, "Үлгү.pdf", pdf(1_000_000));
    certify(&phone);
    wait(&phone, "the file with the service", is_sent);
    assert_eq!(count(&service, "PUT", "/parts/"), 4);
    assert!(!kept.folder.holds(b"%PDF-"), "the content lies open on the disk");
}

#[test]
fn lost_answers_and_a_kill_double_nothing() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    phone.sign_in(LOGIN, PASSWORD);
    let lose = |times| SetFault {
        path_prefix: "/v1/taxpayers/".to_owned(),
        times,
        fault: FaultKind::LoseAnswer,
    };
    attach(&phone, "Үлгү.jpg", jpeg(900_000));
    let row = wait(&phone, "the file attached", |row| row.sha256.is_some());
    service.operator().set_fault(lose(2));
    phone.ask(Ask::CertifyFile { file: row.file });
    wait(&phone, "the break", |row| row.state.starts_with("Байланыш"));
    phone.core().close();
    drop(phone);
    let phone = start(&service, &kept);
    phone.wait_for_status();
    wait(&phone, "the file with the service", is_sent);
}
