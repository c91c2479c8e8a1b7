//! Point 5 (2): the goods are exported in full.

use jiff::civil::Date;
use smallvec::{SmallVec, smallvec};

use super::imported::is_firm;
use crate::case::LotCase;
use crate::dossier::{Export, GoodsLine};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::lot_case::Exports;
use crate::money::Quantity;
use crate::page::Sheet;
use crate::policy::{FullExportTerm, ReadingKey};
use crate::returns;
use crate::rule::RuleId;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// `reg:5.2`: the goods of a lot are exported in full, each goods line by its quantity.
pub(crate) fn export_in_full(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::lot(sheet, RuleId::Reg5_2, Binds::Taxpayer, &lot.lot.id, lot.policy);
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
    let up_to = |day: Date| lot.exports.partition_point(|export| export.date <= day);
    let all = lot.exports.get(..up_to(on)).unwrap_or_default();
    let settled: Exports<'_> = all.iter().copied().filter(|export| is_firm(export)).collect();
    let in_term = |done: Option<Date>| {
        done.filter(|day| last_day.is_none_or(|last| *day <= last))
            .is_some()
    };
    // What an authority states goes first: where it is enough, the person's word is not needed.
    let done = complete_on(&lot.lines, &settled);
    let (exports, done) = match in_term(done) {
        true => (&settled[..], done),
        false if settled.len() == all.len() => (all, done),
        false => (all, complete_on(&lot.lines, all)),
    };
    for export in exports {
        use_export(&mut draft, export);
    }
    if exports.is_empty() {
        draft.lacks(FactKey::Exported);
    }
    let in_time = last_day.map_or(exports.len(), |last| {
        exports.partition_point(|export| export.date <= last)
    });
    let timely = exports.get(..in_time).unwrap_or_default();
    for (line, exported) in lot.lines.iter().zip(quantities(&lot.lines, timely)) {
        draft.step(Step::Exported {
            line: line.number,
            imported: line.quantity,
            exported,
            unit: line.unit.clone(),
        });
    }
    draft.clock(on, done);
    if in_term(done) {
        return draft.close(if lot.is_placed() {
            Verdict::Met
        } else {
            Verdict::Unknown
        });
    }
    let ends = last_day.map_or(on, |last| last.min(on));
    let mixed = lot.has_other_units_up_to(ends);
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

/// Lists an export among the facts, and where it went where that is less firm than the rest: to Kyrgyzstan it would be none.
pub(super) fn use_export(draft: &mut Draft, export: &Export) {
    let value = FactValue::Export {
        date: export.date,
        line: export.line,
        quantity: export.quantity,
        unit: export.unit.clone(),
    };
    draft.uses_item(FactKey::Exported, value, export.stated);
    let to = &export.destination;
    if to.is_missing() || (export.stated.is_settled() && !to.is_settled()) {
        draft.uses(FactKey::Destination, to, |country| FactValue::Country(*country));
    }
}

/// How much of each line is exported, in the order of the lines.
fn quantities(lines: &[&GoodsLine], exports: &[&Export]) -> SmallVec<[Quantity; 4]> {
    let mut sums: SmallVec<[Quantity; 4]> = smallvec![Quantity::ZERO; lines.len()];
    for export in exports {
        let first = lines.partition_point(|line| line.number < export.line);
        let of_number = lines.iter().zip(&mut sums).skip(first);
        for (line, sum) in of_number.take_while(|(line, _)| line.number == export.line) {
            if line.unit == export.unit {
                *sum = sum.saturating_add(export.quantity);
            }
        }
    }
    sums
}

/// The day on which every line is out in full by exports in the order of their days; `None` while one is not.
fn complete_on(lines: &[&GoodsLine], exports: &[&Export]) -> Option<Date> {
    let mut left: SmallVec<[(u32, Quantity); 4]> = SmallVec::new();
    for line in lines {
        match left.last_mut().filter(|(number, _)| *number == line.number) {
            Some((_, quantity)) => *quantity = line.quantity.max(*quantity),
            None => left.push((line.number, line.quantity)),
        }
    }
    left.retain(|(_, quantity)| *quantity > Quantity::ZERO);
    let mut open = left.len();
    let mut last = exports.first()?.date;
    for export in exports {
        if open == 0 {
            break;
        }
        let place = left.partition_point(|(number, _)| *number < export.line);
        let of_line = left.get_mut(place);
        let of_line = of_line.filter(|(number, left)| *number == export.line && *left > Quantity::ZERO);
        if let Some((_, quantity)) = of_line {
            *quantity = quantity.less(export.quantity);
            last = export.date;
            if *quantity == Quantity::ZERO {
                open -= 1;
            }
        }
    }
    (open == 0).then_some(last)
}
