//! The tax service over HTTPS: the only place that knows the contract's paths and wire types.
//!
//! No redirect is followed, nothing is sent in the clear, every wait and every body has a limit, and whatever comes back is
//! checked value by value before the core sees it. Its calls need a Tokio runtime, which the shell provides.

mod applications;
mod attachments;
mod certificates;
mod documents;
mod dossier;
mod exchange;
mod facts;
mod lots;
mod malformed;
mod problem;
mod registrations;
mod sessions;
mod tables;
mod tls;

use reqwest::Method;
use salyk_certificate::PublicKey;
use salyk_contract::{limits, paths};

use crate::attachments::{UploadProgress, UploadStep};
use crate::certificate::{Issued, PaperCode};
use crate::consent::{Catalogue, DocumentId, DocumentText, Receipt};
use crate::filing::{Application, Filed, Withdrawal};
use crate::ports::{Answer, DossierAnswer, DossierReader, Fetched, ServiceError, TaxService};
use crate::regime::{Table, TableKind};
use crate::registration::{RegistrationAnswer, RegistrationCall};
use crate::secret::Secret;
use crate::session::{Opened, RefreshAttempt, SignInRequest, Taxpayer, TaxpayerId, Tokens};
use exchange::{Exchange, Request};
use zeroize::Zeroizing;

pub use exchange::{Patience, SetUpError};
pub use tls::{Pin, Trust, TrustError};

/// Largest answer that lists versions, tokens or taxpayers, in bytes.
const SMALL_ANSWER: usize = 1024 * 1024;

/// Largest answer that carries a document: its text, escaped throughout, and the little around it.
const DOCUMENT_ANSWER: usize = 3 * limits::MAX_DOCUMENT_TEXT + 64 * 1024;

/// The tax service at one address.
pub struct HttpsService {
    exchange: Exchange,
}

impl HttpsService {
    /// A service at `base`, an `https` address whose path is put before the contract's. Nothing is connected yet.
    ///
    /// # Errors
    /// [`SetUpError`] when the address or the trust can't be used.
    pub fn new(base: &str, app_version: &str, trust: Trust) -> Result<Self, SetUpError> {
        Self::with_patience(base, app_version, trust, Patience::default())
    }

    /// The same with other time limits.
    ///
    /// # Errors
    /// As [`HttpsService::new`].
    pub fn with_patience(
        base: &str,
        app_version: &str,
        trust: Trust,
        patience: Patience,
    ) -> Result<Self, SetUpError> {
        Ok(Self {
            exchange: Exchange::new(base, app_version, trust, patience)?,
        })
    }
}

impl TaxService for HttpsService {
    fn catalogue(&self, tag: Option<String>) -> Answer<'_, Fetched<Catalogue>> {
        Box::pin(async move {
            let request = Request::get(paths::DOCUMENTS.to_owned(), SMALL_ANSWER).tagged(tag);
            self.exchange.fetch(request, documents::catalogue).await
        })
    }

    fn document(&self, id: DocumentId) -> Answer<'_, DocumentText> {
        Box::pin(async move {
            let request = Request::get(documents::path(&id)?, DOCUMENT_ANSWER);
            self.exchange
                .read(request, |body| documents::text(id, body))
                .await
        })
    }

    fn table(&self, kind: TableKind, tag: Option<String>) -> Answer<'_, Fetched<Table>> {
        Box::pin(async move {
            let request = Request::get(paths::table(tables::kind(kind)), tables::LARGEST).tagged(tag);
            self.exchange
                .fetch(request, |body| tables::table(kind, body))
                .await
        })
    }

    fn sign_in(&self, request: SignInRequest) -> Answer<'_, Opened> {
        Box::pin(async move {
            let body = sessions::sign_in(request)?;
            let request = Request::send(Method::POST, paths::SESSIONS.to_owned(), body);
            self.exchange.read(request, sessions::opened).await
        })
    }

    fn refresh(&self, attempt: RefreshAttempt) -> Answer<'_, Tokens> {
        Box::pin(async move {
            let body = sessions::refresh(&attempt)?;
            let request = Request::send(Method::POST, paths::SESSIONS_REFRESH.to_owned(), body);
            self.exchange.read(request, sessions::tokens).await
        })
    }

    fn sign_out(&self, access: Secret, everywhere: bool) -> Answer<'_, ()> {
        Box::pin(async move {
            let path = if everywhere {
                paths::SESSIONS
            } else {
                paths::SESSIONS_CURRENT
            };
            self.exchange
                .order(Request::delete(path.to_owned()).authorized(&access)?)
                .await
        })
    }

    fn add_receipts(&self, access: Secret, receipts: Vec<Receipt>) -> Answer<'_, ()> {
        Box::pin(async move {
            let body = sessions::add_receipts(&receipts)?;
            let request = Request::send(Method::POST, paths::CONSENT_RECEIPTS.to_owned(), body);
            self.exchange.order(request.authorized(&access)?).await
        })
    }

    fn taxpayers(&self, access: Secret) -> Answer<'_, Vec<Taxpayer>> {
        Box::pin(async move {
            let request = Request::get(paths::TAXPAYERS.to_owned(), SMALL_ANSWER).authorized(&access)?;
            self.exchange.read(request, sessions::taxpayers).await
        })
    }

    fn dossier(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        tag: Option<String>,
    ) -> Answer<'_, Fetched<DossierAnswer>> {
        Box::pin(async move {
            let path = paths::dossier(&taxpayer.0).map_err(|_| malformed::field("taxpayer.id"))?;
            let request = Request::get(path, limits::MAX_ANSWER_BODY)
                .tagged(tag)
                .authorized(&access)?;
            let (answer, tag) = match self.exchange.bytes(request).await? {
                Fetched::New { content, tag } => (content, tag),
                Fetched::Unchanged => return Ok(Fetched::Unchanged),
            };
            // A case may have tens of thousands of lots: reading it must not hold up the loop, whose thread this is.
            let reading = tokio::task::spawn_blocking(move || {
                let dossier = dossier::dossier(&taxpayer, &answer)?;
                Ok(DossierAnswer { dossier, answer })
            });
            let crashed = |_| ServiceError::Malformed("dossier".to_owned());
            let content = reading.await.map_err(crashed)??;
            Ok(Fetched::New { content, tag })
        })
    }

    fn file(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        key: String,
        application: Application,
    ) -> Answer<'_, Filed> {
        Box::pin(async move {
            let path = paths::applications(&taxpayer.0).map_err(|_| malformed::field("taxpayer.id"))?;
            let body = applications::application(&application)?;
            let request = Request::send(Method::POST, path, body)
                .with(paths::IDEMPOTENCY_KEY, &key)
                .authorized(&access)?;
            self.exchange.read(request, applications::filed).await
        })
    }

    fn withdraw(&self, access: Secret, taxpayer: TaxpayerId, key: String) -> Answer<'_, Withdrawal> {
        Box::pin(async move {
            let path = paths::application(&taxpayer.0, &key).map_err(|_| malformed::field("taxpayer.id"))?;
            let request = Request::delete(path).authorized(&access)?;
            self.exchange.read(request, applications::withdrawal).await
        })
    }

    fn upload(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        step: UploadStep,
        part: Zeroizing<Vec<u8>>,
    ) -> Answer<'_, UploadProgress> {
        Box::pin(async move {
            let request = attachments::request(&taxpayer, step, part)?.authorized(&access)?;
            self.exchange.read(request, attachments::progress).await
        })
    }

    fn certify(&self, access: Secret, taxpayer: TaxpayerId, device: PublicKey) -> Answer<'_, Issued> {
        Box::pin(async move {
            let path = paths::certificate(&taxpayer.0).map_err(|_| malformed::field("taxpayer.id"))?;
            let body = certificates::request(&device)?;
            let request = Request::send(Method::POST, path, body).authorized(&access)?;
            self.exchange.read(request, certificates::issued).await
        })
    }

    fn paper_code(&self, access: Secret, taxpayer: TaxpayerId) -> Answer<'_, PaperCode> {
        Box::pin(async move {
            let path = paths::paper_code(&taxpayer.0).map_err(|_| malformed::field("taxpayer.id"))?;
            let request = Request::send(Method::POST, path, Zeroizing::default()).authorized(&access)?;
            self.exchange.read(request, certificates::paper_code).await
        })
    }

    fn registration(&self, call: RegistrationCall) -> Answer<'_, RegistrationAnswer> {
        Box::pin(async move {
            let (request, read) = registrations::request(call)?;
            self.exchange.read(request, read).await
        })
    }

    fn dossier_reader(&self) -> DossierReader {
        dossier::dossier
    }
}

#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tls_tests;
