use jiff::civil::date;
use proptest::prelude::*;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::{Attachment, Dossier};
use salyk_regulation::policy::PolicyBook;
use serde_json::{Value, json};

use super::*;
use crate::regime::Law;

/// The deposit of the sample lots, 1 200.00 som.
const DEPOSIT: i64 = 120_000;

fn law() -> Law {
    Law {
        policies: PolicyBook::bundled().unwrap(),
        calendar: Calendar::bundled().unwrap(),
    }
}

fn known(value: Value) -> Value {
    json!({"state": "known", "value": value, "source": "service"})
}

/// A sample taxpayer with one lot, all of it exported.
pub(in crate::filing) fn dossier(from: &str, to: &str, debts: Value) -> Dossier {
    let eaeu = from != "CN";
    let mut lot = json!({
        "id": "1", "imported_from": known(json!(from)), "vat": known(json!(DEPOSIT)),
        "lines": [{"number": 1, "name": "Үлгү", "goods_code": "5208110000", "quantity": 1000, "unit": "кг"}],
        "deposits": [{"number": "17", "account": if eaeu { "tax_body" } else { "customs" }, "date": "2026-06-01",
            "sum": DEPOSIT, "source": "service"}],
        "exports": [{"id": "e1", "line": 1, "quantity": 1000, "unit": "кг", "date": "2026-09-10",
            "destination": known(json!(to)), "source": "customs"}],
    });
    lot[if eaeu { "taken_on_account" } else { "released" }] = known(json!("2026-06-02"));
    serde_json::from_value(json!({
        "revision": 1,
        "taxpayer": {"name": "Үлгү (Sample)", "inn": "03213999900017", "office": "004"},
        "registered": known(json!({"kind": "in_force", "since": "2026-05-01"})),
        "debts": known(debts),
        "lots": [lot],
    }))
    .unwrap()
}

fn at(dossier: &Dossier, day: Date, answers: &Answers, files: &[OfForm]) -> RefundForm {
    let applied = Applied::of(dossier, &law(), "1", day).unwrap();
    form(answers, &applied, files, Language::Kyrgyz)
}

const DAY: Date = date(2026, 11, 23);

fn blank(dossier: &Dossier) -> RefundForm {
    at(dossier, DAY, &Answers::default(), &[])
}

fn file(number: u8, paper: DocumentKind, can_go: bool) -> OfForm {
    OfForm {
        id: FileId::try_from(format!("00000000-0000-4000-8000-0000000000{number:02}")).unwrap(),
        to: place_of("1", paper),
        can_go,
    }
}

/// The papers of `reg:18` for each destination, in the text's order.
const TO_THIRD: [DocumentKind; 6] = [
    DocumentKind::ExportDeclaration,
    DocumentKind::GoodsAccompanying,
    DocumentKind::PrintedElectronicInvoice,
    DocumentKind::DeliveryContract,
    DocumentKind::TaxDebtCertificate,
    DocumentKind::ImportVatDebtCertificate,
];
const TO_EAEU: [DocumentKind; 4] = [
    DocumentKind::ConfirmedImportStatement,
    DocumentKind::GoodsAccompanying,
    DocumentKind::PrintedElectronicInvoice,
    DocumentKind::DeliveryContract,
];

#[test]
fn the_papers_follow_the_destination_and_the_body_the_country_of_import() {
    for (from, to, papers) in [
        ("KZ", "CN", &TO_THIRD[..]),
        ("KZ", "RU", &TO_EAEU[..]),
        ("CN", "CN", &TO_THIRD[..]),
        ("CN", "RU", &TO_EAEU[..]),
    ] {
        let form = blank(&dossier(from, to, json!([])));
        let kinds: Vec<_> = form.papers.iter().map(|paper| paper.kind).collect();
        assert_eq!(kinds, papers, "{from} {to}");
        let customs = from == "CN";
        assert_eq!(form.missing.contains(&Missing::OtherBody), customs, "{from} {to}");
        assert_eq!(form.ready.is_none(), customs, "{from} {to}");
    }
}

/// What the office has already goes by its name, and a copy beside it goes as a copy: each paper once.
#[test]
fn every_paper_that_is_there_is_named_once() {
    let mut sample = dossier("KZ", "RU", json!([]));
    sample.lots[0].exports[0].documents = [DocumentKind::GoodsAccompanying, DocumentKind::DeliveryContract]
        .map(|kind| Attachment {
            kind,
            number: None,
            date: None,
        })
        .to_vec();
    let files = [file(1, DocumentKind::DeliveryContract, true)];
    let form = at(&sample, DAY, &Answers::default(), &files);
    let ready = form.ready.unwrap();
    let copied: Vec<_> = ready.papers.iter().map(|paper| paper.kind).collect();
    assert_eq!(copied, [DocumentKind::DeliveryContract]);
    assert_eq!(ready.held, [DocumentKind::GoodsAccompanying]);
    assert_eq!(form.warnings, [Warning::Papers(2)]);
}

#[test]
fn with_nothing_said_all_goes_back_to_the_account() {
    let form = blank(&dossier("KZ", "RU", json!([])));
    let ready = form.ready.unwrap();
    assert_eq!(form.whole, Money::from_tyiyn(DEPOSIT));
    assert_eq!(ready.parts.len(), 1);
    assert_eq!(ready.parts[0].to, DirectionKind::SettlementAccount);
    assert_eq!((ready.parts[0].sum, &ready.parts[0].account), (form.whole, &None));
    assert_eq!(ready.exports, ["e1"]);
    assert_eq!(form.warnings, [Warning::Papers(4)]);
}

/// Taken on account on 2 June 2026: the 180th day is 29 November.
#[test]
fn after_our_count_one_is_warned_and_can_send() {
    let dossier = dossier("KZ", "RU", json!([]));
    let last = at(&dossier, date(2026, 11, 29), &Answers::default(), &[]);
    assert_eq!(last.last_day, Some(date(2026, 11, 29)));
    assert!(!last.warnings.contains(&Warning::TermOver(date(2026, 11, 29))));
    let over = at(&dossier, date(2026, 11, 30), &Answers::default(), &[]);
    assert!(over.warnings.contains(&Warning::TermOver(date(2026, 11, 29))));
    assert!(over.warnings.iter().all(|warning| *warning != Warning::NoExport));
    assert_eq!((over.missing, over.whole), (vec![], Money::from_tyiyn(DEPOSIT)));
    assert!(over.ready.is_some());
}

#[test]
fn debts_are_warned_of_and_never_lock() {
    let debt =
        json!([{"kind": "other_taxes", "sum": 50_000, "overdue_from": "2026-11-01", "source": "service"}]);
    let dossier = dossier("KZ", "RU", debt);
    let form = blank(&dossier);
    let more = |warning: &Warning| matches!(warning, Warning::More(DirectionKind::SettlementAccount, _));
    assert!(form.warnings.iter().any(more), "{:?}", form.warnings);
    assert!(form.ready.is_some());
    let mut answers = Answers::default();
    answers.put("to_tax_debt", "500".to_owned());
    let form = at(&dossier, DAY, &answers, &[]);
    assert!(!form.warnings.iter().any(more), "{:?}", form.warnings);
    assert_eq!(form.parts.last().unwrap().sum, Money::from_tyiyn(50_000));
}

#[test]
fn what_can_not_be_read_or_go_is_named() {
    let dossier = dossier("KZ", "RU", json!([]));
    let with = |field: &str, text: &str| {
        let mut answers = Answers::default();
        answers.put(field, text.to_owned());
        at(&dossier, DAY, &answers, &[]).missing
    };
    assert_eq!(with("to_other_taxes", "a lot"), [Missing::Sum]);
    assert_eq!(with("to_other_taxes", "1200,01"), [Missing::TooMuch]);
    assert_eq!(with(ACCOUNT, "12-34"), [Missing::Account]);
    assert_eq!(with(ACCOUNT, "1030000000000001"), []);
    let invoice = DocumentKind::PrintedElectronicInvoice;
    let files = [file(1, invoice, true), file(2, invoice, false)];
    let form = at(&dossier, DAY, &Answers::default(), &files);
    assert_eq!(form.missing, [Missing::Files(1)]);
    let ready = at(&dossier, DAY, &Answers::default(), &files[..1]).ready.unwrap();
    assert_eq!(ready.papers[0].kind, invoice);
}

/// The list follows the destination (`reg:18`): a copy for another list neither goes nor holds.
#[test]
fn a_copy_of_a_paper_that_is_not_asked_for_holds_nothing() {
    let dossier = dossier("KZ", "RU", json!([]));
    let files = [file(1, DocumentKind::ExportDeclaration, false)];
    let form = at(&dossier, DAY, &Answers::default(), &files);
    assert_eq!(form.missing, []);
    assert_eq!(form.ready.unwrap().papers, []);
}

proptest! {
    /// It can be sent exactly if nothing is missing; then the parts add up to what is returnable, and none is of nothing. A refused
    /// one made anew says the same.
    #[test]
    fn the_parts_add_up_or_it_is_not_ready(
        sums in proptest::array::uniform4(proptest::option::of(0_i64..=50_000)),
        account in proptest::bool::ANY,
        odd in proptest::option::of("[a-z -]{1,6}"),
    ) {
        let dossier = dossier("KZ", "RU", json!([]));
        let mut answers = Answers::default();
        for ((_, field), sum) in WAYS.iter().zip(sums) {
            let text = sum.map(|sum| sums::written(Money::from_tyiyn(sum), Language::Kyrgyz));
            answers.put(field, text.unwrap_or_default());
        }
        if account {
            answers.put(ACCOUNT, "1030000000000001".to_owned());
        }
        if let Some(odd) = &odd {
            answers.put("to_tax_debt", odd.clone());
        }
        let form = at(&dossier, DAY, &answers, &[]);
        prop_assert_eq!(form.ready.is_some(), form.missing.is_empty());
        if let Some(ready) = form.ready {
            prop_assert!(ready.parts.iter().all(|part| part.sum > Money::ZERO));
            prop_assert_eq!(Money::total(ready.parts.iter().map(|part| part.sum)), form.whole);
            let again = at(&dossier, DAY, &ready.answers(Language::Kyrgyz), &[]);
            prop_assert_eq!(again.ready, Some(ready));
        } else {
            let typed: i64 = sums.iter().flatten().sum();
            prop_assert!(odd.is_some() || typed > DEPOSIT);
        }
    }
}

#[test]
fn an_account_pasted_with_spaces_is_one_number() {
    let mut answers = Answers::default();
    answers.put(ACCOUNT, " 1030 0000\u{a0}0000 0001 ".to_owned());
    let form = at(&dossier("KZ", "RU", json!([])), DAY, &answers, &[]);
    assert!(!form.missing.contains(&Missing::Account));
    let to = form.parts[0].account.as_ref().map(|account| account.0.as_str());
    assert_eq!(to, Some("1030000000000001"));
}

#[test]
fn more_files_than_one_application_takes_are_said_before_it_is_sent() {
    let files: Vec<_> = (0..65)
        .map(|number| file(number, DocumentKind::DeliveryContract, true))
        .collect();
    let case = dossier("KZ", "RU", json!([]));
    let form = |count: usize| at(&case, DAY, &Answers::default(), &files[..count]);
    assert!(form(64).ready.is_some());
    let too_many = form(65);
    assert_eq!(too_many.missing, [Missing::TooManyFiles]);
    assert!(too_many.ready.is_none());
}
