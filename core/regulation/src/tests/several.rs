//! Of several facts of one kind, the one that counts.

use jiff::civil::{Date, date};

use super::sample::{
    accounted, decided, deposit, export, finding, lot, on, read_as, refund, released, under_regime, with,
};
use crate::dossier::{
    Attachment, Body, Confirmation, ConfirmationForm, ConfirmationKind, CustomsApplication, DocumentKind,
    IndirectTaxReport, Outcome,
};
use crate::fact::{Source, Stated};
use crate::finding::{Finding, FindingId, Verdict};
use crate::money::Money;
use crate::policy::{ExportConfirmed, LateDeposit, MixedDestinations, ReturnAnchor};
use crate::why::{FactKey, FactValue};

const WRITTEN: ConfirmationForm = ConfirmationForm::Written;
const ELECTRONIC: ConfirmationForm = ConfirmationForm::Electronic;

/// The day and the form of the confirmation that a finding used.
fn used(found: &Finding, key: FactKey) -> Option<(i8, ConfirmationForm)> {
    found
        .facts()
        .filter(|fact| fact.what == key)
        .find_map(|fact| match &fact.value {
            Some(FactValue::Confirmation { date, form }) => Some((date.day(), *form)),
            _ => None,
        })
}

fn confirmed(kind: ConfirmationKind, of: &[(i8, ConfirmationForm, Source)]) -> Vec<Confirmation> {
    let one = |(day, form, source): &(i8, ConfirmationForm, Source)| Confirmation {
        kind,
        form: *form,
        date: date(2026, 2, *day),
        number: None,
        stated: Stated::by(*source),
    };
    of.iter().map(one).collect()
}

#[test]
fn of_confirmations_of_the_registration_each_point_takes_its_own() {
    let taken = |point: &str, of: &[(i8, ConfirmationForm, Source)]| {
        let mut case = under_regime(date(2026, 2, 1));
        let mut lot = lot("CN");
        lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
        lot.customs_application = Some(CustomsApplication {
            number: None,
            date: date(2026, 3, 1),
            stated: Stated::by(Source::Customs),
        });
        case.lots = vec![lot];
        case.confirmations = confirmed(ConfirmationKind::Registration, of);
        let found = finding(&case, date(2026, 3, 10), &format!("{point}/lot-1"));
        used(&found, FactKey::RegistrationConfirmation)
    };
    let by_word_and_by_service = [(2, ELECTRONIC, Source::Person), (5, WRITTEN, Source::Service)];
    let on_paper_first = [(2, WRITTEN, Source::Service), (5, ELECTRONIC, Source::Service)];
    let twice = [(5, ELECTRONIC, Source::Service), (2, ELECTRONIC, Source::Service)];
    for (of, reg11, reg12) in [
        (by_word_and_by_service, (5, WRITTEN), (5, WRITTEN)),
        (on_paper_first, (5, ELECTRONIC), (2, WRITTEN)),
        (twice, (2, ELECTRONIC), (2, ELECTRONIC)),
    ] {
        assert_eq!(taken("reg:11", &of), Some(reg11), "{of:?}");
        assert_eq!(taken("reg:12", &of), Some(reg12), "{of:?}");
    }
}

#[test]
fn of_reports_the_one_that_an_authority_has_counts() {
    let report = |day, source| IndirectTaxReport {
        number: "sample".to_owned(),
        filed: date(2026, 6, day),
        month: None,
        with_receipt: true,
        stated: Stated::by(source),
    };
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = accounted(date(2026, 5, 4));
    lot.indirect_tax_reports = vec![report(10, Source::Person), report(12, Source::Service)];
    case.lots = vec![lot];
    let found = finding(&case, date(2026, 6, 20), "reg:17/lot-1");
    assert_eq!(
        (found.verdict, found.dates().done),
        (Verdict::Met, Some(date(2026, 6, 12)))
    );
}

/// `reg:5.3` with the reading by which a late deposit of the EAEU breaks it.
fn payments(since: Date, on: Date) -> Finding {
    let mut case = under_regime(since);
    case.lots = vec![accounted(date(2026, 5, 4))];
    let assessment = read_as(&case, on, |readings| {
        readings.late_deposit.value = LateDeposit::BreaksPayment;
    });
    assessment.finding(&FindingId::new("reg:5.3")).unwrap().clone()
}

#[test]
fn a_late_deposit_breaks_the_payments_only_once_it_is_late_and_under_this_spell() {
    let since = date(2026, 2, 1);
    assert_eq!(payments(since, date(2026, 6, 21)).verdict, Verdict::Met);
    let late = payments(since, date(2026, 6, 22));
    assert_eq!(
        (late.verdict, late.dates().overdue_from),
        (Verdict::Breached, Some(date(2026, 6, 22)))
    );
    assert_eq!(payments(date(2026, 7, 1), date(2026, 7, 5)).verdict, Verdict::Met);
}

fn attachment(kind: DocumentKind) -> Attachment {
    Attachment {
        kind,
        number: None,
        date: None,
    }
}

#[test]
fn a_paper_of_an_export_is_held_when_each_that_has_left_has_its_own() {
    let held = |papers: [&[DocumentKind]; 3], kind| {
        let mut lot = released(date(2026, 3, 2));
        let days = [date(2026, 4, 1), date(2026, 4, 2), date(2026, 5, 2)];
        lot.exports = days
            .into_iter()
            .zip(papers)
            .map(|(day, papers)| {
                let mut export = export("e", day, 100, "UZ");
                export.documents = papers.iter().map(|kind| attachment(*kind)).collect();
                export
            })
            .collect();
        let assessment = on(&with(lot), date(2026, 5, 1));
        assessment.lots[0]
            .documents
            .iter()
            .find(|paper| paper.kind == kind)
            .map(|paper| paper.held)
    };
    let (own, shared) = (DocumentKind::ExportDeclaration, DocumentKind::DeliveryContract);
    assert_eq!(
        held([&[own], &[own], &[]], own),
        Some(true),
        "the third has not left yet"
    );
    assert_eq!(held([&[own], &[], &[own]], own), Some(false));
    assert_eq!(held([&[], &[own], &[]], own), Some(false));
    assert_eq!(held([&[], &[], &[]], own), Some(false));
    assert_eq!(
        held([&[shared], &[], &[]], shared),
        Some(true),
        "one contract is of all"
    );
}

#[test]
fn a_paper_that_both_lists_ask_for_is_held_when_it_is_for_both() {
    let invoice = || attachment(DocumentKind::PrintedElectronicInvoice);
    let held = |with_paper: [bool; 2]| {
        let mut lot = released(date(2026, 3, 2));
        for (to, with_paper) in ["UZ", "RU"].into_iter().zip(with_paper) {
            let mut export = export(to, date(2026, 4, 1), 100, to);
            export.documents.extend(with_paper.then(invoice));
            lot.exports.push(export);
        }
        let assessment = on(&with(lot), date(2026, 5, 1));
        let mut papers = assessment.lots[0].documents.iter();
        papers
            .find(|paper| paper.kind == invoice().kind)
            .map(|paper| paper.held)
    };
    assert_eq!(held([true, true]), Some(true));
    assert_eq!(held([true, false]), Some(false));
    assert_eq!(held([false, true]), Some(false));
}

#[test]
fn the_list_of_third_countries_alone_is_for_what_went_to_both() {
    let asked = |destinations: &[&str]| {
        let mut lot = released(date(2026, 3, 2));
        let to = destinations.iter();
        lot.exports = to.map(|to| export("e", date(2026, 4, 1), 100, to)).collect();
        let assessment = read_as(&with(lot), date(2026, 5, 1), |readings| {
            readings.mixed_destinations.value = MixedDestinations::ThirdCountryListOnly;
        });
        assessment.lots[0].documents.len()
    };
    assert_eq!([asked(&["RU"]), asked(&["UZ"]), asked(&["UZ", "RU"])], [4, 6, 6]);
}

#[test]
fn of_confirmations_of_one_day_the_electronic_one_counts() {
    let mut case = under_regime(date(2026, 2, 1));
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    case.lots = vec![lot];
    let one = [(5, WRITTEN, Source::Service), (5, ELECTRONIC, Source::Service)];
    let of = |kind| confirmed(kind, &one);
    case.confirmations = [ConfirmationKind::TaxDebt, ConfirmationKind::CustomsDebt]
        .map(of)
        .concat();
    let assessment = on(&case, date(2026, 4, 3));
    for key in [FactKey::TaxDebtConfirmation, FactKey::CustomsDebtConfirmation] {
        let taken: Vec<_> = assessment
            .all_findings()
            .filter_map(|found| used(found, key))
            .collect();
        assert!(
            !taken.is_empty() && taken.iter().all(|one| *one == (5, ELECTRONIC)),
            "{taken:?}"
        );
    }
}

#[test]
fn a_term_from_the_deposit_is_counted_from_the_first_that_was_rightly_paid() {
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![
        deposit(Body::TaxBody, date(2026, 2, 1), 1),
        deposit(Body::Customs, date(2026, 2, 20), 6_000_000),
        deposit(Body::Customs, date(2026, 3, 1), 6_000_000),
    ];
    let assessment = read_as(&with(lot), date(2026, 4, 1), |readings| {
        readings.return_anchor.value = ReturnAnchor::DepositPaid;
    });
    let found = assessment.finding(&FindingId::new("reg:18/lot-1")).unwrap();
    assert_eq!(found.dates().counted_from, Some(date(2026, 2, 20)));
    assert_eq!(found.dates().due, Some(date(2026, 8, 19)));
}

#[test]
fn a_decision_on_the_last_day_confirms_where_the_decision_is_what_confirms() {
    let confirmed = |decided_on| {
        let mut lot = released(date(2026, 3, 2));
        lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
        lot.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
        let mut application = refund(Body::Customs, date(2026, 8, 1));
        application.decision = decided(decided_on, Outcome::Returned);
        lot.refund_applications = vec![application];
        let assessment = read_as(&with(lot), date(2026, 9, 15), |readings| {
            readings.export_confirmed.value = ExportConfirmed::DecisionMade;
        });
        assessment.lots[0].sums.confirmed
    };
    assert_eq!(confirmed(date(2026, 8, 29)), Money::from_tyiyn(12_000_000));
    assert_eq!(confirmed(date(2026, 8, 30)), Money::ZERO);
}
