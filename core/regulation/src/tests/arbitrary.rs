//! Arbitrary dossiers: any facts in any order, sensible or not.

use jiff::civil::Date;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use crate::country::Country;
use crate::dossier::{
    Activity, Body, BudgetTransfer, CarriedOn, Commitment, Confirmation, ConfirmationForm, ConfirmationKind,
    CustomsApplication, Debt, DebtKind, Decision, Deposit, Direction, DirectionKind, Dossier, Export,
    GoodsLine, IndirectTaxReport, Lot, LotId, OfficeCode, OtherActivity, Outcome, Period, RefundApplication,
    RegimeApplication, RegisteredState, Unit,
};
use crate::fact::{Fact, Source, Stated};
use crate::money::{Money, Quantity};

use super::sample;

/// Mostly days of the years that matter, now and then any day at all, its ends included.
pub(super) fn day() -> impl Strategy<Value = Date> {
    let usual = (2021i16..=2035, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
    let any = (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
    prop_oneof![12 => usual, 2 => any, 1 => Just(Date::MIN), 1 => Just(Date::MAX)]
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![Just(Source::Service), Just(Source::Customs), Just(Source::Person)]
}

fn stated() -> impl Strategy<Value = Stated> {
    (source(), any::<bool>()).prop_map(|(source, provisional)| Stated { source, provisional })
}

fn fact<T: Clone + core::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Fact<T>> {
    (value, source(), 0u8..5).prop_map(|(value, source, kind)| match kind {
        0 => Fact::Missing,
        1 => Fact::Provisional { value, source },
        _ => Fact::Known { value, source },
    })
}

/// Sums up to 10^15 tyiyn, and nonsense.
fn money() -> impl Strategy<Value = Money> {
    prop_oneof![8 => 0..=1_000_000_000_000_000i64, 1 => any::<i64>()].prop_map(Money::from_tyiyn)
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![8 => 0..=20_000u64, 1 => any::<u64>()].prop_map(Quantity::from_thousandths)
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![4 => Just("kg"), 1 => Just("m")].prop_map(|unit| Unit(unit.into()))
}

fn country() -> impl Strategy<Value = Country> {
    prop_oneof![Just("CN"), Just("TR"), Just("KZ"), Just("RU"), Just("KG")]
        .prop_map(|code| Country::parse(code).unwrap())
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![Just(Body::TaxBody), Just(Body::Customs)]
}

fn line() -> impl Strategy<Value = GoodsLine> {
    (1u32..4, quantity(), unit(), fact(money())).prop_map(|(number, quantity, unit, vat)| GoodsLine {
        number,
        name: "Sample".to_owned(),
        goods_code: None,
        quantity,
        unit,
        vat,
    })
}

fn deposit() -> impl Strategy<Value = Deposit> {
    (body(), day(), money(), stated()).prop_map(|(account, date, sum, stated)| Deposit {
        number: "sample".to_owned(),
        account,
        date,
        sum,
        paying_account: None,
        stated,
    })
}

fn export() -> impl Strategy<Value = Export> {
    (
        0u8..6,
        1u32..5,
        quantity(),
        unit(),
        day(),
        fact(country()),
        stated(),
    )
        .prop_map(|(id, line, quantity, unit, date, destination, stated)| Export {
            id: format!("e{id}"),
            line,
            quantity,
            unit,
            date,
            destination,
            documents: Vec::new(),
            stated,
        })
}

fn decision() -> impl Strategy<Value = Decision> {
    let outcome = prop_oneof![
        Just(Outcome::Returned),
        Just(Outcome::Offset),
        Just(Outcome::Secured),
        Just(Outcome::Refused),
        Just(Outcome::Unknown)
    ];
    let part = money().prop_map(|sum| Direction {
        to: DirectionKind::SettlementAccount,
        sum,
        account: None,
    });
    (day(), outcome, vec(part, 0..3), stated()).prop_map(|(date, outcome, parts, stated)| Decision {
        date,
        outcome,
        parts,
        reasons: Vec::new(),
        stated,
    })
}

fn directions() -> impl Strategy<Value = Vec<Direction>> {
    let to = prop_oneof![
        Just(DirectionKind::SettlementAccount),
        Just(DirectionKind::OtherTaxes),
        Just(DirectionKind::CustomsPayments),
        Just(DirectionKind::TaxDebt),
        Just(DirectionKind::Unknown)
    ];
    let part = (to, money()).prop_map(|(to, sum)| Direction {
        to,
        sum,
        account: None,
    });
    vec(part, 0..3)
}

fn debts() -> impl Strategy<Value = Vec<Debt>> {
    let kind = prop_oneof![
        Just(DebtKind::OtherTaxes),
        Just(DebtKind::ImportVat),
        Just(DebtKind::CustomsPayments),
        Just(DebtKind::SpecialDuty),
        Just(DebtKind::Unknown)
    ];
    let debt = (kind, money(), day(), option::of(day()), stated());
    vec(
        debt.prop_map(|(kind, sum, overdue_from, settled, stated)| Debt {
            kind,
            sum,
            overdue_from,
            settled,
            stated,
        }),
        0..3,
    )
}

fn other_activities() -> impl Strategy<Value = Vec<OtherActivity>> {
    let other = (day(), stated()).prop_map(|(date, stated)| OtherActivity {
        description: "Sample".to_owned(),
        date,
        stated,
    });
    vec(other, 0..2)
}

fn confirmation() -> impl Strategy<Value = Confirmation> {
    let kind = prop_oneof![
        Just(ConfirmationKind::Registration),
        Just(ConfirmationKind::TaxDebt),
        Just(ConfirmationKind::CustomsDebt)
    ];
    let form = prop_oneof![
        Just(ConfirmationForm::Written),
        Just(ConfirmationForm::Electronic)
    ];
    (kind, form, day(), stated()).prop_map(|(kind, form, date, stated)| Confirmation {
        kind,
        form,
        date,
        number: None,
        stated,
    })
}

/// What a lot has at customs and the tax body besides its money.
fn papers() -> impl Strategy<
    Value = (
        Option<CustomsApplication>,
        Option<Commitment>,
        Vec<IndirectTaxReport>,
    ),
> {
    let report = (day(), option::of(day()), any::<bool>(), stated()).prop_map(
        |(filed, month, with_receipt, stated)| IndirectTaxReport {
            number: "sample".to_owned(),
            filed,
            month,
            with_receipt,
            stated,
        },
    );
    let application = (day(), stated()).prop_map(|(date, stated)| CustomsApplication {
        number: None,
        date,
        stated,
    });
    let commitment = (day(), stated()).prop_map(|(date, stated)| Commitment {
        number: None,
        date,
        stated,
    });
    (option::of(application), option::of(commitment), vec(report, 0..3))
}

fn refund() -> impl Strategy<Value = RefundApplication> {
    let covers = vec((0u8..6).prop_map(|id| format!("e{id}")), 0..3);
    (
        0u8..3,
        body(),
        fact(day()),
        covers,
        directions(),
        option::of(decision()),
    )
        .prop_map(
            |(id, addressee, filed, covers, directions, decision)| RefundApplication {
                id: format!("r{id}"),
                addressee,
                filed,
                covers,
                directions,
                attachments: Vec::new(),
                decision,
            },
        )
}

pub(super) fn lot() -> impl Strategy<Value = Lot> {
    let days = (fact(day()), fact(day()), fact(day()));
    let goods = (vec(line(), 0..4), vec(export(), 0..5), vec(refund(), 0..3));
    let transfer =
        (day(), money(), stated()).prop_map(|(date, sum, stated)| BudgetTransfer { date, sum, stated });
    let money = (fact(money()), vec(deposit(), 0..4), vec(transfer, 0..2));
    (
        0u8..5,
        fact(country()),
        fact(country()),
        days,
        goods,
        money,
        papers(),
    )
        .prop_map(
            |(id, imported_from, planned_destination, days, goods, money, papers)| Lot {
                id: LotId(format!("lot-{id}").into()),
                imported_from,
                planned_destination,
                released: days.0,
                taken_on_account: days.1,
                customs_notice: days.2,
                lines: goods.0,
                exports: goods.1,
                refund_applications: goods.2,
                vat: money.0,
                deposits: money.1,
                budget_transfers: money.2,
                customs_application: papers.0,
                commitment: papers.1,
                indirect_tax_reports: papers.2,
                ..sample::lot("CN")
            },
        )
}

fn application() -> impl Strategy<Value = RegimeApplication> {
    (
        0u8..3,
        fact(day()),
        fact(prop_oneof![Just("004"), Just("005")]),
        fact(day()),
    )
        .prop_map(|(id, filed, office, registered)| RegimeApplication {
            id: format!("a{id}"),
            filed,
            office: match office {
                Fact::Known { value, source } => Fact::Known {
                    value: OfficeCode(value.to_owned()),
                    source,
                },
                _ => Fact::Missing,
            },
            registered,
        })
}

fn registered() -> impl Strategy<Value = RegisteredState> {
    (0u8..5, 2020i16..2036, 1i8..=12).prop_map(|(kind, year, month)| {
        let since = Date::new(year, month, 1).unwrap();
        match kind {
            0 => RegisteredState::NotApplied,
            1 => RegisteredState::AppliedFor {
                applied: since.yesterday().ok(),
                begins: since,
            },
            2 => RegisteredState::InForce { since },
            3 => RegisteredState::GeneralSince { since },
            _ => RegisteredState::Unknown,
        }
    })
}

fn activity() -> impl Strategy<Value = Activity> {
    prop_oneof![
        Just(Activity::Patent),
        Just(Activity::Resort),
        Just(Activity::ExcisePayer),
        Just(Activity::Unknown)
    ]
}

fn carried_on() -> impl Strategy<Value = CarriedOn> {
    let days = (2020i16..2036, 1i8..=12).prop_map(|(y, m)| Date::new(y, m, 15).unwrap());
    let period =
        (option::of(days.clone()), option::of(days)).prop_map(|(since, until)| Period { since, until });
    vec(period, 0..3).prop_map(CarriedOn)
}

pub(super) fn dossier() -> impl Strategy<Value = Dossier> {
    let taxpayer = (
        fact(any::<bool>()),
        fact(any::<bool>()),
        btree_map(activity(), fact(carried_on()), 0..4),
    );
    (
        taxpayer,
        fact(registered()),
        vec(application(), 0..3),
        vec(lot(), 0..4),
        (fact(debts()), fact(other_activities()), vec(confirmation(), 0..3)),
    )
        .prop_map(|(taxpayer, registered, applications, lots, standing)| {
            let mut dossier = sample::dossier();
            dossier.taxpayer.vat_payer = taxpayer.0;
            dossier.taxpayer.taxable_imports = taxpayer.1;
            dossier.taxpayer.activities = taxpayer.2;
            Dossier {
                registered,
                applications,
                lots,
                debts: standing.0,
                other_activities: standing.1,
                confirmations: standing.2,
                ..dossier
            }
        })
}
