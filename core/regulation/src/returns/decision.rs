//! Point 19, its first part: the day by which the body decides on an application.

use crate::case::LotCase;
use crate::dossier::{Outcome, RefundApplication};
use crate::draft::Draft;
use crate::finding::{Deed, Finding, Verdict};
use crate::months::add_days;
use crate::page::Sheet;
use crate::policy::{DecisionDayZero, ReadingKey};
use crate::returns::{binds, decided, use_decision};
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// `reg:19`: the body decides not later than 30 calendar days from the application, where the papers conform. It binds the
/// body that holds the deposit; an application to the other one puts no duty on that.
pub(crate) fn decision(lot: &LotCase<'_>, application: &RefundApplication, sheet: &mut Sheet) -> Finding {
    let on = lot.case.on;
    let binds = binds(application.addressee);
    let filed = application.filed.value().copied();
    let policy = filed.map_or(lot.policy, |filed| lot.case.policies.in_force(filed));
    let mut draft = Draft::application(sheet, RuleId::Reg19, binds, (&lot.lot.id, application), policy);
    let filed_fact = draft.uses(FactKey::RefundFiled, &application.filed, |day| {
        FactValue::Date(*day)
    });
    let Some(filed) = filed_fact.copied() else {
        return draft.close(Verdict::Unknown);
    };
    draft.reads(ReadingKey::ReturnAddressee);
    lot.uses_origin(&mut draft);
    if !lot.rightly_addressed(application) {
        let addressee = FactValue::Body(application.addressee);
        draft.uses_item(FactKey::RefundAddressee, addressee, application.stated());
        return draft.close(Verdict::NotApplicable);
    }
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
    draft.dates().counted_from = Some(filed);
    draft.due(due, due, lot.case.calendar);
    draft.step(Step::CalendarDays {
        from: filed,
        days: counted,
        to: due,
    });
    let decision = decided(lot, application);
    draft.clock(on, decision.map(|decision| decision.date));
    if let Some(decision) = decision {
        use_decision(&mut draft, decision);
        return draft.close(match decision.outcome {
            _ if lot.origin.is_none() => Verdict::Unknown,
            _ if decision.date <= due => Verdict::Met,
            outcome if outcome.is_conforming() => Verdict::Breached,
            // The 30 days are for papers that conform; whether these did is not known.
            Outcome::Unknown => Verdict::Unknown,
            _ => Verdict::NotApplicable,
        });
    }
    draft.next(binds, Deed::DecideOnReturn, Some(due));
    if on <= due {
        draft.lacks(FactKey::Decision);
        draft.close(if lot.origin.is_none() {
            Verdict::Unknown
        } else {
            Verdict::Pending
        })
    } else {
        // Nobody says whether the body has decided, or whether the papers conform: that is no ground to call it late.
        draft.misses(FactKey::Decision);
        draft.close(Verdict::Unknown)
    }
}
