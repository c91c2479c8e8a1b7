//! Point 19, its second and third part: the debts that bar a return, and who confirms them.

use jiff::civil::Date;

use crate::case::{Case, LotCase};
use crate::conditions::use_debt;
use crate::dossier::{Body, Confirmation, ConfirmationForm, ConfirmationKind, DebtKind, Dossier};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::page::Sheet;
use crate::policy::ReadingKey;
use crate::returns::{binds, under_way};
use crate::rule::RuleId;
use crate::shares::Split;
use crate::why::{FactKey, FactValue};

/// Open debts by what the regulation does with them (`reg:20`), in tyiyn.
#[derive(Clone, Copy, Default)]
pub(super) struct OpenDebts {
    /// On other taxes, import VAT included: the deposit may go to them.
    pub(super) taxes: Money,
    /// On customs payments: the deposit may go to them.
    pub(super) customs: Money,
    /// On special, anti-dumping and countervailing duties, and on what this version does not know: no set-off.
    pub(super) barring: Money,
}

impl OpenDebts {
    pub(super) fn is_none(self) -> bool {
        Money::total([self.taxes, self.customs, self.barring]) == Money::ZERO
    }
}

/// `reg:19`: the deposit is returned only if there is no debt on other taxes, import VAT included, on customs payments, and
/// on special, anti-dumping and countervailing duties, wherever the goods were exported.
///
/// From the application on the bodies ask each other for the confirmation, and until it comes nothing is settled; a paper is
/// not needed where it is confirmed electronically.
pub(crate) fn debts_gate(lot: &LotCase<'_>, split: &Split, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::lot(sheet, RuleId::Reg19, Binds::Taxpayer, &lot.lot.id, lot.policy);
    // Whether anything is left to return follows from what is confirmed, and whether the bodies ask each other from whether
    // an application is under way.
    for reading in [
        ReadingKey::ExportConfirmed,
        ReadingKey::ReturnAddressee,
        ReadingKey::ReturnDays,
        ReadingKey::ReturnAnchor,
        ReadingKey::ReturnDayZero,
    ] {
        draft.reads(reading);
    }
    if split.left == Money::ZERO {
        return draft.close(Verdict::NotApplicable);
    }
    let Some(open) = use_debts(lot.case, &mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    // What a body confirmed before the application says nothing of the debts on it.
    let since = under_way(lot).last().map(|(filed, _)| filed);
    let tax_body = use_confirmation(lot, &mut draft, Body::TaxBody, since);
    let customs = use_confirmation(lot, &mut draft, Body::Customs, since);
    if !open.is_none() {
        draft.next(Binds::Taxpayer, Deed::PayDebts, None);
        return draft.close(Verdict::Pending);
    }
    // The deciding body knows of its own debts and asks the other for the rest.
    let asked = match lot.holder() {
        Some(Body::TaxBody) if !customs => Some(Body::Customs),
        Some(Body::Customs) if !tax_body => Some(Body::TaxBody),
        _ => None,
    };
    if let Some(body) = asked.filter(|_| since.is_some()) {
        draft.next(binds(body), Deed::ConfirmDebts, None);
        return draft.close(Verdict::Pending);
    }
    draft.close(Verdict::Met)
}

/// Lists the open debts; `None` when nobody says whether there are any.
pub(super) fn use_debts(case: &Case<'_>, draft: &mut Draft) -> Option<OpenDebts> {
    let debts = &case.dossier.debts;
    let Some(open) = &case.open_debts else {
        draft.misses(FactKey::Debt);
        return None;
    };
    if open.is_empty() {
        draft.uses(FactKey::Debt, debts, |_| FactValue::Flag(false));
        return Some(OpenDebts::default());
    }
    let of = |kinds: &[DebtKind]| {
        let chosen = open.iter().filter(|debt| kinds.contains(&debt.kind));
        Money::total(chosen.map(|debt| debt.sum))
    };
    for debt in open {
        use_debt(draft, debt);
    }
    Some(OpenDebts {
        taxes: of(&[DebtKind::OtherTaxes, DebtKind::ImportVat]),
        customs: of(&[DebtKind::CustomsPayments]),
        barring: of(&[
            DebtKind::SpecialDuty,
            DebtKind::AntiDumpingDuty,
            DebtKind::CountervailingDuty,
            DebtKind::Unknown,
        ]),
    })
}

/// Lists a body's latest confirmation, given on the day `since` or later; whether there is one.
fn use_confirmation(lot: &LotCase<'_>, draft: &mut Draft, body: Body, since: Option<Date>) -> bool {
    let key = match body {
        Body::TaxBody => FactKey::TaxDebtConfirmation,
        Body::Customs => FactKey::CustomsDebtConfirmation,
    };
    let latest = lot.case.debts_confirmed_by(body);
    let counts = |confirmation: &&Confirmation| since.is_none_or(|since| confirmation.date >= since);
    let Some(confirmation) = latest.filter(counts) else {
        draft.lacks(key);
        return false;
    };
    let value = FactValue::Confirmation {
        date: confirmation.date,
        form: confirmation.form,
    };
    draft.uses_item(key, value, confirmation.stated);
    true
}

/// The latest confirmation that an authority states.
pub(crate) fn latest_confirmation(
    dossier: &Dossier,
    kind: ConfirmationKind,
    on: Date,
) -> Option<&Confirmation> {
    let counts = |confirmation: &&Confirmation| {
        confirmation.kind == kind && confirmation.date <= on && confirmation.stated.is_settled()
    };
    let counting = dossier.confirmations.iter().filter(counts);
    counting.max_by_key(|confirmation| {
        (
            confirmation.date,
            confirmation.form == ConfirmationForm::Electronic,
            *confirmation,
        )
    })
}
