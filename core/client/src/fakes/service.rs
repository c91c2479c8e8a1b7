//! A tax service that says what it was told to say.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use salyk_certificate::PublicKey;
use salyk_regulation::dossier::Dossier;
use zeroize::Zeroizing;

use crate::attachments::{UploadProgress, UploadStep};
use crate::certificate::{Issued, PaperCode};
use crate::consent::{Catalogue, DocumentId, DocumentText, Receipt};
use crate::filing::{Application, Filed, Withdrawal};
use crate::ports::{Answer, DossierAnswer, DossierReader, Fetched, ServiceError, TaxService};
use crate::regime::{Table, TableKind};
use crate::registration::{RegistrationAnswer, RegistrationCall};
use crate::secret::Secret;
use crate::session::{Opened, RefreshAttempt, SignInRequest, Taxpayer, TaxpayerId, Tokens};

/// Answers still to be given, in order, for each kind of call.
type Answers<T> = VecDeque<Result<T, ServiceError>>;

/// What the service will answer. A call for which nothing is left finds the service unreachable.
#[derive(Debug, Default)]
#[allow(
    missing_docs,
    reason = "each field holds the answers of the method of its name"
)]
pub struct Script {
    pub catalogue: Answers<Fetched<Catalogue>>,
    pub document: Answers<DocumentText>,
    pub table: Answers<Fetched<Table>>,
    pub sign_in: Answers<Opened>,
    pub refresh: Answers<Tokens>,
    pub sign_out: Answers<()>,
    pub add_receipts: Answers<()>,
    pub taxpayers: Answers<Vec<Taxpayer>>,
    pub dossier: Answers<Fetched<DossierAnswer>>,
    pub file: Answers<Filed>,
    pub withdraw: Answers<Withdrawal>,
    pub upload: Answers<UploadProgress>,
    pub certify: Answers<Issued>,
    pub paper_code: Answers<PaperCode>,
    pub registration: Answers<RegistrationAnswer>,
}

/// A call that was made, with what went with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is a call of the method of its name")]
pub enum Call {
    Catalogue {
        tag: Option<String>,
    },
    Document(DocumentId),
    Table {
        kind: TableKind,
        tag: Option<String>,
    },
    SignIn(SignInRequest),
    Refresh(RefreshAttempt),
    SignOut {
        access: Secret,
        everywhere: bool,
    },
    AddReceipts {
        access: Secret,
        receipts: Vec<Receipt>,
    },
    Taxpayers {
        access: Secret,
    },
    Dossier {
        access: Secret,
        taxpayer: TaxpayerId,
        tag: Option<String>,
    },
    File {
        access: Secret,
        taxpayer: TaxpayerId,
        key: String,
        application: Application,
    },
    Withdraw {
        access: Secret,
        taxpayer: TaxpayerId,
        key: String,
    },
    Upload {
        access: Secret,
        taxpayer: TaxpayerId,
        step: UploadStep,
        part: Vec<u8>,
    },
    Certify {
        access: Secret,
        taxpayer: TaxpayerId,
        device: PublicKey,
    },
    PaperCode {
        access: Secret,
        taxpayer: TaxpayerId,
    },
    Registration(RegistrationCall),
}

/// A scripted tax service that remembers what it was asked.
#[derive(Debug, Default)]
pub struct FakeService {
    script: Mutex<Script>,
    calls: Mutex<Vec<Call>>,
}

impl FakeService {
    /// The answers still to be given; add to them before or while calls are made.
    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calls made so far, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer<T: Send + 'static>(
        &self,
        call: Call,
        queue: fn(&mut Script) -> &mut Answers<T>,
    ) -> Answer<'_, T> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(call);
        let silence = || Err(ServiceError::Unreachable("the script is at its end".to_owned()));
        let answer = queue(&mut self.script()).pop_front().unwrap_or_else(silence);
        Box::pin(async move { answer })
    }
}

impl TaxService for FakeService {
    fn catalogue(&self, tag: Option<String>) -> Answer<'_, Fetched<Catalogue>> {
        self.answer(Call::Catalogue { tag }, |script| &mut script.catalogue)
    }

    fn document(&self, id: DocumentId) -> Answer<'_, DocumentText> {
        self.answer(Call::Document(id), |script| &mut script.document)
    }

    fn table(&self, kind: TableKind, tag: Option<String>) -> Answer<'_, Fetched<Table>> {
        self.answer(Call::Table { kind, tag }, |script| &mut script.table)
    }

    fn sign_in(&self, request: SignInRequest) -> Answer<'_, Opened> {
        self.answer(Call::SignIn(request), |script| &mut script.sign_in)
    }

    fn refresh(&self, attempt: RefreshAttempt) -> Answer<'_, Tokens> {
        self.answer(Call::Refresh(attempt), |script| &mut script.refresh)
    }

    fn sign_out(&self, access: Secret, everywhere: bool) -> Answer<'_, ()> {
        self.answer(Call::SignOut { access, everywhere }, |script| {
            &mut script.sign_out
        })
    }

    fn add_receipts(&self, access: Secret, receipts: Vec<Receipt>) -> Answer<'_, ()> {
        self.answer(Call::AddReceipts { access, receipts }, |script| {
            &mut script.add_receipts
        })
    }

    fn taxpayers(&self, access: Secret) -> Answer<'_, Vec<Taxpayer>> {
        self.answer(Call::Taxpayers { access }, |script| &mut script.taxpayers)
    }

    fn dossier(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        tag: Option<String>,
    ) -> Answer<'_, Fetched<DossierAnswer>> {
        self.answer(
            Call::Dossier {
                access,
                taxpayer,
                tag,
            },
            |script| &mut script.dossier,
        )
    }

    fn file(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        key: String,
        application: Application,
    ) -> Answer<'_, Filed> {
        let call = Call::File {
            access,
            taxpayer,
            key,
            application,
        };
        self.answer(call, |script| &mut script.file)
    }

    fn withdraw(&self, access: Secret, taxpayer: TaxpayerId, key: String) -> Answer<'_, Withdrawal> {
        let call = Call::Withdraw {
            access,
            taxpayer,
            key,
        };
        self.answer(call, |script| &mut script.withdraw)
    }

    fn upload(
        &self,
        access: Secret,
        taxpayer: TaxpayerId,
        step: UploadStep,
        part: Zeroizing<Vec<u8>>,
    ) -> Answer<'_, UploadProgress> {
        self.answer(
            Call::Upload {
                access,
                taxpayer,
                step,
                part: part.to_vec(),
            },
            |script| &mut script.upload,
        )
    }

    fn certify(&self, access: Secret, taxpayer: TaxpayerId, device: PublicKey) -> Answer<'_, Issued> {
        let call = Call::Certify {
            access,
            taxpayer,
            device,
        };
        self.answer(call, |script| &mut script.certify)
    }

    fn paper_code(&self, access: Secret, taxpayer: TaxpayerId) -> Answer<'_, PaperCode> {
        self.answer(Call::PaperCode { access, taxpayer }, |script| {
            &mut script.paper_code
        })
    }

    fn registration(&self, call: RegistrationCall) -> Answer<'_, RegistrationAnswer> {
        self.answer(Call::Registration(call), |script| &mut script.registration)
    }

    fn dossier_reader(&self) -> DossierReader {
        read_dossier
    }
}

/// A case as a service without a contract answers it: the regulation's own dossier as JSON.
#[must_use]
pub fn dossier_answer(dossier: Dossier) -> DossierAnswer {
    let answer = Zeroizing::new(serde_json::to_vec(&dossier).unwrap_or_default());
    DossierAnswer { dossier, answer }
}

/// Reads what [`dossier_answer`] wrote.
///
/// # Errors
/// [`ServiceError::Malformed`] when it is something else.
pub fn read_dossier(_: &TaxpayerId, answer: &[u8]) -> Result<Dossier, ServiceError> {
    serde_json::from_slice(answer).map_err(|_| ServiceError::Malformed("dossier".to_owned()))
}
