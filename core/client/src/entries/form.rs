//! The form of an entry: a function of what was typed, of the case and of what was entered before.

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::dossier::{Body, Dossier};
use salyk_regulation::money::Money;

use super::compare::{Standing, compare};
use super::entry::{Entry, EntryKind, What, same_number};
use crate::screens::EntryPlace;
use crate::text::{Language, written_day, written_sum};

/// The longest number that is kept, in characters.
const LONGEST_NUMBER: usize = 64;
/// How many entries one taxpayer may have that the case does not tell.
pub(super) const MOST: usize = 256;

/// What the form is made of, besides what was typed.
pub(super) struct Given<'a> {
    pub(super) said: &'a Dossier,
    pub(super) entries: &'a [Entry],
    /// Who holds the lot's deposit.
    pub(super) holder: Option<Body>,
    pub(super) today: Date,
    pub(super) language: Language,
}

/// What is wrong with a field, or missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// A payment has a number.
    NoNumber,
    NumberUnreadable,
    NoDay,
    DayUnreadable,
    /// Only what has happened is recorded.
    DayAhead,
    NoSum,
    SumUnreadable,
    SumNone,
    /// It is not known to whose account the deposit goes, or not to customs', of which an answer is recorded.
    NoHolder,
    /// The person has entered it before.
    AlreadyEntered,
    /// The case tells it.
    AlreadyTold,
    TooMany,
}

/// What follows from what was typed.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// In the order of the fields; empty exactly if it can be recorded.
    pub(super) problems: Vec<Problem>,
    pub(super) ready: Option<Entry>,
}

/// The form as it stands. What is ready has no local id and no time yet.
pub(super) fn form(place: &EntryPlace, given: &Given<'_>) -> Form {
    let mut problems = Vec::new();
    let number = kept(&mut problems, number(place));
    let date = kept(&mut problems, day(place, given.today));
    let what = kept(&mut problems, what(place, given));
    let (Some(number), Some(date), Some(what)) = (number, date, what) else {
        return Form {
            problems,
            ready: None,
        };
    };
    let entry = Entry {
        id: String::new(),
        lot: place.lot.clone(),
        what,
        number,
        date,
        at: Timestamp::UNIX_EPOCH,
        kept: false,
        told: None,
    };
    match again(&entry, given) {
        Some(problem) => Form {
            problems: vec![problem],
            ready: None,
        },
        None => Form {
            problems,
            ready: Some(entry),
        },
    }
}

fn kept<T>(problems: &mut Vec<Problem>, read: Result<T, Problem>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

fn number(place: &EntryPlace) -> Result<Option<String>, Problem> {
    let words: Vec<_> = place.number.text.split_whitespace().collect();
    let number = words.join(" ");
    if number.is_empty() {
        return match place.kind {
            EntryKind::Deposit => Err(Problem::NoNumber),
            _ => Ok(None),
        };
    }
    if number.chars().count() > LONGEST_NUMBER || number.chars().any(char::is_control) {
        return Err(Problem::NumberUnreadable);
    }
    Ok(Some(number))
}

fn day(place: &EntryPlace, today: Date) -> Result<Date, Problem> {
    match written_day(&place.day.text) {
        Some(day) if day > today => Err(Problem::DayAhead),
        Some(day) => Ok(day),
        None if place.day.text.trim().is_empty() => Err(Problem::NoDay),
        None => Err(Problem::DayUnreadable),
    }
}

fn what(place: &EntryPlace, given: &Given<'_>) -> Result<What, Problem> {
    match place.kind {
        EntryKind::Deposit => {
            let account = given.holder.ok_or(Problem::NoHolder)?;
            let sum = match written_sum(&place.sum.text, given.language) {
                Some(0) => return Err(Problem::SumNone),
                Some(tyiyn) => Money::from_tyiyn(tyiyn),
                None if place.sum.text.trim().is_empty() => return Err(Problem::NoSum),
                None => return Err(Problem::SumUnreadable),
            };
            Ok(What::Deposit { sum, account })
        }
        _ if given.holder != Some(Body::Customs) => Err(Problem::NoHolder),
        EntryKind::CustomsApplication => Ok(What::CustomsApplication),
        EntryKind::Commitment => Ok(What::Commitment),
        EntryKind::CustomsRefund => Ok(What::CustomsRefund),
    }
}

/// Why it is not to be entered once more.
fn again(entry: &Entry, given: &Given<'_>) -> Option<Problem> {
    let standings = compare(given.said, given.entries);
    let untold = |standing: &Standing| !matches!(standing, Standing::Told(_));
    let mut own = given
        .entries
        .iter()
        .zip(&standings)
        .filter(|(_, standing)| untold(standing));
    if own.clone().count() >= MOST {
        return Some(Problem::TooMany);
    }
    if own.any(|(other, _)| is_the_same(entry, other) || entry.kind().is_single() && is_beside(entry, other))
    {
        return Some(Problem::AlreadyEntered);
    }
    if given.entries.iter().any(|other| is_the_same(entry, other)) {
        return Some(Problem::AlreadyTold);
    }
    let mut with: Vec<_> = given.entries.to_vec();
    with.push(entry.clone());
    let told = compare(given.said, &with)
        .pop()
        .is_some_and(|standing| !untold(&standing));
    told.then_some(Problem::AlreadyTold)
}

fn is_beside(one: &Entry, other: &Entry) -> bool {
    one.lot == other.lot && one.kind() == other.kind()
}

/// Whether two entries are of one fact.
fn is_the_same(one: &Entry, other: &Entry) -> bool {
    is_beside(one, other)
        && match (&one.number, &other.number) {
            (Some(number), Some(known)) => same_number(number, known),
            _ => one.date == other.date,
        }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
