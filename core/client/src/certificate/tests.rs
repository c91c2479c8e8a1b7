//! The holder's phone, with a network and keys that the test has in hand.

use jiff::{SignedDuration, Timestamp};
use salyk_certificate::{
    Claims, Clock, Debt, Inn, Issuer, IssuerKey, KeyId, Kind, Lists, PublicKey, Reason, SecretKey,
    StatusSource, Times, Verdict, issue, key_list, paper_code, status_list, verify,
};

use super::{Issued, PaperCode};
use crate::effect::{Call, Effect};
use crate::event::{CallAnswer, Event};
use crate::intent::{Ask, CertificateAsk};
use crate::ports::{DeviceSigner, ServiceError, SignerError};
use crate::testing::{Desk, tokens};
use crate::view::{CertificateView, HostRequestKind, View};

const DAY: i64 = 24 * 60 * 60;

fn issuer(number: u8) -> Issuer {
    Issuer {
        kid: KeyId([0, 0, 0, number]),
        key: SecretKey::from_bytes(&[number; 32]).unwrap(),
    }
}

fn claims(kind: Kind, now: Timestamp) -> Claims {
    Claims {
        inn: Inn::parse("03213999900011").unwrap(),
        name: "ҮЛГҮ".to_owned(),
        since: Some(jiff::civil::date(2026, 5, 1)),
        debt: Debt::None,
        issued: now.as_second(),
        expires: now.as_second() + DAY,
        index: 0,
        kind,
    }
}

fn asked_key(desk: &Desk) -> Option<PublicKey> {
    desk.calls().into_iter().find_map(|call| match call {
        Call::Certify { device, .. } => Some(*device),
        _ => None,
    })
}

/// The service certifies the key that it was asked for, for a day from now on.
fn certify(desk: &mut Desk) {
    let device = asked_key(desk).expect("a certificate is asked for");
    let certificate = issue(&claims(Kind::Phone(device), desk.now), &issuer(2)).unwrap();
    let issued = Issued {
        certificate,
        issued: desk.now,
        expires: desk.now + SignedDuration::from_secs(DAY),
    };
    desk.answer(
        |call| matches!(call, Call::Certify { .. }),
        Ok(CallAnswer::Certified(issued)),
    );
}

fn view(desk: &Desk) -> CertificateView {
    match desk.front().view {
        View::Certificate(view) => view,
        other => panic!("{other:?}"),
    }
}

fn open(desk: &mut Desk) {
    let ask = CertificateAsk::Open;
    desk.ask(Ask::Certificate { ask });
}

/// A phone with the code in front.
fn shown() -> Desk {
    let mut desk = Desk::new();
    desk.sign_in("a");
    open(&mut desk);
    certify(&mut desk);
    desk
}

/// What an inspector is told of the code in front, at the phone's time.
fn verdict(desk: &Desk) -> (Verdict, Vec<Reason>) {
    let code = view(desk).code.expect("a code");
    let now = desk.now.as_second();
    let (root, issuer) = (issuer(1), issuer(2));
    let times = Times {
        issued: now - 60,
        expires: now + DAY,
    };
    let key = IssuerKey {
        kid: issuer.kid,
        key: issuer.key.public().unwrap(),
        from: 0,
        until: now + DAY,
        is_sample: false,
    };
    let source = StatusSource {
        address: "https://salyk.example/status/1",
        ttl: DAY,
        two_bits: false,
        statuses: &[0],
    };
    let mut lists = Lists::new(vec![root.key.public().unwrap()]);
    let _ = lists
        .take_keys(&key_list(&[key], times, &root).unwrap(), now)
        .unwrap();
    let _ = lists
        .take_status(&status_list(source, times, &issuer).unwrap(), now)
        .unwrap();
    let clock = Clock {
        now,
        newest_verified: 0,
    };
    let answer = verify(&code.text, &lists, clock);
    (answer.verdict, answer.reasons)
}

/// So many seconds pass, and what was to wake the core by then does.
fn pass(desk: &mut Desk, seconds: i64) {
    desk.wait(seconds);
    let now = desk.now;
    let is_due = |effect: &Effect| matches!(effect, Effect::Wake { at, .. } if *at <= now);
    while let Some(wake) = desk.take(is_due) {
        desk.happen(Event::Woke(wake.ticket()));
    }
}

fn text(desk: &Desk) -> Option<String> {
    view(desk).code.map(|code| code.text)
}

fn busy() -> ServiceError {
    ServiceError::Busy { retry_after: None }
}

#[test]
fn a_certificate_comes_by_itself_and_an_inspector_finds_its_code_valid() {
    let desk = shown();
    assert_eq!(verdict(&desk), (Verdict::Valid, vec![]));
    let view = view(&desk);
    assert!(desk.front().frame.sensitive);
    let code = view.code.expect("a code");
    assert_eq!(
        code.modules.len(),
        usize::try_from(code.side * code.side).unwrap()
    );
    assert!(view.standing.text.contains("Valid until"), "{:?}", view.standing);
}

#[test]
fn the_time_is_signed_anew_every_thirty_seconds() {
    let mut desk = shown();
    let first = text(&desk);
    pass(&mut desk, 29);
    assert_eq!(text(&desk), first);
    pass(&mut desk, 1);
    let second = text(&desk);
    assert_ne!(second, first);
    assert_eq!(verdict(&desk), (Verdict::Valid, vec![]));
    for _ in 0..5 {
        pass(&mut desk, 30);
    }
    assert_eq!(verdict(&desk).0, Verdict::Valid);
    assert_ne!(text(&desk), second);
    // Asleep nobody wakes the core; back in the foreground the code is of now.
    desk.wait(600);
    desk.happen(Event::Resumed);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
}

#[test]
fn a_clock_set_back_signs_anew() {
    let mut desk = shown();
    let first = text(&desk);
    desk.wait(-60);
    desk.happen(Event::Resumed);
    assert_ne!(text(&desk), first);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
}

#[test]
fn it_works_without_a_network_until_it_expires_and_says_so() {
    let mut desk = shown();
    desk.restart();
    let (ticket, _) = desk.take_refresh().expect("a session is taken up");
    let unreachable = ServiceError::Unreachable("sample".to_owned());
    desk.happen(Event::Refreshed(ticket, Err(unreachable)));
    open(&mut desk);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
    pass(&mut desk, DAY - 1);
    assert!(text(&desk).is_some());
    pass(&mut desk, 1);
    assert_eq!(text(&desk), None);
    let said = view(&desk).standing.text;
    assert!(said.contains("expired"), "{said}");
    assert!(!view(&desk).renew.enabled, "there is no network");
}

#[test]
fn it_is_renewed_silently_once_half_its_life_is_over() {
    let mut desk = shown();
    let first = asked_key(&desk);
    assert_eq!(first, None);
    desk.ask(Ask::Back);
    desk.wait(DAY / 2 - 1);
    desk.happen(Event::Resumed);
    renew_session(&mut desk);
    assert_eq!(asked_key(&desk), None);
    desk.wait(1);
    desk.happen(Event::Resumed);
    renew_session(&mut desk);
    certify(&mut desk);
    desk.wait(DAY / 2 + 60);
    open(&mut desk);
    assert_eq!(verdict(&desk).0, Verdict::Valid, "the first would have expired");
}

/// Access tokens last minutes.
fn renew_session(desk: &mut Desk) {
    while let Some((ticket, _)) = desk.take_refresh() {
        desk.happen(Event::Refreshed(ticket, Ok(tokens("a", 300))));
    }
}

#[test]
fn a_key_that_is_gone_is_replaced_with_its_certificate() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    open(&mut desk);
    let first = asked_key(&desk).expect("a key");
    certify(&mut desk);
    desk.signer.erase("").expect("keys in memory");
    pass(&mut desk, 30);
    let second = asked_key(&desk).expect("another is asked for");
    assert_ne!(first, second);
    certify(&mut desk);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
}

#[test]
fn a_service_that_is_busy_is_asked_again_later_and_not_in_every_step() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    open(&mut desk);
    desk.answer(|call| matches!(call, Call::Certify { .. }), Err(busy()));
    assert_eq!(asked_key(&desk), None);
    pass(&mut desk, 14);
    assert_eq!(asked_key(&desk), None);
    pass(&mut desk, 1);
    certify(&mut desk);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
}

#[test]
fn signing_out_takes_the_certificate_and_the_key() {
    let mut desk = Desk::new();
    desk.sign_in("a");
    open(&mut desk);
    let first = asked_key(&desk).expect("a key");
    certify(&mut desk);
    let stored = || super::stored::key(&super::step::acting(&desk.model).expect("somebody"));
    let stored = stored();
    let held = |desk: &Desk| {
        crate::ports::Store::load(&desk.store, std::slice::from_ref(&stored)).expect("a store in memory")
    };
    assert!(held(&desk)[0].is_some());
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    desk.ask(Ask::Confirm);
    assert_eq!(held(&desk), [None]);
    desk.asked.clear();
    desk.sign_in("a");
    open(&mut desk);
    assert_ne!(asked_key(&desk).expect("a key"), first);
}

#[test]
fn a_code_for_paper_is_offered_as_a_page_and_is_told_as_a_paper_copy() {
    let mut desk = shown();
    let ask = CertificateAsk::Paper;
    desk.ask(Ask::Certificate { ask });
    let code = PaperCode {
        text: paper_code(&claims(Kind::Paper, desk.now), &issuer(2)).unwrap(),
        expires: desk.now + SignedDuration::from_secs(DAY),
    };
    desk.answer(
        |call| matches!(call, Call::PaperCode { .. }),
        Ok(CallAnswer::PaperCode(code)),
    );
    let requests = desk.model.requests.iter();
    let mut page = requests.filter_map(|request| match &request.kind {
        HostRequestKind::ShareFile { text, .. } => Some(text.clone()),
        _ => None,
    });
    let page = page.next_back().expect("a page");
    assert!(page.contains("<svg") && page.contains("paper copy"), "{page}");
}

#[test]
fn a_key_store_that_does_not_sign_is_asked_once_a_renewal() {
    let mut desk = Desk::new();
    desk.signer_fails = Some(SignerError::Unavailable("sample".to_owned()));
    desk.sign_in("a");
    open(&mut desk);
    certify(&mut desk);
    assert_eq!(desk.signings, 1);
    assert!(view(&desk).trouble.is_some());
    pass(&mut desk, 29);
    assert_eq!(desk.signings, 1);
    desk.signer_fails = None;
    pass(&mut desk, 1);
    assert_eq!(verdict(&desk).0, Verdict::Valid);
}

#[test]
fn a_key_store_that_forgets_every_key_has_the_service_asked_ever_more_seldom() {
    let mut desk = Desk::new();
    desk.signer_fails = Some(SignerError::NoKey);
    desk.sign_in("a");
    open(&mut desk);
    let mut asked = 0;
    for _ in 0..60 {
        if asked_key(&desk).is_some() {
            asked += 1;
            certify(&mut desk);
        }
        pass(&mut desk, 10);
        renew_session(&mut desk);
    }
    assert!((2..=6).contains(&asked), "{asked} in ten minutes");
}
