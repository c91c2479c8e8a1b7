//! Applications as they travel, and as the core knows them.

use salyk_contract::applications as wire;
use salyk_contract::dossier::ActivityKind;
use salyk_contract::lots;
use salyk_regulation::dossier::{Activity, Direction, DirectionKind, DocumentKind};
use zeroize::Zeroizing;

use super::malformed;
use crate::filing::{Application, Filed, RefundApplication, RegimeApplication, Withdrawal};
use crate::ports::ServiceError;

/// Longest number of the service's that is kept, in characters.
const MOST_CHARS: usize = 128;

/// The body of an application.
pub(super) fn application(application: &Application) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
    let body = match application {
        Application::Regime(regime) => wire::Application::Regime(wire_regime(regime)),
        Application::Refund(refund) => wire::Application::Refund(wire_refund(refund)),
        Application::Report(report) => wire::Application::IndirectTaxReport(wire::IndirectTaxReport {
            lot: report.lot.clone(),
            month: report.month,
            with_receipt: !report.receipts.is_empty(),
            files: report.files.clone(),
        }),
    };
    let bytes = serde_json::to_vec(&body).map_err(|_| ServiceError::Refused {
        code: "request_not_writable".to_owned(),
    })?;
    Ok(Zeroizing::new(bytes))
}

fn wire_regime(regime: &RegimeApplication) -> wire::RegimeApplication {
    wire::RegimeApplication {
        none_of: regime.none_of.iter().filter_map(|one| activity(*one)).collect(),
        not_on_patent: regime.none_of.contains(&Activity::Patent),
        cancels_vat: regime.cancels_vat,
        office: regime.office.clone(),
    }
}

fn wire_refund(refund: &RefundApplication) -> wire::RefundApplication {
    let kinds = refund.named_papers();
    let kinds = kinds.into_iter().filter_map(paper_word);
    let attachment = |kind| lots::Attachment {
        kind,
        number: None,
        date: None,
    };
    let part = |part: &Direction| {
        Some(lots::DirectedSum {
            direction: direction_word(part.to)?,
            sum_tyiyn: part.sum.tyiyn(),
            account: part.account.as_ref().map(|account| account.0.clone()),
        })
    };
    let papers = refund.papers.iter().zip(&refund.files);
    let files = papers.filter_map(|(paper, file)| {
        Some(wire::AttachedFile {
            kind: paper_word(paper.kind)?,
            file: file.clone(),
        })
    });
    wire::RefundApplication {
        lot: refund.lot.clone(),
        body: lots::Body::Tax,
        exports: refund.exports.clone(),
        claimed: refund.parts.iter().filter_map(part).collect(),
        attachments: kinds.map(attachment).collect(),
        files: files.collect(),
    }
}

fn direction_word(to: DirectionKind) -> Option<lots::Direction> {
    Some(match to {
        DirectionKind::SettlementAccount => lots::Direction::SettlementAccount,
        DirectionKind::OtherTaxes => lots::Direction::OtherTaxes,
        DirectionKind::CustomsPayments => lots::Direction::CustomsPayments,
        DirectionKind::ComingObligations => lots::Direction::ComingObligations,
        DirectionKind::TaxDebt => lots::Direction::TaxDebt,
        DirectionKind::Unknown => return None,
    })
}

fn paper_word(kind: DocumentKind) -> Option<lots::AttachmentKind> {
    Some(match kind {
        DocumentKind::ExportDeclaration => lots::AttachmentKind::ExportDeclaration,
        DocumentKind::ConfirmedImportStatement => lots::AttachmentKind::ConfirmedImportStatement,
        DocumentKind::GoodsAccompanying => lots::AttachmentKind::GoodsAccompanying,
        DocumentKind::PrintedElectronicInvoice => lots::AttachmentKind::PrintedElectronicInvoice,
        DocumentKind::DeliveryContract => lots::AttachmentKind::DeliveryContract,
        DocumentKind::TaxDebtCertificate => lots::AttachmentKind::TaxDebtCertificate,
        DocumentKind::ImportVatDebtCertificate => lots::AttachmentKind::ImportVatDebtCertificate,
        DocumentKind::Unknown => return None,
    })
}

/// A patent is no activity to the contract.
fn activity(activity: Activity) -> Option<ActivityKind> {
    let known = super::dossier::ACTIVITIES
        .iter()
        .find(|(_, known)| *known == activity);
    known.map(|(kind, _)| *kind)
}

/// Reads a receipt.
pub(super) fn filed(body: &[u8]) -> Result<Filed, ServiceError> {
    read_receipt(malformed::read("receipt", body)?)
}

/// Reads what became of the wish to withdraw.
pub(super) fn withdrawal(body: &[u8]) -> Result<Withdrawal, ServiceError> {
    let read: wire::Withdrawal = malformed::read("withdrawal", body)?;
    match (read.withdrawn, read.receipt) {
        (true, None) => Ok(Withdrawal::Withdrawn),
        (false, Some(receipt)) => Ok(Withdrawal::Received(read_receipt(receipt)?)),
        _ => Err(malformed::field("withdrawn")),
    }
}

fn read_receipt(receipt: wire::Receipt) -> Result<Filed, ServiceError> {
    if receipt.number.is_empty() || receipt.number.chars().count() > MOST_CHARS {
        return Err(malformed::field("number"));
    }
    Ok(Filed {
        number: receipt.number,
        received_at: receipt.received_at,
        filed: receipt.filed,
        revision: receipt.revision,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn an_application_for_the_regime_names_every_exclusion() {
        let none_of = vec![
            Activity::Patent,
            Activity::FinancialOrInsurance,
            Activity::InvestmentFund,
            Activity::SecuritiesMarket,
            Activity::ExcisePayer,
            Activity::PublicCatering,
            Activity::Resort,
            Activity::Telecommunications,
            Activity::SubsoilUse,
        ];
        let asked = Application::Regime(RegimeApplication {
            none_of,
            cancels_vat: true,
            office: "001".to_owned(),
        });
        let body: Value = serde_json::from_slice(&application(&asked).unwrap()).unwrap();
        let words = [
            "financial_or_insurance",
            "investment_fund",
            "securities_market",
            "excise_payer",
            "public_catering",
            "resort",
            "telecommunications",
            "subsoil_use",
        ];
        let expected = json!({
            "kind": "regime", "none_of": words, "not_on_patent": true, "cancels_vat": true, "office": "001",
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn a_receipt_is_read_and_what_is_none_is_named() {
        let receipt = json!({
            "number": "N-1", "received_at": "2026-11-23T20:00:00Z", "filed": "2026-11-24", "revision": 3,
        });
        let read = filed(receipt.to_string().as_bytes()).unwrap();
        assert_eq!(
            (read.number.as_str(), read.filed.to_string().as_str()),
            ("N-1", "2026-11-24")
        );
        for number in [String::new(), "1".repeat(129)] {
            let mut bad = receipt.clone();
            bad["number"] = json!(number);
            assert_eq!(filed(bad.to_string().as_bytes()), Err(malformed::field("number")));
        }
        let of = |value: Value| withdrawal(value.to_string().as_bytes());
        assert_eq!(of(json!({"withdrawn": true})), Ok(Withdrawal::Withdrawn));
        assert_eq!(
            of(json!({"withdrawn": false, "receipt": receipt})),
            Ok(Withdrawal::Received(read))
        );
        for odd in [
            json!({"withdrawn": false}),
            json!({"withdrawn": true, "receipt": receipt}),
        ] {
            assert_eq!(of(odd), Err(malformed::field("withdrawn")));
        }
    }
}
