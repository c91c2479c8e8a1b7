//! Papers for customs: what they need, what they take in, and that what was typed is kept.

use std::sync::OnceLock;

use proptest::prelude::*;
use salyk_regulation::assess;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{
    Body, Confirmation, ConfirmationForm, ConfirmationKind, Deposit, Dossier, PayingAccount, RegisteredState,
};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::Money;
use salyk_regulation::policy::PolicyBook;

use super::super::fields::{BLANKS, Blank};
use super::super::tests::{hear, paper, shared, signed_in};
use super::*;
use crate::intent::{Ask, PaperAsk};
use crate::regime::sample_lots;
use crate::testing::Desk;
use crate::text::Language;
use crate::view::View;

/// A case in which everything is known that a case can say.
fn whole() -> Dossier {
    let mut dossier = sample_lots();
    dossier.registered = Fact::service(RegisteredState::InForce {
        since: jiff::civil::date(2026, 1, 1),
    });
    dossier.confirmations = vec![Confirmation {
        kind: ConfirmationKind::Registration,
        form: ConfirmationForm::Electronic,
        date: jiff::civil::date(2026, 1, 5),
        number: None,
        stated: Stated::by(Source::Service),
    }];
    let lot = &mut dossier.lots[0];
    lot.declaration = Some("41701001/020326/0000001".to_owned());
    lot.planned_destination = Fact::service(Country::parse("AE").unwrap());
    lot.deposits = vec![Deposit {
        number: "ULGU-5".to_owned(),
        account: Body::Customs,
        date: jiff::civil::date(2026, 2, 27),
        sum: Money::from_tyiyn(12_000_000),
        paying_account: Some(PayingAccount("1030120000000001".to_owned())),
        stated: Stated::by(Source::Customs),
    }];
    dossier
}

/// A phone whose case is this one, with the paper for its first lot in front.
fn prepared(dossier: Dossier, paper: CustomsPaper) -> Desk {
    let mut desk = signed_in();
    hear(&mut desk, dossier);
    prepare(&mut desk, paper, "cn");
    desk
}

fn prepare(desk: &mut Desk, paper: CustomsPaper, lot: &str) {
    let lot = lot.to_owned();
    desk.ask(Ask::Papers {
        ask: PaperAsk::Prepare { paper, lot },
    });
}

fn type_in(desk: &mut Desk, field: FieldKey, text: &str, edit: u64) {
    let text = text.to_owned();
    desk.ask(Ask::Typed { field, text, edit });
}

/// Something that each field takes.
fn sample(field: FieldKey) -> &'static str {
    match field {
        FieldKey::PaperDay | FieldKey::PaperExportDay => "15.01.2027",
        FieldKey::PaperValue | FieldKey::PaperClaimed => "1000.50",
        _ => "Үлгү <x>",
    }
}

fn fill_in(desk: &mut Desk) {
    for field in paper(desk).fields {
        type_in(desk, field.key, sample(field.key), 1);
    }
}

#[test]
fn each_is_offered_for_a_lot_from_a_third_country_alone() {
    let mut desk = signed_in();
    hear(&mut desk, whole());
    for (lot, offered) in [("cn", 3), ("kz", 0)] {
        let lot = lot.to_owned();
        desk.ask(Ask::OpenLot { lot: lot.clone() });
        let View::Lot(view) = desk.front().view else {
            panic!("no lot")
        };
        let prepares =
            |ask: &Ask| matches!(ask, Ask::Papers { ask: PaperAsk::Prepare { lot: of, .. } } if *of == lot);
        let actions = view.actions.iter().filter(|action| prepares(&action.intent.ask));
        assert_eq!(actions.count(), offered, "{lot}");
        desk.ask(Ask::Back);
    }
    for lot in ["kz", "none"] {
        prepare(&mut desk, CustomsPaper::Commitment, lot);
        assert!(matches!(desk.front().view, View::Home(_)), "{lot}");
    }
}

#[test]
fn what_is_missing_is_named_until_it_is_there() {
    for kind in CustomsPaper::ALL {
        let mut desk = prepared(sample_lots(), kind);
        let bare = paper(&desk).missing.lines;
        assert!(
            bare.contains(&"The regime's start".to_owned()),
            "{kind:?}: {bare:?}"
        );
        fill_in(&mut desk);
        let facts = paper(&desk).missing.lines;
        assert!(
            !facts.is_empty() && facts.len() < bare.len(),
            "{kind:?}: {facts:?}"
        );

        let mut desk = prepared(whole(), kind);
        fill_in(&mut desk);
        let left = paper(&desk).missing.lines;
        let wanted: &[&str] = match kind {
            CustomsPaper::Refund => &["Exports"],
            _ => &[],
        };
        assert_eq!(left, wanted, "{kind:?}");
    }
}

#[test]
fn the_contents_are_those_of_the_annexes() {
    let lines = |kind| {
        let view = paper(&prepared(whole(), kind));
        let rows = view.parts.into_iter().flat_map(|part| part.rows);
        rows.map(|row| row.label).collect::<Vec<_>>()
    };
    let has = |kind, wanted: &[&str]| {
        let lines = lines(kind);
        for one in wanted {
            assert!(
                lines.iter().any(|line| line == one),
                "{kind:?}: {one}: {lines:#?}"
            );
        }
    };
    let common = [
        "Customs post",
        "The paper's number",
        "The paper's date",
        "Name",
        "INN",
        "The taxpayer's address",
        "Code of the tax office (MSKB)",
        "The regime's start",
        "Goods declaration number",
        "1. Үлгү: кездеме",
        "Conditionally accrued VAT",
        "Name of who signs",
        "Position of who signs",
        "Signed by hand",
    ];
    for kind in CustomsPaper::ALL {
        has(kind, &common);
    }
    has(CustomsPaper::Application, &["The tax body's confirmation"]);
    has(
        CustomsPaper::Commitment,
        &[
            "Value of all goods of the lot, in som",
            "Payment",
            "Planned day of export",
            "Planned country of export",
            "Text of the undertaking",
        ],
    );
    has(
        CustomsPaper::Refund,
        &[
            "Payment",
            "Account it was paid from",
            "Exports",
            "Sum claimed, in som",
            "Where the money is to go",
            "Bank details",
        ],
    );
}

#[test]
fn a_claim_is_never_more_than_the_deposit() {
    let mut desk = prepared(whole(), CustomsPaper::Refund);
    let claimed = |desk: &Desk| {
        let mut fields = paper(desk).fields.into_iter();
        let field = fields.find(|field| field.key == FieldKey::PaperClaimed);
        field.unwrap().problem
    };
    type_in(&mut desk, FieldKey::PaperClaimed, "120000.01", 1);
    assert_eq!(
        claimed(&desk).as_deref(),
        Some("The sum is more than the deposit that was paid.")
    );
    assert!(
        paper(&desk)
            .missing
            .lines
            .contains(&"Sum claimed, in som".to_owned())
    );
    type_in(&mut desk, FieldKey::PaperClaimed, "120000", 2);
    assert_eq!(claimed(&desk), None);
    assert!(
        !paper(&desk)
            .missing
            .lines
            .contains(&"Sum claimed, in som".to_owned())
    );
}

#[test]
fn the_money_goes_back_to_its_account_unless_the_person_says_otherwise() {
    let mut desk = prepared(whole(), CustomsPaper::Refund);
    let chosen = |desk: &Desk| {
        let choices = paper(desk).direction.unwrap().choices;
        let mut chosen = choices.into_iter().filter(|choice| choice.chosen);
        (chosen.next().unwrap().label, chosen.next())
    };
    assert_eq!(
        chosen(&desk),
        ("back to the account it was paid from".to_owned(), None)
    );
    desk.ask(Ask::Papers {
        ask: PaperAsk::Direct { number: 2 },
    });
    desk.ask(Ask::Papers {
        ask: PaperAsk::Direct { number: 5 },
    });
    assert_eq!(chosen(&desk), ("to customs payments".to_owned(), None));
    assert!(shared(&mut desk).2.contains("<dd>to customs payments</dd>"));
    assert_eq!(
        paper(&prepared(whole(), CustomsPaper::Commitment)).direction,
        None
    );
}

#[test]
fn what_was_typed_is_there_again_after_a_kill() {
    let mut desk = prepared(whole(), CustomsPaper::Commitment);
    type_in(&mut desk, FieldKey::PaperPost, "Үлгү-Пост", 7);
    let field = paper(&desk).fields.remove(0);
    assert_eq!((field.text.as_str(), field.edit), ("Үлгү-Пост", 7));
    desk.ask(Ask::Back);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    let View::Confirm(asked) = desk.front().view else {
        panic!("no question")
    };
    let unsent = &asked.unsent[0];
    let told = (unsent.title.as_str(), unsent.standing.as_str());
    assert_eq!(
        told,
        (
            "Commitment to export",
            "A draft of a paper: it is on this phone alone."
        )
    );
    desk.restart();
    prepare(&mut desk, CustomsPaper::Commitment, "cn");
    assert_eq!(paper(&desk).fields.remove(0).text, "Үлгү-Пост");
    desk.ask(Ask::Back);
    prepare(&mut desk, CustomsPaper::Refund, "cn");
    assert_eq!(
        paper(&desk).fields.remove(0).text,
        "",
        "each paper has a draft of its own"
    );
}

#[test]
fn the_commitment_is_shared_and_nothing_of_it_is_sent() {
    let mut desk = prepared(whole(), CustomsPaper::Commitment);
    fill_in(&mut desk);
    let calls = desk.calls().len();
    let (name, media_type, text) = shared(&mut desk);
    assert_eq!(
        (name.as_str(), media_type.as_str()),
        ("salyk-commitment-41701001-020326-0000001.html", "text/html")
    );
    for wanted in [
        "Үлгү &lt;x&gt;",
        "41701001/020326/0000001",
        "ULGU-5",
        "15 January 2027",
        "1,000.50",
        "10",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let advice = "the app sends it nothing";
    assert!(paper(&desk).explanation.lines[2].contains(advice) && !text.contains(advice));
    assert!(text.contains("not an approved one") && text.contains("class=\"band\""));
    assert_eq!(desk.calls().len(), calls);
}

/// The whole case, and what follows from it.
fn assessed() -> &'static (Dossier, Assessment) {
    static ASSESSED: OnceLock<(Dossier, Assessment)> = OnceLock::new();
    ASSESSED.get_or_init(|| {
        let (policies, calendar) = (PolicyBook::bundled().unwrap(), Calendar::bundled().unwrap());
        let found = assess(&whole(), &policies, &calendar, jiff::civil::date(2026, 4, 1));
        (whole(), found)
    })
}

proptest! {
    /// Each field that a paper asks for is missing exactly while nothing that it takes stands in it, and what stands there is on
    /// the paper.
    #[test]
    fn a_field_is_missing_until_it_is_filled(
        texts in proptest::collection::vec("[ 0-9.a<>ү,]{0,12}", 12),
        which in 0_usize..3,
    ) {
        let (kind, (dossier, assessment)) = (CustomsPaper::ALL[which], assessed());
        let lot = &dossier.lots[0];
        let facts = Facts { dossier, lot, found: assessment.lot(&lot.id).unwrap() };
        let mut draft = Answers::default();
        for (blank, text) in BLANKS.iter().zip(&texts) {
            draft.put(blank.name, text.clone());
        }
        for language in Language::ALL {
            let texts = Texts::of(language);
            let form = form(texts, false, kind, &draft, facts, ("Үлгү", "1".to_owned()));
            let on_paper = |label: &str| {
                let mut rows = form.paper.parts.iter().flat_map(|part| &part.rows);
                rows.find(|row| row.label == label).unwrap().value.clone()
            };
            prop_assert!(!form.fields.is_empty());
            for field in &form.fields {
                let optional = matches!(field.key, FieldKey::PaperNumber | FieldKey::PaperBank | FieldKey::PaperDeclaration);
                let value = on_paper(&field.label);
                let filled = !field.text.trim().is_empty() && field.problem.is_none();
                prop_assert_eq!(form.missing.contains(&field.label), !filled && !optional);
                prop_assert_eq!(value.is_empty(), !filled);
                prop_assert!(field.problem.is_none() || !field.text.trim().is_empty());
                if !matches!(field.key, FieldKey::PaperDay | FieldKey::PaperExportDay | FieldKey::PaperValue | FieldKey::PaperClaimed) {
                    prop_assert_eq!(value, field.text.trim());
                }
                prop_assert_eq!(Blank::of(field.key).map(|blank| draft.of(blank.name)), Some(field.text.as_str()));
            }
        }
    }
}
