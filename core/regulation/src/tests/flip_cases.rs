//! Dossiers in which each reading matters.

use jiff::civil::{Date, date};

use super::sample::{accounted, decided, deposit, export, lot, refund, released, under_regime};
use crate::dossier::{
    Body, Debt, DebtKind, Direction, DirectionKind, Dossier, GoodsLine, IndirectTaxReport, Lot, LotId,
    Outcome,
};
use crate::fact::{Fact, Source, Stated};
use crate::money::{Money, Quantity};

/// From China, released on 2 March 2026, 120 000.00 paid on 20 February: 29 August is the last day.
fn from_china() -> Lot {
    Lot {
        deposits: vec![deposit(Body::Customs, date(2026, 2, 20), 12_000_000)],
        ..released(date(2026, 3, 2))
    }
}

fn regime(since: Date, lots: Vec<Lot>) -> Dossier {
    Dossier {
        lots,
        ..under_regime(since)
    }
}

/// Half of it exported, nothing applied for.
fn half_exported() -> Lot {
    Lot {
        exports: vec![export("e1", date(2026, 4, 1), 5_000, "UZ")],
        ..from_china()
    }
}

/// Goods from Kazakhstan of two lines, of which a part was returned, a part applied for, and the rest lost.
fn in_parts() -> Lot {
    let line = |number, vat| GoodsLine {
        number,
        quantity: Quantity::from_thousandths(3_000),
        vat: Fact::service(Money::from_tyiyn(vat)),
        ..lot("KZ").lines[0].clone()
    };
    let mut parts = accounted(date(2026, 5, 4));
    parts.lines = vec![line(1, 5_000_000), line(2, 4_900_000)];
    parts.deposits = vec![deposit(Body::TaxBody, date(2026, 6, 10), 12_000_003)];
    parts.exports = vec![
        export("e1", date(2026, 7, 1), 1_000, "UZ"),
        export("e2", date(2026, 7, 1), 2_000, "UZ"),
        export("e3", date(2026, 10, 1), 600, "UZ"),
    ];
    parts.exports[1].line = 2;
    parts.refund_applications = vec![
        refund(Body::TaxBody, date(2026, 8, 3)),
        refund(Body::TaxBody, date(2026, 10, 5)),
    ];
    parts.refund_applications[0].decision = decided(date(2026, 8, 20), Outcome::Returned);
    parts
}

fn applied_for(body: Body, filed: Date) -> Lot {
    let mut applied = from_china();
    applied.exports = vec![
        export("e1", date(2026, 4, 1), 5_000, "UZ"),
        export("e2", date(2026, 4, 1), 5_000, "RU"),
    ];
    applied.refund_applications = vec![refund(body, filed)];
    applied
}

fn answered(filed: Date, day: Date, outcome: Outcome) -> Lot {
    let mut answered = applied_for(Body::Customs, filed);
    answered.refund_applications[0].decision = decided(day, outcome);
    answered
}

/// A debt on taxes, met out of the deposit; the rest is asked back.
fn owing() -> Dossier {
    let mut lot = applied_for(Body::Customs, date(2026, 7, 1));
    let part = |to, tyiyn| Direction {
        to,
        sum: Money::from_tyiyn(tyiyn),
        account: None,
    };
    lot.refund_applications[0].directions = vec![
        part(DirectionKind::TaxDebt, 100),
        part(DirectionKind::SettlementAccount, 11_999_900),
    ];
    let mut owing = regime(date(2026, 1, 1), vec![lot]);
    owing.debts = Fact::service(vec![Debt {
        kind: DebtKind::OtherTaxes,
        sum: Money::from_tyiyn(100),
        overdue_from: date(2026, 7, 5),
        settled: None,
        stated: Stated::by(Source::Service),
    }]);
    owing
}

/// Each on a day on which some reading matters.
pub(crate) fn cases() -> Vec<(Dossier, Date)> {
    let start = date(2026, 1, 1);
    let mut exported_in_full = from_china();
    exported_in_full.exports = vec![export("e1", date(2026, 5, 4), 10_000, "UZ")];
    let mut next_window = released(date(2026, 6, 15));
    next_window.exports = vec![export("e1", date(2026, 7, 5), 10_000, "UZ")];
    let mut duty = regime(date(2026, 2, 1), Vec::new());
    duty.debts = Fact::service(vec![Debt {
        kind: DebtKind::SpecialDuty,
        sum: Money::from_tyiyn(1),
        overdue_from: date(2026, 5, 4),
        settled: None,
        stated: Stated::by(Source::Service),
    }]);
    let mut late = accounted(date(2026, 5, 4));
    late.deposits = vec![
        deposit(Body::TaxBody, date(2026, 6, 1), 6_000_001),
        deposit(Body::TaxBody, date(2026, 7, 1), 3_000_000),
    ];
    late.indirect_tax_reports = vec![IndirectTaxReport {
        number: "sample-1".to_owned(),
        filed: date(2026, 6, 20),
        month: None,
        with_receipt: false,
        stated: Stated::by(Source::Service),
    }];
    let mut tiny = accounted(date(2022, 1, 10));
    tiny.id = LotId("lot-2".into());
    tiny.vat = Fact::service(Money::from_tyiyn(1_000));
    let mut not_a_payer = regime(start, Vec::new());
    not_a_payer.taxpayer.vat_payer = Fact::service(false);
    vec![
        (regime(start, Vec::new()), date(2026, 7, 20)),
        (regime(start, vec![exported_in_full]), date(2026, 10, 5)),
        (regime(start, vec![next_window]), date(2026, 7, 11)),
        (regime(start, vec![half_exported()]), date(2026, 7, 11)),
        (regime(start, vec![half_exported()]), date(2026, 9, 5)),
        (duty, date(2026, 7, 11)),
        (regime(date(2026, 2, 1), vec![late, tiny]), date(2026, 7, 11)),
        (regime(date(2026, 5, 1), vec![in_parts()]), date(2026, 11, 10)),
        (
            regime(start, vec![applied_for(Body::TaxBody, date(2026, 7, 1))]),
            date(2026, 9, 5),
        ),
        (
            regime(start, vec![applied_for(Body::Customs, date(2026, 7, 1))]),
            date(2026, 7, 11),
        ),
        (
            regime(
                start,
                vec![answered(date(2026, 6, 1), date(2026, 6, 20), Outcome::Refused)],
            ),
            date(2026, 7, 11),
        ),
        (
            regime(
                start,
                vec![answered(date(2026, 8, 20), date(2026, 9, 10), Outcome::Returned)],
            ),
            date(2026, 9, 15),
        ),
        (regime(start, vec![lot("CN")]), date(2026, 2, 11)),
        (not_a_payer, date(2026, 2, 11)),
        (owing(), date(2026, 7, 11)),
    ]
}
