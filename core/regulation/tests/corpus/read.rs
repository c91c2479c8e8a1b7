//! How a case of the corpus is written, one word after another, one fact a line:
//!
//! ```text
//! # what follows from which point, by hand
//! case NAME
//! regime DATE | applied DATE | applied-to OFFICE | registered DATE | general DATE | not-applied
//! vat-payer yes|no · imports yes|no · activity NAME · debts unknown · others unknown · other DATE
//! debt KIND TYIYN DATE [settled DATE] · confirmed registration|tax_debt|customs_debt written|electronic DATE
//! lot FROM|?  (then what is said of this lot)
//! to COUNTRY · released DATE · accounted DATE · vat TYIYN|? · lines QUANTITY[/TYIYN] …
//! paid tax_body|customs DATE TYIYN · customs-application DATE · commitment DATE · notice DATE
//! report DATE with|without · export DATE QUANTITY COUNTRY|? [line N] [unit NAME] · transfer DATE TYIYN
//! refund tax_body|customs DATE [DIRECTION TYIYN …] · decided DATE OUTCOME
//! on DATE  (then what is expected on that day)
//! want ID VERDICT [due|remind|begins|otherwise|done DATE] [left|late|penalty|days N] [certainty C] [needs FACTS] [next DEED]
//! state LOT STATE · sums LOT CONFIRMED AT_RISK TO_BUDGET · papers LOT N · life KIND [DATE [DATE]] · next LOT ID DATE
//! ```
//!
//! A fact that ends with `!` is the person's word alone. Quantities are thousandths. `#` begins a comment.

use jiff::civil::Date;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::*;
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::inn::Inn;
use salyk_regulation::money::{Money, Quantity};
use serde::de::DeserializeOwned;

/// A dossier and what is expected of it.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The comment before it.
    pub(crate) cites: String,
    pub(crate) dossier: Dossier,
    pub(crate) wants: Vec<Want>,
}

/// One expectation.
pub(crate) struct Want {
    pub(crate) on: Date,
    pub(crate) words: Vec<String>,
    /// The file and the line, for the message.
    pub(crate) place: String,
}

pub(crate) fn cases(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut comment = String::new();
    let mut on = None;
    for (number, line) in text.lines().enumerate() {
        let place = format!("{file}.txt:{}", number + 1);
        let line = line.trim();
        if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words);
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            ["case", name] => {
                on = None;
                cases.push(Case {
                    name: format!("{file}/{name}"),
                    cites: std::mem::take(&mut comment),
                    dossier: nobody(),
                    wants: Vec::new(),
                });
            }
            ["on", day] => on = Some(date(day)),
            _ => {
                let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: no case yet"));
                match on {
                    None => fact(&mut case.dossier, &words, &place),
                    Some(on) => case.wants.push(Want {
                        on,
                        words: words.iter().map(|&word| word.to_owned()).collect(),
                        place,
                    }),
                }
            }
        }
    }
    cases
}

fn nobody() -> Dossier {
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
        debts: Fact::service(Vec::new()),
        other_activities: Fact::service(Vec::new()),
        lots: Vec::new(),
    }
}

fn fact(dossier: &mut Dossier, words: &[&str], place: &str) {
    let (words, source) = match words {
        [words @ .., "!"] => (words, Source::Person),
        words => (words, Source::Service),
    };
    let stated = Stated::by(source);
    if of_taxpayer(dossier, words, source) {
        return;
    }
    if let ["lot", from] = words {
        let imported_from = if *from == "?" {
            Fact::Missing
        } else {
            known(country(from), source)
        };
        dossier.lots.push(planned(dossier.lots.len() + 1, imported_from));
        return;
    }
    let lot = dossier
        .lots
        .last_mut()
        .unwrap_or_else(|| panic!("{place}: no lot yet"));
    assert!(
        of_lot(lot, words, source, stated) || of_return(lot, words, source, stated),
        "{place}: what is {words:?}?"
    );
}

fn of_taxpayer(dossier: &mut Dossier, words: &[&str], source: Source) -> bool {
    let stated = Stated::by(source);
    let answers = |dossier: &mut Dossier| {
        for activity in [
            "patent",
            "financial_or_insurance",
            "investment_fund",
            "securities_market",
            "excise_payer",
        ]
        .iter()
        .chain(&["public_catering", "resort", "telecommunications", "subsoil_use"])
        {
            let never = Fact::service(CarriedOn::never());
            dossier
                .taxpayer
                .activities
                .entry(parse(activity))
                .or_insert(never);
        }
    };
    match words {
        ["regime", since] => {
            answers(dossier);
            dossier.registered = known(RegisteredState::InForce { since: date(since) }, source);
        }
        ["general", since] => {
            dossier.registered = known(RegisteredState::GeneralSince { since: date(since) }, source)
        }
        ["not-applied"] => dossier.registered = known(RegisteredState::NotApplied, source),
        ["no-exclusions"] => answers(dossier),
        ["applied", day] => dossier.applications.push(RegimeApplication {
            id: format!("sample-{day}"),
            filed: known(date(day), source),
            office: known(OfficeCode("004".to_owned()), source),
            registered: Fact::Missing,
        }),
        ["applied-to", office] => {
            dossier.applications.last_mut().unwrap().office = known(OfficeCode((*office).to_owned()), source);
        }
        ["registered", day] => {
            dossier.applications.last_mut().unwrap().registered = known(date(day), source);
        }
        ["vat-payer", yes] => dossier.taxpayer.vat_payer = known(*yes == "yes", source),
        ["imports", yes] => dossier.taxpayer.taxable_imports = known(*yes == "yes", source),
        ["activity", name] => {
            let fact = known(CarriedOn::always(), source);
            dossier.taxpayer.activities.insert(parse(name), fact);
        }
        ["activity", name, since, until] => {
            let period = Period {
                since: Some(date(since)),
                until: Some(date(until)),
            };
            dossier
                .taxpayer
                .activities
                .insert(parse(name), known(CarriedOn(vec![period]), source));
        }
        ["debts", "unknown"] => dossier.debts = Fact::Missing,
        ["others", "unknown"] => dossier.other_activities = Fact::Missing,
        ["other", day] => {
            dossier.other_activities = known(
                vec![OtherActivity {
                    description: "Sample domestic sale".to_owned(),
                    date: date(day),
                    stated,
                }],
                source,
            )
        }
        ["debt", kind, tyiyn, overdue_from, rest @ ..] => {
            let mut debts = dossier.debts.value().cloned().unwrap_or_default();
            debts.push(Debt {
                kind: parse(kind),
                sum: money(tyiyn),
                overdue_from: date(overdue_from),
                settled: rest.get(1).map(|day| date(day)),
                stated,
            });
            dossier.debts = known(debts, source);
        }
        ["confirmed", kind, form, day] => dossier.confirmations.push(Confirmation {
            kind: parse(kind),
            form: parse(form),
            date: date(day),
            number: None,
            stated,
        }),
        _ => return false,
    }
    true
}

fn planned(number: usize, imported_from: Fact<Country>) -> Lot {
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

/// `10000` or `10000/500`: a quantity, and the line's own VAT.
fn goods(number: u32, text: &str) -> GoodsLine {
    let (quantity, vat) = text
        .split_once('/')
        .map_or((text, None), |(quantity, vat)| (quantity, Some(vat)));
    GoodsLine {
        number,
        name: "Sample cloth".to_owned(),
        goods_code: None,
        quantity: Quantity::from_thousandths(quantity.parse().unwrap()),
        unit: Unit("kg".into()),
        vat: vat.map_or(Fact::Missing, |vat| Fact::service(money(vat))),
    }
}

fn of_lot(lot: &mut Lot, words: &[&str], source: Source, stated: Stated) -> bool {
    match words {
        ["to", to] => lot.planned_destination = known(country(to), source),
        ["released", day] => lot.released = known(date(day), source),
        ["accounted", day] => lot.taken_on_account = known(date(day), source),
        ["vat", "?"] => lot.vat = Fact::Missing,
        ["vat", tyiyn] => lot.vat = known(money(tyiyn), source),
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
        ["notice", day] => lot.customs_notice = known(date(day), source),
        ["report", day, receipt] => lot.indirect_tax_reports.push(IndirectTaxReport {
            number: format!("sample {day}"),
            filed: date(day),
            month: None,
            with_receipt: *receipt == "with",
            stated,
        }),
        ["export", day, quantity, to, rest @ ..] => lot.exports.push(Export {
            id: format!("e{}", lot.exports.len() + 1),
            line: after(rest, "line").map_or(1, |line| line.parse().unwrap()),
            quantity: Quantity::from_thousandths(quantity.parse().unwrap()),
            unit: Unit(after(rest, "unit").unwrap_or("kg").into()),
            date: date(day),
            destination: if *to == "?" {
                Fact::Missing
            } else {
                known(country(to), source)
            },
            documents: Vec::new(),
            stated,
        }),
        _ => return false,
    }
    true
}

/// The word after this one.
fn after<'a>(words: &[&'a str], name: &str) -> Option<&'a str> {
    let place = words.iter().position(|word| *word == name)?;
    words.get(place + 1).copied()
}

fn of_return(lot: &mut Lot, words: &[&str], source: Source, stated: Stated) -> bool {
    match words {
        ["transfer", day, tyiyn] => lot.budget_transfers.push(BudgetTransfer {
            date: date(day),
            sum: money(tyiyn),
            stated,
        }),
        ["refund", addressee, day, directions @ ..] => {
            let directions = directions.chunks(2).map(|pair| Direction {
                to: parse(pair[0]),
                sum: money(pair[1]),
                account: None,
            });
            lot.refund_applications.push(RefundApplication {
                id: format!("r{}", lot.refund_applications.len() + 1),
                addressee: parse(addressee),
                filed: known(date(day), source),
                covers: Vec::new(),
                directions: directions.collect(),
                attachments: Vec::new(),
                decision: None,
            });
        }
        ["covers", exports @ ..] => {
            let last = lot.refund_applications.last_mut().unwrap();
            last.covers = exports.iter().map(|&export| export.to_owned()).collect();
        }
        ["decided", day, outcome] => {
            lot.refund_applications.last_mut().unwrap().decision = Some(Decision {
                date: date(day),
                outcome: parse(outcome),
                parts: Vec::new(),
                reasons: Vec::new(),
                stated,
            });
        }
        _ => return false,
    }
    true
}

fn known<T>(value: T, source: Source) -> Fact<T> {
    Fact::Known { value, source }
}

fn parse<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(serde_json::Value::from(word)).unwrap()
}

pub(crate) fn date(word: &str) -> Date {
    word.parse().unwrap_or_else(|_| panic!("{word} is no day"))
}

fn money(word: &str) -> Money {
    Money::from_tyiyn(word.parse().unwrap())
}

fn country(word: &str) -> Country {
    Country::parse(word).unwrap()
}
