//! The points one by one: who is bound, what is asked, and what weak facts do to the answer.

use jiff::civil::date;

use super::sample::{POLICIES, accounted, deposit, dossier, finding, lot, on, released, with};
use crate::assessment::RegimeLife;
use crate::country::Country;
use crate::dossier::{Activity, Body, CarriedOn, Period};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Certainty, Verdict};
use crate::money::Money;
use crate::why::{Doubt, FactKey, Step};

#[test]
fn reg1_names_the_article_of_the_day() {
    assert_eq!(on(&dossier(), date(2021, 12, 31)).edition.article, "277¹");
    assert_eq!(on(&dossier(), date(2022, 1, 1)).edition.article, "324");
    assert_eq!(
        finding(&dossier(), date(2026, 1, 1), "reg:1").verdict,
        Verdict::Met
    );
    let before = finding(&dossier(), date(2020, 12, 31), "reg:1");
    assert_eq!(
        (before.verdict, before.doubts),
        (Verdict::Unknown, [Doubt::BeforeFirstEdition].into())
    );
}

#[test]
fn reg2_the_account_follows_the_country_of_import() {
    for (from, holder, rule, other) in [
        ("CN", Body::Customs, "reg:2.2/lot-1", "reg:2.3/lot-1"),
        ("TR", Body::Customs, "reg:2.2/lot-1", "reg:2.3/lot-1"),
        ("AM", Body::TaxBody, "reg:2.3/lot-1", "reg:2.2/lot-1"),
        ("BY", Body::TaxBody, "reg:2.3/lot-1", "reg:2.2/lot-1"),
        ("KZ", Body::TaxBody, "reg:2.3/lot-1", "reg:2.2/lot-1"),
        ("RU", Body::TaxBody, "reg:2.3/lot-1", "reg:2.2/lot-1"),
    ] {
        let mut right = lot(from);
        right.deposits = vec![deposit(holder, date(2026, 1, 5), 12_000_000)];
        let day = date(2026, 1, 6);
        assert_eq!(
            finding(&with(right.clone()), day, rule).verdict,
            Verdict::Met,
            "{from}"
        );
        assert_eq!(
            finding(&with(right.clone()), day, other).verdict,
            Verdict::NotApplicable
        );
        assert_eq!(
            on(&with(right.clone()), day).lots[0].holder,
            Fact::service(holder)
        );
        assert_eq!(
            finding(&with(right.clone()), day, "reg:2.1/lot-1").verdict,
            Verdict::Met
        );
        right.deposits[0].account = if holder == Body::Customs {
            Body::TaxBody
        } else {
            Body::Customs
        };
        assert_eq!(
            finding(&with(right.clone()), day, rule).verdict,
            Verdict::Breached
        );
        assert_eq!(
            finding(&with(right), day, "reg:2.1/lot-1").verdict,
            Verdict::Pending
        );
    }
}

#[test]
fn reg2_kyrgyzstan_is_no_country_of_import() {
    let found = finding(&with(lot("KG")), date(2026, 1, 6), "reg:2.2/lot-1");
    assert_eq!(
        (found.verdict, found.settled_by().to_vec()),
        (Verdict::Unknown, vec![[FactKey::ImportedFrom].into()])
    );
}

#[test]
fn reg3_every_ground_that_matches() {
    let mut case = dossier();
    case.taxpayer.activities = POLICIES
        .in_force(date(2026, 1, 1))
        .edition
        .figures
        .exclusions
        .value
        .iter()
        .map(|activity| (*activity, Fact::service(CarriedOn::never())))
        .collect();
    case.taxpayer.taxable_imports = Fact::service(true);
    assert_eq!(case.taxpayer.activities.len(), 9);
    let day = date(2026, 1, 1);
    assert_eq!(finding(&case, day, "reg:3").verdict, Verdict::Met);
    assert_eq!(on(&case, day).regime.life, RegimeLife::Eligible);

    let until = CarriedOn(vec![Period {
        since: None,
        until: Some(date(2025, 12, 31)),
    }]);
    case.taxpayer
        .activities
        .insert(Activity::Patent, Fact::service(until));
    assert_eq!(finding(&case, day, "reg:3").verdict, Verdict::Met);
    assert_eq!(
        finding(&case, date(2025, 12, 31), "reg:3").verdict,
        Verdict::Breached
    );

    case.taxpayer
        .activities
        .insert(Activity::Resort, Fact::person(CarriedOn::always()));
    case.taxpayer
        .activities
        .insert(Activity::ExcisePayer, Fact::service(CarriedOn::always()));
    let life = on(&case, day).regime.life;
    assert_eq!(
        life,
        RegimeLife::NotEligible {
            grounds: vec![Activity::ExcisePayer, Activity::Resort]
        }
    );
    assert_eq!(finding(&case, day, "reg:3").certainty, Certainty::Known);

    case.taxpayer.activities.remove(&Activity::ExcisePayer);
    assert_eq!(finding(&case, day, "reg:3").certainty, Certainty::Missing);
    case.taxpayer.activities.remove(&Activity::Resort);
    assert_eq!(finding(&case, day, "reg:3").verdict, Verdict::Unknown);
}

#[test]
fn reg3_the_persons_word_is_pending() {
    let mut case = dossier();
    for activity in &POLICIES
        .in_force(date(2026, 1, 1))
        .edition
        .figures
        .exclusions
        .value
    {
        case.taxpayer
            .activities
            .insert(*activity, Fact::person(CarriedOn::never()));
    }
    case.taxpayer.taxable_imports = Fact::person(true);
    let found = finding(&case, date(2026, 1, 1), "reg:3");
    assert_eq!(
        (found.verdict, found.doubts),
        (Verdict::Pending, [Doubt::PersonOnly].into())
    );
    let regime = on(&case, date(2026, 1, 1)).regime;
    assert_eq!(
        (regime.life, regime.certainty),
        (RegimeLife::Eligible, Certainty::Provisional)
    );
}

#[test]
fn reg15_binds_customs_and_names_the_days_off() {
    let mut notified = released(date(2026, 3, 17));
    let waiting = finding(&with(notified.clone()), date(2026, 3, 18), "reg:15/lot-1");
    assert_eq!(
        (waiting.binds, waiting.verdict),
        (Binds::Customs, Verdict::Pending)
    );
    let Some(Step::WorkingDays { skipped, .. }) = waiting.steps().first() else {
        panic!("no arithmetic")
    };
    assert!(skipped.iter().any(|day| {
        day.day_off
            .as_ref()
            .is_some_and(|off| off.name_ky.contains("Орозо"))
    }));
    let silent = finding(&with(notified.clone()), date(2026, 3, 28), "reg:15/lot-1");
    assert_eq!(
        silent.verdict,
        Verdict::Unknown,
        "silence is no breach of customs"
    );
    notified.customs_notice = Fact::service(date(2026, 3, 27));
    assert_eq!(
        finding(&with(notified.clone()), date(2026, 4, 1), "reg:15/lot-1").verdict,
        Verdict::Met
    );
    notified.customs_notice = Fact::service(date(2026, 3, 28));
    assert_eq!(
        finding(&with(notified.clone()), date(2026, 4, 1), "reg:15/lot-1").verdict,
        Verdict::Breached
    );
    notified.imported_from = Fact::service(Country::parse("KZ").unwrap());
    assert_eq!(
        finding(&with(notified), date(2026, 4, 1), "reg:15/lot-1").verdict,
        Verdict::NotApplicable
    );
}

#[test]
fn reg16_what_the_person_says_is_neither_green_nor_late() {
    let mut paid = accounted(date(2026, 5, 4));
    paid.deposits = vec![deposit(Body::TaxBody, date(2026, 6, 10), 12_000_000)];
    assert_eq!(
        finding(&with(paid.clone()), date(2026, 7, 1), "reg:16/lot-1").verdict,
        Verdict::Met
    );
    paid.deposits[0].stated = Stated::by(Source::Person);
    let said = finding(&with(paid.clone()), date(2026, 7, 1), "reg:16/lot-1");
    assert_eq!((said.verdict, said.penalty()), (Verdict::Pending, None));
    assert_eq!(said.settled_by(), [[FactKey::Deposit]]);
    // The same sum said by the service besides makes the person's word needless.
    paid.deposits
        .push(deposit(Body::TaxBody, date(2026, 6, 12), 12_000_000));
    let both = finding(&with(paid), date(2026, 7, 1), "reg:16/lot-1");
    assert_eq!(
        (both.verdict, both.dates().done),
        (Verdict::Met, Some(date(2026, 6, 12)))
    );
}

#[test]
fn reg16_the_day_before_the_day_and_the_day_after() {
    let case = with(accounted(date(2026, 5, 31)));
    for (day, verdict, left, late) in [
        (date(2026, 6, 20), Verdict::Pending, 1, None),
        (date(2026, 6, 21), Verdict::Pending, 0, None),
        (date(2026, 6, 22), Verdict::Breached, -1, Some(1)),
    ] {
        let found = finding(&case, day, "reg:16/lot-1");
        assert_eq!(
            (found.verdict, found.dates().days_left, found.dates().days_late),
            (verdict, Some(left), late)
        );
    }
    let mut misplaced = accounted(date(2026, 5, 31));
    misplaced.deposits = vec![deposit(Body::Customs, date(2026, 6, 1), 12_000_000)];
    let found = finding(&with(misplaced.clone()), date(2026, 6, 22), "reg:16/lot-1");
    assert_eq!(
        found.verdict,
        Verdict::Breached,
        "customs' account is not the tax body's"
    );
    let sums = on(&with(misplaced), date(2026, 6, 22)).lots[0].sums;
    assert_eq!(
        (sums.deposit, sums.misplaced),
        (Money::ZERO, Money::from_tyiyn(12_000_000))
    );
}

#[test]
fn reg18_unknown_country_shows_the_earlier_day() {
    let mut unknown = released(date(2026, 3, 2));
    unknown.imported_from = Fact::Missing;
    unknown.taken_on_account = Fact::service(date(2026, 2, 2));
    let found = finding(&with(unknown.clone()), date(2026, 3, 3), "reg:18/lot-1");
    assert_eq!(
        (found.verdict, found.certainty),
        (Verdict::Unknown, Certainty::Missing)
    );
    assert_eq!(found.dates().due, Some(date(2026, 8, 1)));
    assert_eq!(found.settled_by(), [[FactKey::ImportedFrom]]);
    let next = on(&with(unknown), date(2026, 3, 3)).lots[0]
        .next_deadline
        .clone()
        .unwrap();
    assert!(next.rests_on_reading);
}

#[test]
fn reg18_a_planned_lot_waits_for_its_facts() {
    let found = finding(&with(lot("CN")), date(2026, 3, 3), "reg:18/lot-1");
    assert_eq!((found.verdict, found.dates().due), (Verdict::Unknown, None));
    assert_eq!(found.settled_by(), [[FactKey::Released]]);
}

#[test]
fn beyond_the_calendar_an_answer_is_provisional() {
    let far = finding(
        &with(released(date(2027, 12, 28))),
        date(2027, 12, 29),
        "reg:15/lot-1",
    );
    assert_eq!(
        (far.certainty, far.doubts),
        (Certainty::Provisional, [Doubt::CalendarBeyondTable].into())
    );
    // Kurman Ait of 2027 is estimated for Sunday 16 May.
    let near = finding(
        &with(released(date(2027, 5, 12))),
        date(2027, 5, 13),
        "reg:15/lot-1",
    );
    assert_eq!(
        (near.certainty, near.doubts),
        (Certainty::Provisional, [Doubt::CalendarEstimated].into())
    );
}
