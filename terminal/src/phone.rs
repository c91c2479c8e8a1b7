//! The phone as this program sees it: what can be asked of it, and the picture it sends.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use salyk_client::fault::Fault;
use salyk_client::intent::{FieldKey, Intent, RequestId, ScreenId};
use salyk_client::ports::AttachmentSource;
use salyk_client::secret::Secret;
use salyk_client::shell::{Observer, ObserverError, Salyk, Subscription};
use salyk_client::view::{HostRequest, Screen, Update};

/// What can be asked of the phone. The core is one; a recording of updates is another.
pub trait Phone {
    /// Hands an intent over; never blocks.
    ///
    /// # Errors
    /// A [`Fault`] when the core can't take it.
    fn dispatch(&self, intent: Intent) -> Result<(), Fault>;

    /// Hands the whole content of a secret field over.
    ///
    /// # Errors
    /// A [`Fault`] when the core can't take it.
    fn enter_secret(&self, screen: ScreenId, field: FieldKey, secret: Secret) -> Result<(), Fault>;

    /// Hands over a file to be attached to `to`.
    ///
    /// # Errors
    /// A [`Fault`] when the core can't take it.
    fn attach(&self, to: String, name: String, source: Arc<dyn AttachmentSource>) -> Result<(), Fault>;

    /// Answers a request to the host.
    ///
    /// # Errors
    /// A [`Fault`] when the core can't take it.
    fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault>;
}

impl Phone for Salyk {
    fn dispatch(&self, intent: Intent) -> Result<(), Fault> {
        Self::dispatch(self, intent)
    }

    fn enter_secret(&self, screen: ScreenId, field: FieldKey, secret: Secret) -> Result<(), Fault> {
        Self::enter_secret(self, screen, field, secret)
    }

    fn attach(&self, to: String, name: String, source: Arc<dyn AttachmentSource>) -> Result<(), Fault> {
        Self::attach(self, to, name, source)
    }

    fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault> {
        Self::answered(self, request, done)
    }
}

/// Sends every update of `core` into `sender`, wrapped by `wrap`, until the subscription is dropped.
///
/// # Errors
/// A [`Fault`] when the core can't be observed.
pub fn watch<T, W>(core: &Salyk, sender: Sender<T>, wrap: W) -> Result<Subscription, Fault>
where
    T: Send + 'static,
    W: Fn(Update) -> T + Send + Sync + 'static,
{
    core.observe(Arc::new(Forward { sender, wrap }))
}

struct Forward<T, W> {
    sender: Sender<T>,
    wrap: W,
}

impl<T, W> Observer for Forward<T, W>
where
    T: Send + 'static,
    W: Fn(Update) -> T + Send + Sync + 'static,
{
    fn on_update(&self, update: Update) -> Result<(), ObserverError> {
        self.sender
            .send((self.wrap)(update))
            .map_err(|_| ObserverError("nobody draws any more".to_owned()))
    }
}

/// The picture as it stands: updates laid over each other.
#[derive(Debug, Default)]
pub struct Shown {
    revision: u64,
    stack: Vec<ScreenId>,
    screens: BTreeMap<ScreenId, Screen>,
    requests: Vec<HostRequest>,
}

impl Shown {
    /// Lays a newer update over the picture.
    pub fn take(&mut self, update: Update) {
        self.revision = update.revision;
        for screen in update.changed {
            self.screens.insert(screen.id, screen);
        }
        self.screens.retain(|id, _| update.stack.contains(id));
        self.stack = update.stack;
        self.requests = update.requests;
    }

    /// The picture's revision; 0 before the first update.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The screen on top; `None` before the first update.
    #[must_use]
    pub fn top(&self) -> Option<&Screen> {
        self.stack.last().and_then(|id| self.screens.get(id))
    }

    /// Whether the screen is still on the stack.
    #[must_use]
    pub fn holds(&self, screen: ScreenId) -> bool {
        self.stack.contains(&screen)
    }

    /// Every screen of the stack that is known, the bottom one first.
    pub fn screens(&self) -> impl Iterator<Item = &Screen> {
        self.stack.iter().filter_map(|id| self.screens.get(id))
    }

    /// What only the host can do.
    #[must_use]
    pub fn requests(&self) -> &[HostRequest] {
        &self.requests
    }
}
