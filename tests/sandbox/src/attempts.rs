//! Wrong sign-ins are counted for each login and each address.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use crate::options::AttemptLimits;

/// Attempts within the window. An attempt counts from its beginning, so that parallel guesses gain nothing.
pub(crate) struct Attempts {
    limits: AttemptLimits,
    by_login: HashMap<String, VecDeque<Timestamp>>,
    by_peer: HashMap<IpAddr, VecDeque<Timestamp>>,
}

impl Attempts {
    pub(crate) fn new(limits: AttemptLimits) -> Self {
        Self {
            limits,
            by_login: HashMap::new(),
            by_peer: HashMap::new(),
        }
    }

    /// Counts an attempt, or says how many seconds to wait. Unknown logins are counted like known ones.
    pub(crate) fn begin(&mut self, login: &str, peer: IpAddr, now: Timestamp) -> Result<(), u64> {
        let window = SignedDuration::from_secs(self.limits.window.into());
        forget(&mut self.by_login, now, window);
        forget(&mut self.by_peer, now, window);
        let wait = wait_for(self.by_login.get(login), self.limits.per_login, now, window).max(wait_for(
            self.by_peer.get(&peer),
            self.limits.per_peer,
            now,
            window,
        ));
        if wait > 0 {
            return Err(wait);
        }
        self.by_login.entry(login.to_owned()).or_default().push_back(now);
        self.by_peer.entry(peer).or_default().push_back(now);
        Ok(())
    }

    /// The password was right: the login starts anew, and the address is not charged for it.
    pub(crate) fn succeeded(&mut self, login: &str, peer: IpAddr) {
        self.by_login.remove(login);
        if let Some(times) = self.by_peer.get_mut(&peer) {
            times.pop_back();
        }
    }

    /// Forgets the attempts of a login.
    pub(crate) fn forget_login(&mut self, login: &str) {
        self.by_login.remove(login);
    }
}

fn forget<K: Hash + Eq>(
    attempts: &mut HashMap<K, VecDeque<Timestamp>>,
    now: Timestamp,
    window: SignedDuration,
) {
    attempts.retain(|_, times| {
        times.retain(|time| now.duration_since(*time) < window);
        !times.is_empty()
    });
}

fn wait_for(times: Option<&VecDeque<Timestamp>>, limit: u32, now: Timestamp, window: SignedDuration) -> u64 {
    let Some(times) = times else { return 0 };
    let Some(over) = (times.len() + 1)
        .checked_sub(limit as usize)
        .filter(|over| *over > 0)
    else {
        return 0;
    };
    // Free again once the attempts that are over the limit have left the window.
    let Some(last) = times.get(over - 1) else { return 0 };
    let left = window - now.duration_since(*last);
    u64::try_from(left.as_secs()).unwrap_or(0) + u64::from(left.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn attempts(per_login: u32, per_peer: u32) -> Attempts {
        Attempts::new(AttemptLimits {
            per_login,
            per_peer,
            window: 60,
        })
    }

    #[test]
    fn a_login_waits_until_its_oldest_attempt_leaves_the_window() {
        let mut attempts = attempts(2, 100);
        assert_eq!(attempts.begin("a", PEER, at(0)), Ok(()));
        assert_eq!(attempts.begin("a", PEER, at(10)), Ok(()));
        assert_eq!(attempts.begin("a", PEER, at(20)), Err(40));
        assert_eq!(attempts.begin("b", PEER, at(20)), Ok(()));
        assert_eq!(attempts.begin("a", PEER, at(59)), Err(1));
        assert_eq!(attempts.begin("a", PEER, at(60)), Ok(()));
        assert_eq!(attempts.begin("a", PEER, at(60)), Err(10));
    }

    #[test]
    fn an_address_is_limited_over_all_logins() {
        let mut attempts = attempts(100, 3);
        for (second, login) in ["a", "b", "c"].iter().enumerate() {
            assert_eq!(attempts.begin(login, PEER, at(second as i64)), Ok(()));
        }
        assert_eq!(attempts.begin("d", PEER, at(3)), Err(57));
        assert_eq!(attempts.begin("d", IpAddr::from([127, 0, 0, 2]), at(3)), Ok(()));
    }

    #[test]
    fn success_is_not_held_against_anyone() {
        let mut attempts = attempts(2, 2);
        for second in 0..20 {
            assert_eq!(attempts.begin("a", PEER, at(second)), Ok(()));
            attempts.succeeded("a", PEER);
        }
    }
}
