//! What a finding names: the grounds of point 3, a refusal with its reasons, and each of several facts that are missing.

use jiff::civil::Date;
use salyk_regulation::dossier::{Lot, Outcome};
use salyk_regulation::fact::Source;
use salyk_regulation::finding::{Binds, Finding, Verdict};
use salyk_regulation::rule::RuleId;
use salyk_regulation::set::KeySet;
use salyk_regulation::why::{FactItem, FactKey, FactUsed, FactValue};

use super::scene::Scene;
use super::{values, words};

/// What has to be named where the finding stands in a list, before anyone opens why.
pub(super) fn remarks(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    match (finding.rule, finding.binds) {
        (RuleId::Reg3, _) => grounds(scene, finding).into_iter().collect(),
        (RuleId::Reg18, _) | (RuleId::Reg19, Binds::TaxBody | Binds::Customs) => refusals(scene, finding),
        _ => Vec::new(),
    }
}

/// The grounds that match; while none does, those that nobody has answered.
fn grounds(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let matching: Vec<_> = finding
        .facts()
        .filter_map(|fact| match fact.value {
            Some(FactValue::Activity {
                activity,
                carried_on: true,
            }) => Some(scene.say(words::activity(activity))),
            _ => None,
        })
        .collect();
    if !matching.is_empty() {
        return Some(scene.say_with("remark-grounds", &[("grounds", matching.join("; ").into())]));
    }
    let open: Vec<_> = finding.facts().filter_map(|fact| fact.item).collect();
    let names: Vec<_> = open.into_iter().map(|one| item(scene, one)).collect();
    (finding.verdict == Verdict::Unknown && !names.is_empty())
        .then(|| scene.say_with("remark-not-answered", &[("names", names.join("; ").into())]))
}

/// Each refusal that it rests on: its day, the body's reasons, and who says so.
fn refusals(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let refused = |fact: &&FactUsed| {
        matches!(
            fact.value,
            Some(FactValue::Decision {
                outcome: Outcome::Refused,
                ..
            })
        )
    };
    let told = finding.facts().filter(refused).map(|fact| {
        let fact = values::shown(scene, finding, fact);
        format!("{} · {}", fact.value, fact.source)
    });
    told.collect()
}

/// The reasons of the decisions on a lot of this day and outcome, as the body wrote them.
pub(super) fn reasons(lot: Option<&Lot>, day: Date, outcome: Outcome) -> Vec<String> {
    let applications = lot.into_iter().flat_map(|lot| &lot.refund_applications);
    let decisions = applications.filter_map(|one| one.decision.as_ref());
    let these = decisions.filter(|one| one.date == day && one.outcome == outcome);
    these.flat_map(|one| one.reasons.iter().cloned()).collect()
}

/// One of several facts of a kind.
pub(super) fn item(scene: &Scene<'_>, item: FactItem) -> String {
    scene.say(match item {
        FactItem::Activity(activity) => words::activity(activity),
        FactItem::Paper(paper) => words::document(paper),
    })
}

/// What a fact is called; of several of a kind, what each of them is.
pub(super) fn label(what: FactKey, item: Option<FactItem>) -> &'static str {
    match item {
        Some(FactItem::Paper(_)) => "fact-return-paper",
        Some(FactItem::Activity(_)) | None => words::fact(what),
    }
}

/// Facts that are weak; of several of a kind, each by its name.
pub(super) fn facts(scene: &Scene<'_>, finding: &Finding, set: KeySet<FactKey>) -> String {
    let names: Vec<_> = set.iter().map(|key| fact(scene, finding, *key)).collect();
    names.join(", ")
}

fn fact(scene: &Scene<'_>, finding: &Finding, key: FactKey) -> String {
    let of_kind = finding.facts().filter(|fact| fact.what == key);
    let weak: Vec<_> = of_kind.filter_map(weak_item).collect();
    let what = scene.say(label(key, weak.first().copied()));
    let mut names: Vec<String> = Vec::new();
    for name in weak.into_iter().map(|one| item(scene, one)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return what;
    }
    let names = [("what", what.into()), ("names", names.join("; ").into())];
    scene.say_with("settle-fact-named", &names)
}

/// Which one of several it is, while it is not settled.
fn weak_item(fact: &FactUsed) -> Option<FactItem> {
    let settled = fact.source.is_some_and(|source| source != Source::Person) && !fact.provisional;
    match fact.value {
        Some(FactValue::Activity { activity, .. }) if !settled => Some(FactItem::Activity(activity)),
        _ => fact.item,
    }
}
