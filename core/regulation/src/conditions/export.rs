//! Point 5 (2): the goods are exported in full.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::{Export, GoodsLine};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Quantity;
use crate::policy::{FullExportTerm, ReadingKey};
use crate::returns;
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// `reg:5.2`: the goods of a lot are exported in full, each goods line by its quantity.
pub(crate) fn export_in_full(lot: &LotCase<'_>) -> Finding {
    let mut draft = Draft::lot(RuleId::Reg5_2, Binds::Taxpayer, &lot.lot.id, lot.policy);
    draft.reads(ReadingKey::FullExportTerm);
    let last_day = match lot.policy.edition.readings.full_export_term.value {
        FullExportTerm::NoTerm => None,
        FullExportTerm::TermOfReturn => {
            let Some(last_day) = returns::count(lot, &mut draft) else {
                draft.next(Binds::Taxpayer, Deed::StateFacts, None);
                return draft.close(Verdict::Unknown);
            };
            draft.due(last_day, last_day, lot.case.calendar);
            Some(last_day)
        }
    };
    if lot.lot.lines.is_empty() {
        draft.misses(FactKey::Goods);
        draft.clock(lot.case.on, None);
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    }
    weigh(lot, draft, last_day)
}

/// Weighs what left against what came, line by line.
fn weigh(lot: &LotCase<'_>, mut draft: Draft, last_day: Option<Date>) -> Finding {
    let on = lot.case.on;
    let mut all: Vec<_> = lot.exports().filter(|export| export.date <= on).collect();
    all.sort();
    all.sort_by_key(|export| export.date);
    let settled: Vec<_> = all
        .iter()
        .copied()
        .filter(|export| export.stated.is_settled())
        .collect();
    let in_term = |exports: &[&Export]| {
        complete_on(&lot.lot.lines, exports).filter(|day| last_day.is_none_or(|last| *day <= last))
    };
    // What an authority states goes first: where it is enough, the person's word is not needed.
    let exports = if in_term(&settled).is_some() { settled } else { all };
    for export in &exports {
        use_export(&mut draft, export);
    }
    if exports.is_empty() {
        draft.lacks(FactKey::Exported);
    }
    let timely: Vec<_> = exports
        .iter()
        .copied()
        .filter(|export| last_day.is_none_or(|last| export.date <= last))
        .collect();
    let mut lines: Vec<_> = lot.lot.lines.iter().collect();
    lines.sort();
    for line in lines {
        draft.steps.push(Step::Exported {
            line: line.number,
            imported: line.quantity,
            exported: quantity_of(line, &timely),
            unit: line.unit.clone(),
        });
    }
    let done = complete_on(&lot.lot.lines, &exports);
    draft.clock(on, done);
    if in_term(&exports).is_some() {
        return draft.close(if lot.is_placed() {
            Verdict::Met
        } else {
            Verdict::Unknown
        });
    }
    let ends = last_day.map_or(on, |last| last.min(on));
    let mixed = lot.exports_in_other_units().any(|export| export.date <= ends);
    if mixed {
        draft.doubt(Doubt::UnitsDiffer);
    }
    if done.is_none() {
        draft.next(Binds::Taxpayer, Deed::ExportInFull, last_day);
    }
    draft.close(match last_day {
        _ if !lot.is_placed() => Verdict::Unknown,
        Some(last) if on > last => {
            if mixed {
                Verdict::Unknown
            } else {
                Verdict::Breached
            }
        }
        _ => Verdict::Pending,
    })
}

/// Lists an export among the facts.
pub(super) fn use_export(draft: &mut Draft, export: &Export) {
    let value = FactValue::Export {
        date: export.date,
        line: export.line,
        quantity: export.quantity,
        unit: export.unit.clone(),
    };
    draft.uses_item(FactKey::Exported, value, export.stated);
}

fn quantity_of(line: &GoodsLine, exports: &[&Export]) -> Quantity {
    let of_line = exports
        .iter()
        .filter(|export| export.line == line.number && export.unit == line.unit);
    of_line.fold(Quantity::ZERO, |sum, export| sum.saturating_add(export.quantity))
}

/// The day on which every line is out in full by exports in the order of their days; `None` while one is not.
fn complete_on(lines: &[GoodsLine], exports: &[&Export]) -> Option<Date> {
    let mut left: BTreeMap<u32, Quantity> = BTreeMap::new();
    for line in lines {
        let quantity = left.entry(line.number).or_default();
        *quantity = line.quantity.max(*quantity);
    }
    left.retain(|_, quantity| *quantity > Quantity::ZERO);
    let mut last = exports.first()?.date;
    for export in exports {
        if left.is_empty() {
            break;
        }
        if let Some(quantity) = left.get_mut(&export.line) {
            *quantity = quantity.less(export.quantity);
            last = export.date;
            if *quantity == Quantity::ZERO {
                left.remove(&export.line);
            }
        }
    }
    left.is_empty().then_some(last)
}
