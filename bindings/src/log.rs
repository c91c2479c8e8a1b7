//! The core's log, handed to the app's own.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

use salyk_client::fault::Fault;

use crate::guard::guarded;
use crate::host::HostError;

/// How much a line of the log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// Something failed and the person was told.
    Error,
    /// Something failed and the core went on.
    Warn,
    /// What a reader of a report wants to know.
    Info,
    /// For whoever works on the core; release builds say nothing so small.
    Debug,
    /// Everything; release builds say nothing so small.
    Trace,
}

impl From<&Level> for LogLevel {
    fn from(level: &Level) -> Self {
        match *level {
            Level::ERROR => Self::Error,
            Level::WARN => Self::Warn,
            Level::INFO => Self::Info,
            Level::DEBUG => Self::Debug,
            Level::TRACE => Self::Trace,
        }
    }
}

/// Where an app wants the core's log. It is called where the line arises, mostly on the core's own thread: it should return at once
/// and call nothing of the core.
#[uniffi::export(foreign)]
pub trait LogSink: Send + Sync {
    /// Takes one line.
    ///
    /// # Errors
    /// [`HostError`] when it failed; the line is lost.
    fn on_line(&self, level: LogLevel, target: String, line: String) -> Result<(), HostError>;
}

/// Where lines go and how much they must matter.
#[derive(Clone)]
struct Outlet {
    sink: Arc<dyn LogSink>,
    level: LogLevel,
}

/// `tracing` has one subscriber for a process, so the outlet belongs to the process as well.
static OUTLET: RwLock<Option<Outlet>> = RwLock::new(None);
static INSTALLED: OnceLock<bool> = OnceLock::new();

thread_local! {
    /// Whether this thread is inside a sink: a sink that calls the core would otherwise log without end.
    static IN_SINK: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as inside a sink until it is dropped, also by a panic out of the sink.
struct Inside;

impl Inside {
    fn enter() -> Self {
        IN_SINK.set(true);
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        IN_SINK.set(false);
    }
}

/// Sends the log of every core in this process to `sink`, from `level` up; without a sink, nowhere.
///
/// # Errors
/// [`Fault::TellSupport`] when the process has another `tracing` subscriber.
#[uniffi::export]
pub fn log_to(sink: Option<Arc<dyn LogSink>>, level: LogLevel) -> Result<(), Fault> {
    guarded(|| {
        if !*INSTALLED.get_or_init(|| tracing::subscriber::set_global_default(Lines).is_ok()) {
            return Err(Fault::TellSupport {
                code: "log-taken".to_owned(),
            });
        }
        *OUTLET.write().unwrap_or_else(PoisonError::into_inner) = sink.map(|sink| Outlet { sink, level });
        Ok(())
    })
}

fn outlet_for(level: &Level) -> Option<Arc<dyn LogSink>> {
    let outlet = OUTLET.read().unwrap_or_else(PoisonError::into_inner);
    outlet
        .as_ref()
        .filter(|outlet| LogLevel::from(level) <= outlet.level)
        .map(|outlet| Arc::clone(&outlet.sink))
}

/// Turns events into lines. Spans are not kept.
struct Lines;

impl Subscriber for Lines {
    /// Asked at each event, because the outlet may change.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    /// Our own events only: libraries may print what they were sent.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("salyk") && !IN_SINK.get() && outlet_for(metadata.level()).is_some()
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let Some(sink) = outlet_for(event.metadata().level()) else {
            return;
        };
        let mut line = Line(String::new());
        event.record(&mut line);
        let _inside = Inside::enter();
        // A sink that fails has nowhere to be told about.
        let _lost = sink.on_line(
            event.metadata().level().into(),
            event.metadata().target().to_owned(),
            line.0,
        );
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The message and then the fields, `name=value`.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let gap = if self.0.is_empty() { "" } else { " " };
        // Writing to a string does not fail.
        let _written = if field.name() == "message" {
            write!(self.0, "{gap}{value:?}")
        } else {
            write!(self.0, "{gap}{}={value:?}", field.name())
        };
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::{Arc, Mutex, PoisonError};

    use super::{LogLevel, LogSink, log_to};
    use crate::host::HostError;

    /// The outlet is the process's, so these tests take turns.
    static TURN: Mutex<()> = Mutex::new(());

    #[derive(Default)]
    struct Kept(Mutex<Vec<String>>);

    impl LogSink for Kept {
        fn on_line(&self, level: LogLevel, _: String, line: String) -> Result<(), HostError> {
            tracing::error!("a sink that logs does not call itself");
            self.0.lock().unwrap().push(format!("{level:?} {line}"));
            Err(HostError::Failed {
                reason: "and a sink that fails stops nothing".into(),
            })
        }
    }

    /// Counts its lines and panics at each.
    #[derive(Default)]
    struct Panicking(Mutex<usize>);

    impl LogSink for Panicking {
        fn on_line(&self, _: LogLevel, _: String, _: String) -> Result<(), HostError> {
            *self.0.lock().unwrap() += 1;
            panic!("a panic asked for by a test");
        }
    }

    #[test]
    fn a_thread_whose_sink_panicked_goes_on_logging() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let panicking = Arc::new(Panicking::default());
        log_to(Some(Arc::clone(&panicking) as Arc<dyn LogSink>), LogLevel::Warn).unwrap();
        for _ in 0..2 {
            let said = catch_unwind(AssertUnwindSafe(|| tracing::warn!("something failed")));
            assert!(said.is_err(), "this test's sink panics at each line");
        }
        log_to(None, LogLevel::Trace).unwrap();
        assert_eq!(*panicking.0.lock().unwrap(), 2);
    }

    #[test]
    fn lines_reach_the_sink_from_their_level_up_until_it_is_taken_away() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Arc::new(Kept::default());
        log_to(Some(Arc::clone(&kept) as Arc<dyn LogSink>), LogLevel::Warn).unwrap();
        let say = || {
            tracing::warn!(code = 7, "something failed");
            tracing::info!("not asked for");
            tracing::error!(target: "another_library", "not ours");
        };
        say();
        say();
        log_to(None, LogLevel::Trace).unwrap();
        say();
        assert_eq!(*kept.0.lock().unwrap(), ["Warn something failed code=7"; 2]);
    }
}
