//! Sample dossiers, of nobody.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::assess;
use crate::assessment::Assessment;
use crate::calendar::Calendar;
use crate::country::Country;
use crate::dossier::{
    Attachment, Body, CarriedOn, Decision, Deposit, DocumentKind, Dossier, Export, GoodsLine, Lot, LotId,
    OfficeCode, Outcome, RefundApplication, RegimeApplication, RegisteredState, Taxpayer, Unit,
};
use crate::fact::{Fact, Source, Stated};
use crate::finding::{Finding, FindingId};
use crate::inn::Inn;
use crate::money::{Money, Quantity};
use crate::policy::{CountryKind, PolicyBook, Readings};

pub(crate) fn dossier() -> Dossier {
    Dossier {
        revision: 1,
        taxpayer: Taxpayer {
            name: "Үлгү Sample".to_owned(),
            inn: Inn::parse("23213999900001").unwrap(),
            office: OfficeCode("004".to_owned()),
            vat_payer: Fact::Missing,
            taxable_imports: Fact::Missing,
            activities: Default::default(),
        },
        registered: Fact::Missing,
        applications: Vec::new(),
        confirmations: Vec::new(),
        debts: Fact::Missing,
        other_activities: Fact::Missing,
        lots: Vec::new(),
    }
}

pub(crate) fn applied(filed: Date) -> Dossier {
    let application = RegimeApplication {
        id: "sample-1".to_owned(),
        filed: Fact::service(filed),
        office: Fact::service(OfficeCode("004".to_owned())),
        registered: Fact::Missing,
    };
    Dossier {
        applications: vec![application],
        ..dossier()
    }
}

pub(crate) fn lot(from: &str) -> Lot {
    Lot {
        id: LotId("lot-1".into()),
        imported_from: Fact::service(Country::parse(from).unwrap()),
        planned_destination: Fact::Missing,
        planned_for: None,
        lines: vec![GoodsLine {
            number: 1,
            name: "Sample cloth".to_owned(),
            goods_code: None,
            quantity: Quantity::from_thousandths(10_000),
            unit: Unit("kg".into()),
            vat: Fact::Missing,
        }],
        declaration: None,
        released: Fact::Missing,
        taken_on_account: Fact::Missing,
        vat: Fact::service(Money::from_tyiyn(12_000_000)),
        deposits: Vec::new(),
        customs_application: None,
        commitment: None,
        customs_notice: Fact::Missing,
        indirect_tax_reports: Vec::new(),
        exports: Vec::new(),
        refund_applications: Vec::new(),
        budget_transfers: Vec::new(),
    }
}

pub(crate) fn released(day: Date) -> Lot {
    Lot {
        released: Fact::customs(day),
        ..lot("CN")
    }
}

pub(crate) fn accounted(day: Date) -> Lot {
    Lot {
        taken_on_account: Fact::service(day),
        ..lot("KZ")
    }
}

pub(crate) fn deposit(account: Body, date: Date, tyiyn: i64) -> Deposit {
    Deposit {
        number: format!("sample {date}"),
        account,
        date,
        sum: Money::from_tyiyn(tyiyn),
        paying_account: None,
        stated: Stated::by(Source::Service),
    }
}

/// All the papers of both lists (`reg:18`).
pub(crate) fn papers() -> Vec<Attachment> {
    let edition = POLICIES.in_force(Date::MAX).edition;
    let lists = [CountryKind::ThirdCountry, CountryKind::EaeuMember].map(|kind| edition.documents_for(kind));
    let paper = |kind: &DocumentKind| Attachment {
        kind: *kind,
        number: None,
        date: None,
    };
    lists.concat().iter().map(paper).collect()
}

pub(crate) fn refund(addressee: Body, filed: Date) -> RefundApplication {
    RefundApplication {
        id: format!("sample-{filed}"),
        addressee,
        filed: Fact::service(filed),
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: papers(),
        decision: None,
    }
}

/// Under the regime by the register, with every condition answered for and kept so far.
pub(crate) fn under_regime(since: Date) -> Dossier {
    let mut case = dossier();
    let exclusions = &POLICIES.in_force(since).edition.figures.exclusions.value;
    case.taxpayer.activities = exclusions
        .iter()
        .map(|activity| (*activity, Fact::service(CarriedOn::never())))
        .collect();
    case.registered = Fact::service(RegisteredState::InForce { since });
    case.debts = Fact::service(Vec::new());
    case.other_activities = Fact::service(Vec::new());
    case
}

pub(crate) fn person_says() -> Stated {
    Stated::by(Source::Person)
}

pub(crate) fn with(lot: Lot) -> Dossier {
    Dossier {
        lots: vec![lot],
        ..dossier()
    }
}

pub(crate) fn export(id: &str, day: Date, thousandths: u64, to: &str) -> Export {
    Export {
        id: id.to_owned(),
        line: 1,
        quantity: Quantity::from_thousandths(thousandths),
        unit: Unit("kg".into()),
        date: day,
        destination: Fact::customs(Country::parse(to).unwrap()),
        documents: Vec::new(),
        stated: Stated::by(Source::Customs),
    }
}

pub(crate) fn decided(day: Date, outcome: Outcome) -> Option<Decision> {
    let stated = Stated::by(Source::Customs);
    Some(Decision {
        date: day,
        outcome,
        parts: Vec::new(),
        reasons: Vec::new(),
        stated,
    })
}

pub(crate) static POLICIES: LazyLock<PolicyBook> = LazyLock::new(|| PolicyBook::bundled().unwrap());
pub(crate) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::bundled().unwrap());

pub(crate) fn on(dossier: &Dossier, day: Date) -> Assessment {
    assess(dossier, &POLICIES, &CALENDAR, day)
}

/// The bundled policy with one change to the readings of every edition.
pub(crate) fn policies_read_as(change: impl Fn(&mut Readings)) -> PolicyBook {
    let mut editions: Vec<_> = POLICIES.editions().cloned().collect();
    editions
        .iter_mut()
        .for_each(|edition| change(&mut edition.readings));
    PolicyBook::from_editions(editions).unwrap()
}

pub(crate) fn read_as(dossier: &Dossier, day: Date, change: impl Fn(&mut Readings)) -> Assessment {
    assess(dossier, &policies_read_as(change), &CALENDAR, day)
}

pub(crate) fn finding(dossier: &Dossier, day: Date, id: &str) -> Finding {
    on(dossier, day)
        .finding(&FindingId::new(id))
        .unwrap_or_else(|| panic!("no finding {id}"))
        .clone()
}
