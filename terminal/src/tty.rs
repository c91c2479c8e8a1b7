//! Taking the terminal over, and giving it back whatever happens: at the end, at a panic, at a signal.

use std::io::{self, Stdout, Write, stdout};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::{Frame, Terminal};

/// What has to be put right before the process may end.
#[derive(Debug, Default)]
pub struct Leaving {
    terminal: AtomicBool,
    folder: Mutex<Option<PathBuf>>,
    /// What other threads' panics said while the terminal was taken over.
    notes: Mutex<Vec<String>>,
}

impl Leaving {
    /// Remembers a folder to be removed, should the process be told to end.
    pub fn remove_later(&self, folder: PathBuf) {
        *self.folder.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder);
    }

    /// Gives the terminal back and removes the folder. Doing it twice is harmless.
    pub fn leave(&self) {
        self.give_terminal_back();
        let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(folder) = folder {
            // The process is about to end: there is nobody left to be told that the folder was gone already.
            let _ = std::fs::remove_dir_all(folder);
        }
    }

    fn give_terminal_back(&self) {
        if self.terminal.swap(false, Ordering::SeqCst) {
            // Each of these is tried whatever became of the others.
            let _ = execute!(
                stdout(),
                EndSynchronizedUpdate,
                DisableBracketedPaste,
                DisableMouseCapture,
                LeaveAlternateScreen,
                Show
            );
            let _ = disable_raw_mode();
            for note in self
                .notes
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .drain(..)
            {
                let _ = writeln!(io::stderr(), "{note}");
            }
        }
    }
}

/// The terminal, taken over until this is dropped.
pub struct Tty {
    leaving: Arc<Leaving>,
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Tty {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// What the terminal said.
    pub fn enter(leaving: Arc<Leaving>) -> io::Result<Self> {
        give_back_on_panic(&leaving);
        enable_raw_mode()?;
        leaving.terminal.store(true, Ordering::SeqCst);
        let entered = execute!(
            stdout(),
            EnterAlternateScreen,
            EnableMouseCapture,
            EnableBracketedPaste
        )
        .and_then(|()| Terminal::new(CrosstermBackend::new(stdout())));
        match entered {
            Ok(terminal) => Ok(Self { leaving, terminal }),
            Err(error) => {
                leaving.give_terminal_back();
                Err(error)
            }
        }
    }

    /// Paints one picture, marked so that a terminal shows it whole or not at all.
    ///
    /// # Errors
    /// What the terminal said.
    pub fn paint(&mut self, picture: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)?;
        let painted = self.terminal.draw(picture).map(|_| ());
        execute!(stdout(), EndSynchronizedUpdate)?;
        painted
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.leaving.give_terminal_back();
    }
}

/// A panic of the thread that paints ends the program: the terminal comes back first, so that the message can be read. A panic
/// of another thread is caught by the core: its message waits until the terminal is back.
fn give_back_on_panic(leaving: &Arc<Leaving>) {
    let leaving = Arc::clone(leaving);
    let painter = thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() != painter && leaving.terminal.load(Ordering::SeqCst) {
            leaving
                .notes
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(info.to_string());
            return;
        }
        leaving.give_terminal_back();
        before(info);
    }));
}
