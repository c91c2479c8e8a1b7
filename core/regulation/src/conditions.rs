//! Chapter 2, conditions of application.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::dossier::{Activity, CarriedOn};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::order;
use crate::rule::RuleId;
use crate::why::{FactKey, FactValue};

/// `reg:3`: the regime is not applied to taxpayers of nine kinds. Every one that matches is listed among the facts.
pub(crate) fn exclusions(case: &Case<'_>) -> Finding {
    let policy = case.policy_now();
    let mut draft = Draft::taxpayer(RuleId::Reg3, Binds::Taxpayer, policy);
    let mut excluded = false;
    let mut missing = false;
    for (activity, fact) in asked(case) {
        let value = |when: &CarriedOn| FactValue::Activity {
            activity,
            carried_on: when.on(case.on),
        };
        match draft.uses(FactKey::Activity, fact, value) {
            Some(when) => excluded |= when.on(case.on),
            None => missing = true,
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
    let dossier = case.dossier;
    let exclusions = &case.policy_now().edition.figures.exclusions.value;
    let kinds: BTreeSet<Activity> = order::gathered(exclusions.iter().copied());
    kinds.into_iter().map(|kind| {
        (
            kind,
            dossier.taxpayer.activities.get(&kind).unwrap_or(&Fact::Missing),
        )
    })
}
