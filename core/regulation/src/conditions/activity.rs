//! Point 5 (1): an import of goods with their export, at least once in any six consecutive calendar months.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::export::use_export;
use super::imported::{Import, Imports, Unsure};
use crate::case::{Case, LotCase};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::months::{add_months, first_full_month, last_of_months};
use crate::page::Sheet;
use crate::policy::{ActivityWindow, ImportCounts, ReadingKey};
use crate::rule::RuleId;
use crate::spell;
use crate::why::{FactKey, FactValue, Step, WindowState};

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
    /// The lots that may keep it, as far as is known, where it would be broken without them.
    unsure: Vec<&'all Unsure<'a>>,
}

/// `reg:5.1`: at least once in any six consecutive calendar months the taxpayer imports goods and exports them.
pub(crate) fn import_with_export(case: &Case<'_>, imports: &Imports<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::taxpayer(sheet, RuleId::Reg5_1, Binds::Taxpayer, case.policy_now());
    let spell = match spell::under(case, &mut draft) {
        Ok(spell) => spell,
        Err(verdict) => return draft.close(verdict),
    };
    draft.reads(ReadingKey::ActivityWindow);
    draft.reads(ReadingKey::ImportCounts);
    let windows = windows(case, spell.since, imports);
    let broken = |window: &&Window<'_, '_>| window.state == WindowState::Broken;
    // One that is broken for certain goes before one that may be kept.
    let certain = windows
        .iter()
        .filter(broken)
        .find(|window| window.unsure.is_empty());
    if let Some(broken) = certain.or_else(|| windows.iter().find(broken)) {
        return closed(case, draft, broken);
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
    // Where an import's export term outlasts the months, an export of it is what keeps them.
    let what = if next.ends > next.to {
        Deed::ExportSome
    } else {
        Deed::ImportWithExport
    };
    draft.next(Binds::Taxpayer, what, Some(next.ends));
    draft.close(Verdict::Pending)
}

/// A window ended without an import and its export, as far as is known.
fn closed(case: &Case<'_>, mut draft: Draft, broken: &Window<'_, '_>) -> Finding {
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
    if broken.unsure.is_empty() {
        return draft.close(spell::breached(case));
    }
    for unsure in &broken.unsure {
        unsure.asked_by(&mut draft);
    }
    draft.next(Binds::Taxpayer, Deed::StateFacts, None);
    draft.close(Verdict::Unknown)
}

/// The windows that have begun, up to the first that is broken for certain.
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
        let mut window = window(case.on, from, to, counts, imports);
        let broken = window.state == WindowState::Broken;
        if broken {
            window.unsure = imports.may_keep(case, (from, to), counts);
        }
        let certain = broken && window.unsure.is_empty();
        windows.push(window);
        if certain {
            break;
        }
        next = match edition.readings.activity_window.value {
            ActivityWindow::EveryRollingWindow => add_months(from, 1),
            ActivityWindow::ConsecutiveBlocks => add_months(from, months),
        };
    }
    windows
}

/// How one window stands by the imports whose days are known.
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
            unsure: Vec::new(),
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
        unsure: Vec::new(),
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
            // One that may be kept is not said to be broken.
            state: if self.unsure.is_empty() {
                self.state
            } else {
                WindowState::Pending
            },
        }
    }
}
