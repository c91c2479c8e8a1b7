//! What a case says of one lot, its exports and its applications for return.

use salyk_regulation::country::Country;
use salyk_regulation::dossier::*;
use salyk_regulation::fact::{Fact, Stated};
use salyk_regulation::money::{Money, Quantity};

use crate::read::{country, date, known, money, parse};

pub(crate) fn planned(number: usize, imported_from: Fact<Country>) -> Lot {
    Lot {
        id: LotId(format!("lot-{number}").into()),
        imported_from,
        planned_destination: Fact::Missing,
        planned_for: None,
        lines: vec![goods(1, "10000")],
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

/// `10000`, `10000pcs` or `10000/500`: a quantity, its unit, and the line's own VAT.
fn goods(number: u32, text: &str) -> GoodsLine {
    let (quantity, vat) = text
        .split_once('/')
        .map_or((text, None), |(quantity, vat)| (quantity, Some(vat)));
    let (quantity, unit) = measured(quantity);
    GoodsLine {
        number,
        name: "Sample cloth".to_owned(),
        goods_code: None,
        quantity,
        unit,
        vat: vat.map_or(Fact::Missing, |vat| Fact::service(money(vat))),
    }
}

/// `10000` or `10000pcs`.
fn measured(text: &str) -> (Quantity, Unit) {
    let digits = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (quantity, unit) = text.split_at(digits);
    let unit = if unit.is_empty() { "kg" } else { unit };
    (
        Quantity::from_thousandths(quantity.parse().unwrap()),
        Unit(unit.into()),
    )
}

/// Goes with an application of which nothing else is said.
const PAPERS: [DocumentKind; 7] = [
    DocumentKind::ExportDeclaration,
    DocumentKind::ConfirmedImportStatement,
    DocumentKind::GoodsAccompanying,
    DocumentKind::PrintedElectronicInvoice,
    DocumentKind::DeliveryContract,
    DocumentKind::TaxDebtCertificate,
    DocumentKind::ImportVatDebtCertificate,
];

fn paper(kind: DocumentKind) -> Attachment {
    Attachment {
        kind,
        number: None,
        date: None,
    }
}

fn directions(words: &[&str]) -> Vec<Direction> {
    let part = |pair: &[&str]| Direction {
        to: parse(pair[0]),
        sum: money(pair[1]),
        account: None,
    };
    words.chunks(2).map(part).collect()
}

pub(crate) fn of_lot(lot: &mut Lot, words: &[&str], stated: Stated) -> bool {
    match words {
        ["to", to] => lot.planned_destination = known(country(to), stated),
        ["released", day] => lot.released = known(date(day), stated),
        ["accounted", day] => lot.taken_on_account = known(date(day), stated),
        ["vat", "?"] => lot.vat = Fact::Missing,
        ["vat", tyiyn] => lot.vat = known(money(tyiyn), stated),
        ["lines", lines @ ..] => {
            lot.lines = (1..)
                .zip(lines)
                .map(|(number, line)| goods(number, line))
                .collect()
        }
        ["paid", account, day, tyiyn] => lot.deposits.push(Deposit {
            number: format!("sample {day}"),
            account: parse(account),
            date: date(day),
            sum: money(tyiyn),
            paying_account: Some(PayingAccount("sample-account".to_owned())),
            stated,
        }),
        ["customs-application", day] => {
            lot.customs_application = Some(CustomsApplication {
                number: None,
                date: date(day),
                stated,
            })
        }
        ["commitment", day] => {
            lot.commitment = Some(Commitment {
                number: None,
                date: date(day),
                stated,
            })
        }
        ["notice", day] => lot.customs_notice = known(date(day), stated),
        ["report", day, receipt] => lot.indirect_tax_reports.push(IndirectTaxReport {
            number: format!("sample {day}"),
            filed: date(day),
            month: None,
            with_receipt: *receipt == "with",
            stated,
        }),
        ["export", day, quantity, to, rest @ ..] => {
            let (quantity, unit) = measured(quantity);
            lot.exports.push(Export {
                id: format!("e{}", lot.exports.len() + 1),
                line: rest.get(1).map_or(1, |line| line.parse().unwrap()),
                quantity,
                unit,
                date: date(day),
                destination: match *to {
                    "?" => Fact::Missing,
                    to => known(country(to), stated),
                },
                documents: Vec::new(),
                stated,
            });
        }
        _ => return false,
    }
    true
}

pub(crate) fn of_return(lot: &mut Lot, words: &[&str], stated: Stated) -> bool {
    match words {
        ["transfer", day, tyiyn] => lot.budget_transfers.push(BudgetTransfer {
            date: date(day),
            sum: money(tyiyn),
            stated,
        }),
        ["refund", addressee, day, parts @ ..] => {
            lot.refund_applications.push(RefundApplication {
                id: format!("r{}", lot.refund_applications.len() + 1),
                addressee: parse(addressee),
                filed: known(date(day), stated),
                covers: Vec::new(),
                directions: directions(parts),
                attachments: PAPERS.iter().map(|&kind| paper(kind)).collect(),
                decision: None,
            });
        }
        ["attached", kinds @ ..] => {
            let last = lot.refund_applications.last_mut().unwrap();
            last.attachments = kinds.iter().map(|&kind| paper(parse(kind))).collect();
        }
        ["covers", exports @ ..] => {
            let last = lot.refund_applications.last_mut().unwrap();
            last.covers = exports.iter().map(|&export| export.to_owned()).collect();
        }
        ["decided", day, outcome, parts @ ..] => {
            lot.refund_applications.last_mut().unwrap().decision = Some(Decision {
                date: date(day),
                outcome: parse(outcome),
                parts: directions(parts),
                reasons: Vec::new(),
                stated,
            });
        }
        _ => return false,
    }
    true
}
