//! Point 5 (1): an import of goods with their export, at least once in any six consecutive calendar months.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::export::use_export;
use crate::case::{Case, LotCase};
use crate::dossier::Export;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Quantity;
use crate::months::{add_months, first_full_month, last_of_months};
use crate::policy::{ActivityWindow, ImportCounts, ReadingKey};
use crate::returns;
use crate::rule::RuleId;
use crate::spell;
use crate::why::{FactKey, FactValue, Step, WindowState};

/// A lot that was imported, with its first export that counts.
struct Import<'a> {
    lot: &'a LotCase<'a>,
    /// The last day on which an export of it is in its term.
    last_day: Date,
    /// Its exports in the term up to the day, what an authority states before the others.
    exports: Vec<&'a Export>,
}

/// A window of full calendar months.
struct Window<'a> {
    from: Date,
    to: Date,
    state: WindowState,
    /// The day after which it can no longer be kept.
    ends: Date,
    /// The imports that fall in it; where it is kept, only the one that keeps it; while it is pending, only the one that
    /// holds it open the longest.
    imports: Vec<&'a Import<'a>>,
}

/// `reg:5.1`: at least once in any six consecutive calendar months the taxpayer imports goods and exports them.
pub(crate) fn import_with_export(case: &Case<'_>, lots: &[LotCase<'_>]) -> Finding {
    let mut draft = Draft::taxpayer(RuleId::Reg5_1, Binds::Taxpayer, case.policy_now());
    let spell = match spell::under(case, &mut draft) {
        Ok(spell) => spell,
        Err(verdict) => return draft.close(verdict),
    };
    draft.reads(ReadingKey::ActivityWindow);
    draft.reads(ReadingKey::ImportCounts);
    let imports = by_day(case, lots);
    let windows = windows(case, spell.since, &imports);
    if let Some(broken) = windows.iter().find(|window| window.state == WindowState::Broken) {
        return closed(case, draft, broken, lots);
    }
    let mut listed = BTreeSet::new();
    for import in windows.iter().flat_map(|window| &window.imports) {
        if listed.insert(&import.lot.lot.id) {
            use_import(&mut draft, import);
        }
    }
    let open: Vec<_> = windows
        .iter()
        .filter(|window| window.state == WindowState::Pending)
        .collect();
    let last = windows.last().filter(|_| open.is_empty());
    for window in open.iter().copied().chain(last) {
        draft.steps.push(window.step());
    }
    let Some(next) = open.iter().min_by_key(|window| window.ends) else {
        return draft.close(if windows.is_empty() {
            Verdict::Pending
        } else {
            Verdict::Met
        });
    };
    draft.dates.counted_from = Some(next.from);
    draft.due(next.ends, next.ends, case.calendar);
    draft.clock(case.on, None);
    draft.next(Binds::Taxpayer, Deed::ImportWithExport, Some(next.ends));
    draft.close(Verdict::Pending)
}

/// A window ended without an import and its export.
fn closed(case: &Case<'_>, mut draft: Draft, broken: &Window<'_>, lots: &[LotCase<'_>]) -> Finding {
    for import in &broken.imports {
        use_import(&mut draft, import);
    }
    if broken.imports.is_empty() {
        draft.lacks(FactKey::Exported);
    }
    draft.steps.push(broken.step());
    draft.dates.counted_from = Some(broken.from);
    draft.due(broken.ends, broken.ends, case.calendar);
    draft.clock(case.on, None);
    // A lot whose country is not known may have been imported on another day than the one that was taken.
    let unplaced = lots
        .iter()
        .any(|lot| !lot.is_placed() && !lot.import().1.is_missing());
    if unplaced {
        draft.misses(FactKey::ImportedFrom);
        return draft.close(Verdict::Unknown);
    }
    draft.close(Verdict::Breached)
}

/// The imports up to the day by their days.
fn by_day<'a>(case: &Case<'_>, lots: &'a [LotCase<'a>]) -> BTreeMap<Date, Vec<Import<'a>>> {
    let mut imports: BTreeMap<Date, Vec<Import<'a>>> = BTreeMap::new();
    for lot in lots {
        let day = lot.import().1.value().filter(|day| **day <= case.on);
        let Some(day) = day else { continue };
        // A term that cannot be counted yet is not over.
        let last_day = returns::last_day(lot).unwrap_or(Date::MAX);
        let mut exports: Vec<_> = lot
            .exports()
            .filter(|export| export.quantity > Quantity::ZERO)
            .filter(|export| export.date <= case.on.min(last_day))
            .collect();
        exports.sort();
        exports.sort_by_key(|export| (!export.stated.is_settled(), export.date));
        let import = Import {
            lot,
            last_day,
            exports,
        };
        imports.entry(*day).or_default().push(import);
    }
    imports
}

/// The windows that have begun, up to the first that is broken.
fn windows<'a>(
    case: &Case<'_>,
    since: Date,
    imports: &'a BTreeMap<Date, Vec<Import<'a>>>,
) -> Vec<Window<'a>> {
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
fn window<'a>(
    on: Date,
    from: Date,
    to: Date,
    counts: ImportCounts,
    imports: &'a BTreeMap<Date, Vec<Import<'a>>>,
) -> Window<'a> {
    let all: Vec<&Import<'_>> = imports
        .range(from..=to)
        .flat_map(|(_, imports)| imports)
        .collect();
    let kept_by = |import: &&&Import<'_>| match counts {
        ImportCounts::OnceSomeExportedInTerm => !import.exports.is_empty(),
        ImportCounts::ExportInSameWindow => import
            .exports
            .iter()
            .any(|export| (from..=to).contains(&export.date)),
    };
    // Of several that keep it, one that an authority states; the latest, which keeps the most windows.
    let keeps = all.iter().rev().filter(kept_by);
    if let Some(import) = keeps.min_by_key(|import| !import.is_settled()) {
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
        ImportCounts::OnceSomeExportedInTerm => all.iter().map(|import| import.last_day).fold(to, Date::max),
        ImportCounts::ExportInSameWindow => to,
    };
    let (state, imports) = if on <= ends {
        let holding = all.into_iter().filter(|import| import.last_day >= ends);
        (WindowState::Pending, holding.take(1).collect())
    } else {
        (WindowState::Broken, all)
    };
    Window {
        from,
        to,
        state,
        ends,
        imports,
    }
}

fn use_import(draft: &mut Draft, import: &Import<'_>) {
    for reading in [
        ReadingKey::ReturnDays,
        ReadingKey::ReturnAnchor,
        ReadingKey::ReturnDayZero,
    ] {
        draft.reads(reading);
    }
    draft.of_lot(&import.lot.lot.id, |draft| {
        import.lot.uses_origin(draft);
        let (key, day) = import.lot.import();
        draft.uses(key, day, |day| FactValue::Date(*day));
        match import.exports.first() {
            Some(export) => use_export(draft, export),
            None => draft.lacks(FactKey::Exported),
        }
    });
}

impl Import<'_> {
    fn is_settled(&self) -> bool {
        self.lot.is_placed()
            && self.lot.lot.imported_from.is_settled()
            && self.lot.import().1.is_settled()
            && self
                .exports
                .first()
                .is_some_and(|export| export.stated.is_settled())
    }
}

impl Window<'_> {
    fn step(&self) -> Step {
        Step::Window {
            from: self.from,
            to: self.to,
            state: self.state,
        }
    }
}
