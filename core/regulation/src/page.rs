//! What the findings on one subject keep together, so that none needs memory of its own.

use core::slice;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::dossier::LotId;
use crate::finding::{Dates, Finding, Subject};
use crate::set::Key;
use crate::text::Text;
use crate::why::{FactKey, FactUsed, Step};

/// The finished lists of the findings on one subject.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) subject: Subject,
    /// The policy editions under which they were made.
    pub(crate) editions: SmallVec<[Text; 2]>,
    /// What a finding is called after where the subject alone does not tell it from others.
    pub(crate) items: Box<[Text]>,
    /// The facts that they used, each once for most.
    pub(crate) facts: Box<[FactUsed]>,
    /// The places of each finding's facts, one finding after another.
    pub(crate) used: Box<[u32]>,
    pub(crate) steps: Box<[Step]>,
    pub(crate) dates: Box<[Dates]>,
}

/// Where a finding's own lists stand on its page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Places {
    /// Among the places of facts.
    pub(crate) facts: Stretch,
    pub(crate) steps: Stretch,
    /// Its dates, counted from 1; 0 when it has none.
    pub(crate) dates: u32,
    /// What it is called after, counted from 1; 0 for the subject.
    pub(crate) item: u32,
    pub(crate) edition: u32,
}

impl Places {
    pub(crate) fn dates_of(self, dates: &[Dates]) -> &Dates {
        const NONE: &Dates = &Dates::NONE;
        let at = self.dates.checked_sub(1);
        at.and_then(|at| dates.get(place(at))).unwrap_or(NONE)
    }
}

/// From one place of a list up to another.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stretch {
    from: u32,
    to: u32,
}

impl Stretch {
    pub(crate) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(place(self.from)..place(self.to)).unwrap_or_default()
    }
}

/// The facts that a finding used, in order.
#[derive(Debug, Clone)]
pub struct Facts<'page> {
    all: &'page [FactUsed],
    places: slice::Iter<'page, u32>,
}

impl<'page> Facts<'page> {
    pub(crate) fn new(page: Option<&'page Page>, places: Places) -> Self {
        let used = page.map_or(&[][..], |page| places.facts.of(&page.used));
        Facts {
            all: page.map_or(&[], |page| &page.facts),
            places: used.iter(),
        }
    }
}

impl<'page> Iterator for Facts<'page> {
    type Item = &'page FactUsed;

    fn next(&mut self) -> Option<&'page FactUsed> {
        self.all.get(place(*self.places.next()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl ExactSizeIterator for Facts<'_> {}

/// The lists of findings in the making.
pub(crate) struct Sheet {
    subject: Option<LotId>,
    editions: SmallVec<[Text; 2]>,
    items: Vec<Text>,
    /// How many of the items have come a second time.
    items_again: u32,
    facts: Vec<FactUsed>,
    used: Vec<u32>,
    steps: Vec<Step>,
    dates: Vec<Dates>,
    /// Where the latest fact of each kind stands, counted from 1: most are used by one finding after another.
    latest: [u32; FactKey::ALL.len()],
    /// The lot that the facts written now are about, in a finding about the taxpayer.
    about: Option<LotId>,
}

/// Where a sheet's lists stood.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    facts: u32,
    steps: u32,
}

impl Default for Sheet {
    fn default() -> Self {
        Sheet {
            subject: None,
            editions: SmallVec::new(),
            items: Vec::new(),
            items_again: 0,
            facts: Vec::new(),
            used: Vec::new(),
            steps: Vec::new(),
            dates: Vec::new(),
            latest: [0; _],
            about: None,
        }
    }
}

impl Sheet {
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            facts: length(&self.used),
            steps: length(&self.steps),
        }
    }

    /// Says which lot the findings are about; all of one page are about the same.
    pub(crate) fn on_lot(&mut self, lot: &LotId) {
        if self
            .subject
            .as_ref()
            .is_none_or(|one| !one.0.is_shared_with(&lot.0))
        {
            self.subject = Some(lot.clone());
        }
    }

    /// The place of a policy edition.
    pub(crate) fn edition(&mut self, id: &Text) -> u32 {
        let known = self.editions.iter().position(|one| one.is_shared_with(id));
        let place = known.unwrap_or_else(|| {
            self.editions.push(id.clone());
            self.editions.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// The place of what a finding on an item of a lot is called after. Items that have come by come again in their order.
    pub(crate) fn item(&mut self, lot: &LotId, item: &str) -> u32 {
        let next = self.items.get(place(self.items_again));
        let rest = next.and_then(|name| name.strip_prefix(lot.0.as_str())?.strip_prefix('/'));
        if rest == Some(item) {
            self.items_again += 1;
            return self.items_again;
        }
        self.items.push([lot.0.as_str(), "/", item].concat().into());
        length(&self.items)
    }

    pub(crate) fn fact(&mut self, mut fact: FactUsed) {
        if fact.lot.is_none() {
            fact.lot.clone_from(&self.about);
        }
        let Some(latest) = self.latest.get_mut(place(fact.what.index())) else {
            return;
        };
        let before = latest
            .checked_sub(1)
            .and_then(|latest| self.facts.get(place(latest)));
        if before != Some(&fact) {
            self.facts.push(fact);
            *latest = length(&self.facts);
        }
        self.used.push(latest.saturating_sub(1));
    }

    /// Writes the latest fact of a kind once more; whether it is one that was stated, of the page's own subject.
    pub(crate) fn has_again(&mut self, what: FactKey) -> bool {
        let latest = self.latest.get(place(what.index()));
        let latest = latest.and_then(|latest| latest.checked_sub(1));
        let Some(latest) = latest.filter(|_| self.about.is_none()) else {
            return false;
        };
        let fact = self.facts.get(place(latest));
        let stated = fact.is_some_and(|fact| fact.value.is_some());
        if stated {
            self.used.push(latest);
        }
        stated
    }

    /// Says which lot the facts written from now on are about; gives back which it was.
    pub(crate) fn facts_of(&mut self, lot: Option<LotId>) -> Option<LotId> {
        core::mem::replace(&mut self.about, lot)
    }

    pub(crate) fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Says that what was written since a mark is a finding's, and that these are its dates.
    pub(crate) fn give(&mut self, since: Mark, dates: Option<Dates>, places: &mut Places) {
        places.facts = Stretch {
            from: since.facts,
            to: length(&self.used),
        };
        places.steps = Stretch {
            from: since.steps,
            to: length(&self.steps),
        };
        if let Some(dates) = dates {
            self.dates.push(dates);
            places.dates = length(&self.dates);
        }
    }

    /// The dates of a finding that was closed on this sheet.
    pub(crate) fn dates(&self, finding: &Finding) -> &Dates {
        finding.places.dates_of(&self.dates)
    }

    /// Hands the lists over to the findings that were made with them, and begins anew.
    pub(crate) fn finish<'all>(&mut self, findings: impl IntoIterator<Item = &'all mut Finding>) {
        self.latest = [0; _];
        self.items_again = 0;
        let page = Arc::new(Page {
            subject: self.subject.take().map_or(Subject::Taxpayer, Subject::Lot),
            editions: core::mem::take(&mut self.editions),
            items: taken(&mut self.items),
            facts: taken(&mut self.facts),
            used: taken(&mut self.used),
            steps: taken(&mut self.steps),
            dates: taken(&mut self.dates),
        });
        for finding in findings {
            finding.put_on(&page);
        }
    }
}

/// What a list holds, in no more memory than that takes; the list keeps its own for the next page.
fn taken<T>(list: &mut Vec<T>) -> Box<[T]> {
    let mut exact = Vec::with_capacity(list.len());
    exact.append(list);
    exact.into_boxed_slice()
}

fn length<T>(list: &[T]) -> u32 {
    // A list of 2³² facts fits no memory.
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
