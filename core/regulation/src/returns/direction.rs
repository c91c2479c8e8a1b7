//! Point 20: where the money of a return goes.

use smallvec::SmallVec;

use crate::case::LotCase;
use crate::dossier::{Decision, Direction, DirectionKind, RefundApplication};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::page::Sheet;
use crate::policy::{ReadingKey, RestBesideDebts};
use crate::returns::debts::{OpenDebts, use_debts};
use crate::returns::{decided, use_decision};
use crate::rule::RuleId;
use crate::shares;
use crate::why::{Doubt, FactKey, FactValue, Step};

/// The parts of a return; most applications ask for one.
type Parts = SmallVec<[Direction; 1]>;

/// The directions in the order of the text.
const DIRECTIONS: [DirectionKind; 5] = [
    DirectionKind::SettlementAccount,
    DirectionKind::OtherTaxes,
    DirectionKind::CustomsPayments,
    DirectionKind::ComingObligations,
    DirectionKind::TaxDebt,
];

/// `reg:20`: the deposit goes back to the settlement account from which it was paid, unless the application says
/// otherwise; with debts, to what is allowed. The parts add up exactly to what is returnable.
///
/// Without an application, the finding says what one may ask for.
pub(crate) fn direction(
    lot: &LotCase<'_>,
    application: Option<&RefundApplication>,
    sheet: &mut Sheet,
) -> Finding {
    let policy = application
        .and_then(|application| application.filed.value())
        .map_or(lot.policy, |filed| lot.case.policies.in_force(*filed));
    let id = &lot.lot.id;
    let mut draft = match application {
        Some(application) => {
            Draft::application(sheet, RuleId::Reg20, Binds::Taxpayer, (id, application), policy)
        }
        None => Draft::lot(sheet, RuleId::Reg20, Binds::Taxpayer, id, policy),
    };
    lot.uses_origin(&mut draft);
    for reading in [
        ReadingKey::ShareWeight,
        ReadingKey::ShareRounding,
        ReadingKey::ReturnAddressee,
        ReadingKey::ReturnDays,
        ReadingKey::ReturnAnchor,
        ReadingKey::ReturnDayZero,
    ] {
        draft.reads(reading);
    }
    if application.is_some_and(|application| super::is_refused(lot, application)) {
        return draft.close(Verdict::NotApplicable);
    }
    if application.is_none() && lot.holder().is_none() && lot.has_left() {
        // Which body would be asked, and for what of the deposits, follows from the country of import.
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    }
    let returnable = match application {
        Some(application) => shares::claimed(lot, application),
        None => shares::claimable(lot),
    };
    let Some(returnable) = returnable else {
        draft.doubt(Doubt::UnitsDiffer);
        draft.misses(FactKey::Goods);
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    if returnable == Money::ZERO {
        return draft.close(Verdict::NotApplicable);
    }
    if let Some(decision) = application.and_then(|application| decided(lot, application)) {
        use_decision(&mut draft, decision);
        if decision.stated.is_settled() && decision.outcome.is_conforming() {
            return by_decision(lot, draft, decision, returnable);
        }
    }
    let parts = asked(application, returnable);
    draft.reads(ReadingKey::RestBesideDebts);
    let beside = policy.edition.readings.rest_beside_debts.value;
    if let Some(application) = application {
        for part in &parts {
            let value = FactValue::Direction {
                to: part.to,
                sum: part.sum,
            };
            draft.uses_item(FactKey::Direction, value, application.stated());
        }
    } else {
        draft.lacks(FactKey::Direction);
    }
    let Some(open) = use_debts(lot.case, &mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    for to in DIRECTIONS {
        let at_most = at_most(to, returnable, open, beside);
        draft.step(Step::Direction { to, at_most });
    }
    let sum = Money::total(parts.iter().map(|part| part.sum));
    draft.step(Step::PartsAgainstReturnable {
        returnable,
        parts: sum,
    });
    if application.is_none() {
        return draft.close(Verdict::Pending);
    }
    if !fits(&parts, returnable, open, beside) {
        draft.next(Binds::Taxpayer, Deed::CorrectDirections, None);
        return draft.close(Verdict::Pending);
    }
    if !use_accounts(lot, &mut draft, &parts) {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    }
    let received = application.and_then(|application| application.filed.value());
    draft.close(if received.is_some_and(|day| *day <= lot.case.on) {
        Verdict::Met
    } else {
        Verdict::Pending
    })
}

/// The body has decided where the money goes. Where it names less than is returnable, the rest is still to be asked for.
fn by_decision(lot: &LotCase<'_>, mut draft: Draft, decision: &Decision, returnable: Money) -> Finding {
    draft.dates().done = Some(decision.date);
    let parts = decision.sum();
    if let Some(parts) = parts {
        draft.step(Step::PartsAgainstReturnable { returnable, parts });
    }
    if parts.is_none_or(|parts| parts >= returnable) {
        return draft.close(Verdict::Met);
    }
    if let Some(last_day) = lot.last_day
        && shares::applied_for(lot, last_day, super::is_said_refused).is_open
    {
        super::ask_to_apply(lot, &mut draft, last_day, Deed::ApplyForReturnAgain);
    }
    draft.close(Verdict::Pending)
}

/// The parts that are asked for; all of it back to the paying account where the application says nothing.
fn asked(application: Option<&RefundApplication>, returnable: Money) -> Parts {
    let stated = application.map_or(&[][..], |application| &application.directions);
    let mut parts: Parts = stated.iter().cloned().collect();
    if parts.is_empty() {
        parts.push(Direction {
            to: DirectionKind::SettlementAccount,
            sum: returnable,
            account: None,
        });
    }
    parts.sort();
    parts
}

/// How much may go this way at most.
///
/// A debt bars the return, and securing coming obligations, of all but what is left once it is met out of the deposit; debts
/// on special, anti-dumping and countervailing duties have no set-off, so they bar it altogether. With a debt on taxes the
/// deposit goes to that debt first, and only the rest of it to other obligations on taxes or, beyond a debt on them, to customs
/// payments.
fn at_most(to: DirectionKind, returnable: Money, open: OpenDebts, beside: RestBesideDebts) -> Money {
    match to {
        DirectionKind::OtherTaxes => returnable.less(open.taxes),
        DirectionKind::CustomsPayments => returnable.less(open.taxes).max(open.customs.min(returnable)),
        DirectionKind::TaxDebt => returnable.min(open.taxes),
        DirectionKind::SettlementAccount | DirectionKind::ComingObligations => {
            let waits = beside == RestBesideDebts::WaitsForThem && !open.is_none();
            if waits || open.barring > Money::ZERO {
                Money::ZERO
            } else {
                returnable.less(open.taxes).less(open.customs)
            }
        }
        DirectionKind::Unknown => Money::ZERO,
    }
}

/// Whether the parts add up to what is returnable, and each may go its way. What waits for a debt to be settled is asked for after
/// that.
fn fits(parts: &[Direction], returnable: Money, open: OpenDebts, beside: RestBesideDebts) -> bool {
    let to = |kinds: &[DirectionKind]| {
        let chosen = parts.iter().filter(|part| kinds.contains(&part.to));
        Money::total(chosen.map(|part| part.sum))
    };
    let back = to(&[DirectionKind::SettlementAccount, DirectionKind::ComingObligations]);
    let to_tax_debt = to(&[DirectionKind::TaxDebt]);
    let debts_met = to_tax_debt >= open.taxes && to(&[DirectionKind::CustomsPayments]) >= open.customs;
    let each = parts
        .iter()
        .all(|part| part.sum > Money::ZERO && part.sum <= at_most(part.to, returnable, open, beside));
    let sum = Money::total(parts.iter().map(|part| part.sum));
    let rest_waits = beside == RestBesideDebts::WaitsForThem && !open.is_none();
    let whole = sum == returnable || (rest_waits && debts_met && sum < returnable);
    each && whole && to_tax_debt <= open.taxes && (back == Money::ZERO || debts_met)
}

/// Lists the accounts that money goes back to; whether all are known.
fn use_accounts(lot: &LotCase<'_>, draft: &mut Draft, parts: &[Direction]) -> bool {
    let back = |part: &&Direction| part.to == DirectionKind::SettlementAccount && part.account.is_none();
    if !parts.iter().any(|part| back(&part)) {
        return true;
    }
    let paid = lot.paid_to_holder();
    let known = paid.iter().all(|deposit| deposit.paying_account.is_some());
    if !known {
        draft.misses(FactKey::PayingAccount);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: DirectionKind = DirectionKind::SettlementAccount;
    const DEBT: DirectionKind = DirectionKind::TaxDebt;
    const SECURE: DirectionKind = DirectionKind::ComingObligations;
    const CUSTOMS: DirectionKind = DirectionKind::CustomsPayments;

    /// Whether these parts of 100 tyiyn fit, beside debts on taxes, customs payments and what bars the return.
    fn fit(parts: &[(DirectionKind, i64)], debts: [i64; 3], beside: RestBesideDebts) -> bool {
        let parts: Vec<_> = parts
            .iter()
            .map(|(to, sum)| Direction {
                to: *to,
                sum: Money::from_tyiyn(*sum),
                account: None,
            })
            .collect();
        let [taxes, customs, barring] = debts.map(Money::from_tyiyn);
        let open = OpenDebts {
            taxes,
            customs,
            barring,
        };
        fits(&parts, Money::from_tyiyn(100), open, beside)
    }

    #[test]
    fn parts_add_up_and_none_is_of_nothing() {
        for beside in [RestBesideDebts::GoesBack, RestBesideDebts::WaitsForThem] {
            let fits = |parts: &[_]| fit(parts, [0; 3], beside);
            assert!(fits(&[(ACCOUNT, 100)]) && fits(&[(ACCOUNT, 40), (SECURE, 60)]));
            assert!(!fits(&[(ACCOUNT, 99)]) && !fits(&[(ACCOUNT, 101)]) && !fits(&[]));
            assert!(!fits(&[(ACCOUNT, 100), (SECURE, 0)]));
            assert!(!fits(&[(DEBT, 1), (ACCOUNT, 99)]), "there is no debt");
        }
    }

    #[test]
    fn beside_debts_the_rest_goes_back_or_waits() {
        let (back, waits) = (RestBesideDebts::GoesBack, RestBesideDebts::WaitsForThem);
        let with_rest = [(DEBT, 30), (ACCOUNT, 70)];
        let debt_only = [(DEBT, 30)];
        let debts = [30, 0, 0];
        assert!(fit(&with_rest, debts, back) && !fit(&debt_only, debts, back));
        assert!(!fit(&with_rest, debts, waits) && fit(&debt_only, debts, waits));
        assert!(!fit(&[(DEBT, 29)], debts, waits), "not all of the debt is met");
        assert!(!fit(&[(CUSTOMS, 20)], [0, 30, 0], waits) && fit(&[(CUSTOMS, 30)], [0, 30, 0], waits));
        // What bars the return has no set-off: nothing of it goes back, by either reading.
        for beside in [back, waits] {
            assert!(!fit(&[(ACCOUNT, 100)], [0, 0, 1], beside));
            assert!(!fit(&[(DEBT, 30), (SECURE, 70)], [30, 0, 1], beside));
        }
    }
}
