//! The certificate as the store keeps it, so that it can be shown without a network.

use super::state::{Issued, Owner};
use crate::effect::{Effect, Ticket};
use crate::model::Model;
use crate::ports::{Change, StoreError, StoreKey};
use crate::record;
use crate::storage;

pub(super) fn key((account, taxpayer): &Owner) -> StoreKey {
    StoreKey::Certificate {
        account: account.0.clone(),
        taxpayer: taxpayer.clone(),
    }
}

/// Keeps what is held of a taxpayer, or that nothing is.
pub(super) fn keep(model: &mut Model, owner: &Owner) {
    let bytes = model.certificate.held.get(owner).and_then(record::write);
    let change = match bytes {
        Some(bytes) => Change::Put(key(owner), bytes),
        None => Change::Remove(key(owner)),
    };
    storage::change(model, vec![change]);
}

/// Reads what is stored of a taxpayer, once.
pub(super) fn look_for(model: &mut Model, owner: &Owner) {
    if !model.certificate.looked_for.contains_key(owner) {
        let keys = vec![key(owner)];
        let ticket = model.want(|ticket| Effect::Load { ticket, keys });
        model.certificate.looked_for.insert(owner.clone(), Some(ticket));
    }
}

/// A record was read, if it is one of these; gives whether it was. What can't be read is fetched anew.
pub(crate) fn loaded(
    model: &mut Model,
    ticket: Ticket,
    result: &Result<Vec<Option<Vec<u8>>>, StoreError>,
) -> bool {
    let mut looked_for = model.certificate.looked_for.iter_mut();
    let Some((owner, awaited)) = looked_for.find(|(_, awaited)| **awaited == Some(ticket)) else {
        return false;
    };
    *awaited = None;
    let owner = owner.clone();
    let record = result.as_ref().ok().and_then(|records| records.first()?.as_ref());
    let issued: Option<Issued> = record.and_then(|bytes| record::read(bytes).ok());
    if let Some(issued) = issued {
        model.certificate.held.entry(owner).or_insert(issued);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As version 0.1.0 wrote it. It never changes: a later version has to read it.
    const FROZEN: &str = r#"{"shape":1,"content":{"certificate":[210,0,255],"issued":"2026-11-23T05:00:00Z","expires":"2026-11-24T05:00:00Z"}}"#;

    #[test]
    fn what_an_earlier_version_stored_is_read() {
        let issued: Issued = record::read(FROZEN.as_bytes()).unwrap();
        assert_eq!(issued.certificate, [210, 0, 255]);
        assert_eq!(issued.renewal().to_string(), "2026-11-23T17:00:00Z");
        assert_eq!(record::write(&issued).unwrap(), FROZEN.as_bytes());
    }
}
