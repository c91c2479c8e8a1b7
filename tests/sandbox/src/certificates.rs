//! The sandbox's certificate office: it certifies the sample taxpayers, and publishes the lists that inspectors hold.
//!
//! Its keys stand here for everyone to read, so its key list says that they sign samples only: no verifier ever calls what they
//! signed plainly valid.

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_certificate::{
    Claims, Debt, Entry, Inn, Issuer, IssuerKey, KeyError, KeyId, Kind, PublicKey, SecretKey, StatusSource,
    Times, fit_name, issue, key_list, paper_code, register, status_list,
};
use salyk_contract::dossier::{Dossier, RegimeState};

use crate::dossiers::Dossiers;
use crate::server::SandboxError;

/// Nobody's secrets.
const ROOT: [u8; 32] = *b"sample root key, nobody's secret";
const ISSUER: [u8; 32] = *b"sample issuer, not a real secret";

const DAY: i64 = 24 * 60 * 60;

/// How long a status list is fresh, in seconds.
const STATUS_TTL: i64 = DAY / 2;

/// Where a real office would publish its status list.
const STATUS_ADDRESS: &str = "https://salyk.example/status/1";

/// Signs certificates and lists for taxpayers.
#[derive(Debug, Clone)]
pub struct CertificateOffice {
    root: Issuer,
    issuer: Issuer,
    dossiers: Vec<Dossier>,
    /// INNs whose certificates are revoked.
    revoked: Vec<Inn>,
}

/// The lists of one moment, each in its bytes.
#[derive(Debug, Clone)]
pub struct SignedLists {
    /// The issuer keys, signed by the root key.
    pub keys: Vec<u8>,
    /// Which certificates are revoked.
    pub status: Vec<u8>,
    /// The open facts of every taxpayer (Tax Code, article 64).
    pub register: Vec<u8>,
}

impl CertificateOffice {
    /// An office of the sample taxpayers, laid out around a day.
    ///
    /// # Errors
    /// [`SandboxError`] when the samples or the keys can't be read, which is a mistake in this crate.
    pub fn sample(day: Date) -> Result<Self, SandboxError> {
        let dossiers = Dossiers::samples(day, Timestamp::UNIX_EPOCH).map_err(SandboxError::samples)?;
        Self::of(dossiers.all())
    }

    /// An office of these taxpayers, whose places are those in the status list.
    pub(crate) fn of(dossiers: Vec<Dossier>) -> Result<Self, SandboxError> {
        let issuer = |kid, key| -> Result<Issuer, KeyError> {
            Ok(Issuer {
                kid: KeyId(kid),
                key: SecretKey::from_bytes(key)?,
            })
        };
        Ok(Self {
            root: issuer([0, 0, 0, 1], &ROOT).map_err(SandboxError::samples)?,
            issuer: issuer([0, 0, 0, 2], &ISSUER).map_err(SandboxError::samples)?,
            dossiers,
            revoked: Vec::new(),
        })
    }

    /// The INNs and names of the taxpayers.
    pub fn taxpayers(&self) -> impl Iterator<Item = (&str, &str)> {
        let taxpayers = self.dossiers.iter().map(|dossier| &dossier.taxpayer);
        taxpayers.map(|taxpayer| (taxpayer.inn.as_str(), taxpayer.name.as_str()))
    }

    /// From the next lists on, the certificates of this taxpayer are revoked.
    pub fn revoke(&mut self, inn: Inn) {
        self.revoked.push(inn);
    }

    /// What tax secrecy leaves open of a taxpayer, for a certificate that holds a day; none for one that the office does not have.
    pub fn claims(&self, inn: Inn, kind: Kind, now: Timestamp) -> Option<Claims> {
        let mut taxpayers = self.dossiers.iter().enumerate();
        let (place, facts) = taxpayers.find_map(|(place, dossier)| {
            let facts = open_facts(dossier).filter(|facts| facts.inn == inn)?;
            Some((place, facts))
        })?;
        let issued = now.as_second();
        Some(Claims {
            inn,
            name: facts.name,
            since: facts.since,
            debt: facts.debt,
            issued,
            expires: issued + DAY,
            index: u32::try_from(place).ok()?,
            kind,
        })
    }

    /// The signed certificate; none where a claim is out of its range.
    pub fn certify(&self, claims: &Claims) -> Option<Vec<u8>> {
        issue(claims, &self.issuer).ok()
    }

    /// The code for paper; none for a phone's claims, or where one is out of its range.
    pub fn on_paper(&self, claims: &Claims) -> Option<String> {
        paper_code(claims, &self.issuer).ok()
    }

    /// The key that signs key lists.
    ///
    /// # Errors
    /// As [`CertificateOffice::sample`].
    pub fn root(&self) -> Result<PublicKey, SandboxError> {
        self.root.key.public().map_err(SandboxError::samples)
    }

    /// Whether a key is the samples' root, whose secret anyone may have: it can vouch for nothing but samples.
    pub fn is_sample_root(key: &PublicKey) -> bool {
        let root = SecretKey::from_bytes(&ROOT).and_then(|root| root.public());
        root.is_ok_and(|root| root == *key)
    }

    /// The lists as they are published at a moment.
    ///
    /// # Errors
    /// As [`CertificateOffice::sample`].
    pub fn lists(&self, now: Timestamp) -> Result<SignedLists, SandboxError> {
        let issued = now.as_second();
        let times = |days: i64| Times {
            issued,
            expires: issued + days * DAY,
        };
        let key = IssuerKey {
            kid: self.issuer.kid,
            key: self.issuer.key.public().map_err(SandboxError::samples)?,
            from: 0,
            until: issued + 400 * DAY,
            is_sample: true,
        };
        let entries: Vec<_> = self.dossiers.iter().filter_map(open_facts).collect();
        let statuses = self.statuses();
        let source = StatusSource {
            address: STATUS_ADDRESS,
            ttl: STATUS_TTL,
            two_bits: false,
            statuses: &statuses,
        };
        Ok(SignedLists {
            keys: key_list(&[key], times(30), &self.root).map_err(SandboxError::samples)?,
            status: status_list(source, times(7), &self.issuer).map_err(SandboxError::samples)?,
            register: register(&entries, times(7), &self.issuer).map_err(SandboxError::samples)?,
        })
    }

    /// A bit for each taxpayer, set where the certificates are revoked.
    fn statuses(&self) -> Vec<u8> {
        let eight = |dossiers: &[Dossier]| {
            let revoked = |dossier: &Dossier| {
                let inn = Inn::parse(&dossier.taxpayer.inn);
                inn.is_some_and(|inn| self.revoked.contains(&inn))
            };
            let bits = dossiers.iter().enumerate();
            bits.fold(0, |byte, (bit, dossier)| byte | u8::from(revoked(dossier)) << bit)
        };
        self.dossiers.chunks(8).map(eight).collect()
    }
}

/// What tax secrecy leaves open of a taxpayer.
fn open_facts(dossier: &Dossier) -> Option<Entry> {
    let (taxpayer, registered) = (&dossier.taxpayer, &dossier.registered);
    let in_force = registered.state == RegimeState::InForce;
    Some(Entry {
        inn: Inn::parse(&taxpayer.inn)?,
        name: fit_name(&taxpayer.name),
        since: registered.since.filter(|_| in_force),
        debt: match &dossier.debts {
            None => Debt::NotStated,
            Some(debts) if debts.iter().any(|debt| debt.paid_on.is_none()) => Debt::Known,
            Some(_) => Debt::None,
        },
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use salyk_certificate::{Clock, Lists, OutOfRange, Reason, Verdict, present, verify};

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T05:00:00Z".parse().unwrap()
    }

    fn lists(office: &CertificateOffice) -> Lists {
        let signed = office.lists(now()).unwrap();
        let mut lists = Lists::new(vec![office.root().unwrap()]);
        let now = now().as_second();
        let _ = lists.take_keys(&signed.keys, now).unwrap();
        let _ = lists.take_status(&signed.status, now).unwrap();
        let _ = lists.take_register(&signed.register, now).unwrap();
        lists
    }

    #[test]
    fn the_samples_root_is_known_as_one() {
        let office = CertificateOffice::sample(date(2026, 11, 23)).unwrap();
        assert!(CertificateOffice::is_sample_root(&office.root().unwrap()));
        let other = SecretKey::from_bytes(&[9; 32]).unwrap().public().unwrap();
        assert!(!CertificateOffice::is_sample_root(&other));
    }

    #[test]
    fn every_sample_taxpayer_is_certified_found_and_never_plainly_valid() {
        let mut office = CertificateOffice::sample(date(2026, 11, 23)).unwrap();
        let device = SecretKey::from_bytes(&[9; 32]).unwrap();
        let inns: Vec<_> = office
            .taxpayers()
            .filter_map(|(inn, _)| Inn::parse(inn))
            .collect();
        assert_eq!(inns.len(), 7, "each has an INN");
        let clock = Clock {
            now: now().as_second(),
            newest_verified: 0,
        };
        for inn in inns {
            let kind = Kind::Phone(device.public().unwrap());
            let claims = office.claims(inn, kind, now()).unwrap();
            let certificate = office.certify(&claims).unwrap();
            let sign = &mut |message: &[u8]| Ok::<_, OutOfRange>(device.sign(message));
            let code = present(&certificate, now().as_second(), sign).unwrap();
            let held = lists(&office);
            let found = held.register(true).unwrap().find(inn).unwrap();
            assert_eq!(
                (&found.name, found.since, found.debt),
                (&claims.name, claims.since, claims.debt)
            );
            let answer = verify(&code, &held, clock);
            let registered = claims.since.is_some();
            assert_eq!((answer.verdict, answer.claims), (Verdict::Sample, Some(claims)));
            let reasons = [Reason::SampleKey, Reason::NotRegistered];
            assert_eq!(answer.reasons, reasons[..if registered { 1 } else { 2 }]);
            office.revoke(inn);
            assert_eq!(verify(&code, &lists(&office), clock).verdict, Verdict::Revoked);
        }
    }
}
