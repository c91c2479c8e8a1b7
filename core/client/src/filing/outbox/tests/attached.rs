//! The files of an application in the small world: they come to the service, or never do, and may be lost again unnoticed.

use super::super::{Answer, Happened};
use super::faults::Planted;
use super::world::{Kind, World, key};

impl World {
    /// As the phone does: whoever files with files, or starts with such an application, tells the outbox which wait.
    pub(super) fn tell_awaited(&mut self, jitter: u32) {
        for number in self.awaited.clone() {
            self.await_files(number, jitter);
        }
    }

    /// The service holds them all.
    pub(super) fn files_come(&mut self, number: usize, jitter: u32) {
        self.missing.remove(&number);
        if self.awaited.remove(&number) {
            let (key, awaited) = (key(number), false);
            self.happen(Happened::FilesAwaited { key, awaited }, jitter);
        }
    }

    /// One is gone, which shows only when the application is to be sent.
    pub(super) fn files_go(&mut self, number: usize) {
        self.left.files_lost -= 1;
        self.missing.insert(number);
    }

    /// Sends an application, if its files are there; else it waits for them again.
    pub(super) fn send(&mut self, number: usize, name: String, jitter: u32) {
        let complete = !self.missing.contains(&number);
        if complete || self.left.planted == Some(Planted::SentWithoutFiles) {
            if !complete {
                self.broken = Some(format!("{number} was sent without its files"));
            }
            return self.ask(Kind::Send, name);
        }
        self.await_files(number, jitter);
        let answer = Answer::Later { seconds: None };
        self.happen(Happened::Answered { key: name, answer }, jitter);
    }

    fn await_files(&mut self, number: usize, jitter: u32) {
        self.awaited.insert(number);
        let (key, awaited) = (key(number), true);
        self.happen(Happened::FilesAwaited { key, awaited }, jitter);
    }

    /// Whether an application, or one before it in its lane, waits for files that don't come.
    pub(super) fn waits_for_nothing(&self, number: usize) -> bool {
        let lane = self.left.lanes[number];
        let of_lane = |before: usize| before == number || lane.is_some() && self.left.lanes[before] == lane;
        let waits = |before: usize| {
            let item = self.outbox.find(&key(before));
            self.missing.contains(&before) && item.is_some_and(|item| item.stage.is_open())
        };
        self.left.files_stay_away && (0..=number).any(|before| of_lane(before) && waits(before))
    }
}
