//! Our finding on the regime's life, out of the findings on the conditions and on registration. What the register says is
//! another thing and stays the service's word.

use crate::assessment::{ApplicationEffect, EffectKind, RegimeFinding, RegimeLife};
use crate::case::Case;
use crate::conditions;
use crate::dossier::RegisteredState;
use crate::finding::{Certainty, Finding, FindingId, Verdict};
use crate::policy::{ReadingKey, UnifiedTaxFor, VatCancelledFor};
use crate::registration::{Filing, begins};
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::spell::Standing;
use crate::why::Step;

/// Our finding on the regime's life.
pub(crate) fn finding(case: &Case<'_>, findings: &[Finding], not_met: Vec<FindingId>) -> RegimeFinding {
    let (effects, readings) = effects(case);
    if let Some((life, certainty)) = passing(case, findings) {
        return RegimeFinding {
            life,
            certainty,
            because: not_met,
            effects,
            readings,
        };
    }
    let (life, because) = life(case, findings);
    let certainty = because
        .iter()
        .filter_map(|rule| findings.iter().find(|finding| finding.rule == *rule))
        .map(|finding| finding.certainty)
        .chain(kept(findings).filter(|_| matches!(life, RegimeLife::InForce { .. })))
        .chain(
            (because.is_empty() && !case.dossier.registered.is_settled()).then_some(Certainty::Provisional),
        )
        .max()
        .unwrap_or(Certainty::Known);
    let certainty = if life == RegimeLife::Unknown {
        Certainty::Missing
    } else {
        certainty
    };
    let because = because
        .into_iter()
        .map(|rule| FindingId::of(rule, None))
        .collect();
    RegimeFinding {
        life,
        certainty,
        because,
        effects,
        readings,
    }
}

/// How firm it is that no condition is broken (`reg:6`).
fn kept(findings: &[Finding]) -> impl Iterator<Item = Certainty> {
    let passing = findings.iter().filter(|finding| finding.rule == RuleId::Reg6);
    passing.map(|finding| finding.certainty)
}

/// The general procedure as our finding under `reg:6`, unless a new application has been made since.
fn passing(case: &Case<'_>, findings: &[Finding]) -> Option<(RegimeLife, Certainty)> {
    if case.again.is_some() {
        return None;
    }
    let passing = findings
        .iter()
        .find(|finding| finding.rule == RuleId::Reg6 && finding.verdict == Verdict::Pending)?;
    let since = passing.dates().begins?;
    // The chosen tax period's step comes before the other's; one from another day tells of months held open.
    let mut periods = passing.steps().iter().filter_map(|step| match step {
        Step::NextPeriod { from, to, .. } => (passing.dates().counted_from == Some(*from)).then_some(*to),
        _ => None,
    });
    let since_otherwise = periods.nth(1);
    let life = RegimeLife::General {
        since,
        since_otherwise,
    };
    Some((life, passing.certainty))
}

/// The life of the regime as it stands on the day, and the points that it follows from.
fn life(case: &Case<'_>, findings: &[Finding]) -> (RegimeLife, Vec<RuleId>) {
    let filing = Filing::of(case);
    let to_come = filing
        .as_ref()
        .and_then(|filing| Some((filing.day, begins(filing.day)?)));
    if let Some((applied, begins)) = to_come.filter(|(_, begins)| *begins > case.on) {
        let life = RegimeLife::AppliedFor {
            applied: Some(applied),
            begins,
        };
        return (life, vec![RuleId::Reg8, RuleId::Reg10]);
    }
    let registered = case.dossier.registered.value();
    match (case.standing, registered) {
        (Standing::Under(spell), _) => {
            let in_force = matches!(registered, Some(RegisteredState::InForce { .. }));
            let registered =
                spell.is_by_register() && in_force || verdict(findings, RuleId::Reg9) == Some(Verdict::Met);
            let life = RegimeLife::InForce {
                since: spell.since,
                registered,
            };
            let because = filing.map_or_else(Vec::new, |_| vec![RuleId::Reg9, RuleId::Reg10]);
            (life, because)
        }
        (_, Some(RegisteredState::GeneralSince { since })) if *since <= case.on => {
            let life = RegimeLife::General {
                since: *since,
                since_otherwise: None,
            };
            (life, Vec::new())
        }
        // It will end, so it is in force: since when, nobody says.
        (_, Some(RegisteredState::GeneralSince { .. })) => (RegimeLife::Unknown, Vec::new()),
        (_, Some(RegisteredState::AppliedFor { applied, begins })) => {
            let life = RegimeLife::AppliedFor {
                applied: *applied,
                begins: *begins,
            };
            (life, Vec::new())
        }
        (_, Some(RegisteredState::InForce { since })) => {
            let life = RegimeLife::AppliedFor {
                applied: None,
                begins: *since,
            };
            (life, Vec::new())
        }
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
fn effects(case: &Case<'_>) -> (Vec<ApplicationEffect>, KeySet<ReadingKey>) {
    let day = Filing::of(case).map_or(case.on, |filing| filing.day);
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
        [ReadingKey::UnifiedTaxFor, ReadingKey::VatCancelledFor].into(),
    )
}
