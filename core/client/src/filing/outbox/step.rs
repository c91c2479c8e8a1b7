//! What follows from what happened.

use jiff::Timestamp;

use super::{Answer, Deed, Happened, Item, Moment, Outbox, Stage, Wait};

/// Why what was sent for a taxpayer of another login is refused.
const NOT_FOUND: &str = "not_found";

impl Outbox {
    /// Takes in what happened; gives what is to be done, in order.
    pub(crate) fn step(&mut self, happened: Happened, at: Moment) -> Vec<Deed> {
        match happened {
            Happened::Filed { key, lane } => self.filed(key, lane),
            Happened::Saved { serial } => self.saved(serial),
            Happened::SaveFailed { serial } => self.save_failed(serial, at),
            Happened::Reached => self.reached(),
            Happened::NotReached => self.not_reached(at),
            Happened::Kicked => self.kick(),
            Happened::SessionReady => {
                self.ready = true;
                self.kick();
            }
            Happened::SessionNeeded => self.session_needed(),
            Happened::Answered { key, answer } => {
                if let Some(place) = self.place(&key) {
                    self.answered(place, answer, at);
                }
            }
            Happened::WithdrawalAnswered { key, answer } => {
                if let Some(place) = self.place(&key) {
                    self.withdrawal_answered(place, answer, at);
                }
            }
            Happened::FilesAwaited { key, awaited } => {
                if let Some(place) = self.place(&key)
                    && let Some(item) = self.items.get_mut(place)
                {
                    item.awaits_files = awaited;
                }
            }
            Happened::Withdrawn { key } => self.withdrawn(&key),
            Happened::Woke => self.wake = None,
        }
        self.go_on(at)
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.items.iter().position(|item| item.key == key)
    }

    fn filed(&mut self, key: String, lane: Option<String>) {
        if self.place(&key).is_none() {
            self.serial += 1;
            self.items.push(Item::new(key, lane, Stage::Waiting, self.serial));
            // What is filed goes to the disk in the same save in which its draft leaves it.
            self.save_wait = None;
        }
    }

    fn saved(&mut self, serial: u64) {
        self.durable = self.durable.max(serial.min(self.saving));
        self.save_failures = 0;
        self.save_wait = None;
        let durable = self.durable;
        self.items.retain(|item| !(item.gone && item.changed <= durable));
        for item in self.items.iter_mut().filter(|item| item.changed <= durable) {
            item.kept = true;
        }
    }

    fn save_failed(&mut self, serial: u64, at: Moment) {
        if serial > self.durable {
            self.saving = self.durable;
            self.save_failures = self.save_failures.saturating_add(1);
            self.save_wait = Some(Wait::own(self.save_failures, at.now, at.jitter));
        }
    }

    fn reached(&mut self) {
        if self.offline {
            self.offline = false;
            self.looks = 0;
            self.look_wait = None;
            self.end_own_waits();
        }
    }

    fn not_reached(&mut self, at: Moment) {
        self.offline = true;
        self.looks = self.looks.saturating_add(1);
        self.look_wait = Some(Wait::own(self.looks, at.now, at.jitter));
    }

    fn kick(&mut self) {
        self.end_own_waits();
        self.save_wait = None;
        self.look_wait = None;
    }

    fn end_own_waits(&mut self) {
        for item in &mut self.items {
            item.wait.take_if(|wait| !wait.asked_for);
        }
    }

    /// What was under way is not answered any more; whether the service has it is not known.
    fn session_needed(&mut self) {
        self.ready = false;
        for item in &mut self.items {
            item.in_doubt |= item.sent;
            item.sent = false;
            item.asked = false;
        }
    }

    fn answered(&mut self, place: usize, answer: Answer, at: Moment) {
        let Some(item) = self.items.get_mut(place) else {
            return;
        };
        item.sent = false;
        let withdrawing = item.stage == Stage::Withdrawing;
        match answer {
            Answer::Receipt(receipt) => self.ends(place, Stage::Received(receipt)),
            // What is refused for good is not filed: the person has it back.
            Answer::Refused(_) if withdrawing => self.goes(place),
            Answer::NotFound if !withdrawing && !item.in_doubt => {
                self.ends(place, Stage::Refused(NOT_FOUND.to_owned()));
            }
            Answer::Refused(reason) => self.ends(place, Stage::Refused(reason)),
            Answer::Withdrawn => self.goes(place),
            not_yet => self.again(place, &not_yet, at),
        }
    }

    fn withdrawal_answered(&mut self, place: usize, answer: Answer, at: Moment) {
        let Some(item) = self.items.get_mut(place) else {
            return;
        };
        item.asked = false;
        match answer {
            Answer::Receipt(receipt) => self.ends(place, Stage::Received(receipt)),
            Answer::Refused(reason) => self.ends(place, Stage::Refused(reason)),
            Answer::Withdrawn => self.goes(place),
            not_yet => self.again(place, &not_yet, at),
        }
    }

    /// The service has answered for good.
    fn ends(&mut self, place: usize, stage: Stage) {
        let serial = self.serial + 1;
        if let Some(item) = self
            .items
            .get_mut(place)
            .filter(|item| !item.gone && item.stage.is_open())
        {
            self.serial = serial;
            item.stage = stage;
            item.changed = serial;
            item.wait = None;
        }
    }

    fn goes(&mut self, place: usize) {
        let serial = self.serial + 1;
        if let Some(item) = self.items.get_mut(place).filter(|item| !item.gone) {
            self.serial = serial;
            item.gone = true;
            item.changed = serial;
        }
    }

    fn again(&mut self, place: usize, answer: &Answer, at: Moment) {
        let answer = match answer {
            Answer::NotFound => &Answer::Later { seconds: None },
            answer => {
                if let Some(item) = self.items.get_mut(place) {
                    item.in_doubt = true;
                }
                answer
            }
        };
        match answer {
            Answer::Unreachable => self.not_reached(at),
            Answer::Later { seconds } => {
                if let Some(item) = self.items.get_mut(place) {
                    item.attempts = item.attempts.saturating_add(1);
                    item.wait = Some(match seconds {
                        Some(seconds) => Wait::asked_for(*seconds, at.now, at.jitter),
                        None => Wait::own(item.attempts, at.now, at.jitter),
                    });
                }
            }
            Answer::Receipt(_) | Answer::Refused(_) | Answer::Withdrawn | Answer::NotFound => {}
        }
    }

    fn withdrawn(&mut self, key: &str) {
        let Some(place) = self.place(key) else { return };
        let durable = self.durable;
        let Some(item) = self.items.get_mut(place) else {
            return;
        };
        match item.stage {
            Stage::Waiting | Stage::Refused(_) => self.goes(place),
            // That sending begins is not durable yet, so nothing was sent.
            Stage::Sending if item.changed > durable => self.goes(place),
            Stage::Sending => {
                self.serial += 1;
                item.stage = Stage::Withdrawing;
                item.changed = self.serial;
                item.wait.take_if(|wait| !wait.asked_for);
            }
            Stage::Withdrawing | Stage::Received(_) => {}
        }
    }

    /// Does what can be done now, and asks to be woken for what can't.
    fn go_on(&mut self, at: Moment) -> Vec<Deed> {
        let mut deeds = Vec::new();
        if self.ready && !self.offline {
            for place in 0..self.items.len() {
                self.go_on_with(place, at.now, &mut deeds);
            }
        }
        self.look(at, &mut deeds);
        self.save(at.now, &mut deeds);
        self.ask_to_wake(at.now, &mut deeds);
        deeds
    }

    fn go_on_with(&mut self, place: usize, now: Timestamp, deeds: &mut Vec<Deed>) {
        let behind = self.is_behind(place);
        let Some(item) = self.items.get_mut(place) else {
            return;
        };
        if item.gone || item.changed > self.durable {
            return;
        }
        if item.wait.as_ref().is_some_and(|wait| !wait.is_over(now)) {
            return;
        }
        let key = item.key.clone();
        match item.stage {
            Stage::Waiting if !behind && !item.awaits_files => {
                self.serial += 1;
                item.stage = Stage::Sending;
                item.changed = self.serial;
            }
            Stage::Sending if !behind && !item.awaits_files && !item.sent => {
                item.sent = true;
                item.wait = None;
                deeds.push(Deed::Send { key });
            }
            // Nobody stands behind what may be filed already, but it must not be asked for twice at once.
            Stage::Withdrawing if !item.asked => {
                item.asked = true;
                item.wait = None;
                deeds.push(Deed::AskWithdrawal { key });
            }
            _ => {}
        }
    }

    /// While the service can't be reached one looks for it, so that what was never begun stays so.
    fn look(&mut self, at: Moment, deeds: &mut Vec<Deed>) {
        let open = self.unsent().next().is_some();
        let over = self.look_wait.as_ref().is_none_or(|wait| wait.is_over(at.now));
        if self.ready && self.offline && open && over {
            self.looks = self.looks.saturating_add(1);
            self.look_wait = Some(Wait::own(self.looks, at.now, at.jitter));
            deeds.push(Deed::Look);
        }
    }

    fn save(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        let over = self.save_wait.as_ref().is_none_or(|wait| wait.is_over(now));
        if self.serial > self.saving && over {
            self.saving = self.serial;
            self.save_wait = None;
            deeds.push(Deed::Save { serial: self.serial });
        }
    }

    fn ask_to_wake(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        let next = self
            .waits()
            .filter(|wait| !wait.is_over(now))
            .map(|wait| wait.until)
            .min();
        if let Some(next) = next.filter(|next| self.wake != Some(*next)) {
            self.wake = Some(next);
            deeds.push(Deed::WakeAt(next));
        }
    }

    /// What time ends.
    fn waits(&self) -> impl Iterator<Item = &Wait> {
        let sending = self.ready && !self.offline;
        let items = self.unsent().filter(move |_| sending);
        let items = items.filter_map(|item| item.wait.as_ref());
        let looking = self.ready && self.offline && self.unsent().next().is_some();
        let look = self.look_wait.as_ref().filter(move |_| looking);
        let save = self.save_wait.as_ref().filter(|_| self.serial > self.saving);
        items.chain(look).chain(save)
    }
}
