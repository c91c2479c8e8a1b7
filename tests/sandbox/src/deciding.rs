//! What the authorities do with a case: the tax body registers and decides, customs releases.

use jiff::civil::Date;
use salyk_contract::dossier::{Debt, DebtKind, Dossier, Fact, FactSource, RegimeState};
use salyk_contract::lots::{Decision, DirectedSum, LotState, Outcome};
use salyk_contract::operator::{DecideRefund, RegisterDebt, SettleDebt};

use crate::operator::OperatorError;
use crate::receiving::{EAEU, lot, record, sum};

/// Registers the change of regime (reg:9); from its first day on the regime is in force.
pub(crate) fn register_regime(dossier: &mut Dossier, today: Date) -> Result<(), OperatorError> {
    let waiting = dossier
        .applications
        .iter_mut()
        .rev()
        .find(|one| one.registered_on.is_none());
    let application = waiting.ok_or(OperatorError::NothingToDecide)?;
    application.registered_on = Some(today);
    dossier.registered.registered_on = Some(today);
    if dossier.registered.since.is_some_and(|since| since <= today) {
        dossier.registered.state = RegimeState::InForce;
    }
    Ok(())
}

/// Customs releases a lot's goods (reg:14); a declaration that the lot does not have yet is given with it.
pub(crate) fn release(
    dossier: &mut Dossier,
    id: &str,
    declaration: Option<&str>,
    today: Date,
) -> Result<(), OperatorError> {
    let lot = lot(dossier, id).map_err(|_| OperatorError::UnknownLot)?;
    if lot.released.is_some() || EAEU.contains(&lot.imported_from.as_str()) {
        return Err(OperatorError::NothingToDecide);
    }
    match (&lot.declaration_number, declaration) {
        (None, None) => return Err(OperatorError::NoDeclaration),
        (None, Some(number)) if is_declaration(number) => lot.declaration_number = Some(number.to_owned()),
        (None, Some(_)) => return Err(OperatorError::BadDeclaration),
        (Some(kept), Some(number)) if kept != number => return Err(OperatorError::BadDeclaration),
        (Some(_), _) => {}
    }
    lot.released = Some(Fact {
        value: today,
        source: FactSource::Customs,
        provisional: false,
    });
    record(
        lot,
        i64::MAX,
        &[LotState::Planned, LotState::Deposited],
        LotState::Released,
    );
    Ok(())
}

/// `NNNNNNNN/DDMMYY/NNNNNNN`.
fn is_declaration(number: &str) -> bool {
    number.len() == 23
        && number.bytes().enumerate().all(|(at, byte)| match at {
            8 | 15 => byte == b'/',
            _ => byte.is_ascii_digit(),
        })
}

/// Decides on an application for return (reg:19, reg:20).
pub(crate) fn decide_refund(
    dossier: &mut Dossier,
    decide: &DecideRefund,
    today: Date,
) -> Result<(), OperatorError> {
    let (debts_bar, tax_debts) = debts(dossier);
    let lot = dossier
        .lots
        .iter_mut()
        .find(|lot| {
            lot.refund_applications
                .iter()
                .any(|one| one.number == decide.application)
        })
        .ok_or(OperatorError::NothingToDecide)?;
    if lot
        .decisions
        .iter()
        .any(|one| one.application == decide.application)
    {
        return Err(OperatorError::NothingToDecide);
    }
    let filed = lot
        .refund_applications
        .iter()
        .find(|one| one.number == decide.application);
    let claimed = filed.map(|filed| filed.claimed.clone()).unwrap_or_default();
    let parts = if decide.parts.is_empty() {
        claimed.clone()
    } else {
        decide.parts.clone()
    };
    let total = sum(&claimed).unwrap_or(0);
    let to = match decide.outcome {
        Outcome::Returned => LotState::Refunded,
        Outcome::Offset => LotState::Offset,
        Outcome::Secured => LotState::Secured,
        Outcome::Refused => LotState::Refused,
        _ => return Err(OperatorError::UnknownOutcome),
    };
    let refused = decide.outcome == Outcome::Refused;
    if refused && decide.reasons.is_empty() {
        return Err(OperatorError::NoReason);
    }
    if !refused {
        if sum(&parts) != Some(total) {
            return Err(OperatorError::WrongSum);
        }
        // reg:20: special, anti-dumping and countervailing duties bar the return and have no set-off; other debts bar the return.
        if debts_bar || tax_debts && decide.outcome != Outcome::Offset {
            return Err(OperatorError::Debts);
        }
    }
    lot.decisions.push(Decision {
        application: decide.application.clone(),
        date: today,
        outcome: decide.outcome,
        parts: if refused { Vec::<DirectedSum>::new() } else { parts },
        reasons: decide.reasons.clone(),
        source: FactSource::Service,
    });
    record(lot, total, &[LotState::RefundFiled], to);
    Ok(())
}

/// Whether there are debts that bar any return, and whether there are any that a set-off could pay.
fn debts(dossier: &Dossier) -> (bool, bool) {
    let open = || {
        dossier
            .debts
            .iter()
            .flatten()
            .filter(|debt| debt.paid_on.is_none())
    };
    let bars = |debt: &Debt| {
        matches!(
            debt.kind,
            DebtKind::SpecialDuty | DebtKind::AntiDumpingDuty | DebtKind::CountervailingDuty
        )
    };
    (open().any(bars), open().any(|debt| !bars(debt)))
}

/// Registers a debt that is overdue since today.
pub(crate) fn register_debt(
    dossier: &mut Dossier,
    debt: &RegisterDebt,
    today: Date,
) -> Result<(), OperatorError> {
    if debt.sum_tyiyn <= 0 || debt.kind == DebtKind::Unknown {
        return Err(OperatorError::WrongSum);
    }
    dossier.debts.get_or_insert_default().push(Debt {
        kind: debt.kind,
        sum_tyiyn: debt.sum_tyiyn,
        overdue_since: today,
        paid_on: None,
        source: FactSource::Service,
        provisional: false,
    });
    Ok(())
}

/// Records that the open debts of one kind were paid today.
pub(crate) fn settle_debt(
    dossier: &mut Dossier,
    settled: &SettleDebt,
    today: Date,
) -> Result<(), OperatorError> {
    let open = |debt: &&mut Debt| debt.kind == settled.kind && debt.paid_on.is_none();
    let mut paid = false;
    for debt in dossier.debts.iter_mut().flatten().filter(open) {
        debt.paid_on = Some(today);
        paid = true;
    }
    paid.then_some(()).ok_or(OperatorError::NothingToDecide)
}
