//! How a case of the corpus is written, one word after another, one fact a line:
//!
//! ```text
//! # what follows from which point, by hand
//! case NAME
//! regime DATE | applied DATE | applied-to OFFICE | registered DATE | general DATE | not-applied
//! vat-payer yes|no · imports yes|no · activity NAME · debts unknown · others unknown · other DATE
//! debt KIND TYIYN DATE [settled DATE] · confirmed registration|tax_debt|customs_debt written|electronic DATE
//! lot FROM|?  (then what is said of this lot)
//! to COUNTRY · released DATE · accounted DATE · vat TYIYN|? · lines QUANTITY[UNIT][/TYIYN] …
//! paid tax_body|customs DATE TYIYN · customs-application DATE · commitment DATE · notice DATE
//! report DATE with|without · export DATE QUANTITY[UNIT] COUNTRY|? [line N] · transfer DATE TYIYN
//! refund tax_body|customs DATE [DIRECTION TYIYN …] · covers EXPORT … · attached [PAPER …] (all, unless said) · decided DATE OUTCOME [DIRECTION TYIYN …]
//! on DATE  (then what is expected on that day)
//! want ID VERDICT [due|remind|begins|otherwise|done DATE] [left|late|penalty|days N] [certainty C] [needs FACTS] [next DEED]
//!   [doubts DOUBTS] [returnable|parts TYIYN]
//! state LOT STATE · sums LOT CONFIRMED AT_RISK TO_BUDGET · shares LOT [STATE TYIYN …] · papers LOT N
//! life KIND [DATE [DATE]] · next LOT ID DATE
//! ```
//!
//! A fact that ends with `!` is the person's word alone; one that ends with `~` is the service's and may still change.
//! Quantities are thousandths, of a kilogram where no unit is written. `#` begins a comment.

use jiff::civil::Date;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::*;
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::inn::Inn;
use salyk_regulation::money::Money;
use serde::de::DeserializeOwned;

use crate::read_lot::{of_lot, of_return, planned};

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
    let (words, stated) = match words {
        [words @ .., "!"] => (words, Stated::by(Source::Person)),
        [words @ .., "~"] => {
            let provisional = Stated {
                source: Source::Service,
                provisional: true,
            };
            (words, provisional)
        }
        words => (words, Stated::by(Source::Service)),
    };
    if of_taxpayer(dossier, words, stated) {
        return;
    }
    if let ["lot", from] = words {
        let imported_from = if *from == "?" {
            Fact::Missing
        } else {
            known(country(from), stated)
        };
        dossier.lots.push(planned(dossier.lots.len() + 1, imported_from));
        return;
    }
    let lot = dossier
        .lots
        .last_mut()
        .unwrap_or_else(|| panic!("{place}: no lot yet"));
    assert!(
        of_lot(lot, words, stated) || of_return(lot, words, stated),
        "{place}: what is {words:?}?"
    );
}

fn of_taxpayer(dossier: &mut Dossier, words: &[&str], stated: Stated) -> bool {
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
            dossier.registered = known(RegisteredState::InForce { since: date(since) }, stated);
        }
        ["general", since] => {
            dossier.registered = known(RegisteredState::GeneralSince { since: date(since) }, stated)
        }
        ["not-applied"] => dossier.registered = known(RegisteredState::NotApplied, stated),
        ["no-exclusions"] => answers(dossier),
        ["applied", day] => dossier.applications.push(RegimeApplication {
            id: format!("sample-{day}"),
            filed: known(date(day), stated),
            office: known(OfficeCode("004".to_owned()), stated),
            registered: Fact::Missing,
        }),
        ["applied-to", office] => {
            dossier.applications.last_mut().unwrap().office = known(OfficeCode((*office).to_owned()), stated);
        }
        ["registered", day] => {
            dossier.applications.last_mut().unwrap().registered = known(date(day), stated);
        }
        ["vat-payer", yes] => dossier.taxpayer.vat_payer = known(*yes == "yes", stated),
        ["imports", yes] => dossier.taxpayer.taxable_imports = known(*yes == "yes", stated),
        ["activity", name] => {
            let fact = known(CarriedOn::always(), stated);
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
                .insert(parse(name), known(CarriedOn(vec![period]), stated));
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
                stated,
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
            dossier.debts = known(debts, stated);
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

pub(crate) fn known<T>(value: T, stated: Stated) -> Fact<T> {
    let source = stated.source;
    if stated.provisional {
        Fact::Provisional { value, source }
    } else {
        Fact::Known { value, source }
    }
}

pub(crate) fn parse<T: DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(serde_json::Value::from(word)).unwrap()
}

pub(crate) fn date(word: &str) -> Date {
    word.parse().unwrap_or_else(|_| panic!("{word} is no day"))
}

pub(crate) fn money(word: &str) -> Money {
    Money::from_tyiyn(word.parse().unwrap())
}

pub(crate) fn country(word: &str) -> Country {
    Country::parse(word).unwrap()
}
