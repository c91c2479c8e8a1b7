//! Reminding: the phone is asked for local notifications of the deadlines of every case whose person wants them, and to take
//! them away again. What was asked for follows the facts, the law, the day and the language.

use super::state::{Case, CaseKey};
use super::{stored, view};
use crate::accounts;
use crate::intent::RequestId;
use crate::model::Model;
use crate::ports::Change;
use crate::storage;
use crate::text::Language;
use crate::view::{HostRequest, HostRequestKind, Reminder};

/// Turns the reminders of the case in front on or off; it is kept with the case.
pub(crate) fn remind(model: &mut Model, on: bool) {
    let Some(key) = key_in_front(model) else { return };
    let Some(case) = model.regime.cases.get_mut(&key) else {
        return;
    };
    case.refused = false;
    set(model, &key, on);
}

fn set(model: &mut Model, key: &CaseKey, on: bool) {
    let Some(case) = model.regime.cases.get_mut(key) else {
        return;
    };
    let Some(heard) = &mut case.heard else { return };
    if heard.note.reminding != on {
        heard.note.reminding = on;
        if let Some(record) = stored::write(heard) {
            let change = Change::Put(accounts::store_key(&key.0, &key.1), record);
            storage::change(model, vec![change]);
        }
    }
}

/// Offers the deadlines of the case in front as a calendar file.
pub(crate) fn export_calendar(model: &mut Model) {
    let Some((name, text)) = view::calendar_file(model) else {
        return;
    };
    share(model, name, "text/calendar", text);
}

/// Offers a file, in the place of one that was not taken yet.
pub(crate) fn share(model: &mut Model, name: String, media_type: &str, text: String) {
    let asked = |request: &HostRequest| matches!(request.kind, HostRequestKind::ShareFile { .. });
    model.requests.retain(|request| !asked(request));
    let kind = HostRequestKind::ShareFile {
        name,
        media_type: media_type.to_owned(),
        text,
    };
    ask(model, kind);
}

/// After every step: the phone's notifications follow the cases.
pub(super) fn keep_current(model: &mut Model) {
    if model.erasing.is_some() {
        // What earlier starts of the app asked for is not known here: all of it goes.
        if !model.regime.reminders_dropped {
            model.regime.reminders_dropped = true;
            model.requests.retain(|request| !is_of_reminders(&request.kind));
            ask(model, HostRequestKind::DropReminders);
        }
        return;
    }
    model.regime.reminders_dropped = false;
    let stale: Vec<CaseKey> = model
        .regime
        .cases
        .iter()
        .filter(|(_, case)| is_stale(model, case))
        .map(|(key, _)| key.clone())
        .collect();
    for key in stale {
        let reminders = view::reminders_of(model, &key).unwrap_or_default();
        let language = model.language;
        let Some(case) = model.regime.cases.get_mut(&key) else {
            continue;
        };
        let on = case.heard.as_ref().is_some_and(|heard| heard.note.reminding);
        case.assessed_anew = false;
        let before = case.reminded.take();
        let wanted = if on { reminders } else { Vec::new() };
        case.reminded = on.then(|| Reminded {
            language,
            reminders: wanted.clone(),
        });
        if before.is_none_or(|before| before.reminders != wanted) {
            schedule(model, &key, wanted);
        }
    }
}

/// What the phone was last asked to show for a case.
#[derive(Debug, Clone)]
pub(super) struct Reminded {
    language: Language,
    reminders: Vec<Reminder>,
}

fn is_stale(model: &Model, case: &Case) -> bool {
    let on = case.heard.as_ref().is_some_and(|heard| heard.note.reminding) && case.assessment.is_some();
    match &case.reminded {
        None => on,
        Some(reminded) => !on || case.assessed_anew || reminded.language != model.language,
    }
}

/// A case is forgotten: so are its reminders, if the phone may hold any.
pub(super) fn forget(model: &mut Model, key: &CaseKey) {
    let case = model.regime.cases.get(key);
    let heard = case.and_then(|case| case.heard.as_ref());
    if heard.is_none_or(|heard| heard.note.reminding) {
        schedule(model, key, Vec::new());
    }
}

/// The phone has answered. Where it would not remind, that is said, and nothing is thought to remind.
pub(crate) fn answered(model: &mut Model, request: RequestId, done: bool) {
    let asked = model.requests.iter().position(|asked| asked.id == request);
    let Some(asked) = asked.map(|place| model.requests.remove(place)) else {
        return;
    };
    let HostRequestKind::ScheduleReminders { group, reminders } = asked.kind else {
        return;
    };
    if done || reminders.is_empty() {
        return;
    }
    let key = model.regime.cases.keys().find(|key| name(key) == group).cloned();
    if let Some(key) = key {
        if let Some(case) = model.regime.cases.get_mut(&key) {
            case.refused = true;
            case.reminded = None;
        }
        set(model, &key, false);
    }
}

fn schedule(model: &mut Model, key: &CaseKey, reminders: Vec<Reminder>) {
    let group = name(key);
    let same = |kind: &HostRequestKind| matches!(kind, HostRequestKind::ScheduleReminders { group: asked, .. } if *asked == group);
    // Only the newest counts.
    model.requests.retain(|request| !same(&request.kind));
    ask(model, HostRequestKind::ScheduleReminders { group, reminders });
}

fn ask(model: &mut Model, kind: HostRequestKind) {
    let id = model.next_request_id();
    model.requests.push(HostRequest { id, kind });
}

fn is_of_reminders(kind: &HostRequestKind) -> bool {
    matches!(
        kind,
        HostRequestKind::ScheduleReminders { .. } | HostRequestKind::DropReminders
    )
}

/// Names a case to the phone: opaque, and the same at every start.
fn name((account, taxpayer): &CaseKey) -> String {
    format!("{}/{}", account.0, taxpayer.0)
}

fn key_in_front(model: &Model) -> Option<CaseKey> {
    let acting = accounts::current(model)?;
    Some((acting.account.id.clone(), acting.taxpayer?.id.clone()))
}

#[cfg(test)]
#[path = "reminding_tests.rs"]
mod tests;
