//! What an application does to a dossier, or why it is not received.

use jiff::ToSpan;
use jiff::civil::Date;
use salyk_contract::applications::{
    Application, IndirectTaxReport, RefundApplication, RefusalReason, RegimeApplication,
};
use salyk_contract::dossier::{self, ActivityKind, Dossier, FactSource, RegimeState, RegisteredRegime};
use salyk_contract::lots::{self, Body, Lot, LotState, RecordedShare};

/// The EAEU members other than Kyrgyzstan (reg:2.3).
pub(crate) const EAEU: [&str; 4] = ["AM", "BY", "KZ", "RU"];

/// Enters an application into a dossier under its number.
pub(crate) fn receive(
    dossier: &mut Dossier,
    application: &Application,
    number: &str,
    today: Date,
) -> Result<(), RefusalReason> {
    match application {
        Application::Regime(regime) => apply_for_regime(dossier, regime, number, today),
        Application::Refund(refund) => apply_for_refund(dossier, refund, number, today),
        Application::IndirectTaxReport(report) => report_taxes(dossier, report, number, today),
    }
}

fn apply_for_regime(
    dossier: &mut Dossier,
    regime: &RegimeApplication,
    number: &str,
    today: Date,
) -> Result<(), RefusalReason> {
    let asked_about = ActivityKind::ALL
        .iter()
        .filter(|kind| **kind != ActivityKind::Other);
    if !regime.not_on_patent || asked_about.clone().any(|kind| !regime.none_of.contains(kind)) {
        return Err(RefusalReason::ExclusionsNotAnswered);
    }
    if regime.office != dossier.taxpayer.office {
        return Err(RefusalReason::OtherOffice);
    }
    if matches!(
        dossier.registered.state,
        RegimeState::AppliedFor | RegimeState::InForce
    ) {
        return Err(RefusalReason::AlreadyApplied);
    }
    let on_patent = dossier.patent.as_ref().is_some_and(|patent| patent.value);
    let carried_on = dossier.activities.iter().flatten().any(|activity| {
        activity.kind != ActivityKind::Other
            && activity.source == FactSource::Service
            && activity.since.is_none_or(|since| since <= today)
            && activity.until.is_none_or(|until| until >= today)
    });
    if on_patent || carried_on {
        return Err(RefusalReason::Excluded);
    }
    let pays_vat = dossier.vat_payer.as_ref().is_some_and(|payer| payer.value);
    if pays_vat && !regime.cancels_vat {
        return Err(RefusalReason::VatNotAnswered);
    }
    dossier.applications.push(dossier::RegimeApplication {
        number: number.to_owned(),
        filed: today,
        office: Some(regime.office.clone()),
        registered_on: None,
        source: FactSource::Service,
        provisional: false,
    });
    dossier.registered = RegisteredRegime {
        state: RegimeState::AppliedFor,
        // reg:10: the first day of the month after.
        since: today.last_of_month().checked_add(1.day()).ok(),
        registered_on: None,
    };
    Ok(())
}

fn apply_for_refund(
    dossier: &mut Dossier,
    refund: &RefundApplication,
    number: &str,
    today: Date,
) -> Result<(), RefusalReason> {
    let lot = lot(dossier, &refund.lot)?;
    if refund.body != Body::Tax || !EAEU.contains(&lot.imported_from.as_str()) {
        return Err(RefusalReason::OtherBody);
    }
    let decided = |number: &str| {
        lot.decisions
            .iter()
            .any(|decision| decision.application == number)
    };
    if lot
        .refund_applications
        .iter()
        .any(|filed| !decided(&filed.number))
    {
        return Err(RefusalReason::AlreadyFiled);
    }
    let paid: i64 = lot.deposits.iter().map(|deposit| deposit.sum_tyiyn).sum();
    let gone = lot.decisions.iter().flat_map(|decision| &decision.parts);
    let left = paid - gone.map(|part| part.sum_tyiyn).sum::<i64>();
    let claimed = sum(&refund.claimed).filter(|sum| *sum <= left);
    let claimed = claimed.ok_or(RefusalReason::WrongSum)?;
    lot.refund_applications.push(lots::RefundApplication {
        number: number.to_owned(),
        body: refund.body,
        filed: today,
        exports: refund.exports.clone(),
        claimed: refund.claimed.clone(),
        attachments: refund.attachments.clone(),
        source: FactSource::Service,
        provisional: false,
    });
    record(lot, claimed, &BEFORE_REFUND, LotState::RefundFiled);
    Ok(())
}

fn report_taxes(
    dossier: &mut Dossier,
    report: &IndirectTaxReport,
    number: &str,
    today: Date,
) -> Result<(), RefusalReason> {
    let lot = lot(dossier, &report.lot)?;
    if !EAEU.contains(&lot.imported_from.as_str()) {
        return Err(RefusalReason::OtherBody);
    }
    lot.indirect_tax_reports.push(lots::IndirectTaxReport {
        number: number.to_owned(),
        filed: today,
        month: report.month.first_of_month(),
        with_receipt: report.with_receipt,
        source: FactSource::Service,
        provisional: false,
    });
    Ok(())
}

/// The states of shares that an application for return takes in.
const BEFORE_REFUND: [LotState; 6] = [
    LotState::Deposited,
    LotState::Released,
    LotState::Accounted,
    LotState::PartlyExported,
    LotState::Exported,
    LotState::Refused,
];

/// A dossier's lot.
pub(crate) fn lot<'a>(dossier: &'a mut Dossier, id: &str) -> Result<&'a mut Lot, RefusalReason> {
    let found = dossier.lots.iter_mut().find(|lot| lot.id == id);
    found.ok_or(RefusalReason::UnknownLot)
}

/// The parts together; none unless each is more than nothing.
pub(crate) fn sum(parts: &[lots::DirectedSum]) -> Option<i64> {
    let positive = !parts.is_empty() && parts.iter().all(|part| part.sum_tyiyn > 0);
    let mut sums = parts.iter().map(|part| part.sum_tyiyn);
    let total = sums.try_fold(0_i64, i64::checked_add);
    total.filter(|_| positive)
}

/// Moves so much of the lot's shares in these states to another; the shares go on adding up.
pub(crate) fn record(lot: &mut Lot, mut sum: i64, from: &[LotState], to: LotState) {
    let mut moved = 0;
    for share in &mut lot.recorded {
        if from.contains(&share.state) {
            let part = share.sum_tyiyn.min(sum);
            share.sum_tyiyn -= part;
            sum -= part;
            moved += part;
        }
    }
    lot.recorded.retain(|share| share.sum_tyiyn > 0);
    if moved > 0 {
        match lot.recorded.iter_mut().find(|share| share.state == to) {
            Some(share) => share.sum_tyiyn += moved,
            None => lot.recorded.push(RecordedShare {
                state: to,
                sum_tyiyn: moved,
            }),
        }
    }
}
