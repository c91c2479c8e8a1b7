//! The app's process: the core, what it has asked of the disk and of the network, and what it has heard.

use std::collections::VecDeque;

use jiff::Timestamp;
use salyk_client::effect::Effect;
use salyk_client::event::Event;
use salyk_client::fakes::read_dossier;
use salyk_client::model::Model;
use salyk_client::ports::VaultStrength;
use salyk_client::shell::Config;
use salyk_client::step::{Context, step};
use salyk_client::text::Language;

use crate::disk::is_disk_job;

/// How many answers are remembered to arrive again.
const REMEMBERED: usize = 8;

/// A request that the phone awaits the answer to.
#[derive(Debug, Clone)]
pub struct Open {
    /// What was asked.
    pub effect: Effect,
    /// The answer, when the service has made it.
    pub answer: Option<Event>,
}

/// The app's process.
#[derive(Debug)]
pub struct Phone {
    /// The core.
    pub model: Model,
    /// What the disk is still to do, the oldest first.
    pub jobs: VecDeque<Effect>,
    /// What the network and the clock are still to answer.
    pub open: Vec<Open>,
    /// Answers that were heard.
    pub heard: VecDeque<Event>,
}

impl Phone {
    /// A process just begun; `number` tells its random names from those of the others.
    #[must_use]
    pub fn begin(number: u8) -> Self {
        let config = Config {
            app_version: "1.2.3".to_owned(),
            language: Language::Kyrgyz,
            official: false,
        };
        Self {
            model: Model::new(config, VaultStrength::Memory, &[number; 32], read_dossier),
            jobs: VecDeque::new(),
            open: Vec::new(),
            heard: VecDeque::new(),
        }
    }

    /// Lets something happen; gives what the core wants done.
    pub fn happen(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        step(&mut self.model, event, &Context { now })
    }

    /// Asks disk, network and clock for what the core wants done.
    pub fn ask(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if is_disk_job(&effect) {
                self.jobs.push_back(effect);
            } else {
                self.open.push(Open { effect, answer: None });
            }
        }
    }

    /// Remembers an answer.
    pub fn remember(&mut self, event: &Event) {
        self.heard.push_front(event.clone());
        self.heard.truncate(REMEMBERED);
    }
}
