//! The code that an inspector scans: fetched over HTTPS, shown offline, judged by what an inspector holds.

use salyk_certificate::{Answer, Clock, Lists, Reason, Verdict, verify};
use salyk_client::intent::{Ask, CertificateAsk};
use salyk_client::view::{CertificateView, Screen, View};
use salyk_contract::operator::{FaultKind, SetFault};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-esepchi";
const PASSWORD: &str = "ulgu-syr-soz";
/// Under the regime.
const TAXPAYER: &str = "5a1e0000-0000-4000-8000-000000000002";

fn code(screen: &Screen) -> Option<&CertificateView> {
    match &screen.view {
        View::Certificate(view) => Some(view).filter(|view| view.code.is_some()),
        _ => None,
    }
}

fn open(phone: &Phone) {
    let ask = CertificateAsk::Open;
    phone.ask(Ask::Certificate { ask });
}

fn shown(phone: &Phone) -> CertificateView {
    let screen = phone.wait_for("the code", |screen| code(screen).is_some());
    code(&screen).expect("the code").clone()
}

/// What an inspector is told whose lists are of now.
fn judged(service: &Service, view: &CertificateView) -> Answer {
    let office = service.operator().certificate_office().expect("an office");
    let now = jiff::Timestamp::now();
    let signed = office.lists(now).expect("lists");
    let mut lists = Lists::new(vec![office.root().expect("a key")]);
    let _ = lists.take_keys(&signed.keys, now.as_second()).expect("keys");
    let _ = lists
        .take_status(&signed.status, now.as_second())
        .expect("a status list");
    let clock = Clock {
        now: now.as_second(),
        newest_verified: 0,
    };
    let code = view.code.as_ref().expect("a code");
    verify(&code.text, &lists, clock)
}

#[test]
fn a_code_is_fetched_shown_without_a_network_and_judged() {
    let (service, kept) = (Service::start(), Kept::default());
    let sandbox = service.sandbox();
    let phone = Phone::start(&kept, &sandbox.base_url(), sandbox.ca_der(), None);
    phone.sign_in_for(LOGIN, PASSWORD, TAXPAYER);
    open(&phone);
    let answer = judged(&service, &shown(&phone));
    assert_eq!(
        (answer.verdict, answer.reasons),
        (Verdict::Sample, vec![Reason::SampleKey])
    );
    let claims = answer.claims.expect("what it says");
    assert!(claims.since.is_some(), "this sample is under the regime");

    let ask = CertificateAsk::Paper;
    phone.ask(Ask::Certificate { ask });
    let (name, media_type, page) = phone.wait_for_document();
    assert!(name.ends_with(".html") && media_type == "text/html" && page.contains("<svg"));
    let log = service.operator().log().requests;
    let asked = log
        .iter()
        .filter(|request| request.path.ends_with("/certificate"));
    assert_eq!(asked.count(), 1, "once: half its life is far away");
    assert!(
        log.iter()
            .all(|request| !request.path.contains(&claims.inn.digits()))
    );
    drop(log);

    // The network goes: whatever the phone asks gets no answer.
    service.operator().set_fault(SetFault {
        path_prefix: "/".to_owned(),
        times: 1_000,
        fault: FaultKind::LoseAnswer,
    });
    phone.ask(Ask::Back);
    phone.wait_for("home", |screen| matches!(screen.view, View::Home(_)));
    open(&phone);
    assert_eq!(judged(&service, &shown(&phone)).verdict, Verdict::Sample);
}
