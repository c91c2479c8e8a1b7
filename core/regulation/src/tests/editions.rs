//! Two editions in one dossier's life, one of them of an imagined future: each fact counts under the edition of its own day.

use jiff::civil::date;

use super::sample::{CALENDAR, POLICIES, accounted, deposit, export, refund, released, under_regime};
use crate::assess;
use crate::assessment::Assessment;
use crate::country::Country;
use crate::dossier::{Activity, Body, CarriedOn, DocumentKind, Dossier, Lot, LotId, Period};
use crate::fact::Fact;
use crate::finding::{Finding, FindingId, Verdict};
use crate::money::Money;
use crate::policy::{DepositDue, PenaltyRate, PolicyBook, PolicyEdition};
use crate::why::Step;

/// The bundled editions, the last of which ends with 2026, and a third from 2027 on that nobody has made.
fn with_a_future() -> PolicyBook {
    let mut editions: Vec<_> = POLICIES.editions().cloned().collect();
    let mut future = editions[1].clone();
    editions[1].valid_to = Some(date(2026, 12, 31));
    future.id = "2027-imagined".into();
    future.valid_from = date(2027, 1, 1);
    future.legal_basis.value = "1001".to_owned();
    let figures = &mut future.figures;
    figures.activity_window_months.value = 3;
    figures.customs_notice_working_days.value = 2;
    figures.deposit_day.value = 14;
    figures.return_days.value = 90;
    figures.decision_days.value = 10;
    figures.eaeu_members.value.push(Country::parse("UZ").unwrap());
    figures
        .documents_eaeu_member
        .value
        .push(DocumentKind::ExportDeclaration);
    figures.penalty_rates.push(PenaltyRate {
        from: date(2027, 3, 1),
        per_day_ppm: 1_000,
        disputed_per_day_ppm: None,
        source: "imagined".into(),
        last_confirmed: Some(date(2027, 3, 1)),
    });
    future.readings.deposit_due.value = DepositDue::Twentieth;
    editions.push(future);
    PolicyBook::from_editions(editions).unwrap()
}

fn assessed(case: &Dossier, day: jiff::civil::Date) -> Assessment {
    assess(case, &with_a_future(), &CALENDAR, day)
}

fn found(case: &Dossier, day: jiff::civil::Date, id: &str) -> Finding {
    assessed(case, day).finding(&FindingId::new(id)).unwrap().clone()
}

fn both(one: Lot, mut other: Lot) -> Dossier {
    other.id = LotId("lot-2".into());
    Dossier {
        lots: vec![one, other],
        ..under_regime(date(2026, 7, 1))
    }
}

#[test]
fn lots_keep_the_edition_of_their_own_day() {
    let case = both(released(date(2026, 12, 31)), released(date(2027, 1, 1)));
    let day = date(2027, 1, 2);
    let old = found(&case, day, "reg:18/lot-1");
    assert_eq!(
        (old.edition(), old.dates().due),
        ("2022-324", Some(date(2027, 6, 29)))
    );
    let new = found(&case, day, "reg:18/lot-2");
    assert_eq!(
        (new.edition(), new.dates().due),
        ("2027-imagined", Some(date(2027, 4, 1)))
    );
    let (old, new) = (
        found(&case, day, "reg:15/lot-1"),
        found(&case, day, "reg:15/lot-2"),
    );
    assert!(old.dates().due > new.dates().due);
    assert_eq!(assessed(&case, day).edition.article, "1001");
}

#[test]
fn a_lot_counts_from_the_day_that_its_country_names() {
    // reg:2.2, reg:18: goods from China count from their release, 5 January 2027 with its 90 days, whatever day they were taken on
    // account; goods from Kazakhstan from that.
    let mut china = released(date(2027, 1, 5));
    china.taken_on_account = Fact::service(date(2026, 12, 30));
    let mut kazakhstan = accounted(date(2027, 1, 5));
    kazakhstan.released = Fact::customs(date(2026, 12, 30));
    let case = both(china, kazakhstan);
    for id in ["reg:18/lot-1", "reg:18/lot-2"] {
        let found = found(&case, date(2027, 1, 6), id);
        assert_eq!(
            (found.edition(), found.dates().due),
            ("2027-imagined", Some(date(2027, 4, 5))),
            "{id}"
        );
    }
    // Not released yet, it is no import of the day on which it was taken on account.
    let mut planned = accounted(date(2026, 12, 30));
    planned.imported_from = Fact::service(Country::parse("CN").unwrap());
    let found = found(
        &both(planned, released(date(2027, 1, 5))),
        date(2027, 1, 6),
        "reg:18/lot-1",
    );
    assert_eq!((found.edition(), found.dates().due), ("2027-imagined", None));
}

#[test]
fn a_country_is_what_it_was_on_the_day_of_import() {
    // Uzbekistan joins with 2027: taken on account on 30 December it was no import from a member, and the release of
    // 5 January was none from a third country. The earlier day is taken.
    let mut before = released(date(2027, 1, 5));
    before.imported_from = Fact::service(Country::parse("UZ").unwrap());
    before.taken_on_account = Fact::service(date(2026, 12, 30));
    let edition = |lot: &Lot| {
        let case = both(lot.clone(), released(date(2027, 1, 5)));
        found(&case, date(2027, 1, 6), "reg:18/lot-1")
            .edition()
            .to_owned()
    };
    assert_eq!(edition(&before), "2022-324");
    // Released in December and taken on account in January, both days would be right: the earlier one counts.
    let mut both_days = before;
    both_days.released = Fact::customs(date(2026, 12, 30));
    both_days.taken_on_account = Fact::service(date(2027, 1, 5));
    assert_eq!(edition(&both_days), "2022-324");
}

#[test]
fn the_deposit_of_each_month_by_its_own_edition() {
    let case = both(accounted(date(2026, 12, 31)), accounted(date(2027, 1, 1)));
    let old = found(&case, date(2027, 1, 2), "reg:16/lot-1");
    assert_eq!(
        (old.dates().remind, old.dates().due),
        (Some(date(2027, 1, 20)), Some(date(2027, 1, 21)))
    );
    let new = found(&case, date(2027, 1, 2), "reg:16/lot-2");
    assert_eq!(
        (new.dates().remind, new.dates().due),
        (Some(date(2027, 2, 14)), Some(date(2027, 2, 14)))
    );
}

#[test]
fn an_application_is_decided_by_the_edition_of_its_day() {
    let mut lot = released(date(2026, 12, 1));
    lot.refund_applications = vec![
        refund(Body::Customs, date(2026, 12, 31)),
        refund(Body::Customs, date(2027, 1, 1)),
    ];
    let case = Dossier {
        lots: vec![lot],
        ..under_regime(date(2026, 7, 1))
    };
    let due = |id: &str| found(&case, date(2027, 1, 2), id).dates().due;
    assert_eq!(due("reg:19/lot-1/sample-2026-12-31"), Some(date(2027, 1, 30)));
    assert_eq!(due("reg:19/lot-1/sample-2027-01-01"), Some(date(2027, 1, 11)));
}

#[test]
fn windows_are_as_long_as_the_edition_of_their_first_day_says() {
    // In force since 1 July 2026. The windows of 2026 have six months, those from January 2027 on three.
    let mut lot = released(date(2026, 12, 7));
    lot.exports = vec![export("e1", date(2026, 12, 21), 10_000, "CN")];
    let case = Dossier {
        lots: vec![lot],
        ..under_regime(date(2026, 7, 1))
    };
    let open = found(&case, date(2027, 3, 31), "reg:5.1");
    assert_eq!(
        (open.verdict, open.dates().due),
        (Verdict::Pending, Some(date(2027, 3, 31)))
    );
    let broken = found(&case, date(2027, 4, 1), "reg:5.1");
    assert_eq!(
        (broken.verdict, broken.dates().counted_from),
        (Verdict::Breached, Some(date(2027, 1, 1)))
    );
}

#[test]
fn a_member_joins_and_a_rate_changes() {
    // reg:18: the list follows what the country is on the day of the export. Uzbekistan is a third country on the last day
    // of 2026 and a member from 2027 on; the list for members has a fifth paper for lots of 2027.
    let mut old = accounted(date(2026, 12, 30));
    old.exports = vec![export("e1", date(2026, 12, 31), 10_000, "UZ")];
    let mut new = accounted(date(2027, 1, 4));
    new.exports = vec![export("e1", date(2027, 1, 20), 10_000, "UZ")];
    let papers = |case: &Dossier| {
        let lots = assessed(case, date(2027, 2, 1)).lots;
        (lots[0].documents.len(), lots[1].documents.len())
    };
    let mut case = both(old, new);
    assert_eq!(papers(&case), (6, 5));
    case.lots[0].exports[0].date = date(2027, 1, 20);
    assert_eq!(papers(&case), (4, 5));
    // Due on 14 February 2027, paid on 10 March: 14 days at 0.09 % and 10 at 0.10 % of 120 000.00.
    let mut late = accounted(date(2027, 1, 4));
    late.deposits = vec![deposit(Body::TaxBody, date(2027, 3, 10), 12_000_000)];
    let case = Dossier {
        lots: vec![late],
        ..under_regime(date(2026, 7, 1))
    };
    let found = found(&case, date(2027, 4, 1), "reg:16/lot-1");
    let penalty = found.penalty().unwrap();
    assert_eq!(
        (penalty.days, penalty.sum),
        (24, Money::from_tyiyn(151_200 + 120_000))
    );
    assert_eq!(penalty.rates.len(), 2);
    let spans = found
        .steps()
        .iter()
        .filter(|step| matches!(step, Step::Penalty { .. }));
    assert_eq!(spans.count(), 2);
}

#[test]
fn an_exclusion_counts_from_the_edition_that_has_it() {
    // reg:3, reg:6: resorts are excluded from 2027 on. One carried on since 10 March 2026 under a regime of February 2026 breaks it on
    // 1 January 2027: the general procedure from 1 February by the month, from 1 April by the quarter.
    let mut editions: Vec<_> = POLICIES.editions().cloned().collect();
    let mut future = editions[1].clone();
    editions[1].valid_to = Some(date(2026, 12, 31));
    editions[1]
        .figures
        .exclusions
        .value
        .retain(|activity| *activity != Activity::Resort);
    future.id = "2027-imagined".into();
    future.valid_from = date(2027, 1, 1);
    editions.push(future);
    let book = |editions: &[PolicyEdition]| PolicyBook::from_editions(editions.to_vec()).unwrap();
    let mut case = under_regime(date(2026, 2, 1));
    let resort = |until| {
        Fact::service(CarriedOn(vec![Period {
            since: Some(date(2026, 3, 10)),
            until,
        }]))
    };
    let imported = [date(2026, 7, 1), date(2026, 12, 1)].map(|day| Lot {
        id: LotId(format!("lot-{day}").into()),
        exports: vec![export("e1", day, 10_000, "UZ")],
        ..released(day)
    });
    case.lots = imported.into();
    case.taxpayer.activities.insert(Activity::Resort, resort(None));
    let passing = |case: &Dossier, editions: &[PolicyEdition], day| {
        let found = assess(case, &book(editions), &CALENDAR, day);
        let dates = found.finding(&FindingId::new("reg:6")).unwrap().dates().clone();
        (dates.counted_from, dates.begins, dates.begins_otherwise)
    };
    assert_eq!(
        passing(&case, &editions, date(2026, 12, 31)),
        (None, None, None),
        "not excluded yet"
    );
    assert_eq!(
        passing(&case, &editions, date(2027, 1, 5)),
        (
            Some(date(2027, 1, 1)),
            Some(date(2027, 2, 1)),
            Some(date(2027, 4, 1))
        )
    );
    // Given up before, it never excluded.
    let until = Some(date(2026, 12, 31));
    case.taxpayer.activities.insert(Activity::Resort, resort(until));
    assert_eq!(passing(&case, &editions, date(2027, 1, 5)), (None, None, None));
    // The other way round: excluded until the end of 2026, it broke the regime on its first day.
    let resorts = editions[2].figures.exclusions.clone();
    editions[2].figures.exclusions = editions[1].figures.exclusions.clone();
    editions[1].figures.exclusions = resorts;
    assert_eq!(
        passing(&case, &editions, date(2027, 1, 5)).0,
        Some(date(2026, 3, 10))
    );
}

#[test]
fn each_overdue_day_has_the_rate_of_its_own_edition() {
    // reg:16: taken on account on 10 November 2026, due on 21 December under the edition of 2026, which knows of no change.
    // To 28 February 2027 are 69 days at 0.09 %, to 10 March 10 more at 0.10 % of 120 000.00.
    let case = Dossier {
        lots: vec![accounted(date(2026, 11, 10))],
        ..under_regime(date(2026, 7, 1))
    };
    let late = found(&case, date(2027, 3, 10), "reg:16/lot-1")
        .penalty()
        .cloned()
        .unwrap();
    assert_eq!(
        (late.days, late.sum, late.rates.len()),
        (79, Money::from_tyiyn(745_200 + 120_000), 2)
    );
    // reg:21: released on 25 August 2026, the last day is 21 February 2027. To 28 February are 7 days, to 10 March 10.
    let mut lot = released(date(2026, 8, 25));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 8, 25), 12_000_000)];
    let case = Dossier {
        lots: vec![lot],
        ..under_regime(date(2026, 7, 1))
    };
    let lost = found(&case, date(2027, 3, 10), "reg:21/lot-1")
        .penalty()
        .cloned()
        .unwrap();
    assert_eq!((lost.days, lost.sum), (17, Money::from_tyiyn(75_600 + 120_000)));
}

#[test]
fn a_sweep_finds_no_gap_with_a_future_edition() {
    let book = with_a_future();
    let mut day = date(2021, 1, 1);
    while day <= date(2035, 12, 31) {
        let in_force = book
            .editions()
            .filter(|edition| edition.valid_from <= day && edition.valid_to.is_none_or(|last| day <= last));
        assert_eq!(in_force.count(), 1, "{day}");
        day = day.tomorrow().unwrap();
    }
}
