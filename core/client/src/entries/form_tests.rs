use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::regime::{sample_dossier, sample_lot};
use crate::screens::Typed;

const TODAY: Date = date(2026, 11, 23);

fn typed(text: &str) -> Typed {
    let text = text.to_owned();
    Typed {
        text,
        edit: 1,
        reset: 0,
    }
}

fn place(kind: EntryKind, number: &str, day: &str, sum: &str) -> EntryPlace {
    EntryPlace {
        lot: "lot".to_owned(),
        kind,
        number: typed(number),
        day: typed(day),
        sum: typed(sum),
    }
}

fn form_with(place: &EntryPlace, entries: &[Entry], holder: Option<Body>) -> Form {
    let said = Dossier {
        lots: vec![sample_lot("lot", "CN")],
        ..sample_dossier()
    };
    let given = Given {
        said: &said,
        entries,
        holder,
        today: TODAY,
        language: Language::Kyrgyz,
    };
    form(place, &given)
}

fn of(place: &EntryPlace) -> Form {
    form_with(place, &[], Some(Body::Customs))
}

#[test]
fn each_field_has_its_problem() {
    let deposit = |number, day, sum| of(&place(EntryKind::Deposit, number, day, sum)).problems;
    let (day, sum) = ("20.11.2026", "120 000,05");
    assert_eq!(deposit("1", day, sum), []);
    assert_eq!(
        deposit("", "", ""),
        [Problem::NoNumber, Problem::NoDay, Problem::NoSum]
    );
    assert_eq!(
        deposit("\u{7}", "soon", "much"),
        [
            Problem::NumberUnreadable,
            Problem::DayUnreadable,
            Problem::SumUnreadable
        ]
    );
    assert_eq!(
        deposit("1", "2026-11-24", "0"),
        [Problem::DayAhead, Problem::SumNone]
    );
    assert_eq!(deposit(&"1".repeat(65), day, sum), [Problem::NumberUnreadable]);
    let unknown = form_with(&place(EntryKind::Deposit, "1", day, sum), &[], None);
    assert_eq!(unknown.problems, [Problem::NoHolder]);
}

#[test]
fn what_customs_answered_needs_a_day_alone() {
    for kind in EntryKind::OF_CUSTOMS {
        let entry = of(&place(kind, "", "2026-11-23", ""))
            .ready
            .expect("it can be recorded");
        assert_eq!((entry.kind(), entry.number), (kind, None));
    }
}

#[test]
fn the_same_is_not_entered_twice() {
    let wanted = place(EntryKind::Deposit, "ПП 1", "2026-11-20", "5");
    let first = of(&wanted).ready.expect("it can be recorded");
    let other = |kind, number, day| place(kind, number, day, "7");
    let held = [first];
    let again = |place: &EntryPlace| form_with(place, &held, Some(Body::Customs)).problems;
    assert_eq!(
        again(&other(EntryKind::Deposit, "пп1", "2026-11-21")),
        [Problem::AlreadyEntered]
    );
    assert_eq!(again(&other(EntryKind::Deposit, "2", "2026-11-20")), []);
    let commitment = of(&place(EntryKind::Commitment, "1", "2026-11-20", "")).ready;
    let held = [commitment.expect("it can be recorded")];
    let second = place(EntryKind::Commitment, "2", "2026-11-21", "");
    assert_eq!(
        form_with(&second, &held, Some(Body::Customs)).problems,
        [Problem::AlreadyEntered]
    );
}

proptest! {
    #[test]
    fn it_can_be_recorded_exactly_if_nothing_is_wrong(
        kind in proptest::sample::select(EntryKind::ALL.to_vec()),
        number in "\\PC{0,80}",
        day in prop_oneof!["\\PC{0,12}", Just("2026-11-20".to_owned())],
        sum in prop_oneof!["[0-9 ,.]{0,20}", "\\PC{0,12}"],
        holder in proptest::sample::select(vec![None, Some(Body::TaxBody), Some(Body::Customs)]),
    ) {
        let form = form_with(&place(kind, &number, &day, &sum), &[], holder);
        prop_assert_eq!(form.ready.is_some(), form.problems.is_empty());
        if let Some(entry) = form.ready {
            prop_assert!(entry.date <= TODAY);
            prop_assert!(holder == Some(Body::Customs) || kind == EntryKind::Deposit && holder.is_some());
            prop_assert_eq!(entry.payment().is_some(), kind == EntryKind::Deposit);
            prop_assert!(entry.payment().is_none_or(|(sum, _)| sum > Money::ZERO));
        }
    }
}
