//! Point 5 (1): an import of goods with their export, at least once in any six consecutive calendar months.

use std::collections::BTreeSet;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::export::use_export;
use crate::case::{Case, LotCase};
use crate::dossier::{Export, Lot};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Quantity;
use crate::months::{add_months, day_number, first_full_month, last_of_months};
use crate::page::Sheet;
use crate::policy::{ActivityWindow, ImportCounts, ReadingKey};
use crate::rule::RuleId;
use crate::spell;
use crate::why::{FactKey, FactValue, Step, WindowState};

/// A lot that was imported, with its exports in its term.
struct Import<'a> {
    lot: &'a Lot,
    /// The day of release or of taking on account.
    day: Date,
    /// The last day on which an export of it is in its term.
    last_day: Date,
    /// Its export that counts, one that an authority states before the others.
    export: Option<&'a Export>,
    /// The days of its exports in the term up to the day.
    exported: SmallVec<[Date; 4]>,
    /// Whether an authority states all that makes it an import with its export.
    settled: bool,
}

/// The imports of a taxpayer, taken lot by lot.
#[derive(Default)]
pub(crate) struct Imports<'a> {
    imports: Vec<Import<'a>>,
    /// The numbers of their days and their places, in that order, once all are taken.
    by_day: Vec<(i32, usize)>,
    /// A lot whose country is not known may have been imported on another day than the one that was taken.
    unplaced: bool,
}

impl<'a> Imports<'a> {
    pub(crate) fn with_capacity(lots: usize) -> Self {
        Imports {
            imports: Vec::with_capacity(lots),
            by_day: Vec::new(),
            unplaced: false,
        }
    }

    /// Takes a lot that was imported up to the day.
    pub(crate) fn take(&mut self, lot: &LotCase<'a>) {
        let (_, day) = lot.import();
        let Some(imported) = day.value() else { return };
        self.unplaced |= !lot.is_placed();
        let on = lot.case.on;
        if *imported > on {
            return;
        }
        // A term that cannot be counted yet is not over.
        let last_day = lot.last_day.unwrap_or(Date::MAX);
        let in_term = |export: &&&Export| export.quantity > Quantity::ZERO && export.date <= on.min(last_day);
        let exports = || lot.exports.iter().filter(in_term).copied();
        let export = exports()
            .find(|export| export.stated.is_settled())
            .or_else(|| exports().next());
        let by_authority = export.is_some_and(|export| export.stated.is_settled());
        self.imports.push(Import {
            lot: lot.lot,
            day: *imported,
            last_day,
            export,
            exported: exports().map(|export| export.date).collect(),
            settled: by_authority
                && lot.is_placed()
                && lot.lot.imported_from.is_settled()
                && day.is_settled(),
        });
    }

    /// Puts them in the order of their days, and of the lots within a day.
    fn sort(&mut self) {
        let imports = self.imports.iter().enumerate();
        self.by_day = imports
            .map(|(place, import)| (day_number(import.day), place))
            .collect();
        self.by_day.sort_unstable();
    }

    /// The imports from one day to another, both with it, in the order of their days.
    fn between(&self, from: Date, to: Date) -> impl DoubleEndedIterator<Item = &Import<'a>> + Clone {
        let (from, to) = (day_number(from), day_number(to));
        let first = self.by_day.partition_point(|(day, _)| *day < from);
        let end = self.by_day.partition_point(|(day, _)| *day <= to);
        let places = self.by_day.get(first..end).unwrap_or_default();
        places.iter().filter_map(|(_, place)| self.imports.get(*place))
    }
}

/// A window of full calendar months.
struct Window<'all, 'a> {
    from: Date,
    to: Date,
    state: WindowState,
    /// The day after which it can no longer be kept.
    ends: Date,
    /// The imports that fall in it; where it is kept, only the one that keeps it; while it is pending, only the one that
    /// holds it open the longest.
    imports: Vec<&'all Import<'a>>,
}

/// `reg:5.1`: at least once in any six consecutive calendar months the taxpayer imports goods and exports them.
pub(crate) fn import_with_export(case: &Case<'_>, mut imports: Imports<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg5_1, Binds::Taxpayer, case.policy_now());
    let spell = match spell::under(case, &mut draft) {
        Ok(spell) => spell,
        Err(verdict) => return draft.close(verdict),
    };
    draft.reads(ReadingKey::ActivityWindow);
    draft.reads(ReadingKey::ImportCounts);
    imports.sort();
    let windows = windows(case, spell.since, &imports);
    if let Some(broken) = windows.iter().find(|window| window.state == WindowState::Broken) {
        return closed(case, draft, broken, imports.unplaced);
    }
    let mut listed = BTreeSet::new();
    for import in windows.iter().flat_map(|window| &window.imports) {
        if listed.insert(&import.lot.id) {
            use_import(case, &mut draft, import);
        }
    }
    let open: Vec<_> = windows
        .iter()
        .filter(|window| window.state == WindowState::Pending)
        .collect();
    let last = windows.last().filter(|_| open.is_empty());
    for window in open.iter().copied().chain(last) {
        draft.step(window.step());
    }
    let Some(next) = open.iter().min_by_key(|window| window.ends) else {
        return draft.close(if windows.is_empty() {
            Verdict::Pending
        } else {
            Verdict::Met
        });
    };
    draft.dates().counted_from = Some(next.from);
    draft.due(next.ends, next.ends, case.calendar);
    draft.clock(case.on, None);
    draft.next(Binds::Taxpayer, Deed::ImportWithExport, Some(next.ends));
    draft.close(Verdict::Pending)
}

/// A window ended without an import and its export.
fn closed(case: &Case<'_>, mut draft: Draft, broken: &Window<'_, '_>, unplaced: bool) -> Finding {
    for import in &broken.imports {
        use_import(case, &mut draft, import);
    }
    if broken.imports.is_empty() {
        draft.lacks(FactKey::Exported);
    }
    draft.step(broken.step());
    draft.dates().counted_from = Some(broken.from);
    draft.due(broken.ends, broken.ends, case.calendar);
    draft.clock(case.on, None);
    if unplaced {
        draft.misses(FactKey::ImportedFrom);
        return draft.close(Verdict::Unknown);
    }
    draft.close(Verdict::Breached)
}

/// The windows that have begun, up to the first that is broken.
fn windows<'all, 'a>(case: &Case<'_>, since: Date, imports: &'all Imports<'a>) -> Vec<Window<'all, 'a>> {
    let mut windows = Vec::new();
    let mut next = first_full_month(since.max(case.policies.first_day()));
    while let Some(from) = next.filter(|from| *from <= case.on) {
        let edition = case.policies.in_force(from).edition;
        let months = edition.figures.activity_window_months.value;
        let Some(to) = last_of_months(from, months) else {
            break;
        };
        let counts = edition.readings.import_counts.value;
        let window = window(case.on, from, to, counts, imports);
        let broken = window.state == WindowState::Broken;
        windows.push(window);
        if broken {
            break;
        }
        next = match edition.readings.activity_window.value {
            ActivityWindow::EveryRollingWindow => add_months(from, 1),
            ActivityWindow::ConsecutiveBlocks => add_months(from, months),
        };
    }
    windows
}

/// How one window stands.
fn window<'all, 'a>(
    on: Date,
    from: Date,
    to: Date,
    counts: ImportCounts,
    imports: &'all Imports<'a>,
) -> Window<'all, 'a> {
    let all = imports.between(from, to);
    let kept_by = |import: &&Import<'_>| match counts {
        ImportCounts::OnceSomeExportedInTerm => import.export.is_some(),
        ImportCounts::ExportInSameWindow => import.exported.iter().any(|day| (from..=to).contains(day)),
    };
    // Of several that keep it, one that an authority states; the latest, which keeps the most windows.
    let keeps = || all.clone().rev().filter(kept_by);
    if let Some(import) = keeps().find(|import| import.settled).or_else(|| keeps().next()) {
        return Window {
            from,
            to,
            state: WindowState::Kept,
            ends: to,
            imports: vec![import],
        };
    }
    // While an import may still be exported in its term the window is neither kept nor broken.
    let ends = match counts {
        ImportCounts::OnceSomeExportedInTerm => all.clone().map(|import| import.last_day).fold(to, Date::max),
        ImportCounts::ExportInSameWindow => to,
    };
    let (state, imports) = if on <= ends {
        let holding = all.filter(|import| import.last_day >= ends);
        (WindowState::Pending, holding.take(1).collect())
    } else {
        (WindowState::Broken, all.collect())
    };
    Window {
        from,
        to,
        state,
        ends,
        imports,
    }
}

fn use_import(case: &Case<'_>, draft: &mut Draft, import: &Import<'_>) {
    for reading in [
        ReadingKey::ReturnDays,
        ReadingKey::ReturnAnchor,
        ReadingKey::ReturnDayZero,
    ] {
        draft.reads(reading);
    }
    let lot = LotCase::new(case, import.lot);
    draft.of_lot(&lot.lot.id, |draft| {
        lot.uses_origin(draft);
        let (key, day) = lot.import();
        draft.uses(key, day, |day| FactValue::Date(*day));
        match import.export {
            Some(export) => use_export(draft, export),
            None => draft.lacks(FactKey::Exported),
        }
    });
}

impl Window<'_, '_> {
    fn step(&self) -> Step {
        Step::Window {
            from: self.from,
            to: self.to,
            state: self.state,
        }
    }
}
