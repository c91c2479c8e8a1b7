//! What was entered beside what the case tells.
//!
//! A pure function of both, so that no order of hearing and entering matters. Each fact of the case stands for one entry at
//! most: two payments of one sum on one day are two.

use jiff::civil::Date;
use litemap::LiteMap;
use salyk_regulation::dossier::{Body, Deposit, Dossier, Lot, RefundApplication};
use salyk_regulation::money::Money;
use salyk_regulation::order;

use super::entry::{Entry, EntryKind, Told, same_number};

/// How the case stands with an entry.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The case does not tell it: it counts as the person's word.
    Open,
    /// The case tells it without its number: the case counts, and the number is the person's word.
    Unnumbered,
    /// The case tells it, or has told it before, under this number; it counts as the case tells it.
    Told(Option<String>),
    /// The case tells the same thing otherwise, and counts until the person has decided.
    Differs(Item),
    /// The case has no such lot.
    NoLot,
}

/// A fact of the case, with what of it an entry can be told by.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    pub(super) number: Option<String>,
    /// Missing where nobody says on which day it was received.
    pub(super) date: Option<Date>,
    pub(super) payment: Option<(Money, Body)>,
}

/// How the case stands with each entry, in the order of the entries.
pub(crate) fn compare(said: &Dossier, entries: &[Entry]) -> Vec<Standing> {
    let mut of_lot = LiteMap::<&str, Vec<(usize, &Entry)>>::new();
    for (place, entry) in entries.iter().enumerate() {
        of_lot.entry(entry.lot.as_str()).or_default().push((place, entry));
    }
    let mut standings: Vec<_> = entries.iter().map(|entry| unheard(said, entry)).collect();
    for lot in &said.lots {
        // Should two lots have one id, the first is meant, as everywhere.
        let Some(own) = of_lot.remove(lot.id.0.as_str()) else {
            continue;
        };
        for kind in EntryKind::ALL {
            let of_kind = own.iter().filter(|(_, entry)| entry.kind() == kind).copied();
            for (place, standing) in of_one_kind(said, items(lot, kind), of_kind.collect()) {
                if let Some(slot) = standings.get_mut(place) {
                    *slot = standing;
                }
            }
        }
    }
    standings
}

/// Adds the entries that count to the facts of their lots.
pub(crate) fn lay(shown: &mut Dossier, open: &[&Entry]) {
    let mut of_lot = LiteMap::<&str, Vec<&Entry>>::new();
    for entry in open {
        of_lot.entry(entry.lot.as_str()).or_default().push(*entry);
    }
    for lot in &mut shown.lots {
        let own = of_lot.remove(lot.id.0.as_str()).unwrap_or_default();
        own.into_iter().for_each(|entry| entry.add_to(lot));
    }
}

/// Without a fact of the case that stands for it.
fn unheard(said: &Dossier, entry: &Entry) -> Standing {
    match acknowledged(said, entry) {
        Some(told) => Standing::Told(told.number.clone()),
        None => Standing::NoLot,
    }
}

/// The acknowledgement, unless this is an older case than the one that gave it: answers may overtake each other.
fn acknowledged<'a>(said: &Dossier, entry: &'a Entry) -> Option<&'a Told> {
    entry.told.as_ref().filter(|told| told.revision <= said.revision)
}

/// What makes a fact of the case stand for an entry.
type Test = fn(&Entry, &Item) -> bool;

/// What follows from it.
type Meaning = fn(Item) -> Standing;

/// By its number, whatever else may stand for it.
const BY_NUMBER: [(Test, Meaning); 2] = [(is_the_same, told), (has_its_number, Standing::Differs)];

/// Otherwise, the firmest first.
const BY_THE_REST: [(Test, Meaning); 3] = [
    (is_the_same_payment, told),
    (lacks_the_number, |_| Standing::Unnumbered),
    (is_in_its_place, Standing::Differs),
];

/// The entries of one kind and lot, and the facts of the case that may stand for them.
struct Table<'a> {
    own: Vec<(usize, &'a Entry)>,
    /// Each with whether it stands for an entry; such a one stands for no other, except by its number.
    items: Vec<(Item, bool)>,
    settled: Vec<(usize, Standing)>,
}

/// The standings of entries of one kind and lot, each with its place.
fn of_one_kind(
    said: &Dossier,
    mut items: Vec<Item>,
    mut own: Vec<(usize, &Entry)>,
) -> Vec<(usize, Standing)> {
    items.sort();
    order::sort_by_key(&mut own, |(_, entry)| {
        (entry.number.clone(), entry.date, entry.what, entry.id.clone())
    });
    let (known, new): (Vec<_>, Vec<_>) = own
        .into_iter()
        .partition(|(_, entry)| acknowledged(said, entry).is_some());
    let mut table = Table {
        own: Vec::new(),
        items: items.into_iter().map(|item| (item, false)).collect(),
        settled: Vec::new(),
    };
    table.own = known;
    table.settle(
        |entry, item| is_acknowledgement(entry, item) && has_its_number(entry, item),
        told,
        false,
    );
    let known = std::mem::replace(&mut table.own, new);
    table.settle_by_number();
    table.acknowledge(known);
    // Those that turned out not to be acknowledged have numbers too.
    table.settle_by_number();
    for (test, standing) in BY_THE_REST {
        table.settle(test, standing, false);
    }
    let open = table.own.into_iter().map(|(place, _)| (place, Standing::Open));
    table.settled.extend(open);
    table.settled
}

impl<'a> Table<'a> {
    fn settle_by_number(&mut self) {
        for (test, standing) in BY_NUMBER {
            self.settle(test, standing, true);
        }
    }

    fn settle(&mut self, test: Test, standing: Meaning, even_taken: bool) {
        let Self { own, items, settled } = self;
        own.retain(|(place, entry)| {
            let fits = |(item, taken): &&mut (Item, bool)| (even_taken || !*taken) && test(entry, item);
            let Some((item, taken)) = items.iter_mut().find(fits) else {
                return true;
            };
            *taken = true;
            settled.push((*place, standing(item.clone())));
            false
        });
    }

    /// What was acknowledged is the service's to tell, whatever has become of it. But where the fact that was taken for it is, by
    /// its number, another entry's, it was none.
    fn acknowledge(&mut self, known: Vec<(usize, &'a Entry)>) {
        for (place, entry) in known {
            let mut found = self
                .items
                .iter_mut()
                .filter(|(item, _)| is_acknowledgement(entry, item));
            let number = entry.told.as_ref().and_then(|told| told.number.clone());
            match found.next() {
                Some((_, taken)) if *taken && !entry.kind().is_single() => self.own.push((place, entry)),
                Some((_, taken)) => {
                    *taken = true;
                    self.settled.push((place, Standing::Told(number)));
                }
                None => self.settled.push((place, Standing::Told(number))),
            }
        }
    }
}

fn told(item: Item) -> Standing {
    Standing::Told(item.number)
}

/// The fact that was heard to stand for the entry.
fn is_acknowledgement(entry: &Entry, item: &Item) -> bool {
    entry.told.as_ref().is_some_and(|told| told.number == item.number)
}

fn is_the_same(entry: &Entry, item: &Item) -> bool {
    has_its_number(entry, item)
        && item.date.is_none_or(|date| date == entry.date)
        && item.payment == entry.payment()
}

fn has_its_number(entry: &Entry, item: &Item) -> bool {
    let numbers = entry.number.as_deref().zip(item.number.as_deref());
    numbers.is_some_and(|(entered, told)| same_number(entered, told))
}

/// Of the same day and sum; of papers, which have no sum, of the same day, where the person gave no number.
fn is_the_same_payment(entry: &Entry, item: &Item) -> bool {
    is_of_its_day(entry, item) && (item.payment.is_some() || entry.number.is_none())
}

fn lacks_the_number(entry: &Entry, item: &Item) -> bool {
    is_of_its_day(entry, item) && item.number.is_none()
}

/// A lot has one such paper; of several applications, one made on the same day.
fn is_in_its_place(entry: &Entry, item: &Item) -> bool {
    entry.kind().is_single() || item.payment.is_none() && is_of_its_day(entry, item)
}

fn is_of_its_day(entry: &Entry, item: &Item) -> bool {
    item.date == Some(entry.date) && item.payment == entry.payment()
}

/// What the case tells of a kind.
fn items(lot: &Lot, kind: EntryKind) -> Vec<Item> {
    let paper = |number: &Option<String>, date| Item {
        number: number.clone(),
        date: Some(date),
        payment: None,
    };
    match kind {
        EntryKind::Deposit => {
            let item = |deposit: &Deposit| Item {
                number: Some(deposit.number.clone()),
                date: Some(deposit.date),
                payment: Some((deposit.sum, deposit.account)),
            };
            lot.deposits.iter().map(item).collect()
        }
        EntryKind::CustomsApplication => {
            let application = lot.customs_application.iter();
            application.map(|one| paper(&one.number, one.date)).collect()
        }
        EntryKind::Commitment => {
            let commitment = lot.commitment.iter();
            commitment.map(|one| paper(&one.number, one.date)).collect()
        }
        EntryKind::CustomsRefund => {
            let applications = lot.refund_applications.iter();
            let to_customs = applications.filter(|one| one.addressee == Body::Customs);
            let item = |one: &RefundApplication| Item {
                number: Some(one.id.clone()),
                date: one.filed.value().copied(),
                payment: None,
            };
            to_customs.map(item).collect()
        }
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
