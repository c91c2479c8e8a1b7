//! A finding in the making: it gathers facts, doubts, readings and steps, and closes with the weakest of them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::dossier::LotId;
use crate::fact::{Fact, Source, Stated};
use crate::finding::{
    Binds, Certainty, Dates, Deed, Finding, FindingId, NextStep, PenaltyEstimate, Subject, Verdict,
};
use crate::policy::{InForce, ReadingKey};
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactUsed, FactValue, Step};

pub(crate) struct Draft {
    rule: RuleId,
    subject: Subject,
    item: Option<String>,
    binds: Binds,
    doubts: BTreeSet<Doubt>,
    wanted: BTreeSet<FactKey>,
    settled_by: Option<Vec<Vec<FactKey>>>,
    facts: Vec<FactUsed>,
    readings: BTreeSet<ReadingKey>,
    edition: String,
    pub(crate) dates: Dates,
    pub(crate) steps: Vec<Step>,
    pub(crate) penalty: Option<PenaltyEstimate>,
    next_step: Option<NextStep>,
}

impl Draft {
    pub(crate) fn new(rule: RuleId, binds: Binds, subject: Subject, policy: InForce<'_>) -> Self {
        let mut doubts = BTreeSet::new();
        if policy.before_first {
            doubts.insert(Doubt::BeforeFirstEdition);
        }
        Draft {
            rule,
            subject,
            item: None,
            binds,
            doubts,
            wanted: BTreeSet::new(),
            settled_by: None,
            facts: Vec::new(),
            readings: BTreeSet::new(),
            edition: policy.edition.id.clone(),
            dates: Dates::default(),
            steps: Vec::new(),
            penalty: None,
            next_step: None,
        }
    }

    pub(crate) fn taxpayer(rule: RuleId, binds: Binds, policy: InForce<'_>) -> Self {
        Self::new(rule, binds, Subject::Taxpayer, policy)
    }

    pub(crate) fn lot(rule: RuleId, binds: Binds, lot: &LotId, policy: InForce<'_>) -> Self {
        Self::new(rule, binds, Subject::Lot(lot.clone()), policy)
    }

    /// Names the item of the subject that the finding is about, such as one application of several.
    pub(crate) fn about(mut self, item: &str) -> Self {
        self.item = Some(item.to_owned());
        self
    }

    /// Uses a fact: it is listed, and its weakness is inherited.
    pub(crate) fn uses<'fact, T>(
        &mut self,
        what: FactKey,
        fact: &'fact Fact<T>,
        value: impl FnOnce(&T) -> FactValue,
    ) -> Option<&'fact T> {
        if fact.is_missing() {
            self.misses(what);
            return None;
        }
        let provisional = matches!(fact, Fact::Provisional { .. });
        self.weigh(what, fact.source(), provisional);
        self.facts.push(FactUsed {
            what,
            value: fact.value().map(value),
            source: fact.source(),
            provisional,
            lot: None,
        });
        fact.value()
    }

    /// Uses an item that its source stated as a whole.
    pub(crate) fn uses_item(&mut self, what: FactKey, value: FactValue, stated: Stated) {
        self.weigh(what, Some(stated.source), stated.provisional);
        let provisional = stated.provisional;
        self.facts.push(FactUsed {
            what,
            value: Some(value),
            source: Some(stated.source),
            provisional,
            lot: None,
        });
    }

    /// Looked for a fact that nobody has stated.
    pub(crate) fn misses(&mut self, what: FactKey) {
        self.doubts.insert(Doubt::FactMissing);
        self.wanted.insert(what);
        self.facts.push(FactUsed {
            what,
            value: None,
            source: None,
            provisional: false,
            lot: None,
        });
    }

    /// Looked for an item that is simply not there yet: it is listed and leaves no doubt.
    pub(crate) fn lacks(&mut self, what: FactKey) {
        self.facts.push(FactUsed {
            what,
            value: None,
            source: None,
            provisional: false,
            lot: None,
        });
    }

    /// Says of which lot the facts are that `uses` lists, in a finding about the taxpayer.
    pub(crate) fn of_lot(&mut self, lot: &LotId, uses: impl FnOnce(&mut Self)) {
        let before = self.facts.len();
        uses(self);
        for fact in self.facts.iter_mut().skip(before) {
            fact.lot = Some(lot.clone());
        }
    }

    /// Rests on the readings that another finding rests on.
    pub(crate) fn reads_with(&mut self, finding: &Finding) {
        self.readings.extend(finding.readings.iter().copied());
    }

    /// Follows from another finding: its facts are listed, and its weakness is inherited.
    pub(crate) fn follows_from(&mut self, finding: &Finding) {
        self.doubts.extend(finding.doubts.iter().copied());
        self.wanted.extend(finding.settled_by.iter().flatten().copied());
        self.readings.extend(finding.readings.iter().copied());
        let lot = match &finding.subject {
            Subject::Lot(lot) => Some(lot),
            Subject::Taxpayer => None,
        };
        self.facts.extend(finding.facts.iter().cloned().map(|mut fact| {
            fact.lot = fact.lot.or_else(|| lot.cloned());
            fact
        }));
    }

    /// One settled fact decides it whatever the weak ones say: the doubts about facts are dropped.
    pub(crate) fn settle(&mut self) {
        self.wanted.clear();
        self.doubts.retain(|doubt| {
            !matches!(
                doubt,
                Doubt::FactMissing | Doubt::PersonOnly | Doubt::FactProvisional
            )
        });
    }

    fn weigh(&mut self, what: FactKey, source: Option<Source>, provisional: bool) {
        if source == Some(Source::Person) {
            self.doubts.insert(Doubt::PersonOnly);
            self.wanted.insert(what);
        }
        if provisional {
            self.doubts.insert(Doubt::FactProvisional);
            self.wanted.insert(what);
        }
    }

    pub(crate) fn doubt(&mut self, doubt: Doubt) {
        self.doubts.insert(doubt);
    }

    pub(crate) fn reads(&mut self, reading: ReadingKey) {
        self.readings.insert(reading);
    }

    /// States the sets of facts that would settle it, where they are not simply all the facts that are weak.
    pub(crate) fn would_settle(&mut self, sets: Vec<Vec<FactKey>>) {
        self.settled_by = Some(sets);
    }

    pub(crate) fn next(&mut self, who: Binds, what: Deed, by: Option<Date>) {
        self.next_step = Some(NextStep { who, what, by });
    }

    /// Sets the last day and what follows from it.
    pub(crate) fn due(&mut self, due: Date, remind: Date, calendar: &Calendar) {
        self.dates.due = Some(due);
        self.dates.remind = Some(remind.min(due));
        self.dates.overdue_from = due.tomorrow().ok();
        self.dates.falls_on_day_off = !calendar.is_working_day(due);
    }

    /// Says how the due day stands to the day of the assessment, or to the day it was done.
    pub(crate) fn clock(&mut self, on: Date, done: Option<Date>) {
        self.dates.done = done;
        let Some(due) = self.dates.due else { return };
        let late = days_between(due, done.unwrap_or(on));
        self.dates.days_late = (late > 0).then_some(late);
        if done.is_none() {
            self.dates.days_left = Some(-late);
        }
    }

    /// Whether a fact it used rests on the person's word or may still change, or is missing.
    pub(crate) fn rests_on_weak_facts(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Closes with a verdict. Weak facts turn nothing green: what they alone say is met stays pending.
    pub(crate) fn close(self, verdict: Verdict) -> Finding {
        let verdict = if verdict == Verdict::Met && self.rests_on_weak_facts() {
            Verdict::Pending
        } else {
            verdict
        };
        let certainty =
            if self.doubts.contains(&Doubt::FactMissing) || self.doubts.contains(&Doubt::OutOfRange) {
                Certainty::Missing
            } else if self.doubts.is_empty() {
                Certainty::Known
            } else {
                Certainty::Provisional
            };
        let settled_by = if self.wanted.is_empty() {
            Vec::new()
        } else {
            self.settled_by
                .unwrap_or_else(|| vec![self.wanted.iter().copied().collect()])
        };
        let mut id = self.rule.as_str().to_owned();
        if let Subject::Lot(LotId(lot)) = &self.subject {
            id.push('/');
            id.push_str(lot);
        }
        if let Some(item) = &self.item {
            id.push('/');
            id.push_str(item);
        }
        Finding {
            id: FindingId(id),
            rule: self.rule,
            subject: self.subject,
            verdict,
            binds: self.binds,
            certainty,
            doubts: self.doubts.into_iter().collect(),
            settled_by,
            facts: self.facts,
            dates: self.dates,
            steps: self.steps,
            readings: self.readings.into_iter().collect(),
            edition: self.edition,
            penalty: self.penalty,
            next_step: self.next_step,
        }
    }
}

/// Calendar days from one day to another; less than zero when the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    // Both are days of the years -9999 to 9999, so the difference always fits.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
