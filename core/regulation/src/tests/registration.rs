//! The right to the regime, the application, its effects, and the regime's life.

use jiff::civil::date;

use super::sample::{applied, dossier, finding, lot, on, released, under_regime, with};
use crate::assessment::{EffectKind, RegimeLife};
use crate::dossier::{OfficeCode, RegisteredState};
use crate::fact::Fact;
use crate::finding::{Binds, Certainty, Deed, FindingId, Verdict};
use crate::why::FactKey;

#[test]
fn reg7_a_right_that_imports_give() {
    assert_eq!(
        finding(&with(released(date(2026, 1, 1))), date(2026, 1, 1), "reg:7").verdict,
        Verdict::Met
    );
    let unknown = finding(&dossier(), date(2026, 1, 1), "reg:7");
    assert_eq!(unknown.verdict, Verdict::Unknown);
    assert_eq!(unknown.settled_by().len(), 3, "any one of three facts settles it");
    let mut none = dossier();
    none.taxpayer.taxable_imports = Fact::service(false);
    assert_eq!(
        finding(&none, date(2026, 1, 1), "reg:7").verdict,
        Verdict::NotApplicable
    );
}

#[test]
fn reg8_the_office_of_registration() {
    let mut case = applied(date(2026, 1, 15));
    let day = date(2026, 1, 20);
    assert_eq!(finding(&case, day, "reg:8").verdict, Verdict::Met);
    case.applications[0].office = Fact::service(OfficeCode("005".to_owned()));
    assert_eq!(
        finding(&case, date(2026, 1, 15), "reg:8").verdict,
        Verdict::Breached,
        "today's office is that of today's application"
    );
    let moved = finding(&case, day, "reg:8");
    assert_eq!(
        (moved.verdict, moved.settled_by().to_vec()),
        (Verdict::Unknown, vec![[FactKey::Office].into()]),
        "where it was registered then, nobody says"
    );
    case.applications[0].office = Fact::Missing;
    assert_eq!(
        finding(&case, day, "reg:8").verdict,
        Verdict::Met,
        "the service received it"
    );
    case.applications[0].filed = Fact::person(date(2026, 1, 15));
    assert_eq!(finding(&case, day, "reg:8").verdict, Verdict::Unknown);
    assert_eq!(
        finding(&case, date(2026, 1, 14), "reg:8").verdict,
        Verdict::Unknown,
        "not filed before its day"
    );
    case.registered = Fact::service(RegisteredState::NotApplied);
    case.applications.clear();
    assert_eq!(finding(&case, day, "reg:8").verdict, Verdict::NotApplicable);
}

#[test]
fn reg8_its_effects_for_vat_payers_and_others() {
    let mut case = dossier();
    let effects = |case: &_| {
        let effects = on(case, date(2026, 1, 1)).regime.effects;
        effects
            .into_iter()
            .map(|effect| (effect.kind, effect.certainty))
            .collect::<Vec<_>>()
    };
    let unified = (EffectKind::UnifiedTaxRegistration, Certainty::Known);
    let cancelled = |certainty| (EffectKind::VatRegistrationCancelled, certainty);
    assert_eq!(effects(&case), [unified, cancelled(Certainty::Missing)]);
    case.taxpayer.vat_payer = Fact::service(true);
    assert_eq!(effects(&case), [unified, cancelled(Certainty::Known)]);
    case.taxpayer.vat_payer = Fact::person(true);
    assert_eq!(effects(&case), [unified, cancelled(Certainty::Provisional)]);
    case.taxpayer.vat_payer = Fact::service(false);
    assert_eq!(effects(&case), [unified]);
}

#[test]
fn reg9_is_the_tax_bodys_and_sets_no_term() {
    let mut case = applied(date(2026, 1, 15));
    let waiting = finding(&case, date(2027, 1, 1), "reg:9");
    assert_eq!(
        (waiting.binds, waiting.verdict, waiting.dates().due),
        (Binds::TaxBody, Verdict::Pending, None)
    );
    assert_eq!(
        waiting.next_step.map(|step| (step.who, step.what)),
        Some((Binds::TaxBody, Deed::RegisterRegime))
    );
    case.applications[0].registered = Fact::service(date(2026, 1, 20));
    assert_eq!(finding(&case, date(2026, 1, 20), "reg:9").verdict, Verdict::Met);
    assert_eq!(
        finding(&case, date(2026, 1, 19), "reg:9").verdict,
        Verdict::Pending
    );
}

#[test]
fn the_regimes_life_is_apart_from_the_register() {
    let mut case = applied(date(2026, 1, 15));
    let begins = date(2026, 2, 1);
    let life = |case: &_, day| on(case, day).regime.life;
    assert_eq!(
        life(&case, date(2026, 1, 31)),
        RegimeLife::AppliedFor {
            applied: Some(date(2026, 1, 15)),
            begins
        }
    );
    assert_eq!(
        life(&case, begins),
        RegimeLife::InForce {
            since: begins,
            registered: false
        }
    );
    case.registered = Fact::service(RegisteredState::InForce { since: begins });
    assert_eq!(
        life(&case, begins),
        RegimeLife::InForce {
            since: begins,
            registered: true
        }
    );
    case.registered = Fact::service(RegisteredState::GeneralSince {
        since: date(2026, 7, 1),
    });
    let general = RegimeLife::General {
        since: date(2026, 7, 1),
        since_otherwise: None,
    };
    assert_eq!(life(&case, date(2026, 7, 1)), general);
    assert_eq!(
        life(&case, date(2026, 6, 30)),
        RegimeLife::InForce {
            since: begins,
            registered: false
        }
    );
    case.applications.clear();
    case.registered = Fact::service(RegisteredState::AppliedFor {
        applied: None,
        begins,
    });
    assert_eq!(
        life(&case, date(2026, 1, 20)),
        RegimeLife::AppliedFor {
            applied: None,
            begins
        }
    );
    assert_eq!(life(&dossier(), begins), RegimeLife::Unknown);
}

#[test]
fn the_regimes_life_is_that_of_the_spell() {
    let life = |case: &_, day| on(case, day).regime.life;
    let in_force = |since, registered| RegimeLife::InForce { since, registered };
    // reg:10: on the register since 1 January by the application of 10 December. Another of 10 May asks for what is so already.
    let mut case = under_regime(date(2026, 1, 1));
    for filed in [date(2025, 12, 10), date(2026, 5, 10)] {
        case.applications.extend(applied(filed).applications);
    }
    for day in [date(2026, 5, 15), date(2026, 6, 1)] {
        assert_eq!(life(&case, day), in_force(date(2026, 1, 1), true), "{day}");
        let found = finding(&case, day, "reg:10");
        assert_eq!(
            (found.verdict, found.dates().begins),
            (Verdict::Met, Some(date(2026, 1, 1)))
        );
        assert_eq!(finding(&case, day, "reg:9").verdict, Verdict::Met);
    }
    // The register may have the change a month later than reg:10 says: it is registered all the same.
    case.registered = Fact::service(RegisteredState::InForce {
        since: date(2026, 2, 1),
    });
    assert_eq!(life(&case, date(2026, 5, 15)), in_force(date(2026, 2, 1), true));
    assert_eq!(finding(&case, date(2026, 5, 15), "reg:9").verdict, Verdict::Met);
    // What the register says will begin has begun on that day, registered or not.
    case.applications.clear();
    case.registered = Fact::service(RegisteredState::AppliedFor {
        applied: None,
        begins: date(2026, 2, 1),
    });
    assert_eq!(life(&case, date(2026, 2, 1)), in_force(date(2026, 2, 1), false));
    case.registered = Fact::service(RegisteredState::InForce {
        since: date(2026, 2, 1),
    });
    assert_eq!(
        life(&case, date(2026, 1, 31)),
        RegimeLife::AppliedFor {
            applied: None,
            begins: date(2026, 2, 1)
        }
    );
}

#[test]
fn what_the_register_says_in_words_unknown_leaves_the_regime_unknown() {
    let mut case = dossier();
    case.registered = Fact::service(RegisteredState::Unknown);
    let unsaid = on(&case, date(2026, 2, 1));
    assert_eq!(unsaid.regime.life, RegimeLife::Unknown);
    let months = unsaid.finding(&FindingId::new("reg:5.1")).unwrap();
    assert_eq!(months.verdict, Verdict::Unknown, "not: concerns nobody");
    case.applications = applied(date(2026, 1, 15)).applications;
    assert_eq!(
        on(&case, date(2026, 1, 20)).regime.life,
        RegimeLife::AppliedFor {
            applied: Some(date(2026, 1, 15)),
            begins: date(2026, 2, 1)
        }
    );
}

#[test]
fn a_release_waits_for_a_registration_that_an_authority_tells_of() {
    let day = date(2026, 2, 10);
    let waits = |registered, by_register| {
        let mut case = applied(date(2026, 1, 15));
        case.applications[0].registered = registered;
        case.registered = by_register;
        case.lots = vec![lot("CN")];
        let found = finding(&case, day, "reg:14/lot-1");
        found.facts().any(|fact| fact.what == FactKey::RegimeRegistered)
    };
    let in_force = RegisteredState::InForce {
        since: date(2026, 2, 1),
    };
    assert!(waits(Fact::Missing, Fact::Missing));
    assert!(!waits(Fact::service(date(2026, 2, 10)), Fact::Missing));
    assert!(waits(Fact::service(date(2026, 2, 11)), Fact::Missing));
    assert!(waits(Fact::person(date(2026, 2, 5)), Fact::Missing));
    assert!(!waits(Fact::Missing, Fact::service(in_force)));
    assert!(waits(Fact::Missing, Fact::person(in_force)));
}
