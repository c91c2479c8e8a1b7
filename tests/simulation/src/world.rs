//! Phone, disk, network and service, and the watcher over them.

use jiff::{SignedDuration, Timestamp};
use salyk_client::effect::Effect;
use salyk_client::event::Event;
use salyk_client::ports::ServiceError;

use crate::disk::{Disk, Health};
use crate::moves::Move;
use crate::phone::{Open, Phone};
use crate::service::{End, LOGINS, Service, document};
use crate::watch::{Broken, Watch};

/// More answers than this at one go mean that the core asks without end.
const PATIENCE: u32 = 400;

/// Longer moves of the clock are a person's, and the service's own does not follow.
const JUMP: i32 = 1_000;

/// Everything there is.
#[derive(Debug)]
pub struct World {
    /// The app's process.
    pub phone: Phone,
    /// What survives it.
    pub disk: Disk,
    /// The other end.
    pub service: Service,
    /// Who says when something is not kept.
    pub watch: Watch,
    /// Whether the network is there.
    pub network: bool,
    /// The phone's clock.
    pub now: Timestamp,
    service_now: Timestamp,
    processes: u8,
}

impl World {
    /// A phone that was just switched on for the first time, and has read the documents.
    ///
    /// # Errors
    /// When something is not kept even then.
    pub fn new() -> Result<Self, Broken> {
        let start = Timestamp::from_second(1_795_300_000).unwrap_or(Timestamp::UNIX_EPOCH);
        let mut world = Self {
            phone: Phone::begin(1),
            disk: Disk::default(),
            service: Service::default(),
            watch: Watch::default(),
            network: true,
            now: start,
            service_now: start,
            processes: 1,
        };
        world.happen(Event::Started)?;
        world.settle()?;
        Ok(world)
    }

    /// Lets something happen to the core, and looks at what it wants done.
    ///
    /// # Errors
    /// When it must not want it.
    pub fn happen(&mut self, event: Event) -> Result<(), Broken> {
        self.watch.before(&event);
        let effects = self.phone.happen(event, self.now);
        for effect in &effects {
            self.watch.wanted(effect, &self.disk, &self.service)?;
        }
        self.phone.ask(effects);
        self.watch.after();
        Ok(())
    }

    /// Makes one move.
    ///
    /// # Errors
    /// When something is not kept.
    pub fn make(&mut self, one: Move) -> Result<(), Broken> {
        match one {
            Move::Disk(jobs) => (0..=jobs).try_for_each(|_| self.do_job().map(|_| ())),
            Move::Answer(which) => self.with_open(which, Self::answer),
            Move::Reach(which) => self.with_open(which, |world, mut open| {
                let event = world.reach(&open.effect);
                open.answer = open.answer.or(event);
                world.phone.open.push(open);
                Ok(())
            }),
            Move::Lose(which) => self.with_open(which, |world, open| world.fail(&open, unreachable())),
            Move::Busy(which) => self.with_open(which, |world, open| match open.answer {
                None => world.fail(&open, ServiceError::Busy { retry_after: None }),
                Some(_) => world.answer(open),
            }),
            Move::Again(which) => match self.phone.heard.get(usize::from(which)).cloned() {
                Some(event) => self.happen(event),
                None => Ok(()),
            },
            Move::Settle => self.settle(),
            Move::Kill(jobs) => self.kill(jobs),
            Move::Sleep => self.happen(Event::Suspending),
            Move::Resume => self.happen(Event::Resumed),
            Move::Pass(seconds) => {
                let by = SignedDuration::from_secs(i64::from(seconds));
                self.now = self.now.checked_add(by).unwrap_or(self.now);
                if (0..JUMP).contains(&seconds) {
                    self.service_now = self.service_now.checked_add(by).unwrap_or(self.service_now);
                }
                Ok(())
            }
            Move::ExpireAccess => {
                self.service.expire_access(self.service_now);
                Ok(())
            }
            Move::Revoke(which) => {
                let login = LOGINS.get(usize::from(which) % LOGINS.len());
                self.service
                    .end(End::Revoked, |_, family| Some(&family.login.as_str()) == login);
                Ok(())
            }
            Move::NewVersion => {
                self.service.new_version();
                Ok(())
            }
            Move::ChangeCases => {
                self.service.change_cases();
                Ok(())
            }
            Move::Network(there) => {
                self.network = there;
                Ok(())
            }
            Move::Vault(health) => {
                self.disk.vault_health = health;
                Ok(())
            }
            Move::Store(health) => {
                self.disk.store_health = health;
                Ok(())
            }
            of_a_person => self.person(of_a_person),
        }
    }

    fn with_open(
        &mut self,
        which: u8,
        what: impl FnOnce(&mut Self, Open) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let Some(index) = usize::from(which).checked_rem(self.phone.open.len()) else {
            return Ok(());
        };
        let open = self.phone.open.remove(index);
        what(self, open)
    }

    fn answer(&mut self, open: Open) -> Result<(), Broken> {
        if open.answer.is_none() && !self.network {
            return self.fail(&open, unreachable());
        }
        let event = open.answer.or_else(|| self.reach(&open.effect));
        if self
            .service
            .families
            .iter()
            .any(|family| family.ended == Some(End::Reused))
        {
            return Err("the service took a refresh for theft".to_owned());
        }
        self.hear(event)
    }

    fn hear(&mut self, event: Option<Event>) -> Result<(), Broken> {
        let Some(event) = event else { return Ok(()) };
        self.phone.remember(&event);
        self.happen(event)
    }

    /// The service does what a request asks.
    fn reach(&mut self, effect: &Effect) -> Option<Event> {
        let now = self.service_now;
        Some(match effect {
            Effect::FetchCatalogue { ticket, tag } => {
                Event::Catalogue(*ticket, Ok(self.service.catalogue(tag.as_deref())))
            }
            Effect::FetchDocument { ticket, id } => Event::Document(*ticket, Ok(document(id))),
            Effect::FetchTable { ticket, .. } => Event::Table(*ticket, Err(ServiceError::NotFound)),
            Effect::SignIn { ticket, request } => {
                Event::SignedIn(*ticket, self.service.sign_in(request, now))
            }
            Effect::Refresh { ticket, attempt } => {
                Event::Refreshed(*ticket, self.service.refresh(attempt, now))
            }
            Effect::Call { ticket, access, call } => {
                Event::Called(*ticket, self.service.call(access, call, now))
            }
            Effect::Wake { ticket, .. } => Event::Woke(*ticket),
            _ => return None,
        })
    }

    /// The phone hears that a request failed, whatever became of it.
    fn fail(&mut self, open: &Open, error: ServiceError) -> Result<(), Broken> {
        let event = match open.effect {
            Effect::FetchCatalogue { ticket, .. } => Event::Catalogue(ticket, Err(error)),
            Effect::FetchDocument { ticket, .. } => Event::Document(ticket, Err(error)),
            Effect::FetchTable { ticket, .. } => Event::Table(ticket, Err(error)),
            Effect::SignIn { ticket, .. } => Event::SignedIn(ticket, Err(error)),
            Effect::Refresh { ticket, .. } => Event::Refreshed(ticket, Err(error)),
            Effect::Call { ticket, .. } => Event::Called(ticket, Err(error)),
            _ => return Ok(()),
        };
        self.hear(Some(event))
    }

    /// Does the disk's oldest job; whether there was one.
    fn do_job(&mut self) -> Result<bool, Broken> {
        let Some(job) = self.phone.jobs.pop_front() else {
            return Ok(false);
        };
        if let Some(event) = self.perform(&job)? {
            self.happen(event)?;
        }
        Ok(true)
    }

    fn perform(&mut self, job: &Effect) -> Result<Option<Event>, Broken> {
        if self.disk.store_health != Health::Refuses {
            self.watch.accounts_change(job, &self.disk, &self.service)?;
            self.watch.stored(job);
        }
        let event = self.disk.perform(job);
        if !self.watch.erasing && self.disk.has_stray_record() {
            return Err("a record is stored of an account that the store does not know".to_owned());
        }
        let names = self.disk.names();
        match self.disk.sessions().find(|id| !names.contains(&id.as_str())) {
            Some(_) => Err("the vault has a token under a name that it does not list".to_owned()),
            None => Ok(event),
        }
    }

    /// Answers everything that is open.
    ///
    /// # Errors
    /// When something is not kept, or there is no end to it.
    pub fn settle(&mut self) -> Result<(), Broken> {
        for _ in 0..PATIENCE {
            if self.do_job()? {
                continue;
            }
            if self.phone.open.is_empty() {
                return Ok(());
            }
            let open = self.phone.open.remove(0);
            self.answer(open)?;
        }
        Err("the core asks without end".to_owned())
    }

    /// Kills the app when so many jobs of the disk were just done, and starts it again. What was on its way to the service has
    /// reached it or never will.
    ///
    /// # Errors
    /// When something is not kept at the start.
    pub fn kill(&mut self, jobs: u8) -> Result<(), Broken> {
        let jobs: Vec<_> = self.phone.jobs.iter().take(usize::from(jobs)).cloned().collect();
        for job in &jobs {
            self.perform(job)?;
        }
        if self.disk.store.is_empty() {
            self.watch.erasing = false;
        }
        self.watch.forget_process();
        self.watch.lose_unknown(&self.disk);
        self.processes = self.processes.wrapping_add(1);
        self.phone = Phone::begin(self.processes);
        self.happen(Event::Started)
    }
}

fn unreachable() -> ServiceError {
    ServiceError::Unreachable("simulated".to_owned())
}
