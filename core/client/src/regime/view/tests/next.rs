//! The next last day of a lot is one: in its row, in the lists of duties, and in what is printed as JSON.

use jiff::civil::{Date, date};
use salyk_regulation::dossier::{Body, BudgetTransfer, Lot, Outcome};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::finding::Finding;
use salyk_regulation::money::Money;

use super::super::urgent;
use super::sample::{Stage, accounted, decision, deposit, export, refund, released, with};

/// The last day to apply for the return.
const LAST: Date = date(2026, 8, 29);

fn paid(source: Source) -> Lot {
    let mut lot = released("lot-1", date(2026, 3, 2));
    lot.deposits = vec![deposit(Body::Customs, date(2026, 3, 1), 12_000_000, source)];
    lot.exports = vec![export("export-1", 10_000, date(2026, 4, 1), "UZ", source)];
    lot
}

fn filed(fact: Fact<Date>) -> Lot {
    let mut lot = paid(Source::Customs);
    lot.refund_applications = vec![refund(Body::Customs, fact, None)];
    lot
}

fn due(finding: &Finding) -> Option<Date> {
    finding.dates().due
}

/// What the row, the lists and the JSON say of the only lot.
fn told(lot: Lot, on: Date) -> [Option<Date>; 3] {
    let stage = Stage::new(with(vec![lot]), on);
    let assessment = stage.assessment();
    let lot = &assessment.lots[0];
    let open = urgent::open_findings(assessment).filter(|finding| {
        let own = lot.findings.iter().any(|one| one.id() == finding.id());
        own && urgent::is_deadline(finding, on)
    });
    [
        urgent::pressing(lot, on).and_then(due),
        urgent::by_day(open).first().and_then(|finding| due(finding)),
        lot.next_deadline.as_ref().map(|next| next.due),
    ]
}

#[test]
fn what_the_person_alone_says_is_done_stays_a_deadline_in_the_json_too() {
    let by_person = filed(Fact::person(date(2026, 4, 10)));
    assert_eq!(told(by_person, date(2026, 4, 10)), [Some(LAST); 3]);
    let may_change = Fact::Provisional {
        value: date(2026, 4, 10),
        source: Source::Customs,
    };
    assert_eq!(told(filed(may_change), date(2026, 4, 10)), [Some(LAST); 3]);
    let settled = filed(Fact::customs(date(2026, 4, 10)));
    assert_eq!(told(settled, date(2026, 4, 10)), [None; 3]);
}

#[test]
fn money_that_went_to_the_budget_too_soon_leaves_the_last_day_to_apply_on_the_screen_too() {
    let gone = || {
        let mut lot = paid(Source::Customs);
        lot.budget_transfers = vec![BudgetTransfer {
            date: date(2026, 8, 20),
            sum: Money::from_tyiyn(12_000_000),
            stated: Stated::by(Source::Customs),
        }];
        lot
    };
    assert_eq!(told(gone(), LAST), [Some(LAST); 3]);
    assert_eq!(told(gone(), date(2026, 8, 30)), [None; 3]);
}

#[test]
fn a_lot_whose_deposit_was_returned_presses_no_more() {
    let mut lot = filed(Fact::customs(date(2026, 4, 1)));
    lot.exports.clear();
    let made = decision(date(2026, 4, 9), Outcome::Returned, 12_000_000, Source::Customs);
    lot.refund_applications[0].decision = Some(made);
    assert_eq!(told(lot, date(2026, 6, 10)), [None; 3]);
}

#[test]
fn on_every_day_before_the_last_the_three_agree() {
    let lots = [
        paid(Source::Customs),
        paid(Source::Person),
        released("lot-1", date(2026, 3, 2)),
        accounted("lot-1", date(2026, 3, 2)),
    ];
    for lot in lots {
        let mut on = date(2026, 3, 2);
        while on <= LAST {
            let [row, list, json] = told(lot.clone(), on);
            assert_eq!(list, json, "{on}");
            // What is overdue goes before what is to come.
            assert!(
                row == json || row.is_some_and(|row| row < on),
                "{on}: {row:?} {json:?}"
            );
            on = on.tomorrow().unwrap();
        }
    }
}
