//! What stands on the disk in place of a record's name and value.

use ring::hmac;

use super::file::FORMAT;
use crate::adapters::sealing::{KeyTree, Sealer};
use crate::consent::{DocumentId, DocumentKind};
use crate::ports::{Entropy, EntropyError, StoreKey};
use crate::regime::TableKind;
use crate::secret::Secret;

/// What stands on the disk in place of a name: HMAC-SHA256 of it.
pub(super) type Name = [u8; 32];

/// The two keys that come of the store's key.
pub(super) struct Seal {
    names: hmac::Key,
    values: Sealer,
}

impl Seal {
    /// `None` when the key has not the right length.
    pub(super) fn new(key: &Secret) -> Option<Self> {
        let tree = KeyTree::new(key)?;
        Some(Self {
            names: tree.key("store names 1", hmac::HMAC_SHA256)?,
            values: tree.sealer("store values 1")?,
        })
    }

    /// The record's name on the disk.
    pub(super) fn name(&self, key: &StoreKey) -> Option<Name> {
        self.hash(&encode(key))
    }

    /// The name of the record that tells whether this is the file's key. No [`StoreKey`] encodes to nothing.
    pub(super) fn check_name(&self) -> Option<Name> {
        self.hash(&[])
    }

    fn hash(&self, encoded: &[u8]) -> Option<Name> {
        hmac::sign(&self.names, encoded).as_ref().try_into().ok()
    }

    /// Seals a value, bound to its name and to the format.
    pub(super) fn seal(
        &self,
        name: &Name,
        value: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, EntropyError> {
        self.values.seal(&context(name), value, entropy)
    }

    /// The value, or `None` when it was not sealed under this key and name.
    pub(super) fn open(&self, name: &Name, sealed: &[u8]) -> Option<Vec<u8>> {
        self.values.open(&context(name), sealed)
    }
}

fn context(name: &Name) -> Vec<u8> {
    [&FORMAT.to_be_bytes(), name.as_slice()].concat()
}

/// Writes a key so that no two keys are written alike: a number for the kind, then each text with its length. The numbers
/// are part of the file's format.
fn encode(key: &StoreKey) -> Vec<u8> {
    match key {
        StoreKey::Settings => vec![1],
        StoreKey::Accounts => vec![2],
        StoreKey::Catalogue => vec![3],
        StoreKey::Text(id) => encode_document(4, id),
        StoreKey::Receipts(account) => with_texts(5, &[account]),
        StoreKey::Table(kind) => vec![6, table_number(*kind)],
        StoreKey::AttachmentIndex => vec![40],
        StoreKey::Attachment(file) => with_texts(41, &[file.as_str()]),
        StoreKey::Registration => vec![8],
        StoreKey::Dossier { account, taxpayer } => with_texts(7, &[account, &taxpayer.0]),
        StoreKey::Filing(account) => with_texts(20, &[account]),
        StoreKey::FilingAside(account) => with_texts(24, &[account]),
        StoreKey::Application {
            account,
            taxpayer,
            key,
        } => with_texts(21, &[account, &taxpayer.0, key]),
        StoreKey::Draft {
            account,
            taxpayer,
            name,
        } => with_texts(22, &[account, &taxpayer.0, name]),
        StoreKey::Certificate { account, taxpayer } => with_texts(25, &[account, &taxpayer.0]),
        StoreKey::Entries(account) => with_texts(23, &[account]),
    }
}

fn encode_document(number: u8, id: &DocumentId) -> Vec<u8> {
    let kind = match id.kind {
        DocumentKind::OfferAgreement => "offer_agreement",
        DocumentKind::PrivacyPolicy => "privacy_policy",
    };
    let mut encoded = with_texts(number, &[kind, &id.version, id.language.tag()]);
    encoded.extend(id.sha256.0);
    encoded
}

fn table_number(kind: TableKind) -> u8 {
    match kind {
        TableKind::Policy => 1,
        TableKind::Calendar => 2,
        TableKind::Offices => 3,
    }
}

fn with_texts(number: u8, texts: &[&str]) -> Vec<u8> {
    let mut encoded = vec![number];
    for text in texts {
        encoded.extend((text.len() as u64).to_be_bytes());
        encoded.extend(text.as_bytes());
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encode;
    use crate::ports::StoreKey;
    use crate::session::TaxpayerId;

    #[test]
    fn tells_accounts_and_taxpayers_apart_wherever_their_border_is() {
        let dossier = |account: &str, taxpayer: &str| {
            encode(&StoreKey::Dossier {
                account: account.to_owned(),
                taxpayer: TaxpayerId(taxpayer.to_owned()),
            })
        };
        assert_ne!(dossier("ab", "c"), dossier("a", "bc"));
        assert_ne!(dossier("", "abc"), dossier("abc", ""));
    }

    #[test]
    fn the_format_of_names_stays() {
        let receipts = encode(&StoreKey::Receipts("a".to_owned()));
        assert_eq!(receipts, [5, 0, 0, 0, 0, 0, 0, 0, 1, b'a']);
        assert_eq!(encode(&StoreKey::Settings), [1]);
    }
}
