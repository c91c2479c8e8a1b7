//! Point 6: passing to the general procedure.

use jiff::civil::Date;

use super::excluded_since;
use crate::case::Case;
use crate::dossier::RegisteredState;
use crate::draft::Draft;
use crate::finding::{Binds, Certainty, Deed, Finding, FindingId, Verdict};
use crate::months::{day_after, day_number, first_of_next_month, first_of_next_quarter};
use crate::page::Sheet;
use crate::policy::{MissedTerm, ReadingKey, TaxPeriod};
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::spell::{self, Spell, Standing};
use crate::why::{Doubt, FactKey, FactValue, Step, WindowState};

/// The points that set the conditions.
const CONDITIONS: [RuleId; 5] = [
    RuleId::Reg3,
    RuleId::Reg4,
    RuleId::Reg5_1,
    RuleId::Reg5_2,
    RuleId::Reg5_3,
];

/// Our finding under point 6, and the findings that it follows from.
pub(crate) struct Passing {
    pub(crate) finding: Finding,
    /// The conditions that are not met, the first broken one first.
    pub(crate) because: Vec<FindingId>,
}

/// A condition that is not met, from the day on which it counts as broken.
struct Broken<'a> {
    day: Date,
    id: FindingId,
    finding: &'a Finding,
}

/// `reg:6`: where the conditions of this chapter are not met the taxpayer passes to the general procedure from the 1st day
/// of the month of the next tax period.
///
/// This is our finding and never the authority's decision: it is met only when the register says so.
///
/// `findings` are those on the conditions, of lots only those that may be broken; `readings` those that all lots rest on.
pub(crate) fn general_procedure(
    case: &Case<'_>,
    findings: &[&Finding],
    readings: KeySet<ReadingKey>,
    sheet: &mut Sheet,
) -> Passing {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg6, Binds::Taxpayer, case.policy_now());
    let spell = match case.standing {
        Standing::Under(spell) => spell,
        _ => return without_spell(case, draft),
    };
    let conditions = findings
        .iter()
        .copied()
        .filter(|finding| CONDITIONS.contains(&finding.rule));
    draft.reads_all(readings);
    for finding in conditions.clone() {
        draft.reads_all(finding.readings);
    }
    let mut broken: Vec<Broken<'_>> = conditions
        .clone()
        .filter(|finding| finding.rule == RuleId::Reg3 || finding.verdict == Verdict::Breached)
        .filter_map(|finding| {
            Some(Broken {
                day: broken_on(case, &spell, finding)?,
                id: finding.id(),
                finding,
            })
        })
        .collect();
    in_order(&mut broken);
    let finding = match broken.first() {
        Some(first) => passes(case, draft, &spell, first),
        None => none_broken(case, draft, &spell, conditions),
    };
    Passing {
        finding,
        because: broken.into_iter().map(|broken| broken.id).collect(),
    }
}

/// Puts broken conditions in the order of their days, and of their ids within a day. Lots are broken by the thousand and come in
/// the order of their ids already, so these are looked at once.
fn in_order(broken: &mut [Broken<'_>]) {
    broken.sort_by_key(|one| day_number(one.day));
    for same_day in broken.chunk_by_mut(|one, other| one.day == other.day) {
        if !same_day.is_sorted_by(|one, other| one.id <= other.id) {
            same_day.sort_by(|one, other| one.id.cmp(&other.id));
        }
    }
}

/// The day on which a condition counts as broken; `None` when that was before the spell.
fn broken_on(case: &Case<'_>, spell: &Spell<'_>, finding: &Finding) -> Option<Date> {
    if finding.rule == RuleId::Reg3 {
        return excluded_since(case, spell.since).map(|(day, ..)| day);
    }
    let Some(due) = finding.dates().due else {
        return finding.dates().overdue_from;
    };
    let day = match case.policies.in_force(due).edition.readings.missed_term.value {
        MissedTerm::OnLastDay => due,
        MissedTerm::OnDayAfter => day_after(due)?,
    };
    (day >= spell.since).then_some(day)
}

fn passes(case: &Case<'_>, mut draft: Draft, spell: &Spell<'_>, first: &Broken<'_>) -> Finding {
    if first.finding.rule == RuleId::Reg3 {
        spell.used_by(&mut draft);
        if let Some((day, activity, fact)) = excluded_since(case, spell.since) {
            draft.uses(FactKey::Activity, fact, |when| FactValue::Activity {
                activity,
                carried_on: when.on(day),
            });
        }
    } else {
        draft.follows_from(first.finding);
    }
    if first.finding.dates().due.is_some() {
        draft.reads(ReadingKey::MissedTerm);
    }
    draft.reads(ReadingKey::TaxPeriod);
    let edition = case.policies.in_force(first.day).edition;
    let chosen = edition.readings.tax_period.value;
    let other = match chosen {
        TaxPeriod::Month => TaxPeriod::Quarter,
        TaxPeriod::Quarter => TaxPeriod::Month,
    };
    let Some(begins) = after(first.day, chosen) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    draft.dates().counted_from = Some(first.day);
    draft.begins(begins, case.calendar);
    let step = |period, to| Step::NextPeriod {
        from: first.day,
        period,
        to,
    };
    draft.step(step(chosen, begins));
    if edition.readings.tax_period.last_confirmed.is_none()
        && let Some(otherwise) = after(first.day, other)
    {
        draft.dates().begins_otherwise = Some(otherwise);
        draft.step(step(other, otherwise));
    }
    // Months that an export term held open were broken on its last day by our count; or on their own.
    if let Some(day) = last_of_held_months(first)
        && let Some(otherwise) = after(day, chosen)
    {
        // The other tax period's day stays, where it is another one.
        let dates = draft.dates();
        dates.begins_otherwise = dates
            .begins_otherwise
            .filter(|day| *day != begins)
            .or(Some(otherwise));
        draft.step(Step::NextPeriod {
            from: day,
            period: chosen,
            to: otherwise,
        });
    }
    if !case.untold.is_empty() {
        // Another spell may have begun before.
        case.untold.iter().for_each(|key| draft.misses(*key));
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    }
    draft.next(Binds::Taxpayer, Deed::PassToGeneralProcedure, Some(begins));
    draft.close(Verdict::Pending)
}

/// The last day of the months that an export term held open beyond them, until it failed (`reg:5.1`).
fn last_of_held_months(broken: &Broken<'_>) -> Option<Date> {
    if broken.finding.rule != RuleId::Reg5_1 {
        return None;
    }
    let due = broken.finding.dates().due?;
    broken.finding.steps().iter().find_map(|step| match step {
        Step::Window {
            to,
            state: WindowState::Broken,
            ..
        } => (*to < due).then_some(*to),
        _ => None,
    })
}

/// The 1st day of the tax period after the one that a day falls in.
fn after(day: Date, period: TaxPeriod) -> Option<Date> {
    match period {
        TaxPeriod::Month => first_of_next_month(day),
        TaxPeriod::Quarter => first_of_next_quarter(day),
    }
}

/// Nothing is broken as far as is known: the point does not concern the taxpayer, or facts are missing.
fn none_broken<'a>(
    case: &Case<'_>,
    mut draft: Draft,
    spell: &Spell<'_>,
    conditions: impl Iterator<Item = &'a Finding>,
) -> Finding {
    spell.used_by(&mut draft);
    let mut is_unknown = false;
    for finding in conditions.filter(|one| may_be_broken(case, one) || is_weakly_kept(case, one)) {
        is_unknown |= finding.verdict == Verdict::Unknown;
        draft.follows_from(finding);
    }
    if !is_unknown {
        return draft.close(Verdict::NotApplicable);
    }
    draft.next(Binds::Taxpayer, Deed::StateFacts, None);
    draft.close(Verdict::Unknown)
}

/// Whether facts are missing to tell that a condition is kept.
pub(super) fn may_be_broken(case: &Case<'_>, finding: &Finding) -> bool {
    finding.verdict == Verdict::Unknown && is_due(case, finding)
}

/// Whether a condition is kept by the person's word alone, or by what may still change.
pub(crate) fn is_weakly_kept(case: &Case<'_>, finding: &Finding) -> bool {
    finding.verdict == Verdict::Pending
        && finding.certainty == Certainty::Provisional
        && !finding.settled_by().is_empty()
        && is_due(case, finding)
}

/// A lot in its term is not broken, whatever is still missing about it.
fn is_due(case: &Case<'_>, finding: &Finding) -> bool {
    match finding.rule {
        RuleId::Reg5_2 => finding.dates().due.is_some_and(|due| due < case.on),
        _ => true,
    }
}

/// The regime is not applied: the register may have ended it.
fn without_spell(case: &Case<'_>, mut draft: Draft) -> Passing {
    let verdict = match spell::under(case, &mut draft) {
        Ok(_) => Verdict::NotApplicable,
        Err(verdict) => verdict,
    };
    let ended = match case.dossier.registered.value() {
        Some(RegisteredState::GeneralSince { since }) if *since <= case.on => Some(*since),
        _ => None,
    };
    draft.dates().begins = ended;
    Passing {
        finding: draft.close(if ended.is_some() { Verdict::Met } else { verdict }),
        because: Vec::new(),
    }
}
