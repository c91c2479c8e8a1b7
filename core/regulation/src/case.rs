//! A dossier opened on a day: what the chapters share while they assess it.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::dossier::{Body, Deposit, Dossier, Lot, RefundApplication};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::money::Money;
use crate::order;
use crate::policy::{CountryKind, InForce, PolicyBook, ReturnAddressee};
use crate::terms;
use crate::why::{FactKey, FactValue};

/// A dossier, the tables it is assessed with, and the day.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) policies: &'a PolicyBook,
    pub(crate) calendar: &'a Calendar,
    pub(crate) on: Date,
}

impl<'a> Case<'a> {
    pub(crate) fn policy_now(&self) -> InForce<'a> {
        self.policies.in_force(self.on)
    }
}

/// One lot of a case, with the edition of its own day.
#[derive(Clone, Copy)]
pub(crate) struct LotCase<'a> {
    pub(crate) case: Case<'a>,
    pub(crate) lot: &'a Lot,
    /// In force on the day of release or of taking on account; without either, on the day of the assessment.
    pub(crate) policy: InForce<'a>,
    /// What the country of import is; `None` when it is not known, or is Kyrgyzstan itself.
    pub(crate) origin: Option<CountryKind>,
}

impl<'a> LotCase<'a> {
    pub(crate) fn new(case: Case<'a>, lot: &'a Lot) -> Self {
        let anchor = [&lot.released, &lot.taken_on_account]
            .into_iter()
            .filter_map(Fact::value)
            .min();
        let policy = case.policies.in_force(anchor.copied().unwrap_or(case.on));
        let origin = lot
            .imported_from
            .value()
            .and_then(|country| policy.edition.kind_of(*country));
        LotCase {
            case,
            lot,
            policy,
            origin,
        }
    }

    /// Uses the country of import; Kyrgyzstan itself is none.
    pub(crate) fn uses_origin(&self, draft: &mut Draft) {
        let imported_from = &self.lot.imported_from;
        let stated = draft.uses(FactKey::ImportedFrom, imported_from, |country| {
            FactValue::Country(*country)
        });
        if stated.is_some() && self.origin.is_none() {
            draft.misses(FactKey::ImportedFrom);
        }
    }

    /// Uses the accrued VAT; a sum below zero is none.
    pub(crate) fn uses_vat(&self, draft: &mut Draft) -> Option<Money> {
        let vat = *draft.uses(FactKey::Vat, &self.lot.vat, |vat| FactValue::Money(*vat))?;
        if vat.is_negative() {
            draft.misses(FactKey::Vat);
            return None;
        }
        Some(vat)
    }

    /// Whether a rule for goods from this kind of country concerns the lot; `None` when the country is not known.
    pub(crate) fn concerns(&self, draft: &mut Draft, kind: CountryKind) -> Option<bool> {
        self.uses_origin(draft);
        self.origin.map(|origin| origin == kind)
    }

    /// The body that holds the lot's deposit; `None` when the country of import is not known.
    pub(crate) fn holder(&self) -> Option<Body> {
        self.origin.map(terms::holder)
    }

    /// The deposits made up to the day, in order of payment.
    pub(crate) fn deposits(&self) -> Vec<&'a Deposit> {
        let mut deposits: Vec<_> = self
            .lot
            .deposits
            .iter()
            .filter(|deposit| deposit.date <= self.case.on)
            .collect();
        order::sort_by(&mut deposits, |one, other| {
            one.date.cmp(&other.date).then_with(|| one.cmp(other))
        });
        deposits
    }

    /// The applications for return received up to the day, in order of receipt.
    pub(crate) fn applications(&self) -> Vec<(Date, &'a RefundApplication)> {
        let filed = |application: &'a RefundApplication| {
            let filed = *application.filed.value()?;
            (filed <= self.case.on).then_some((filed, application))
        };
        let mut received: Vec<_> = self.lot.refund_applications.iter().filter_map(filed).collect();
        order::sort(&mut received);
        received
    }

    /// Whether an application went to a body that may decide on it; `true` while the holder is not known.
    pub(crate) fn rightly_addressed(&self, application: &RefundApplication) -> bool {
        let either = self.policy.edition.readings.return_addressee.value == ReturnAddressee::EitherBody;
        either || self.holder().is_none_or(|holder| holder == application.addressee)
    }
}
