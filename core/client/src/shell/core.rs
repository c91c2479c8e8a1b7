//! The handle that hosts hold.

use std::future::Future;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};

use super::config::Config;
use super::observe::{Observer, Picture, Subscription, watch};
use super::perform::Performer;
use crate::attachments::Source;
use crate::event::Event;
use crate::fault::Fault;
use crate::intent::{FieldKey, Intent, RequestId, ScreenId};
use crate::model::Model;
use crate::ports::{AttachmentSource, Clock, Ports};
use crate::secret::Secret;
use crate::step::{Context, step};

/// How long closing and suspending wait for the disk.
const DISK_PATIENCE: Duration = Duration::from_secs(2);

/// What the loop is told.
enum Told {
    Event(Event),
    Suspend(mpsc::Sender<()>),
    Close,
}

/// The running core: hand it what a person asks, observe what it shows.
///
/// No method waits for the network or a person; [`suspend`](Self::suspend) and [`close`](Self::close) wait for the disk, two
/// seconds at most. It has a thread of its own, on which the loop and its network calls take turns.
pub struct Salyk {
    inbox: UnboundedSender<Told>,
    pictures: watch::Receiver<Arc<Picture>>,
    running: Mutex<Option<Running>>,
}

struct Running {
    runtime: Handle,
    /// Hears when the loop has ended.
    ended: mpsc::Receiver<()>,
    /// Once dropped, the thread ends whether the loop has or not.
    _patience: oneshot::Sender<()>,
}

impl Salyk {
    /// Starts the core; what is stored loads in the background.
    ///
    /// # Errors
    /// [`Fault::Phone`] when the system gives no threads or no unpredictable bytes.
    pub fn start(config: Config, ports: Ports) -> Result<Self, Fault> {
        let no_thread = |_| Fault::Phone {
            code: "runtime".to_owned(),
        };
        let mut seed = [0_u8; 32];
        ports.entropy.fill(&mut seed).map_err(|_| Fault::Phone {
            code: "entropy".to_owned(),
        })?;
        let model = Model::new(
            config,
            ports.vault.strength(),
            &seed,
            ports.service.dossier_reader(),
        );
        let runtime = tokio::runtime::Builder::new_current_thread()
            .thread_name("salyk")
            .enable_all()
            .build()
            .map_err(no_thread)?;
        let handle = runtime.handle().clone();
        let runtime = Background(Some(runtime));
        let (inbox, told) = unbounded_channel();
        let (publish, pictures) = watch::channel(Arc::new(Picture::default()));
        let (ending, ended) = mpsc::channel();
        let (patience, impatient) = oneshot::channel();
        let work = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = run_to_the_end(model, ports, told, publish) => {}
                    _ = impatient => {}
                }
            });
            drop(runtime);
            // Nobody listens once closing has waited long enough.
            let _ = ending.send(());
        };
        thread::Builder::new()
            .name("salyk".to_owned())
            .spawn(work)
            .map_err(no_thread)?;
        let running = Mutex::new(Some(Running {
            runtime: handle,
            ended,
            _patience: patience,
        }));
        let salyk = Self {
            inbox,
            pictures,
            running,
        };
        salyk.tell(Event::Started)?;
        Ok(salyk)
    }

    /// Hands over what a person asked for.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close), [`Fault::TellSupport`] when the core has stopped by itself, as every call
    /// below.
    pub fn dispatch(&self, intent: Intent) -> Result<(), Fault> {
        self.tell(Event::Asked(intent))
    }

    /// Hands over a secret that a person typed: all of it, after each edit.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close).
    pub fn enter_secret(&self, screen: ScreenId, field: FieldKey, secret: Secret) -> Result<(), Fault> {
        self.tell(Event::SecretEntered {
            screen,
            field,
            secret,
        })
    }

    /// Hands over a file that a person chose: it is read to its end on a thread of its own, and sealed. `to` is what it is to
    /// be attached to, as the view named it.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close).
    pub fn attach(&self, to: String, name: String, source: Arc<dyn AttachmentSource>) -> Result<(), Fault> {
        let source = Source::new(source);
        self.tell(Event::FileOffered { to, name, source })
    }

    /// Answers a host request: whether it was done.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close).
    pub fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault> {
        self.tell(Event::HostAnswered { request, done })
    }

    /// Calls `observer` with the picture as it stands and with every newer one, until the subscription is dropped.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close).
    pub fn observe(&self, observer: Arc<dyn Observer>) -> Result<Subscription, Fault> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let running = running.as_ref().ok_or(Fault::Closed)?;
        if self.inbox.is_closed() {
            return Err(stopped());
        }
        Ok(watch(&running.runtime, self.pictures.clone(), observer))
    }

    /// Tells the core that the app is about to sleep, and waits until the store is committed and closed, two seconds at most.
    /// While the app sleeps the store is closed again after every use.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close); [`Fault::Phone`] when the disk did not finish in time.
    pub fn suspend(&self) -> Result<(), Fault> {
        let (passing, passed) = mpsc::channel();
        self.hand_over(Told::Suspend(passing))?;
        passed.recv_timeout(DISK_PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => Fault::Phone {
                code: "disk".to_owned(),
            },
            RecvTimeoutError::Disconnected => self.ended(),
        })
    }

    /// Tells the core that the app is in the foreground again.
    ///
    /// # Errors
    /// [`Fault::Closed`] after [`close`](Self::close).
    pub fn resume(&self) -> Result<(), Fault> {
        self.tell(Event::Resumed)
    }

    /// Ends the core: what was to be stored is stored, the store's file is closed, secrets in memory are wiped. It waits for
    /// the disk, two seconds at most. Further calls answer [`Fault::Closed`]. Closing twice is harmless.
    pub fn close(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            // A loop that has ended by itself takes no word, but what it had asked of the disk is waited for all the same.
            let _ = self.inbox.send(Told::Close);
            if running.ended.recv_timeout(DISK_PATIENCE).is_err() {
                tracing::warn!("the disk did not finish in time");
            }
        }
    }

    fn tell(&self, event: Event) -> Result<(), Fault> {
        self.hand_over(Told::Event(event))
    }

    fn hand_over(&self, told: Told) -> Result<(), Fault> {
        if self.is_closed() {
            return Err(Fault::Closed);
        }
        self.inbox.send(told).map_err(|_| self.ended())
    }

    fn is_closed(&self) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.is_none()
    }

    /// Why nobody listens: closed meanwhile, or ended by itself.
    fn ended(&self) -> Fault {
        if self.is_closed() {
            Fault::Closed
        } else {
            stopped()
        }
    }
}

impl Drop for Salyk {
    fn drop(&mut self) {
        self.close();
    }
}

/// A runtime that whoever drops it does not wait for: not for the disk, not for the network.
struct Background(Option<Runtime>);

impl Background {
    fn block_on(&self, work: impl Future<Output = ()>) {
        if let Some(runtime) = &self.0 {
            runtime.block_on(work);
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// The loop has ended by itself (decision 4).
fn stopped() -> Fault {
    Fault::TellSupport {
        code: "core-stopped".to_owned(),
    }
}

/// The loop until it ends, even by a panic; then the disk until everything it was asked for is done.
async fn run_to_the_end(
    model: Model,
    ports: Ports,
    told: UnboundedReceiver<Told>,
    publish: watch::Sender<Arc<Picture>>,
) {
    let clock = Arc::clone(&ports.clock);
    let (answers, answered) = unbounded_channel();
    let (performer, disk_work) = Performer::new(ports, answers);
    let looping = tokio::spawn(run(model, clock, performer, told, answered, publish));
    // With the loop its performer goes, and with that the disk's queue is at its end. A panic has been told by its hook.
    let _ = looping.await;
    let _ = disk_work.await;
}

/// The loop: one task owns the model.
async fn run(
    mut model: Model,
    clock: Arc<dyn Clock>,
    performer: Performer,
    mut told: UnboundedReceiver<Told>,
    mut answered: UnboundedReceiver<Event>,
    publish: watch::Sender<Arc<Picture>>,
) {
    loop {
        let (event, passed) = tokio::select! {
            Some(event) = answered.recv() => (event, None),
            told = told.recv() => match told {
                Some(Told::Event(event)) => (event, None),
                Some(Told::Suspend(passed)) => (Event::Suspending, Some(passed)),
                Some(Told::Close) | None => break,
            },
        };
        let context = Context { now: clock.now() };
        for effect in step(&mut model, event, &context) {
            performer.perform(effect);
        }
        if let Some(passed) = passed {
            performer.tell_when_passed(passed);
        }
        let before = Arc::clone(&publish.borrow());
        if let Some(picture) = next_picture(&before, &model) {
            // Without observers there is nobody to tell; the picture is kept for the next one.
            publish.send_replace(Arc::new(picture));
        }
    }
}

/// The picture after a step, or `None` when nothing on it changed. Screens that stayed the same are shared.
fn next_picture(before: &Picture, model: &Model) -> Option<Picture> {
    let screens: Vec<_> = crate::screens::draw(model)
        .into_iter()
        .map(|screen| {
            let same = before.screens.iter().find(|old| ***old == screen);
            same.map_or_else(|| Arc::new(screen), Arc::clone)
        })
        .collect();
    let unchanged = screens.len() == before.screens.len()
        && screens
            .iter()
            .zip(&before.screens)
            .all(|(new, old)| Arc::ptr_eq(new, old))
        && before.requests == model.requests;
    (!unchanged).then(|| Picture {
        revision: before.revision + 1,
        screens,
        requests: model.requests.clone(),
    })
}
