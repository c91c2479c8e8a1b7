//! The states of a lot, its money and its papers.

use jiff::civil::{Date, date};

use super::sample::{accounted, decided, deposit, export, finding, lot, on, refund, released, with};
use crate::assessment::{LotAssessment, LotState, Share};
use crate::country::Country;
use crate::dossier::{
    Body, BudgetTransfer, Direction, DirectionKind, DocumentKind, Dossier, GoodsLine, Lot, Outcome, Unit,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Deed, Verdict};
use crate::money::{Money, Quantity};
use crate::policy::CountryKind;

/// Released on 2 March 2026 with its deposit paid: the last day is 29 August.
fn deposited() -> Lot {
    let deposits = vec![deposit(Body::Customs, date(2026, 2, 20), 12_000_000)];
    Lot {
        deposits,
        ..released(date(2026, 3, 2))
    }
}

fn seen(lot: &Lot, day: Date) -> LotAssessment {
    on(&with(lot.clone()), day).lots.remove(0)
}

#[test]
fn a_lot_from_plan_to_return() {
    let mut story = deposited();
    story.exports = vec![
        export("e1", date(2026, 4, 1), 4_000, "UZ"),
        export("e2", date(2026, 5, 1), 6_000, "UZ"),
    ];
    story.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    story.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Returned);
    for (day, state) in [
        (date(2026, 2, 19), LotState::Planned),
        (date(2026, 2, 20), LotState::Deposited),
        (date(2026, 3, 2), LotState::Released),
        (date(2026, 4, 1), LotState::PartlyExported),
        (date(2026, 5, 1), LotState::Exported),
        (date(2026, 6, 1), LotState::RefundFiled),
        (date(2026, 6, 20), LotState::Refunded),
        (date(2027, 1, 1), LotState::Refunded),
    ] {
        assert_eq!(seen(&story, day).state, state, "{day}");
    }
    let totals = |day| on(&with(story.clone()), day).deposits.customs;
    assert_eq!(
        (totals(date(2026, 6, 1)), totals(date(2026, 6, 20))),
        (Money::from_tyiyn(12_000_000), Money::ZERO)
    );
    for (outcome, state) in [
        (Outcome::Offset, LotState::Offset),
        (Outcome::Secured, LotState::Secured),
    ] {
        story.refund_applications[0].decision = decided(date(2026, 6, 20), outcome);
        assert_eq!(seen(&story, date(2026, 6, 20)).state, state);
    }
}

#[test]
fn the_eaeu_lot_is_accounted() {
    assert_eq!(
        seen(&accounted(date(2026, 5, 4)), date(2026, 5, 4)).state,
        LotState::Accounted
    );
    assert_eq!(seen(&lot("KZ"), date(2026, 5, 4)).state, LotState::Planned);
}

#[test]
fn a_refusal_is_not_the_end_until_the_last_day() {
    let mut story = deposited();
    story.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    story.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    story.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Refused);
    let again = finding(&with(story.clone()), date(2026, 8, 29), "reg:18/lot-1");
    assert_eq!(
        again.next_step.map(|step| step.what),
        Some(Deed::ApplyForReturnAgain)
    );
    assert_eq!(seen(&story, date(2026, 8, 29)).state, LotState::Refused);
    let expired = seen(&story, date(2026, 8, 30));
    assert_eq!(
        (expired.state, expired.sums.to_budget),
        (LotState::Expired, Money::from_tyiyn(12_000_000))
    );
    assert_eq!(expired.next_deadline, None);
    let late = finding(&with(story.clone()), date(2026, 8, 30), "reg:18/lot-1");
    assert_eq!(
        late.next_step.map(|step| step.what),
        Some(Deed::ApplyLate),
        "a reading never blocks"
    );
    // A second application within the term carries it over the last day.
    story
        .refund_applications
        .push(refund(Body::Customs, date(2026, 8, 29)));
    assert_eq!(seen(&story, date(2026, 8, 30)).state, LotState::RefundFiled);
    assert_eq!(
        finding(&with(story), date(2026, 8, 30), "reg:18/lot-1").verdict,
        Verdict::Met
    );
}

#[test]
fn an_application_to_the_wrong_body_does_not_count() {
    let mut story = deposited();
    story.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    story.refund_applications = vec![refund(Body::TaxBody, date(2026, 6, 1))];
    assert_eq!(
        finding(&with(story.clone()), date(2026, 6, 2), "reg:18/lot-1").verdict,
        Verdict::Pending
    );
    assert_eq!(seen(&story, date(2026, 8, 30)).state, LotState::Expired);
}

#[test]
fn the_persons_application_is_not_green() {
    let mut story = deposited();
    story.exports = vec![export("e1", date(2026, 4, 1), 10_000, "UZ")];
    story.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    story.refund_applications[0].filed = Fact::person(date(2026, 6, 1));
    assert_eq!(
        finding(&with(story.clone()), date(2026, 6, 2), "reg:18/lot-1").verdict,
        Verdict::Pending
    );
    story.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Returned);
    story.refund_applications[0].decision.as_mut().unwrap().stated = Stated::by(Source::Person);
    assert_eq!(
        seen(&story, date(2026, 6, 21)).sums.confirmed,
        Money::ZERO,
        "only the body finds papers conforming"
    );
}

#[test]
fn a_lot_confirmed_in_part_is_in_two_states() {
    let mut story = deposited();
    story.deposits[0].sum = Money::from_tyiyn(100);
    story.exports = vec![
        export("e1", date(2026, 4, 1), 3_333, "UZ"),
        export("e2", date(2026, 5, 1), 6_667, "KZ"),
    ];
    story.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    story.refund_applications[0].covers = vec!["e1".to_owned()];
    story.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Returned);
    let before = seen(&story, date(2026, 6, 20));
    assert_eq!(
        (before.sums.confirmed, before.sums.at_risk),
        (Money::from_tyiyn(33), Money::from_tyiyn(67))
    );
    let share = |state, tyiyn| Share {
        state,
        sum: Money::from_tyiyn(tyiyn),
    };
    assert_eq!(
        before.shares,
        [share(LotState::Exported, 67), share(LotState::Refunded, 33)]
    );
    assert_eq!(
        before.next_deadline.unwrap().due,
        date(2026, 8, 29),
        "the rest still has its last day"
    );
    let after = seen(&story, date(2026, 8, 30));
    assert_eq!(
        (after.sums.confirmed, after.sums.to_budget),
        (Money::from_tyiyn(33), Money::from_tyiyn(67))
    );
    story.budget_transfers = vec![BudgetTransfer {
        date: date(2026, 9, 5),
        sum: Money::from_tyiyn(67),
        stated: Stated::by(Source::Customs),
    }];
    assert_eq!(seen(&story, date(2026, 9, 5)).state, LotState::ToBudget);
}

#[test]
fn lines_weigh_by_their_vat_and_are_rounded_once() {
    let line = |number, vat| GoodsLine {
        number,
        name: "Sample".to_owned(),
        goods_code: None,
        quantity: Quantity::from_thousandths(3_000),
        unit: Unit("kg".into()),
        vat: Fact::customs(Money::from_tyiyn(vat)),
    };
    let mut story = deposited();
    story.deposits[0].sum = Money::from_tyiyn(100);
    story.lines = vec![line(1, 50), line(2, 50)];
    story.exports = vec![
        export("e1", date(2026, 4, 1), 1_000, "UZ"),
        export("e2", date(2026, 4, 1), 1_000, "UZ"),
    ];
    story.exports[1].line = 2;
    story.refund_applications = vec![refund(Body::Customs, date(2026, 6, 1))];
    story.refund_applications[0].decision = decided(date(2026, 6, 20), Outcome::Returned);
    // 50/3 + 50/3 = 33.3…: rounded for each line it would be 32.
    assert_eq!(
        seen(&story, date(2026, 6, 20)).sums.confirmed,
        Money::from_tyiyn(33)
    );
    story.lines[0].vat = Fact::Missing;
    story.lines[1].unit = Unit("m".into());
    assert_eq!(
        seen(&story, date(2026, 6, 20)).sums.confirmed,
        Money::ZERO,
        "units are never mixed"
    );
    let part = Direction {
        to: DirectionKind::SettlementAccount,
        sum: Money::from_tyiyn(41),
        account: None,
    };
    story.refund_applications[0].decision.as_mut().unwrap().parts = vec![part];
    assert_eq!(
        seen(&story, date(2026, 6, 20)).sums.confirmed,
        Money::from_tyiyn(41),
        "the body's own sum"
    );
}

#[test]
fn reg18_papers_follow_the_destination() {
    let papers = |to: &[&str]| {
        let mut story = deposited();
        story.exports = to
            .iter()
            .map(|country| export(country, date(2026, 4, 1), 1_000, country))
            .collect();
        seen(&story, date(2026, 4, 2)).documents
    };
    assert_eq!(papers(&["UZ"]).len(), 6);
    assert_eq!(papers(&["RU"]).len(), 4);
    let both = papers(&["UZ", "RU", "CN"]);
    assert_eq!(both.len(), 7, "both lists, the three shared papers once");
    let contract = both
        .iter()
        .find(|paper| paper.kind == DocumentKind::DeliveryContract)
        .unwrap();
    assert_eq!(
        contract.asked_by,
        [CountryKind::ThirdCountry, CountryKind::EaeuMember]
    );
    assert_eq!(papers(&[]), []);
    let mut planned = lot("KZ");
    planned.planned_destination = Fact::person(Country::parse("BY").unwrap());
    assert_eq!(seen(&planned, date(2026, 4, 2)).documents.len(), 4);
}

#[test]
fn reg18_no_term_is_missed_before_its_last_day() {
    let mut lot = accounted(date(2026, 3, 2));
    lot.refund_applications = vec![refund(Body::Customs, date(2026, 3, 20))];
    lot.refund_applications[0].decision = decided(date(2026, 4, 1), Outcome::Returned);
    let case = with(lot);
    // Customs decided although the tax body holds the deposit: day 180 is 29 August.
    let verdict = |day| finding(&case, day, "reg:18/lot-1").verdict;
    assert_eq!(verdict(date(2026, 8, 29)), Verdict::Pending);
    assert_eq!(verdict(date(2026, 8, 30)), Verdict::Breached);
}

#[test]
fn applications_with_one_id_are_told_apart_whatever_the_order_of_their_parts() {
    let mut lot = deposited();
    lot.refund_applications = [0, -1]
        .map(|least| {
            let parts = [
                (DirectionKind::OtherTaxes, least),
                (DirectionKind::SettlementAccount, 0),
            ];
            let mut application = refund(Body::Customs, date(2026, 4, 1));
            application.directions = parts
                .map(|(to, tyiyn)| Direction {
                    to,
                    sum: Money::from_tyiyn(tyiyn),
                    account: None,
                })
                .to_vec();
            application
        })
        .to_vec();
    let before = on(&with(lot.clone()), date(2026, 5, 1));
    lot.refund_applications.reverse();
    for application in &mut lot.refund_applications {
        application.directions.reverse();
    }
    assert_eq!(on(&with(lot.clone()), date(2026, 5, 1)), before);
    let two = Dossier {
        lots: vec![lot.clone(), deposited()],
        ..with(lot.clone())
    };
    let mut turned = two.clone();
    turned.lots.reverse();
    assert_eq!(on(&turned, date(2026, 5, 1)), on(&two, date(2026, 5, 1)));
}

#[test]
fn what_follows_from_the_country_is_as_firm_as_the_country() {
    let mut lot = deposited();
    let seen_with = |lot: &Lot| {
        let seen = seen(lot, date(2026, 4, 1));
        (seen.origin, seen.holder)
    };
    let known = (
        Fact::service(CountryKind::ThirdCountry),
        Fact::service(Body::Customs),
    );
    assert_eq!(seen_with(&lot), known);
    lot.imported_from = Fact::Provisional {
        value: Country::parse("KZ").unwrap(),
        source: Source::Person,
    };
    let (origin, holder) = seen_with(&lot);
    assert_eq!(
        (origin.is_settled(), origin.source(), origin.value()),
        (false, Some(Source::Person), Some(&CountryKind::EaeuMember))
    );
    assert_eq!(
        (holder.is_settled(), holder.value()),
        (false, Some(&Body::TaxBody))
    );
    lot.imported_from = Fact::service(Country::KYRGYZSTAN);
    assert_eq!(seen_with(&lot), (Fact::Missing, Fact::Missing));
}
