//! Chapter 3, registration: the right to the regime, the application, and the day from which the regime applies.

use core::cmp::Ordering;

use jiff::civil::Date;

use crate::assessment::{ApplicationEffect, EffectKind, RegimeFinding, RegimeLife};
use crate::case::Case;
use crate::conditions;
use crate::dossier::{RegimeApplication, RegisteredState};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::finding::{Binds, Certainty, Deed, Finding, FindingId, Verdict};
use crate::months::first_of_next_month;
use crate::policy::{ReadingKey, UnifiedTaxFor, VatCancelledFor};
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The day from which the regime applies if the application is received on this day (`reg:10`): the first day of the
/// month after. `None` only at the end of the range of dates.
pub fn begins(filed: Date) -> Option<Date> {
    first_of_next_month(filed)
}

/// `reg:7`: a taxpayer that carries on taxable imports has the right to the regime.
pub(crate) fn right(case: &Case<'_>) -> Finding {
    let mut draft = Draft::taxpayer(RuleId::Reg7, Binds::Nobody, case.policy_now());
    let stated = &case.dossier.taxpayer.taxable_imports;
    // A lot whose release or taking on account an authority states is an import that it carries on.
    let import = case.dossier.lots.iter().flat_map(|lot| {
        [
            (FactKey::Released, &lot.released),
            (FactKey::TakenOnAccount, &lot.taken_on_account),
        ]
    });
    let seen = import
        .filter(|(_, day)| day.is_settled())
        .filter_map(|(key, day)| Some((*day.value()?, key, day)))
        .min();
    if !(stated.is_settled() && stated.value() == Some(&true))
        && let Some((_, key, day)) = seen
    {
        draft.uses(key, day, |day| FactValue::Date(*day));
        return draft.close(Verdict::Met);
    }
    draft.would_settle(vec![
        vec![FactKey::TaxableImports],
        vec![FactKey::Released],
        vec![FactKey::TakenOnAccount],
    ]);
    match draft.uses(FactKey::TaxableImports, stated, |imports| {
        FactValue::Flag(*imports)
    }) {
        Some(true) => draft.close(Verdict::Met),
        Some(false) => draft.close(Verdict::NotApplicable),
        None => draft.close(Verdict::Unknown),
    }
}

/// `reg:8`: who intends to use the regime applies to the tax body at its place of registration.
pub(crate) fn application(case: &Case<'_>) -> Finding {
    let mut draft = Draft::taxpayer(RuleId::Reg8, Binds::Taxpayer, case.policy_now());
    let Some(filing) = Filing::latest(case) else {
        return none_filed(case, draft, Binds::Taxpayer, Deed::ApplyForRegime);
    };
    filing.used_by(&mut draft);
    draft.dates.done = Some(filing.day);
    let Some(application) = filing.application else {
        // The register took the application up, so it reached the office that keeps the taxpayer.
        return draft.close(Verdict::Met);
    };
    let office = &case.dossier.taxpayer.office;
    match draft.uses(FactKey::ApplicationOffice, &application.office, |office| {
        FactValue::Office(office.clone())
    }) {
        Some(addressed) if addressed == office => draft.close(Verdict::Met),
        Some(_) => draft.close(Verdict::Breached),
        None => draft.close(Verdict::Unknown),
    }
}

/// `reg:9`: on the application the tax body registers the change of regime. The text sets it no term.
pub(crate) fn change_of_regime(case: &Case<'_>) -> Finding {
    let mut draft = Draft::taxpayer(RuleId::Reg9, Binds::TaxBody, case.policy_now());
    let Some(filing) = Filing::latest(case) else {
        return none_filed(case, draft, Binds::TaxBody, Deed::RegisterRegime);
    };
    filing.used_by(&mut draft);
    let registered = filing
        .application
        .map_or(&Fact::Missing, |application| &application.registered);
    match registered.value() {
        Some(day) if *day <= case.on => {
            draft.uses(FactKey::RegimeRegistered, registered, |day| FactValue::Date(*day));
            draft.dates.done = Some(*day);
            draft.close(Verdict::Met)
        }
        _ if filing.registered_by_register(case) => {
            filing.register_used_by(case, &mut draft);
            draft.close(Verdict::Met)
        }
        _ => {
            draft.lacks(FactKey::RegimeRegistered);
            draft.next(Binds::TaxBody, Deed::RegisterRegime, None);
            draft.close(Verdict::Pending)
        }
    }
}

/// `reg:10`: the regime is applied from the first day of the month after the month of the application, days off or not.
pub(crate) fn first_day(case: &Case<'_>) -> Finding {
    let Some(filing) = Filing::latest(case) else {
        let draft = Draft::taxpayer(RuleId::Reg10, Binds::Nobody, case.policy_now());
        return none_filed(case, draft, Binds::Taxpayer, Deed::ApplyForRegime);
    };
    let mut draft = Draft::taxpayer(RuleId::Reg10, Binds::Nobody, case.policies.in_force(filing.day));
    filing.used_by(&mut draft);
    let Some(begins) = begins(filing.day) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.steps.push(Step::FirstOfNextMonth {
        from: filing.day,
        to: begins,
    });
    draft.dates.counted_from = Some(filing.day);
    draft.dates.begins = Some(begins);
    draft.dates.falls_on_day_off = !case.calendar.is_working_day(begins);
    draft.close(if begins <= case.on {
        Verdict::Met
    } else {
        Verdict::Pending
    })
}

/// Our finding on the regime's life.
pub(crate) fn regime(case: &Case<'_>, findings: &[Finding]) -> RegimeFinding {
    let (life, because) = life(case, findings);
    let certainty = because
        .iter()
        .filter_map(|rule| findings.iter().find(|finding| finding.rule == *rule))
        .map(|finding| finding.certainty)
        .chain((because.is_empty() && !registered_is_settled(case)).then_some(Certainty::Provisional))
        .max()
        .unwrap_or(Certainty::Known);
    let certainty = if life == RegimeLife::Unknown {
        Certainty::Missing
    } else {
        certainty
    };
    let because = because
        .into_iter()
        .map(|rule| FindingId(rule.as_str().to_owned()))
        .collect();
    let (effects, readings) = effects(case);
    RegimeFinding {
        life,
        certainty,
        because,
        effects,
        readings,
    }
}

fn registered_is_settled(case: &Case<'_>) -> bool {
    case.dossier.registered.is_settled()
}

fn life(case: &Case<'_>, findings: &[Finding]) -> (RegimeLife, Vec<RuleId>) {
    let filing = Filing::latest(case);
    let ours = filing
        .as_ref()
        .and_then(|filing| Some((filing, begins(filing.day)?)));
    match (ours, case.dossier.registered.value()) {
        // The register ended the regime, and no later application has brought it back.
        (ours, Some(RegisteredState::GeneralSince { since }))
            if *since <= case.on && ours.as_ref().is_none_or(|(_, begins)| begins <= since) =>
        {
            (
                RegimeLife::General {
                    since: *since,
                    since_if_quarter: None,
                },
                Vec::new(),
            )
        }
        (Some((filing, begins)), _) if begins > case.on => (
            RegimeLife::AppliedFor {
                applied: filing.day,
                begins,
            },
            vec![RuleId::Reg8, RuleId::Reg10],
        ),
        (Some((_, since)), _) => {
            let registered = verdict(findings, RuleId::Reg9) == Some(Verdict::Met);
            (
                RegimeLife::InForce { since, registered },
                vec![RuleId::Reg9, RuleId::Reg10],
            )
        }
        (None, Some(RegisteredState::InForce { since })) if *since <= case.on => (
            RegimeLife::InForce {
                since: *since,
                registered: true,
            },
            Vec::new(),
        ),
        _ => eligibility(case, findings),
    }
}

fn eligibility(case: &Case<'_>, findings: &[Finding]) -> (RegimeLife, Vec<RuleId>) {
    let grounds: Vec<_> = conditions::grounds(case)
        .into_iter()
        .map(|(activity, _)| activity)
        .collect();
    if !grounds.is_empty() {
        return (RegimeLife::NotEligible { grounds }, vec![RuleId::Reg3]);
    }
    // What is pending here rests on the person's word alone, which the certainty says.
    let holds = |rule| matches!(verdict(findings, rule), Some(Verdict::Met | Verdict::Pending));
    let life = if holds(RuleId::Reg3) && holds(RuleId::Reg7) {
        RegimeLife::Eligible
    } else {
        RegimeLife::Unknown
    };
    (life, vec![RuleId::Reg3, RuleId::Reg7])
}

fn verdict(findings: &[Finding], rule: RuleId) -> Option<Verdict> {
    findings
        .iter()
        .find(|finding| finding.rule == rule)
        .map(|finding| finding.verdict)
}

/// `reg:8`: the application is the ground for registration as a unified-tax payer and for cancelling the VAT registration.
fn effects(case: &Case<'_>) -> (Vec<ApplicationEffect>, Vec<ReadingKey>) {
    let day = Filing::latest(case).map_or(case.on, |filing| filing.day);
    let readings = &case.policies.in_force(day).edition.readings;
    let vat_payer = &case.dossier.taxpayer.vat_payer;
    let for_vat_payers = match vat_payer.value() {
        Some(true) if vat_payer.is_settled() => Some(Certainty::Known),
        Some(true) => Some(Certainty::Provisional),
        Some(false) => None,
        None => Some(Certainty::Missing),
    };
    let unified = match readings.unified_tax_for.value {
        UnifiedTaxFor::EveryApplicant => Some(Certainty::Known),
        UnifiedTaxFor::VatPayersOnly => for_vat_payers,
    };
    let cancelled = match readings.vat_cancelled_for.value {
        VatCancelledFor::EveryApplicant => Some(Certainty::Known),
        VatCancelledFor::VatPayersOnly => for_vat_payers,
    };
    let effects = [
        (EffectKind::UnifiedTaxRegistration, unified),
        (EffectKind::VatRegistrationCancelled, cancelled),
    ]
    .into_iter()
    .filter_map(|(kind, certainty)| {
        Some(ApplicationEffect {
            kind,
            certainty: certainty?,
        })
    })
    .collect();
    (
        effects,
        vec![ReadingKey::UnifiedTaxFor, ReadingKey::VatCancelledFor],
    )
}

fn none_filed(case: &Case<'_>, mut draft: Draft, who: Binds, what: Deed) -> Finding {
    let registered = &case.dossier.registered;
    let known = draft
        .uses(FactKey::RegisteredState, registered, |state| {
            FactValue::Registered(*state)
        })
        .copied();
    match known {
        Some(RegisteredState::NotApplied | RegisteredState::GeneralSince { .. }) => {
            draft.lacks(FactKey::ApplicationFiled);
            if who == Binds::Taxpayer {
                draft.next(who, what, None);
            }
            draft.close(Verdict::NotApplicable)
        }
        _ => {
            draft.misses(FactKey::ApplicationFiled);
            draft.close(Verdict::Unknown)
        }
    }
}

/// The application that counts: the latest received up to the day, or the one that the register speaks of.
struct Filing<'a> {
    day: Date,
    application: Option<&'a RegimeApplication>,
    register: Option<&'a Fact<RegisteredState>>,
}

impl<'a> Filing<'a> {
    fn latest(case: &Case<'a>) -> Option<Self> {
        let received = case.dossier.applications.iter().filter_map(|application| {
            let day = *application.filed.value()?;
            (day <= case.on).then_some(Filing {
                day,
                application: Some(application),
                register: None,
            })
        });
        received
            .max_by(Self::order)
            .or_else(|| match case.dossier.registered.value() {
                Some(RegisteredState::AppliedFor { applied, .. }) if *applied <= case.on => Some(Filing {
                    day: *applied,
                    application: None,
                    register: Some(&case.dossier.registered),
                }),
                _ => None,
            })
    }

    fn order(one: &Self, other: &Self) -> Ordering {
        one.day
            .cmp(&other.day)
            .then_with(|| one.application.cmp(&other.application))
    }

    fn used_by(&self, draft: &mut Draft) {
        if let Some(application) = self.application {
            draft.uses(FactKey::ApplicationFiled, &application.filed, |day| {
                FactValue::Date(*day)
            });
        }
        if let Some(register) = self.register {
            draft.uses(FactKey::RegisteredState, register, |state| {
                FactValue::Registered(*state)
            });
        }
    }

    /// The register says that the regime is in force from this application's own first day.
    fn registered_by_register(&self, case: &Case<'a>) -> bool {
        match case.dossier.registered.value() {
            Some(RegisteredState::InForce { since }) => begins(self.day) == Some(*since),
            _ => false,
        }
    }

    fn register_used_by(&self, case: &Case<'a>, draft: &mut Draft) {
        draft.uses(FactKey::RegisteredState, &case.dossier.registered, |state| {
            FactValue::Registered(*state)
        });
    }
}
