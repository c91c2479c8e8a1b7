//! Families of tokens: each sign-in begins one, each refresh turns its page.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use ring::rand::{SecureRandom, SystemRandom};
use salyk_contract::Secret;
use salyk_contract::problem::ProblemCode;
use salyk_contract::sessions::Tokens;

use crate::tagged::sha256_hex;

/// Tokens are kept as hashes only, but for a successor that may have to be repeated.
pub(crate) struct Sessions {
    access_lifetime: u32,
    refresh_lifetime: u32,
    families: Vec<Family>,
    access: HashMap<Hash, Access>,
    refresh: HashMap<Hash, usize>,
    random: SystemRandom,
}

type Hash = String;

struct Family {
    login: String,
    revoked: bool,
    generation: u64,
    current: Hash,
    expires: Timestamp,
    rotated: Option<Rotated>,
}

/// The last rotation, kept until its successor is first used.
struct Rotated {
    old: Hash,
    request_id: String,
    successor: Tokens,
    access_expires: Timestamp,
}

struct Access {
    family: usize,
    generation: u64,
    expires: Timestamp,
}

/// A session that a valid access token belongs to.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) login: String,
    family: usize,
}

impl Sessions {
    pub(crate) fn new(access_lifetime: u32, refresh_lifetime: u32) -> Self {
        Self {
            access_lifetime,
            refresh_lifetime,
            families: Vec::new(),
            access: HashMap::new(),
            refresh: HashMap::new(),
            random: SystemRandom::new(),
        }
    }

    pub(crate) fn begin(&mut self, login: &str, now: Timestamp) -> Result<Tokens, ProblemCode> {
        let family = self.families.len();
        let (access, refresh) = (self.token()?, self.token()?);
        let current = sha256_hex(refresh.as_bytes());
        self.families.push(Family {
            login: login.to_owned(),
            revoked: false,
            generation: 0,
            current: current.clone(),
            expires: after(now, self.refresh_lifetime),
            rotated: None,
        });
        self.refresh.insert(current, family);
        self.keep_access(&access, family, 0, now);
        Ok(self.pair(access, refresh))
    }

    /// Gives the successor of a refresh token. The same old token with the same request id gives the same successor until
    /// that is first used; any other reuse revokes the family.
    pub(crate) fn rotate(
        &mut self,
        old: &str,
        request_id: &str,
        now: Timestamp,
    ) -> Result<Tokens, ProblemCode> {
        let old = sha256_hex(old.as_bytes());
        let index = *self.refresh.get(&old).ok_or(ProblemCode::SessionRevoked)?;
        let family = self.families.get_mut(index).ok_or(ProblemCode::SessionRevoked)?;
        if family.revoked {
            return Err(ProblemCode::SessionRevoked);
        }
        if old != family.current {
            return self.repeat(index, &old, request_id, now);
        }
        if now >= family.expires {
            return Err(ProblemCode::SessionExpired);
        }
        let (access, refresh) = (self.token()?, self.token()?);
        let pair = self.pair(access.clone(), refresh.clone());
        let access_expires = after(now, self.access_lifetime);
        let expires = after(now, self.refresh_lifetime);
        let current = sha256_hex(refresh.as_bytes());
        self.refresh.insert(current.clone(), index);
        let family = self.families.get_mut(index).ok_or(ProblemCode::SessionRevoked)?;
        family.generation += 1;
        family.current = current;
        family.expires = expires;
        family.rotated = Some(Rotated {
            old,
            request_id: request_id.to_owned(),
            successor: pair.clone(),
            access_expires,
        });
        let generation = family.generation;
        self.keep_access(&access, index, generation, now);
        Ok(pair)
    }

    fn repeat(
        &mut self,
        index: usize,
        old: &str,
        request_id: &str,
        now: Timestamp,
    ) -> Result<Tokens, ProblemCode> {
        let family = self.families.get_mut(index).ok_or(ProblemCode::SessionRevoked)?;
        let same = family
            .rotated
            .as_ref()
            .filter(|last| last.old == old && last.request_id == request_id);
        let Some(last) = same else {
            family.revoked = true;
            family.rotated = None;
            return Err(ProblemCode::SessionRevoked);
        };
        let left = last.access_expires.duration_since(now).as_secs();
        Ok(Tokens {
            access_expires_in: u64::try_from(left).unwrap_or(0),
            ..last.successor.clone()
        })
    }

    /// Whose access token this is. Accepting a successor's token is its first use.
    pub(crate) fn authenticate(&mut self, access: &str, now: Timestamp) -> Result<Session, ProblemCode> {
        let access = self
            .access
            .get(&sha256_hex(access.as_bytes()))
            .ok_or(ProblemCode::Unauthenticated)?;
        let family = self
            .families
            .get_mut(access.family)
            .ok_or(ProblemCode::Unauthenticated)?;
        if family.revoked {
            return Err(ProblemCode::SessionRevoked);
        }
        if now >= access.expires {
            return Err(ProblemCode::AccessExpired);
        }
        if access.generation == family.generation {
            family.rotated = None;
        }
        Ok(Session {
            login: family.login.clone(),
            family: access.family,
        })
    }

    pub(crate) fn revoke(&mut self, session: &Session) {
        if let Some(family) = self.families.get_mut(session.family) {
            family.revoked = true;
            family.rotated = None;
        }
    }

    /// Revokes the sessions of a login, or everybody's, and says how many.
    pub(crate) fn revoke_all(&mut self, login: Option<&str>) -> u64 {
        let mut changed = 0;
        for family in &mut self.families {
            if !family.revoked && login.is_none_or(|login| login == family.login) {
                family.revoked = true;
                family.rotated = None;
                changed += 1;
            }
        }
        changed
    }

    /// Makes every access token expire now, and says how many were still good.
    pub(crate) fn expire_access(&mut self, now: Timestamp) -> u64 {
        let mut changed = 0;
        for access in self.access.values_mut().filter(|access| access.expires > now) {
            access.expires = now;
            changed += 1;
        }
        for rotated in self
            .families
            .iter_mut()
            .filter_map(|family| family.rotated.as_mut())
        {
            rotated.access_expires = rotated.access_expires.min(now);
        }
        changed
    }

    /// Makes every refresh token expire now, and says how many were still good.
    pub(crate) fn expire_refresh(&mut self, now: Timestamp) -> u64 {
        let mut changed = 0;
        for family in self
            .families
            .iter_mut()
            .filter(|family| !family.revoked && family.expires > now)
        {
            family.expires = now;
            changed += 1;
        }
        changed
    }

    fn keep_access(&mut self, token: &str, family: usize, generation: u64, now: Timestamp) {
        let expires = after(now, self.access_lifetime);
        self.access.insert(
            sha256_hex(token.as_bytes()),
            Access {
                family,
                generation,
                expires,
            },
        );
    }

    fn pair(&self, access: String, refresh: String) -> Tokens {
        Tokens {
            access_token: Secret::new(access),
            access_expires_in: self.access_lifetime.into(),
            refresh_token: Secret::new(refresh),
        }
    }

    fn token(&self) -> Result<String, ProblemCode> {
        random_hex(&self.random)
    }
}

/// 256 random bits as hexadecimal text.
pub(crate) fn random_hex(random: &SystemRandom) -> Result<String, ProblemCode> {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes).map_err(|_| ProblemCode::Internal)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn after(now: Timestamp, seconds: u32) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(seconds.into()))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
#[path = "sessions_tests.rs"]
mod tests;
