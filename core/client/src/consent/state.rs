//! What the phone knows of the documents, and the gate itself.

use jiff::Timestamp;
use litemap::LiteMap;

use super::document::{Catalogue, DocumentId, DocumentKind, DocumentText};
use super::receipt::Receipt;
use crate::effect::Ticket;
use crate::fault::Trouble;
use crate::text::Language;

/// What the phone knows of the documents.
#[derive(Debug, Default)]
pub struct State {
    pub(crate) catalogue: Option<Catalogue>,
    pub(crate) tag: Option<String>,
    pub(super) fetching: Option<Ticket>,
    pub(crate) trouble: Option<Trouble>,
    pub(super) texts: LiteMap<DocumentId, DocumentText>,
    pub(super) fetching_texts: LiteMap<Ticket, DocumentId>,
    /// The receipts of a ticked box, one for each document; empty while it is not ticked.
    pub(super) ticked: Vec<Receipt>,
    /// A newer version has cleared the box.
    pub(super) renewed: bool,
}

/// Why «Кирүү» is locked (`guide:M2`), the first reason that a person can do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// The documents in force are not on the phone yet.
    DocumentsLoading,
    /// They could not be fetched.
    DocumentsFailed,
    /// The box is not ticked for the versions now in force.
    NotTicked,
    /// The login is empty.
    LoginEmpty,
    /// The password is empty.
    PasswordEmpty,
}

impl State {
    /// The box is ticked for the very texts that the catalogue in force names.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        !self.ticked.is_empty()
    }

    /// The receipts that a ticked box has made.
    pub(crate) fn receipts(&self) -> &[Receipt] {
        &self.ticked
    }

    /// Whether documents are being fetched.
    pub(crate) fn is_fetching(&self) -> bool {
        self.fetching.is_some() || !self.fetching_texts.is_empty()
    }

    /// Whether a newer version has cleared the box.
    pub(crate) fn was_renewed(&self) -> bool {
        self.renewed
    }

    /// The gate: `None` when «Кирүү» is unlocked (`guide:M2`).
    #[must_use]
    pub fn lock(&self, login_empty: bool, password_empty: bool, language: Language) -> Option<Lock> {
        if !self.is_ticked() {
            return Some(self.tick_lock(language).unwrap_or(Lock::NotTicked));
        }
        match (login_empty, password_empty) {
            (true, _) => Some(Lock::LoginEmpty),
            (false, true) => Some(Lock::PasswordEmpty),
            (false, false) => None,
        }
    }

    /// Why the box can't be ticked: both texts in force must be on the phone first.
    #[must_use]
    pub fn tick_lock(&self, language: Language) -> Option<Lock> {
        if self.texts_in_force(language).is_some() {
            return None;
        }
        Some(if self.is_fetching() || self.trouble.is_none() {
            Lock::DocumentsLoading
        } else {
            Lock::DocumentsFailed
        })
    }

    /// Whether this very text is in force, to the last byte.
    pub(crate) fn is_in_force(&self, id: &DocumentId) -> bool {
        let in_force = |catalogue: &Catalogue| {
            let document = catalogue.of(id.kind);
            document.version == id.version && document.texts.contains(&(id.language, id.sha256))
        };
        self.catalogue.as_ref().is_some_and(in_force)
    }

    /// A receipt for the privacy policy, if its text is on the phone (`guide:M2a`).
    pub(crate) fn privacy_receipt(
        &self,
        language: Language,
        now: Timestamp,
        app_version: &str,
    ) -> Option<Receipt> {
        let document = self
            .catalogue
            .as_ref()?
            .of(DocumentKind::PrivacyPolicy)
            .text_in(language)?;
        self.texts.contains_key(&document).then(|| Receipt {
            document,
            accepted_at: now,
            app_version: app_version.to_owned(),
            withdrawn_at: None,
        })
    }

    /// The ids of both texts in force, if both are on the phone.
    pub(super) fn texts_in_force(&self, language: Language) -> Option<Vec<DocumentId>> {
        let ids = self.wanted_texts(language);
        (ids.len() == 2 && ids.iter().all(|id| self.texts.contains_key(id))).then_some(ids)
    }

    /// The ids of both texts in force, on the phone or not; empty without a catalogue.
    pub(super) fn wanted_texts(&self, language: Language) -> Vec<DocumentId> {
        let documents = self.catalogue.iter().flat_map(Catalogue::documents);
        documents
            .filter_map(|document| document.text_in(language))
            .collect()
    }

    /// Clears the box unless every text it was ticked for is still in force, to the last byte.
    pub(super) fn recheck_tick(&mut self) {
        if self.catalogue.is_none() {
            return self.ticked.clear();
        }
        let in_force = |id: &DocumentId| self.is_in_force(id);
        if !self.ticked.iter().all(|receipt| in_force(&receipt.document)) {
            self.ticked.clear();
            self.renewed = true;
        }
    }
}
