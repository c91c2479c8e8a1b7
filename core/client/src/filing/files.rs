//! The files of what is filed: an application goes when the service holds them all, and they stay with it.

use salyk_regulation::dossier::{Lot, Outcome};

use super::content::{Application, RefundApplication};
use super::hear::happen;
use super::outbox::{Answer, Happened, Item, Stage};
use super::state::{Office, OfficeKey};
use crate::attachments::{self, FileId, OfForm};
use crate::model::Model;
use crate::regime;

/// Tells an outbox for which applications the service does not hold all files yet.
pub(super) fn keep_current(model: &mut Model, key: &OfficeKey) {
    let Some(office) = model.filing.offices.get(key) else {
        return;
    };
    let mut changed = Vec::new();
    for item in office.outbox.items().iter().filter(|item| item.stage.is_open()) {
        let files = office
            .contents
            .get(&item.key)
            .map(|kept| kept.application.files());
        let awaited = files.is_some_and(|files| attachments::arrived(model, &files).is_none());
        if awaited != item.awaits_files {
            changed.push((item.key.clone(), awaited));
        }
    }
    if changed.iter().any(|(_, awaited)| *awaited) {
        attachments::read_all(model);
    }
    for (application, awaited) in changed {
        let happened = Happened::FilesAwaited {
            key: application,
            awaited,
        };
        happen(model, key, happened);
    }
}

/// A file that was there is not known any more: nothing is sent without it.
pub(super) fn await_them(model: &mut Model, key: &OfficeKey, application: String) {
    let awaited = Happened::FilesAwaited {
        key: application.clone(),
        awaited: true,
    };
    happen(model, key, awaited);
    let answer = Answer::Later { seconds: None };
    let answered = Happened::Answered {
        key: application,
        answer,
    };
    happen(model, key, answered);
}

/// The files at these places that went with no other application, but for one that the body refused (`reg:19`).
pub(super) fn free(
    model: &Model,
    key: &OfficeKey,
    lot: &Lot,
    is_meant: impl Fn(&str) -> bool,
) -> Vec<OfForm> {
    let mut files = attachments::of_form(model, key, is_meant);
    if let Some(office) = model.filing.offices.get(key) {
        let gone = |file: &FileId| with_file(office, file).any(|item| !is_refused(item, lot));
        files.retain(|file| !gone(&file.id));
    }
    files
}

/// The newest application for the return of a lot's deposit, if it is one that the body refused (`reg:19`).
pub(super) fn newest_if_refused<'a>(
    model: &'a Model,
    key: &OfficeKey,
    lot: &str,
) -> Option<&'a RefundApplication> {
    let office = model.filing.offices.get(key)?;
    let live = office.outbox.items().iter().rev().filter(|item| !item.gone);
    let refund = |item: &'a Item| match &office.contents.get(&item.key)?.application {
        Application::Refund(refund) if refund.lot == lot => Some((item, refund)),
        _ => None,
    };
    let (newest, refund) = live.filter_map(refund).next()?;
    let dossier = regime::dossier_of(model, &key.0, &key.1)?;
    let lot = dossier.lots.iter().find(|one| *one.id.0 == *lot)?;
    is_refused(newest, lot).then_some(refund)
}

/// Whether the body has refused a received application, with reasons.
fn is_refused(item: &Item, lot: &Lot) -> bool {
    outcome(item, lot) == Some(Outcome::Refused)
}

/// What the body has decided on a received application, if anything.
fn outcome(item: &Item, lot: &Lot) -> Option<Outcome> {
    let Stage::Received(receipt) = &item.stage else {
        return None;
    };
    let mut filed = lot.refund_applications.iter();
    let filed = filed.find(|one| one.id == receipt.number)?;
    filed.decision.as_ref().map(|decision| decision.outcome)
}

/// Whether a file went with an application that the service has or may get: then it is not to be taken away, but for one that
/// the body refused (`reg:19`), which remembers what it was.
pub(crate) fn are_needed(model: &Model, file: &FileId) -> bool {
    let mut offices = model.filing.offices.iter();
    offices.any(|(key, office)| {
        with_file(office, file).any(|item| {
            let outcome = remembered(model, key, office, item);
            outcome != Some(Some(Outcome::Refused))
        })
    })
}

/// Files of which nobody needs the content any more: the service holds it, and every application that they went with remembers
/// their names and digests and can't be refused by the body any more. A report is not decided on (`reg:17`). Looked for only when the case
/// or what is durable of the outbox is newer: a case may have ten thousand lots, and this follows every step.
pub(super) fn let_settled_go(model: &mut Model, key: &OfficeKey) {
    let revision = regime::dossier_of(model, &key.0, &key.1).map(|dossier| dossier.revision);
    let Some(office) = model.filing.offices.get_mut(key) else {
        return;
    };
    let now = (revision, office.outbox.durable());
    if office.settled.replace(now) == Some(now) {
        return;
    }
    let Some(office) = model.filing.offices.get(key) else {
        return;
    };
    let is_settled = |item: &Item| {
        let outcome = remembered(model, key, office, item);
        let is_report = office
            .contents
            .get(&item.key)
            .is_some_and(|kept| matches!(kept.application, Application::Report(_)));
        is_report && outcome.is_some()
            || matches!(outcome, Some(Some(decided)) if decided != Outcome::Refused)
    };
    let received = office.outbox.durably_received();
    let files = received
        .filter(|item| is_settled(item))
        .filter_map(|item| office.contents.get(&item.key))
        .flat_map(|kept| kept.application.files());
    let mut settled: Vec<_> = files
        .filter(|file| attachments::is_known(model, file))
        .filter(|file| with_file(office, file).all(is_settled))
        .collect();
    settled.dedup();
    if !settled.is_empty() {
        attachments::let_go(model, settled);
    }
}

/// What the body has decided on a received application that remembers its files, if anything; none of any other.
fn remembered(model: &Model, key: &OfficeKey, office: &Office, item: &Item) -> Option<Option<Outcome>> {
    let application = &office.contents.get(&item.key)?.application;
    let is_received = matches!(item.stage, Stage::Received(_));
    let remembers = |file| application.copy(file).is_some();
    if !is_received || !application.files().iter().all(remembers) {
        return None;
    }
    let Application::Refund(refund) = application else {
        return Some(None);
    };
    let dossier = regime::dossier_of(model, &key.0, &key.1);
    let mut lots = dossier.iter().flat_map(|dossier| &dossier.lots);
    let lot = lots.find(|lot| *lot.id.0 == *refund.lot);
    Some(lot.and_then(|lot| outcome(item, lot)))
}

/// The applications with a file that the service has or may get.
fn with_file<'a>(office: &'a Office, file: &'a FileId) -> impl Iterator<Item = &'a Item> {
    let live = office.outbox.items().iter();
    let live = live.filter(|item| !item.gone && !matches!(item.stage, Stage::Refused(_)));
    live.filter(move |item| {
        let kept = office.contents.get(&item.key);
        kept.is_some_and(|kept| kept.application.files().contains(file))
    })
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
