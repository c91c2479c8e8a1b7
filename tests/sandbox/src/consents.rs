//! Receipts as the service keeps them: only ever added.

use std::collections::HashMap;

use salyk_contract::consents::Receipt;
use salyk_contract::documents::DocumentInForce;

/// Receipts by login, in the order in which they came.
#[derive(Default)]
pub(crate) struct Receipts(HashMap<String, Vec<Receipt>>);

impl Receipts {
    /// Adds what is new and says how many are kept. A repeated request adds nothing.
    pub(crate) fn add(&mut self, login: &str, receipts: &[Receipt]) -> u64 {
        let kept = self.0.entry(login.to_owned()).or_default();
        for receipt in receipts {
            if !kept.contains(receipt) {
                kept.push(receipt.clone());
            }
        }
        kept.len() as u64
    }

    pub(crate) fn of(&self, login: &str) -> Vec<Receipt> {
        self.0.get(login).cloned().unwrap_or_default()
    }
}

/// Whether the receipts cover every document in force (guide:M3).
pub(crate) fn cover(receipts: &[Receipt], in_force: &[DocumentInForce]) -> bool {
    in_force
        .iter()
        .all(|document| receipts.iter().any(|receipt| is_for(receipt, document)))
}

/// Whether a receipt is for a text of this document: its version, and the hash of the very text that was shown.
pub(crate) fn is_for(receipt: &Receipt, document: &DocumentInForce) -> bool {
    receipt.kind == document.kind
        && receipt.version == document.version
        && document
            .texts
            .iter()
            .any(|text| text.language == receipt.language && text.sha256 == receipt.sha256)
}
