//! The words for what the regulation tells apart: each variant has its text, and a new one does not compile without.

use salyk_regulation::assessment::LotState;
use salyk_regulation::dossier::{Activity, Body, DebtKind, DocumentKind, Issuer, Outcome};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::finding::{Binds, Deed};
use salyk_regulation::why::FactKey;

use super::scene::Scene;
use crate::intent::LotFilter;

/// Who says so, and whether that may still change.
pub(super) fn said_by(scene: &Scene<'_>, source: Source, provisional: bool) -> String {
    let said = scene.say(match source {
        Source::Service => "source-service",
        Source::Customs => "source-customs",
        Source::Person => "source-person",
    });
    if provisional {
        scene.say_with("source-provisional", &[("source", said.into())])
    } else {
        said
    }
}

pub(super) fn stated(scene: &Scene<'_>, stated: Stated) -> String {
    said_by(scene, stated.source, stated.provisional)
}

/// Who states a fact; `None` while nobody does.
pub(super) fn teller<T>(fact: &Fact<T>) -> Option<Stated> {
    let (source, provisional) = match fact {
        Fact::Known { source, .. } => (*source, false),
        Fact::Provisional { source, .. } => (*source, true),
        Fact::Missing => return None,
    };
    Some(Stated { source, provisional })
}

pub(super) fn fact_source<T>(scene: &Scene<'_>, fact: &Fact<T>) -> String {
    said(scene, teller(fact))
}

fn said(scene: &Scene<'_>, teller: Option<Stated>) -> String {
    teller.map_or_else(|| scene.say("source-nobody"), |teller| stated(scene, teller))
}

/// The sources of several facts, each once, in the order in which they come; `None` of none.
pub(super) fn names_of(
    scene: &Scene<'_>,
    tellers: impl IntoIterator<Item = Option<Stated>>,
) -> Option<String> {
    // Home asks for those of every payment there is: only what differs is put into words.
    let mut each = Vec::new();
    for teller in tellers {
        if !each.contains(&teller) {
            each.push(teller);
        }
    }
    let names: Vec<_> = each.into_iter().map(|teller| said(scene, teller)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The same as a sentence.
pub(super) fn sources(
    scene: &Scene<'_>,
    tellers: impl IntoIterator<Item = Option<Stated>>,
) -> Option<String> {
    let names = names_of(scene, tellers)?;
    Some(scene.say_with("said-by", &[("sources", names.into())]))
}

pub(super) fn lot_state(state: LotState) -> &'static str {
    match state {
        LotState::Planned => "state-planned",
        LotState::Deposited => "state-deposited",
        LotState::Released => "state-released",
        LotState::Accounted => "state-accounted",
        LotState::PartlyExported => "state-partly-exported",
        LotState::Exported => "state-exported",
        LotState::RefundFiled => "state-refund-filed",
        LotState::Refunded => "state-refunded",
        LotState::Offset => "state-offset",
        LotState::Secured => "state-secured",
        LotState::Refused => "state-refused",
        LotState::Expired => "state-expired",
        LotState::ToBudget => "state-to-budget",
    }
}

pub(super) fn filter(filter: LotFilter) -> &'static str {
    match filter {
        LotFilter::All => "filter-all",
        LotFilter::Open => "filter-open",
        LotFilter::Overdue => "filter-overdue",
        LotFilter::Closed => "filter-closed",
    }
}

pub(super) fn body(body: Body) -> &'static str {
    match body {
        Body::TaxBody => "body-tax",
        Body::Customs => "body-customs",
    }
}

pub(super) fn account(body: Body) -> &'static str {
    match body {
        Body::TaxBody => "deposits-tax-body",
        Body::Customs => "deposits-customs",
    }
}

pub(super) fn who(who: Binds) -> &'static str {
    match who {
        Binds::Nobody => "who-nobody",
        Binds::Taxpayer => "who-taxpayer",
        Binds::TaxBody => "body-tax",
        Binds::Customs => "body-customs",
    }
}

pub(super) fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::StateFacts => "deed-state-facts",
        Deed::GetConfirmation => "deed-get-confirmation",
        Deed::ApplyForRegime => "deed-apply-for-regime",
        Deed::RegisterRegime => "deed-register-regime",
        Deed::PayDepositToCustoms => "deed-pay-customs",
        Deed::PayDepositToTaxBody => "deed-pay-tax-body",
        Deed::NotifyTaxBody => "deed-notify",
        Deed::ApplyForReturn => "deed-apply-for-return",
        Deed::ApplyForReturnAgain => "deed-apply-again",
        Deed::ApplyLate => "deed-apply-late",
        Deed::DecideOnReturn => "deed-decide",
    }
}

pub(super) fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::Patent => "activity-patent",
        Activity::FinancialOrInsurance => "activity-financial",
        Activity::InvestmentFund => "activity-investment-fund",
        Activity::SecuritiesMarket => "activity-securities",
        Activity::ExcisePayer => "activity-excise",
        Activity::PublicCatering => "activity-catering",
        Activity::Resort => "activity-resort",
        Activity::Telecommunications => "activity-telecommunications",
        Activity::SubsoilUse => "activity-subsoil",
        Activity::Unknown => "activity-unknown",
    }
}

pub(super) fn debt(kind: DebtKind) -> &'static str {
    match kind {
        DebtKind::OtherTaxes => "debt-other-taxes",
        DebtKind::ImportVat => "debt-import-vat",
        DebtKind::CustomsPayments => "debt-customs-payments",
        DebtKind::SpecialDuty => "debt-special-duty",
        DebtKind::AntiDumpingDuty => "debt-anti-dumping-duty",
        DebtKind::CountervailingDuty => "debt-countervailing-duty",
        DebtKind::Unknown => "debt-unknown",
    }
}

pub(super) fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ExportDeclaration => "paper-export-declaration",
        DocumentKind::ConfirmedImportStatement => "paper-import-statement",
        DocumentKind::GoodsAccompanying => "paper-accompanying",
        DocumentKind::PrintedElectronicInvoice => "paper-invoice",
        DocumentKind::DeliveryContract => "paper-contract",
        DocumentKind::TaxDebtCertificate => "paper-tax-debt",
        DocumentKind::ImportVatDebtCertificate => "paper-import-vat-debt",
        DocumentKind::Unknown => "paper-unknown",
    }
}

pub(super) fn issuer(issuer: Issuer) -> &'static str {
    match issuer {
        Issuer::TaxBody => "body-tax",
        Issuer::Customs => "body-customs",
        Issuer::ImportingMember => "issuer-importing-member",
        Issuer::Taxpayer => "issuer-taxpayer",
        Issuer::TaxpayerAndBuyer => "issuer-taxpayer-and-buyer",
        Issuer::SenderOrCarrier => "issuer-sender-or-carrier",
        Issuer::Unknown => "issuer-unknown",
    }
}

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Returned => "outcome-returned",
        Outcome::Offset => "outcome-offset",
        Outcome::Secured => "outcome-secured",
        Outcome::Refused => "outcome-refused",
        Outcome::Unknown => "outcome-unknown",
    }
}

pub(super) fn flag(flag: bool) -> &'static str {
    if flag { "value-yes" } else { "value-no" }
}

pub(super) fn fact(fact: FactKey) -> &'static str {
    match fact {
        FactKey::VatPayer => "fact-vat-payer",
        FactKey::TaxableImports => "fact-taxable-imports",
        FactKey::Activity => "fact-activity",
        FactKey::RegisteredState => "fact-registered-state",
        FactKey::Office => "fact-office",
        FactKey::ApplicationFiled => "fact-application-filed",
        FactKey::ApplicationOffice => "fact-application-office",
        FactKey::RegimeRegistered => "fact-regime-registered",
        FactKey::ImportedFrom => "fact-imported-from",
        FactKey::Released => "fact-released",
        FactKey::TakenOnAccount => "fact-taken-on-account",
        FactKey::Vat => "fact-vat",
        FactKey::Deposit => "fact-deposit",
        FactKey::DepositAccount => "fact-deposit-account",
        FactKey::CustomsNotice => "fact-customs-notice",
        FactKey::Destination => "fact-destination",
        FactKey::Exported => "fact-exported",
        FactKey::RefundFiled => "fact-refund-filed",
        FactKey::RefundAddressee => "fact-refund-addressee",
        FactKey::Decision => "fact-decision",
    }
}
