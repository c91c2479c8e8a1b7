//! The one entry: a dossier, the tables and a day in; an assessment out.

use core::cmp::Reverse;

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::assessment::{Assessment, Deadline, DepositTotals, EditionUsed, LotAssessment, LotState};
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::conditions::Imports;
use crate::dossier::{Body, Dossier, Lot, RefundApplication};
use crate::draft::days_between;
use crate::fact::Fact;
use crate::finding::{Binds, Finding, FindingId, Verdict};
use crate::lot_case::{self, by_facts};
use crate::money::Sum;
use crate::page::Sheet;
use crate::policy::{PolicyBook, ReadingKey};
use crate::rule::RuleId;
use crate::same_ids::{self, Names};
use crate::set::KeySet;
use crate::{conditions, imports, regime, registration, returns, shares, terms};

/// The findings that every lot has, besides those of points 19 and 20 on each of its applications.
const LOT_RULES: usize = 14;

/// Says what follows from a dossier on a day.
///
/// Total and pure: it never fails and never panics, reads no clock, and gives the same result for the same facts in any
/// order. Facts dated after `on` are not counted as happened.
pub fn assess(dossier: &Dossier, policies: &PolicyBook, calendar: &Calendar, on: Date) -> Assessment {
    let case = Case::new(dossier, policies, calendar, on);
    let edition = policies.in_force(on).edition;
    let order = by_ids(&dossier.lots);
    let mut sheet = Sheet::default();
    let mut imports = Imports::with_capacity(order.len());
    let mut names = Names::default();
    let mut of_lots = OfLots::default();
    let mut lots = Vec::with_capacity(order.len());
    for lot in order {
        let lot = LotCase::new(&case, lot);
        imports.take(&lot);
        names.take(lot.lot);
        let assessed = assess_lot(&lot, &mut sheet);
        of_lots.take(lots.len(), &lot, &assessed);
        lots.push(assessed);
    }
    same_ids::tell_apart(&names, dossier, &mut lots, on);
    let (findings, because) = assess_taxpayer(&case, imports, (&of_lots, &lots), &mut sheet);
    Assessment {
        on,
        revision: dossier.revision,
        edition: EditionUsed {
            id: edition.id.clone(),
            article: edition.legal_basis.value.clone(),
            last_confirmed: edition.legal_basis.last_confirmed,
        },
        regime: regime::finding(&case, &findings, because),
        deposits: of_lots.totals(),
        findings,
        lots,
    }
}

/// What the lots come to for the taxpayer, taken from each while it is at hand.
#[derive(Default)]
struct OfLots {
    /// The places of the lots that may have broken a condition.
    open: Vec<usize>,
    /// The readings that the findings on the lots' conditions rest on.
    readings: KeySet<ReadingKey>,
    tax_body: Account,
    customs: Account,
    at_risk: Sum,
    to_budget: Sum,
}

/// What went through a deposit account.
#[derive(Default)]
struct Account {
    paid: Sum,
    gone: Sum,
}

impl OfLots {
    fn take(&mut self, place: usize, lot: &LotCase<'_>, assessed: &LotAssessment) {
        let mut open = false;
        for finding in &assessed.findings {
            if finding.rule == RuleId::Reg5_2 {
                self.readings.add(finding.readings);
            }
            open |= match finding.rule {
                RuleId::Reg5_2 if conditions::is_weakly_kept(lot.case, finding) => true,
                RuleId::Reg5_2 | RuleId::Reg16 => {
                    matches!(finding.verdict, Verdict::Breached | Verdict::Unknown)
                }
                _ => false,
            };
        }
        if open {
            self.open.push(place);
        }
        for deposit in &lot.deposits {
            self.account(deposit.account).paid.add(terms::paid_in(deposit));
        }
        if let Some(holder) = assessed.holder.value() {
            let gone = assessed.shares.iter().filter(|share| share.state.is_gone());
            gone.for_each(|share| self.account(*holder).gone.add(share.sum));
        }
        self.at_risk.add(assessed.sums.at_risk);
        self.to_budget.add(assessed.sums.to_budget);
    }

    fn account(&mut self, body: Body) -> &mut Account {
        match body {
            Body::TaxBody => &mut self.tax_body,
            Body::Customs => &mut self.customs,
        }
    }

    fn totals(&self) -> DepositTotals {
        let left = |account: &Account| account.paid.total().less(account.gone.total());
        DepositTotals {
            tax_body: left(&self.tax_body),
            customs: left(&self.customs),
            at_risk: self.at_risk.total(),
            to_budget: self.to_budget.total(),
        }
    }
}

/// The points on the taxpayer as a whole, and the findings that the general procedure follows from.
fn assess_taxpayer(
    case: &Case<'_>,
    imports: Imports<'_>,
    (taken, lots): (&OfLots, &[LotAssessment]),
    sheet: &mut Sheet,
) -> (Vec<Finding>, Vec<FindingId>) {
    let of_lots = |rule: RuleId| {
        let open = taken.open.iter().filter_map(|place| lots.get(*place));
        open.flat_map(move |lot| lot.findings.iter().find(move |one| one.rule == rule))
    };
    let deposits: Vec<_> = of_lots(RuleId::Reg16).collect();
    let under_spell = imports.under_spell(case);
    let mut findings = vec![
        terms::legal_basis(case, sheet),
        terms::other_terms(case, sheet),
        conditions::exclusions(case, sheet),
        conditions::only_under_regime(case, sheet),
        conditions::import_with_export(case, imports, sheet),
        conditions::payments(case, &deposits, sheet),
    ];
    sheet.finish(&mut findings);
    // Only goods imported under this spell of the regime end it.
    let goods = taken
        .open
        .iter()
        .filter(|place| under_spell.get(**place) == Some(&true));
    let goods = goods.filter_map(|place| {
        lots.get(*place)?
            .findings
            .iter()
            .find(|one| one.rule == RuleId::Reg5_2)
    });
    let conditions: Vec<_> = findings.iter().chain(goods).collect();
    let passing = conditions::general_procedure(case, &conditions, taken.readings, sheet);
    let mut others = [
        passing.finding,
        registration::right(case, sheet),
        registration::application(case, sheet),
        registration::change_of_regime(case, sheet),
        registration::first_day(case, sheet),
    ];
    sheet.finish(&mut others);
    findings.extend(others);
    (findings, passing.because)
}

fn assess_lot(lot: &LotCase<'_>, sheet: &mut Sheet) -> LotAssessment {
    let split = shares::split(lot);
    let mut applications: SmallVec<[&RefundApplication; 1]> = lot.lot.refund_applications.iter().collect();
    applications.sort_by(|one, other| by_facts(one, other));
    let mut findings = Vec::with_capacity(LOT_RULES + (2 * applications.len()).max(1));
    findings.push(terms::conditional_accrual(lot, sheet));
    findings.push(terms::deposit_account(lot, Body::Customs, sheet));
    findings.push(terms::deposit_account(lot, Body::TaxBody, sheet));
    findings.push(conditions::export_in_full(lot, sheet));
    findings.push(imports::customs_application(lot, sheet));
    findings.push(imports::customs_deposit(lot, sheet));
    findings.push(imports::commitment(lot, sheet));
    findings.push(imports::release(lot, sheet));
    findings.push(imports::customs_notice(lot, sheet));
    findings.push(imports::eaeu_deposit(lot, sheet));
    findings.push(imports::report_with_receipt(lot, sheet));
    findings.push(returns::application(lot, sheet));
    findings.push(returns::debts_gate(lot, &split, sheet));
    for application in &applications {
        findings.push(returns::decision(lot, application, sheet));
    }
    if applications.is_empty() {
        findings.push(returns::direction(lot, None, sheet));
    }
    for application in &applications {
        findings.push(returns::direction(lot, Some(application), sheet));
    }
    findings.push(returns::to_budget(lot, &split, sheet));
    sheet.finish(&mut findings);
    LotAssessment {
        id: lot.lot.id.clone(),
        state: split.state,
        shares: split.shares,
        origin: known_by(&lot.lot.imported_from, lot.origin),
        holder: known_by(&lot.lot.imported_from, lot.holder()),
        documents: returns::documents(lot),
        destinations: returns::destinations(lot),
        sums: split.sums,
        next_deadline: next_deadline(split.state, &findings, lot.case.on),
        findings,
    }
}

/// What follows from a fact is as firm as the fact.
fn known_by<T, U>(fact: &Fact<T>, follows: Option<U>) -> Fact<U> {
    match (fact, follows) {
        (Fact::Known { source, .. }, Some(value)) => Fact::Known {
            value,
            source: *source,
        },
        (Fact::Provisional { source, .. }, Some(value)) => Fact::Provisional {
            value,
            source: *source,
        },
        _ => Fact::Missing,
    }
}

/// The soonest last day to come of what the taxpayer still has open; phones show the same. What is done by the person's word
/// alone, or may still change, stays open until an authority says for good that it is done.
pub(crate) fn next_deadline(state: LotState, findings: &[Finding], on: Date) -> Option<Deadline> {
    // The body found the export conforming: whatever else is open presses no more.
    if matches!(state, LotState::Refunded | LotState::Offset | LotState::Secured) {
        return None;
    }
    let open = findings.iter().filter_map(|finding| {
        // Unknown is shown too: while a fact is missing the earlier deadline stands.
        let open = matches!(finding.verdict, Verdict::Pending | Verdict::Unknown);
        let due = finding.dates().due.filter(|due| *due >= on)?;
        (finding.binds == Binds::Taxpayer && open).then_some((due, finding))
    });
    // On one day, the later point: goods are exported (`reg:5.2`) so that the return can be applied for (`reg:18`).
    let (due, finding) = open.min_by_key(|(due, finding)| (*due, Reverse(finding.rule)))?;
    Some(Deadline {
        finding: finding.id(),
        rule: finding.rule,
        remind: finding.dates().remind.unwrap_or(due),
        due,
        days_left: days_between(on, due),
        certainty: finding.certainty,
        rests_on_reading: !finding.readings.is_empty(),
        falls_on_day_off: finding.dates().falls_on_day_off,
    })
}

/// The lots in the order of their ids; those with one id in the order of their facts.
fn by_ids(lots: &[Lot]) -> Vec<&Lot> {
    let mut order: Vec<_> = lots.iter().map(|lot| (first_letters(lot), lot)).collect();
    order.sort_unstable_by_key(|(first, _)| *first);
    for same in order.chunk_by_mut(|(one, _), (other, _)| one == other) {
        if same.len() > 1 {
            same.sort_by(|(_, one), (_, other)| {
                let ids = one.id.cmp(&other.id);
                ids.then_with(|| in_order(one).cmp(&in_order(other)))
            });
        }
    }
    order.into_iter().map(|(_, lot)| lot).collect()
}

/// The first letters of a lot's id, by which most lots are told apart without a look at the id itself.
fn first_letters(lot: &Lot) -> u128 {
    let mut letters = [0; 16];
    for (letter, byte) in letters.iter_mut().zip(lot.id.0.bytes()) {
        *letter = byte;
    }
    u128::from_be_bytes(letters)
}

/// A lot with its lists in order, so that lots with one id are told apart by their facts and not by the order of these.
fn in_order(lot: &Lot) -> Lot {
    let mut lot = lot.clone();
    lot.lines.sort();
    lot.deposits.sort();
    lot.indirect_tax_reports.sort();
    lot.exports.sort();
    lot.refund_applications = lot.refund_applications.iter().map(lot_case::in_order).collect();
    lot.refund_applications.sort();
    lot.budget_transfers.sort();
    lot
}
