//! Sample dossiers, of nobody, and the scenes that they are drawn in.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use salyk_regulation::assess;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{
    Activity, Attachment, Body, CarriedOn, Decision, Deposit, Direction, DirectionKind, DocumentKind,
    Dossier, Export, GoodsLine, Lot, LotId, OfficeCode, Outcome, RefundApplication, RegimeApplication,
    RegisteredState, Taxpayer, Unit,
};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::inn::Inn;
use salyk_regulation::money::{Money, Quantity};
use salyk_regulation::policy::PolicyBook;

use super::super::scene::Scene;
use crate::intent::ScreenId;
use crate::regime::state::Law;
use crate::text::{Language, Texts};

pub(in crate::regime) fn dossier() -> Dossier {
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

pub(in crate::regime) fn with(lots: Vec<Lot>) -> Dossier {
    Dossier { lots, ..dossier() }
}

pub(super) fn registered(state: RegisteredState) -> Dossier {
    Dossier {
        registered: Fact::service(state),
        ..dossier()
    }
}

pub(super) fn applied(filed: Fact<Date>) -> Dossier {
    let application = RegimeApplication {
        id: "sample-1".to_owned(),
        filed,
        office: Fact::service(OfficeCode("004".to_owned())),
        registered: Fact::Missing,
    };
    Dossier {
        applications: vec![application],
        ..dossier()
    }
}

pub(super) fn excluded(activity: Activity) -> Dossier {
    let mut dossier = dossier();
    dossier
        .taxpayer
        .activities
        .insert(activity, Fact::service(CarriedOn::always()));
    dossier
}

pub(in crate::regime) fn lot(id: &str, from: &str) -> Lot {
    Lot {
        id: LotId(id.into()),
        imported_from: Fact::service(Country::parse(from).unwrap()),
        planned_destination: Fact::Missing,
        planned_for: None,
        lines: vec![GoodsLine {
            number: 1,
            name: "Үлгү: кездеме".to_owned(),
            goods_code: Some("5208110000".to_owned()),
            quantity: Quantity::from_thousandths(10_000),
            unit: Unit("кг".into()),
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

pub(in crate::regime) fn released(id: &str, day: Date) -> Lot {
    Lot {
        released: Fact::customs(day),
        ..lot(id, "CN")
    }
}

pub(super) fn accounted(id: &str, day: Date) -> Lot {
    Lot {
        taken_on_account: Fact::service(day),
        ..lot(id, "KZ")
    }
}

pub(super) fn deposit(account: Body, date: Date, tyiyn: i64, source: Source) -> Deposit {
    Deposit {
        number: format!("sample {date}"),
        account,
        date,
        sum: Money::from_tyiyn(tyiyn),
        paying_account: None,
        stated: Stated::by(source),
    }
}

pub(super) fn export(id: &str, thousandths: u64, date: Date, to: &str, source: Source) -> Export {
    Export {
        id: id.to_owned(),
        line: 1,
        quantity: Quantity::from_thousandths(thousandths),
        unit: Unit("кг".into()),
        date,
        destination: Fact::service(Country::parse(to).unwrap()),
        documents: Vec::new(),
        stated: Stated::by(source),
    }
}

/// The papers for an export to a third country.
fn papers() -> Vec<Attachment> {
    let kinds = [
        DocumentKind::ExportDeclaration,
        DocumentKind::GoodsAccompanying,
        DocumentKind::PrintedElectronicInvoice,
        DocumentKind::DeliveryContract,
        DocumentKind::TaxDebtCertificate,
        DocumentKind::ImportVatDebtCertificate,
    ];
    let paper = |kind| Attachment {
        kind,
        number: None,
        date: None,
    };
    kinds.map(paper).to_vec()
}

pub(super) fn refund(addressee: Body, filed: Fact<Date>, decision: Option<Decision>) -> RefundApplication {
    RefundApplication {
        id: "sample".to_owned(),
        addressee,
        filed,
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: papers(),
        decision,
    }
}

pub(super) fn decision(date: Date, outcome: Outcome, tyiyn: i64, source: Source) -> Decision {
    let part = Direction {
        to: DirectionKind::SettlementAccount,
        sum: Money::from_tyiyn(tyiyn),
        account: None,
    };
    Decision {
        date,
        outcome,
        parts: vec![part],
        reasons: Vec::new(),
        stated: Stated::by(source),
    }
}

/// A dossier with what follows from it on a day.
pub(super) struct Stage {
    law: Law,
    dossier: Dossier,
    assessment: Assessment,
    pub(super) fetched: Timestamp,
}

impl Stage {
    pub(super) fn new(dossier: Dossier, on: Date) -> Self {
        let law = Law {
            policies: PolicyBook::bundled().unwrap(),
            calendar: Calendar::bundled().unwrap(),
        };
        let assessment = assess(&dossier, &law.policies, &law.calendar, on);
        let noon = Offset::UTC.to_timestamp(on.at(12, 0, 0, 0));
        Self {
            law,
            dossier,
            assessment,
            fetched: noon.unwrap(),
        }
    }

    pub(super) fn scene(&self, language: Language) -> Scene<'_> {
        Scene {
            texts: Texts::of(language),
            screen: ScreenId(7),
            today: self.assessment.on,
            law: &self.law,
            dossier: &self.dossier,
            differences: &[],
            assessment: &self.assessment,
            fetched: self.fetched,
            lots: None,
        }
    }

    pub(super) fn assessment(&self) -> &Assessment {
        &self.assessment
    }
}
