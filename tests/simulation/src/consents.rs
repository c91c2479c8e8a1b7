//! The texts of this world's documents.

use salyk_client::consent::{DocumentId, DocumentText};

/// A document's text.
#[must_use]
pub fn text(id: &DocumentId) -> DocumentText {
    DocumentText {
        id: id.clone(),
        title: "Үлгү".to_owned(),
        text: "Үлгү".to_owned(),
    }
}
