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

/// The general procedure as our finding under `reg:6`, unless a new application has been made since.
fn passing(case: &Case<'_>, findings: &[Finding]) -> Option<(RegimeLife, Certainty)> {
    let passing = findings
        .iter()
        .find(|finding| finding.rule == RuleId::Reg6 && finding.verdict == Verdict::Pending)?;
    let broken = passing.dates().counted_from?;
    let since = passing.dates().begins?;
    let applied_again = Filing::latest(case).is_some_and(|filing| filing.day > broken);
    let quarter = passing
        .dates()
        .begins_otherwise
        .map(|otherwise| since.max(otherwise));
    let life = RegimeLife::General {
        since,
        since_if_quarter: quarter,
    };
    (!applied_again).then_some((life, passing.certainty))
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
                applied: Some(filing.day),
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
        (None, Some(RegisteredState::AppliedFor { applied, begins })) => {
            let life = RegimeLife::AppliedFor {
                applied: *applied,
                begins: *begins,
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
        [ReadingKey::UnifiedTaxFor, ReadingKey::VatCancelledFor].into(),
    )
}
