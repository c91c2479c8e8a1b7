//! Observers: a slow one gets the newest picture with the union of changes, never a queue.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::view::{HostRequest, Screen, Update};

/// Whoever draws the app. It is called from a blocking thread, one update at a time.
pub trait Observer: Send + Sync + 'static {
    /// Draws the update, or hands it on to whoever draws.
    ///
    /// # Errors
    /// [`ObserverError`] when it failed; the core notes it and goes on.
    fn on_update(&self, update: Update) -> Result<(), ObserverError>;
}

/// The observer failed; the text says how, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the observer failed: {0}")]
pub struct ObserverError(pub String);

/// The app as it stands: shared, never changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Picture {
    pub(crate) revision: u64,
    pub(crate) screens: Vec<Arc<Screen>>,
    pub(crate) requests: Vec<HostRequest>,
}

/// Watching ends when this is dropped.
#[derive(Debug)]
pub struct Subscription {
    task: JoinHandle<()>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Calls `observer` with the picture as it stands and then with every newer one, until the subscription is dropped or the
/// core is closed.
pub(crate) fn watch(
    runtime: &tokio::runtime::Handle,
    mut pictures: watch::Receiver<Arc<Picture>>,
    observer: Arc<dyn Observer>,
) -> Subscription {
    pictures.mark_changed();
    let task = runtime.spawn(async move {
        let mut drawn = Vec::new();
        while pictures.changed().await.is_ok() {
            let picture = Arc::clone(&pictures.borrow_and_update());
            let Some(update) = difference(&picture, &mut drawn) else {
                continue;
            };
            let observer = Arc::clone(&observer);
            let called = tokio::task::spawn_blocking(move || observer.on_update(update)).await;
            match called {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "an update was not drawn"),
                Err(_) => tracing::warn!("an observer panicked"),
            }
        }
    });
    Subscription { task }
}

/// What has changed since `drawn`, which becomes what stands in `picture`; `None` before the first picture.
fn difference(picture: &Picture, drawn: &mut Vec<Arc<Screen>>) -> Option<Update> {
    if picture.screens.is_empty() {
        return None;
    }
    let changed = picture
        .screens
        .iter()
        .filter(|screen| !drawn.iter().any(|before| Arc::ptr_eq(before, screen)))
        .map(|screen| Screen::clone(screen))
        .collect();
    drawn.clone_from(&picture.screens);
    Some(Update {
        revision: picture.revision,
        stack: picture.screens.iter().map(|screen| screen.id).collect(),
        changed,
        requests: picture.requests.clone(),
    })
}
