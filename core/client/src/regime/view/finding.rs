//! A finding as a row of a list.

use jiff::civil::Date;
use salyk_regulation::dossier::Lot;
use salyk_regulation::finding::{Deed, Finding, Subject};

use super::scene::Scene;
use super::standing::{Standing, asks_taxpayer};
use super::{named, remarks, rules, words};
use crate::intent::Ask;
use crate::view::{Action, FindingRow, Importance};

/// A finding among others of its lot, called by what its point is about.
pub(super) fn row(scene: &Scene<'_>, finding: &Finding) -> FindingRow {
    titled(scene, finding, scene.say(rules::title_of(finding)))
}

/// A finding that asks the taxpayer for something, called by what is to be done. What an authority is to do next, or what
/// follows by our finding alone, is no order: such a finding is called by what its point is about. So is one of which facts are
/// missing: that is said of it, and of many.
pub(super) fn deed_row(scene: &Scene<'_>, finding: &Finding) -> FindingRow {
    let next = finding.next_step.as_ref().filter(|_| asks_taxpayer(finding));
    match next.map(|next| next.what) {
        None | Some(Deed::PassToGeneralProcedure | Deed::StateFacts) => row(scene, finding),
        Some(what) => titled(scene, finding, scene.say(words::deed(what))),
    }
}

/// What is to be done next; where that is nothing, or to tell facts, what the point is about.
pub(super) fn deed(scene: &Scene<'_>, finding: &Finding) -> String {
    scene.say(deed_key(finding))
}

pub(super) fn deed_key(finding: &Finding) -> &'static str {
    match finding.next_step.as_ref().map(|next| next.what) {
        None | Some(Deed::StateFacts) => rules::title_of(finding),
        Some(what) => words::deed(what),
    }
}

fn titled(scene: &Scene<'_>, finding: &Finding, title: String) -> FindingRow {
    let standing = Standing::of(finding, scene.today);
    FindingRow {
        finding: finding.id().to_string(),
        title,
        lot: lot(scene, finding).map(|lot| lot_title(scene, lot)),
        rule: finding.rule.as_str().to_owned(),
        date: day(finding).map(|day| scene.shown_day(day)),
        remarks: named::remarks(scene, finding)
            .into_iter()
            .chain(remarks::of(scene, finding))
            .collect(),
        tone: standing.tone(finding, scene.today),
        standing: scene.say(standing.key()),
        why: why(scene, finding, Importance::Normal),
    }
}

/// Opens why.
pub(super) fn why(scene: &Scene<'_>, finding: &Finding, importance: Importance) -> Action {
    let ask = Ask::OpenWhy {
        finding: finding.id().to_string(),
    };
    Action::enabled(scene.say("why-title"), importance, scene.screen, ask)
}

/// The day that a finding is about: its last day, or the day from which something applies.
pub(super) fn day(finding: &Finding) -> Option<Date> {
    finding.dates().due.or(finding.dates().begins)
}

/// The facts of the lot that a finding is about.
pub(super) fn lot<'a>(scene: &Scene<'a>, finding: &Finding) -> Option<&'a Lot> {
    match &finding.subject() {
        Subject::Taxpayer => None,
        Subject::Lot(id) => scene.facts_of(id),
    }
}

/// What to call a lot: its declaration's number, or else its first goods, or else its id.
pub(super) fn lot_title(scene: &Scene<'_>, lot: &Lot) -> String {
    if let Some(number) = lot
        .declaration
        .as_deref()
        .filter(|number| !number.trim().is_empty())
    {
        return number.to_owned();
    }
    let first = lot.lines.iter().min_by_key(|line| line.number);
    match first.filter(|line| !line.name.trim().is_empty()) {
        Some(line) => line.name.clone(),
        None => scene.say_with("lot-named", &[("id", lot.id.0.as_str().into())]),
    }
}
