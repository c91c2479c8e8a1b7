use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use salyk_regulation::dossier::OfficeCode;

use super::*;
use crate::regime::sample_dossier;

fn application(number: &str, filed: Fact<Date>) -> RegimeApplication {
    RegimeApplication {
        id: number.to_owned(),
        filed,
        office: Fact::service(OfficeCode("004".to_owned())),
        registered: Fact::Missing,
    }
}

fn recorded(number: &str, filed: Date, revision: u64) -> Recorded {
    Recorded {
        number: number.to_owned(),
        filed,
        revision,
        what: What::Regime(application("", Fact::Missing)),
        name: "filing-regime-title",
    }
}

fn case(revision: u64, applications: Vec<RegimeApplication>) -> Dossier {
    Dossier {
        revision,
        applications,
        ..sample_dossier()
    }
}

const DAY: Date = date(2026, 11, 20);

#[test]
fn a_receipt_counts_until_the_case_has_it_and_may_still_change() {
    let shown = overlay(&case(6, Vec::new()), &[recorded("1", DAY, 7)], &[]);
    let applications = shown.dossier.unwrap().applications;
    assert_eq!(applications.len(), 1);
    assert_eq!(applications[0].filed.value(), Some(&DAY));
    assert!(!applications[0].filed.is_settled());
    assert_eq!(shown.differences[0].why, Why::NotHeardYet);
}

#[test]
fn an_acknowledged_receipt_is_the_cases() {
    let said = case(7, vec![application("1", Fact::service(DAY))]);
    let shown = overlay(&said, &[recorded("1", DAY, 7)], &[]);
    assert!(shown.dossier.is_none() && shown.differences.is_empty());
}

#[test]
fn a_contradiction_is_shown_and_changes_nothing() {
    let other = DAY.tomorrow().unwrap();
    for (said, why) in [
        (case(7, Vec::new()), Why::NotInCase),
        (
            case(7, vec![application("1", Fact::service(other))]),
            Why::OtherDay(other),
        ),
    ] {
        let shown = overlay(&said, &[recorded("1", DAY, 7)], &[]);
        assert!(shown.dossier.is_none(), "{why:?}");
        assert_eq!(shown.differences.len(), 1);
        assert_eq!(shown.differences[0].why, why);
        assert_eq!(shown.differences[0].filed, DAY);
    }
}

/// What happens to a phone, in any order.
#[derive(Debug, Clone, Copy)]
enum Happens {
    /// The service receives the next application; its receipt is on its way.
    Receives,
    /// The oldest receipt under way arrives, or arrives once more.
    Receipt { again: bool },
    /// The service tells the case as it is now, or as it was at an earlier revision: answers overtake each other.
    Case { behind: u64 },
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        Just(Happens::Receives),
        any::<bool>().prop_map(|again| Happens::Receipt { again }),
        (0_u64..3).prop_map(|behind| Happens::Case { behind }),
    ]
}

proptest! {
    #[test]
    fn no_order_loses_or_doubles_a_receipt(history in proptest::collection::vec(happens(), 0..40)) {
        // Each application's number is the revision that first has it.
        let at = |revision: u64| DAY.checked_add(i64::try_from(revision).unwrap().days()).unwrap();
        let told = |revision: u64| {
            let had = (1..=revision).map(|one| application(&one.to_string(), Fact::service(at(one))));
            case(revision, had.collect())
        };
        let (mut received, mut under_way, mut held, mut said) = (0, 1, Vec::new(), told(0));
        for one in history {
            match one {
                Happens::Receives => received += 1,
                Happens::Receipt { again } if under_way <= received => {
                    held.push(recorded(&under_way.to_string(), at(under_way), under_way));
                    under_way += u64::from(!again);
                }
                Happens::Receipt { .. } => {}
                Happens::Case { behind } => said = told(received.saturating_sub(behind)),
            }
            let shown = overlay(&said, &held, &[]);
            prop_assert!(shown.differences.iter().all(|one| one.why == Why::NotHeardYet));
            let dossier = shown.dossier.as_ref().unwrap_or(&said);
            let times = |number: &str| dossier.applications.iter().filter(|one| one.id == number).count();
            for revision in 1..=received {
                let number = revision.to_string();
                let known = revision <= said.revision || held.iter().any(|one| one.number == number);
                prop_assert_eq!(times(&number), usize::from(known), "{}", number);
            }
            held.reverse();
            prop_assert_eq!(&overlay(&said, &held, &[]).differences, &shown.differences);
        }
    }

    #[test]
    fn every_receipt_is_in_the_case_over_it_or_told_as_a_difference(
        revision in 0_u64..4,
        in_case in proptest::collection::vec((0_u64..5, 0_i64..2), 0..4),
        receipts in proptest::collection::vec((0_u64..5, 0_u64..4), 0..5),
    ) {
        let day = |number: u64, off: i64| DAY.checked_add((i64::try_from(number).unwrap() + off).days()).unwrap();
        let mut had: Vec<_> = Vec::new();
        for (number, off) in in_case {
            let id = number.to_string();
            if had.iter().all(|one: &RegimeApplication| one.id != id) {
                had.push(application(&id, Fact::service(day(number, off))));
            }
        }
        let said = case(revision, had);
        let held: Vec<_> = receipts
            .iter()
            .map(|(number, revision)| recorded(&number.to_string(), day(*number, 0), *revision))
            .collect();
        let shown = overlay(&said, &held, &[]);
        let dossier = shown.dossier.as_ref().unwrap_or(&said);
        prop_assert_eq!(&dossier.applications[..said.applications.len()], &said.applications[..]);
        for one in &held {
            let there: Vec<_> = dossier.applications.iter().filter(|had| had.id == one.number).collect();
            prop_assert!(there.len() <= 1);
            let counts = there.iter().any(|had| had.filed.value() == Some(&one.filed));
            let told = shown.differences.iter().any(|difference| {
                difference.number == one.number && difference.why != Why::NotHeardYet
            });
            prop_assert!(counts || told);
        }
    }
}
