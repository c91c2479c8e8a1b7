//! Leaving with unsent work, on a phone on a desk.

use super::Unsent;
use crate::attachments::samples::pdf;
use crate::attachments::{self, Source, UploadProgress};
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::{PieceSource, dossier_answer};
use crate::filing::{self, Filed};
use crate::intent::{Ask, FieldKey, RegistrationAsk};
use crate::ports::{Fetched, ServiceError, StoreError};
use crate::regime::sample_dossier;
use crate::registration::ApplicantKind;
use crate::testing::Desk;
use crate::view::{ConfirmView, View};

fn cut() -> ServiceError {
    ServiceError::Unreachable("sample".to_owned())
}

/// Signed in, with a case on the phone and the network cut since.
fn offline(login: &str) -> Desk {
    let mut desk = Desk::new();
    sign_in(&mut desk, login);
    desk
}

fn sign_in(desk: &mut Desk, login: &str) {
    // What another account has asked is not answered any more.
    desk.asked.clear();
    desk.sign_in(login);
    let content = dossier_answer(sample_dossier());
    let tag = "a".to_owned();
    let case = CallAnswer::Dossier(Box::new(Fetched::New { content, tag }));
    desk.answer(is_case, Ok(case));
    desk.ask(Ask::Refresh);
    desk.answer(is_case, Err(cut()));
}

fn receipt() -> Filed {
    Filed {
        number: "1".to_owned(),
        received_at: "2026-11-22T04:01:00Z".parse().unwrap(),
        filed: jiff::civil::date(2026, 11, 22),
        revision: 2,
    }
}

fn is_case(call: &Call) -> bool {
    matches!(call, Call::Dossier { .. })
}

fn answer_form(desk: &mut Desk) {
    desk.ask(Ask::OpenRegimeApplication);
    for number in 0..9 {
        let applies = false;
        desk.ask(Ask::AnswerExclusion { number, applies });
    }
    desk.ask(Ask::AcceptVatCancelled { ticked: true });
}

/// Files an application; the home screen is in front again.
fn file(desk: &mut Desk) {
    answer_form(desk);
    desk.ask(Ask::File);
    assert!(matches!(desk.front().view, View::Outbox(_)), "it was filed");
    desk.ask(Ask::Back);
}

fn ask_to_sign_out(desk: &mut Desk) -> ConfirmView {
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    question(desk)
}

fn question(desk: &Desk) -> ConfirmView {
    match desk.front().view {
        View::Confirm(view) => view,
        other => panic!("no question: {other:?}"),
    }
}

fn titles(view: &ConfirmView) -> Vec<&str> {
    view.unsent.iter().map(|row| row.title.as_str()).collect()
}

fn is_signed_out(desk: &Desk) -> bool {
    matches!(desk.front().view, View::SignIn(_)) && holds_nothing(desk)
}

fn holds_nothing(desk: &Desk) -> bool {
    filing::left(&desk.model, |_| true).is_empty()
}

fn attach(desk: &mut Desk, name: &str) {
    let source = Source::new(std::sync::Arc::new(PieceSource::new(pdf(1000))));
    let (to, name) = ("lot:1".to_owned(), name.to_owned());
    desk.happen(Event::FileOffered { to, name, source });
}

#[test]
fn with_nothing_unsent_the_question_is_as_it_was() {
    let mut desk = offline("a");
    let asked = ask_to_sign_out(&mut desk);
    assert_eq!(
        (asked.unsent.len(), asked.warning, asked.send_first),
        (0, None, None)
    );
    assert_eq!(asked.confirm.label, "Yes");
    desk.ask(Ask::Confirm);
    assert!(is_signed_out(&desk));
}

#[test]
fn what_is_unsent_is_named_and_goes_only_with_a_yes() {
    let mut desk = offline("a");
    file(&mut desk);
    attach(&mut desk, "sample.pdf");
    desk.ask(Ask::OpenRegimeApplication);
    desk.ask(Ask::AnswerExclusion {
        number: 3,
        applies: true,
    });
    desk.ask(Ask::Back);
    let asked = ask_to_sign_out(&mut desk);
    assert_eq!(
        titles(&asked),
        [
            "Application for the regime",
            "Application for the regime",
            "Attached document: sample.pdf"
        ]
    );
    let standings: Vec<_> = asked.unsent.iter().map(|row| row.standing.as_str()).collect();
    assert!(standings[0].starts_with("Kept on this phone"), "{standings:?}");
    assert!(standings[1].starts_with("A draft"), "{standings:?}");
    for row in &asked.unsent {
        assert_eq!(row.whose.as_deref(), Some("Sample of a"));
        assert!(
            row.made.as_ref().is_some_and(|made| made.contains("10:00")),
            "{row:?}"
        );
    }
    assert!(asked.warning.is_some());
    desk.ask(Ask::Decline);
    assert!(!holds_nothing(&desk), "staying keeps everything");
    desk.ask(Ask::SignOut { everywhere: true });
    assert_eq!(question(&desk).unsent, asked.unsent);
    desk.ask(Ask::Confirm);
    assert!(is_signed_out(&desk));
}

#[test]
fn sending_first_stays_and_tries_at_once() {
    let mut desk = offline("a");
    file(&mut desk);
    // What was looked for by itself is over: only being asked to makes the phone try now.
    desk.ask(Ask::OpenOutbox);
    desk.ask(Ask::TryNow);
    desk.answer(is_case, Err(cut()));
    desk.ask(Ask::Back);
    assert!(!desk.calls().into_iter().any(is_case));
    let asked = ask_to_sign_out(&mut desk);
    assert!(asked.send_first.is_some_and(|send| send.enabled));
    desk.ask(Ask::SendFirst);
    assert!(matches!(desk.front().view, View::Outbox(_)));
    assert!(desk.calls().into_iter().any(is_case), "the service is looked for");
}

#[test]
fn a_draft_alone_can_not_be_sent_first() {
    let mut desk = offline("a");
    answer_form(&mut desk);
    desk.ask(Ask::Back);
    let asked = ask_to_sign_out(&mut desk);
    let send = asked.send_first.expect("it is shown why not");
    assert!(!send.enabled && send.why_not.is_some());
    desk.ask(Ask::SendFirst);
    assert_eq!(question(&desk).unsent.len(), 1, "nothing happens");
}

#[test]
fn what_came_since_is_asked_about_anew() {
    let mut desk = offline("a");
    file(&mut desk);
    assert_eq!(ask_to_sign_out(&mut desk).unsent.len(), 1);
    let first = desk.front().id;
    attach(&mut desk, "late.pdf");
    assert_eq!(
        question(&desk).unsent.len(),
        1,
        "the question stays what was asked"
    );
    desk.ask(Ask::Confirm);
    let anew = question(&desk);
    assert_ne!(
        desk.front().id,
        first,
        "an answer to the first can't answer this one"
    );
    assert_eq!(titles(&anew)[1..], ["Attached document: late.pdf"]);
    assert!(anew.warning.expect("a warning").text.contains("asked again"));
    desk.ask(Ask::Confirm);
    assert!(is_signed_out(&desk));
}

#[test]
fn what_went_out_meanwhile_leaves_the_list() {
    let mut desk = offline("a");
    file(&mut desk);
    ask_to_sign_out(&mut desk);
    desk.ask(Ask::Refresh);
    desk.answer(is_case, Ok(CallAnswer::Dossier(Box::new(Fetched::Unchanged))));
    desk.answer(
        |call| matches!(call, Call::File { .. }),
        Ok(CallAnswer::Filed(receipt())),
    );
    let asked = question(&desk);
    assert_eq!((asked.unsent.len(), asked.confirm.label.as_str()), (0, "Yes"));
    desk.ask(Ask::Confirm);
    assert!(is_signed_out(&desk));
}

#[test]
fn erasing_names_what_every_account_holds() {
    let mut desk = offline("a");
    file(&mut desk);
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    desk.ask(Ask::Registration {
        ask: RegistrationAsk::Open,
    });
    desk.ask(Ask::Registration {
        ask: RegistrationAsk::ChooseKind {
            kind: ApplicantKind::Individual,
        },
    });
    desk.ask(Ask::Typed {
        field: FieldKey::PersonInn,
        text: "232139999".to_owned(),
        edit: 1,
    });
    desk.ask(Ask::Back);
    sign_in(&mut desk, "b");
    file(&mut desk);
    assert_eq!(ask_to_sign_out(&mut desk).unsent.len(), 1, "only this account's");
    desk.ask(Ask::Decline);
    desk.ask(Ask::EraseEverything);
    let asked = question(&desk);
    let mut whose: Vec<_> = asked.unsent.iter().map(|row| row.whose.as_deref()).collect();
    // Accounts stand in the order of their local names, which are random.
    whose[..2].sort();
    assert_eq!(
        whose,
        [
            Some("Sample of a (login: a)"),
            Some("Sample of b (login: b)"),
            None
        ]
    );
    assert_eq!(asked.unsent[2].title, "Registration form");
    desk.ask(Ask::SendFirst);
    assert!(matches!(desk.front().view, View::Outbox(_)));
    assert_eq!(
        desk.front().frame.taxpayer.as_deref(),
        Some("Sample of b"),
        "whose is in front"
    );
    desk.ask(Ask::Back);
    desk.ask(Ask::EraseEverything);
    desk.ask(Ask::Confirm);
    assert!(is_signed_out(&desk) && desk.vault.is_empty());
}

#[test]
fn removing_another_account_names_its_work_and_sending_goes_there() {
    let mut desk = offline("a");
    file(&mut desk);
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    sign_in(&mut desk, "b");
    desk.ask(Ask::OpenAccounts);
    let View::Accounts(list) = desk.front().view else {
        panic!()
    };
    desk.ask(list.accounts[0].remove.intent.ask.clone());
    assert_eq!(question(&desk).unsent[0].whose.as_deref(), Some("Sample of a"));
    desk.ask(Ask::SendFirst);
    assert!(matches!(desk.front().view, View::Outbox(_)));
    assert_eq!(desk.front().frame.taxpayer.as_deref(), Some("Sample of a"));
}

#[test]
fn a_store_that_was_not_read_may_hold_unsent_work() {
    let mut desk = offline("a");
    file(&mut desk);
    desk.load_fails = Some(StoreError::Io("sample".to_owned()));
    desk.restart();
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    assert_eq!(titles(&question(&desk)), ["What was stored on this phone before"]);
}

#[test]
fn files_of_which_nothing_was_read_yet_are_named_until_they_are() {
    let mut desk = offline("a");
    attach(&mut desk, "sample.pdf");
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    sign_in(&mut desk, "b");
    desk.restart();
    let unread = attachments::left(&desk.model, |_| true);
    assert_eq!(
        unread[0].title, "File",
        "it is another account's, so it was not read"
    );
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    assert_eq!(titles(&question(&desk)), ["Attached document: sample.pdf"]);
}

#[test]
fn a_file_that_the_service_holds_is_not_named() {
    let mut desk = offline("a");
    attach(&mut desk, "sample.pdf");
    let file = match &attachments::left(&desk.model, |_| true)[0].item {
        Unsent::File(_, file) => file.as_str().to_owned(),
        other => panic!("{other:?}"),
    };
    desk.ask(Ask::CertifyFile { file });
    let progress = UploadProgress {
        id: "u".to_owned(),
        received: 1000,
        complete: true,
    };
    assert_eq!(ask_to_sign_out(&mut desk).unsent.len(), 1, "it is on its way");
    let is_upload = |call: &Call| matches!(call, Call::Upload { .. });
    desk.answer(is_upload, Ok(CallAnswer::Uploaded(Ok(progress))));
    assert_eq!(question(&desk).unsent, []);
}
