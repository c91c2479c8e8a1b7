//! Receipts out of the outbox, as a person meets them.

use std::sync::Arc;

use salyk_regulation::dossier::{Direction, DirectionKind, DocumentKind, Dossier};
use salyk_regulation::money::Money;

use crate::accounts;
use crate::attachments::samples::pdf;
use crate::attachments::{FileId, Source};
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::{PieceSource, dossier_answer};
use crate::filing::{Application, Filed, PaperFile, Received, RefundApplication};
use crate::intent::{Ask, PaperAsk};
use crate::ports::Fetched;
use crate::regime::sample_dossier;
use crate::session::Opened;
use crate::testing::{Desk, opened};
use crate::text::Language;
use crate::view::{HostRequestKind, OutboxView, PaperView, View};

/// What no number of the service should be, and may be.
const NUMBER: &str = "R-7/<b>&\"17\"";

/// A phone that acts for a sample taxpayer whose case was heard.
pub(super) fn signed_in() -> Desk {
    signed_in_as(opened("a", 300))
}

fn signed_in_as(who: Opened) -> Desk {
    let mut desk = Desk::new();
    let ticket = desk.enter("a");
    desk.happen(Event::SignedIn(ticket, Ok(who)));
    hear(&mut desk, sample_dossier());
    desk
}

/// The service tells this case.
pub(super) fn hear(desk: &mut Desk, dossier: Dossier) {
    let is_case = |call: &Call| matches!(call, Call::Dossier { .. });
    if !desk.calls().into_iter().any(is_case) {
        desk.ask(Ask::Refresh);
    }
    let (content, tag) = (dossier_answer(dossier), "a".to_owned());
    let case = CallAnswer::Dossier(Box::new(Fetched::New { content, tag }));
    desk.answer(is_case, Ok(case));
}

fn file(desk: &mut Desk) {
    desk.ask(Ask::OpenRegimeApplication);
    for number in 0..9 {
        let applies = false;
        desk.ask(Ask::AnswerExclusion { number, applies });
    }
    desk.ask(Ask::AcceptVatCancelled { ticked: true });
    desk.ask(Ask::File);
}

fn receive(desk: &mut Desk) {
    let answer = Ok(CallAnswer::Filed(filed()));
    desk.answer(|call| matches!(call, Call::File { .. }), answer);
}

fn filed() -> Filed {
    Filed {
        number: NUMBER.to_owned(),
        received_at: "2026-11-22T19:30:00Z".parse().unwrap(),
        filed: jiff::civil::date(2026, 11, 23),
        revision: 2,
    }
}

fn outbox(desk: &Desk) -> OutboxView {
    match desk.front().view {
        View::Outbox(view) => view,
        other => panic!("no outbox: {other:?}"),
    }
}

pub(super) fn paper(desk: &Desk) -> PaperView {
    match desk.front().view {
        View::Paper(view) => view,
        other => panic!("no paper: {other:?}"),
    }
}

/// The values on a paper.
fn values(view: &PaperView) -> Vec<String> {
    let rows = view.parts.iter().flat_map(|part| &part.rows);
    rows.map(|row| row.value.clone()).collect()
}

/// The document that the host is offered: name, media type, text.
pub(super) fn shared(desk: &mut Desk) -> (String, String, String) {
    desk.ask(Ask::Papers { ask: PaperAsk::Share });
    let files = desk
        .model
        .requests
        .iter()
        .filter_map(|request| match &request.kind {
            HostRequestKind::ShareFile {
                name,
                media_type,
                text,
            } => Some((name.clone(), media_type.clone(), text.clone())),
            _ => None,
        });
    let files: Vec<_> = files.collect();
    assert_eq!(files.len(), 1);
    files[0].clone()
}

#[test]
fn only_what_was_received_has_a_receipt() {
    let mut desk = signed_in();
    file(&mut desk);
    let application = outbox(&desk).applications[0].application.clone();
    let open = Ask::Papers {
        ask: PaperAsk::OpenReceipt { application },
    };
    let offered = |desk: &Desk| {
        let row = outbox(desk).applications.remove(0);
        row.actions.iter().any(|action| action.intent.ask == open)
    };
    assert!(!offered(&desk));
    desk.ask(open.clone());
    outbox(&desk);
    receive(&mut desk);
    assert!(offered(&desk));
    desk.ask(open.clone());
    let values = values(&paper(&desk));
    for wanted in [
        NUMBER,
        "23 November 2026",
        "23 November 2026, 01:30",
        "2026-11-22T19:30:00Z",
        "03213999900011",
        "Sample of a",
    ] {
        assert!(values.iter().any(|value| value == wanted), "{wanted}: {values:?}");
    }
    assert_eq!(
        values.iter().filter(|value| *value == "No").count(),
        9,
        "the exclusions"
    );
}

#[test]
fn the_receipt_is_shared_as_a_document_that_says_it_is_a_sample() {
    let mut desk = signed_in();
    file(&mut desk);
    receive(&mut desk);
    let application = outbox(&desk).applications[0].application.clone();
    desk.ask(Ask::Papers {
        ask: PaperAsk::OpenReceipt { application },
    });
    let (name, media_type, text) = shared(&mut desk);
    assert_eq!(
        (name.as_str(), media_type.as_str()),
        ("salyk-receipt-R-7--b---17-.html", "text/html")
    );
    assert!(text.contains("R-7/&lt;b&gt;&amp;&quot;17&quot;") && !text.contains("<b>"));
    assert!(text.contains("<html lang=\"en\">") && text.contains("A sample, not an official document"));
    assert!(text.contains(&desk.model.texts().say("papers-copies-none")));
    // The same again is the same: nothing of the clock or of chance is in it.
    desk.wait(3600);
    assert_eq!(shared(&mut desk).2, text);
    desk.model.language = Language::Kyrgyz;
    assert!(shared(&mut desk).2.contains("<html lang=\"ky\">"));
    desk.model.config.official = true;
    let official = shared(&mut desk).2;
    assert!(!official.contains("class=\"band\"") && official.contains("03213999900011"));
}

#[test]
fn a_person_s_number_is_whole_on_the_document_alone() {
    let mut person = opened("a", 300);
    person.taxpayers[0].legal_entity = false;
    person.taxpayers[0].inn = "21208199900011".to_owned();
    let mut desk = signed_in_as(person);
    file(&mut desk);
    receive(&mut desk);
    let application = outbox(&desk).applications[0].application.clone();
    desk.ask(Ask::Papers {
        ask: PaperAsk::OpenReceipt { application },
    });
    let shown = values(&paper(&desk)).concat();
    assert!(
        shown.contains("••••0011") && !shown.contains("21208199900011"),
        "{shown}"
    );
    assert!(shared(&mut desk).2.contains("21208199900011"));
}

#[test]
fn every_copy_is_named_with_its_sum_while_the_phone_has_it() {
    let mut desk = signed_in();
    let source = Source::new(Arc::new(PieceSource::new(pdf(1000))));
    desk.happen(Event::FileOffered {
        to: "lot:cn".to_owned(),
        name: "Үлгү & <келишим>.pdf".to_owned(),
        source,
    });
    desk.ask(Ask::OpenLotFiles { lot: "cn".to_owned() });
    let View::Files(files) = desk.front().view else {
        panic!("no files")
    };
    let (file, sha256) = (files.rows[0].file.clone(), files.rows[0].sha256.clone().unwrap());
    let acting = accounts::current(&desk.model).unwrap();
    let paper_file = |kind, file: &str| PaperFile {
        kind,
        file: FileId::try_from(file.to_owned()).unwrap(),
    };
    let gone = "00000000-0000-4000-8000-000000000000";
    let application = Application::Refund(RefundApplication {
        lot: "cn".to_owned(),
        named: Some("41701001/020326/0000001".to_owned()),
        exports: vec!["1".to_owned(), "2".to_owned()],
        parts: vec![Direction {
            to: DirectionKind::OtherTaxes,
            sum: Money::from_tyiyn(1_200_050),
            account: None,
        }],
        held: vec![DocumentKind::DeliveryContract],
        papers: vec![
            paper_file(DocumentKind::DeliveryContract, &file),
            paper_file(DocumentKind::GoodsAccompanying, gone),
        ],
        copies: Vec::new(),
        files: Vec::new(),
    });
    let copies = super::receipt::copies(&desk.model, &application);
    let receipt = filed();
    let received = Received {
        key: "sample",
        application: &application,
        receipt: &receipt,
        at: desk.now,
    };
    let (texts, taxpayer) = (desk.model.texts(), acting.taxpayer.unwrap());
    let paper = super::receipt::paper(texts, false, taxpayer, String::new(), received, copies);
    let rows = &paper.parts.last().unwrap().rows;
    assert_eq!(rows[0].value, format!("SHA-256 {sha256}"));
    assert!(
        rows[0].label.starts_with("Contract of delivery"),
        "{}",
        rows[0].label
    );
    assert!(rows[1].label.ends_with(gone) && rows[1].value == "no longer on this phone");
    let said: Vec<_> = paper.parts[2].rows.iter().map(|row| row.value.as_str()).collect();
    let money = "KGS\u{a0}12,000.50, to other taxes";
    let held = "The service's records have it with the exports";
    assert_eq!(said, ["41701001/020326/0000001", "2", money, held]);
    let page = super::html::page(&paper);
    assert!(
        page.contains(&sha256) && page.contains("Үлгү &amp; &lt;келишим&gt;.pdf"),
        "{page}"
    );
}
