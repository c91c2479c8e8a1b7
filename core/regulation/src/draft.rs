//! A finding in the making: it gathers facts, doubts, readings and steps, and closes with the weakest of them.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::dossier::{LotId, RefundApplication};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Certainty, Dates, Deed, Finding, NextStep, PenaltyEstimate, Subject, Verdict};
use crate::months::{day_after, day_number};
use crate::page::{Mark, Sheet};
use crate::policy::{InForce, ReadingKey};
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::why::{Doubt, FactItem, FactKey, FactUsed, FactValue, Step};

pub(crate) struct Draft<'sheet> {
    /// What is known of it so far. Its verdict, certainty and places stand when it is closed.
    finding: Finding,
    /// Its dates so far; most have none.
    dates: Option<Dates>,
    /// What its facts and steps are written on.
    sheet: &'sheet mut Sheet,
    /// Where they begin.
    began: Mark,
}

impl<'sheet> Draft<'sheet> {
    /// About the taxpayer, unless the sheet is on a lot.
    #[inline]
    pub(crate) fn taxpayer(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        policy: InForce<'_>,
    ) -> Self {
        let mut finding = Finding::new(rule, binds);
        if policy.before_first {
            finding.doubts.insert(Doubt::BeforeFirstEdition);
        }
        finding.places.edition = sheet.edition(&policy.edition.id);
        Draft {
            finding,
            dates: None,
            began: sheet.mark(),
            sheet,
        }
    }

    #[inline]
    pub(crate) fn lot(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        lot: &LotId,
        policy: InForce<'_>,
    ) -> Self {
        sheet.on_lot(lot);
        Self::taxpayer(sheet, rule, binds, policy)
    }

    /// About an application for return, of which a lot may have several.
    pub(crate) fn application(
        sheet: &'sheet mut Sheet,
        rule: RuleId,
        binds: Binds,
        (lot, application): (&LotId, &RefundApplication),
        policy: InForce<'_>,
    ) -> Self {
        let item = sheet.item(lot, &application.id);
        let mut draft = Self::lot(sheet, rule, binds, lot, policy);
        draft.finding.places.item = item;
        draft
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
        self.inherits(what, stated);
        self.sheet.fact(FactUsed {
            what,
            value: Some(value),
            source: Some(stated.source),
            provisional: stated.provisional,
            lot: None,
            item: None,
        });
    }

    /// Uses a fact of which a lot has one: where the page has it already, its place is all that is written.
    pub(crate) fn uses_own<'fact, T>(
        &mut self,
        what: FactKey,
        fact: &'fact Fact<T>,
        value: impl FnOnce(&T) -> FactValue,
    ) -> Option<&'fact T> {
        match fact.value().zip(fact.source()) {
            Some((known, source)) if self.sheet.has_again(what) => {
                let provisional = matches!(fact, Fact::Provisional { .. });
                self.inherits(what, Stated { source, provisional });
                Some(known)
            }
            _ => self.uses(what, fact, value),
        }
    }

    /// Takes over a fact's weakness.
    fn inherits(&mut self, what: FactKey, stated: Stated) {
        if stated.source == Source::Person {
            self.doubt(Doubt::PersonOnly);
            self.finding.wanted.insert(what);
        }
        if stated.provisional {
            self.doubt(Doubt::FactProvisional);
            self.finding.wanted.insert(what);
        }
    }

    /// Looked for a fact that nobody has stated.
    pub(crate) fn misses(&mut self, what: FactKey) {
        self.doubt(Doubt::FactMissing);
        self.finding.wanted.insert(what);
        self.lacks(what);
    }

    /// Looked for one of several facts of a kind, and nobody has stated it.
    pub(crate) fn misses_item(&mut self, what: FactKey, item: FactItem) {
        self.doubt(Doubt::FactMissing);
        self.finding.wanted.insert(what);
        self.unstated(what, Some(item));
    }

    /// Looked for an item that is simply not there yet: it is listed and leaves no doubt.
    pub(crate) fn lacks(&mut self, what: FactKey) {
        self.unstated(what, None);
    }

    fn unstated(&mut self, what: FactKey, item: Option<FactItem>) {
        self.sheet.fact(FactUsed {
            what,
            value: None,
            source: None,
            provisional: false,
            lot: None,
            item,
        });
    }

    /// Says of which lot the facts are that `uses` lists, in a finding about the taxpayer.
    pub(crate) fn of_lot(&mut self, lot: &LotId, uses: impl FnOnce(&mut Self)) {
        let before = self.sheet.facts_of(Some(lot.clone()));
        uses(self);
        self.sheet.facts_of(before);
    }

    /// Rests on the readings that other findings rest on.
    pub(crate) fn reads_all(&mut self, readings: KeySet<ReadingKey>) {
        self.finding.readings.add(readings);
    }

    /// Follows from another finding: its facts are listed, and its weakness is inherited.
    pub(crate) fn follows_from(&mut self, finding: &Finding) {
        self.finding.doubts.add(finding.doubts);
        for set in finding.settled_by() {
            self.finding.wanted.add(*set);
        }
        self.reads_all(finding.readings);
        let lot = match finding.subject() {
            Subject::Lot(lot) => Some(lot),
            Subject::Taxpayer => None,
        };
        for fact in finding.facts() {
            let lot = fact.lot.as_ref().or(lot).cloned();
            self.sheet.fact(FactUsed { lot, ..fact.clone() });
        }
    }

    /// One settled fact decides it whatever the weak ones say: the doubts about facts are dropped.
    pub(crate) fn settle(&mut self) {
        self.finding.wanted = KeySet::EMPTY;
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
        self.finding.set_settled_by(sets);
    }

    pub(crate) fn next(&mut self, who: Binds, what: Deed, by: Option<Date>) {
        self.finding.next_step = Some(NextStep { who, what, by });
    }

    /// Its dates, to be set.
    pub(crate) fn dates(&mut self) -> &mut Dates {
        self.dates.get_or_insert(Dates::NONE)
    }

    /// Sets the last day and what follows from it.
    pub(crate) fn due(&mut self, due: Date, remind: Date, calendar: &Calendar) {
        let dates = self.dates();
        dates.due = Some(due);
        dates.remind = Some(remind.min(due));
        dates.overdue_from = day_after(due);
        self.falls_on(due, calendar);
    }

    /// Sets the day from which something applies.
    pub(crate) fn begins(&mut self, day: Date, calendar: &Calendar) {
        self.dates().begins = Some(day);
        self.falls_on(day, calendar);
    }

    /// Says whether its day is a day off, as far as the table tells.
    fn falls_on(&mut self, day: Date, calendar: &Calendar) {
        self.dates().falls_on_day_off = !calendar.is_working_day(day);
        if let Some(doubt) = calendar.doubt_on(day) {
            self.doubt(doubt);
        }
    }

    /// Says how the due day stands to the day of the assessment, or to the day it was done.
    pub(crate) fn clock(&mut self, on: Date, done: Option<Date>) {
        let dates = self.dates();
        dates.done = done;
        let Some(due) = dates.due else { return };
        let late = day_number(done.unwrap_or(on)) - day_number(due);
        dates.days_late = (late > 0).then_some(late);
        if done.is_none() {
            dates.days_left = Some(-late);
        }
    }

    /// States its penalty so far.
    pub(crate) fn penalty(&mut self, penalty: PenaltyEstimate) {
        self.finding.set_penalty(penalty);
    }

    /// Whether a fact it used rests on the person's word or may still change, or is missing.
    pub(crate) fn rests_on_weak_facts(&self) -> bool {
        !self.finding.wanted.is_empty()
    }

    /// Closes with a verdict. Weak facts turn nothing green: what they alone say is met stays pending.
    #[inline]
    pub(crate) fn close(self, verdict: Verdict) -> Finding {
        let Draft {
            mut finding,
            dates,
            sheet,
            began,
        } = self;
        sheet.give(began, dates, &mut finding.places);
        let weak = !finding.wanted.is_empty();
        finding.verdict = if verdict == Verdict::Met && weak {
            Verdict::Pending
        } else {
            verdict
        };
        finding.certainty = certainty(finding.doubts);
        if !weak {
            finding.clear_settled_by();
        }
        finding
    }
}

/// How firm an answer with such doubts is.
fn certainty(doubts: KeySet<Doubt>) -> Certainty {
    if doubts.is_empty() {
        Certainty::Known
    } else if doubts.contains(&Doubt::FactMissing) || doubts.contains(&Doubt::OutOfRange) {
        Certainty::Missing
    } else {
        Certainty::Provisional
    }
}
