//! Lots as they travel, and as the regulation reads them.

use salyk_contract::lots as wire;
use salyk_regulation::dossier::{
    Attachment, Body, BudgetTransfer, Commitment, CustomsApplication, Decision, Deposit, Direction,
    DirectionKind, DocumentKind, Export, GoodsLine, IndirectTaxReport, Lot, LotId, Outcome, PayingAccount,
    RefundApplication, Unit,
};
use salyk_regulation::fact::{Fact, Stated};

use super::facts::{country, fact, fact_of, list, plain_fact, quantity, stated, sum};
use super::malformed::Place;
use crate::ports::ServiceError;

/// Reads a lot.
pub(super) fn lot(given: &wire::Lot, place: &Place<'_>) -> Result<Lot, ServiceError> {
    let planned = place.at("planned_destination");
    let vat = place.at("conditional_vat_tyiyn");
    let mut refund_applications = list(
        place,
        "refund_applications",
        &given.refund_applications,
        refund_application,
    )?;
    for (number, decided) in given.decisions.iter().enumerate() {
        let place = place.item("decisions", number);
        let application = refund_applications
            .iter_mut()
            .find(|application| application.id == decided.application)
            .ok_or_else(|| place.at("application").malformed())?;
        // A later decision takes the place of an earlier one on the same application.
        if application
            .decision
            .as_ref()
            .is_none_or(|earlier| earlier.date <= decided.date)
        {
            application.decision = Some(decision(decided, &place)?);
        }
    }
    Ok(Lot {
        id: LotId(given.id.as_str().into()),
        imported_from: Fact::service(country(&given.imported_from, &place.at("imported_from"))?),
        planned_destination: fact_of(given.planned_destination.as_ref(), |code| {
            country(&code, &planned)
        })?,
        planned_for: given.planned_for,
        lines: list(place, "goods", &given.goods, goods_line)?,
        declaration: given.declaration_number.clone(),
        released: plain_fact(given.released.as_ref()),
        taken_on_account: plain_fact(given.taken_on_account.as_ref()),
        vat: fact_of(given.conditional_vat_tyiyn.as_ref(), |tyiyn| sum(tyiyn, &vat))?,
        deposits: list(place, "deposits", &given.deposits, deposit)?,
        customs_application: given
            .customs_application
            .as_ref()
            .map(|paper| CustomsApplication {
                number: paper.number.clone(),
                date: paper.date,
                stated: stated(paper.source, paper.provisional),
            }),
        commitment: given.commitment.as_ref().map(|paper| Commitment {
            number: paper.number.clone(),
            date: paper.date,
            stated: stated(paper.source, paper.provisional),
        }),
        customs_notice: plain_fact(given.customs_notice.as_ref()),
        indirect_tax_reports: given.indirect_tax_reports.iter().map(report).collect(),
        exports: list(place, "exports", &given.exports, |item, place| {
            export(item, &given.goods, place)
        })?,
        refund_applications,
        budget_transfers: list(place, "transfers_to_budget", &given.transfers_to_budget, transfer)?,
    })
}

fn goods_line(given: &wire::GoodsLine, place: &Place<'_>) -> Result<GoodsLine, ServiceError> {
    let vat = match given.vat_tyiyn {
        Some(tyiyn) => Fact::service(sum(tyiyn, &place.at("vat_tyiyn"))?),
        None => Fact::Missing,
    };
    Ok(GoodsLine {
        number: given.line,
        name: given.name.clone(),
        goods_code: (!given.code.is_empty()).then(|| given.code.clone()),
        quantity: quantity(given.quantity_thousandths, &place.at("quantity_thousandths"))?,
        unit: Unit(given.unit.as_str().into()),
        vat,
    })
}

fn deposit(given: &wire::Deposit, place: &Place<'_>) -> Result<Deposit, ServiceError> {
    Ok(Deposit {
        number: given.number.clone(),
        account: body(given.account, &place.at("account"))?,
        date: given.date,
        sum: sum(given.sum_tyiyn, &place.at("sum_tyiyn"))?,
        paying_account: given.paying_account.clone().map(PayingAccount),
        stated: stated(given.source, given.provisional),
    })
}

/// The law knows two bodies (`reg:2.2`, `reg:2.3`): with a third, this version could say nothing true of the money.
fn body(body: wire::Body, place: &Place<'_>) -> Result<Body, ServiceError> {
    match body {
        wire::Body::Customs => Ok(Body::Customs),
        wire::Body::Tax => Ok(Body::TaxBody),
        _ => Err(place.malformed()),
    }
}

fn report(given: &wire::IndirectTaxReport) -> IndirectTaxReport {
    IndirectTaxReport {
        number: given.number.clone(),
        filed: given.filed,
        month: Some(given.month),
        with_receipt: given.with_receipt,
        stated: stated(given.source, given.provisional),
    }
}

/// An export that names no unit is counted in its line's.
fn export(
    given: &wire::Export,
    goods: &[wire::GoodsLine],
    place: &Place<'_>,
) -> Result<Export, ServiceError> {
    let line = goods
        .iter()
        .find(|line| line.line == given.line)
        .ok_or_else(|| place.at("line").malformed())?;
    let stated = stated(given.source, given.provisional);
    Ok(Export {
        id: given.id.clone(),
        line: given.line,
        quantity: quantity(given.quantity_thousandths, &place.at("quantity_thousandths"))?,
        unit: Unit(given.unit.as_deref().unwrap_or(&line.unit).into()),
        date: given.date,
        destination: fact(country(&given.destination, &place.at("destination"))?, stated),
        documents: given.documents.iter().map(attachment).collect(),
        stated,
    })
}

fn attachment(given: &wire::Attachment) -> Attachment {
    Attachment {
        kind: match given.kind {
            wire::AttachmentKind::ExportDeclaration => DocumentKind::ExportDeclaration,
            wire::AttachmentKind::GoodsAccompanying => DocumentKind::GoodsAccompanying,
            wire::AttachmentKind::PrintedElectronicInvoice => DocumentKind::PrintedElectronicInvoice,
            wire::AttachmentKind::DeliveryContract => DocumentKind::DeliveryContract,
            wire::AttachmentKind::TaxDebtCertificate => DocumentKind::TaxDebtCertificate,
            wire::AttachmentKind::ImportVatDebtCertificate => DocumentKind::ImportVatDebtCertificate,
            wire::AttachmentKind::ConfirmedImportStatement => DocumentKind::ConfirmedImportStatement,
            _ => DocumentKind::Unknown,
        },
        number: given.number.clone(),
        date: given.date,
    }
}

fn refund_application(
    given: &wire::RefundApplication,
    place: &Place<'_>,
) -> Result<RefundApplication, ServiceError> {
    Ok(RefundApplication {
        id: given.number.clone(),
        addressee: body(given.body, &place.at("body"))?,
        filed: fact(given.filed, stated(given.source, given.provisional)),
        covers: given.exports.clone(),
        directions: list(place, "claimed", &given.claimed, direction)?,
        attachments: given.attachments.iter().map(attachment).collect(),
        decision: None,
    })
}

fn decision(given: &wire::Decision, place: &Place<'_>) -> Result<Decision, ServiceError> {
    Ok(Decision {
        date: given.date,
        outcome: match given.outcome {
            wire::Outcome::Returned => Outcome::Returned,
            wire::Outcome::Offset => Outcome::Offset,
            wire::Outcome::Secured => Outcome::Secured,
            wire::Outcome::Refused => Outcome::Refused,
            _ => Outcome::Unknown,
        },
        parts: list(place, "parts", &given.parts, direction)?,
        reasons: given.reasons.clone(),
        stated: Stated {
            source: super::facts::source(given.source),
            provisional: false,
        },
    })
}

fn direction(given: &wire::DirectedSum, place: &Place<'_>) -> Result<Direction, ServiceError> {
    Ok(Direction {
        to: match given.direction {
            wire::Direction::SettlementAccount => DirectionKind::SettlementAccount,
            wire::Direction::OtherTaxes => DirectionKind::OtherTaxes,
            wire::Direction::CustomsPayments => DirectionKind::CustomsPayments,
            wire::Direction::ComingObligations => DirectionKind::ComingObligations,
            wire::Direction::TaxDebt => DirectionKind::TaxDebt,
            _ => DirectionKind::Unknown,
        },
        sum: sum(given.sum_tyiyn, &place.at("sum_tyiyn"))?,
        account: given.account.clone().map(PayingAccount),
    })
}

fn transfer(given: &wire::TransferToBudget, place: &Place<'_>) -> Result<BudgetTransfer, ServiceError> {
    Ok(BudgetTransfer {
        date: given.date,
        sum: sum(given.sum_tyiyn, &place.at("sum_tyiyn"))?,
        stated: Stated {
            source: super::facts::source(given.source),
            provisional: false,
        },
    })
}
