//! The papers that an application for return needs (`reg:18`).

use jiff::civil::Date;

use crate::assessment::DocumentNeeded;
use crate::case::LotCase;
use crate::country::Country;
use crate::dossier::{Attachment, DocumentKind, Export, RefundApplication};
use crate::draft::Draft;
use crate::policy::{CountryKind, MixedDestinations, ReadingKey};
use crate::set::KeySet;
use crate::why::{FactItem, FactKey, FactValue};

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
    where_to(lot)
        .filter_map(|(country, day)| kind_on(lot, country, day))
        .collect()
}

fn kind_on(lot: &LotCase<'_>, country: Country, day: Option<Date>) -> Option<CountryKind> {
    let policy = day.map_or(lot.policy, |day| lot.case.policies.in_force(day));
    policy.edition.kind_of(country)
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
                Some(document) => {
                    document.asked_by.insert(asked_by);
                    document.held &= holds(lot, *kind, asked_by);
                }
                None => needed.push(DocumentNeeded {
                    kind: *kind,
                    issuer: kind.issuer(),
                    held: holds(lot, *kind, asked_by),
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

/// Whether a paper is attached to an application, or held: with each export to such a country where each has one of its own.
fn holds(lot: &LotCase<'_>, kind: DocumentKind, asked_by: CountryKind) -> bool {
    let is_it = |paper: &Attachment| paper.kind == kind;
    let applications = &lot.lot.refund_applications;
    if applications.iter().any(|one| one.attachments.iter().any(is_it)) {
        return true;
    }
    let has = |export: &Export| export.documents.iter().any(is_it);
    if !lot.lot.exports.iter().any(has) {
        return false;
    }
    if !goes_with_each_export(kind) {
        return true;
    }
    let mut asked = lot.lot.exports.iter().filter(|export| {
        let to = export.destination.value().filter(|_| export.date <= lot.case.on);
        to.is_some_and(|to| kind_on(lot, *to, Some(export.date)) == Some(asked_by))
    });
    let first = asked.next();
    first.is_some_and(has) && asked.all(has)
}

/// Whether the paper is about the goods of one export, and not about the taxpayer or its buyer.
fn goes_with_each_export(kind: DocumentKind) -> bool {
    match kind {
        DocumentKind::ExportDeclaration
        | DocumentKind::ConfirmedImportStatement
        | DocumentKind::GoodsAccompanying
        | DocumentKind::PrintedElectronicInvoice => true,
        DocumentKind::DeliveryContract
        | DocumentKind::TaxDebtCertificate
        | DocumentKind::ImportVatDebtCertificate
        | DocumentKind::Unknown => false,
    }
}

/// `reg:18`: lists whether the papers went with an application that waits for the decision: those that the destinations of
/// its exports ask for; whether all went.
pub(super) fn use_papers(
    lot: &LotCase<'_>,
    draft: &mut Draft,
    filed: Date,
    application: &RefundApplication,
) -> bool {
    draft.reads(ReadingKey::MixedDestinations);
    let covered = |export: &&&Export| {
        export.date <= filed && (application.covers.is_empty() || application.covers.contains(&export.id))
    };
    let mut kinds = KeySet::EMPTY;
    let mut is_told = true;
    for export in lot.exports.iter().filter(covered) {
        match export.destination.value() {
            Some(to) => {
                if let Some(kind) = kind_on(lot, *to, Some(export.date)) {
                    kinds.insert(kind);
                }
            }
            None => {
                draft.misses(FactKey::Destination);
                is_told = false;
            }
        }
    }
    let attached = |kind: DocumentKind| application.attachments.iter().any(|paper| paper.kind == kind);
    let mut needed = papers_for(lot, kinds);
    needed.retain(|paper| !attached(paper.kind));
    if needed.is_empty() {
        draft.uses_item(FactKey::ReturnPapers, FactValue::Flag(true), application.stated());
        return is_told;
    }
    for paper in needed {
        draft.misses_item(FactKey::ReturnPapers, FactItem::Paper(paper.kind));
    }
    false
}
