//! How firm an answer is, and whose word decides it, where the changed code was noticed by no other test.

use jiff::civil::date;

use super::flip_cases::cases;
use super::sample::{self, CALENDAR, dossier, finding, released, under_regime, with};
use crate::assessment::Assessment;
use crate::country::Country;
use crate::dossier::{Activity, CarriedOn, Dossier, OtherActivity, Period, RegisteredState};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Certainty, Verdict};
use crate::set::KeySet;
use crate::why::{FactKey, FactValue};

fn since(day: jiff::civil::Date) -> CarriedOn {
    CarriedOn(vec![Period {
        since: Some(day),
        until: None,
    }])
}

fn sale(day: jiff::civil::Date, source: Source) -> OtherActivity {
    OtherActivity {
        description: "Sample domestic sale".to_owned(),
        date: day,
        stated: Stated::by(source),
    }
}

#[test]
fn reg6_an_exclusion_that_an_authority_states_goes_before_an_earlier_one_that_the_person_tells() {
    let mut case = under_regime(date(2026, 2, 1));
    let activities = &mut case.taxpayer.activities;
    activities.insert(Activity::Resort, Fact::person(since(date(2026, 3, 10))));
    activities.insert(Activity::Patent, Fact::service(since(date(2026, 4, 20))));
    let found = finding(&case, date(2026, 5, 4), "reg:6");
    assert_eq!(found.dates().counted_from, Some(date(2026, 4, 20)));
}

#[test]
fn reg4_what_was_done_before_the_regime_is_told_and_breaks_nothing() {
    let told = |others: Vec<OtherActivity>| {
        let mut case = under_regime(date(2026, 2, 1));
        case.other_activities = Fact::service(others);
        let found = finding(&case, date(2026, 5, 4), "reg:4");
        let fact = found.facts().find(|fact| fact.what == FactKey::OtherActivity);
        (found.verdict, fact.unwrap().value.clone().unwrap())
    };
    assert_eq!(told(Vec::new()), (Verdict::Met, FactValue::Flag(false)));
    assert_eq!(
        told(vec![sale(date(2026, 1, 31), Source::Service)]),
        (Verdict::Met, FactValue::Flag(true))
    );
}

#[test]
fn reg4_is_as_firm_as_the_regime_and_the_sale() {
    let found = |registered: Fact<RegisteredState>, others: Vec<OtherActivity>| {
        let case = Dossier {
            registered,
            other_activities: Fact::service(others),
            ..under_regime(date(2026, 2, 1))
        };
        finding(&case, date(2026, 5, 4), "reg:4").certainty
    };
    let state = RegisteredState::InForce {
        since: date(2026, 2, 1),
    };
    let by_authority = sale(date(2026, 3, 2), Source::Service);
    let by_person = sale(date(2026, 3, 1), Source::Person);
    let both = vec![by_person.clone(), by_authority];
    assert_eq!(found(Fact::service(state), both.clone()), Certainty::Known);
    assert_eq!(
        found(Fact::service(state), vec![by_person]),
        Certainty::Provisional
    );
    let may_change = Fact::Provisional {
        value: state,
        source: Source::Service,
    };
    assert_eq!(found(may_change, both), Certainty::Provisional);
}

#[test]
fn what_is_settled_names_nothing_that_would_settle_it() {
    let mut case = with(released(date(2026, 3, 2)));
    case.taxpayer.taxable_imports = Fact::service(true);
    let met = finding(&case, date(2026, 5, 4), "reg:7");
    assert_eq!((met.verdict, met.settled_by().len()), (Verdict::Met, 0));
    // The person's word and no import yet: any of three facts would do.
    let mut case = dossier();
    case.taxpayer.taxable_imports = Fact::person(true);
    case.lots.clear();
    let open = finding(&case, date(2026, 5, 4), "reg:7");
    assert_eq!((open.verdict, open.settled_by().len()), (Verdict::Pending, 3));
    // One weak fact is its own set.
    let mut lot = released(date(2026, 3, 2));
    lot.released = Fact::person(date(2026, 3, 2));
    let weak = finding(&with(lot), date(2026, 5, 4), "reg:18/lot-1");
    assert_eq!(weak.settled_by(), [KeySet::from([FactKey::Released])]);
}

#[test]
fn a_country_is_written_as_its_two_letters() {
    let country = Country::parse("kz").unwrap();
    assert_eq!(format!("{country} {country:?}"), "KZ KZ");
}

#[test]
fn the_longest_count_is_ten_years_of_days() {
    let from = date(2021, 1, 1);
    assert!(CALENDAR.add_working_days(from, 3660).is_some());
    assert!(CALENDAR.add_working_days(from, 3661).is_none());
}

#[test]
fn an_assessment_that_was_written_is_read_as_it_was() {
    let mut lists = 0;
    for (case, on) in cases() {
        let assessment = sample::on(&case, on);
        let written = serde_json::to_string(&assessment).unwrap();
        let read: Assessment = serde_json::from_str(&written).unwrap();
        assert_eq!(read, assessment);
        for (finding, before) in read.all_findings().zip(assessment.all_findings()) {
            assert_eq!(finding.settled_by(), before.settled_by(), "{:?}", before.id());
            assert_eq!(finding.id(), before.id());
            assert_eq!(format!("{finding:?}"), format!("{before:?}"));
            assert!(format!("{finding:?}").contains(before.rule.as_str()));
            lists += finding.settled_by().len();
        }
        assert_eq!(serde_json::to_string(&read).unwrap(), written);
    }
    assert!(lists > 0);
}
