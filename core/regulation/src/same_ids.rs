//! Two lots or applications with one id are a fault of the dossier; their findings still get ids of their own.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assess::next_deadline;
use crate::assessment::LotAssessment;
use crate::dossier::{Dossier, Lot, LotId, RefundApplication};
use crate::finding::FindingId;

/// Watches lots go by in the order of their ids: findings are called by a rule, a lot's id and an application's, with `/`
/// between.
#[derive(Default)]
pub(crate) struct Names<'a> {
    first: Option<&'a LotId>,
    last: Option<&'a LotId>,
    /// Two lots, or two applications of one, have one id, or an application's could be taken for more than one.
    shared: bool,
    /// A lot's id may be called what another's application is.
    slashed: bool,
}

impl<'a> Names<'a> {
    pub(crate) fn take(&mut self, lot: &'a Lot) {
        let applications = &lot.refund_applications;
        self.shared |= self.last.is_some_and(|last| *last >= lot.id)
            || applications.iter().any(|one| one.id.contains('/'))
            || !differ(applications);
        self.slashed |= lot.id.0.contains('/');
        self.first = self.first.or(Some(&lot.id));
        self.last = Some(&lot.id);
    }

    /// Takes over what was seen of the lots that come next.
    pub(crate) fn append(&mut self, next: Names<'a>) {
        let meet = self
            .last
            .zip(next.first)
            .is_some_and(|(last, first)| last >= first);
        self.shared |= next.shared || meet;
        self.slashed |= next.slashed;
        self.first = self.first.or(next.first);
        self.last = next.last.or(self.last);
    }

    /// Whether no two findings can have one id.
    fn all_differ(&self, dossier: &Dossier, lots: &[LotAssessment]) -> bool {
        let is_lot = |lot: &Lot| {
            let mut applications = lot.refund_applications.iter();
            applications.any(|one| is_lot(&lot.id, one, lots))
        };
        !(self.shared || self.slashed && dossier.lots.iter().any(is_lot))
    }
}

/// Gives findings with one id numbers to tell them by. The lots are in the order of their ids.
pub(crate) fn tell_apart(names: &Names<'_>, dossier: &Dossier, lots: &mut [LotAssessment], on: Date) {
    if names.all_differ(dossier, lots) {
        return;
    }
    let mut copies: BTreeMap<FindingId, u32> = BTreeMap::new();
    for finding in lots.iter_mut().flat_map(|lot| &mut lot.findings) {
        let plain = finding.id();
        let mut id = plain.clone();
        let mut copy = copies.get(&plain).copied().unwrap_or(0);
        while copies.contains_key(&id) {
            copy += 1;
            id = plain.copy(copy);
        }
        if id != plain {
            finding.set_id(id.clone());
        }
        copies.insert(plain, copy);
        copies.entry(id).or_insert(0);
    }
    for lot in lots {
        lot.next_deadline = next_deadline(lot.state, &lot.findings, on);
    }
}

/// Whether a lot is called what the findings on an application are.
fn is_lot(LotId(lot): &LotId, application: &RefundApplication, lots: &[LotAssessment]) -> bool {
    let named = || lot.bytes().chain([b'/']).chain(application.id.bytes());
    lots.binary_search_by(|other| other.id.0.bytes().cmp(named()))
        .is_ok()
}

fn differ(applications: &[RefundApplication]) -> bool {
    if applications.len() < 2 {
        return true;
    }
    let mut ids: Vec<&str> = applications.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.windows(2).all(|pair| match pair {
        [one, next] => one != next,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Names;
    use crate::dossier::{Body, Dossier, Lot, LotId};
    use crate::tests::sample::{dossier, lot, on, refund};

    fn called(id: &str, applications: &[&str]) -> Lot {
        let mut called = lot("CN");
        called.id = LotId(id.into());
        called.refund_applications = applications
            .iter()
            .map(|id| {
                let mut application = refund(Body::Customs, date(2026, 4, 1));
                application.id = (*id).to_owned();
                application
            })
            .collect();
        called
    }

    fn ids(lots: Vec<Lot>) -> Vec<String> {
        let assessment = on(&Dossier { lots, ..dossier() }, date(2026, 5, 1));
        for lot in &assessment.lots {
            if let Some(next) = &lot.next_deadline {
                assert!(lot.findings.iter().any(|finding| finding.id() == next.finding));
            }
        }
        let mut ids: Vec<_> = assessment
            .all_findings()
            .map(|finding| finding.id().to_string())
            .collect();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "two findings with one id");
        ids
    }

    fn numbered(lots: Vec<Lot>) -> usize {
        ids(lots).iter().filter(|id| id.contains('~')).count()
    }

    /// Whether these are seen to differ without a look at the findings, however they are shared out among cores.
    fn all_differ(lots: Vec<Lot>) -> bool {
        let assessed = on(
            &Dossier {
                lots: lots.clone(),
                ..dossier()
            },
            date(2026, 5, 1),
        )
        .lots;
        let case = Dossier { lots, ..dossier() };
        let seen: Vec<bool> = (0..=case.lots.len())
            .map(|at| {
                let mut parts = [Names::default(), Names::default()];
                for (index, lot) in case.lots.iter().enumerate() {
                    parts[usize::from(index >= at)].take(lot);
                }
                let [mut names, next] = parts;
                names.append(next);
                names.all_differ(&case, &assessed)
            })
            .collect();
        assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
        seen[0]
    }

    #[test]
    fn what_cannot_share_an_id_is_known_by_a_glance() {
        assert!(all_differ(vec![]));
        assert!(all_differ(vec![
            called("a", &["x", "y", "z"]),
            called("b", &["x"])
        ]));
        assert!(all_differ(vec![called("a/1", &["x"]), called("b", &["y"])]));
        assert!(!all_differ(vec![called("a", &["x", "y", "x"]), called("b", &[])]));
        assert!(!all_differ(vec![
            called("a", &[]),
            called("b", &[]),
            called("b", &[])
        ]));
        assert!(!all_differ(vec![called("a", &["x"]), called("a/x", &[])]));
        assert!(!all_differ(vec![called("a", &["b/x"]), called("c", &[])]));
    }

    #[test]
    fn copies_are_numbered_from_one() {
        let lots = vec![called("a", &[]), called("a", &[]), called("a", &[])];
        let ids = ids(lots);
        let named = |id: &str| ids.iter().any(|one| one == id);
        assert!(named("reg:18/a") && named("reg:18/a~1") && named("reg:18/a~2"));
        assert!(!named("reg:18/a~0") && !named("reg:18/a~3"));
    }

    #[test]
    fn what_differs_keeps_its_plain_ids() {
        assert_eq!(numbered(vec![called("a", &["x", "y"]), called("b", &["x"])]), 0);
        assert_eq!(numbered(vec![called("b/1", &["x"]), called("b", &["y"])]), 0);
        assert_eq!(numbered(vec![called("", &[""])]), 0);
    }

    #[test]
    fn what_is_called_the_same_is_numbered() {
        // All 15 findings of the second, and none of the first.
        assert_eq!(numbered(vec![called("a", &[]), called("a", &[])]), 15);
        // `reg:19` and `reg:20` on the second application.
        assert_eq!(numbered(vec![called("a", &["x", "x"])]), 2);
        // `reg:19/a/x` is the gate of the lot a/x, and the decision on the application x of the lot a; `reg:20` likewise.
        assert_eq!(numbered(vec![called("a", &["x"]), called("a/x", &[])]), 2);
        assert_eq!(numbered(vec![called("a", &["b/x"]), called("a/b", &["x"])]), 2);
        // The copy's own name is taken too.
        assert!(numbered(vec![called("a", &[]), called("a", &[]), called("a~1", &[])]) >= 30);
    }
}
