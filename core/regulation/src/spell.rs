//! The regime's spell that a day falls in: what the points on a taxpayer under the regime ask first.

use jiff::civil::Date;

use crate::case::Case;
use crate::dossier::{RegimeApplication, RegisteredState};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::finding::Verdict;
use crate::registration::begins;
use crate::why::{FactKey, FactValue};

/// Whether the regime is applied on the day of a case.
#[derive(Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// It is.
    Under(Spell<'a>),
    /// It is not: nobody applied, it has not begun, or the register has ended it.
    Apart,
    /// The facts do not say.
    Unknown,
}

/// A spell of the regime and what tells of it.
#[derive(Clone, Copy)]
pub(crate) struct Spell<'a> {
    /// Its first day.
    pub(crate) since: Date,
    application: Option<&'a RegimeApplication>,
    register: Option<&'a Fact<RegisteredState>>,
}

/// The spell that runs on the day. The register's word goes before what follows from applications.
pub(crate) fn standing<'a>(case: &Case<'a>) -> Standing<'a> {
    let register = &case.dossier.registered;
    let by_register = |since| {
        Standing::Under(Spell {
            since,
            application: None,
            register: Some(register),
        })
    };
    let ended = match register.value() {
        Some(RegisteredState::InForce { since }) if *since <= case.on => return by_register(*since),
        Some(RegisteredState::GeneralSince { since }) if *since <= case.on => Some(*since),
        _ => None,
    };
    let began = case.dossier.applications.iter().filter_map(|application| {
        let since = begins(*application.filed.value()?)?;
        (since <= case.on && ended.is_none_or(|ended| since > ended)).then_some((since, application))
    });
    if let Some((since, application)) = began.max() {
        return Standing::Under(Spell {
            since,
            application: Some(application),
            register: None,
        });
    }
    match register.value() {
        Some(RegisteredState::AppliedFor { begins, .. }) if *begins <= case.on => by_register(*begins),
        Some(RegisteredState::Unknown) => Standing::Unknown,
        None if no_application_yet(case) => Standing::Unknown,
        _ => Standing::Apart,
    }
}

fn no_application_yet(case: &Case<'_>) -> bool {
    let filed =
        |application: &RegimeApplication| application.filed.value().is_some_and(|day| *day <= case.on);
    !case.dossier.applications.iter().any(filed)
}

impl Spell<'_> {
    /// Lists what tells of the spell among the facts of a finding.
    pub(crate) fn used_by(&self, draft: &mut Draft) {
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

    /// The day the application of this spell was received, where it is known.
    pub(crate) fn applied(&self) -> Option<Date> {
        self.application?.filed.value().copied()
    }

    /// Whether an authority says that the regime is registered (`reg:9`).
    pub(crate) fn is_registered(&self, on: Date) -> bool {
        let in_force = |state: &&Fact<RegisteredState>| {
            state.is_settled() && matches!(state.value(), Some(RegisteredState::InForce { .. }))
        };
        let change = |application: &RegimeApplication| {
            application.registered.is_settled()
                && application.registered.value().is_some_and(|day| *day <= on)
        };
        self.register.as_ref().is_some_and(in_force) || self.application.is_some_and(change)
    }
}

/// The spell that a point on taxpayers under the regime asks for; without one, the point's answer.
pub(crate) fn under<'a>(case: &Case<'a>, draft: &mut Draft) -> Result<Spell<'a>, Verdict> {
    match case.standing {
        Standing::Under(spell) => {
            spell.used_by(draft);
            Ok(spell)
        }
        Standing::Apart => {
            let register = &case.dossier.registered;
            if register.is_missing() {
                draft.lacks(FactKey::RegisteredState);
            } else {
                draft.uses(FactKey::RegisteredState, register, |state| {
                    FactValue::Registered(*state)
                });
            }
            Err(Verdict::NotApplicable)
        }
        Standing::Unknown => {
            draft.misses(FactKey::RegisteredState);
            draft.would_settle(vec![
                [FactKey::RegisteredState].into(),
                [FactKey::ApplicationFiled].into(),
            ]);
            Err(Verdict::Unknown)
        }
    }
}
