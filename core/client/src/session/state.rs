//! A session, and the stages of renewing its tokens.

use litemap::LiteMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::consent::Versions;
use crate::effect::{Call, Ticket};
use crate::secret::Secret;

use super::types::{RefreshAttempt, Tokens};

/// An account's session. One that anybody acts in can be made only of accepted receipts or of a stored session that had them; one
/// without is only to be ended.
#[derive(Debug)]
pub(crate) struct Session {
    /// `None` only for a session that is being ended.
    consented: Option<Versions>,
    pub(super) access: Option<Access>,
    pub(super) stage: Stage,
    /// Calls that wait for an access token.
    pub(super) waiting: Vec<Pending>,
    /// Calls that were sent.
    pub(super) sent: LiteMap<Ticket, Pending>,
}

/// The access token: in memory only.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) token: Secret,
    pub(super) until: Timestamp,
    /// Tells this token from the ones before it.
    pub(super) serial: u64,
    /// It was sent at least once: a fresh one is tried whatever its lifetime.
    pub(super) used: bool,
}

/// A call, how often it was sent, and with which token last.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) call: Call,
    pub(super) sent: u8,
    pub(super) with: u64,
}

/// How far a renewal has come; there is one at a time (single flight).
#[derive(Debug)]
pub(super) enum Stage {
    /// None is under way.
    Idle,
    /// The session's name is being made durable, before its first tokens are kept.
    Naming(Tokens, Timestamp),
    /// The refresh token is being read.
    Reading(Ticket),
    /// The attempt is being made durable, before it is sent.
    Recording(Ticket, RefreshAttempt),
    /// The attempt was sent.
    Exchanging(Ticket),
    /// The successor is being made durable, before it is used.
    Keeping(Ticket, Tokens, Timestamp, Origin),
}

/// Where tokens came from: those of a sign-in can't be had again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    SignIn,
    Refresh,
}

impl Session {
    pub(super) fn new(consented: Versions) -> Self {
        Self {
            consented: Some(consented),
            ..Self::to_be_ended()
        }
    }

    /// A session that is only to be ended; for what it was consented does not matter any more.
    pub(super) fn to_be_ended() -> Self {
        Self {
            consented: None,
            access: None,
            stage: Stage::Idle,
            waiting: Vec::new(),
            sent: LiteMap::new(),
        }
    }

    /// The versions for which the service has accepted receipts.
    pub(crate) fn consented(&self) -> Option<&Versions> {
        self.consented.as_ref()
    }

    /// Whether its name is still being made durable.
    pub(super) fn is_being_named(&self) -> bool {
        matches!(self.stage, Stage::Naming(..))
    }

    /// The newest access token, also while what it came with is being made durable: to end the session with, and for nothing else.
    pub(super) fn newest_access(&self) -> Option<&Secret> {
        match &self.stage {
            Stage::Naming(tokens, _) | Stage::Keeping(_, tokens, ..) => Some(&tokens.access),
            _ => self.access.as_ref().map(|access| &access.token),
        }
    }

    /// Awaits nothing any more but the renewal under way.
    pub(super) fn forget_calls(&mut self) {
        self.waiting.clear();
        self.sent.clear();
    }

    pub(super) fn renew_consent(&mut self, versions: Versions) {
        self.consented = Some(versions);
    }

    /// Whether something of an attached file is being sent, or waits to be.
    pub(crate) fn is_uploading(&self) -> bool {
        let mut calls = self.waiting.iter().chain(self.sent.values());
        calls.any(|pending| matches!(pending.call, Call::Upload { .. }))
    }

    /// Whether calls of it are under way or waiting; files go in the background.
    pub(crate) fn is_busy(&self) -> bool {
        let mut calls = self.waiting.iter().chain(self.sent.values());
        calls.any(|pending| !matches!(pending.call, Call::Upload { .. }))
    }
}

/// What the vault keeps of a session.
#[derive(Serialize, Deserialize)]
struct Kept {
    refresh: String,
    /// The attempt that was under way when this was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// The vault entry for a refresh token and the attempt under way.
pub(super) fn to_vault(refresh: &Secret, request_id: Option<&str>) -> Option<Secret> {
    let kept = Kept {
        refresh: refresh.expose_str()?.to_owned(),
        request_id: request_id.map(str::to_owned),
    };
    let bytes = serde_json::to_vec(&kept).ok().map(Secret::new);
    drop(Secret::from(kept.refresh));
    bytes
}

/// Reads a vault entry back: the token, and the attempt that was cut off.
pub(super) fn from_vault(entry: &Secret) -> Option<(Secret, Option<String>)> {
    let kept: Kept = serde_json::from_slice(entry.expose()).ok()?;
    Some((Secret::from(kept.refresh), kept.request_id))
}

#[cfg(test)]
mod tests {
    use super::Session;
    use crate::accounts;
    use crate::testing::Desk;

    #[test]
    fn nobody_acts_in_a_session_without_consent() {
        let mut desk = Desk::new();
        desk.sign_in("a");
        let account = accounts::current(&desk.model).map(|acting| acting.account.id.clone());
        let account = account.expect("someone acts");
        desk.model.sessions.insert(account, Session::to_be_ended());
        assert!(accounts::current(&desk.model).is_none());
    }
}
