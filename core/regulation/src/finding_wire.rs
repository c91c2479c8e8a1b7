//! A finding as it is written and read: each with all of its own.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::finding::{
    Binds, Certainty, Dates, Finding, FindingId, NextStep, PenaltyEstimate, Subject, Verdict,
};
use crate::page::Sheet;
use crate::policy::ReadingKey;
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::text::Text;
use crate::why::{Doubt, FactKey, FactUsed, Step};

/// What a point of the regulation says on the day of the assessment.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Finding"))]
pub(crate) struct FindingWire {
    /// Stable: the same dossier gives the same id whatever the day.
    pub(crate) id: FindingId,
    /// The point it rests on.
    pub(crate) rule: RuleId,
    /// What it is about.
    pub(crate) subject: Subject,
    /// The answer.
    pub(crate) verdict: Verdict,
    /// Whom the point binds. What binds an authority is never the taxpayer's breach.
    pub(crate) binds: Binds,
    /// The weakest of the facts, figures and calendar days it used.
    pub(crate) certainty: Certainty,
    /// Why it is not settled; empty when it is.
    pub(crate) doubts: KeySet<Doubt>,
    /// The smallest sets of facts any one of which would settle it; empty when facts cannot or need not.
    pub(crate) settled_by: Vec<KeySet<FactKey>>,
    /// The facts it used, and those it looked for and did not find.
    pub(crate) facts: Vec<FactUsed>,
    /// Its dates.
    pub(crate) dates: Dates,
    /// The arithmetic in the order it was done.
    pub(crate) steps: Vec<Step>,
    /// The chosen readings of the text that it rests on (⚑).
    pub(crate) readings: KeySet<ReadingKey>,
    /// The policy edition under which it was made.
    pub(crate) edition: Text,
    /// The penalty so far, as an estimate: the body computes it (`reg:16`, `reg:21`).
    pub(crate) penalty: Option<PenaltyEstimate>,
    /// Who has to do what next.
    pub(crate) next_step: Option<NextStep>,
}

impl From<Finding> for FindingWire {
    fn from(finding: Finding) -> Self {
        FindingWire {
            id: finding.id(),
            rule: finding.rule,
            subject: finding.subject().clone(),
            verdict: finding.verdict,
            binds: finding.binds,
            certainty: finding.certainty,
            doubts: finding.doubts,
            settled_by: finding.settled_by().to_vec(),
            facts: finding.facts().cloned().collect(),
            dates: finding.dates().clone(),
            steps: finding.steps().to_vec(),
            readings: finding.readings,
            edition: finding.edition().into(),
            penalty: finding.penalty().cloned(),
            next_step: finding.next_step,
        }
    }
}

impl From<FindingWire> for Finding {
    fn from(wire: FindingWire) -> Self {
        let mut finding = Finding::new(wire.rule, wire.binds);
        finding.verdict = wire.verdict;
        finding.certainty = wire.certainty;
        finding.doubts = wire.doubts;
        finding.readings = wire.readings;
        finding.next_step = wire.next_step;
        let mut sheet = Sheet::default();
        let began = sheet.mark();
        if let Subject::Lot(lot) = &wire.subject {
            sheet.on_lot(lot);
        }
        finding.places.edition = sheet.edition(&wire.edition);
        wire.facts.into_iter().for_each(|fact| sheet.fact(fact));
        wire.steps.into_iter().for_each(|step| sheet.step(step));
        sheet.give(began, Some(wire.dates), &mut finding.places);
        sheet.finish([&mut finding]);
        finding.set_settled_by(wire.settled_by);
        if let Some(penalty) = wire.penalty {
            finding.set_penalty(penalty);
        }
        if finding.id() != wire.id {
            finding.set_id(wire.id);
        }
        finding
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        FindingWire::from(self.clone()) == FindingWire::from(other.clone())
    }
}

impl Eq for Finding {}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        FindingWire::from(self.clone()).fmt(f)
    }
}
