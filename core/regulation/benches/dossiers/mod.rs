//! Large dossiers of nobody, the same on every run: what taxpayers' lots look like, in every state and of every cell.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{
    Activity, Body, CarriedOn, Commitment, Confirmation, ConfirmationForm, ConfirmationKind,
    CustomsApplication, Decision, Deposit, Dossier, Export, GoodsLine, IndirectTaxReport, Lot, LotId,
    OfficeCode, Outcome, PayingAccount, RefundApplication, RegisteredState, Taxpayer, Unit,
};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::inn::Inn;
use salyk_regulation::money::{Money, Quantity};
use salyk_regulation::policy::PolicyBook;

/// The day of every assessment that is measured.
pub(crate) const ON: Date = date(2026, 11, 22);

/// The first import; the others follow over a thousand days.
pub(crate) const FIRST_IMPORT: Date = date(2024, 2, 27);

/// A taxpayer under the regime with so many lots.
pub(crate) fn with_lots(count: u32, policies: &PolicyBook) -> Dossier {
    Dossier {
        lots: (0..count).map(lot).collect(),
        ..under_regime(policies)
    }
}

pub(crate) fn under_regime(policies: &PolicyBook) -> Dossier {
    let since = date(2024, 2, 1);
    let exclusions = &policies.in_force(since).edition.figures.exclusions.value;
    let never = |activity: &Activity| (*activity, Fact::service(CarriedOn::never()));
    Dossier {
        revision: 1,
        taxpayer: Taxpayer {
            name: "Үлгү Sample".to_owned(),
            inn: Inn::parse("23213999900001").unwrap(),
            office: OfficeCode("004".to_owned()),
            vat_payer: Fact::service(true),
            taxable_imports: Fact::service(true),
            activities: exclusions.iter().map(never).collect(),
        },
        registered: Fact::service(RegisteredState::InForce { since }),
        applications: Vec::new(),
        confirmations: vec![
            confirmation(ConfirmationKind::Registration, since),
            confirmation(ConfirmationKind::TaxDebt, date(2026, 11, 1)),
            confirmation(ConfirmationKind::CustomsDebt, date(2026, 11, 2)),
        ],
        debts: Fact::service(Vec::new()),
        other_activities: Fact::service(Vec::new()),
        lots: Vec::new(),
    }
}

fn confirmation(kind: ConfirmationKind, date: Date) -> Confirmation {
    Confirmation {
        kind,
        form: ConfirmationForm::Electronic,
        date,
        number: None,
        stated: Stated::by(Source::Service),
    }
}

/// The lot with this number: its origin, age and how far it has come follow from the number alone.
pub(crate) fn lot(number: u32) -> Lot {
    let third = number.is_multiple_of(2);
    let imported = after(FIRST_IMPORT, i64::from(number * 7919 % 1000));
    let holder = if third { Body::Customs } else { Body::TaxBody };
    let to = if (number / 2).is_multiple_of(2) {
        "UZ"
    } else {
        "RU"
    };
    let day = |fact: Fact<Date>, there: bool| if there { fact } else { Fact::Missing };
    let stated = Stated::by(Source::Customs);
    let mut lot = Lot {
        id: LotId(format!("lot-{number}").into()),
        imported_from: Fact::service(country(if third { "CN" } else { "KZ" })),
        planned_destination: Fact::person(country(to)),
        planned_for: None,
        lines: vec![line(1, 10_000), line(2, 4_000)],
        declaration: third.then(|| format!("00000000/000000/{number:07}")),
        released: day(Fact::customs(imported), third),
        taken_on_account: day(Fact::service(imported), !third),
        vat: Fact::service(Money::from_tyiyn(12_000_000)),
        deposits: vec![deposit(number, holder, after(imported, 2), 12_000_000)],
        customs_application: third.then_some(CustomsApplication {
            number: None,
            date: imported,
            stated,
        }),
        commitment: third.then_some(Commitment {
            number: None,
            date: imported,
            stated,
        }),
        customs_notice: day(Fact::service(after(imported, 5)), third),
        indirect_tax_reports: Vec::new(),
        exports: Vec::new(),
        refund_applications: Vec::new(),
        budget_transfers: Vec::new(),
    };
    if !third {
        lot.indirect_tax_reports.push(IndirectTaxReport {
            number: number.to_string(),
            filed: after(imported, 20),
            month: Some(imported.first_of_month()),
            with_receipt: true,
            stated: Stated::by(Source::Service),
        });
    }
    let progress = number / 4 % 5;
    if progress >= 1 {
        lot.exports.push(export(1, 6_000, after(imported, 30), to));
    }
    if progress >= 2 {
        lot.exports.push(Export {
            line: 2,
            ..export(2, 4_000, after(imported, 60), to)
        });
        lot.exports.push(Export {
            line: 1,
            ..export(3, 4_000, after(imported, 60), to)
        });
    }
    if progress >= 3 {
        lot.refund_applications
            .push(refund(number, holder, after(imported, 100)));
    }
    if progress >= 4
        && let Some(application) = lot.refund_applications.first_mut()
    {
        application.decision = Some(Decision {
            date: after(imported, 120),
            outcome: Outcome::Returned,
            parts: Vec::new(),
            reasons: Vec::new(),
            stated,
        });
    }
    lot
}

pub(crate) fn line(number: u32, thousandths: u64) -> GoodsLine {
    GoodsLine {
        number,
        name: "Sample cloth".to_owned(),
        goods_code: Some("5208110000".to_owned()),
        quantity: Quantity::from_thousandths(thousandths),
        unit: Unit("kg".into()),
        vat: Fact::Missing,
    }
}

pub(crate) fn deposit(number: u32, account: Body, date: Date, tyiyn: i64) -> Deposit {
    Deposit {
        number: format!("sample {number}"),
        account,
        date,
        sum: Money::from_tyiyn(tyiyn),
        paying_account: Some(PayingAccount("sample".to_owned())),
        stated: Stated::by(Source::Service),
    }
}

pub(crate) fn export(number: u32, thousandths: u64, date: Date, to: &str) -> Export {
    Export {
        id: format!("e{number}"),
        line: number,
        quantity: Quantity::from_thousandths(thousandths),
        unit: Unit("kg".into()),
        date,
        destination: Fact::customs(country(to)),
        documents: Vec::new(),
        stated: Stated::by(Source::Customs),
    }
}

fn refund(number: u32, addressee: Body, filed: Date) -> RefundApplication {
    RefundApplication {
        id: format!("sample-{number}"),
        addressee,
        filed: Fact::service(filed),
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: Vec::new(),
        decision: None,
    }
}

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

pub(crate) fn after(day: Date, days: i64) -> Date {
    let span: Span = days.days();
    day.checked_add(span).unwrap()
}
