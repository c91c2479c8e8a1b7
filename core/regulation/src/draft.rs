//! A finding in the making: it gathers facts, doubts, readings and steps, and closes with the weakest of them.

use core::ops::{Deref, DerefMut};

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::dossier::{LotId, RefundApplication};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Certainty, Dates, Deed, Finding, FindingId, NextStep, Subject, Verdict};
use crate::listed::{Listed, Mark, Sheet};
use crate::months::{day_after, day_number};
use crate::policy::{InForce, ReadingKey};
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::why::{Doubt, FactKey, FactUsed, FactValue, Step};

pub(crate) struct Draft<'sheet> {
    /// What is known of it so far. Its verdict, certainty, facts and steps stand when it is closed.
    finding: Finding,
    wanted: KeySet<FactKey>,
    /// What its facts and steps are written on.
    sheet: &'sheet mut Sheet,
    /// Where they begin.
    began: Mark,
}

impl<'sheet> Draft<'sheet> {
    #[inline]
    fn new(
        sheet: &'sheet mut Sheet,
        id: FindingId,
        rule: RuleId,
        binds: Binds,
        subject: Subject,
        policy: InForce<'_>,
    ) -> Self {
        let mut doubts = KeySet::EMPTY;
        if policy.before_first {
            doubts.insert(Doubt::BeforeFirstEdition);
        }
        Draft {
            finding: Finding {
                id,
                rule,
                subject,
                verdict: Verdict::Unknown,
                binds,
                certainty: Certainty::Missing,
                doubts,
                settled_by: Vec::new(),
                facts: Listed::EMPTY,
                dates: Dates::default(),
                steps: Listed::EMPTY,
                readings: KeySet::EMPTY,
                edition: policy.edition.id.clone(),
                penalty: None,
                next_step: None,
            },
            wanted: KeySet::EMPTY,
            began: sheet.mark(),
            sheet,
        }
    }

    #[inline]
    pub(crate) fn taxpayer(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        policy: InForce<'_>,
    ) -> Self {
        let id = FindingId::of(rule, None);
        Self::new(sheet, id, rule, binds, Subject::Taxpayer, policy)
    }

    #[inline]
    pub(crate) fn lot(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        lot: &LotId,
        policy: InForce<'_>,
    ) -> Self {
        let id = FindingId::of(rule, Some(lot.0.clone()));
        Self::new(sheet, id, rule, binds, Subject::Lot(lot.clone()), policy)
    }

    /// About an application for return, of which a lot may have several.
    pub(crate) fn application(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        (lot, application): (&LotId, &RefundApplication),
        policy: InForce<'_>,
    ) -> Self {
        let item = [lot.0.as_str(), "/", &application.id].concat();
        let id = FindingId::of(rule, Some(item.into()));
        Self::new(sheet, id, rule, binds, Subject::Lot(lot.clone()), policy)
    }

    /// Uses a fact: it is listed, and its weakness is inherited.
    pub(crate) fn uses<'fact, T>(
        &mut self,
        what: FactKey,
        fact: &'fact Fact<T>,
        value: impl FnOnce(&T) -> FactValue,
    ) -> Option<&'fact T> {
        let Some((known, source)) = fact.value().zip(fact.source()) else {
            self.misses(what);
            return None;
        };
        let provisional = matches!(fact, Fact::Provisional { .. });
        self.uses_item(what, value(known), Stated { source, provisional });
        Some(known)
    }

    /// Uses an item that its source stated as a whole.
    pub(crate) fn uses_item(&mut self, what: FactKey, value: FactValue, stated: Stated) {
        if stated.source == Source::Person {
            self.doubt(Doubt::PersonOnly);
            self.wanted.insert(what);
        }
        if stated.provisional {
            self.doubt(Doubt::FactProvisional);
            self.wanted.insert(what);
        }
        self.sheet.fact(FactUsed {
            what,
            value: Some(value),
            source: Some(stated.source),
            provisional: stated.provisional,
            lot: None,
        });
    }

    /// Looked for a fact that nobody has stated.
    pub(crate) fn misses(&mut self, what: FactKey) {
        self.doubt(Doubt::FactMissing);
        self.wanted.insert(what);
        self.lacks(what);
    }

    /// Looked for an item that is simply not there yet: it is listed and leaves no doubt.
    pub(crate) fn lacks(&mut self, what: FactKey) {
        self.sheet.fact(FactUsed {
            what,
            value: None,
            source: None,
            provisional: false,
            lot: None,
        });
    }

    /// Says of which lot the facts are that `uses` lists, in a finding about the taxpayer.
    pub(crate) fn of_lot(&mut self, lot: &LotId, uses: impl FnOnce(&mut Self)) {
        let before = self.sheet.mark();
        uses(self);
        for fact in self.sheet.facts_since(before) {
            fact.lot = Some(lot.clone());
        }
    }

    /// Rests on the readings that another finding rests on.
    pub(crate) fn reads_with(&mut self, finding: &Finding) {
        self.finding.readings.add(finding.readings);
    }

    /// Follows from another finding: its facts are listed, and its weakness is inherited.
    pub(crate) fn follows_from(&mut self, finding: &Finding) {
        self.finding.doubts.add(finding.doubts);
        for set in &finding.settled_by {
            self.wanted.add(*set);
        }
        self.reads_with(finding);
        let lot = match &finding.subject {
            Subject::Lot(lot) => Some(lot),
            Subject::Taxpayer => None,
        };
        for fact in &finding.facts {
            let lot = fact.lot.as_ref().or(lot).cloned();
            self.sheet.fact(FactUsed { lot, ..fact.clone() });
        }
    }

    /// One settled fact decides it whatever the weak ones say: the doubts about facts are dropped.
    pub(crate) fn settle(&mut self) {
        self.wanted = KeySet::EMPTY;
        for doubt in [Doubt::FactMissing, Doubt::PersonOnly, Doubt::FactProvisional] {
            self.finding.doubts.remove(doubt);
        }
    }

    /// Shows a step of its arithmetic.
    pub(crate) fn step(&mut self, step: Step) {
        self.sheet.step(step);
    }

    pub(crate) fn doubt(&mut self, doubt: Doubt) {
        self.finding.doubts.insert(doubt);
    }

    pub(crate) fn reads(&mut self, reading: ReadingKey) {
        self.finding.readings.insert(reading);
    }

    /// States the sets of facts that would settle it, where they are not simply all the facts that are weak.
    pub(crate) fn would_settle(&mut self, sets: Vec<KeySet<FactKey>>) {
        self.finding.settled_by = sets;
    }

    pub(crate) fn next(&mut self, who: Binds, what: Deed, by: Option<Date>) {
        self.finding.next_step = Some(NextStep { who, what, by });
    }

    /// Sets the last day and what follows from it.
    pub(crate) fn due(&mut self, due: Date, remind: Date, calendar: &Calendar) {
        let dates = &mut self.finding.dates;
        dates.due = Some(due);
        dates.remind = Some(remind.min(due));
        dates.overdue_from = day_after(due);
        self.falls_on(due, calendar);
    }

    /// Sets the day from which something applies.
    pub(crate) fn begins(&mut self, day: Date, calendar: &Calendar) {
        self.finding.dates.begins = Some(day);
        self.falls_on(day, calendar);
    }

    /// Says whether its day is a day off, as far as the table tells.
    fn falls_on(&mut self, day: Date, calendar: &Calendar) {
        self.finding.dates.falls_on_day_off = !calendar.is_working_day(day);
        if let Some(doubt) = calendar.doubt_on(day) {
            self.doubt(doubt);
        }
    }

    /// Says how the due day stands to the day of the assessment, or to the day it was done.
    pub(crate) fn clock(&mut self, on: Date, done: Option<Date>) {
        let dates = &mut self.finding.dates;
        dates.done = done;
        let Some(due) = dates.due else { return };
        let late = days_between(due, done.unwrap_or(on));
        dates.days_late = (late > 0).then_some(late);
        if done.is_none() {
            dates.days_left = Some(-late);
        }
    }

    /// Whether a fact it used rests on the person's word or may still change, or is missing.
    pub(crate) fn rests_on_weak_facts(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Closes with a verdict. Weak facts turn nothing green: what they alone say is met stays pending.
    #[inline]
    pub(crate) fn close(self, verdict: Verdict) -> Finding {
        let Draft {
            mut finding,
            wanted,
            sheet,
            began,
        } = self;
        sheet.give(began, &mut finding);
        settle(&mut finding, wanted, verdict);
        finding
    }
}

/// Sets the verdict, and how firm it is.
fn settle(finding: &mut Finding, wanted: KeySet<FactKey>, verdict: Verdict) {
    let weak = !wanted.is_empty();
    finding.verdict = if verdict == Verdict::Met && weak {
        Verdict::Pending
    } else {
        verdict
    };
    let doubts = finding.doubts;
    finding.certainty = if doubts.contains(&Doubt::FactMissing) || doubts.contains(&Doubt::OutOfRange) {
        Certainty::Missing
    } else if doubts.is_empty() {
        Certainty::Known
    } else {
        Certainty::Provisional
    };
    if !weak {
        finding.settled_by = Vec::new();
    } else if finding.settled_by.is_empty() {
        finding.settled_by = vec![wanted];
    }
}

impl Deref for Draft<'_> {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        &self.finding
    }
}

impl DerefMut for Draft<'_> {
    fn deref_mut(&mut self) -> &mut Finding {
        &mut self.finding
    }
}

/// Calendar days from one day to another; less than zero when the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from(day_number(to)) - i64::from(day_number(from))
}
