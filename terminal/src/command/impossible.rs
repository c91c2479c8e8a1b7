//! What each part of a dossier may say and all of it together cannot: ends before beginnings, one payment twice, sums beyond
//! counting.

use std::collections::BTreeMap;

use salyk_regulation::dossier::{Dossier, Lot};
use salyk_regulation::fact::Fact;
use salyk_regulation::money::Money;

use super::links::{Slip, Step};

/// The first such thing in a dossier.
pub(super) fn first(dossier: &Dossier) -> Option<Slip> {
    turned(dossier)
        .or_else(|| settled(dossier))
        .or_else(|| {
            let mut lots = dossier.lots.iter().enumerate();
            lots.find_map(|(at, lot)| twice(at, lot))
        })
        .or_else(|| beyond(dossier))
}

/// A period of an activity that ends before it begins.
fn turned(dossier: &Dossier) -> Option<Slip> {
    dossier
        .taxpayer
        .activities
        .iter()
        .find_map(|(activity, carried_on)| {
            let name = serde_json::to_value(activity).ok()?;
            let periods = carried_on.value()?.0.iter().enumerate();
            let mut ends = periods.filter_map(|(at, period)| Some((at, period.since?, period.until?)));
            let (at, since, until) = ends.find(|(_, since, until)| until < since)?;
            let path = vec![
                Step::Field("taxpayer"),
                Step::Field("activities"),
                Step::Named(name.as_str()?.to_owned()),
                Step::Field("value"),
                Step::Item(at),
                Step::Field("until"),
            ];
            let reason = format!("{until} is before {since}, on which it begins");
            Some(Slip { path, reason })
        })
}

/// A debt that was settled before it was overdue.
fn settled(dossier: &Dossier) -> Option<Slip> {
    let debts = dossier.debts.value()?.iter().enumerate();
    let mut settled = debts.filter_map(|(at, debt)| Some((at, debt.overdue_from, debt.settled?)));
    let (at, overdue, settled) = settled.find(|(_, overdue, settled)| settled < overdue)?;
    let path = vec![
        Step::Field("debts"),
        Step::Field("value"),
        Step::Item(at),
        Step::Field("settled"),
    ];
    let reason = format!("{settled} is before {overdue}, its first overdue day");
    Some(Slip { path, reason })
}

/// A deposit with the number, the account, the day and the sum of another.
fn twice(lot: usize, facts: &Lot) -> Option<Slip> {
    let mut seen = BTreeMap::new();
    for (at, deposit) in facts.deposits.iter().enumerate() {
        let payment = (&deposit.number, deposit.account, deposit.date, deposit.sum);
        if let Some(first) = seen.insert(payment, at) {
            let path = in_lot(lot, "deposits", at, "number");
            let reason = format!("it is deposits[{first}] again: number, account, day and sum are the same");
            return Some(Slip { path, reason });
        }
    }
    None
}

fn in_lot(lot: usize, list: &'static str, at: usize, name: &'static str) -> Vec<Step> {
    let above = vec![Step::Field("lots"), Step::Item(lot)];
    [above, vec![Step::Field(list), Step::Item(at), Step::Field(name)]].concat()
}

/// The sum with which all that are written pass what can be counted.
fn beyond(dossier: &Dossier) -> Option<Slip> {
    let mut total: i64 = 0;
    let mut passes = |sum: Money| match total.checked_add(sum.tyiyn()) {
        Some(more) => {
            total = more;
            false
        }
        None => true,
    };
    let debts = dossier.debts.value().into_iter().flatten().enumerate();
    let owed = debts.map(|(at, debt)| {
        let path = vec![
            Step::Field("debts"),
            Step::Field("value"),
            Step::Item(at),
            Step::Field("sum"),
        ];
        (path, debt.sum)
    });
    let paid = dossier
        .lots
        .iter()
        .enumerate()
        .flat_map(|(lot, facts)| sums(lot, facts));
    let (path, _) = owed.chain(paid).find(|(_, sum)| passes(*sum))?;
    let reason = format!(
        "with this sum all sums of the dossier together are more than can be counted, {} tyiyn",
        Money::MAX.tyiyn()
    );
    Some(Slip { path, reason })
}

fn sums(lot: usize, facts: &Lot) -> impl Iterator<Item = (Vec<Step>, Money)> {
    let known = |vat: &Fact<Money>| vat.value().copied();
    let accrued = known(&facts.vat).map(|sum| {
        let path = vec![
            Step::Field("lots"),
            Step::Item(lot),
            Step::Field("vat"),
            Step::Field("value"),
        ];
        (path, sum)
    });
    let deposits = facts.deposits.iter().enumerate();
    let deposits = deposits.map(move |(at, one)| (in_lot(lot, "deposits", at, "sum"), one.sum));
    let transfers = facts.budget_transfers.iter().enumerate();
    let transfers = transfers.map(move |(at, one)| (in_lot(lot, "budget_transfers", at, "sum"), one.sum));
    let lines = facts.lines.iter().enumerate().filter_map(move |(at, line)| {
        let path = [in_lot(lot, "lines", at, "vat"), vec![Step::Field("value")]].concat();
        Some((path, known(&line.vat)?))
    });
    accrued.into_iter().chain(deposits).chain(transfers).chain(lines)
}
