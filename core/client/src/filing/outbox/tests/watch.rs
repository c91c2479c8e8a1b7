//! What must hold after every step, of what the person was shown.

use super::super::Stage;
use super::faults::Planted;
use super::world::{Verdict, World, application, key};

impl World {
    pub(super) fn look_at_the_screen(&mut self) {
        let early = self.left.planted == Some(Planted::ShownBeforeSaved);
        let hasty = self.left.planted == Some(Planted::WithdrawalShownBeforeSaved);
        for (number, seen) in self.seen.iter_mut().enumerate().take(self.filed) {
            let item = self.outbox.find(&key(number));
            seen.withdrawn |= seen.wants_back && item.is_none_or(|item| hasty && item.gone);
            let Some(item) = item else { continue };
            seen.kept |= item.kept || early;
            seen.received |= matches!(item.stage, Stage::Received(_));
            seen.refused |= matches!(item.stage, Stage::Refused(_));
        }
    }

    pub(super) fn check(&mut self) {
        for (number, seen) in self.seen.iter().enumerate() {
            let verdict = self.service.get(&key(number));
            let filed = verdict == Some(&Verdict::Filed);
            let here = self.disk.contains_key(&number) && self.outbox.find(&key(number)).is_some();
            let wrong = if seen.kept && !seen.wants_back && !here {
                "was shown as kept and is lost"
            } else if seen.filings > 1 {
                "was filed twice"
            } else if seen.withdrawn && seen.filings > 0 {
                "was shown as withdrawn and is filed"
            } else if seen.received && !filed {
                "was shown as received and is not filed"
            } else if seen.refused && verdict != Some(&Verdict::Refused) {
                "was shown as refused, which nobody did"
            } else {
                continue;
            };
            self.broken.get_or_insert_with(|| format!("{number} {wrong}"));
        }
        if self.due().is_empty() {
            self.check_at_rest();
        }
    }

    /// Nothing is under way: everything has come to its end, but for what stands behind a refusal.
    fn check_at_rest(&mut self) {
        let stuck = self.outbox.items().iter().find(|item| {
            let open = item.gone || item.stage.is_open();
            let held = self.is_behind_a_refusal(&item.key) || self.waits_for_nothing(application(&item.key));
            open && !(item.stage == Stage::Waiting && held)
        });
        if let Some(item) = stuck {
            self.broken = Some(format!("{} is stuck at {:?}", application(&item.key), item.stage));
        }
    }

    fn is_behind_a_refusal(&self, behind: &str) -> bool {
        let number = application(behind);
        let lane = self.left.lanes[number];
        let refused = |before: usize| self.seen[before].refused && self.left.lanes[before] == lane;
        lane.is_some() && (0..number).any(refused)
    }
}
