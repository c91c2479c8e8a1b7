//! The papers that an application for return needs (`reg:18`).

use crate::assessment::DocumentNeeded;
use crate::case::LotCase;
use crate::country::Country;
use crate::dossier::{DocumentKind, Lot};
use crate::policy::{CountryKind, MixedDestinations};
use crate::set::KeySet;

/// `reg:18`: the papers that follow the destinations of the goods; for both kinds, both lists, the shared papers once.
pub(crate) fn documents(lot: &LotCase<'_>, to: &[Country]) -> Vec<DocumentNeeded> {
    let edition = lot.policy.edition;
    papers_for(
        lot,
        to.iter()
            .filter_map(|country| edition.kind_of(*country))
            .collect(),
    )
}

/// `reg:18`: the papers to come; while the destination is not known, those of both kinds.
pub(crate) fn documents_to_come(lot: &LotCase<'_>) -> Vec<DocumentNeeded> {
    let to = destinations(lot.lot);
    if to.is_empty() {
        papers_for(lot, [CountryKind::ThirdCountry, CountryKind::EaeuMember].into())
    } else {
        documents(lot, &to)
    }
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
    countries.sort();
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
