//! Drafts and applications as the store keeps them.
//!
//! The store lists nothing, so each account has an index of what it holds, written in one save with what it names.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::content::Application;
use super::outbox::{Item, Stage};
use super::state::{Kept, Office, OfficeKey};
use crate::accounts::AccountId;
use crate::model::Model;
use crate::ports::{Change, StoreKey};
use crate::record;
use crate::session::TaxpayerId;

/// What an account holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Index {
    pub(super) taxpayers: Vec<Entry>,
}

/// What an account holds for one taxpayer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) taxpayer: TaxpayerId,
    /// Keys of applications, in the order in which they were filed.
    pub(super) applications: Vec<String>,
    /// Names of drafts.
    #[serde(default)]
    pub(super) drafts: Vec<String>,
    /// The account that these are stored under, where it is an earlier sign-in of the same login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) under: Option<String>,
}

/// An application as it is stored.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredApplication {
    pub(super) stage: Stage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lane: Option<String>,
    /// By the phone's clock, UTC.
    pub(super) at: Timestamp,
    pub(super) application: Application,
}

pub(super) fn index_key(account: &AccountId) -> StoreKey {
    StoreKey::Filing(account.0.clone())
}

pub(super) fn application_key(office: &OfficeKey, key: &str) -> StoreKey {
    StoreKey::Application {
        account: office.0.0.clone(),
        taxpayer: office.1.clone(),
        key: key.to_owned(),
    }
}

pub(super) fn draft_key(office: &OfficeKey, name: &str) -> StoreKey {
    StoreKey::Draft {
        account: office.0.0.clone(),
        taxpayer: office.1.clone(),
        name: name.to_owned(),
    }
}

/// Whether a record belongs to an account's drafts and applications.
pub(super) fn is_of(key: &StoreKey, account: &AccountId) -> bool {
    match key {
        StoreKey::Filing(of) => *of == account.0,
        StoreKey::Application { account: of, .. } | StoreKey::Draft { account: of, .. } => *of == account.0,
        _ => false,
    }
}

/// The index of an account, as it is in memory.
pub(super) fn index(model: &Model, account: &AccountId) -> Option<Change> {
    let offices = model.filing.offices.iter();
    let own = offices.filter(|((of, _), office)| of == account && !office.is_empty());
    let entry = |((_, taxpayer), office): (&OfficeKey, &Office)| Entry {
        taxpayer: taxpayer.clone(),
        applications: {
            let items = office.outbox.items().iter().filter(|item| !item.gone);
            let known = items.map(|item| item.key.clone());
            office.unreadable.iter().cloned().chain(known).collect()
        },
        drafts: {
            let known = office.drafts.iter().map(|(name, _)| name);
            office.unreadable_drafts.iter().chain(known).cloned().collect()
        },
        under: None,
    };
    let entries = |held: (&OfficeKey, &Office)| {
        let elsewhere = held.1.elsewhere.clone();
        std::iter::once(entry(held)).chain(elsewhere)
    };
    let index = Index {
        taxpayers: own.flat_map(entries).collect(),
    };
    Some(Change::Put(index_key(account), record::write(&index)?))
}

/// What of an office could not be read is named as stored under this account from now on: its records stay where they are, for a version
/// that can read them.
pub(super) fn set_apart((account, taxpayer): &OfficeKey, office: &mut Office) {
    let applications = std::mem::take(&mut office.unreadable);
    let drafts = std::mem::take(&mut office.unreadable_drafts);
    if !applications.is_empty() || !drafts.is_empty() {
        office.elsewhere.push(Entry {
            taxpayer: taxpayer.clone(),
            applications,
            drafts,
            under: Some(account.0.clone()),
        });
    }
}

/// What becomes of an application's record.
pub(super) fn application(office: &OfficeKey, item: &Item, kept: &Kept) -> Option<Change> {
    let key = application_key(office, &item.key);
    if item.gone {
        return Some(Change::Remove(key));
    }
    let stored = StoredApplication {
        stage: item.stage.clone(),
        lane: item.lane.clone(),
        at: kept.at,
        application: kept.application.clone(),
    };
    Some(Change::Put(key, record::write(&stored)?))
}

/// What becomes of a draft's record.
pub(super) fn draft(office: &OfficeKey, held: &Office, name: &str) -> Option<Change> {
    let key = draft_key(office, name);
    Some(match held.drafts.get(name) {
        Some(draft) => Change::Put(key, draft.write()?),
        None => Change::Remove(key),
    })
}

/// What becomes of the records of the drafts that were touched.
pub(super) fn touched(office: &OfficeKey, held: &mut Office) -> Vec<Change> {
    let names = std::mem::take(&mut held.touched);
    let changes = names.iter().filter_map(|name| draft(office, held, name));
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read;

    /// As version 0.1.0 wrote them. These never change: a later version has to read them.
    const FROZEN: &[(&str, &str)] = &[
        ("waiting", include_str!("recorded/application_waiting.json")),
        ("sending", include_str!("recorded/application_sending.json")),
        (
            "withdrawing",
            include_str!("recorded/application_withdrawing.json"),
        ),
        ("received", include_str!("recorded/application_received.json")),
        ("refused", include_str!("recorded/application_refused.json")),
        ("waiting", include_str!("recorded/application_refund.json")),
        ("waiting", include_str!("recorded/application_report.json")),
        ("received", include_str!("recorded/application_copies.json")),
    ];

    #[test]
    fn what_an_earlier_version_stored_is_read() {
        for (name, bytes) in FROZEN {
            let stored: StoredApplication = read(bytes.trim().as_bytes()).expect(name);
            let stage = serde_json::to_value(&stored.stage).unwrap();
            let named = stage.as_str().map_or_else(
                || stage.as_object().unwrap().keys().next().unwrap().clone(),
                str::to_owned,
            );
            assert_eq!(named, *name);
            let again = record::write(&stored).unwrap();
            assert_eq!(read(&again), Ok(stored), "{name}");
        }
        let index: Index = read(include_bytes!("recorded/index.json").trim_ascii()).unwrap();
        assert_eq!(index.taxpayers.len(), 1);
        assert_eq!(index.taxpayers[0].applications.len(), 2);
    }
}
