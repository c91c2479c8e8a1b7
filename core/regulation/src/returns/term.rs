//! The term of return (`reg:18`): from what day it is counted, and its last day.

use jiff::civil::Date;

use crate::case::{Case, LotCase};
use crate::dossier::{Body, Lot};
use crate::draft::Draft;
use crate::lot_case::origin_under;
use crate::months::add_days;
use crate::policy::{InForce, ReadingKey, ReturnAnchor, ReturnDayZero, ReturnDays};
use crate::terms;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The last day of the term of return, by our count; `None` when a fact is missing.
pub(crate) fn last_day(lot: &LotCase<'_>) -> Option<Date> {
    let from = match lot.policy.edition.readings.return_anchor.value {
        ReturnAnchor::ReleaseOrTakingOnAccount => *lot.import().1.value()?,
        ReturnAnchor::DepositPaid => lot.rightly_paid().first()?.date,
    };
    last_day_from(lot.case, lot.policy, from)
}

/// The last day that the term of return would have, had the lot been imported on a day.
pub(crate) fn last_day_if_imported(case: &Case<'_>, lot: &Lot, day: Date) -> Option<Date> {
    let policy = case.policies.in_force(day);
    let from = match policy.edition.readings.return_anchor.value {
        ReturnAnchor::ReleaseOrTakingOnAccount => day,
        ReturnAnchor::DepositPaid => {
            let holder = origin_under(policy, lot).map(terms::holder);
            let deposits = lot.deposits.iter().filter(|deposit| deposit.date <= case.on);
            let rightly = deposits.filter(|one| holder.is_none_or(|holder| holder == one.account));
            rightly.map(|deposit| deposit.date).min()?
        }
    };
    last_day_from(case, policy, from)
}

/// The latest day that may be the last day of the term: while the country of import is unknown both days may be the one,
/// and so may a day that nobody has stated yet, which is `None`.
pub(crate) fn latest_last_day(lot: &LotCase<'_>) -> Option<Date> {
    if lot.is_placed() {
        return lot.last_day;
    }
    let from = match lot.policy.edition.readings.return_anchor.value {
        ReturnAnchor::ReleaseOrTakingOnAccount => {
            let (released, accounted) = (lot.lot.released.value()?, lot.lot.taken_on_account.value()?);
            *released.max(accounted)
        }
        ReturnAnchor::DepositPaid => {
            let first = |body: Body| lot.deposits.iter().find(|deposit| deposit.account == body);
            let firsts = [Body::TaxBody, Body::Customs].into_iter().filter_map(first);
            firsts.map(|deposit| deposit.date).max()?
        }
    };
    last_day_from(lot.case, lot.policy, from)
}

fn last_day_from(case: &Case<'_>, policy: InForce<'_>, from: Date) -> Option<Date> {
    let days = days(policy);
    match policy.edition.readings.return_days.value {
        ReturnDays::Calendar => add_days(from, days),
        ReturnDays::Working => case.calendar.add_working_days(from, days).map(|count| count.to),
    }
}

fn days(policy: InForce<'_>) -> u16 {
    let edition = policy.edition;
    let days = edition.figures.return_days.value;
    match edition.readings.return_day_zero.value {
        ReturnDayZero::ThatDay => days,
        ReturnDayZero::DayBefore => days.saturating_sub(1),
    }
}

/// Counts the term of return as the edition reads it: how many days, of which kind, and from which day.
///
/// While the country of import is unknown both days may be the one: the earlier deadline is shown.
pub(crate) fn count(lot: &LotCase<'_>, draft: &mut Draft) -> Option<Date> {
    let readings = &lot.policy.edition.readings;
    for reading in [
        ReadingKey::ReturnDays,
        ReadingKey::ReturnAnchor,
        ReadingKey::ReturnDayZero,
    ] {
        draft.reads(reading);
    }
    lot.uses_origin(draft);
    let from = match readings.return_anchor.value {
        ReturnAnchor::ReleaseOrTakingOnAccount => import_day(lot, draft),
        ReturnAnchor::DepositPaid => deposit_day(lot, draft),
    }?;
    let days = days(lot.policy);
    draft.dates().counted_from = Some(from);
    let Some(last_day) = lot.last_day else {
        draft.doubt(Doubt::OutOfRange);
        return None;
    };
    match readings.return_days.value {
        ReturnDays::Calendar => draft.step(Step::CalendarDays {
            from,
            days,
            to: last_day,
        }),
        ReturnDays::Working => {
            if let Some(count) = lot.case.calendar.add_working_days(from, days) {
                if let Some(doubt) = count.doubt {
                    draft.doubt(doubt);
                }
                draft.step(Step::WorkingDays {
                    from,
                    days,
                    to: count.to,
                    skipped: count.skipped,
                });
            }
        }
    }
    Some(last_day)
}

fn import_day(lot: &LotCase<'_>, draft: &mut Draft) -> Option<Date> {
    let (key, day) = lot.import();
    if lot.origin.is_none() {
        draft.would_settle(if day.is_missing() {
            vec![
                [FactKey::ImportedFrom, FactKey::Released].into(),
                [FactKey::ImportedFrom, FactKey::TakenOnAccount].into(),
            ]
        } else {
            vec![[FactKey::ImportedFrom].into()]
        });
    }
    draft.uses(key, day, |day| FactValue::Date(*day)).copied()
}

fn deposit_day(lot: &LotCase<'_>, draft: &mut Draft) -> Option<Date> {
    let rightly_paid = lot.rightly_paid();
    let Some(first) = rightly_paid.first() else {
        draft.misses(FactKey::Deposit);
        return None;
    };
    let value = FactValue::Payment {
        date: first.date,
        sum: first.sum,
        account: first.account,
    };
    draft.uses_item(FactKey::Deposit, value, first.stated);
    Some(first.date)
}
