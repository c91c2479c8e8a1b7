//! The sample accounts: logins, passwords as Argon2id, and for whom each acts.

use std::collections::HashMap;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use salyk_contract::sessions::Person;
use salyk_contract::taxpayers::TaxpayerRole;

use crate::options::PasswordCost;

/// A login that anyone may use: it opens samples only.
#[derive(Clone, Copy, Debug)]
pub struct SampleLogin {
    /// The login.
    pub login: &'static str,
    /// The password.
    pub password: &'static str,
    /// The name to greet.
    pub display_name: &'static str,
    /// What the person is to the taxpayers.
    pub role: TaxpayerRole,
    /// Ids of the taxpayers.
    pub taxpayers: &'static [&'static str],
    /// Whether the account is locked from the start.
    pub locked: bool,
}

/// Every login of the sandbox, with its password: an accountant of four taxpayers, a head, an owner who plans a first
/// lot, one whose regime ended, a taxpayer that has not applied, and a locked account.
pub const SAMPLE_LOGINS: &[SampleLogin] = &[
    SampleLogin {
        login: "ulgu-esepchi",
        password: "ulgu-syr-soz",
        display_name: "Үлгү Эсепчи",
        role: TaxpayerRole::Accountant,
        taxpayers: &[
            "5a1e0000-0000-4000-8000-000000000001",
            "5a1e0000-0000-4000-8000-000000000002",
            "5a1e0000-0000-4000-8000-000000000003",
            "5a1e0000-0000-4000-8000-000000000004",
        ],
        locked: false,
    },
    SampleLogin {
        login: "ulgu-jetekchi",
        password: "ulgu-syr-soz",
        display_name: "Үлгү Жетекчи",
        role: TaxpayerRole::Head,
        taxpayers: &["5a1e0000-0000-4000-8000-000000000005"],
        locked: false,
    },
    SampleLogin {
        login: "ulgu-eesi",
        password: "ulgu-syr-soz",
        display_name: "Үлгү Ээси",
        role: TaxpayerRole::Owner,
        taxpayers: &["5a1e0000-0000-4000-8000-000000000006"],
        locked: false,
    },
    SampleLogin {
        login: "ulgu-jany",
        password: "ulgu-syr-soz",
        display_name: "Үлгү Жаңы",
        role: TaxpayerRole::Head,
        taxpayers: &["5a1e0000-0000-4000-8000-000000000007"],
        locked: false,
    },
    SampleLogin {
        login: "ulgu-kulpu",
        password: "ulgu-syr-soz",
        display_name: "Үлгү Кулпуланган",
        role: TaxpayerRole::Owner,
        taxpayers: &["5a1e0000-0000-4000-8000-000000000006"],
        locked: true,
    },
];

/// The accounts and which of them are locked.
pub(crate) struct Accounts {
    by_login: HashMap<String, Account>,
    /// Checked for a login that nobody has, so that the work is the same.
    nobody: String,
    hasher: Hasher,
}

/// What turns passwords into Argon2id and checks them. Slow by intent: call it where blocking is allowed.
#[derive(Clone)]
pub(crate) struct Hasher(Argon2<'static>);

impl Hasher {
    pub(crate) fn hash(&self, password: &str) -> Result<String, argon2::password_hash::Error> {
        self.0
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    }

    pub(crate) fn knows(&self, password: &str, hash: &str) -> bool {
        self.0.verify_password(password.as_bytes(), hash).is_ok()
    }
}

/// Whose login it is, and for whom it acts.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) display_name: String,
    pub(crate) role: TaxpayerRole,
    pub(crate) taxpayers: Vec<String>,
}

struct Account {
    profile: Profile,
    password: String,
    locked: bool,
}

/// An account as one sign-in sees it.
pub(crate) struct Candidate {
    pub(crate) profile: Option<Profile>,
    pub(crate) locked: bool,
    hash: String,
    hasher: Hasher,
}

impl Accounts {
    pub(crate) fn new(cost: PasswordCost) -> Result<Self, argon2::password_hash::Error> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)?;
        let hasher = Hasher(Argon2::new(Algorithm::Argon2id, Version::V0x13, params));
        let mut by_login = HashMap::new();
        for sample in SAMPLE_LOGINS {
            let account = Account {
                profile: Profile {
                    display_name: sample.display_name.to_owned(),
                    role: sample.role,
                    taxpayers: sample.taxpayers.iter().map(|id| (*id).to_owned()).collect(),
                },
                password: hasher.hash(sample.password)?,
                locked: sample.locked,
            };
            by_login.insert(sample.login.to_owned(), account);
        }
        Ok(Self {
            by_login,
            nobody: hasher.hash("")?,
            hasher,
        })
    }

    pub(crate) fn hasher(&self) -> Hasher {
        self.hasher.clone()
    }

    /// Opens a login, as an application for access was granted.
    pub(crate) fn open(&mut self, login: String, profile: Profile, password_hash: String) {
        let account = Account {
            profile,
            password: password_hash,
            locked: false,
        };
        self.by_login.insert(login, account);
    }

    pub(crate) fn candidate(&self, login: &str) -> Candidate {
        let account = self.by_login.get(login);
        Candidate {
            profile: account.map(|account| account.profile.clone()),
            locked: account.is_some_and(|account| account.locked),
            hash: account.map_or(&self.nobody, |account| &account.password).clone(),
            hasher: self.hasher.clone(),
        }
    }

    /// Whether there is such a login.
    pub(crate) fn set_locked(&mut self, login: &str, locked: bool) -> bool {
        self.by_login
            .get_mut(login)
            .map(|account| account.locked = locked)
            .is_some()
    }
}

impl Candidate {
    /// Slow by intent: call it where blocking is allowed.
    pub(crate) fn knows(&self, password: &str) -> bool {
        self.hasher.knows(password, &self.hash) && self.profile.is_some()
    }
}

impl Profile {
    pub(crate) fn person(&self) -> Person {
        Person {
            display_name: self.display_name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts() -> Accounts {
        Accounts::new(PasswordCost {
            memory_kib: 8,
            passes: 1,
        })
        .unwrap()
    }

    #[test]
    fn stores_argon2id_and_salts_each_account() {
        let accounts = accounts();
        let one = &accounts.by_login["ulgu-eesi"].password;
        let other = &accounts.by_login["ulgu-jany"].password;
        assert!(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        assert_ne!(one, other, "two accounts with one password have two salts");
    }

    #[test]
    fn only_the_accounts_own_password_is_known() {
        let accounts = accounts();
        assert!(accounts.candidate("ulgu-eesi").knows("ulgu-syr-soz"));
        assert!(!accounts.candidate("ulgu-eesi").knows("ulgu-syr-soz "));
        assert!(!accounts.candidate("ulgu-eesi").knows(""));
        assert!(
            !accounts.candidate("nobody").knows(""),
            "the stand-in's password opens nothing"
        );
        assert!(!accounts.candidate("nobody").knows("ulgu-syr-soz"));
    }
}
