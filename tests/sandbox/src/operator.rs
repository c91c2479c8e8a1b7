//! What whoever runs the sandbox can ask of it, in the same process. `/operator/…` does the same over HTTPS.

use jiff::civil::Date;
use salyk_contract::consents::Receipt;
use salyk_contract::documents::DocumentInForce;
use salyk_contract::dossier::Dossier;
use salyk_contract::dossier::Taxpayer;
use salyk_contract::operator::{
    ApplicationOf, DecideRefund, PutInForce, RegisterDebt, RegistrationOnDesk, RegistrationStep,
    ReleaseGoods, RequestLog, SetFault, SettleDebt,
};
use salyk_contract::registrations::RepresentativeRole;
use salyk_contract::taxpayers::{TaxpayerKind, TaxpayerRole};

use crate::accounts::Profile;
use crate::certificates::CertificateOffice;
use crate::deciding;
use crate::documents::BadVersion;
use crate::registrations::{Granted, StepError};
use crate::server::SandboxError;
use crate::service::Shared;

/// Control over a running sandbox.
#[derive(Clone)]
pub struct Operator {
    service: Shared,
}

/// Why an operator's call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OperatorError {
    /// The document is of a kind that the sandbox does not have.
    #[error("there is no document of this kind")]
    UnknownKind,
    /// The version was used before: what people agreed to must not change under its name.
    #[error("this version was used before")]
    UsedVersion,
    /// The version can't stand in a path.
    #[error("a version is 1 to 64 letters, digits, `-`, `_` or `.`")]
    BadVersion,
    /// A text is over the contract's limit.
    #[error("the text is too big")]
    TooLarge,
    /// There is no such login.
    #[error("there is no such login")]
    UnknownLogin,
    /// There is no such taxpayer.
    #[error("there is no such taxpayer")]
    UnknownTaxpayer,
    /// The taxpayer has no such lot.
    #[error("the taxpayer has no such lot")]
    UnknownLot,
    /// There is nothing that waits for this, or it was done before.
    #[error("nothing waits for this, or it was done before")]
    NothingToDecide,
    /// The lot has no goods declaration, and none was given.
    #[error("the lot has no goods declaration yet: give its number")]
    NoDeclaration,
    /// The number is not that of a goods declaration, or not that of this lot's.
    #[error("the number of a goods declaration is NNNNNNNN/DDMMYY/NNNNNNN, and the lot keeps the one it has")]
    BadDeclaration,
    /// The outcome is none of the contract's.
    #[error("an outcome is returned, offset, secured or refused")]
    UnknownOutcome,
    /// The parts do not add up to what was claimed (reg:20), or a sum is not more than zero.
    #[error("the parts add up to what was claimed, and each is more than zero")]
    WrongSum,
    /// Debts bar this outcome (reg:19, reg:20).
    #[error("debts bar this outcome")]
    Debts,
    /// There is no such application for access.
    #[error("there is no such application")]
    UnknownRegistration,
    /// The application for access is not where this can be done.
    #[error("this can't be done with the application as it is")]
    NotNow,
    /// A refusal without a reason.
    #[error("a refusal needs a reason")]
    NoReason,
}

impl From<StepError> for OperatorError {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Unknown => Self::UnknownRegistration,
            StepError::NotNow => Self::NotNow,
            StepError::NoReason => Self::NoReason,
        }
    }
}

impl From<BadVersion> for OperatorError {
    fn from(bad: BadVersion) -> Self {
        match bad {
            BadVersion::UnknownKind => Self::UnknownKind,
            BadVersion::Used => Self::UsedVersion,
            BadVersion::NotPlain => Self::BadVersion,
            BadVersion::TooLarge => Self::TooLarge,
        }
    }
}

impl Operator {
    pub(crate) fn new(service: Shared) -> Self {
        Self { service }
    }

    /// Puts a new version of a document in force at once.
    ///
    /// # Errors
    /// If the kind is unknown, or the version can't be used.
    pub fn put_in_force(&self, new: &PutInForce) -> Result<DocumentInForce, OperatorError> {
        let today = self.service.clock.today();
        Ok(self.service.library().put_in_force(new, today)?)
    }

    /// Sets the service's date in Bishkek, or goes back to the clock. Dossiers stay as they were laid out at the start, but for a
    /// regime that was registered ahead, which begins.
    pub fn set_today(&self, date: Option<Date>) {
        self.service.clock.set_date(date);
    }

    /// Moves the clock forward, in seconds.
    pub fn advance_clock(&self, seconds: u32) {
        self.service.clock.advance(seconds);
    }

    /// Makes every access token expire now; says how many were good.
    pub fn expire_access(&self) -> u64 {
        let now = self.service.clock.now();
        self.service.sessions().expire_access(now)
    }

    /// Makes every refresh token expire now; says how many were good.
    pub fn expire_refresh(&self) -> u64 {
        let now = self.service.clock.now();
        self.service.sessions().expire_refresh(now)
    }

    /// Revokes the sessions of a login, or everybody's; says how many.
    pub fn revoke_sessions(&self, login: Option<&str>) -> u64 {
        self.service.sessions().revoke_all(login)
    }

    /// Locks or unlocks an account. Locking revokes its sessions; unlocking forgets failed attempts.
    ///
    /// # Errors
    /// [`OperatorError::UnknownLogin`].
    pub fn set_account(&self, login: &str, locked: bool) -> Result<(), OperatorError> {
        if !self.service.accounts().set_locked(login, locked) {
            return Err(OperatorError::UnknownLogin);
        }
        if locked {
            self.service.sessions().revoke_all(Some(login));
        } else {
            self.service.attempts().forget_login(login);
        }
        Ok(())
    }

    /// A dossier as it is served.
    pub fn dossier(&self, taxpayer_id: &str) -> Option<Dossier> {
        self.service.dossiers().get(taxpayer_id).cloned()
    }

    /// Replaces a dossier; gives the new revision. The given revision, time and taxpayer's id are not used.
    ///
    /// # Errors
    /// [`OperatorError::UnknownTaxpayer`].
    pub fn replace_dossier(&self, taxpayer_id: &str, dossier: Dossier) -> Result<u64, OperatorError> {
        let as_of = self.service.clock.told();
        let mut dossiers = self.service.dossiers();
        dossiers
            .replace(taxpayer_id, dossier, as_of)
            .ok_or(OperatorError::UnknownTaxpayer)
    }

    /// The applications of every taxpayer, the oldest first.
    pub fn applications(&self) -> Vec<ApplicationOf> {
        self.service.applications().all()
    }

    /// Registers the change of regime that was applied for (reg:9); gives the new revision.
    ///
    /// # Errors
    /// [`OperatorError`] where nothing was applied for.
    pub fn register_regime(&self, taxpayer_id: &str) -> Result<u64, OperatorError> {
        self.decide(taxpayer_id, deciding::register_regime)
    }

    /// Records that customs released a lot's goods today (reg:14); gives the new revision.
    ///
    /// # Errors
    /// [`OperatorError`] where the lot has no goods declaration and none is given, or was released before.
    pub fn release(&self, goods: &ReleaseGoods) -> Result<u64, OperatorError> {
        self.decide(&goods.taxpayer, |dossier, today| {
            deciding::release(dossier, &goods.lot, goods.declaration.as_deref(), today)
        })
    }

    /// Decides today on an application for return (reg:19, reg:20); gives the new revision.
    ///
    /// # Errors
    /// [`OperatorError`] where nothing waits for it, the parts don't add up, or debts bar it.
    pub fn decide_refund(&self, decide: &DecideRefund) -> Result<u64, OperatorError> {
        self.decide(&decide.taxpayer, |dossier, today| {
            deciding::decide_refund(dossier, decide, today)
        })
    }

    /// Registers a debt that is overdue since today; gives the new revision.
    ///
    /// # Errors
    /// [`OperatorError`] where the sum is not more than zero.
    pub fn register_debt(&self, debt: &RegisterDebt) -> Result<u64, OperatorError> {
        self.decide(&debt.taxpayer, |dossier, today| {
            deciding::register_debt(dossier, debt, today)
        })
    }

    /// Records that the debts of one kind were paid today; gives the new revision.
    ///
    /// # Errors
    /// [`OperatorError`] where no debt of the kind is open.
    pub fn settle_debt(&self, settled: &SettleDebt) -> Result<u64, OperatorError> {
        self.decide(&settled.taxpayer, |dossier, today| {
            deciding::settle_debt(dossier, settled, today)
        })
    }

    /// Every dossier as it is served, in the order of the taxpayers' ids.
    pub fn dossiers(&self) -> Vec<Dossier> {
        self.service.dossiers().all()
    }

    fn decide(
        &self,
        taxpayer_id: &str,
        change: impl FnOnce(&mut Dossier, Date) -> Result<(), OperatorError>,
    ) -> Result<u64, OperatorError> {
        let (as_of, today) = (self.service.clock.told(), self.service.clock.today());
        let mut dossiers = self.service.dossiers();
        let changed = dossiers.change(taxpayer_id, as_of, |dossier| change(dossier, today));
        changed.ok_or(OperatorError::UnknownTaxpayer)?
    }

    /// The applications for access, oldest first.
    pub fn registrations(&self) -> Vec<RegistrationOnDesk> {
        self.service.registrations().list()
    }

    /// Takes an inspector's step on an application for access. Confirmed and with the passport shown, in either order, it is
    /// granted: there is a login, and the password that was chosen opens it (guide:G6).
    ///
    /// # Errors
    /// If there is no such application, or it is not where this can be done.
    pub fn step_registration(&self, number: &str, step: &RegistrationStep) -> Result<(), OperatorError> {
        let now = self.service.clock.told();
        let granted = self.service.registrations().step(number, step, now)?;
        if let Some(granted) = granted {
            self.open_access(granted);
        }
        Ok(())
    }

    fn open_access(&self, granted: Granted) {
        let (content, subject) = (granted.content, granted.content.subject());
        let (kind, role) = match content.organisation {
            None => (TaxpayerKind::Individual, TaxpayerRole::Owner),
            Some((_, RepresentativeRole::Head)) => (TaxpayerKind::LegalEntity, TaxpayerRole::Head),
            Some(_) => (TaxpayerKind::LegalEntity, TaxpayerRole::Accountant),
        };
        // The last part of a sample's INN tells it from the others, and is nobody's.
        let id = format!(
            "5a1e0000-0000-4000-9000-{:0>12}",
            subject.inn.get(9..).unwrap_or_default()
        );
        let taxpayer = Taxpayer {
            id: id.clone(),
            kind,
            name: subject.name.to_owned(),
            inn: subject.inn.to_owned(),
            office: subject.office.to_owned(),
            address: None,
        };
        self.service.dossiers().open(taxpayer, self.service.clock.told());
        let profile = Profile {
            display_name: content.person.name.to_owned(),
            role,
            taxpayers: vec![id],
        };
        self.service
            .accounts()
            .open(granted.login, profile, granted.password_hash);
    }

    /// The certificate office, over the dossiers as they are now.
    ///
    /// # Errors
    /// As [`CertificateOffice::sample`].
    pub fn certificate_office(&self) -> Result<CertificateOffice, SandboxError> {
        self.service.certificate_office()
    }

    /// The receipts that the service keeps of a login.
    pub fn receipts(&self, login: &str) -> Vec<Receipt> {
        self.service.receipts().of(login)
    }

    /// Changes the next answers on a path.
    pub fn set_fault(&self, fault: SetFault) {
        self.service.faults.set(fault);
    }

    /// Forgets all faults and lets held answers go on.
    pub fn forget_faults(&self) {
        self.service.faults.forget();
    }

    /// The requests seen, the operator's own left out.
    pub fn log(&self) -> RequestLog {
        self.service.log.read_out()
    }

    /// Forgets the requests seen.
    pub fn clear_log(&self) {
        self.service.log.clear();
    }
}
