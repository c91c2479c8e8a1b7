//! Points 11 to 13: what the taxpayer does at customs before goods from a third country are released.

use crate::case::LotCase;
use crate::dossier::{Confirmation, ConfirmationForm, ConfirmationKind};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::money::Money;
use crate::policy::CountryKind;
use crate::rule::RuleId;
use crate::spell::{self, Standing};
use crate::terms::{enough_by_authority, paid_in, paid_up_on, use_deposits};
use crate::why::{FactKey, FactValue, Step};

/// `reg:11`: the application to customs, with the tax body's written confirmation of registration; the paper is not
/// required where the registration is confirmed by the agencies' electronic exchange.
pub(crate) fn customs_application(lot: &LotCase<'_>) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg11) {
        Ok(draft) => draft,
        Err(finding) => return *finding,
    };
    let applied = use_customs_application(lot, &mut draft);
    let confirmed = use_registration_confirmation(lot, &mut draft);
    if !confirmed {
        draft.next(Binds::Taxpayer, Deed::GetRegistrationConfirmation, None);
    } else if !applied {
        draft.next(Binds::Taxpayer, Deed::ApplyToCustoms, None);
    }
    let missing = [
        (applied, FactKey::CustomsApplication),
        (confirmed, FactKey::RegistrationConfirmation),
    ];
    let missing = missing
        .into_iter()
        .filter(|(there, _)| !there)
        .map(|(_, key)| key);
    waits_or_met(lot, draft, missing.collect())
}

/// `reg:12`: after the confirmation of registration the deposit, the conditionally accrued VAT, is paid to the customs
/// body's deposit account.
pub(crate) fn customs_deposit(lot: &LotCase<'_>) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg12) {
        Ok(draft) => draft,
        Err(finding) => return *finding,
    };
    let Some(vat) = lot.uses_vat(&mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    let to_customs: Vec<_> = lot
        .deposits()
        .into_iter()
        .filter(|deposit| Some(deposit.account) == lot.holder())
        .collect();
    let counted = enough_by_authority(&to_customs, vat).unwrap_or(to_customs);
    use_deposits(&mut draft, &counted);
    let paid = Money::total(counted.iter().map(|deposit| paid_in(deposit)));
    draft.steps.push(Step::PaidAgainstDue { due: vat, paid });
    draft.dates.done = paid_up_on(&counted, vat);
    let missing = if paid >= vat {
        Vec::new()
    } else {
        draft.next(Binds::Taxpayer, Deed::PayDepositToCustoms, None);
        vec![FactKey::Deposit]
    };
    waits_or_met(lot, draft, missing)
}

/// `reg:13`: the taxpayer gives customs a commitment on subsequent export (form: Annex 1).
pub(crate) fn commitment(lot: &LotCase<'_>) -> Finding {
    let mut draft = match at_customs(lot, RuleId::Reg13) {
        Ok(draft) => draft,
        Err(finding) => return *finding,
    };
    let missing = if use_commitment(lot, &mut draft) {
        Vec::new()
    } else {
        draft.next(Binds::Taxpayer, Deed::GiveCommitment, None);
        vec![FactKey::Commitment]
    };
    waits_or_met(lot, draft, missing)
}

/// A finding on goods from a third country; closed at once where the point does not concern the lot, or may not.
fn at_customs(lot: &LotCase<'_>, rule: RuleId) -> Result<Draft, Box<Finding>> {
    let mut draft = Draft::lot(rule, Binds::Taxpayer, &lot.lot.id, lot.policy);
    match lot.concerns(&mut draft, CountryKind::ThirdCountry) {
        Some(true) => Ok(draft),
        Some(false) => Err(Box::new(draft.close(Verdict::NotApplicable))),
        None => {
            draft.next(Binds::Taxpayer, Deed::StateFacts, None);
            Err(Box::new(draft.close(Verdict::Unknown)))
        }
    }
}

/// Before the release what is missing is still to be done. After it, customs had its grounds: nobody has told them here.
fn waits_or_met(lot: &LotCase<'_>, mut draft: Draft, missing: Vec<FactKey>) -> Finding {
    if missing.is_empty() {
        return draft.close(Verdict::Met);
    }
    let released = lot.lot.released.value().is_some_and(|day| *day <= lot.case.on);
    if !released {
        return draft.close(Verdict::Pending);
    }
    draft.uses(FactKey::Released, &lot.lot.released, |day| FactValue::Date(*day));
    for key in missing {
        draft.misses(key);
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

/// Lists the confirmation of registration that counts; whether there is one. An electronic one makes the paper needless.
fn use_registration_confirmation(lot: &LotCase<'_>, draft: &mut Draft) -> bool {
    let since = match spell::standing(&lot.case) {
        Standing::Under(spell) => spell.applied(),
        Standing::Apart | Standing::Unknown => None,
    };
    let counts = |confirmation: &&Confirmation| {
        confirmation.kind == ConfirmationKind::Registration
            && confirmation.date <= lot.case.on
            // One from before this application confirmed an earlier registration.
            && since.is_none_or(|since| confirmation.date >= since)
    };
    let chosen = lot
        .case
        .dossier
        .confirmations
        .iter()
        .filter(counts)
        .min_by_key(|confirmation| {
            (
                !confirmation.stated.is_settled(),
                confirmation.form != ConfirmationForm::Electronic,
                confirmation.date,
                *confirmation,
            )
        });
    let Some(confirmation) = chosen else {
        draft.lacks(FactKey::RegistrationConfirmation);
        return false;
    };
    let value = FactValue::Confirmation {
        date: confirmation.date,
        form: confirmation.form,
    };
    draft.uses_item(FactKey::RegistrationConfirmation, value, confirmation.stated);
    true
}
