//! Chapter 4, imports: customs' notice, and the deposit on goods from the EAEU.

use jiff::civil::Date;

use crate::case::LotCase;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::months::day_of_next_month;
use crate::penalty::{self, Late};
use crate::policy::{CountryKind, DepositDue, ReadingKey};
use crate::rule::RuleId;
use crate::terms::{enough_by_authority, paid_in, paid_up_on, use_deposits};
use crate::why::{Doubt, FactKey, FactValue, Step};

/// `reg:15`: within seven working days after the day of release customs sends the tax body the INN, the declaration's
/// number and the accrued VAT. Day 1 is the first working day after release.
pub(crate) fn customs_notice(lot: &LotCase<'_>) -> Finding {
    let policy = lot
        .lot
        .released
        .value()
        .map_or(lot.policy, |day| lot.case.policies.in_force(*day));
    let mut draft = Draft::lot(RuleId::Reg15, Binds::Customs, &lot.lot.id, policy);
    if lot.concerns(&mut draft, CountryKind::ThirdCountry) == Some(false) {
        return draft.close(Verdict::NotApplicable);
    }
    let Some(released) = draft
        .uses(FactKey::Released, &lot.lot.released, |day| FactValue::Date(*day))
        .copied()
    else {
        return draft.close(Verdict::Unknown);
    };
    let days = policy.edition.figures.customs_notice_working_days.value;
    let Some(count) = lot.case.calendar.add_working_days(released, days) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    if let Some(doubt) = count.doubt {
        draft.doubt(doubt);
    }
    draft.dates.counted_from = Some(released);
    draft.due(count.to, count.to, lot.case.calendar);
    draft.steps.push(Step::WorkingDays {
        from: released,
        days,
        to: count.to,
        skipped: count.skipped,
    });
    let notice = &lot.lot.customs_notice;
    let sent = notice.value().copied().filter(|day| *day <= lot.case.on);
    draft.clock(lot.case.on, sent);
    if lot.origin.is_none() {
        return draft.close(Verdict::Unknown);
    }
    if let Some(sent) = sent {
        draft.uses(FactKey::CustomsNotice, notice, |day| FactValue::Date(*day));
        return draft.close(if sent <= count.to {
            Verdict::Met
        } else {
            Verdict::Breached
        });
    }
    draft.next(Binds::Customs, Deed::NotifyTaxBody, Some(count.to));
    if lot.case.on <= count.to {
        draft.lacks(FactKey::CustomsNotice);
        draft.close(Verdict::Pending)
    } else {
        // Nobody says whether customs has sent it: that is no ground to call customs late.
        draft.misses(FactKey::CustomsNotice);
        draft.close(Verdict::Unknown)
    }
}

/// `reg:16`: the deposit on goods from the EAEU is paid not later than the day after the 20th of the month after the month
/// in which the goods were taken on account; what is late costs a penalty for each overdue calendar day.
pub(crate) fn eaeu_deposit(lot: &LotCase<'_>) -> Finding {
    let accounted = &lot.lot.taken_on_account;
    let policy = accounted
        .value()
        .map_or(lot.policy, |day| lot.case.policies.in_force(*day));
    let mut draft = Draft::lot(RuleId::Reg16, Binds::Taxpayer, &lot.lot.id, policy);
    if lot.concerns(&mut draft, CountryKind::EaeuMember) == Some(false) {
        return draft.close(Verdict::NotApplicable);
    }
    let Some(accounted) = draft
        .uses(FactKey::TakenOnAccount, accounted, |day| FactValue::Date(*day))
        .copied()
    else {
        return draft.close(Verdict::Unknown);
    };
    draft.reads(ReadingKey::DepositDue);
    let remind_day = policy.edition.figures.deposit_day.value;
    let due_day = match policy.edition.readings.deposit_due.value {
        DepositDue::DayAfterTwentieth => remind_day + 1,
        DepositDue::Twentieth => remind_day,
    };
    let days = day_of_next_month(accounted, due_day).zip(day_of_next_month(accounted, remind_day));
    let Some((due, remind)) = days else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.dates.counted_from = Some(accounted);
    draft.due(due, remind, lot.case.calendar);
    draft.steps.push(Step::DayOfNextMonth {
        from: accounted,
        day: due_day,
        to: due,
    });
    paid_by(lot, draft, due)
}

/// Weighs the payments against the due day.
fn paid_by(lot: &LotCase<'_>, mut draft: Draft, due: Date) -> Finding {
    let on = lot.case.on;
    let vat = lot.uses_vat(&mut draft);
    let Some(vat) = vat.filter(|_| lot.origin.is_some()) else {
        draft.clock(on, None);
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(if on <= due && lot.origin.is_some() {
            Verdict::Pending
        } else {
            Verdict::Unknown
        });
    };
    let to_tax_body: Vec<_> = lot
        .deposits()
        .into_iter()
        .filter(|deposit| Some(deposit.account) == lot.holder())
        .collect();
    let in_time: Vec<_> = to_tax_body
        .iter()
        .copied()
        .filter(|deposit| deposit.date <= due)
        .collect();
    let paid_in_time = Money::total(in_time.iter().map(|deposit| paid_in(deposit)));
    if paid_in_time >= vat {
        let counted = enough_by_authority(&in_time, vat).unwrap_or(in_time);
        use_deposits(&mut draft, &counted);
        draft.steps.push(Step::PaidAgainstDue {
            due: vat,
            paid: Money::total(counted.iter().map(|one| paid_in(one))),
        });
        let done = paid_up_on(&counted, vat).unwrap_or(due);
        draft.clock(on, Some(done));
        return draft.close(Verdict::Met);
    }
    use_deposits(&mut draft, &to_tax_body);
    draft.steps.push(Step::PaidAgainstDue {
        due: vat,
        paid: paid_in_time,
    });
    let done = paid_up_on(&to_tax_body, vat);
    draft.clock(on, done);
    if done.is_none() {
        draft.next(Binds::Taxpayer, Deed::PayDepositToTaxBody, Some(due));
    }
    if on <= due {
        return draft.close(Verdict::Pending);
    }
    let paid: Vec<_> = to_tax_body
        .iter()
        .filter(|deposit| deposit.date > due)
        .map(|deposit| (deposit.date, paid_in(deposit)))
        .collect();
    let late = Late {
        sum: vat.less(paid_in_time),
        due,
        paid: &paid,
        on,
    };
    let edition = lot.case.policies.in_force(due).edition;
    if let Some((penalty, steps)) = penalty::estimate(&late, edition) {
        if penalty.at_disputed_rate.is_some()
            || penalty.rates.iter().any(|rate| rate.last_confirmed.is_none())
        {
            draft.doubt(Doubt::FigureDisputed);
        }
        draft.penalty = Some(penalty);
        draft.steps.extend(steps);
        draft.reads(ReadingKey::PenaltyDays);
        draft.reads(ReadingKey::PenaltyBase);
        draft.reads(ReadingKey::PenaltyRounding);
        draft.reads(ReadingKey::PenaltyCap);
    }
    draft.close(Verdict::Breached)
}
