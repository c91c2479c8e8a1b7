//! How cases and tables come to the phone: from the store at once, from the service when it can be reached.

use salyk_regulation::assessment::LotAssessment;
use salyk_regulation::dossier::{Body, Dossier, Lot, LotId};
use serde::{Deserialize, Serialize};

use super::overlay::Recorded;
use super::reminding;
use super::state::{Case, CaseKey, Heard, Note};
use super::stored;
use super::table::{Table, TableKind, Understood, understand};
use crate::accounts::{self, AccountId, Acting};
use crate::effect::{Call, Effect, Ticket};
use crate::entries::{Entry, Standing};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{Change, DossierAnswer, Fetched, ServiceError, StoreError, StoreKey};
use crate::record::{self, Unreadable};
use crate::session::{self, TaxpayerId};
use crate::storage;

/// The tables that this version reads.
const READ: [TableKind; 2] = [TableKind::Policy, TableKind::Calendar];

/// Shows a case from the store at once, and asks the service for the newest.
pub(crate) fn open_case(model: &mut Model, account: &AccountId, taxpayer: &TaxpayerId) {
    let key = (account.clone(), taxpayer.clone());
    let known = model
        .regime
        .cases
        .get(&key)
        .is_some_and(|case| case.heard.is_some());
    let loading = model.regime.loading.values().any(|loading| *loading == key);
    if known {
        fetch_case(model, account, taxpayer);
    } else if !loading {
        let keys = vec![accounts::store_key(account, taxpayer)];
        let ticket = model.want(|ticket| Effect::Load { ticket, keys });
        model.regime.loading.insert(ticket, key);
    }
}

/// Asks the service for the newest of a case, once the store has said what the phone holds.
pub(crate) fn fetch_case(model: &mut Model, account: &AccountId, taxpayer: &TaxpayerId) {
    let key = (account.clone(), taxpayer.clone());
    if model.regime.loading.values().any(|loading| *loading == key) {
        return;
    }
    let tag = model
        .regime
        .cases
        .get(&key)
        .and_then(|case| case.heard.as_ref()?.note.tag.clone());
    session::call(
        model,
        account,
        Call::Dossier {
            taxpayer: taxpayer.clone(),
            tag,
        },
    );
}

/// The store has answered. What can't be read is fetched anew.
pub(crate) fn case_loaded(
    model: &mut Model,
    ticket: Ticket,
    result: Result<Vec<Option<Vec<u8>>>, StoreError>,
) {
    let Some((account, taxpayer)) = model.regime.loading.remove(&ticket) else {
        return;
    };
    match result {
        Ok(records) => {
            if let Some(bytes) = records.into_iter().flatten().next() {
                match stored::read(&bytes, |answer| (model.read_dossier)(&taxpayer, answer)) {
                    Ok(Some(heard)) => {
                        case(model, &(account.clone(), taxpayer.clone()))
                            .heard
                            .get_or_insert(heard);
                    }
                    Ok(None) => {}
                    Err(Unreadable) => model.trouble = Some(Trouble::from(&StoreError::Damaged)),
                }
            }
        }
        Err(error) => model.trouble = Some(Trouble::from(&error)),
    }
    fetch_case(model, &account, &taxpayer);
}

pub(crate) fn dossier_arrived(
    model: &mut Model,
    account: &AccountId,
    taxpayer: TaxpayerId,
    fetched: Fetched<DossierAnswer>,
) {
    let now = model.now;
    let key = (account.clone(), taxpayer.clone());
    let case = case(model, &key);
    case.trouble = None;
    match fetched {
        Fetched::New { content, tag } => {
            case.assessment = None;
            let reminding = case.heard.as_ref().is_some_and(|heard| heard.note.reminding);
            case.heard = Some(Heard {
                said: content,
                note: Note {
                    at: now,
                    tag: Some(tag).filter(|tag| !tag.is_empty()),
                    reminding,
                },
            });
        }
        Fetched::Unchanged => {
            if let Some(heard) = &mut case.heard {
                heard.note.at = now;
            }
        }
    }
    if let Some(record) = case.heard.as_ref().and_then(stored::write) {
        let key = accounts::store_key(account, &taxpayer);
        storage::change(model, vec![Change::Put(key, record)]);
    }
}

/// The newest could not be had; what the phone holds stays.
pub(crate) fn dossier_failed(
    model: &mut Model,
    account: &AccountId,
    taxpayer: &TaxpayerId,
    trouble: &Trouble,
) {
    case(model, &(account.clone(), taxpayer.clone())).trouble = Some(trouble.clone());
}

/// A taxpayer's case as the phone last heard it, with the receipts that it does not tell yet.
pub(crate) fn dossier_of<'a>(
    model: &'a Model,
    account: &AccountId,
    taxpayer: &TaxpayerId,
) -> Option<&'a Dossier> {
    let case = model.regime.cases.get(&(account.clone(), taxpayer.clone()))?;
    case.dossier()
}

/// Receipts for what was filed from here: they count until the case has them.
pub(crate) fn lay_over(
    model: &mut Model,
    account: &AccountId,
    taxpayer: &TaxpayerId,
    recorded: Vec<Recorded>,
) {
    let Some(case) = (model.regime.cases).get_mut(&(account.clone(), taxpayer.clone())) else {
        return;
    };
    if case.recorded != recorded {
        case.recorded = recorded;
        case.assessment = None;
    }
}

/// What the person entered: it counts until the case tells it.
pub(crate) fn enter(model: &mut Model, account: &AccountId, taxpayer: &TaxpayerId, entered: &[Entry]) {
    let Some(case) = (model.regime.cases).get_mut(&(account.clone(), taxpayer.clone())) else {
        return;
    };
    if case.entered == entered {
        return;
    }
    let same = case.entered.len() == entered.len()
        && (case.entered.iter().zip(entered)).all(|(one, other)| one.is_same_as(other));
    case.entered = entered.to_vec();
    // An acknowledgement or a wish changes nothing of what was entered.
    if !same {
        case.assessment = None;
    }
}

/// What the service itself said of a case, and how that stands with what the person entered, in its order.
pub(crate) fn standings<'a>(
    model: &'a Model,
    account: &AccountId,
    taxpayer: &TaxpayerId,
) -> Option<(&'a Dossier, &'a [Standing])> {
    let case = model.regime.cases.get(&(account.clone(), taxpayer.clone()))?;
    Some((&case.heard.as_ref()?.said.dossier, &case.overlay.standings))
}

/// Who holds the deposit of a lot of the case in front (`reg:2.2`, `reg:2.3`), where that is known.
pub(crate) fn holder(model: &Model, lot: &str) -> Option<Body> {
    let acting = accounts::current(model)?;
    let assessment = model.regime.case_of(&acting)?.assessment.as_ref()?;
    assessment.lot(&LotId(lot.into()))?.holder.value().copied()
}

/// The case of whoever is acted for, one of its lots, and what follows for that; `None` where there is none.
pub(crate) fn lot_of<'a>(
    model: &'a Model,
    acting: &Acting<'_>,
    lot: &str,
) -> Option<(&'a Dossier, &'a Lot, &'a LotAssessment)> {
    let case = model.regime.case_of(acting)?;
    let dossier = case.dossier()?;
    let id = LotId(lot.into());
    let facts = dossier.lots.iter().find(|known| known.id == id)?;
    Some((dossier, facts, case.assessment.as_ref()?.lot(&id)?))
}

pub(crate) fn forget_case(model: &mut Model, account: &AccountId, taxpayer: &TaxpayerId) {
    let key = (account.clone(), taxpayer.clone());
    reminding::forget(model, &key);
    model.regime.cases.remove(&key);
    model.regime.loading.retain(|_, loading| *loading != key);
}

/// Assessments follow the day and the law.
pub(crate) fn keep_current(model: &mut Model) {
    let today = model.today();
    let state = &mut model.regime;
    if let Some(law) = &state.law {
        for (_, case) in state.cases.iter_mut() {
            case.keep_current(law, today);
        }
    }
    reminding::keep_current(model);
}

fn case<'a>(model: &'a mut Model, key: &CaseKey) -> &'a mut Case {
    model.regime.cases.entry(key.clone()).or_default()
}

/// Asks for the tables of the law, each unless that is under way.
pub(crate) fn fetch_tables(model: &mut Model) {
    for kind in READ {
        if !model.regime.fetching.values().any(|fetching| *fetching == kind) {
            let tag = model.regime.tags.get(&kind).cloned();
            let ticket = model.want(|ticket| Effect::FetchTable { ticket, kind, tag });
            model.regime.fetching.insert(ticket, kind);
        }
    }
}

/// A table that fails, or can't be read, leaves the one that the phone has.
pub(crate) fn table_answered(
    model: &mut Model,
    ticket: Ticket,
    result: Result<Fetched<Table>, ServiceError>,
) {
    session::note_connection(model, result.as_ref().err());
    let Some(kind) = model.regime.fetching.remove(&ticket) else {
        return;
    };
    let Ok(Fetched::New { content, tag }) = result else {
        return;
    };
    if content.kind == kind && take_in(model, &content).is_ok() {
        model.regime.tags.insert(kind, tag.clone());
        let app_version = model.config.app_version.clone();
        storage::put(
            model,
            StoreKey::Table(kind),
            &StoredTable {
                table: content,
                tag,
                app_version,
            },
        );
    } else {
        tracing::warn!(?kind, "a table of the law could not be read");
    }
}

/// A table as the store keeps it.
#[derive(Serialize, Deserialize)]
struct StoredTable {
    table: Table,
    tag: String,
    app_version: String,
}

/// A table that was stored by another version of the app may be older than the one that this version was made with: it is
/// fetched anew.
pub(crate) fn restore_table(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let StoredTable {
        table,
        tag,
        app_version,
    } = record::read(bytes)?;
    if app_version == model.config.app_version {
        take_in(model, &table)?;
        model.regime.tags.insert(table.kind, tag);
    }
    Ok(())
}

/// Puts a table into force; every case is assessed anew.
fn take_in(model: &mut Model, table: &Table) -> Result<(), Unreadable> {
    let understood = understand(table).ok_or(Unreadable)?;
    if let Some(law) = &mut model.regime.law {
        match understood {
            Understood::Policy(policies) => law.policies = *policies,
            Understood::Calendar(calendar) => law.calendar = calendar,
            Understood::Other => {}
        }
    }
    for (_, case) in model.regime.cases.iter_mut() {
        case.assessment = None;
    }
    Ok(())
}
