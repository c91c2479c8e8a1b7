//! The painted phone: waits for what happens next, keys or updates, and paints.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};
use salyk_client::shell::Salyk;
use salyk_client::view::{HostRequestKind, Update};

use crate::keep::keeping;
use crate::paint::{Theme, paint};
use crate::phone::{Phone, watch};
use crate::problem::Problem;
use crate::tty::{Leaving, Tty};
use crate::ui::{Flow, Key, Ui};

/// How many lines the wheel turns at a time.
const WHEEL: isize = 3;

/// What can happen.
enum Happening {
    Update(Update),
    Event(Event),
    Lost(std::io::Error),
}

/// Runs the phone in the terminal until the person quits; documents that it shares are kept in a folder.
///
/// # Errors
/// [`Problem`] when the core or the terminal is lost.
pub fn run(
    core: &Salyk,
    ui: &mut Ui,
    theme: Theme,
    documents: PathBuf,
    leaving: &Arc<Leaving>,
) -> Result<(), Problem> {
    let mut tty = Tty::enter(Arc::clone(leaving))?;
    let (sender, happenings) = channel();
    let keep = keeping(documents);
    let _subscription = watch(core, sender.clone(), move |update| {
        Happening::Update(keep(update))
    })?;
    thread::spawn(move || read_events(&sender));
    go_on(core, ui, theme, &mut tty, &happenings)
}

fn read_events(sender: &Sender<Happening>) {
    loop {
        let happening = match event::read() {
            Ok(event) => Happening::Event(event),
            Err(error) => Happening::Lost(error),
        };
        let lost = matches!(happening, Happening::Lost(_));
        if sender.send(happening).is_err() || lost {
            return;
        }
    }
}

fn go_on(
    core: &Salyk,
    ui: &mut Ui,
    theme: Theme,
    tty: &mut Tty,
    happenings: &Receiver<Happening>,
) -> Result<(), Problem> {
    loop {
        let now = Instant::now();
        if draw(ui, theme, tty, now)? {
            draw(ui, theme, tty, now)?;
        }
        let mut next = Some(wait(ui, happenings, now)?);
        // What has piled up meanwhile is taken before the next painting.
        while let Some(happening) = next.flatten() {
            match take(happening, ui, core)? {
                Flow::Quit => return Ok(()),
                Flow::GoOn => next = happenings.try_recv().ok().map(Some),
            }
        }
    }
}

/// Paints; whether the painting showed that something has to move.
fn draw(ui: &mut Ui, theme: Theme, tty: &mut Tty, now: Instant) -> Result<bool, Problem> {
    let mut geometry = None;
    tty.paint(|frame| geometry = Some(paint(frame, ui, theme, now)))?;
    Ok(geometry.is_some_and(|geometry| ui.painted(geometry)))
}

/// Waits for what happens next; `None` when it is time to show that something is being loaded.
fn wait(ui: &Ui, happenings: &Receiver<Happening>, now: Instant) -> Result<Option<Happening>, Problem> {
    let due = ui.busy_due().filter(|due| *due > now);
    match due {
        None => happenings.recv().map(Some).map_err(|_| Problem::Stopped),
        Some(due) => {
            match happenings.recv_timeout(due.saturating_duration_since(now).max(Duration::from_millis(1))) {
                Ok(happening) => Ok(Some(happening)),
                Err(RecvTimeoutError::Timeout) => Ok(None),
                Err(RecvTimeoutError::Disconnected) => Err(Problem::Stopped),
            }
        }
    }
}

fn take(happening: Happening, ui: &mut Ui, phone: &dyn Phone) -> Result<Flow, Problem> {
    match happening {
        Happening::Update(update) => {
            answer_reminders(&update, phone)?;
            ui.take(update, Instant::now());
        }
        Happening::Lost(error) => return Err(error.into()),
        Happening::Event(Event::Key(key)) => {
            if let Some(key) = Key::from_event(key) {
                return Ok(ui.press(key, phone));
            }
        }
        Happening::Event(Event::Paste(text)) => ui.paste(text, phone),
        Happening::Event(Event::Mouse(mouse)) => return Ok(on_mouse(mouse, ui, phone)),
        // A new size is painted like any other change.
        Happening::Event(_) => {}
    }
    Ok(Flow::GoOn)
}

/// A terminal has no notifications: none are shown, and none are left to be taken away.
fn answer_reminders(update: &Update, phone: &dyn Phone) -> Result<(), Problem> {
    for request in &update.requests {
        match &request.kind {
            HostRequestKind::ScheduleReminders { reminders, .. } => {
                phone.answered(request.id, reminders.is_empty())?;
            }
            HostRequestKind::DropReminders => phone.answered(request.id, true)?,
            HostRequestKind::OpenAddress { .. }
            | HostRequestKind::ShareFile { .. }
            | HostRequestKind::ChooseFile { .. } => {}
        }
    }
    Ok(())
}

fn on_mouse(mouse: MouseEvent, ui: &mut Ui, phone: &dyn Phone) -> Flow {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => return ui.click(mouse.column, mouse.row, phone),
        MouseEventKind::ScrollDown => ui.wheel(WHEEL),
        MouseEventKind::ScrollUp => ui.wheel(-WHEEL),
        _ => {}
    }
    Flow::GoOn
}
