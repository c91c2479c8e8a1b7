use salyk_regulation::dossier::DocumentKind;
use serde_json::json;
use std::sync::Arc;

use crate::attachments::samples::pdf;
use crate::attachments::{Source, UploadProgress, UploadStep};
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::{PieceSource, dossier_answer};
use crate::filing::Application;
use crate::filing::refund_form::{place_of, tests::dossier};
use crate::intent::Ask;
use crate::ports::Fetched;
use crate::testing::Desk;
use crate::view::View;

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
