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
    received: Option<Received<'a>>,
    register: Option<&'a Fact<RegisteredState>>,
}

/// The spell that runs on the day, as if nothing had broken it. The register's word goes before what follows from applications;
/// of these the first one counts, since a further one asks for what is so already.
pub(crate) fn first<'a>(case: &Case<'a>) -> Standing<'a> {
    let register = &case.dossier.registered;
    let by_register = |since| {
        Standing::Under(Spell {
            since,
            received: None,
            register: Some(register),
        })
    };
    let ended = match register.value() {
        Some(RegisteredState::InForce { since }) if *since <= case.on => return by_register(*since),
        Some(RegisteredState::GeneralSince { since }) if *since <= case.on => Some(*since),
        _ => None,
    };
    let begun = |received: &Received<'a>| {
        received.begins <= case.on && ended.is_none_or(|ended| received.begins > ended)
    };
    if let Some(first) = received(case).filter(begun).min() {
        return Standing::Under(first.spell());
    }
    match register.value() {
        Some(RegisteredState::AppliedFor { begins, .. }) if *begins <= case.on => by_register(*begins),
        // It will end, so it runs: since when, nobody says.
        Some(RegisteredState::GeneralSince { .. }) if ended.is_none() => Standing::Unknown,
        Some(RegisteredState::Unknown) => Standing::Unknown,
        None if no_application_yet(case) => Standing::Unknown,
        _ => Standing::Apart,
    }
}

/// The first application that was received after a day on which the spell was broken: a new spell begins by it (`reg:6`).
pub(crate) fn again<'a>(case: &Case<'a>, broken: Date) -> Option<Received<'a>> {
    received(case).filter(|received| received.day > broken).min()
}

/// The first application by which another spell than this one may begin, were this one broken before it.
pub(crate) fn next_after<'a>(case: &Case<'a>, spell: &Spell<'_>) -> Option<Received<'a>> {
    received(case)
        .filter(|received| received.begins > spell.since)
        .min()
}

/// An application that was received up to the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Received<'a> {
    /// The day from which the regime applies by it (`reg:10`).
    pub(crate) begins: Date,
    /// The day of receipt.
    pub(crate) day: Date,
    pub(crate) application: &'a RegimeApplication,
}

impl<'a> Received<'a> {
    /// The spell that begins by it.
    pub(crate) fn spell(self) -> Spell<'a> {
        Spell {
            since: self.begins,
            received: Some(self),
            register: None,
        }
    }
}

/// The applications received up to the day.
pub(crate) fn received<'a>(case: &Case<'a>) -> impl Iterator<Item = Received<'a>> {
    let on = case.on;
    case.dossier.applications.iter().filter_map(move |application| {
        let day = application.filed.value().copied().filter(|day| *day <= on)?;
        Some(Received {
            begins: begins(day)?,
            day,
            application,
        })
    })
}

fn no_application_yet(case: &Case<'_>) -> bool {
    received(case).next().is_none()
}

impl<'a> Spell<'a> {
    /// Lists what tells of the spell among the facts of a finding.
    pub(crate) fn used_by(&self, draft: &mut Draft) {
        if let Some(Received { application, .. }) = self.received {
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

    /// Whether it runs by the register's word.
    pub(crate) fn is_by_register(&self) -> bool {
        self.register.is_some()
    }

    /// Whether an authority says that the regime is registered (`reg:9`).
    pub(crate) fn is_registered(&self, on: Date) -> bool {
        let in_force = |state: &&Fact<RegisteredState>| {
            state.is_settled() && matches!(state.value(), Some(RegisteredState::InForce { .. }))
        };
        let change = |Received { application, .. }: Received<'_>| {
            application.registered.is_settled()
                && application.registered.value().is_some_and(|day| *day <= on)
        };
        self.register.as_ref().is_some_and(in_force) || self.received.is_some_and(change)
    }
}

/// What a breach of the spell that runs on the day is called: unknown while another spell may have begun since.
pub(crate) fn breached(case: &Case<'_>) -> Verdict {
    if case.untold.is_empty() {
        Verdict::Breached
    } else {
        Verdict::Unknown
    }
}

/// The spell that a point on taxpayers under the regime asks for; without one, the point's answer.
pub(crate) fn under<'a>(case: &Case<'a>, draft: &mut Draft) -> Result<Spell<'a>, Verdict> {
    match case.standing {
        Standing::Under(spell) => {
            spell.used_by(draft);
            case.untold.iter().for_each(|key| draft.misses(*key));
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
