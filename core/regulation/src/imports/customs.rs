//! Points 11 to 13: what the taxpayer does at customs before goods from a third country are released.

use super::registration::Registration;
use crate::case::LotCase;
use crate::dossier::Confirmation;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::page::Sheet;
use crate::policy::CountryKind;
use crate::rule::RuleId;
use crate::spell::Standing;
use crate::terms::{by_authority_first, paid_in, paid_up_on, use_deposits};
use crate::why::{FactKey, FactValue, Step};

/// `reg:11`: the application to customs, with the tax body's written confirmation of registration; the paper is not
/// required where the registration is confirmed by the agencies' electronic exchange.
pub(crate) fn customs_application(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg11, sheet) {
        Ok(draft) => draft,
        Err(finding) => return finding,
    };
    let applied = use_customs_application(lot, &mut draft);
    let confirmed = use_registration_confirmation(lot, &mut draft, Registration::of(lot).counts);
    if !confirmed {
        draft.next(Binds::Taxpayer, Deed::GetRegistrationConfirmation, None);
    } else if !applied {
        draft.next(Binds::Taxpayer, Deed::ApplyToCustoms, None);
    }
    let missing = match (applied, confirmed) {
        (true, true) => &[][..],
        (false, true) => &[FactKey::CustomsApplication],
        (true, false) => &[FactKey::RegistrationConfirmation],
        (false, false) => &[FactKey::CustomsApplication, FactKey::RegistrationConfirmation],
    };
    waits_or_met(lot, draft, missing)
}

/// `reg:12`: after the confirmation of registration the deposit, the conditionally accrued VAT, is paid to the customs
/// body's deposit account.
pub(crate) fn customs_deposit(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg12, sheet) {
        Ok(draft) => draft,
        Err(finding) => return finding,
    };
    let Some(vat) = lot.uses_vat(&mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    let counted = by_authority_first(lot.paid_to_holder(), vat);
    use_deposits(&mut draft, &counted);
    let paid = Money::total(counted.iter().map(|deposit| paid_in(deposit)));
    draft.step(Step::PaidAgainstDue { due: vat, paid });
    if paid < vat {
        draft.next(Binds::Taxpayer, Deed::PayDepositToCustoms, None);
        if !counted.is_empty() {
            // A part is paid, so what is short is known and not untold.
            return draft.close(Verdict::Pending);
        }
        return waits_or_met(lot, draft, &[FactKey::Deposit]);
    }
    let first = Registration::of(lot).first;
    if !use_registration_confirmation(lot, &mut draft, first) {
        draft.next(Binds::Taxpayer, Deed::GetRegistrationConfirmation, None);
        return waits_or_met(lot, draft, &[FactKey::RegistrationConfirmation]);
    }
    let confirmed = first.map(|confirmation| confirmation.date);
    draft.dates().done = paid_up_on(&counted, vat).max(confirmed);
    let in_order = counted.iter().all(|deposit| Some(deposit.date) >= confirmed);
    if !in_order && !lot.is_released() {
        // Paying twice would not mend the order: whether this deposit serves is for customs to say (`reg:14`).
        draft.next(Binds::Customs, Deed::DecideOnRelease, None);
        return draft.close(Verdict::Pending);
    }
    draft.close(Verdict::Met)
}

/// `reg:13`: the taxpayer gives customs a commitment on subsequent export (form: Annex 1).
pub(crate) fn commitment(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg13, sheet) {
        Ok(draft) => draft,
        Err(finding) => return finding,
    };
    let missing = if use_commitment(lot, &mut draft) {
        &[][..]
    } else {
        draft.next(Binds::Taxpayer, Deed::GiveCommitment, None);
        &[FactKey::Commitment]
    };
    waits_or_met(lot, draft, missing)
}

/// A finding on goods from a third country; closed at once where the point does not concern the lot, or may not.
fn at_customs<'sheet>(
    lot: &LotCase<'_>,
    rule: RuleId,
    sheet: &'sheet mut Sheet,
) -> Result<Draft<'sheet>, Finding> {
    let mut draft = Draft::lot(sheet, rule, Binds::Taxpayer, &lot.lot.id, lot.policy);
    match lot.concerns(&mut draft, CountryKind::ThirdCountry) {
        Some(true) => Ok(draft),
        Some(false) => Err(draft.close(Verdict::NotApplicable)),
        None => {
            draft.next(Binds::Taxpayer, Deed::StateFacts, None);
            Err(draft.close(Verdict::Unknown))
        }
    }
}

/// Before the release what is missing is still to be done. After it, customs had its grounds: nobody has told them here.
fn waits_or_met(lot: &LotCase<'_>, mut draft: Draft, missing: &[FactKey]) -> Finding {
    if missing.is_empty() {
        return draft.close(Verdict::Met);
    }
    if !lot.is_released() {
        return draft.close(Verdict::Pending);
    }
    draft.uses(FactKey::Released, &lot.lot.released, |day| FactValue::Date(*day));
    for key in missing {
        draft.misses(*key);
    }
    draft.next(Binds::Taxpayer, Deed::StateFacts, None);
    draft.close(Verdict::Unknown)
}

/// Lists the application to customs; whether there is one.
pub(super) fn use_customs_application(lot: &LotCase<'_>, draft: &mut Draft) -> bool {
    let application = lot.lot.customs_application.as_ref();
    let Some(application) = application.filter(|application| application.date <= lot.case.on) else {
        draft.lacks(FactKey::CustomsApplication);
        return false;
    };
    let value = FactValue::Date(application.date);
    draft.uses_item(FactKey::CustomsApplication, value, application.stated);
    true
}

/// Lists the commitment; whether there is one.
pub(super) fn use_commitment(lot: &LotCase<'_>, draft: &mut Draft) -> bool {
    let commitment = lot.lot.commitment.as_ref();
    let Some(commitment) = commitment.filter(|commitment| commitment.date <= lot.case.on) else {
        draft.lacks(FactKey::Commitment);
        return false;
    };
    draft.uses_item(
        FactKey::Commitment,
        FactValue::Date(commitment.date),
        commitment.stated,
    );
    true
}

/// Lists the confirmation of registration that counts; whether there is one.
fn use_registration_confirmation(
    lot: &LotCase<'_>,
    draft: &mut Draft,
    confirmation: Option<&Confirmation>,
) -> bool {
    let Some(confirmation) = confirmation else {
        draft.lacks(FactKey::RegistrationConfirmation);
        return false;
    };
    let value = FactValue::Confirmation {
        date: confirmation.date,
        form: confirmation.form,
    };
    draft.uses_item(FactKey::RegistrationConfirmation, value, confirmation.stated);
    if matches!(lot.case.standing, Standing::Unknown) {
        // Of which registration it is, and whether that still stands, nobody says.
        draft.misses(FactKey::RegisteredState);
    }
    true
}
