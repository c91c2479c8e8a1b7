//! What presses: what is overdue, and the next deadlines. Both lists hold only what binds the taxpayer.

use jiff::civil::Date;
use salyk_regulation::assessment::{Assessment, LotAssessment, LotState};
use salyk_regulation::finding::{Binds, Finding, Verdict};
use salyk_regulation::order;
use salyk_regulation::rule::RuleId;

use super::standing::{Standing, is_over};

/// Whether a lot came to an end: nothing of it is left to be done. One whose money went to the budget before the term was over
/// has not: the return can still be applied for.
pub(super) fn is_closed(lot: &LotAssessment) -> bool {
    match lot.state {
        LotState::Refunded | LotState::Offset | LotState::Secured => true,
        LotState::ToBudget => lot.next_deadline.is_none(),
        LotState::Planned
        | LotState::Deposited
        | LotState::Released
        | LotState::Accounted
        | LotState::PartlyExported
        | LotState::Exported
        | LotState::RefundFiled
        | LotState::Refused
        | LotState::Expired => false,
    }
}

/// The findings that may still ask for something: the taxpayer's own, and those of lots that have not come to an end.
pub(super) fn open_findings(assessment: &Assessment) -> impl Iterator<Item = &Finding> {
    let lots = assessment.lots.iter().filter(|lot| !is_closed(lot));
    assessment.findings.iter().chain(lots.flat_map(|lot| {
        lot.findings
            .iter()
            .filter(|finding| !is_said_by_another(lot, finding))
    }))
}

/// Goods are exported (`reg:5.2`) so that the return can be applied for (`reg:18`): while both are open, with one last day, the
/// application stands for both. A condition that is broken is said by itself.
fn is_said_by_another(lot: &LotAssessment, finding: &Finding) -> bool {
    let open = |verdict| matches!(verdict, Verdict::Pending | Verdict::Unknown);
    let stands_for = |other: &Finding| {
        other.rule == RuleId::Reg18 && other.dates().due == finding.dates().due && open(other.verdict)
    };
    finding.rule == RuleId::Reg5_2 && open(finding.verdict) && lot.findings.iter().any(stands_for)
}

/// Whether the finding stands in the list of what is overdue.
pub(super) fn is_overdue(finding: &Finding, today: Date) -> bool {
    Standing::of(finding, today).is_overdue()
}

/// Whether the finding is a deadline to come. What the person alone says is done stays one until an authority says so.
pub(super) fn is_deadline(finding: &Finding, today: Date) -> bool {
    let to_come =
        finding.binds == Binds::Taxpayer && finding.dates().due.is_some() && !is_over(finding, today);
    to_come
        && matches!(
            Standing::of(finding, today),
            Standing::ToDo | Standing::EnteredByYou | Standing::MayChange | Standing::NotKnown
        )
}

/// The soonest first, then by the order of the text, then by id: the same facts always give the same order.
pub(super) fn by_day<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<&'a Finding> {
    let mut findings: Vec<_> = findings.collect();
    order::sort_by(&mut findings, |one, other| {
        let days = one.dates().due.cmp(&other.dates().due);
        days.then_with(|| one.rule.cmp(&other.rule))
            .then_with(|| one.id().cmp(&other.id()))
    });
    findings
}

/// What presses most on a lot: the oldest that is overdue, or else its next deadline.
pub(super) fn pressing(lot: &LotAssessment, today: Date) -> Option<&Finding> {
    if is_closed(lot) {
        return None;
    }
    let overdue = lot
        .findings
        .iter()
        .filter(|finding| is_overdue(finding, today) && !is_said_by_another(lot, finding));
    let oldest = overdue.min_by(|one, other| {
        one.dates()
            .due
            .cmp(&other.dates().due)
            .then_with(|| one.rule.cmp(&other.rule))
    });
    oldest.or_else(|| {
        let next = lot.next_deadline.as_ref()?;
        let of_rule = |finding: &&Finding| finding.rule == next.rule && finding.dates().due == Some(next.due);
        lot.findings.iter().find(of_rule)
    })
}
