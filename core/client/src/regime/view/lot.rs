//! One lot: where it is from, its calendar line, its goods, its money, its papers, and every finding about it.

use salyk_regulation::assessment::{self, LotAssessment};
use salyk_regulation::dossier::{Attachment, Body, DocumentKind, Lot, LotId};
use salyk_regulation::fact::Stated;
use salyk_regulation::finding::Finding;
use salyk_regulation::order;
use salyk_regulation::policy::CountryKind;

use super::scene::Scene;
use super::standing::Standing;
use super::{countries, finding as rows, goods, lot_state, money, plan, timeline, what_if, words};
use crate::intent::Ask;
use crate::papers;
use crate::view::{Action, DocumentNeeded, Importance, LotHeadings, LotView, Section};

pub(super) fn lot(scene: &Scene<'_>, id: &str) -> Option<LotView> {
    let id = LotId(id.into());
    let (facts, found) = (scene.facts_of(&id)?, scene.assessment.lot(&id)?);
    let mut findings: Vec<&Finding> = found.findings.iter().collect();
    order::sort_by_key(&mut findings, |finding| {
        (
            Standing::of(finding, scene.today),
            finding.dates().due.is_none(),
            finding.dates().due,
            finding.rule,
        )
    });
    Some(LotView {
        title: rows::lot_title(scene, facts),
        state: lot_state::state(scene, facts, found),
        tone: lot_state::tone(scene, found),
        origin: origin(scene, facts, found),
        timeline: timeline::timeline(scene, facts, found),
        goods: goods::goods(scene, facts),
        money: money::of_lot(scene, facts, found),
        documents: documents(scene, Some(facts), &found.documents),
        entries: Vec::new(),
        findings: findings
            .into_iter()
            .map(|finding| rows::row(scene, finding))
            .collect(),
        actions: plan::action(scene, facts, found.state)
            .into_iter()
            .chain(what_if::action(scene, facts))
            .chain(customs_papers(scene, facts, found))
            .chain([files_action(scene, facts)])
            .collect(),
        headings: LotHeadings::of(scene.texts),
    })
}

/// The documents attached to the lot.
fn files_action(scene: &Scene<'_>, lot: &Lot) -> Action {
    let ask = Ask::OpenLotFiles {
        lot: lot.id.0.to_string(),
    };
    Action::enabled(scene.say("lot-files"), Importance::Normal, scene.screen, ask)
}

/// The papers for customs, of a lot whose deposit is theirs.
fn customs_papers(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> Vec<Action> {
    if found.origin.value() != Some(&CountryKind::ThirdCountry) {
        return Vec::new();
    }
    papers::actions(scene.texts, scene.screen, &lot.id.0).collect()
}

/// From where, whose account, to whom one applies, and where the goods go.
fn origin(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> Section {
    let mut lines = vec![imported_from(scene, lot, found)];
    match found.holder.value() {
        Some(Body::Customs) => {
            lines.extend([scene.say("lot-account-customs"), scene.say("lot-apply-customs")])
        }
        Some(Body::TaxBody) => {
            lines.extend([scene.say("lot-account-tax-body"), scene.say("lot-apply-tax-body")])
        }
        None => lines.push(scene.say("lot-account-unknown")),
    }
    lines.push(if found.destinations.is_empty() {
        scene.say("lot-destination-unknown")
    } else {
        let names: Vec<_> = found
            .destinations
            .iter()
            .map(|country| countries::name(scene, *country))
            .collect();
        let told = words::sources(scene, destinations_told(lot)).unwrap_or_default();
        let names = [("countries", names.join(", ").into()), ("said", told.into())];
        scene.say_with("lot-destinations", &names)
    });
    Section {
        heading: scene.say("lot-origin"),
        lines,
    }
}

/// Who says where the goods went, or are to go while none has left.
fn destinations_told(lot: &Lot) -> Vec<Option<Stated>> {
    let went = lot.exports.iter().map(|export| &export.destination);
    let told: Vec<_> = went
        .filter(|destination| destination.value().is_some())
        .map(words::teller)
        .collect();
    if told.is_empty() {
        vec![words::teller(&lot.planned_destination)]
    } else {
        told
    }
}

fn imported_from(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> String {
    let Some(country) = lot.imported_from.value() else {
        return scene.say("lot-country-unknown");
    };
    let kind = match found.origin.value() {
        Some(CountryKind::ThirdCountry) => scene.say("country-third"),
        Some(CountryKind::EaeuMember) => scene.say("country-eaeu"),
        None => scene.say("country-neither"),
    };
    let names = [
        ("country", countries::name(scene, *country).into()),
        ("kind", kind.into()),
        ("source", words::fact_source(scene, &lot.imported_from).into()),
    ];
    scene.say_with("lot-imported-from", &names)
}

/// The papers that the application for return needs, with who issues each. Only the body finds papers conforming.
pub(super) fn documents(
    scene: &Scene<'_>,
    lot: Option<&Lot>,
    needed: &[assessment::DocumentNeeded],
) -> Vec<DocumentNeeded> {
    let mixed = needed
        .iter()
        .zip(needed.iter().skip(1))
        .any(|(one, next)| one.asked_by != next.asked_by);
    let shown = |paper: &assessment::DocumentNeeded| {
        let mut name = scene.say(words::document(paper.kind));
        if mixed {
            let kinds: Vec<_> = paper
                .asked_by
                .iter()
                .map(|kind| scene.say(destination(*kind)))
                .collect();
            let names = [
                ("document", name.into()),
                ("destinations", kinds.join(", ").into()),
            ];
            name = scene.say_with("document-for", &names);
        }
        DocumentNeeded {
            name,
            issued_by: scene.say(words::issuer(paper.issuer)),
            attached: paper.held,
            state: match lot.and_then(|lot| words::names_of(scene, paper_told(lot, paper.kind))) {
                Some(sources) => scene.say_with("document-attached", &[("sources", sources.into())]),
                None => scene.say("document-not-attached"),
            },
        }
    };
    needed.iter().map(shown).collect()
}

/// Who says that the taxpayer has such a paper; nobody where there is none.
fn paper_told(lot: &Lot, kind: DocumentKind) -> Vec<Option<Stated>> {
    let has = |papers: &[Attachment]| papers.iter().any(|paper| paper.kind == kind);
    let exports = lot.exports.iter().filter(|export| has(&export.documents));
    let told = exports.map(|export| Some(export.stated));
    let applications = lot.refund_applications.iter().filter(|one| has(&one.attachments));
    told.chain(applications.map(|one| words::teller(&one.filed)))
        .collect()
}

fn destination(kind: CountryKind) -> &'static str {
    match kind {
        CountryKind::ThirdCountry => "document-for-third",
        CountryKind::EaeuMember => "document-for-eaeu",
    }
}
