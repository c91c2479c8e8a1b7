use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use salyk_regulation::dossier::{Commitment, CustomsApplication};
use salyk_regulation::fact::{Source, Stated};

use super::super::entry::What;
use super::*;
use crate::regime::{sample_dossier, sample_lot};

const DAY: Date = date(2026, 11, 20);
const SUM: Money = Money::from_tyiyn(12_000_000);

fn entry(what: What, number: Option<&str>, date: Date) -> Entry {
    Entry {
        id: format!("{number:?} {date}"),
        lot: "lot".to_owned(),
        what,
        number: number.map(str::to_owned),
        date,
        at: Timestamp::UNIX_EPOCH,
        kept: false,
        told: None,
    }
}

fn paid(number: &str, date: Date, sum: Money) -> Entry {
    let account = Body::Customs;
    entry(What::Deposit { sum, account }, Some(number), date)
}

fn deposit(number: &str, date: Date, sum: Money) -> Deposit {
    Deposit {
        number: number.to_owned(),
        account: Body::Customs,
        date,
        sum,
        paying_account: None,
        stated: Stated::by(Source::Customs),
    }
}

fn case(revision: u64, change: impl FnOnce(&mut Lot)) -> Dossier {
    let mut lot = sample_lot("lot", "CN");
    change(&mut lot);
    Dossier {
        revision,
        lots: vec![lot],
        ..sample_dossier()
    }
}

fn with_deposits(revision: u64, deposits: Vec<Deposit>) -> Dossier {
    case(revision, |lot| lot.deposits = deposits)
}

/// The deposits that are shown, by their numbers and sums, in order.
fn shown(said: &Dossier, entries: &[Entry]) -> Vec<(String, Money)> {
    let standings = compare(said, entries);
    let open = entries
        .iter()
        .zip(&standings)
        .filter(|(_, standing)| **standing == Standing::Open);
    let open: Vec<_> = open.map(|(entry, _)| entry).collect();
    let mut dossier = said.clone();
    lay(&mut dossier, &open);
    let deposits = dossier.lots[0].deposits.iter();
    let mut shown: Vec<_> = deposits.map(|one| (one.number.clone(), one.sum)).collect();
    shown.sort();
    shown
}

#[test]
fn an_entry_counts_as_the_persons_word_until_the_case_tells_it() {
    let (said, entries) = (with_deposits(1, Vec::new()), [paid("1", DAY, SUM)]);
    assert_eq!(compare(&said, &entries), [Standing::Open]);
    let mut dossier = said.clone();
    lay(&mut dossier, &[&entries[0]]);
    let laid = &dossier.lots[0].deposits[0];
    assert_eq!((laid.sum, laid.date, laid.account), (SUM, DAY, Body::Customs));
    assert!(!laid.stated.is_settled());
    let said = with_deposits(2, vec![deposit("1", DAY, SUM)]);
    assert_eq!(compare(&said, &entries), [Standing::Told(Some("1".to_owned()))]);
}

#[test]
fn what_customs_answered_is_never_settled_by_the_persons_word() {
    let kinds = [What::CustomsApplication, What::Commitment, What::CustomsRefund];
    let entries = kinds.map(|what| entry(what, Some("7"), DAY));
    let mut dossier = case(1, |_| ());
    lay(&mut dossier, &entries.each_ref());
    let lot = &dossier.lots[0];
    let (application, commitment) = (lot.customs_application.as_ref(), lot.commitment.as_ref());
    assert!(application.is_some_and(|one| one.date == DAY && !one.stated.is_settled()));
    assert!(commitment.is_some_and(|one| one.date == DAY && !one.stated.is_settled()));
    let [refund] = &lot.refund_applications[..] else {
        panic!("one application")
    };
    assert_eq!((refund.id.as_str(), refund.addressee), ("7", Body::Customs));
    assert!(refund.filed.value() == Some(&DAY) && !refund.filed.is_settled());
}

#[test]
fn a_number_is_the_same_however_it_is_spaced_and_a_payment_of_the_day_and_sum_is_too() {
    for told in ["пп 1", "ПП1", "99"] {
        let said = with_deposits(2, vec![deposit(told, DAY, SUM)]);
        let standings = compare(&said, &[paid("ПП 1", DAY, SUM)]);
        assert_eq!(standings, [Standing::Told(Some(told.to_owned()))], "{told}");
    }
}

#[test]
fn one_fact_of_the_case_stands_for_one_entry_at_most() {
    let entries = [paid("1", DAY, SUM), paid("2", DAY, SUM)];
    for told in ["1", "2", "3"] {
        let said = with_deposits(2, vec![deposit(told, DAY, SUM)]);
        assert_eq!(shown(&said, &entries).len(), 2, "{told}");
    }
}

#[test]
fn another_sum_or_day_under_the_number_is_asked_about_and_counts_once() {
    let more = Money::from_tyiyn(12_000_001);
    for (day, sum) in [(DAY, more), (DAY.tomorrow().unwrap(), SUM)] {
        let said = with_deposits(2, vec![deposit("1", day, sum)]);
        let entries = [paid("1", DAY, SUM)];
        assert!(matches!(&compare(&said, &entries)[..], [Standing::Differs(_)]));
        assert_eq!(shown(&said, &entries), [("1".to_owned(), sum)]);
    }
}

#[test]
fn what_was_acknowledged_is_the_services_whatever_becomes_of_it() {
    let mut entry = paid("1", DAY, SUM);
    entry.told = Some(Told {
        revision: 5,
        number: Some("001".to_owned()),
    });
    let other = Money::from_tyiyn(1);
    // Corrected, gone, or beside another payment of the same day and sum.
    assert_eq!(
        shown(
            &with_deposits(6, vec![deposit("001", DAY, other)]),
            &[entry.clone()]
        ),
        [("001".to_owned(), other)]
    );
    assert_eq!(shown(&with_deposits(6, Vec::new()), &[entry.clone()]), []);
    let second = paid("2", DAY, SUM);
    let said = with_deposits(6, vec![deposit("7", DAY, SUM)]);
    let standings = compare(&said, &[entry.clone(), second]);
    assert_eq!(
        standings[1],
        Standing::Told(Some("7".to_owned())),
        "told of the other"
    );
    // An older answer came after a newer one.
    assert_eq!(compare(&with_deposits(4, Vec::new()), &[entry]), [Standing::Open]);
}

#[test]
fn a_lot_has_one_commitment_and_one_application() {
    let commitment = |number: Option<&str>, date| {
        let (number, stated) = (number.map(str::to_owned), Stated::by(Source::Customs));
        case(2, |lot| {
            lot.commitment = Some(Commitment { number, date, stated })
        })
    };
    let own = |number| [entry(What::Commitment, number, DAY)];
    let other = DAY.tomorrow().unwrap();
    let told = |number: Option<&str>| vec![Standing::Told(number.map(str::to_owned))];
    assert_eq!(
        compare(&commitment(Some("7"), DAY), &own(Some("7"))),
        told(Some("7"))
    );
    assert_eq!(compare(&commitment(Some("7"), DAY), &own(None)), told(Some("7")));
    assert_eq!(compare(&commitment(None, DAY), &own(None)), told(None));
    // The number is not lost, though the case has the paper.
    assert_eq!(
        compare(&commitment(None, DAY), &own(Some("7"))),
        [Standing::Unnumbered]
    );
    for said in [
        commitment(Some("8"), DAY),
        commitment(Some("7"), other),
        commitment(None, other),
    ] {
        assert!(matches!(
            &compare(&said, &own(Some("7")))[..],
            [Standing::Differs(_)]
        ));
    }
    let stated = Stated::by(Source::Customs);
    let application = CustomsApplication {
        number: None,
        date: DAY,
        stated,
    };
    let said = case(2, |lot| lot.customs_application = Some(application));
    assert_eq!(compare(&said, &own(None)), [Standing::Open], "another paper");
}

#[test]
fn an_entry_of_a_lot_that_is_gone_is_not_lost() {
    let gone = sample_dossier();
    assert_eq!(compare(&gone, &[paid("1", DAY, SUM)]), [Standing::NoLot]);
}

/// One of few numbers, days and sums, so that they meet.
fn fact() -> impl Strategy<Value = (String, Date, Money)> {
    (0_u8..4, 0_i8..2, 1_i64..3).prop_map(|(number, day, sum)| {
        (
            number.to_string(),
            date(2026, 11, 1 + day),
            Money::from_tyiyn(sum),
        )
    })
}

/// An acknowledgement that an earlier revision may have given.
fn told() -> impl Strategy<Value = Option<Told>> {
    let told = (0_u64..6, 0_u8..4).prop_map(|(revision, number)| Told {
        revision,
        number: Some(number.to_string()),
    });
    proptest::option::of(told)
}

/// Entries, each under a number of its own.
fn held() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (fact(), told()).prop_map(|((_, date, sum), told)| Entry {
        told,
        ..paid("", date, sum)
    });
    proptest::collection::btree_map(0_u8..4, entry, 0..4).prop_map(|all| {
        let numbered = |(number, entry): (u8, Entry)| Entry {
            id: number.to_string(),
            number: Some(number.to_string()),
            ..entry
        };
        all.into_iter().map(numbered).collect()
    })
}

proptest! {
    /// Whatever is told, entered and was acknowledged: the case stands as it is told, no number counts twice, and each entry
    /// counts, is told or is asked about, in whatever order they come.
    #[test]
    fn the_case_stands_and_no_number_counts_twice(
        told in proptest::collection::btree_map(0_u8..4, fact(), 0..4),
        entries in held(),
        revision in 0_u64..6,
    ) {
        let items: Vec<_> = told.into_iter().map(|(number, (_, date, sum))| deposit(&number.to_string(), date, sum)).collect();
        let said = with_deposits(revision, items.clone());
        let shown = shown(&said, &entries);
        for item in &items {
            prop_assert!(shown.contains(&(item.number.clone(), item.sum)));
        }
        let mut numbers: Vec<_> = shown.iter().map(|(number, _)| number.clone()).collect();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), shown.len(), "{:?}", shown);
        let standings = compare(&said, &entries);
        for (entry, standing) in entries.iter().zip(&standings) {
            let number = entry.number.clone().unwrap_or_default();
            let counts = shown.iter().any(|(shown, _)| *shown == number);
            prop_assert!(counts || matches!(standing, Standing::Told(_)), "{:?}", standing);
        }
        let (mut backwards, mut reversed) = (entries.clone(), items);
        backwards.reverse();
        reversed.reverse();
        let mut other = compare(&with_deposits(revision, reversed), &backwards);
        other.reverse();
        prop_assert_eq!(other, standings);
    }
}
