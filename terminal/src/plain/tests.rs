use std::sync::mpsc::{Sender, channel};

use salyk_client::fault::Fault;
use salyk_client::intent::{Ask, FieldKey, Intent, RequestId, ScreenId};
use salyk_client::secret::Secret;
use salyk_client::text::Language;
use salyk_client::view::{HostRequest, HostRequestKind, Screen, Update};

use super::{Lines, Plain};
use crate::fixtures::{self, Recorder, asking, update};
use crate::phone::Phone;
use crate::problem::Problem;

/// Answers everything that is asked with the next of its screens.
struct Scripted {
    recorder: Recorder,
    sender: Sender<Update>,
    screen: Screen,
}

impl Scripted {
    fn answer(&self) {
        let count = self.recorder.asked.borrow().len() + self.recorder.secrets.borrow().len();
        let revision = u64::try_from(count).unwrap() + 1;
        self.sender
            .send(update(revision, vec![self.screen.clone()]))
            .unwrap();
    }
}

impl Phone for Scripted {
    fn dispatch(&self, intent: Intent) -> Result<(), Fault> {
        self.recorder.dispatch(intent)?;
        self.answer();
        Ok(())
    }

    fn enter_secret(&self, screen: ScreenId, field: FieldKey, secret: Secret) -> Result<(), Fault> {
        self.recorder.enter_secret(screen, field, secret)?;
        self.answer();
        Ok(())
    }

    fn attach(
        &self,
        to: String,
        name: String,
        source: std::sync::Arc<dyn salyk_client::ports::AttachmentSource>,
    ) -> Result<(), Fault> {
        self.recorder.attach(to, name, source)?;
        self.answer();
        Ok(())
    }

    fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault> {
        self.recorder.answered(request, done)
    }
}

fn play(first: Update, input: &str) -> (Result<(), Problem>, String, Recorder) {
    let (sender, updates) = channel();
    let screen = first.changed.last().unwrap().clone();
    sender.send(first).unwrap();
    let phone = Scripted {
        recorder: Recorder::default(),
        sender,
        screen,
    };
    let mut out = Vec::new();
    let done =
        Plain::new(&phone, updates, Language::English, &[]).run(&mut Lines(input.as_bytes()), &mut out);
    (done, String::from_utf8(out).unwrap(), phone.recorder)
}

fn sign_in() -> Update {
    update(1, vec![fixtures::sign_in(Language::English)])
}

#[test]
fn a_number_chooses_and_the_end_of_the_input_quits() {
    let (done, out, recorder) = play(sign_in(), "1\nulgu\n2\ncanary\n5\n");
    assert!(done.is_ok(), "{done:?}");
    let asked = recorder.asked.borrow();
    let typed = Ask::Typed {
        field: FieldKey::Login,
        text: "ulgu".to_owned(),
        edit: 1,
    };
    assert_eq!(*asked, [typed, Ask::TickConsent { ticked: true }]);
    assert_eq!(*recorder.secrets.borrow(), [Secret::from("canary".to_owned())]);
    assert!(!out.contains("canary"), "{out}");
}

#[test]
fn what_is_locked_is_not_asked_for() {
    let (done, out, recorder) = play(sign_in(), "6\nq\n");
    assert!(done.is_ok());
    assert!(recorder.asked.borrow().is_empty());
    assert!(out.contains("not now: Tick the box."), "{out}");
}

#[test]
fn nonsense_is_answered_with_what_can_be_typed() {
    let (done, out, recorder) = play(sign_in(), "99\n-1\nabc\n?\nq\n");
    assert!(done.is_ok());
    assert!(recorder.asked.borrow().is_empty());
    assert_eq!(out.matches("There is no such number here.").count(), 3, "{out}");
}

#[test]
fn an_address_is_printed_and_answered() {
    let kind = HostRequestKind::OpenAddress {
        address: "https://cabinet.salyk.kg".to_owned(),
    };
    let (done, out, recorder) = play(
        asking(
            sign_in(),
            HostRequest {
                id: RequestId(3),
                kind,
            },
        ),
        "",
    );
    assert!(done.is_ok());
    assert!(out.contains("https://cabinet.salyk.kg"), "{out}");
    assert_eq!(*recorder.answers.borrow(), [(RequestId(3), true)]);
}

#[test]
fn no_line_steers_the_terminal() {
    let (_, out, _) = play(sign_in(), "?\nq\n");
    assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{out:?}");
}

#[test]
fn input_that_is_too_long_or_no_text_is_refused() {
    let (done, ..) = play(sign_in(), &"1".repeat(5000));
    assert!(matches!(done, Err(Problem::LineTooLong)));

    let (sender, updates) = channel();
    sender.send(sign_in()).unwrap();
    let recorder = Recorder::default();
    let mut lines = Lines(&b"\xff\xfe\n"[..]);
    let done = Plain::new(&recorder, updates, Language::English, &[]).run(&mut lines, &mut Vec::new());
    assert!(matches!(done, Err(Problem::NotText)));
}

#[test]
fn a_core_that_ends_is_a_problem_and_no_silence() {
    let (_, updates) = channel();
    let recorder = Recorder::default();
    let done =
        Plain::new(&recorder, updates, Language::English, &[]).run(&mut Lines(&b""[..]), &mut Vec::new());
    assert!(matches!(done, Err(Problem::Stopped)));
}
