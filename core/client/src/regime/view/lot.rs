//! One lot: where it is from, its calendar line, its goods, its money, its papers, and every finding about it.

use salyk_regulation::assessment::{self, LotAssessment};
use salyk_regulation::dossier::{Body, Lot, LotId};
use salyk_regulation::fact::Fact;
use salyk_regulation::finding::Finding;
use salyk_regulation::order;
use salyk_regulation::policy::CountryKind;

use super::scene::Scene;
use super::standing::Standing;
use super::{countries, finding as rows, goods, lot_state, money, plan, timeline, words};
use crate::view::{DocumentNeeded, LotHeadings, LotView, Section};

pub(super) fn lot(scene: &Scene<'_>, id: &str) -> Option<LotView> {
    let id = LotId(id.into());
    let (facts, found) = (scene.facts_of(&id)?, scene.assessment.lot(&id)?);
    let mut findings: Vec<&Finding> = found.findings.iter().collect();
    order::sort_by_key(&mut findings, |finding| {
        (
            Standing::of(finding, scene.today),
            finding.dates.due.is_none(),
            finding.dates.due,
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
        documents: documents(scene, &found.documents),
        findings: findings
            .into_iter()
            .map(|finding| rows::row(scene, finding))
            .collect(),
        actions: plan::action(scene, facts, found.state).into_iter().collect(),
        headings: LotHeadings::of(scene.texts),
    })
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
        scene.say_with("lot-destinations", &[("countries", names.join(", ").into())])
    });
    Section {
        heading: scene.say("lot-origin"),
        lines,
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
pub(super) fn documents(scene: &Scene<'_>, needed: &[assessment::DocumentNeeded]) -> Vec<DocumentNeeded> {
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
            state: scene.say(if paper.held {
                "document-attached"
            } else {
                "document-not-attached"
            }),
        }
    };
    needed.iter().map(shown).collect()
}

fn destination(kind: CountryKind) -> &'static str {
    match kind {
        CountryKind::ThirdCountry => "document-for-third",
        CountryKind::EaeuMember => "document-for-eaeu",
    }
}

/// Whether only the person says so.
pub(super) fn is_persons<T>(fact: &Fact<T>) -> bool {
    fact.source().is_some_and(|source| !source.is_authority())
}
