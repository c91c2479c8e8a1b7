//! A taxpayer's case as it travels, and as the regulation reads it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use salyk_contract::dossier as wire;
use salyk_regulation::dossier::{
    Activity, CarriedOn, Confirmation, ConfirmationForm, ConfirmationKind, Debt, DebtKind, Dossier,
    OfficeCode, OtherActivity, Period, RegimeApplication, RegisteredState, Taxpayer,
};
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::inn::Inn;

use super::facts::{fact, list, plain_fact, source, stated, sum};
use super::lots;
use super::malformed::{self, Place};
use crate::ports::ServiceError;
use crate::session::TaxpayerId;

/// The activities that an answer names by a word of their own; a patent has a field.
pub(super) const ACTIVITIES: [(wire::ActivityKind, Activity); 8] = [
    (
        wire::ActivityKind::FinancialOrInsurance,
        Activity::FinancialOrInsurance,
    ),
    (wire::ActivityKind::InvestmentFund, Activity::InvestmentFund),
    (wire::ActivityKind::SecuritiesMarket, Activity::SecuritiesMarket),
    (wire::ActivityKind::ExcisePayer, Activity::ExcisePayer),
    (wire::ActivityKind::PublicCatering, Activity::PublicCatering),
    (wire::ActivityKind::Resort, Activity::Resort),
    (
        wire::ActivityKind::Telecommunications,
        Activity::Telecommunications,
    ),
    (wire::ActivityKind::SubsoilUse, Activity::SubsoilUse),
];

/// Reads the case of the taxpayer that was asked for.
pub(super) fn dossier(asked: &TaxpayerId, body: &[u8]) -> Result<Dossier, ServiceError> {
    let answer: wire::Dossier = malformed::read("dossier", body)?;
    let root = Place::root();
    if answer.taxpayer.id != asked.0 {
        return Err(root.at("taxpayer").at("id").malformed());
    }
    Ok(Dossier {
        revision: answer.revision,
        taxpayer: taxpayer(&root.at("taxpayer"), &answer)?,
        registered: Fact::service(registered(&root.at("registered"), &answer)?),
        applications: list(&root, "applications", &answer.applications, application)?,
        confirmations: answer.confirmations.iter().map(confirmation).collect(),
        debts: known_list(match &answer.debts {
            Some(debts) => Some(list(&root, "debts", debts, debt)?),
            None => None,
        }),
        other_activities: known_list(answer.other_dealings.map(|dealings| {
            let dealing = |dealing: wire::OtherDealing| OtherActivity {
                description: dealing.description,
                date: dealing.date,
                stated: stated(dealing.source, dealing.provisional),
            };
            dealings.into_iter().map(dealing).collect()
        })),
        lots: list(&root, "lots", &answer.lots, lots::lot)?,
    })
}

/// That a list is complete is the service's word, whoever states its items.
fn known_list<T>(items: Option<Vec<T>>) -> Fact<Vec<T>> {
    items.map_or(Fact::Missing, Fact::service)
}

fn taxpayer(place: &Place<'_>, answer: &wire::Dossier) -> Result<Taxpayer, ServiceError> {
    let given = &answer.taxpayer;
    Ok(Taxpayer {
        name: given.name.clone(),
        inn: Inn::parse(&given.inn).map_err(|_| place.at("inn").malformed())?,
        office: office(&given.office, place)?,
        vat_payer: plain_fact(answer.vat_payer.as_ref()),
        taxable_imports: plain_fact(answer.taxable_imports.as_ref()),
        activities: activities(answer),
    })
}

/// What is known of each activity that excludes from the regime. A list that is there is complete: what it does not name
/// is not carried on. A word of a newer service stands for an activity that this version does not know.
fn activities(answer: &wire::Dossier) -> BTreeMap<Activity, Fact<CarriedOn>> {
    let mut known = BTreeMap::new();
    if let Some(patent) = &answer.patent {
        let carried_on = if patent.value {
            CarriedOn::always()
        } else {
            CarriedOn::never()
        };
        known.insert(
            Activity::Patent,
            fact(carried_on, stated(patent.source, patent.provisional)),
        );
    }
    let Some(given) = &answer.activities else {
        return known;
    };
    let of = |kind: wire::ActivityKind| {
        let mut items = given.iter().filter(move |item| item.kind == kind).peekable();
        items.peek()?;
        Some(carried_on(items))
    };
    for (word, activity) in ACTIVITIES {
        known.insert(
            activity,
            of(word).unwrap_or_else(|| Fact::service(CarriedOn::never())),
        );
    }
    if let Some(unknown) = of(wire::ActivityKind::Unknown) {
        known.insert(Activity::Unknown, unknown);
    }
    known
}

/// All periods of one activity, as firm as the least firm of them.
fn carried_on<'a>(items: impl Iterator<Item = &'a wire::Activity>) -> Fact<CarriedOn> {
    let mut periods = Vec::new();
    let mut weakest = Stated::by(Source::Service);
    for item in items {
        periods.push(Period {
            since: item.since,
            until: item.until,
        });
        // Sources are ordered from the service to the person.
        weakest.source = weakest.source.max(source(item.source));
        weakest.provisional |= item.provisional;
    }
    fact(CarriedOn(periods), weakest)
}

fn registered(place: &Place<'_>, answer: &wire::Dossier) -> Result<RegisteredState, ServiceError> {
    let given = &answer.registered;
    let since = || given.since.ok_or_else(|| place.at("since").malformed());
    Ok(match given.state {
        wire::RegimeState::NotApplied => RegisteredState::NotApplied,
        wire::RegimeState::AppliedFor => RegisteredState::AppliedFor {
            applied: applied(answer),
            begins: since()?,
        },
        wire::RegimeState::InForce => RegisteredState::InForce { since: since()? },
        wire::RegimeState::General => RegisteredState::GeneralSince { since: since()? },
        _ => RegisteredState::Unknown,
    })
}

/// The day of the newest application that an authority has; the register's own words do not name it.
fn applied(answer: &wire::Dossier) -> Option<Date> {
    let received = answer
        .applications
        .iter()
        .filter(|application| source(application.source).is_authority());
    received.map(|application| application.filed).max()
}

fn application(
    given: &wire::RegimeApplication,
    place: &Place<'_>,
) -> Result<RegimeApplication, ServiceError> {
    let stated = stated(given.source, given.provisional);
    let office = match &given.office {
        Some(code) => fact(office(code, place)?, stated),
        None => Fact::Missing,
    };
    Ok(RegimeApplication {
        id: given.number.clone(),
        filed: fact(given.filed, stated),
        office,
        registered: given.registered_on.map_or(Fact::Missing, |day| fact(day, stated)),
    })
}

/// A tax office's code, three characters.
fn office(code: &str, place: &Place<'_>) -> Result<OfficeCode, ServiceError> {
    if code.chars().count() == 3 {
        Ok(OfficeCode(code.to_owned()))
    } else {
        Err(place.at("office").malformed())
    }
}

fn confirmation(given: &wire::Confirmation) -> Confirmation {
    Confirmation {
        kind: match given.kind {
            wire::ConfirmationKind::Registration => ConfirmationKind::Registration,
            wire::ConfirmationKind::TaxDebt => ConfirmationKind::TaxDebt,
            wire::ConfirmationKind::CustomsDebt => ConfirmationKind::CustomsDebt,
            _ => ConfirmationKind::Unknown,
        },
        form: match given.form {
            wire::ConfirmationForm::Written => ConfirmationForm::Written,
            wire::ConfirmationForm::Electronic => ConfirmationForm::Electronic,
            _ => ConfirmationForm::Unknown,
        },
        date: given.date,
        number: given.number.clone(),
        stated: stated(given.source, given.provisional),
    }
}

fn debt(given: &wire::Debt, place: &Place<'_>) -> Result<Debt, ServiceError> {
    Ok(Debt {
        kind: match given.kind {
            wire::DebtKind::OtherTaxes => DebtKind::OtherTaxes,
            wire::DebtKind::ImportVat => DebtKind::ImportVat,
            wire::DebtKind::CustomsPayments => DebtKind::CustomsPayments,
            wire::DebtKind::SpecialDuty => DebtKind::SpecialDuty,
            wire::DebtKind::AntiDumpingDuty => DebtKind::AntiDumpingDuty,
            wire::DebtKind::CountervailingDuty => DebtKind::CountervailingDuty,
            _ => DebtKind::Unknown,
        },
        sum: sum(given.sum_tyiyn, &place.at("sum_tyiyn"))?,
        overdue_from: given.overdue_since,
        settled: given.paid_on,
        stated: stated(given.source, given.provisional),
    })
}

#[cfg(test)]
#[path = "dossier_tests.rs"]
mod tests;
