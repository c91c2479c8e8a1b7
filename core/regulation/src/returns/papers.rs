//! The papers that an application for return needs (`reg:18`).

use jiff::civil::Date;

use crate::assessment::DocumentNeeded;
use crate::case::LotCase;
use crate::country::Country;
use crate::dossier::{DocumentKind, Export, Lot};
use crate::policy::{CountryKind, MixedDestinations};
use crate::set::KeySet;

/// `reg:18`: the papers that follow the destinations of the goods; for both kinds, both lists, the shared papers once.
pub(crate) fn documents(lot: &LotCase<'_>) -> Vec<DocumentNeeded> {
    papers_for(lot, kinds(lot))
}

/// `reg:18`: the papers to come; while the destination is not known, those of both kinds.
pub(crate) fn documents_to_come(lot: &LotCase<'_>) -> Vec<DocumentNeeded> {
    if destinations(lot).is_empty() {
        papers_for(lot, [CountryKind::ThirdCountry, CountryKind::EaeuMember].into())
    } else {
        documents(lot)
    }
}

/// What the destinations are: each on the day of its export; the planned one, while none has left, on the lot's own day.
fn kinds(lot: &LotCase<'_>) -> KeySet<CountryKind> {
    let of = |(country, day): (Country, Option<Date>)| {
        let policy = day.map_or(lot.policy, |day| lot.case.policies.in_force(day));
        policy.edition.kind_of(country)
    };
    where_to(lot).filter_map(of).collect()
}

fn papers_for(lot: &LotCase<'_>, mut kinds: KeySet<CountryKind>) -> Vec<DocumentNeeded> {
    let edition = lot.policy.edition;
    let third_only = edition.readings.mixed_destinations.value == MixedDestinations::ThirdCountryListOnly;
    if kinds.len() > 1 && third_only {
        kinds.remove(CountryKind::EaeuMember);
    }
    let most = kinds.iter().map(|kind| edition.documents_for(*kind).len()).sum();
    let mut needed: Vec<DocumentNeeded> = Vec::with_capacity(most);
    for asked_by in kinds.iter().copied() {
        for kind in edition.documents_for(asked_by) {
            match needed.iter_mut().find(|document| document.kind == *kind) {
                Some(document) => document.asked_by.insert(asked_by),
                None => needed.push(DocumentNeeded {
                    kind: *kind,
                    issuer: kind.issuer(),
                    held: holds(lot.lot, *kind),
                    asked_by: [asked_by].into(),
                }),
            }
        }
    }
    needed
}

/// Where the goods went, or are planned to go while none has left; by code, each once.
pub(crate) fn destinations(lot: &LotCase<'_>) -> Vec<Country> {
    let mut countries: Vec<_> = where_to(lot).map(|(country, _)| country).collect();
    countries.sort();
    countries.dedup();
    countries
}

/// Each country with the day of export to it; the planned one, without a day, while no goods have left for a known one.
fn where_to<'a>(lot: &LotCase<'a>) -> impl Iterator<Item = (Country, Option<Date>)> + use<'a> {
    let on = lot.case.on;
    let of = move |export: &'a Export| {
        let to = export.destination.value().filter(|_| export.date <= on)?;
        Some((*to, Some(export.date)))
    };
    let went = lot.lot.exports.iter().filter_map(of);
    let none_went = went.clone().next().is_none();
    let planned = lot.lot.planned_destination.value().filter(|_| none_went);
    went.chain(planned.map(|country| (*country, None)))
}

fn holds(lot: &Lot, kind: DocumentKind) -> bool {
    let with_exports = lot.exports.iter().flat_map(|export| &export.documents);
    let with_applications = lot
        .refund_applications
        .iter()
        .flat_map(|application| &application.attachments);
    with_exports
        .chain(with_applications)
        .any(|paper| paper.kind == kind)
}
