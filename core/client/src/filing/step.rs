//! What the person does: opens, answers, files, withdraws.

use super::content::Application;
use super::draft::{Draft, DraftOf};
use super::hear::happen;
use super::lot_forms;
use super::outbox::{Happened, Item};
use super::regime_form::{self, RegimeDraft};
use super::state::{Kept, Office, OfficeKey, current};
use super::stored;
use crate::accounts::AccountId;
use crate::attachments;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::regime;
use crate::screens::{self, Place};
use crate::session::TaxpayerId;
use crate::storage;

fn office<'a>(model: &'a mut Model, key: &OfficeKey) -> &'a mut Office {
    model.filing.offices.entry(key.clone()).or_default()
}

pub(crate) fn open_outbox(model: &mut Model) {
    if current(model).is_some() {
        model.screens.push(Place::Outbox);
    }
}

/// Opens the application for the regime; what was answered before is still there.
pub(crate) fn open_regime(model: &mut Model) {
    if current(model).is_some() {
        model.screens.push(Place::RegimeApplication);
    }
}

/// Answers one of the nine exclusions, by its number from 0.
pub(crate) fn answer_exclusion(model: &mut Model, number: u32, applies: bool) {
    change_draft(model, |draft| {
        let place = usize::try_from(number).ok();
        if let Some(answer) = place.and_then(|place| draft.answers.get_mut(place)) {
            *answer = Some(applies);
        }
    });
}

/// Ticks or clears that the VAT registration will be cancelled (`reg:8`).
pub(crate) fn accept_vat(model: &mut Model, ticked: bool) {
    change_draft(model, |draft| draft.accepts_vat = ticked);
}

/// Changes the draft in front and keeps it.
fn change_draft(model: &mut Model, change: impl FnOnce(&mut RegimeDraft)) {
    if *model.screens.top() != Place::RegimeApplication {
        return;
    }
    let Some(key) = current(model) else { return };
    let now = model.now;
    let held = office(model, &key);
    let begun = Draft::Regime(RegimeDraft::default());
    held.change_draft(&DraftOf::Regime, begun, |draft| {
        if let Draft::Regime(draft) = draft {
            draft.since.get_or_insert(now);
            change(draft);
        }
    });
    let mut changes = stored::touched(&key, held);
    changes.extend(stored::index(model, &key.0));
    storage::change(model, changes);
}

/// Files what is in front, if nothing is missing: it goes into the outbox, and its draft goes in the same save.
pub(crate) fn file(model: &mut Model) {
    match model.screens.top().clone() {
        Place::RegimeApplication => file_regime(model),
        Place::LotForm(form, lot) => lot_forms::file(model, form, &lot),
        _ => {}
    }
}

fn file_regime(model: &mut Model) {
    let Some(key) = current(model) else { return };
    let draft = model
        .filing
        .offices
        .get(&key)
        .and_then(|office| office.regime().cloned());
    let today = model.today();
    let form = regime_form::form(
        &draft.unwrap_or_default(),
        regime::dossier_of(model, &key.0, &key.1),
        today,
    );
    if let Some(ready) = form.ready {
        send(model, &key, Application::Regime(ready), &DraftOf::Regime);
    }
}

/// Puts an application into the outbox, takes its draft away in the same save, and shows the outbox.
pub(super) fn send(model: &mut Model, key: &OfficeKey, application: Application, of: &DraftOf) {
    let (name, lane, at) = (model.ids.uuid(), application.lane(), model.now);
    let copies = attachments::known(model, &application.files());
    let application = application.with_copies(copies);
    let office = office(model, key);
    office.drop_draft(of);
    office.contents.insert(name.clone(), Kept { application, at });
    happen(
        model,
        key,
        Happened::Filed {
            key: name,
            lane: Some(lane),
        },
    );
    screens::back(model);
    model.screens.push(Place::Outbox);
}

/// Tries now whatever we wait with by ourselves.
pub(crate) fn try_now(model: &mut Model) {
    if let Some(key) = current(model) {
        happen(model, &key, Happened::Kicked);
        regime::fetch_case(model, &key.0, &key.1);
    }
}

/// Takes an application back, or a refused one out of sight.
pub(crate) fn withdraw(model: &mut Model, application: String) {
    if let Some(key) = current(model) {
        happen(model, &key, Happened::Withdrawn { key: application });
    }
}

/// The account is left: its drafts and applications go with it. Gives what goes of its records.
pub(crate) fn forget(model: &mut Model, account: &AccountId) -> Vec<Change> {
    let aside = StoreKey::FilingAside(account.0.clone());
    let mut changes = vec![Change::Remove(stored::index_key(account)), Change::Remove(aside)];
    for key in of_account(model, account) {
        if let Some(office) = model.filing.offices.remove(&key) {
            let known = office.outbox.items().iter().map(|item| &item.key);
            for name in known.chain(&office.unreadable) {
                changes.push(Change::Remove(stored::application_key(&key, name)));
            }
            let drafts = office.drafts.iter().map(|(name, _)| name);
            let drafts = drafts.chain(&office.unreadable_drafts);
            changes.extend(drafts.map(|name| Change::Remove(stored::draft_key(&key, name))));
            for entry in &office.elsewhere {
                let under = entry.under.as_ref().unwrap_or(&account.0).clone();
                let place = (AccountId(under), entry.taxpayer.clone());
                let applications = entry.applications.iter();
                changes
                    .extend(applications.map(|name| Change::Remove(stored::application_key(&place, name))));
                let drafts = entry.drafts.iter();
                changes.extend(drafts.map(|name| Change::Remove(stored::draft_key(&place, name))));
            }
        }
    }
    changes
}

/// The login was signed in anew under another local name: its drafts and applications are that one's now. Gives the changes, the
/// older records' removal among them.
pub(crate) fn inherit(model: &mut Model, old: &AccountId, new: &AccountId) -> Vec<Change> {
    let mut changes = vec![Change::Remove(stored::index_key(old))];
    for key in of_account(model, old) {
        let Some(mut office) = model.filing.offices.remove(&key) else {
            continue;
        };
        stored::set_apart(&key, &mut office);

        let heir = (new.clone(), key.1.clone());
        for item in office.outbox.items() {
            changes.push(Change::Remove(stored::application_key(&key, &item.key)));
        }
        let drafts = office.drafts.iter().map(|(name, _)| name);
        changes.extend(drafts.map(|name| Change::Remove(stored::draft_key(&key, name))));
        adopt(model, &heir, office);
    }
    changes.extend(keep(model, new));
    changes
}

/// Joins what was held under another name to what is held under this one. Nobody awaits what was under way.
pub(super) fn adopt(model: &mut Model, heir: &OfficeKey, older: Office) {
    let held = office(model, heir);
    let newer = std::mem::take(held);
    // A store that failed halfway is read twice.
    let is_known = |item: &&Item| newer.outbox.items().iter().any(|one| one.key == item.key);
    let older_items = older.outbox.items().iter().filter(|item| !is_known(item));
    let both = older_items.chain(newer.outbox.items());
    let items: Vec<_> = both
        .filter(|item| !item.gone)
        .map(|item| (item.key.clone(), item.lane.clone(), item.stage.clone()))
        .collect();
    *held = Office {
        outbox: super::outbox::Outbox::restored(items),
        contents: older.contents.into_iter().chain(newer.contents).collect(),
        drafts: older.drafts.into_iter().chain(newer.drafts).collect(),
        touched: Vec::new(),
        elsewhere: older.elsewhere.into_iter().chain(newer.elsewhere).collect(),
        settled: None,
        unreadable: older.unreadable.into_iter().chain(newer.unreadable).collect(),
        unreadable_drafts: {
            let both = older.unreadable_drafts.into_iter();
            both.chain(newer.unreadable_drafts).collect()
        },
        saving: None,
        wake: None,
    };
}

fn of_account(model: &Model, account: &AccountId) -> Vec<(AccountId, TaxpayerId)> {
    let offices = model.filing.offices.iter();
    let own = offices.filter(|((of, _), _)| of == account);
    own.map(|(key, _)| key.clone()).collect()
}

/// Everything that an account holds, as into a new store.
pub(super) fn keep(model: &Model, account: &AccountId) -> Vec<Change> {
    let (mut changes, mut holds) = (Vec::new(), false);
    for key in of_account(model, account) {
        let Some(office) = model.filing.offices.get(&key) else {
            continue;
        };
        holds |= !office.is_empty();
        let known = office.outbox.items().iter().filter_map(|item| {
            let kept = office.contents.get(&item.key)?;
            stored::application(&key, item, kept)
        });
        changes.extend(known);
        let drafts = office.drafts.iter().map(|(name, _)| name);
        changes.extend(drafts.filter_map(|name| stored::draft(&key, office, name)));
    }
    if holds {
        changes.extend(stored::index(model, account));
    }
    changes
}

/// Everything that every account holds, as into a new store.
pub(crate) fn keep_all(model: &Model) -> Vec<Change> {
    let mut accounts: Vec<_> = model
        .filing
        .offices
        .iter()
        .map(|((account, _), _)| account.clone())
        .collect();
    accounts.dedup();
    accounts.iter().flat_map(|account| keep(model, account)).collect()
}
