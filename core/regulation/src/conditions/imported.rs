//! The imports of a taxpayer with what left of each, as point 5 (1) asks for them.
//!
//! It asks only whether some of the goods left, so an export counts here whatever its goods line or its unit.

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::case::{Case, LotCase};
use crate::country::Country;
use crate::dossier::{Export, Lot};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::lot_case::Exports;
use crate::money::Quantity;
use crate::months::day_number;
use crate::policy::{CountryKind, ImportCounts};
use crate::returns;
use crate::spell::Standing;
use crate::why::FactKey;

/// A lot that was imported, with its exports in its term.
pub(super) struct Import<'a> {
    pub(super) lot: &'a Lot,
    /// The day of release or of taking on account.
    day: Date,
    /// The last day on which an export of it is in its term.
    pub(super) last_day: Date,
    /// Its export that counts, one that an authority states before the others.
    pub(super) export: Option<&'a Export>,
    /// The days of its exports in the term up to the day.
    pub(super) exported: SmallVec<[Date; 4]>,
    /// Whether an authority states all that makes it an import with its export.
    pub(super) settled: bool,
}

/// A lot of which nobody says for certain on what day it was imported.
pub(super) struct Unsure<'a> {
    lot: &'a Lot,
    /// Whether the kind of country that it was imported from is known.
    placed: bool,
    /// What would tell the day; both while the country is not known.
    days: SmallVec<[(FactKey, &'a Fact<Date>); 2]>,
}

/// The imports of a taxpayer, taken lot by lot.
#[derive(Default)]
pub(crate) struct Imports<'a> {
    imports: Vec<Import<'a>>,
    /// The numbers of their days and their places, in that order, once they are sorted.
    by_day: Vec<(i32, usize)>,
    unsure: Vec<Unsure<'a>>,
    /// Of each lot in the order in which they were taken the day of import, the latest that it may have been.
    latest: Vec<Date>,
}

impl<'a> Imports<'a> {
    /// Makes room for so many lots in all.
    pub(crate) fn reserve(&mut self, lots: usize) {
        self.imports
            .reserve_exact(lots.saturating_sub(self.imports.len()));
        self.latest.reserve_exact(lots.saturating_sub(self.latest.len()));
    }

    /// Takes over what was taken of the lots that come next.
    pub(crate) fn append(&mut self, mut next: Imports<'a>) {
        self.imports.append(&mut next.imports);
        self.unsure.append(&mut next.unsure);
        self.latest.append(&mut next.latest);
    }

    /// Of each lot in the order in which they were taken, whether it was imported under the spell that runs on the day, or may
    /// have been (`reg:5.2`).
    pub(crate) fn under_spell(&self, case: &Case<'_>) -> Vec<bool> {
        let since = match case.standing {
            Standing::Under(spell) => spell.since,
            Standing::Apart | Standing::Unknown => Date::MIN,
        };
        self.latest.iter().map(|day| *day >= since).collect()
    }

    /// Takes a lot as it stands on the day.
    pub(crate) fn take(&mut self, lot: &LotCase<'a>) {
        let (_, day) = lot.import();
        let latest = match day.value() {
            Some(day) if lot.is_placed() => *day,
            _ => self.take_unsure(lot),
        };
        self.latest.push(latest);
        let on = lot.case.on;
        let Some(imported) = day.value().filter(|day| **day <= on) else {
            return;
        };
        // A term that cannot be counted yet is not over.
        let last_day = lot.last_day.unwrap_or(Date::MAX);
        let mut left: Exports<'_> = left_up_to(lot.lot, on.min(last_day)).collect();
        left.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.cmp(other)));
        let firm = left.iter().position(|export| is_firm(export));
        let export = left.get(firm.unwrap_or(0)).copied();
        self.imports.push(Import {
            lot: lot.lot,
            day: *imported,
            last_day,
            export,
            exported: left.drain(..).map(|export| export.date).collect(),
            settled: firm.is_some()
                && lot.is_placed()
                && lot.lot.imported_from.is_settled()
                && day.is_settled(),
        });
    }

    /// Takes a lot of which the day of import is not known for certain; the latest that it may be.
    fn take_unsure(&mut self, lot: &LotCase<'a>) -> Date {
        let released = (FactKey::Released, &lot.lot.released);
        let accounted = (FactKey::TakenOnAccount, &lot.lot.taken_on_account);
        let unsure = Unsure {
            lot: lot.lot,
            placed: lot.is_placed(),
            days: match lot.origin {
                Some(CountryKind::ThirdCountry) => [released].into_iter().collect(),
                Some(CountryKind::EaeuMember) => [accounted].into_iter().collect(),
                None => [released, accounted].into_iter().collect(),
            },
        };
        let days = unsure.days.iter();
        let latest = days
            .map(|(_, day)| day.value().copied().unwrap_or(Date::MAX))
            .max();
        self.unsure.push(unsure);
        latest.unwrap_or(Date::MAX)
    }

    /// Puts them in the order of their days, and of the lots within a day, once all are taken.
    pub(crate) fn sort(&mut self) {
        let imports = self.imports.iter().enumerate();
        self.by_day = imports
            .map(|(place, import)| (day_number(import.day), place))
            .collect();
        self.by_day.sort_unstable();
    }

    /// The imports from one day to another, both with it, in the order of their days.
    pub(super) fn between(
        &self,
        from: Date,
        to: Date,
    ) -> impl DoubleEndedIterator<Item = &Import<'a>> + Clone {
        let (from, to) = (day_number(from), day_number(to));
        let first = self.by_day.partition_point(|(day, _)| *day < from);
        let end = self.by_day.partition_point(|(day, _)| *day <= to);
        let places = self.by_day.get(first..end).unwrap_or_default();
        places.iter().filter_map(|(_, place)| self.imports.get(*place))
    }

    /// The lots that may have been imported from one day to another, and would then keep those months or hold them open.
    pub(super) fn may_keep(
        &self,
        case: &Case<'_>,
        (from, to): (Date, Date),
        counts: ImportCounts,
    ) -> Vec<&Unsure<'a>> {
        let may = |unsure: &&Unsure<'_>| unsure.may_keep(case, (from, to), counts);
        self.unsure.iter().filter(may).collect()
    }
}

/// The exports by which goods left the country up to a day. Without a destination they are taken to have left.
fn left_up_to(lot: &Lot, day: Date) -> impl Iterator<Item = &Export> {
    lot.exports.iter().filter(move |export| {
        export.quantity > Quantity::ZERO
            && export.date <= day
            && export.destination.value() != Some(&Country::KYRGYZSTAN)
    })
}

/// Whether an authority states the export and where it went.
pub(super) fn is_firm(export: &Export) -> bool {
    export.stated.is_settled() && export.destination.is_settled()
}

impl Unsure<'_> {
    fn may_keep(&self, case: &Case<'_>, (from, to): (Date, Date), counts: ImportCounts) -> bool {
        self.days.iter().any(|(key, fact)| {
            let latest = match fact.value() {
                Some(day) => (from..=to).contains(day).then_some(*day),
                None => self.latest_between(*key, from, to.min(case.on), case.on),
            };
            latest.is_some_and(|day| self.keeps_from(case, day, (from, to), counts))
        })
    }

    /// The latest of these days on which it may have been imported, as far as an authority's word on other days tells.
    fn latest_between(&self, key: FactKey, from: Date, to: Date, on: Date) -> Option<Date> {
        let lot = self.lot;
        let firm = |export: &&Export| is_firm(export) && export.quantity > Quantity::ZERO;
        let exported = lot.exports.iter().filter(firm);
        let exported = exported.map(|export| export.date).min();
        let begun = exported.is_some_and(|day| day <= on);
        if !begun && lot.planned_for.is_some_and(|planned| planned > on) {
            return None;
        }
        let (mut earliest, mut latest) = (from, exported.map_or(to, |day| day.min(to)));
        if key == FactKey::Released {
            // Customs releases after these, and gives notice of it later.
            let application = lot.customs_application.as_ref();
            let application = application.filter(|application| application.stated.is_settled());
            let commitment = lot.commitment.as_ref();
            let commitment = commitment.filter(|commitment| commitment.stated.is_settled());
            for day in application
                .map(|one| one.date)
                .into_iter()
                .chain(commitment.map(|one| one.date))
            {
                earliest = earliest.max(day);
            }
            if let Some(notice) = lot
                .customs_notice
                .value()
                .filter(|_| lot.customs_notice.is_settled())
            {
                latest = latest.min(*notice);
            }
        }
        (earliest <= latest).then_some(latest)
    }

    /// Whether it would keep these months, or hold them open, had it been imported on a day of them.
    fn keeps_from(&self, case: &Case<'_>, day: Date, (from, to): (Date, Date), counts: ImportCounts) -> bool {
        let last_day = returns::last_day_if_imported(case, self.lot, day).unwrap_or(Date::MAX);
        let mut left = left_up_to(self.lot, case.on.min(last_day));
        match counts {
            ImportCounts::OnceSomeExportedInTerm => left.next().is_some() || case.on <= last_day,
            ImportCounts::ExportInSameWindow => left.any(|export| (from..=to).contains(&export.date)),
        }
    }

    /// Asks for what would tell the day.
    pub(super) fn asked_by(&self, draft: &mut Draft<'_>) {
        draft.of_lot(&self.lot.id, |draft| {
            if !self.placed {
                draft.misses(FactKey::ImportedFrom);
            }
            // Of a lot whose country is not known a day that is stated may be the one.
            let stated = self.days.iter().any(|(_, fact)| !fact.is_missing());
            for (key, _) in self.days.iter().filter(|_| !stated) {
                draft.misses(*key);
            }
        });
    }
}
