//! What the regulation would say, were an application for the return of a lot's deposit received today.

use jiff::civil::Date;
use salyk_regulation::assess;
use salyk_regulation::assessment::LotAssessment;
use salyk_regulation::dossier::{Body, DirectionKind, Dossier, Lot, RefundApplication};
use salyk_regulation::fact::{Fact, Source};
use salyk_regulation::money::Money;
use salyk_regulation::rule::RuleId;
use salyk_regulation::why::Step;

use super::state::Law;
use crate::accounts::AccountId;
use crate::model::Model;
use crate::session::TaxpayerId;

/// The id of the application that is thought of; the services give others.
const THOUGHT: &str = "thought_of";

/// A lot, and what would follow.
pub(crate) struct Applied<'a> {
    pub(crate) lot: &'a Lot,
    pub(crate) found: LotAssessment,
    pub(crate) today: Date,
}

/// Were all that is left of a lot's deposit applied for today; none before anything was fetched, or where there is no such lot.
pub(crate) fn applied<'a>(
    model: &'a Model,
    account: &AccountId,
    taxpayer: &TaxpayerId,
    lot: &str,
) -> Option<Applied<'a>> {
    let dossier = super::dossier_of(model, account, taxpayer)?;
    Applied::of(dossier, model.regime.law.as_ref()?, lot, model.today())
}

impl<'a> Applied<'a> {
    /// The same of any dossier.
    pub(crate) fn of(dossier: &'a Dossier, law: &Law, lot: &str, today: Date) -> Option<Self> {
        let lot = dossier.lots.iter().find(|one| *one.id.0 == *lot)?;
        let found = thought_of(dossier, law, lot, today, today)?;
        let mut applied = Applied { lot, found, today };
        // After our count it says what would have been returnable: the count is ours, and the body decides.
        if let Some(last_day) = applied.last_day().filter(|last_day| *last_day < today) {
            applied.found = thought_of(dossier, law, lot, today, last_day)?;
        }
        Some(applied)
    }

    /// What can be claimed: what is returnable, or all that was paid and not confirmed where that can't be counted.
    pub(crate) fn whole(&self) -> Money {
        let sums = &self.found.sums;
        let counted = self.returnable().filter(|sum| *sum > Money::ZERO);
        counted.unwrap_or(sums.deposit.less(sums.confirmed))
    }
    /// What is returnable by this application; none where it can't be counted.
    pub(crate) fn returnable(&self) -> Option<Money> {
        self.steps().find_map(|step| match step {
            Step::PartsAgainstReturnable { returnable, .. } => Some(*returnable),
            _ => None,
        })
    }

    /// How much may go this way at most (`reg:20`); none where the debts are not known.
    pub(crate) fn at_most(&self, way: DirectionKind) -> Option<Money> {
        self.steps().find_map(|step| match step {
            Step::Direction { to, at_most } if *to == way => Some(*at_most),
            _ => None,
        })
    }

    /// The last day of the term by our count (`reg:18`).
    pub(crate) fn last_day(&self) -> Option<Date> {
        let mut terms = self
            .found
            .findings
            .iter()
            .filter(|found| found.rule == RuleId::Reg18);
        terms.find_map(|found| found.dates().due)
    }

    /// Whether an application is under way that the body has not decided on.
    pub(crate) fn is_under_way(&self) -> bool {
        self.lot
            .refund_applications
            .iter()
            .any(|one| one.decision.is_none())
    }

    /// The exports that no earlier application covers, but for refused ones.
    pub(crate) fn exports(&self) -> Vec<String> {
        let refused = |one: &RefundApplication| {
            one.decision
                .as_ref()
                .is_some_and(|decision| !decision.outcome.is_conforming())
        };
        let earlier = self.lot.refund_applications.iter().filter(|one| !refused(one));
        let covered: Vec<_> = earlier.flat_map(|one| &one.covers).collect();
        let left = self
            .lot
            .exports
            .iter()
            .filter(|export| !covered.contains(&&export.id));
        left.map(|export| export.id.clone()).collect()
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        let ways = self
            .found
            .findings
            .iter()
            .filter(|found| found.rule == RuleId::Reg20);
        ways.filter(|found| found.id().to_string().ends_with(THOUGHT))
            .flat_map(|found| found.steps())
    }
}

/// The lot with an application that was received on a day, as it is today. Of the dossier only this lot is taken: many lots take long.
fn thought_of(dossier: &Dossier, law: &Law, lot: &Lot, today: Date, filed: Date) -> Option<LotAssessment> {
    let mut lot = lot.clone();
    lot.refund_applications.push(RefundApplication {
        id: THOUGHT.to_owned(),
        addressee: Body::TaxBody,
        filed: Fact::Known {
            value: filed,
            source: Source::Person,
        },
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: Vec::new(),
        decision: None,
    });
    let alone = Dossier {
        revision: dossier.revision,
        taxpayer: dossier.taxpayer.clone(),
        registered: dossier.registered.clone(),
        applications: dossier.applications.clone(),
        confirmations: dossier.confirmations.clone(),
        debts: dossier.debts.clone(),
        other_activities: dossier.other_activities.clone(),
        lots: vec![lot],
    };
    assess(&alone, &law.policies, &law.calendar, today).lots.pop()
}
