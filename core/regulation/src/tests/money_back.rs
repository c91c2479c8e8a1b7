//! Chapter 5, points 19 to 21: the debts that bar a return, where the money goes, and what is lost.

use jiff::civil::{Date, date};

use super::sample::{
    accounted, decided, deposit, dossier, export, finding, on, person_says, refund, released,
};
use crate::dossier::{
    Body, BudgetTransfer, Confirmation, ConfirmationForm, ConfirmationKind, Debt, DebtKind, Direction,
    DirectionKind, Dossier, Outcome, PayingAccount,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Binds, Deed, Verdict};
use crate::money::Money;
use crate::why::{FactKey, Step};

/// Released on 2 March 2026 and exported in full; 120 000.00 som are on customs' account; no debts.
fn returnable() -> Dossier {
    let mut lot = released(date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000)];
    lot.deposits[0].paying_account = Some(PayingAccount("sample-account".to_owned()));
    lot.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    Dossier {
        debts: Fact::service(Vec::new()),
        lots: vec![lot],
        ..dossier()
    }
}

fn debt(kind: DebtKind, tyiyn: i64) -> Debt {
    Debt {
        kind,
        sum: Money::from_tyiyn(tyiyn),
        overdue_from: date(2026, 4, 10),
        settled: None,
        stated: Stated::by(Source::Service),
    }
}

fn asking(parts: &[(DirectionKind, i64)], debts: &[(DebtKind, i64)]) -> Verdict {
    let mut case = returnable();
    let mut application = refund(Body::Customs, date(2026, 5, 4));
    application.directions = parts
        .iter()
        .map(|(to, tyiyn)| Direction {
            to: *to,
            sum: Money::from_tyiyn(*tyiyn),
            account: None,
        })
        .collect();
    case.lots[0].refund_applications = vec![application];
    case.debts = Fact::service(debts.iter().map(|(kind, tyiyn)| debt(*kind, *tyiyn)).collect());
    finding(&case, date(2026, 5, 5), "reg:20/lot-1/sample-2026-05-04").verdict
}

#[test]
fn reg19_debts_bar_the_return() {
    let day = date(2026, 5, 5);
    let mut case = returnable();
    let gate = |case: &Dossier| finding(case, day, "reg:19/lot-1");
    assert_eq!(gate(&case).verdict, Verdict::Met);
    for destination in ["UZ", "KZ"] {
        case.lots[0].exports[0] = export("e1", date(2026, 4, 1), 10_000, destination);
        case.debts = Fact::service(vec![debt(DebtKind::ImportVat, 1)]);
        let barred = gate(&case);
        assert_eq!(
            (barred.verdict, barred.next_step.map(|step| step.what)),
            (Verdict::Pending, Some(Deed::PayDebts))
        );
    }
    case.debts = Fact::Missing;
    assert_eq!(gate(&case).settled_by(), [[FactKey::Debt]]);
    // While an application is under way the deciding body asks the other one, unless that has confirmed already.
    case.debts = Fact::service(Vec::new());
    case.lots[0].refund_applications = vec![refund(Body::Customs, date(2026, 5, 4))];
    let asked = gate(&case).next_step.unwrap();
    assert_eq!((asked.who, asked.what), (Binds::TaxBody, Deed::ConfirmDebts));
    case.confirmations = vec![Confirmation {
        kind: ConfirmationKind::TaxDebt,
        form: ConfirmationForm::Electronic,
        date: day,
        number: None,
        stated: Stated::by(Source::Service),
    }];
    assert_eq!((gate(&case).verdict, gate(&case).next_step), (Verdict::Met, None));
    case.lots[0].refund_applications[0].decision = decided(day, Outcome::Returned);
    assert_eq!(
        gate(&case).verdict,
        Verdict::NotApplicable,
        "nothing is left to return"
    );
}

#[test]
fn reg20_parts_add_up() {
    use DirectionKind::{
        ComingObligations, CustomsPayments, OtherTaxes, SettlementAccount, TaxDebt, Unknown,
    };
    assert_eq!(
        asking(&[], &[]),
        Verdict::Met,
        "nothing said: all back to the paying account"
    );
    assert_eq!(asking(&[(SettlementAccount, 12_000_000)], &[]), Verdict::Met);
    assert_eq!(asking(&[(SettlementAccount, 11_999_999)], &[]), Verdict::Pending);
    assert_eq!(asking(&[(SettlementAccount, 12_000_001)], &[]), Verdict::Pending);
    let four = [
        (SettlementAccount, 1),
        (OtherTaxes, 2),
        (CustomsPayments, 3),
        (ComingObligations, 11_999_994),
    ];
    assert_eq!(asking(&four, &[]), Verdict::Met);
    assert_eq!(
        asking(&[(SettlementAccount, 12_000_001), (OtherTaxes, -1)], &[]),
        Verdict::Pending
    );
    assert_eq!(
        asking(&[(TaxDebt, 12_000_000)], &[]),
        Verdict::Pending,
        "there is no such debt"
    );
    assert_eq!(asking(&[(Unknown, 12_000_000)], &[]), Verdict::Pending);
    // Half of it exported: half is returnable.
    let mut case = returnable();
    case.lots[0].exports[0].quantity = crate::money::Quantity::from_thousandths(5_000);
    case.lots[0].refund_applications = vec![refund(Body::Customs, date(2026, 5, 4))];
    let found = finding(&case, date(2026, 5, 5), "reg:20/lot-1/sample-2026-05-04");
    let half = Money::from_tyiyn(6_000_000);
    assert!(found.steps().contains(&Step::PartsAgainstReturnable {
        returnable: half,
        parts: half
    }));
    case.lots[0].deposits[0].paying_account = None;
    let found = finding(&case, date(2026, 5, 5), "reg:20/lot-1/sample-2026-05-04");
    assert_eq!(
        (found.verdict, found.settled_by().to_vec()),
        (Verdict::Unknown, vec![[FactKey::PayingAccount].into()])
    );
}

#[test]
fn reg20_what_a_decision_has_given_already() {
    // A third is covered, and the body's decision names a half: a half is left for the second application.
    let mut case = returnable();
    let lot = &mut case.lots[0];
    lot.deposits[0].sum = Money::from_tyiyn(100);
    lot.exports = vec![
        export("e1", date(2026, 4, 1), 3_333, "UZ"),
        export("e2", date(2026, 5, 11), 6_667, "UZ"),
    ];
    lot.refund_applications = vec![
        refund(Body::Customs, date(2026, 5, 4)),
        refund(Body::Customs, date(2026, 5, 12)),
    ];
    let mut decision = decided(date(2026, 5, 10), Outcome::Returned).unwrap();
    decision.parts = vec![Direction {
        to: DirectionKind::SettlementAccount,
        sum: Money::from_tyiyn(50),
        account: None,
    }];
    lot.refund_applications[0].decision = Some(decision);
    let found = finding(&case, date(2026, 5, 12), "reg:20/lot-1/sample-2026-05-12");
    let half = Money::from_tyiyn(50);
    assert!(found.steps().contains(&Step::PartsAgainstReturnable {
        returnable: half,
        parts: half
    }));
}

#[test]
fn reg20_what_debts_leave_open() {
    use DirectionKind::{ComingObligations, CustomsPayments, OtherTaxes, SettlementAccount, TaxDebt};
    let all = 12_000_000;
    assert_eq!(
        asking(&[], &[(DebtKind::OtherTaxes, 1)]),
        Verdict::Pending,
        "a debt bars the return"
    );
    assert_eq!(
        asking(&[(TaxDebt, all)], &[(DebtKind::ImportVat, all)]),
        Verdict::Met
    );
    assert_eq!(
        asking(&[(TaxDebt, all)], &[(DebtKind::ImportVat, all - 1)]),
        Verdict::Pending
    );
    assert_eq!(
        asking(&[(TaxDebt, all)], &[(DebtKind::CustomsPayments, all)]),
        Verdict::Pending
    );
    assert_eq!(
        asking(&[(CustomsPayments, all)], &[(DebtKind::CustomsPayments, all)]),
        Verdict::Met
    );
    // What is left once the debts are met goes back.
    let debts = [(DebtKind::OtherTaxes, 100), (DebtKind::CustomsPayments, 200)];
    let met = [
        (TaxDebt, 100),
        (CustomsPayments, 200),
        (SettlementAccount, all - 300),
    ];
    assert_eq!(asking(&met, &debts), Verdict::Met);
    let unmet = [(TaxDebt, 100), (OtherTaxes, 200), (ComingObligations, all - 300)];
    assert_eq!(
        asking(&unmet, &debts),
        Verdict::Pending,
        "the customs debt is not met"
    );
    for duty in [
        DebtKind::SpecialDuty,
        DebtKind::AntiDumpingDuty,
        DebtKind::CountervailingDuty,
    ] {
        assert_eq!(
            asking(&[], &[(duty, 1)]),
            Verdict::Pending,
            "such duties bar the return"
        );
        assert_eq!(
            asking(&[(TaxDebt, all)], &[(duty, all)]),
            Verdict::Pending,
            "and have no set-off"
        );
    }
    // Without an application the finding says what one may ask for.
    let mut case = returnable();
    case.debts = Fact::service(vec![
        debt(DebtKind::SpecialDuty, 1),
        debt(DebtKind::OtherTaxes, 700),
    ]);
    let found = finding(&case, date(2026, 5, 5), "reg:20/lot-1");
    let at_most = |to| {
        found.steps().iter().find_map(|step| match step {
            Step::Direction { to: way, at_most } if *way == to => Some(at_most.tyiyn()),
            _ => None,
        })
    };
    assert_eq!(
        (at_most(SettlementAccount), at_most(TaxDebt)),
        (Some(0), Some(700))
    );
    assert_eq!(
        (at_most(ComingObligations), at_most(CustomsPayments)),
        (Some(0), Some(all - 700)),
        "the tax debt comes first"
    );
}

#[test]
fn reg20_the_bodys_decision_settles_it() {
    let mut case = returnable();
    case.lots[0].refund_applications = vec![refund(Body::Customs, date(2026, 5, 4))];
    case.lots[0].refund_applications[0].decision = decided(date(2026, 5, 20), Outcome::Offset);
    let id = "reg:20/lot-1/sample-2026-05-04";
    case.debts = Fact::service(vec![debt(DebtKind::OtherTaxes, 700)]);
    assert_eq!(finding(&case, date(2026, 5, 19), id).verdict, Verdict::Pending);
    assert_eq!(finding(&case, date(2026, 5, 20), id).verdict, Verdict::Met);
    case.lots[0].refund_applications[0].decision = decided(date(2026, 5, 20), Outcome::Refused);
    assert_eq!(
        finding(&case, date(2026, 5, 20), id).verdict,
        Verdict::NotApplicable
    );
    case.lots[0].refund_applications[0].filed = Fact::Known {
        value: date(2026, 5, 4),
        source: person_says().source,
    };
    case.lots[0].refund_applications[0].decision = None;
    case.debts = Fact::service(Vec::new());
    assert_eq!(
        finding(&case, date(2026, 5, 19), id).verdict,
        Verdict::Pending,
        "the person's word is not green"
    );
}

#[test]
fn reg21_what_goes_to_the_budget_and_from_when() {
    // Released on 2 March 2026; 29 August is the last day; nothing was applied for.
    let mut case = returnable();
    let found = |case: &Dossier, day: Date| finding(case, day, "reg:21/lot-1");
    let waiting = found(&case, date(2026, 8, 29));
    assert_eq!(
        (waiting.verdict, waiting.binds, waiting.penalty()),
        (Verdict::Pending, Binds::Customs, None)
    );
    assert_eq!(waiting.dates().begins, Some(date(2026, 8, 30)));
    assert_eq!(waiting.dates().due, None, "the transfer has no term");
    let lost = found(&case, date(2026, 9, 8));
    assert_eq!(
        lost.next_step.as_ref().map(|step| (step.who, step.what)),
        Some((Binds::Customs, Deed::TransferToBudget))
    );
    let penalty = lost.penalty().unwrap();
    // 30 August to 8 September are 10 days: 120 000.00 × 10 × 0.0009 = 1 080.00.
    assert_eq!(
        (penalty.days, penalty.sum, penalty.running),
        (10, Money::from_tyiyn(108_000), true)
    );
    let other = penalty.otherwise.clone().unwrap();
    // From the day after the release, 3 March, they are 190: 120 000.00 × 190 × 0.0009 = 20 520.00.
    assert_eq!(
        (other.from, other.days, other.sum),
        (date(2026, 3, 3), 190, Money::from_tyiyn(2_052_000))
    );
    case.lots[0].budget_transfers = vec![BudgetTransfer {
        date: date(2026, 9, 3),
        sum: Money::from_tyiyn(12_000_000),
        stated: Stated::by(Source::Customs),
    }];
    let gone = found(&case, date(2026, 12, 1));
    assert_eq!(
        (gone.verdict, gone.dates().done),
        (Verdict::Met, Some(date(2026, 9, 3)))
    );
    let penalty = gone.penalty().unwrap();
    assert_eq!((penalty.days, penalty.running), (5, false));
}

#[test]
fn reg21_of_the_unconfirmed_share_alone() {
    // Taken on account on 4 May 2026: due on 21 June, the last day is 31 October.
    let mut lot = accounted(date(2026, 5, 4));
    lot.deposits = vec![deposit(Body::TaxBody, date(2026, 6, 20), 100)];
    lot.exports = vec![export("e1", date(2026, 7, 1), 3_333, "UZ")];
    lot.refund_applications = vec![refund(Body::TaxBody, date(2026, 8, 3))];
    lot.refund_applications[0].decision = decided(date(2026, 8, 20), Outcome::Returned);
    let mut case = returnable();
    case.lots = vec![lot];
    let found = finding(&case, date(2026, 11, 1), "reg:21/lot-1");
    assert_eq!(found.binds, Binds::TaxBody);
    let split = Step::Split {
        deposit: Money::from_tyiyn(100),
        confirmed: Money::from_tyiyn(33),
        at_risk: Money::ZERO,
        to_budget: Money::from_tyiyn(67),
    };
    assert!(found.steps().contains(&split));
    let penalty = found.penalty().unwrap();
    assert_eq!((penalty.late, penalty.days), (Money::from_tyiyn(67), 1));
    assert_eq!(penalty.otherwise.clone().unwrap().from, date(2026, 6, 22));
    // What an application of the term covers is not lost while it is under way; what no export covers is.
    case.lots[0]
        .exports
        .push(export("e2", date(2026, 10, 1), 6_000, "UZ"));
    case.lots[0]
        .refund_applications
        .push(refund(Body::TaxBody, date(2026, 10, 31)));
    let waiting = finding(&case, date(2026, 11, 1), "reg:21/lot-1");
    let split = Step::Split {
        deposit: Money::from_tyiyn(100),
        confirmed: Money::from_tyiyn(33),
        at_risk: Money::from_tyiyn(60),
        to_budget: Money::from_tyiyn(7),
    };
    assert!(waiting.steps().contains(&split), "{:?}", waiting.steps());
    case.lots[0].exports[1].quantity = crate::money::Quantity::from_thousandths(6_667);
    let waiting = finding(&case, date(2026, 11, 1), "reg:21/lot-1");
    assert_eq!((waiting.verdict, waiting.penalty()), (Verdict::Pending, None));
    assert_eq!(
        waiting.next_step.map(|step| step.what),
        Some(Deed::DecideOnReturn)
    );
    case.lots[0].refund_applications.truncate(1);
    case.lots[0].exports.truncate(1);
    case.lots[0].exports[0].quantity = crate::money::Quantity::from_thousandths(10_000);
    let confirmed = finding(&case, date(2026, 11, 1), "reg:21/lot-1");
    assert_eq!(confirmed.verdict, Verdict::NotApplicable);
    assert_eq!(on(&case, date(2026, 11, 1)).lots[0].sums.to_budget, Money::ZERO);
}
