//! Chapter 4, points 11 to 14 and 17: what is done at customs, and the receipt with the report.

use jiff::civil::date;

use super::sample::{accounted, deposit, finding, lot, person_says, under_regime, with};
use crate::dossier::{
    Body, Commitment, Confirmation, ConfirmationForm, ConfirmationKind, CustomsApplication, Dossier,
    IndirectTaxReport,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Deed, Verdict};
use crate::why::FactKey;

fn confirmation(form: ConfirmationForm) -> Confirmation {
    Confirmation {
        kind: ConfirmationKind::Registration,
        form,
        date: date(2026, 2, 2),
        number: None,
        stated: Stated::by(Source::Service),
    }
}

/// On 10 March 2026 with nothing done yet for a lot from China.
fn at_customs() -> Dossier {
    let mut case = under_regime(date(2026, 2, 1));
    case.lots = vec![lot("CN")];
    case
}

fn application() -> Option<CustomsApplication> {
    Some(CustomsApplication {
        number: None,
        date: date(2026, 3, 9),
        stated: Stated::by(Source::Customs),
    })
}

#[test]
fn reg11_the_application_and_the_confirmation() {
    let day = date(2026, 3, 10);
    let mut case = at_customs();
    let next = |case: &Dossier| {
        let found = finding(case, day, "reg:11/lot-1");
        (found.verdict, found.next_step.map(|step| step.what))
    };
    assert_eq!(
        next(&case),
        (Verdict::Pending, Some(Deed::GetRegistrationConfirmation))
    );
    for form in [ConfirmationForm::Written, ConfirmationForm::Electronic] {
        case.confirmations = vec![confirmation(form)];
        case.lots[0].customs_application = None;
        assert_eq!(next(&case), (Verdict::Pending, Some(Deed::ApplyToCustoms)));
        case.lots[0].customs_application = application();
        assert_eq!(next(&case), (Verdict::Met, None));
    }
    case.lots[0].customs_application.as_mut().unwrap().stated = person_says();
    assert_eq!(next(&case), (Verdict::Pending, None));
    // Released: customs had its grounds, only nobody has told them here.
    case.confirmations.clear();
    case.lots[0].customs_application = application();
    case.lots[0].released = Fact::customs(day);
    let told = finding(&case, day, "reg:11/lot-1");
    assert_eq!(
        (told.verdict, told.settled_by().to_vec()),
        (Verdict::Unknown, vec![[FactKey::RegistrationConfirmation].into()])
    );
    assert_eq!(
        finding(&with(lot("KZ")), day, "reg:11/lot-1").verdict,
        Verdict::NotApplicable
    );
}

#[test]
fn reg12_the_deposit_to_customs() {
    let day = date(2026, 3, 10);
    let mut case = at_customs();
    case.confirmations = vec![confirmation(ConfirmationForm::Electronic)];
    let verdict = |case: &Dossier| finding(case, day, "reg:12/lot-1").verdict;
    assert_eq!(verdict(&case), Verdict::Pending);
    case.lots[0].deposits = vec![deposit(Body::TaxBody, day, 12_000_000)];
    assert_eq!(
        verdict(&case),
        Verdict::Pending,
        "the tax body's account is not customs'"
    );
    case.lots[0].deposits = vec![deposit(Body::Customs, day, 11_999_999)];
    assert_eq!(verdict(&case), Verdict::Pending);
    case.lots[0].deposits.push(deposit(Body::Customs, day, 1));
    assert_eq!(verdict(&case), Verdict::Met);
    assert_eq!(
        finding(&case, date(2026, 3, 9), "reg:12/lot-1").verdict,
        Verdict::Pending
    );
    case.lots[0].vat = Fact::Missing;
    assert_eq!(finding(&case, day, "reg:12/lot-1").settled_by(), [[FactKey::Vat]]);
}

#[test]
fn reg13_the_commitment() {
    let mut case = at_customs();
    case.lots[0].commitment = Some(Commitment {
        number: None,
        date: date(2026, 3, 10),
        stated: Stated::by(Source::Customs),
    });
    let before = finding(&case, date(2026, 3, 9), "reg:13/lot-1");
    assert_eq!(
        (before.verdict, before.next_step.map(|step| step.what)),
        (Verdict::Pending, Some(Deed::GiveCommitment))
    );
    assert_eq!(
        finding(&case, date(2026, 3, 10), "reg:13/lot-1").verdict,
        Verdict::Met
    );
}

#[test]
fn reg14_is_customs_own() {
    let mut case = at_customs();
    let waiting = finding(&case, date(2026, 3, 10), "reg:14/lot-1");
    assert_eq!(
        (waiting.binds, waiting.verdict),
        (Binds::Customs, Verdict::Pending)
    );
    let not_stated: Vec<_> = waiting
        .facts()
        .filter(|fact| fact.value.is_none())
        .map(|fact| fact.what)
        .collect();
    assert_eq!(
        not_stated,
        [
            FactKey::Released,
            FactKey::CustomsApplication,
            FactKey::Deposit,
            FactKey::Commitment
        ]
    );
    case.lots[0].released = Fact::customs(date(2026, 3, 10));
    let done = finding(&case, date(2026, 3, 10), "reg:14/lot-1");
    assert_eq!(
        (done.verdict, done.dates().done),
        (Verdict::Met, Some(date(2026, 3, 10)))
    );
    assert_eq!(
        finding(&with(lot("RU")), date(2026, 3, 10), "reg:14/lot-1").verdict,
        Verdict::NotApplicable
    );
}

#[test]
fn reg17_the_receipt_with_the_report() {
    let day = date(2026, 6, 20);
    let mut lot = accounted(date(2026, 5, 4));
    let report = |with_receipt, month| IndirectTaxReport {
        number: "sample-1".to_owned(),
        filed: day,
        month,
        with_receipt,
        stated: Stated::by(Source::Service),
    };
    let found = finding(&with(lot.clone()), date(2027, 1, 1), "reg:17/lot-1");
    assert_eq!(
        (found.verdict, found.dates().due),
        (Verdict::Pending, None),
        "no term, and so never late"
    );
    lot.indirect_tax_reports = vec![report(false, None)];
    let found = finding(&with(lot.clone()), day, "reg:17/lot-1");
    assert_eq!(
        (found.verdict, found.next_step.map(|step| step.what)),
        (Verdict::Pending, Some(Deed::ReportWithReceipt))
    );
    lot.indirect_tax_reports
        .push(report(true, Some(date(2026, 5, 1))));
    assert_eq!(
        finding(&with(lot.clone()), day, "reg:17/lot-1").verdict,
        Verdict::Met
    );
    assert_eq!(
        finding(&with(lot.clone()), date(2026, 6, 19), "reg:17/lot-1").verdict,
        Verdict::Pending
    );
    lot.indirect_tax_reports = vec![report(true, Some(date(2026, 4, 1)))];
    assert_eq!(
        finding(&with(lot), day, "reg:17/lot-1").verdict,
        Verdict::Pending,
        "another month's report"
    );
}
