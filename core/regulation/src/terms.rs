//! Chapter 1, terms: the legal basis, and whose deposit account holds the money.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::case::{Case, LotCase};
use crate::dossier::{Body, Deposit};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::page::Sheet;
use crate::policy::CountryKind;
use crate::rule::RuleId;
use crate::why::{FactKey, FactValue, Step};

/// `reg:1`: the regime rests on an article of the Tax Code, which the edition in force on the day names.
pub(crate) fn legal_basis(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let policy = case.policy_now();
    let draft = Draft::taxpayer(sheet, RuleId::Reg1, Binds::Nobody, policy);
    draft.close(if policy.before_first {
        Verdict::Unknown
    } else {
        Verdict::Met
    })
}

/// `reg:2.4`: other terms have the meaning that tax and customs law give them. A definition: it asks nothing.
pub(crate) fn other_terms(case: &Case<'_>, sheet: &mut Sheet) -> Finding {
    let policy = case.policy_now();
    let draft = Draft::taxpayer(sheet, RuleId::Reg2_4, Binds::Nobody, policy);
    draft.close(if policy.before_first {
        Verdict::Unknown
    } else {
        Verdict::Met
    })
}

/// `reg:2.1`: the VAT computed on the import is paid to a deposit account.
pub(crate) fn conditional_accrual(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::lot(sheet, RuleId::Reg2_1, Binds::Taxpayer, &lot.lot.id, lot.policy);
    lot.uses_origin(&mut draft);
    let Some(vat) = lot.uses_vat(&mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    let counted = by_authority_first(lot.rightly_paid(), vat);
    use_deposits(&mut draft, &counted);
    let paid = Money::total(counted.iter().map(|deposit| paid_in(deposit)));
    draft.step(Step::PaidAgainstDue { due: vat, paid });
    if paid >= vat {
        draft.dates().done = paid_up_on(&counted, vat);
        return draft.close(Verdict::Met);
    }
    match lot.origin {
        Some(CountryKind::ThirdCountry) => draft.next(Binds::Taxpayer, Deed::PayDepositToCustoms, None),
        Some(CountryKind::EaeuMember) => draft.next(Binds::Taxpayer, Deed::PayDepositToTaxBody, None),
        None => draft.next(Binds::Taxpayer, Deed::StateFacts, None),
    }
    draft.close(Verdict::Pending)
}

/// `reg:2.2`, `reg:2.3`: the customs body's account holds the VAT on goods imported from third countries, the tax body's
/// the VAT on goods imported from EAEU members.
pub(crate) fn deposit_account(lot: &LotCase<'_>, body: Body, sheet: &mut Sheet) -> Finding {
    let rule = if body == Body::Customs {
        RuleId::Reg2_2
    } else {
        RuleId::Reg2_3
    };
    let mut draft = Draft::lot(sheet, rule, Binds::Taxpayer, &lot.lot.id, lot.policy);
    lot.uses_origin(&mut draft);
    let Some(holder) = lot.holder() else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    if holder != body {
        return draft.close(Verdict::NotApplicable);
    }
    let deposits = &lot.deposits;
    use_deposits(&mut draft, deposits);
    draft.close(if deposits.iter().any(|deposit| deposit.account != holder) {
        Verdict::Breached
    } else if deposits.is_empty() {
        Verdict::Pending
    } else {
        Verdict::Met
    })
}

/// The body that holds the deposit for goods imported from such a country (`reg:2.2`, `reg:2.3`).
pub fn holder(imported_from: CountryKind) -> Body {
    match imported_from {
        CountryKind::ThirdCountry => Body::Customs,
        CountryKind::EaeuMember => Body::TaxBody,
    }
}

pub(crate) fn use_deposits(draft: &mut Draft, deposits: &[&Deposit]) {
    for deposit in deposits {
        let value = FactValue::Payment {
            date: deposit.date,
            sum: deposit.sum,
            account: deposit.account,
        };
        draft.uses_item(FactKey::Deposit, value, deposit.stated);
    }
    if deposits.is_empty() {
        draft.lacks(FactKey::Deposit);
    }
}

/// What a payment brings in: a sum below zero is no payment.
pub(crate) fn paid_in(deposit: &Deposit) -> Money {
    deposit.sum.max(Money::ZERO)
}

/// The deposits that an authority states, when they alone reach the sum; else all.
pub(crate) fn by_authority_first<'all, 'a>(
    deposits: &'all [&'a Deposit],
    sum: Money,
) -> Cow<'all, [&'a Deposit]> {
    if deposits.iter().all(|deposit| deposit.stated.is_settled()) {
        return Cow::Borrowed(deposits);
    }
    let stated = deposits
        .iter()
        .copied()
        .filter(|deposit| deposit.stated.is_settled());
    let stated: Vec<_> = stated.collect();
    if Money::total(stated.iter().map(|deposit| paid_in(deposit))) >= sum {
        Cow::Owned(stated)
    } else {
        Cow::Borrowed(deposits)
    }
}

/// The day on which payments, in order, reach the sum.
pub(crate) fn paid_up_on(deposits: &[&Deposit], sum: Money) -> Option<Date> {
    let mut paid = Money::ZERO;
    deposits.iter().find_map(|deposit| {
        paid = paid.saturating_add(paid_in(deposit));
        (paid >= sum).then_some(deposit.date)
    })
}
