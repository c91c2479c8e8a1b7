use std::collections::BTreeSet;

use jiff::civil::date;
use salyk_contract::dossier::RegimeState;
use salyk_contract::lots::{Body, Lot, LotState, Outcome};
use salyk_contract::taxpayers::TaxpayerKind;

use super::*;
use crate::accounts::SAMPLE_LOGINS;

/// Month ends, a leap day, a year's turn, the 20th and the 21st, and ordinary days.
const DAYS_0: [Date; 8] = [
    date(2026, 11, 22),
    date(2026, 6, 1),
    date(2026, 1, 1),
    date(2025, 12, 31),
    date(2024, 2, 29),
    date(2026, 3, 31),
    date(2027, 4, 20),
    date(2027, 4, 21),
];

fn all(day0: Date) -> Vec<Dossier> {
    Dossiers::samples(day0, Timestamp::UNIX_EPOCH)
        .unwrap()
        .0
        .into_values()
        .collect()
}

fn lots(day0: Date) -> Vec<Lot> {
    all(day0).into_iter().flat_map(|dossier| dossier.lots).collect()
}

fn is_eaeu(country: &str) -> bool {
    ["AM", "BY", "KZ", "RU"].contains(&country)
}

fn share(lot: &Lot, state: LotState) -> i64 {
    lot.recorded
        .iter()
        .filter(|share| share.state == state)
        .map(|share| share.sum_tyiyn)
        .sum()
}

#[test]
fn every_state_of_a_lot_and_of_the_regime_is_there() {
    let states: BTreeSet<LotState> = lots(DAYS_0[0])
        .iter()
        .flat_map(|lot| &lot.recorded)
        .map(|share| share.state)
        .collect();
    assert_eq!(states, LotState::ALL.iter().copied().collect());
    let regimes: BTreeSet<RegimeState> = all(DAYS_0[0])
        .iter()
        .map(|dossier| dossier.registered.state)
        .collect();
    assert_eq!(regimes, RegimeState::ALL.iter().copied().collect());
}

#[test]
fn the_four_cells_of_the_matrix_are_there() {
    let cells: BTreeSet<(bool, bool)> = lots(DAYS_0[0])
        .iter()
        .flat_map(|lot| {
            lot.exports
                .iter()
                .map(|export| (is_eaeu(&lot.imported_from), is_eaeu(&export.destination)))
        })
        .collect();
    assert_eq!(cells.len(), 4, "{cells:?}");
}

#[test]
fn the_account_and_the_papers_follow_the_country_imported_from() {
    for lot in lots(DAYS_0[0]) {
        let eaeu = is_eaeu(&lot.imported_from);
        let body = if eaeu { Body::Tax } else { Body::Customs };
        assert!(
            lot.deposits.iter().all(|deposit| deposit.account == body),
            "{}",
            lot.id
        );
        assert!(
            lot.refund_applications
                .iter()
                .all(|application| application.body == body),
            "{}",
            lot.id
        );
        let customs_only =
            lot.declaration_number.is_some() || lot.released.is_some() || lot.commitment.is_some();
        assert!(!(eaeu && customs_only), "{}", lot.id);
        assert!(
            eaeu || lot.taken_on_account.is_none() && lot.indirect_tax_reports.is_empty(),
            "{}",
            lot.id
        );
    }
}

#[test]
fn recorded_shares_follow_from_the_facts() {
    for lot in lots(DAYS_0[0]) {
        let vat = lot.conditional_vat_tyiyn.as_ref().map(|vat| vat.value).unwrap();
        assert_eq!(
            lot.recorded.iter().map(|share| share.sum_tyiyn).sum::<i64>(),
            vat,
            "{}",
            lot.id
        );
        let to_budget: i64 = lot
            .transfers_to_budget
            .iter()
            .map(|transfer| transfer.sum_tyiyn)
            .sum();
        assert_eq!(share(&lot, LotState::ToBudget), to_budget, "{}", lot.id);
        for (outcome, state) in [
            (Outcome::Returned, LotState::Refunded),
            (Outcome::Offset, LotState::Offset),
            (Outcome::Secured, LotState::Secured),
        ] {
            let decided = lot
                .decisions
                .iter()
                .filter(|decision| decision.outcome == outcome);
            let sum: i64 = decided
                .flat_map(|decision| &decision.parts)
                .map(|part| part.sum_tyiyn)
                .sum();
            assert_eq!(share(&lot, state), sum, "{} {state}", lot.id);
        }
        let refused = lot
            .decisions
            .iter()
            .any(|decision| decision.outcome == Outcome::Refused);
        assert_eq!(share(&lot, LotState::Refused) > 0, refused, "{}", lot.id);
        let paid: i64 = lot.deposits.iter().map(|deposit| deposit.sum_tyiyn).sum();
        assert!(paid == vat || paid == 0, "{}", lot.id);
        let never_arrived = lot.released.is_none() && lot.taken_on_account.is_none();
        assert_eq!(
            share(&lot, LotState::Planned) > 0,
            never_arrived && paid == 0,
            "{}",
            lot.id
        );
        assert_eq!(
            share(&lot, LotState::Deposited) > 0,
            never_arrived && paid == vat,
            "{}",
            lot.id
        );
    }
}

#[test]
fn no_more_is_exported_than_imported_and_exported_means_all_of_it() {
    for lot in lots(DAYS_0[0]) {
        let mut all_gone = true;
        for goods in &lot.goods {
            let of_line = lot.exports.iter().filter(|export| export.line == goods.line);
            let exported: i64 = of_line.map(|export| export.quantity_thousandths).sum();
            assert!(exported <= goods.quantity_thousandths, "{}", lot.id);
            all_gone &= exported == goods.quantity_thousandths;
        }
        if share(&lot, LotState::Exported) > 0 {
            assert!(all_gone, "{}", lot.id);
        }
        if share(&lot, LotState::PartlyExported) > 0 {
            assert!(!all_gone && !lot.exports.is_empty(), "{}", lot.id);
        }
    }
}

#[test]
fn facts_are_in_order_around_any_day_0() {
    for day0 in DAYS_0 {
        for dossier in all(day0) {
            if let (Some(since), Some(on)) = (dossier.registered.since, dossier.registered.registered_on) {
                assert!(
                    since <= day0.last_of_month() && on <= day0,
                    "{day0} {}",
                    dossier.taxpayer.id
                );
            }
            for lot in &dossier.lots {
                let begun = lot
                    .released
                    .as_ref()
                    .or(lot.taken_on_account.as_ref())
                    .map(|fact| fact.value);
                assert!(
                    lot.planned_for.is_none_or(|planned| planned > day0),
                    "{day0} {}",
                    lot.id
                );
                assert!(begun.is_none_or(|begun| begun <= day0), "{day0} {}", lot.id);
                for export in &lot.exports {
                    assert!(
                        begun.unwrap() <= export.date && export.date <= day0,
                        "{day0} {}",
                        export.id
                    );
                }
                for application in &lot.refund_applications {
                    assert!(
                        application.filed.since(begun.unwrap()).unwrap().get_days() <= 180,
                        "{day0} {}",
                        lot.id
                    );
                    for covered in &application.exports {
                        let export = lot.exports.iter().find(|export| export.id == *covered).unwrap();
                        assert!(export.date <= application.filed, "{day0} {}", lot.id);
                    }
                }
                for decision in &lot.decisions {
                    let of = lot
                        .refund_applications
                        .iter()
                        .find(|a| a.number == decision.application)
                        .unwrap();
                    let days = decision.date.since(of.filed).unwrap().get_days();
                    assert!((0..=30).contains(&days), "{day0} {}", lot.id);
                }
            }
        }
    }
}

#[test]
fn nobody_real_is_among_the_samples() {
    for dossier in all(DAYS_0[0]) {
        let taxpayer = &dossier.taxpayer;
        assert!(taxpayer.name.contains("Үлгү"), "{}", taxpayer.name);
        assert_eq!(taxpayer.inn.len(), 14);
        let number = |from: usize, to: usize| taxpayer.inn[from..to].parse::<i16>().unwrap();
        let born = Date::new(number(5, 9), number(3, 5) as i8, number(1, 3) as i8);
        assert!(born.is_err(), "the date in {} could be somebody's", taxpayer.inn);
        let first = if taxpayer.kind == TaxpayerKind::LegalEntity {
            "0"
        } else {
            "1"
        };
        assert!(taxpayer.inn[..1] == *first || taxpayer.inn.starts_with('2') && first == "1");
    }
}

#[test]
fn every_taxpayer_has_a_login_and_someone_has_several() {
    let dossiers = Dossiers::samples(DAYS_0[0], Timestamp::UNIX_EPOCH).unwrap();
    let reached: BTreeSet<&str> = SAMPLE_LOGINS
        .iter()
        .flat_map(|login| login.taxpayers)
        .copied()
        .collect();
    assert_eq!(reached, dossiers.0.keys().map(String::as_str).collect());
    assert!(reached.len() >= 6);
    assert!(SAMPLE_LOGINS.iter().any(|login| login.taxpayers.len() >= 2));
}

#[test]
fn a_replaced_dossier_has_the_next_revision_and_the_same_taxpayer() {
    let mut dossiers = Dossiers::samples(DAYS_0[0], Timestamp::UNIX_EPOCH).unwrap();
    let id = SAMPLE_LOGINS[0].taxpayers[0];
    let other = dossiers.get(SAMPLE_LOGINS[0].taxpayers[1]).unwrap().clone();
    assert_eq!(dossiers.replace(id, other, Timestamp::UNIX_EPOCH), Some(2));
    assert_eq!(dossiers.get(id).unwrap().taxpayer.id, id);
    assert_eq!(
        dossiers.replace("nobody", dossiers.get(id).unwrap().clone(), Timestamp::UNIX_EPOCH),
        None
    );
}
