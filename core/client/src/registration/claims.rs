//! The claim secrets of the applications: one entry of the vault holds them all, so that none lies there under a name that nobody
//! knows.

use std::collections::BTreeMap;

use litemap::LiteMap;

use super::track;
use crate::effect::{Effect, Ticket};
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::{VaultError, VaultKey};
use crate::secret::Secret;

/// The claim secrets, by the application's id.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    all: LiteMap<String, Secret>,
    /// What the vault held at the start was read; until then nothing is written over it.
    read: bool,
    reading: Option<Ticket>,
    writing: Option<Ticket>,
    /// The vault does not hold what stands here.
    dirty: bool,
}

impl Claims {
    pub(super) fn of(&self, id: &str) -> Option<&Secret> {
        self.all.get(id)
    }

    /// Whether nothing is held, and nothing on its way to the vault.
    pub(super) fn is_clean(&self) -> bool {
        self.all.is_empty() && self.writing.is_none() && !self.dirty
    }

    /// Whether what the vault holds is known.
    pub(super) fn are_read(&self) -> bool {
        self.read
    }

    /// Whether the vault holds what stands here.
    pub(super) fn are_durable(&self) -> bool {
        self.read && !self.dirty && self.writing.is_none()
    }
}

/// Reads what the vault holds, or writes once more what it did not take.
pub(super) fn look(model: &mut Model) {
    let claims = &model.registration.claims;
    if claims.read {
        write(model);
    } else if claims.reading.is_none() {
        let key = VaultKey::Claims;
        let ticket = model.want(|ticket| Effect::ReadVault { ticket, key });
        model.registration.claims.reading = Some(ticket);
    }
}

/// Keeps the secret of an application.
pub(super) fn keep(model: &mut Model, id: &str, secret: Secret) {
    let claims = &mut model.registration.claims;
    if claims.all.get(id) != Some(&secret) {
        claims.all.insert(id.to_owned(), secret);
        claims.dirty = true;
    }
    look(model);
}

/// Forgets the secret of an application that is not followed any more.
pub(super) fn forget(model: &mut Model, id: &str) {
    let claims = &mut model.registration.claims;
    claims.dirty |= claims.all.remove(id).is_some();
    look(model);
}

fn write(model: &mut Model) {
    let claims = &mut model.registration.claims;
    if !claims.dirty || claims.writing.is_some() {
        return;
    }
    claims.dirty = false;
    let key = VaultKey::Claims;
    let ticket = match to_vault(&claims.all) {
        Some(value) => model.want(|ticket| Effect::WriteVault { ticket, key, value }),
        None => model.want(|ticket| Effect::EraseVault { ticket, key }),
    };
    model.registration.claims.writing = Some(ticket);
}

/// Takes what the vault holds, if this is it. An entry that can't be understood holds nothing: the service gives a secret again that
/// was never used.
pub(crate) fn vault_read(
    model: &mut Model,
    ticket: Ticket,
    result: &Result<Option<Secret>, VaultError>,
) -> bool {
    let known = &model.registration.applications;
    let claims = &mut model.registration.claims;
    if claims.reading != Some(ticket) {
        return false;
    }
    claims.reading = None;
    match result {
        Ok(entry) => {
            let held = entry.as_ref().map(from_vault).unwrap_or_default();
            for (id, secret) in held {
                if model.storage.read && !known.iter().any(|one| one.id == id) {
                    // Its application was forgotten while the vault did not answer.
                    claims.dirty = true;
                } else if !claims.all.contains_key(&id) {
                    claims.all.insert(id, secret);
                }
            }
        }
        Err(VaultError::Damaged) => claims.dirty = true,
        Err(_) => return true,
    }
    claims.read = true;
    write(model);
    track::forget_spent(model);
    track::poll_all(model);
    true
}

/// A write was answered, if it was one of these.
pub(crate) fn vault_changed(model: &mut Model, ticket: Ticket, result: &Result<(), VaultError>) {
    let claims = &mut model.registration.claims;
    if claims.writing != Some(ticket) {
        return;
    }
    claims.writing = None;
    match result {
        Ok(()) => {
            write(model);
            track::go_on(model);
        }
        Err(error) => {
            claims.dirty = true;
            model.trouble = Some(Trouble::from(error));
        }
    }
}

/// The vault's entry; `None` when there is nothing to keep.
fn to_vault(all: &LiteMap<String, Secret>) -> Option<Secret> {
    if all.is_empty() {
        return None;
    }
    let texts: BTreeMap<&str, &str> = all
        .iter()
        .filter_map(|(id, secret)| Some((id.as_str(), secret.expose_str()?)))
        .collect();
    serde_json::to_vec(&texts).ok().map(Secret::new)
}

fn from_vault(entry: &Secret) -> Vec<(String, Secret)> {
    let texts: BTreeMap<String, String> = serde_json::from_slice(entry.expose()).unwrap_or_default();
    texts
        .into_iter()
        .map(|(id, secret)| (id, Secret::from(secret)))
        .collect()
}
