//! Files on a phone whose network answers when the test says so.

use std::sync::Arc;

use super::samples::{pdf, png};
use super::{PART_BYTES, Source, UploadProgress, UploadStep};
use crate::effect::{Call, Effect};
use crate::event::{CallAnswer, Event};
use crate::fakes::PieceSource;
use crate::intent::Ask;
use crate::ports::{Change, Fetched, ServiceError, Store, StoreError, StoreKey};
use crate::testing::{Desk, catalogue};
use crate::view::{AttachmentRow, FilesView, View};

const TO: &str = "lot:1";

fn phone() -> Desk {
    let mut desk = Desk::new();
    desk.sign_in("a");
    desk
}

fn offer(desk: &mut Desk, name: &str, content: Vec<u8>) {
    desk.happen(Event::FileOffered {
        to: TO.to_owned(),
        name: name.to_owned(),
        source: Source::new(Arc::new(PieceSource::new(content))),
    });
}

fn open(desk: &mut Desk) -> FilesView {
    if !matches!(desk.front().view, View::Files(_)) {
        desk.ask(Ask::OpenLotFiles { lot: "1".to_owned() });
    }
    match desk.front().view {
        View::Files(view) => view,
        other => panic!("{other:?}"),
    }
}

fn row(desk: &mut Desk) -> AttachmentRow {
    let rows = open(desk).rows;
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    row.clone()
}

/// Presses an action of the only row.
fn press(desk: &mut Desk, label: &str) {
    let row = row(desk);
    let action = row.actions.iter().find(|action| action.label == label);
    let ask = action
        .unwrap_or_else(|| panic!("{label}: {row:?}"))
        .intent
        .ask
        .clone();
    desk.ask(ask);
}

/// The uploads under way.
fn steps(desk: &Desk) -> Vec<UploadStep> {
    let calls = desk.calls().into_iter();
    calls
        .filter_map(|call| match call {
            Call::Upload { step, .. } => Some(step.as_ref().clone()),
            _ => None,
        })
        .collect()
}

fn answer(desk: &mut Desk, received: u64, complete: bool) {
    let progress = UploadProgress {
        id: "s1".to_owned(),
        received,
        complete,
    };
    let answer = Ok(CallAnswer::Uploaded(Ok(progress)));
    desk.answer(|call| matches!(call, Call::Upload { .. }), answer);
}

fn fail(desk: &mut Desk, error: ServiceError) {
    desk.answer(|call| matches!(call, Call::Upload { .. }), Err(error));
}

fn unreachable() -> ServiceError {
    ServiceError::Unreachable("sample".to_owned())
}

#[test]
fn a_file_is_attached_certified_and_sent() {
    let mut desk = phone();
    assert!(open(&mut desk).empty.is_some());
    let content = pdf(300_000);
    let bytes = content.len() as u64;
    offer(&mut desk, "Келишим.pdf", content);
    let attached = row(&mut desk);
    assert_eq!(
        (attached.name.as_str(), attached.size.as_str()),
        ("Келишим.pdf", "0.3 MB")
    );
    assert!(steps(&desk).is_empty(), "nothing is sent before it is certified");
    press(&mut desk, "Certify the copy");
    let certified = row(&mut desk).certified.expect("who and when");
    assert!(certified.contains("Sample of a"), "{certified}");
    let [UploadStep::Announce(announcement)] = &steps(&desk)[..] else {
        panic!("{:?}", steps(&desk))
    };
    assert_eq!(announcement.key.as_str(), attached.file);
    assert_eq!(announcement.certified.by, "Sample of a");
    assert_eq!(announcement.certified.at, desk.now);
    answer(&mut desk, 0, false);
    for from in [0, PART_BYTES] {
        let [UploadStep::Part { from: place, .. }] = &steps(&desk)[..] else {
            panic!("{:?}", steps(&desk))
        };
        assert_eq!(*place, from);
        assert_eq!(row(&mut desk).state, "Being sent");
        answer(&mut desk, bytes.min(from + PART_BYTES), false);
    }
    assert!(matches!(&steps(&desk)[..], [UploadStep::Complete { .. }]));
    answer(&mut desk, bytes, true);
    assert_eq!(row(&mut desk).state, "With the service, and checked");
    assert!(steps(&desk).is_empty());
    assert_eq!(desk.files.names().len(), 1);
}

/// Answers the question which documents are in force.
fn documents_of(desk: &mut Desk, version: &str) {
    let asked = desk.take(|effect| matches!(effect, Effect::FetchCatalogue { .. }));
    let ticket = asked.expect("the documents are asked for").ticket();
    let (content, tag) = (catalogue(version), version.to_owned());
    desk.happen(Event::Catalogue(ticket, Ok(Fetched::New { content, tag })));
}

#[test]
fn a_newer_version_in_force_holds_the_sending_until_it_is_agreed_to() {
    let mut desk = phone();
    offer(&mut desk, "Келишим.pdf", pdf(1_000));
    press(&mut desk, "Certify the copy");
    fail(&mut desk, ServiceError::ConsentRequired);
    documents_of(&mut desk, "2");
    let notices = desk.front().frame.notices;
    let asked = notices.iter().filter_map(|notice| notice.action.as_ref());
    let is_asked = asked
        .map(|action| &action.intent.ask)
        .any(|ask| *ask == Ask::OpenConsent);
    assert!(is_asked, "the person is asked: {notices:?}");
    assert!(steps(&desk).is_empty(), "nothing is sent on stale receipts");
}

#[test]
fn what_is_sealed_and_not_heard_of_yet_is_not_swept() {
    let mut desk = phone();
    offer(&mut desk, "a.pdf", pdf(1_000));
    let first = row(&mut desk).file;
    // Its sealing ends, and the word of that comes after the first is taken away.
    let source = Source::new(Arc::new(PieceSource::new(pdf(1_000))));
    super::step::offered(&mut desk.model, TO.to_owned(), "b.pdf", source);
    desk.ask(Ask::RemoveFile { file: first });
    assert_eq!(row(&mut desk).name, "b.pdf");
    assert_eq!(desk.files.names().len(), 1, "what is shown as attached is there");
}

#[test]
fn a_refused_file_is_told_and_the_others_stay() {
    let mut desk = phone();
    offer(&mut desk, "good.png", png(100));
    offer(&mut desk, "bad.docx", b"PK\x03\x04".to_vec());
    offer(&mut desk, "cut.png", png(9_000)[..5_000].to_vec());
    let view = open(&mut desk);
    assert_eq!(view.rows.len(), 1);
    let told: Vec<_> = view.refused.iter().map(|notice| notice.text.as_str()).collect();
    assert!(
        told[0].contains("bad.docx") && told[1].contains("its end is missing"),
        "{told:?}"
    );
    desk.ask(Ask::DismissRefusedFiles { to: TO.to_owned() });
    assert!(open(&mut desk).refused.is_empty());
    assert_eq!(desk.files.names().len(), 1);
}

#[test]
fn a_broken_network_pauses_it_and_its_return_goes_on_at_once() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    press(&mut desk, "Certify the copy");
    answer(&mut desk, 0, false);
    fail(&mut desk, unreachable());
    assert!(steps(&desk).is_empty());
    assert!(row(&mut desk).state.starts_with("Waiting"));
    desk.happen(Event::Resumed);
    assert!(
        matches!(&steps(&desk)[..], [UploadStep::Look { .. }]),
        "it asks how much is there: {:?}",
        steps(&desk)
    );
}

#[test]
fn a_kill_in_between_loses_and_doubles_nothing() {
    let mut desk = phone();
    let content = png(600_000);
    let bytes = content.len() as u64;
    offer(&mut desk, "a.png", content);
    press(&mut desk, "Certify the copy");
    answer(&mut desk, 0, false);
    desk.restart();
    desk.wait(1);
    if let Some((ticket, _)) = desk.take_refresh() {
        let tokens = crate::testing::tokens("b", 300);
        desk.happen(Event::Refreshed(ticket, Ok(tokens)));
    }
    assert!(
        matches!(&steps(&desk)[..], [UploadStep::Look { .. }]),
        "{:?}",
        steps(&desk)
    );
    // The part that was on its way had arrived.
    answer(&mut desk, PART_BYTES, false);
    assert!(matches!(
        &steps(&desk)[..],
        [UploadStep::Part { from: PART_BYTES, .. }]
    ));
    answer(&mut desk, bytes, false);
    answer(&mut desk, bytes, true);
    assert_eq!(row(&mut desk).state, "With the service, and checked");
}

#[test]
fn what_is_held_is_not_sent_until_it_may() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    press(&mut desk, "Certify the copy");
    press(&mut desk, "Pause sending");
    answer(&mut desk, 0, false);
    assert!(steps(&desk).is_empty());
    press(&mut desk, "Go on sending");
    assert!(!steps(&desk).is_empty());
}

#[test]
fn what_is_taken_away_is_erased() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    assert_eq!(desk.files.names().len(), 1);
    press(&mut desk, "Take away");
    assert!(open(&mut desk).rows.is_empty());
    assert!(desk.files.names().is_empty());
    desk.restart();
    assert!(desk.files.names().is_empty());
}

#[test]
fn a_file_whose_row_was_never_saved_is_swept_at_the_next_start() {
    let mut desk = phone();
    desk.save_fails = Some(StoreError::Full);
    offer(&mut desk, "a.png", png(100));
    assert_eq!(desk.files.names().len(), 1);
    desk.save_fails = None;
    desk.restart();
    assert!(desk.files.names().is_empty());
}

#[test]
fn everything_erased_takes_the_files_along() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    desk.ask(Ask::Confirm);
    assert!(desk.files.names().is_empty());
}

#[test]
fn nobody_else_sees_a_taxpayers_files() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    let file = row(&mut desk).file;
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    desk.sign_in("b");
    assert!(open(&mut desk).rows.is_empty());
    desk.ask(Ask::RemoveFile { file });
    assert_eq!(desk.files.names().len(), 1);
}

#[test]
fn files_go_in_the_order_in_which_they_came() {
    let mut desk = phone();
    for number in 0..6 {
        offer(&mut desk, &format!("{number}.pdf"), pdf(1_000));
        desk.wait(1);
    }
    let rows = open(&mut desk).rows;
    for row in rows.iter().rev() {
        desk.ask(Ask::CertifyFile {
            file: row.file.clone(),
        });
    }
    let announced = |desk: &Desk| match &steps(desk)[..] {
        [UploadStep::Announce(announcement)] => announcement.key.as_str().to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(announced(&desk), rows[5].file, "certified before the others");
    answer(&mut desk, 0, false);
    assert_eq!(announced(&desk), rows[0].file, "came before the others");
}

#[test]
fn a_list_of_a_newer_version_is_neither_lost_nor_swept_by() {
    let mut desk = phone();
    offer(&mut desk, "a.png", png(100));
    let newer = br#"{"shape":2,"content":"sample"}"#.to_vec();
    let put = Change::Put(StoreKey::AttachmentIndex, newer.clone());
    desk.store.save(&[put]).expect("a store in memory");
    desk.restart();
    offer(&mut desk, "b.png", png(100));
    let view = open(&mut desk);
    assert!(view.refused[0].text.contains("newer version"), "{view:?}");
    assert_eq!(desk.files.names().len(), 1, "the file stays");
    let stored = desk
        .store
        .load(&[StoreKey::AttachmentIndex])
        .expect("a store in memory");
    assert_eq!(stored, [Some(newer)]);
}
