//! Chapter 5, return of the deposit: the application, its papers, and the day of the decision.

mod papers;
mod term;

pub(crate) use papers::{destinations, documents};
pub(crate) use term::last_day;

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::{Body, Outcome, RefundApplication};
use crate::draft::Draft;
use crate::fact::Source;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::months::add_days;
use crate::policy::{DecisionDayZero, NonconformingPapers, ReadingKey};
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// How the applications for return stand on the day.
#[derive(Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// None counts.
    None,
    /// One was received in the term and is not decided on.
    Filed(Date, &'a RefundApplication),
    /// The body found the papers conforming.
    Conforming(Date, &'a RefundApplication),
    /// All that were received in the term were refused.
    Refused,
}

/// `reg:18`: the taxpayer applies within 180 days to the body that holds the deposit.
pub(crate) fn application(lot: &LotCase<'_>) -> Finding {
    let on = lot.case.on;
    let mut draft = Draft::lot(RuleId::Reg18, Binds::Taxpayer, &lot.lot.id, lot.policy);
    let Some(last_day) = term::count(lot, &mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    draft.due(last_day, last_day, lot.case.calendar);
    match standing(lot, last_day) {
        Standing::Filed(filed, application) | Standing::Conforming(filed, application) => {
            use_application(&mut draft, application);
            draft.clock(on, Some(filed));
            return draft.close(if lot.origin.is_some() {
                Verdict::Met
            } else {
                Verdict::Unknown
            });
        }
        Standing::Refused => {
            draft.reads(ReadingKey::NonconformingPapers);
            for (_, application) in lot.applications() {
                use_application(&mut draft, application);
            }
            let is_final =
                lot.policy.edition.readings.nonconforming_papers.value == NonconformingPapers::RefusalIsFinal;
            draft.clock(on, None);
            if is_final {
                return draft.close(Verdict::Breached);
            }
            let what = if on <= last_day {
                Deed::ApplyForReturnAgain
            } else {
                Deed::ApplyLate
            };
            draft.next(Binds::Taxpayer, what, Some(last_day));
        }
        Standing::None => {
            draft.lacks(FactKey::RefundFiled);
            draft.clock(on, None);
            let what = if on <= last_day {
                Deed::ApplyForReturn
            } else {
                Deed::ApplyLate
            };
            draft.next(Binds::Taxpayer, what, Some(last_day));
        }
    }
    draft.close(match lot.origin {
        None => Verdict::Unknown,
        Some(_) if on <= last_day => Verdict::Pending,
        Some(_) => Verdict::Breached,
    })
}

/// `reg:19`: the body decides not later than 30 calendar days from the application.
pub(crate) fn decision(lot: &LotCase<'_>, application: &RefundApplication) -> Finding {
    let on = lot.case.on;
    let binds = binds(application.addressee);
    let filed = application.filed.value().copied();
    let policy = filed.map_or(lot.policy, |filed| lot.case.policies.in_force(filed));
    let mut draft = Draft::lot(RuleId::Reg19, binds, &lot.lot.id, policy).about(&application.id);
    let filed_fact = draft.uses(FactKey::RefundFiled, &application.filed, |day| {
        FactValue::Date(*day)
    });
    let Some(filed) = filed_fact.copied() else {
        return draft.close(Verdict::Unknown);
    };
    draft.reads(ReadingKey::DecisionDayZero);
    let days = policy.edition.figures.decision_days.value;
    let counted = match policy.edition.readings.decision_day_zero.value {
        DecisionDayZero::ThatDay => days,
        DecisionDayZero::DayBefore => days.saturating_sub(1),
    };
    let Some(due) = add_days(filed, counted) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.dates.counted_from = Some(filed);
    draft.due(due, due, lot.case.calendar);
    draft.steps.push(Step::CalendarDays {
        from: filed,
        days: counted,
        to: due,
    });
    let decision = application
        .decision
        .as_ref()
        .filter(|decision| decision.date <= on);
    draft.clock(on, decision.map(|decision| decision.date));
    if let Some(decision) = decision {
        let value = FactValue::Decision {
            date: decision.date,
            outcome: decision.outcome,
        };
        draft.uses_item(FactKey::Decision, value, decision.source);
        return draft.close(if decision.date <= due {
            Verdict::Met
        } else {
            Verdict::Breached
        });
    }
    draft.lacks(FactKey::Decision);
    draft.next(binds, Deed::DecideOnReturn, Some(due));
    draft.close(if on <= due {
        Verdict::Pending
    } else {
        Verdict::Breached
    })
}

/// How the applications received up to the day stand against the last day.
pub(crate) fn standing<'a>(lot: &LotCase<'a>, last_day: Date) -> Standing<'a> {
    let in_term = || {
        lot.applications()
            .into_iter()
            .filter(|(filed, one)| *filed <= last_day && lot.rightly_addressed(one))
    };
    let decided = |one: &RefundApplication| {
        one.decision
            .as_ref()
            .filter(|decision| decision.date <= lot.case.on)
            .map(|decision| decision.outcome)
    };
    let conforming = in_term().find(|(_, one)| decided(one).is_some_and(Outcome::is_conforming));
    if let Some((filed, one)) = conforming {
        return Standing::Conforming(filed, one);
    }
    // An outcome that this version does not know is no refusal.
    let open = in_term().find(|(_, one)| decided(one) != Some(Outcome::Refused));
    match open {
        Some((filed, one)) => Standing::Filed(filed, one),
        None if in_term().next().is_some() => Standing::Refused,
        None => Standing::None,
    }
}

fn use_application(draft: &mut Draft, application: &RefundApplication) {
    draft.reads(ReadingKey::ReturnAddressee);
    draft.uses(FactKey::RefundFiled, &application.filed, |day| {
        FactValue::Date(*day)
    });
    let source = application.filed.source().unwrap_or(Source::Person);
    draft.uses_item(
        FactKey::RefundAddressee,
        FactValue::Body(application.addressee),
        source,
    );
}

fn binds(body: Body) -> Binds {
    match body {
        Body::TaxBody => Binds::TaxBody,
        Body::Customs => Binds::Customs,
    }
}
