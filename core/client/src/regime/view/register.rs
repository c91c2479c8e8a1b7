//! What the register says, and apart from it what we find.

use jiff::civil::Date;
use salyk_regulation::assessment::RegimeLife;
use salyk_regulation::dossier::RegisteredState;
use salyk_regulation::fact::{Fact, Source};
use salyk_regulation::finding::{Certainty, Deed, Finding, Verdict};
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::{finding as rows, remarks, words};
use crate::view::{Importance, Notice, RegisteredShown, Tone};

/// The register's own word, with who says so. It is neutral whatever it says: whether all is well is for what stands beside it,
/// which the register does not weigh.
pub(super) fn registered(scene: &Scene<'_>) -> RegisteredShown {
    let fact = &scene.dossier.registered;
    let (text, source) = match fact.value() {
        Some(state) => (sentence(scene, *state), source(scene, fact)),
        None => (scene.say("registered-silent"), scene.say("source-nobody")),
    };
    let tone = Tone::Neutral;
    RegisteredShown {
        text,
        source,
        tone,
        standing: tone.word(scene.texts),
    }
}

/// A state of the register in one sentence.
pub(super) fn sentence(scene: &Scene<'_>, state: RegisteredState) -> String {
    match state {
        RegisteredState::NotApplied => scene.say("registered-not-applied"),
        RegisteredState::AppliedFor {
            applied: None,
            begins,
        } => scene.say_with("registered-applied-for", &[("begins", scene.day(begins).into())]),
        RegisteredState::AppliedFor {
            applied: Some(applied),
            begins,
        } => {
            let days = [
                ("applied", scene.day(applied).into()),
                ("begins", scene.day(begins).into()),
            ];
            scene.say_with("registered-applied-on", &days)
        }
        RegisteredState::InForce { since } => {
            scene.say_with("registered-in-force", &[("since", scene.day(since).into())])
        }
        RegisteredState::GeneralSince { since } => {
            scene.say_with("registered-general", &[("since", scene.day(since).into())])
        }
        RegisteredState::Unknown => scene.say("registered-unknown"),
    }
}

fn source(scene: &Scene<'_>, fact: &Fact<RegisteredState>) -> String {
    match fact {
        Fact::Known {
            source: Source::Service,
            ..
        } => scene.say("source-register"),
        _ => words::fact_source(scene, fact),
    }
}

/// Our finding, where it says more than the register. It is never the authority's decision, and says so.
pub(super) fn our_finding(scene: &Scene<'_>) -> Option<Notice> {
    let regime = &scene.assessment.regime;
    let (tone, found) = more_than_registered(scene)?;
    let mut text = scene.say_with("finding-ours", &[("finding", found.into())]);
    let remark = match regime.certainty {
        Certainty::Known => None,
        Certainty::Provisional => Some("finding-provisional"),
        // That facts are missing is then the finding itself.
        Certainty::Missing if regime.life == RegimeLife::Unknown => None,
        Certainty::Missing => Some("finding-missing"),
    };
    if let Some(remark) = remark {
        text.push(' ');
        text.push_str(&scene.say(remark));
    }
    if basis(scene).is_some_and(|finding| !finding.readings.is_empty()) {
        text.push(' ');
        text.push_str(&scene.say("finding-reading"));
    }
    let because = regime.because.first().and_then(|id| scene.assessment.finding(id));
    let action = because.map(|finding| rows::why(scene, finding, Importance::Link));
    Some(Notice::new(scene.texts, tone, text, action))
}

/// The finding that our finding on the regime's life tells, where one point gives it.
fn basis<'a>(scene: &Scene<'a>) -> Option<&'a Finding> {
    let rule = match &scene.assessment.regime.life {
        RegimeLife::General { .. } => RuleId::Reg6,
        RegimeLife::AppliedFor { .. } | RegimeLife::InForce { .. } => RuleId::Reg10,
        RegimeLife::NotEligible { .. } => RuleId::Reg3,
        RegimeLife::Eligible | RegimeLife::Unknown => return None,
    };
    let findings = scene.assessment.findings.iter();
    let mut applying = findings.filter(|finding| finding.verdict != Verdict::NotApplicable);
    applying.find(|finding| finding.rule == rule)
}

/// What follows from point 6 by our finding, with both days until the tax period is confirmed. It is no order: the tax body
/// says whether it holds.
pub(super) fn passing(scene: &Scene<'_>, finding: &Finding) -> String {
    let found = match finding.dates().begins {
        Some(since) => general(scene, since, remarks::periods(finding)),
        None => scene.say(words::deed(Deed::PassToGeneralProcedure)),
    };
    let ours = scene.say_with("finding-ours", &[("finding", found.into())]);
    format!("{ours} {}", scene.say("finding-general-body-says"))
}

/// From when the general procedure applies: from either day while it is not confirmed which tax period holds.
fn general(scene: &Scene<'_>, since: Date, periods: Option<(Date, Date)>) -> String {
    match periods {
        Some((month, quarter)) => {
            let days = [
                ("month", scene.day(month).into()),
                ("quarter", scene.day(quarter).into()),
            ];
            scene.say_with("finding-general-either", &days)
        }
        None => scene.say_with("finding-general", &[("since", scene.day(since).into())]),
    }
}

/// What we find, where the register does not say the same.
fn more_than_registered(scene: &Scene<'_>) -> Option<(Tone, String)> {
    let registered = scene.dossier.registered.value();
    let day = |day| scene.day(day);
    match &scene.assessment.regime.life {
        RegimeLife::NotEligible { grounds } => {
            let grounds: Vec<_> = grounds
                .iter()
                .map(|ground| scene.say(words::activity(*ground)))
                .collect();
            let names = [("grounds", grounds.join("; ").into())];
            Some((Tone::Bad, scene.say_with("finding-not-eligible", &names)))
        }
        RegimeLife::Eligible => Some((Tone::Neutral, scene.say("finding-eligible"))),
        RegimeLife::AppliedFor { begins, .. } => {
            let same = matches!(registered, Some(RegisteredState::AppliedFor { begins: said, .. }) if said == begins);
            let text = || scene.say_with("finding-applied-for", &[("begins", day(*begins).into())]);
            (!same).then(|| (Tone::Neutral, text()))
        }
        RegimeLife::InForce {
            since,
            registered: true,
        } => {
            let same = matches!(registered, Some(RegisteredState::InForce { since: said }) if said == since);
            let text = || scene.say_with("finding-in-force", &[("since", day(*since).into())]);
            (!same).then(|| (Tone::Neutral, text()))
        }
        RegimeLife::InForce {
            since,
            registered: false,
        } => {
            let text = scene.say_with("finding-not-registered", &[("since", day(*since).into())]);
            Some((Tone::Warning, text))
        }
        RegimeLife::General { since, .. } => {
            let same =
                matches!(registered, Some(RegisteredState::GeneralSince { since: said }) if said == since);
            let periods = basis(scene).and_then(remarks::periods);
            let text = || general(scene, *since, periods);
            (!same).then(|| (Tone::Warning, text()))
        }
        RegimeLife::Unknown => {
            let says_enough = matches!(
                registered,
                Some(RegisteredState::InForce { .. } | RegisteredState::AppliedFor { .. })
            );
            (!says_enough).then(|| (Tone::Neutral, scene.say("finding-unknown")))
        }
    }
}
