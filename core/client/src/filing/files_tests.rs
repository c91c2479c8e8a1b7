use jiff::civil::date;
use salyk_regulation::dossier::{Body, Decision, DocumentKind, Outcome, RefundApplication};
use salyk_regulation::fact::{Fact, Stated};
use serde_json::json;
use std::sync::Arc;

use crate::attachments::samples::pdf;
use crate::attachments::{Source, UploadProgress, UploadStep};
use crate::consent::Digest;
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::{PieceSource, dossier_answer};
use crate::filing::refund_form::{place_of, tests::dossier};
use crate::filing::{Application, Filed};
use crate::intent::{Ask, PaperAsk};
use crate::ports::{Fetched, ServiceError};
use crate::testing::Desk;
use crate::view::{AttachmentRow, View};

/// A phone with the form of a return in front, to which one copy was attached and certified.
fn desk() -> (Desk, String) {
    let mut desk = Desk::new();
    desk.sign_in("sample");
    let content = dossier_answer(dossier("KZ", "RU", json!([])));
    let case = Fetched::New {
        content,
        tag: "a".to_owned(),
    };
    let answer = CallAnswer::Dossier(Box::new(case));
    desk.answer(|call| matches!(call, Call::Dossier { .. }), Ok(answer));
    desk.ask(Ask::OpenRefundApplication { lot: "1".to_owned() });
    let source = PieceSource::in_pieces(pdf(1_000), vec![400]);
    desk.happen(Event::FileOffered {
        to: place_of("1", DocumentKind::DeliveryContract),
        name: "Sample.pdf".to_owned(),
        source: Source::new(Arc::new(source)),
    });
    let View::RefundApplication(view) = desk.front().view else {
        panic!("not the form")
    };
    let rows = view.papers.iter().flat_map(|paper| &paper.files.rows);
    let file = rows.map(|row| row.file.clone()).next().expect("a copy");
    desk.ask(Ask::CertifyFile { file: file.clone() });
    (desk, file)
}

fn filed(desk: &Desk) -> Option<Application> {
    desk.calls().into_iter().find_map(|call| match call {
        Call::File { application, .. } => Some(application.clone()),
        _ => None,
    })
}

/// Answers the file's upload until the service holds it whole.
fn upload(desk: &mut Desk) {
    loop {
        let step = desk.calls().into_iter().find_map(|call| match call {
            Call::Upload { step, .. } => Some(step.as_ref().clone()),
            _ => None,
        });
        let progress = |received, complete| UploadProgress {
            id: "with the service".to_owned(),
            received,
            complete,
        };
        let progress = match step {
            None => return,
            Some(UploadStep::Complete { .. }) => progress(u64::MAX, true),
            Some(UploadStep::Part { .. }) => progress(u64::from(u32::MAX), false),
            Some(_) => progress(0, false),
        };
        let answer = Ok(CallAnswer::Uploaded(Ok(progress)));
        desk.answer(|call| matches!(call, Call::Upload { .. }), answer);
    }
}

#[test]
fn an_application_goes_only_when_the_service_holds_its_files_and_names_them() {
    let (mut desk, file) = desk();
    desk.ask(Ask::File);
    assert_eq!(filed(&desk), None, "its copy is not there yet");
    let View::Outbox(view) = desk.front().view else {
        panic!("not the outbox")
    };
    assert!(view.applications[0].explanation.starts_with("Its files go first"));
    desk.ask(Ask::RemoveFile { file });
    upload(&mut desk);
    let Some(Application::Refund(refund)) = filed(&desk) else {
        panic!("it was not sent")
    };
    assert_eq!(refund.files, ["with the service"]);
}

#[test]
fn after_a_kill_it_still_waits_for_its_files_and_then_goes() {
    let (mut desk, _) = desk();
    desk.ask(Ask::File);
    desk.restart();
    let (ticket, _) = desk.take_refresh().expect("a session is taken up");
    desk.happen(Event::Refreshed(
        ticket,
        Ok(crate::testing::tokens("sample", 300)),
    ));
    assert_eq!(filed(&desk), None);
    upload(&mut desk);
    assert!(filed(&desk).is_some());
}

/// The service receives it, and tells the case with what the body has decided on it, if anything.
fn received(desk: &mut Desk, decided: Option<Outcome>) {
    let filed = Filed {
        number: "N".to_owned(),
        received_at: desk.now,
        filed: date(2026, 11, 22),
        revision: 2,
    };
    desk.answer(
        |call| matches!(call, Call::File { .. }),
        Ok(CallAnswer::Filed(filed)),
    );
    hear(desk, 2, decided);
}

fn hear(desk: &mut Desk, revision: u64, decided: Option<Outcome>) {
    let mut case = dossier("KZ", "RU", json!([]));
    case.revision = revision;
    let decision = decided.map(|outcome| Decision {
        date: date(2026, 11, 22),
        outcome,
        parts: Vec::new(),
        reasons: vec!["Sample".to_owned()],
        stated: Stated::by(salyk_regulation::fact::Source::Service),
    });
    case.lots[0].refund_applications.push(RefundApplication {
        id: "N".to_owned(),
        addressee: Body::TaxBody,
        filed: Fact::service(date(2026, 11, 22)),
        covers: vec!["e1".to_owned()],
        directions: Vec::new(),
        attachments: Vec::new(),
        decision,
    });
    let is_case = |call: &Call| matches!(call, Call::Dossier { .. });
    if !desk.calls().into_iter().any(is_case) {
        desk.ask(Ask::Refresh);
    }
    let (content, tag) = (dossier_answer(case), format!("r{revision}"));
    let new = CallAnswer::Dossier(Box::new(Fetched::New { content, tag }));
    desk.answer(is_case, Ok(new));
}

fn copies(desk: &mut Desk) -> Vec<AttachmentRow> {
    desk.ask(Ask::OpenRefundApplication { lot: "1".to_owned() });
    let View::RefundApplication(view) = desk.front().view else {
        panic!("not the form")
    };
    view.papers
        .into_iter()
        .flat_map(|paper| paper.files.rows)
        .collect()
}

fn may_go(row: &AttachmentRow) -> bool {
    let mut actions = row.actions.iter();
    actions.any(|action| matches!(action.intent.ask, Ask::RemoveFile { .. }) && action.enabled)
}

/// What the receipt says of its copies.
fn receipt(desk: &mut Desk) -> String {
    let office = desk.model.filing.offices.values().next().expect("an office");
    let application = office.outbox.items()[0].key.clone();
    let ask = PaperAsk::OpenReceipt { application };
    desk.ask(Ask::Papers { ask });
    format!("{:?}", desk.front().view)
}

/// Filed with its copy, and received.
fn filed_and_received(decided: Option<Outcome>) -> (Desk, String, Digest) {
    let (mut desk, file) = desk();
    let sha256 = desk.model.attachments.digest_of(&file).expect("sealed");
    desk.ask(Ask::File);
    upload(&mut desk);
    received(&mut desk, decided);
    (desk, file, sha256)
}

#[test]
fn a_copy_can_be_left_out_only_once_the_body_refused_its_application() {
    let (mut desk, file, sha256) = filed_and_received(None);
    let [copy] = &copies(&mut desk)[..] else {
        panic!("one copy")
    };
    assert!(!may_go(copy), "the body has not decided");
    desk.ask(Ask::RemoveFile { file: file.clone() });
    assert_eq!(copies(&mut desk).len(), 1);
    hear(&mut desk, 3, Some(Outcome::Refused));
    let [copy] = &copies(&mut desk)[..] else {
        panic!("it goes again unless it is left out")
    };
    assert!(may_go(copy));
    desk.ask(Ask::RemoveFile { file });
    assert!(copies(&mut desk).is_empty());
    desk.restart();
    assert!(
        receipt(&mut desk).contains(&sha256.hexadecimal()),
        "the receipt remembers it"
    );
}

#[test]
fn what_was_returned_leaves_no_copies_on_the_phone_and_its_receipt_remembers_them() {
    let (mut desk, _, sha256) = filed_and_received(Some(Outcome::Returned));
    assert!(copies(&mut desk).is_empty());
    assert!(desk.model.attachments.is_empty());
    let said = receipt(&mut desk);
    assert!(
        said.contains("Sample.pdf") && said.contains(&sha256.hexadecimal()),
        "{said}"
    );
}

#[test]
fn a_file_that_the_service_lost_is_sent_again_and_the_application_can_be_mended() {
    let (mut desk, _) = desk();
    desk.ask(Ask::File);
    upload(&mut desk);
    let refused = ServiceError::Refused {
        code: "unknown_file".to_owned(),
    };
    desk.answer(|call| matches!(call, Call::File { .. }), Err(refused));
    let again = desk.calls().into_iter().any(
        |call| matches!(call, Call::Upload { step, .. } if matches!(step.as_ref(), UploadStep::Announce(_))),
    );
    assert!(again, "{:?}", desk.calls());
    let office = desk.model.filing.offices.values().next().expect("an office");
    let application = office.outbox.items()[0].key.clone();
    desk.ask(Ask::MendApplication { application });
    desk.ask(Ask::File);
    upload(&mut desk);
    assert!(filed(&desk).is_some());
}

#[test]
fn a_refused_report_holds_no_return_of_the_same_lot() {
    let (mut desk, _) = desk();
    upload(&mut desk);
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenTaxReport { lot: "1".to_owned() });
    desk.ask(Ask::File);
    assert!(matches!(filed(&desk), Some(Application::Report(_))));
    let refused = ServiceError::Refused {
        code: "other_body".to_owned(),
    };
    desk.answer(|call| matches!(call, Call::File { .. }), Err(refused));
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenRefundApplication { lot: "1".to_owned() });
    desk.ask(Ask::File);
    assert!(matches!(filed(&desk), Some(Application::Refund(_))));
}
