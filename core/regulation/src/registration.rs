//! Chapter 3, registration: the right to the regime, the application, and the day from which the regime applies.

use core::cmp::Reverse;

use jiff::civil::Date;

use crate::case::Case;
use crate::dossier::{RegimeApplication, RegisteredState};
use crate::draft::Draft;
use crate::fact::{Fact, Source};
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::months::first_of_next_month;
use crate::page::Sheet;
use crate::rule::RuleId;
use crate::spell::{self, Standing};
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The day from which the regime applies if the application is received on this day (`reg:10`): the first day of the
/// month after. `None` only at the end of the range of dates.
pub fn begins(filed: Date) -> Option<Date> {
    first_of_next_month(filed)
}

/// `reg:7`: a taxpayer that carries on taxable imports has the right to the regime.
pub(crate) fn right(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg7, Binds::Nobody, case.policy_now());
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
        .filter(|(seen, ..)| *seen <= case.on)
        .min();
    if !(stated.is_settled() && stated.value() == Some(&true))
        && let Some((_, key, day)) = seen
    {
        draft.uses(key, day, |day| FactValue::Date(*day));
        return draft.close(Verdict::Met);
    }
    draft.would_settle(vec![
        [FactKey::TaxableImports].into(),
        [FactKey::Released].into(),
        [FactKey::TakenOnAccount].into(),
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
pub(crate) fn application(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg8, Binds::Taxpayer, case.policy_now());
    let Some(filing) = Filing::of(case) else {
        return none_filed(case, draft, Binds::Taxpayer, Deed::ApplyForRegime);
    };
    filing.used_by(case, &mut draft);
    draft.dates().done = Some(filing.day);
    let Some(application) = filing.application else {
        // The register took the application up, so it reached the office that keeps the taxpayer.
        return draft.close(Verdict::Met);
    };
    let office = &case.dossier.taxpayer.office;
    if application.office.is_missing() && application.filed.source() == Some(Source::Service) {
        // The tax body itself says that it received the application.
        return draft.close(Verdict::Met);
    }
    match draft.uses(FactKey::ApplicationOffice, &application.office, |office| {
        FactValue::Office(office.clone())
    }) {
        Some(addressed) if addressed == office => draft.close(Verdict::Met),
        Some(_) if filing.day == case.on => draft.close(Verdict::Breached),
        Some(_) => {
            // It is registered elsewhere today; where it was on the day of the application, nobody says.
            draft.misses(FactKey::Office);
            draft.next(Binds::Taxpayer, Deed::StateFacts, None);
            draft.close(Verdict::Unknown)
        }
        None => draft.close(Verdict::Unknown),
    }
}

/// `reg:9`: on the application the tax body registers the change of regime. The text sets it no term.
pub(crate) fn change_of_regime(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg9, Binds::TaxBody, case.policy_now());
    let Some(filing) = Filing::of(case) else {
        return none_filed(case, draft, Binds::TaxBody, Deed::RegisterRegime);
    };
    filing.used_by(case, &mut draft);
    let registered = filing
        .application
        .map_or(&Fact::Missing, |application| &application.registered);
    match registered.value() {
        Some(day) if *day <= case.on => {
            draft.uses(FactKey::RegimeRegistered, registered, |day| FactValue::Date(*day));
            draft.dates().done = Some(*day);
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
pub(crate) fn first_day(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let Some(filing) = Filing::of(case) else {
        let draft = Draft::taxpayer(sheet, RuleId::Reg10, Binds::Nobody, case.policy_now());
        return none_filed(case, draft, Binds::Taxpayer, Deed::ApplyForRegime);
    };
    let mut draft = Draft::taxpayer(
        sheet,
        RuleId::Reg10,
        Binds::Nobody,
        case.policies.in_force(filing.day),
    );
    filing.used_by(case, &mut draft);
    let Some(begins) = begins(filing.day) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.step(Step::FirstOfNextMonth {
        from: filing.day,
        to: begins,
    });
    draft.dates().counted_from = Some(filing.day);
    draft.begins(begins, case.calendar);
    draft.close(if begins <= case.on {
        Verdict::Met
    } else {
        Verdict::Pending
    })
}

/// No application is told of: what the register says.
fn none_filed(case: &Case<'_>, mut draft: Draft, who: Binds, what: Deed) -> Finding {
    let registered = &case.dossier.registered;
    if registered.is_missing() {
        // Either alone would tell.
        draft.would_settle(vec![
            [FactKey::RegisteredState].into(),
            [FactKey::ApplicationFiled].into(),
        ]);
    }
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

/// The application that counts, or what the register says of one.
pub(crate) struct Filing<'a> {
    pub(crate) day: Date,
    application: Option<&'a RegimeApplication>,
    register: Option<&'a Fact<RegisteredState>>,
}

impl<'a> Filing<'a> {
    /// The application by which the regime stands on the day as it does: one made again after it was broken, or else the one by
    /// which it began. While it does not run, the first that has not begun yet, or else the latest.
    pub(crate) fn of(case: &Case<'a>) -> Option<Self> {
        let counts = match (case.again, case.standing) {
            (Some(again), _) => Some(again),
            (None, Standing::Under(spell)) => {
                let earlier = spell::received(case).filter(|received| received.begins <= spell.since);
                earlier.min_by_key(|received| (Reverse(received.begins), *received))
            }
            (None, Standing::Apart | Standing::Unknown) => {
                let to_begin = spell::received(case).filter(|received| received.begins > case.on);
                to_begin.min().or_else(|| spell::received(case).max())
            }
        };
        let received = counts.map(|received| Filing {
            day: received.day,
            application: Some(received.application),
            register: None,
        });
        received.or_else(|| match case.dossier.registered.value() {
            Some(RegisteredState::AppliedFor {
                applied: Some(applied),
                ..
            }) if *applied <= case.on => Some(Filing {
                day: *applied,
                application: None,
                register: Some(&case.dossier.registered),
            }),
            _ => None,
        })
    }

    fn used_by(&self, case: &Case<'_>, draft: &mut Draft) {
        // While it is not told which application counts, this one turns nothing green.
        case.untold.iter().for_each(|key| draft.misses(*key));
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

    /// The register says that the regime is in force from this application's own first day, or from a later one.
    fn registered_by_register(&self, case: &Case<'a>) -> bool {
        match case.dossier.registered.value() {
            Some(RegisteredState::InForce { since }) => {
                begins(self.day).is_some_and(|begins| begins <= *since)
            }
            _ => false,
        }
    }

    fn register_used_by(&self, case: &Case<'a>, draft: &mut Draft) {
        draft.uses(FactKey::RegisteredState, &case.dossier.registered, |state| {
            FactValue::Registered(*state)
        });
    }
}
