//! The term of return (`reg:18`): from what day it is counted, and its last day.

use jiff::civil::Date;

use crate::case::LotCase;
use crate::draft::Draft;
use crate::finding::Binds;
use crate::months::add_days;
use crate::policy::{ReadingKey, ReturnAnchor, ReturnDayZero, ReturnDays};
use crate::rule::RuleId;
use crate::terms::holder;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The last day of the term of return, by our count; `None` when a fact is missing.
pub(crate) fn last_day(lot: &LotCase<'_>) -> Option<Date> {
    let mut draft = Draft::lot(RuleId::Reg18, Binds::Taxpayer, &lot.lot.id, lot.policy);
    count(lot, &mut draft)
}

/// Counts 180 calendar days; the day of release or of taking on account is day 0.
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
    let days = lot.policy.edition.figures.return_days.value;
    let days = match readings.return_day_zero.value {
        ReturnDayZero::ThatDay => days,
        ReturnDayZero::DayBefore => days.saturating_sub(1),
    };
    draft.dates.counted_from = Some(from);
    let last_day = match readings.return_days.value {
        ReturnDays::Calendar => add_days(from, days).inspect(|to| {
            draft.steps.push(Step::CalendarDays { from, days, to: *to });
        }),
        ReturnDays::Working => lot.case.calendar.add_working_days(from, days).map(|count| {
            if let Some(doubt) = count.doubt {
                draft.doubt(doubt);
            }
            draft.steps.push(Step::WorkingDays {
                from,
                days,
                to: count.to,
                skipped: count.skipped,
            });
            count.to
        }),
    };
    if last_day.is_none() {
        draft.doubt(Doubt::OutOfRange);
    }
    last_day
}

fn import_day(lot: &LotCase<'_>, draft: &mut Draft) -> Option<Date> {
    let (key, day) = lot.import();
    if lot.origin.is_none() {
        draft.would_settle(if day.is_missing() {
            vec![
                vec![FactKey::ImportedFrom, FactKey::Released],
                vec![FactKey::ImportedFrom, FactKey::TakenOnAccount],
            ]
        } else {
            vec![vec![FactKey::ImportedFrom]]
        });
    }
    draft.uses(key, day, |day| FactValue::Date(*day)).copied()
}

fn deposit_day(lot: &LotCase<'_>, draft: &mut Draft) -> Option<Date> {
    let deposits = lot.deposits();
    let to_holder = |account| lot.origin.is_none_or(|origin| holder(origin) == account);
    let Some(first) = deposits.into_iter().find(|deposit| to_holder(deposit.account)) else {
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
