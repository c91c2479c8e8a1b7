//! The papers that an application for return needs (`reg:18`).

use crate::assessment::DocumentNeeded;
use crate::case::LotCase;
use crate::country::Country;
use crate::dossier::{DocumentKind, Lot};
use crate::order;
use crate::policy::{CountryKind, MixedDestinations};

/// `reg:18`: the papers that follow the destinations of the goods; for both kinds, both lists, the shared papers once.
pub(crate) fn documents(lot: &LotCase<'_>) -> Vec<DocumentNeeded> {
    let edition = lot.policy.edition;
    let mut kinds: Vec<CountryKind> = destinations(lot.lot)
        .into_iter()
        .filter_map(|country| edition.kind_of(country))
        .collect();
    order::sort(&mut kinds);
    kinds.dedup();
    let third_only = edition.readings.mixed_destinations.value == MixedDestinations::ThirdCountryListOnly;
    if kinds.len() > 1 && third_only {
        kinds.retain(|kind| *kind == CountryKind::ThirdCountry);
    }
    let mut needed: Vec<DocumentNeeded> = Vec::new();
    for asked_by in kinds {
        for kind in edition.documents_for(asked_by) {
            match needed.iter_mut().find(|document| document.kind == *kind) {
                Some(document) => document.asked_by.push(asked_by),
                None => needed.push(DocumentNeeded {
                    kind: *kind,
                    issuer: kind.issuer(),
                    held: holds(lot.lot, *kind),
                    asked_by: vec![asked_by],
                }),
            }
        }
    }
    needed
}

/// Where the goods went, or are planned to go while none has left; by code, each once.
pub(crate) fn destinations(lot: &Lot) -> Vec<Country> {
    let went: Vec<Country> = lot
        .exports
        .iter()
        .filter_map(|export| export.destination.value().copied())
        .collect();
    let mut countries = if went.is_empty() {
        lot.planned_destination.value().copied().into_iter().collect()
    } else {
        went
    };
    order::sort(&mut countries);
    countries.dedup();
    countries
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
