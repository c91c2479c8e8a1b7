//! Points 16 and 17: the deposit on goods from EAEU members, and its receipt with the indirect-tax report.

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::IndirectTaxReport;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::months::day_of_next_month;
use crate::page::Sheet;
use crate::penalty::{self, Late};
use crate::policy::{CountryKind, DepositDue, PolicyBook, ReadingKey, ReportWithoutReceipt};
use crate::rule::RuleId;
use crate::terms::{by_authority_first, paid_in, paid_up_on, use_deposits};
use crate::why::{Doubt, FactKey, FactValue, Step};

/// `reg:16`: the deposit on goods from the EAEU is paid not later than the day after the 20th of the month after the month
/// in which the goods were taken on account; what is late costs a penalty for each overdue calendar day.
pub(crate) fn eaeu_deposit(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let accounted = &lot.lot.taken_on_account;
    let policy = accounted
        .value()
        .map_or(lot.policy, |day| lot.case.policies.in_force(*day));
    let mut draft = Draft::lot(sheet, RuleId::Reg16, Binds::Taxpayer, &lot.lot.id, policy);
    if lot.concerns(&mut draft, CountryKind::EaeuMember) == Some(false) {
        return draft.close(Verdict::NotApplicable);
    }
    let Some(accounted) = draft
        .uses(FactKey::TakenOnAccount, accounted, |day| FactValue::Date(*day))
        .copied()
    else {
        // The day alone would not settle it.
        lot.uses_vat(&mut draft);
        return draft.close(Verdict::Unknown);
    };
    draft.reads(ReadingKey::DepositDue);
    let Some(DepositDays { due, remind }) = deposit_days(lot.case.policies, accounted) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.dates().counted_from = Some(accounted);
    draft.due(due, remind, lot.case.calendar);
    draft.step(Step::DayOfNextMonth {
        from: accounted,
        day: due.day().unsigned_abs(),
        to: due,
    });
    paid_by(lot, draft, due)
}

/// The days of the deposit on goods from the EAEU.
pub(crate) struct DepositDays {
    /// The last day on which it is in time.
    pub(crate) due: Date,
    /// The day that is reminded of.
    pub(crate) remind: Date,
}

/// When the deposit is due on goods that were taken on account on a day, under the edition of that day.
pub(crate) fn deposit_days(policies: &PolicyBook, accounted: Date) -> Option<DepositDays> {
    let edition = policies.in_force(accounted).edition;
    let day = edition.figures.deposit_day.value;
    let due_day = match edition.readings.deposit_due.value {
        DepositDue::DayAfterTwentieth => day + 1,
        DepositDue::Twentieth => day,
    };
    Some(DepositDays {
        due: day_of_next_month(accounted, due_day)?,
        remind: day_of_next_month(accounted, day)?,
    })
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
    let to_tax_body = lot.paid_to_holder();
    let in_time = to_tax_body.partition_point(|deposit| deposit.date <= due);
    let (in_time, after) = to_tax_body.split_at(in_time);
    let paid_in_time = Money::total(in_time.iter().map(|deposit| paid_in(deposit)));
    if paid_in_time >= vat {
        let counted = by_authority_first(in_time, vat);
        use_deposits(&mut draft, &counted);
        draft.step(Step::PaidAgainstDue {
            due: vat,
            paid: Money::total(counted.iter().map(|one| paid_in(one))),
        });
        let done = paid_up_on(&counted, vat).unwrap_or(due);
        draft.clock(on, Some(done));
        return draft.close(Verdict::Met);
    }
    use_deposits(&mut draft, to_tax_body);
    draft.step(Step::PaidAgainstDue {
        due: vat,
        paid: paid_in_time,
    });
    let done = paid_up_on(to_tax_body, vat);
    draft.clock(on, done);
    if done.is_none() {
        draft.next(Binds::Taxpayer, Deed::PayDepositToTaxBody, Some(due));
    }
    if on <= due {
        return draft.close(Verdict::Pending);
    }
    let paid: Vec<_> = after
        .iter()
        .map(|deposit| (deposit.date, paid_in(deposit)))
        .collect();
    let late = Late {
        sum: vat.less(paid_in_time),
        due,
        paid: &paid,
        on,
    };
    let edition = lot.case.policies.in_force(due).edition;
    if let Some(penalty) = penalty::estimate(&late, lot.case.policies, edition, |step| draft.step(step)) {
        if penalty::is_disputed(&penalty) {
            draft.doubt(Doubt::FigureDisputed);
        }
        draft.penalty(penalty);
        draft.reads(ReadingKey::PenaltyDays);
        draft.reads(ReadingKey::PenaltyBase);
        draft.reads(ReadingKey::PenaltyRounding);
        draft.reads(ReadingKey::PenaltyCap);
    }
    draft.close(Verdict::Breached)
}

/// `reg:17`: with the indirect-tax report goes a copy of the receipt for the deposit. The text sets neither a term nor a
/// consequence, so nothing here is ever late.
pub(crate) fn report_with_receipt(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::lot(sheet, RuleId::Reg17, Binds::Taxpayer, &lot.lot.id, lot.policy);
    match lot.concerns(&mut draft, CountryKind::EaeuMember) {
        Some(true) => {}
        Some(false) => return draft.close(Verdict::NotApplicable),
        None => {
            draft.next(Binds::Taxpayer, Deed::StateFacts, None);
            return draft.close(Verdict::Unknown);
        }
    }
    draft.reads(ReadingKey::ReportWithoutReceipt);
    let complete = |report: &IndirectTaxReport| {
        report.with_receipt
            || lot.policy.edition.readings.report_without_receipt.value == ReportWithoutReceipt::Complete
    };
    let reports = lot.lot.indirect_tax_reports.iter();
    let filed = reports.filter(|report| report.filed <= lot.case.on && reports_on(lot, report));
    let best = filed.min_by_key(|report| {
        (
            !complete(report),
            !report.stated.is_settled(),
            report.filed,
            *report,
        )
    });
    let Some(report) = best else {
        draft.lacks(FactKey::IndirectTaxReport);
        draft.next(Binds::Taxpayer, Deed::ReportWithReceipt, None);
        return draft.close(Verdict::Pending);
    };
    let value = FactValue::Report {
        filed: report.filed,
        with_receipt: report.with_receipt,
    };
    draft.uses_item(FactKey::IndirectTaxReport, value, report.stated);
    if report.month.is_some() {
        // Whether it is on the month of these goods rests on their day.
        draft.uses(FactKey::TakenOnAccount, &lot.lot.taken_on_account, |day| {
            FactValue::Date(*day)
        });
    }
    if complete(report) {
        draft.dates().done = Some(report.filed);
        return draft.close(Verdict::Met);
    }
    draft.next(Binds::Taxpayer, Deed::ReportWithReceipt, None);
    draft.close(Verdict::Pending)
}

/// Whether a report is on the month in which the goods were taken on account; one that names no month is.
fn reports_on(lot: &LotCase<'_>, report: &IndirectTaxReport) -> bool {
    match (report.month, lot.lot.taken_on_account.value()) {
        (Some(month), Some(day)) => (month.year(), month.month()) == (day.year(), day.month()),
        _ => true,
    }
}
