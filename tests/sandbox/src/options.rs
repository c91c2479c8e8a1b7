//! How a sandbox is started.

use std::net::{IpAddr, Ipv4Addr};

use jiff::civil::Date;

/// How a sandbox is started. The default is what a demonstration wants; tests lower the password's cost.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// Where to listen; only loopback is accepted.
    pub address: IpAddr,
    /// The port; 0 lets the system choose a free one.
    pub port: u16,
    /// The service's date in Bishkek. Dossiers are laid out around it. Without it, the real date.
    pub today: Option<Date>,
    /// Life of an access token, in seconds.
    pub access_lifetime: u32,
    /// Life of a refresh token, in seconds.
    pub refresh_lifetime: u32,
    /// The work that one password check costs.
    pub password_cost: PasswordCost,
    /// How many attempts are allowed.
    pub attempts: AttemptLimits,
    /// How many look-ups are allowed: for one INN, and for one address.
    pub look_ups: AttemptLimits,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            today: None,
            access_lifetime: 5 * 60,
            refresh_lifetime: 30 * 24 * 60 * 60,
            password_cost: PasswordCost::default(),
            attempts: AttemptLimits::default(),
            look_ups: AttemptLimits {
                per_login: 5,
                per_peer: 20,
                window: 60,
            },
        }
    }
}

impl SandboxOptions {
    /// The same with the cheapest password check, for tests.
    pub fn for_tests() -> Self {
        Self {
            password_cost: PasswordCost {
                memory_kib: 8,
                passes: 1,
            },
            ..Self::default()
        }
    }
}

/// Parameters of Argon2id (RFC 9106), one lane.
#[derive(Clone, Copy, Debug)]
pub struct PasswordCost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// 19 MiB and two passes: the least that OWASP's password storage cheat sheet recommends.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
        }
    }
}

/// How many wrong sign-ins are allowed within a window of time.
#[derive(Clone, Copy, Debug)]
pub struct AttemptLimits {
    /// For one login.
    pub per_login: u32,
    /// For one address.
    pub per_peer: u32,
    /// The window, in seconds.
    pub window: u32,
}

impl Default for AttemptLimits {
    fn default() -> Self {
        Self {
            per_login: 5,
            per_peer: 60,
            window: 60,
        }
    }
}
