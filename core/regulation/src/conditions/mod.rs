//! Chapter 2, conditions of application.

mod activity;
mod export;
mod general;
mod holds;
mod imported;
mod payments;

pub(crate) use activity::import_with_export;
pub(crate) use export::export_in_full;
pub(crate) use general::{general_procedure, is_weakly_kept};
pub(crate) use holds::{Weighed, holds};
pub(crate) use imported::Imports;
pub(crate) use payments::{open_debts, payments, use_debt};

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::case::Case;
use crate::dossier::{Activity, CarriedOn};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::page::Sheet;
use crate::policy::PolicyEdition;
use crate::rule::RuleId;
use crate::spell;
use crate::why::{FactItem, FactKey, FactValue};

/// `reg:3`: the regime is not applied to taxpayers of nine kinds. Every one that matches is listed among the facts.
pub(crate) fn exclusions(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let policy = case.policy_now();
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg3, Binds::Taxpayer, policy);
    let mut excluded = false;
    let mut missing = false;
    for (activity, fact) in asked(case) {
        if fact.is_missing() {
            draft.misses_item(FactKey::Activity, FactItem::Activity(activity));
            missing = true;
            continue;
        }
        let value = |when: &CarriedOn| FactValue::Activity {
            activity,
            carried_on: when.on(case.on),
        };
        if let Some(when) = draft.uses(FactKey::Activity, fact, value) {
            excluded |= when.on(case.on);
        }
    }
    if excluded {
        // A ground that is settled is enough, whatever is still missing about the others.
        if grounds(case).iter().any(|(_, settled)| *settled) {
            draft.settle();
        }
        return draft.close(Verdict::Breached);
    }
    if missing {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    }
    draft.close(Verdict::Met)
}

/// Every ground of exclusion that matches, and whether an authority states it.
pub(crate) fn grounds(case: &Case<'_>) -> Vec<(Activity, bool)> {
    asked(case)
        .filter(|(_, fact)| fact.value().is_some_and(|when| when.on(case.on)))
        .map(|(activity, fact)| (activity, fact.is_settled()))
        .collect()
}

fn asked<'a>(case: &Case<'a>) -> impl Iterator<Item = (Activity, &'a Fact<CarriedOn>)> {
    asked_under(case, case.policy_now().edition)
}

/// The activities that an edition excludes, and when each was carried on.
fn asked_under<'a>(
    case: &Case<'a>,
    edition: &PolicyEdition,
) -> impl Iterator<Item = (Activity, &'a Fact<CarriedOn>)> + use<'a> {
    let dossier = case.dossier;
    let exclusions = &edition.figures.exclusions.value;
    let kinds: BTreeSet<Activity> = exclusions.iter().copied().collect();
    kinds.into_iter().map(|kind| {
        (
            kind,
            dossier.taxpayer.activities.get(&kind).unwrap_or(&Fact::Missing),
        )
    })
}

/// The first day from `since` on, up to the day of the case, on which an activity was carried on that the edition of that day
/// excludes, as far as an authority states it, or else as anyone does.
fn excluded_since<'a>(case: &Case<'a>, since: Date) -> Option<(Date, Activity, &'a Fact<CarriedOn>)> {
    let first_day = |fact: &Fact<CarriedOn>, from: Date, to: Date| {
        let periods = fact.value()?.0.iter();
        let overlaps = periods.filter_map(|period| {
            let first = period.since.map_or(from, |day| day.max(from));
            (first <= to && period.until.is_none_or(|until| first <= until)).then_some(first)
        });
        overlaps.min()
    };
    let first_edition = case.policies.first_day();
    let found = case.policies.editions().flat_map(|edition| {
        // Before the first edition the first is used, for want of another.
        let from = if edition.valid_from == first_edition {
            since
        } else {
            since.max(edition.valid_from)
        };
        let to = edition.valid_to.map_or(case.on, |last| last.min(case.on));
        asked_under(case, edition)
            .filter_map(move |(activity, fact)| Some((first_day(fact, from, to)?, activity, fact)))
    });
    found.min_by_key(|(day, activity, fact)| (!fact.is_settled(), *day, *activity))
}

/// `reg:4`: a taxpayer under the regime works only on imports and exports under it; anything else, a domestic sale
/// included, is a breach.
pub(crate) fn only_under_regime(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg4, Binds::Taxpayer, case.policy_now());
    let spell = match spell::under(case, &mut draft) {
        Ok(spell) => spell,
        Err(verdict) => return draft.close(verdict),
    };
    let firm = !draft.rests_on_weak_facts();
    let others = &case.dossier.other_activities;
    let mut broken: Vec<_> = others.value().into_iter().flatten().collect();
    broken.retain(|other| (spell.since..=case.on).contains(&other.date));
    broken.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.cmp(other)));
    if broken.is_empty() {
        return match draft.uses(FactKey::OtherActivity, others, |others| {
            FactValue::Flag(!others.is_empty())
        }) {
            Some(_) => draft.close(Verdict::Met),
            None => {
                draft.next(Binds::Taxpayer, Deed::StateFacts, None);
                draft.close(Verdict::Unknown)
            }
        };
    }
    for other in &broken {
        draft.uses_item(FactKey::OtherActivity, FactValue::Date(other.date), other.stated);
    }
    let by_authority = broken.iter().find(|other| other.stated.is_settled());
    if firm && by_authority.is_some() {
        draft.settle();
    }
    draft.dates().overdue_from = by_authority.or(broken.first()).map(|other| other.date);
    draft.close(spell::breached(case))
}
