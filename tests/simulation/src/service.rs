//! The tax service as the contract has it: receipts are asked for by itself (`guide:M3`), a refresh token is good for one
//! rotation, and repeating that rotation under its name gives the same successor until it is first used.

use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use salyk_client::consent::{
    Catalogue, Digest, DocumentId, DocumentInForce, DocumentKind, DocumentText, Receipt,
};
use salyk_client::effect::Call;
use salyk_client::event::CallAnswer;
use salyk_client::fakes::dossier_answer;
use salyk_client::ports::{Fetched, ServiceError};
use salyk_client::secret::Secret;
use salyk_client::session::{Opened, RefreshAttempt, Role, SignInRequest, Taxpayer, TaxpayerId, Tokens};
use salyk_client::text::Language;
use salyk_regulation::dossier::{self, Dossier, OfficeCode};
use salyk_regulation::fact::Fact;
use salyk_regulation::inn::Inn;

use crate::tokens::Token;

/// The people who can sign in.
pub const LOGINS: [&str; 2] = ["aida", "bek"];

/// Every person's password.
pub const PASSWORD: &str = "password-canary";

/// Whole seconds for which an access token is good.
const ACCESS_SECONDS: u32 = 300;

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// This phone, or another of the same person, signed out.
    SignedOut,
    /// The service revoked it.
    Revoked,
    /// A rotated token was used again: taken for theft.
    Reused,
}

/// A session: the tokens that descend from one sign-in.
#[derive(Debug, Clone)]
pub struct Family {
    /// Who signed in.
    pub login: String,
    /// Whether and why it has ended.
    pub ended: Option<End>,
    generation: u32,
    rotated: Option<Rotated>,
}

/// The last rotation, kept until its successor is first used.
#[derive(Debug, Clone)]
struct Rotated {
    old: u32,
    request_id: String,
}

/// The service's memory.
#[derive(Debug, Default)]
pub struct Service {
    /// Every session there ever was.
    pub families: Vec<Family>,
    version: u8,
    revision: u64,
    expires: BTreeMap<Token, Timestamp>,
}

/// The sample firms that a login may act for: one, so that its home opens at once, or two to choose from.
#[must_use]
pub fn taxpayers(login: &str) -> Vec<Taxpayer> {
    let firms = if login == "aida" { 1 } else { 2 };
    let firm = |number| Taxpayer {
        id: TaxpayerId(format!("{login}/{number}")),
        name: format!("Үлгү {login}/{number}"),
        inn: "03213999900001".to_owned(),
        legal_entity: true,
        role: Role::Accountant,
    };
    (0..firms).map(firm).collect()
}

/// A document's text.
#[must_use]
pub fn document(id: &DocumentId) -> DocumentText {
    DocumentText {
        id: id.clone(),
        title: "Үлгү".to_owned(),
        text: "Үлгү".to_owned(),
    }
}

impl Service {
    /// The documents in force.
    #[must_use]
    pub fn catalogue(&self, tag: Option<&str>) -> Fetched<Catalogue> {
        let now = self.version();
        if tag == Some(&now) {
            return Fetched::Unchanged;
        }
        let documents = DocumentKind::ALL.map(|kind| DocumentInForce {
            kind,
            version: now.clone(),
            in_force_since: date(2026, 1, 1),
            texts: vec![(Language::Kyrgyz, self.digest(kind))],
        });
        match Catalogue::new(documents.to_vec()) {
            Some(content) => Fetched::New { content, tag: now },
            None => Fetched::Unchanged,
        }
    }

    fn version(&self) -> String {
        format!("v{}", self.version)
    }

    /// What stands for the SHA-256 of a text: whether a text fits its digest is the adapter's to check.
    fn digest(&self, kind: DocumentKind) -> Digest {
        let half = if kind == DocumentKind::PrivacyPolicy {
            128
        } else {
            0
        };
        Digest([self.version.wrapping_add(half); 32])
    }

    /// A new version of both documents comes into force.
    pub fn new_version(&mut self) {
        self.version = (self.version + 1) % 128;
    }

    fn are_in_force(&self, receipts: &[Receipt]) -> bool {
        DocumentKind::ALL.into_iter().all(|kind| {
            receipts.iter().any(|receipt| {
                let document = &receipt.document;
                document.kind == kind
                    && document.version == self.version()
                    && document.sha256 == self.digest(kind)
                    && receipt.withdrawn_at.is_none()
            })
        })
    }

    /// Opens a session.
    ///
    /// # Errors
    /// When receipts or password are not what they must be.
    pub fn sign_in(&mut self, request: &SignInRequest, now: Timestamp) -> Result<Opened, ServiceError> {
        if !self.are_in_force(&request.receipts) {
            return Err(ServiceError::ConsentRequired);
        }
        if !LOGINS.contains(&request.login.as_str()) || request.password.expose_str() != Some(PASSWORD) {
            return Err(ServiceError::WrongCredentials);
        }
        let family = self.families.len();
        self.families.push(Family {
            login: request.login.clone(),
            ended: None,
            generation: 0,
            rotated: None,
        });
        Ok(Opened {
            tokens: self.tokens(
                Token {
                    family,
                    generation: 0,
                },
                now,
            ),
            person: request.login.clone(),
            taxpayers: taxpayers(&request.login),
        })
    }

    /// A pair of tokens; the access token's life begins when it is first given.
    fn tokens(&mut self, token: Token, now: Timestamp) -> Tokens {
        let life = SignedDuration::from_secs(i64::from(ACCESS_SECONDS));
        let end = now.checked_add(life).unwrap_or(Timestamp::MAX);
        let until = *self.expires.entry(token).or_insert(end);
        let left = until.duration_since(now).as_secs();
        Tokens {
            access: Secret::from(token.access()),
            access_expires_in: u32::try_from(left).unwrap_or(0).min(ACCESS_SECONDS),
            refresh: Secret::from(token.refresh()),
        }
    }

    /// Exchanges a refresh token.
    ///
    /// # Errors
    /// When the session has ended, by a reuse too.
    pub fn refresh(&mut self, attempt: &RefreshAttempt, now: Timestamp) -> Result<Tokens, ServiceError> {
        let token = Token::parse(&attempt.refresh).ok_or(ServiceError::SessionEnded)?;
        let family = self.live(token)?;
        if token.generation == family.generation {
            family.generation += 1;
            family.rotated = Some(Rotated {
                old: token.generation,
                request_id: attempt.request_id.clone(),
            });
        } else {
            let last = family.rotated.as_ref();
            let same = last
                .is_some_and(|last| last.old == token.generation && last.request_id == attempt.request_id);
            if !same {
                family.ended = Some(End::Reused);
                return Err(ServiceError::SessionEnded);
            }
        }
        let generation = family.generation;
        Ok(self.tokens(Token { generation, ..token }, now))
    }

    fn live(&mut self, token: Token) -> Result<&mut Family, ServiceError> {
        let family = self.families.get_mut(token.family);
        family
            .filter(|family| family.ended.is_none())
            .ok_or(ServiceError::SessionEnded)
    }

    /// Makes a call of a session. Accepting a successor's token is its first use.
    ///
    /// # Errors
    /// When the token is not good, or receipts are stale.
    pub fn call(&mut self, access: &Secret, call: &Call, now: Timestamp) -> Result<CallAnswer, ServiceError> {
        let token = Token::parse(access).ok_or(ServiceError::SessionEnded)?;
        let expired = self.expires.get(&token).is_none_or(|until| *until <= now);
        let family = self.live(token)?;
        if expired {
            return Err(ServiceError::AccessExpired);
        }
        if token.generation == family.generation {
            family.rotated = None;
        }
        let login = family.login.clone();
        match call {
            Call::Taxpayers => Ok(CallAnswer::Taxpayers(taxpayers(&login))),
            Call::Dossier { taxpayer, tag } => self.dossier(&login, taxpayer, tag.as_deref()),
            Call::AddReceipts { receipts } if self.are_in_force(receipts) => Ok(CallAnswer::ReceiptsAdded),
            Call::AddReceipts { .. } => Err(ServiceError::ConsentRequired),
            // Nobody in these histories files anything; the outbox has histories of its own.
            Call::File { .. } | Call::Withdraw { .. } => Err(ServiceError::NotFound),
            // Nobody attaches a file in these histories.
            Call::Upload { .. } => Err(ServiceError::NotFound),
            // Nobody opens a code in these histories.
            Call::Certify { .. } | Call::PaperCode { .. } => Err(ServiceError::NotFound),
            Call::SignOut { everywhere } => {
                self.end(End::SignedOut, |number, family| {
                    number == token.family || (*everywhere && family.login == login)
                });
                Ok(CallAnswer::SignedOut)
            }
        }
    }

    fn dossier(
        &self,
        login: &str,
        taxpayer: &TaxpayerId,
        tag: Option<&str>,
    ) -> Result<CallAnswer, ServiceError> {
        let known = taxpayers(login).into_iter().find(|known| known.id == *taxpayer);
        let known = known.ok_or(ServiceError::NotFound)?;
        let now = format!("d{}", self.revision);
        if tag == Some(&now) {
            return Ok(CallAnswer::Dossier(Box::new(Fetched::Unchanged)));
        }
        let content = Dossier {
            revision: self.revision,
            taxpayer: dossier::Taxpayer {
                name: known.name,
                inn: Inn::parse(&known.inn).map_err(|_| ServiceError::NotFound)?,
                office: OfficeCode("004".to_owned()),
                vat_payer: Fact::Missing,
                taxable_imports: Fact::Missing,
                activities: BTreeMap::new(),
            },
            registered: Fact::Missing,
            applications: Vec::new(),
            confirmations: Vec::new(),
            debts: Fact::Missing,
            other_activities: Fact::Missing,
            lots: Vec::new(),
        };
        Ok(CallAnswer::Dossier(Box::new(Fetched::New {
            content: dossier_answer(content),
            tag: now,
        })))
    }

    /// Ends the sessions of which this is true.
    pub fn end(&mut self, why: End, which: impl Fn(usize, &Family) -> bool) {
        for (number, family) in self.families.iter_mut().enumerate() {
            if family.ended.is_none() && which(number, family) {
                family.ended = Some(why);
            }
        }
    }

    /// Makes every access token expire now.
    pub fn expire_access(&mut self, now: Timestamp) {
        for until in self.expires.values_mut() {
            *until = now.min(*until);
        }
    }

    /// Changes every case.
    pub fn change_cases(&mut self) {
        self.revision += 1;
    }
}
