//! The same phone as lines of text and numbered choices, for screen readers and pipes: no colours, no moving cursor.

mod input;
mod text;

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

pub use input::{FromTerminal, Input, Lines};
pub use text::{Numbers, lines};

use salyk_client::intent::{Ask, Intent};
use salyk_client::secret::Secret;
use salyk_client::text::Language;
use salyk_client::view::{HostRequestKind, Update};

use crate::attach::hand_over;
use crate::phone::{Phone, Shown};
use crate::problem::Problem;
use crate::sheet::{Item, ItemKind, Sheet};
use crate::ui::SampleLogin;
use crate::words::Words;

/// How long to wait for the first change after something was asked for.
const FIRST_CHANGE: Duration = Duration::from_secs(2);
/// How long to wait for loading to end before the screen is printed as it is.
const LOADING: Duration = Duration::from_secs(30);
/// How long a screen stays unchanged before it is taken to be complete.
const CALM: Duration = Duration::from_millis(60);

/// The phone as text.
pub struct Plain<'a> {
    phone: &'a dyn Phone,
    updates: Receiver<Update>,
    shown: Shown,
    language: Language,
    edit: u64,
    samples: &'a [SampleLogin],
}

impl<'a> Plain<'a> {
    /// A phone whose updates come from `updates`.
    #[must_use]
    pub fn new(
        phone: &'a dyn Phone,
        updates: Receiver<Update>,
        language: Language,
        samples: &'a [SampleLogin],
    ) -> Self {
        Self {
            phone,
            updates,
            shown: Shown::default(),
            language,
            edit: 0,
            samples,
        }
    }

    /// Prints screens to `out` and takes choices from `input` until that ends or the person quits.
    ///
    /// # Errors
    /// [`Problem`] when the core stopped or `out` can't be written to.
    pub fn run(&mut self, input: &mut dyn Input, out: &mut dyn Write) -> Result<(), Problem> {
        self.settle(0)?;
        loop {
            let Some(sheet) = self.shown.top().map(Sheet::of) else {
                return Err(Problem::Stopped);
            };
            self.language = sheet.language;
            let numbers = print(out, &sheet)?;
            if self.answer_requests(input, out)? {
                let before = self.shown.revision();
                self.settle(before)?;
                continue;
            }
            match self.choose(&sheet, &numbers, input, out)? {
                Some(()) => {}
                None => return Ok(()),
            }
        }
    }

    /// Asks until something was chosen that may change the screen; `None` when the person is done.
    fn choose(
        &mut self,
        sheet: &Sheet,
        numbers: &Numbers,
        input: &mut dyn Input,
        out: &mut dyn Write,
    ) -> Result<Option<()>, Problem> {
        let words = Words::of(self.language);
        loop {
            let Some(line) = input.line(out, &format!("{}: ", words.choose_number))? else {
                writeln!(out)?;
                return Ok(None);
            };
            match line.trim() {
                "q" | "Q" => return Ok(None),
                "?" => self.help(out)?,
                "" => {
                    self.drain();
                    return Ok(Some(()));
                }
                other => {
                    let place = other.parse().ok().and_then(|number| numbers.place(number));
                    match place.and_then(|place| sheet.items.get(place)) {
                        Some(item) => return self.use_item(sheet, item, input, out),
                        None => {
                            writeln!(out, "{} {}", words.no_such_number, words.plain_commands)?;
                        }
                    }
                }
            }
        }
    }

    fn use_item(
        &mut self,
        sheet: &Sheet,
        item: &Item,
        input: &mut dyn Input,
        out: &mut dyn Write,
    ) -> Result<Option<()>, Problem> {
        let words = Words::of(self.language);
        let before = self.shown.revision();
        match &item.kind {
            ItemKind::Text(field) => {
                let Some(text) = input.line(out, &format!("{}: ", field.label))? else {
                    return Ok(None);
                };
                self.edit = self.edit.max(field.edit) + 1;
                let ask = Ask::Typed {
                    field: field.key,
                    text,
                    edit: self.edit,
                };
                self.phone.dispatch(Intent {
                    screen: sheet.screen,
                    ask,
                })?;
            }
            ItemKind::Secret(field) => {
                let Some(secret) = input.secret(out, &format!("{}: ", field.label))? else {
                    return Ok(None);
                };
                self.phone
                    .enter_secret(sheet.screen, field.key, Secret::from(secret))?;
            }
            _ => match item.intent() {
                Some(intent) => self.phone.dispatch(intent.clone())?,
                None => {
                    writeln!(out, "{}: {}", words.not_now, item.why_not().unwrap_or_default())?;
                    return Ok(Some(()));
                }
            },
        }
        self.settle(before)?;
        Ok(Some(()))
    }

    fn help(&self, out: &mut dyn Write) -> Result<(), Problem> {
        let words = Words::of(self.language);
        writeln!(out, "{}", words.plain_commands)?;
        if !self.samples.is_empty() {
            writeln!(out, "{}:", words.samples)?;
        }
        for sample in self.samples {
            writeln!(out, "- {} / {} · {}", sample.login, sample.password, sample.who)?;
        }
        Ok(())
    }

    /// Prints what the phone asks of its host. Text can be read and copied, and a file's path typed: that is all a terminal can do.
    /// Gives whether a file was handed over.
    fn answer_requests(&mut self, input: &mut dyn Input, out: &mut dyn Write) -> Result<bool, Problem> {
        let words = Words::of(self.language);
        let mut attached = false;
        for request in self.shown.requests() {
            let done = match &request.kind {
                HostRequestKind::OpenAddress { address } => {
                    writeln!(out, "{} {address}", words.address)?;
                    true
                }
                HostRequestKind::ShareFile { name, text, .. } => {
                    writeln!(out, "{} {name}\n{text}", words.file)?;
                    true
                }
                HostRequestKind::ScheduleReminders { reminders, .. } => {
                    if !reminders.is_empty() {
                        writeln!(out, "{}", words.no_notifications)?;
                    }
                    reminders.is_empty()
                }
                HostRequestKind::DropReminders => true,
                HostRequestKind::ChooseFile { to } => {
                    attached |= attach(self.phone, to, input, out, words)?;
                    attached
                }
            };
            self.phone.answered(request.id, done)?;
        }
        Ok(attached)
    }

    fn drain(&mut self) {
        while let Ok(update) = self.updates.try_recv() {
            self.shown.take(update);
        }
    }

    /// Waits until the picture is newer than `before`, nothing is being loaded and nothing has changed for a moment.
    fn settle(&mut self, before: u64) -> Result<(), Problem> {
        let started = Instant::now();
        loop {
            let wait = if self.shown.revision() <= before || self.shown.top().is_none() {
                FIRST_CHANGE.saturating_sub(started.elapsed())
            } else if self.is_loading() {
                LOADING.saturating_sub(started.elapsed())
            } else {
                CALM
            };
            match self.updates.recv_timeout(wait) {
                Ok(update) => self.shown.take(update),
                Err(RecvTimeoutError::Timeout) if self.shown.top().is_none() => {
                    if started.elapsed() >= LOADING {
                        return Err(Problem::Stopped);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(Problem::Stopped),
            }
        }
    }

    fn is_loading(&self) -> bool {
        self.shown.top().is_some_and(|screen| {
            screen.frame.busy || matches!(screen.view, salyk_client::view::View::Starting(_))
        })
    }
}

/// Prints a sheet and says which number is which.
fn print(out: &mut dyn Write, sheet: &Sheet) -> Result<Numbers, Problem> {
    let (lines, numbers) = lines(sheet);
    writeln!(out)?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(numbers)
}

/// Asks for a file's path and hands the file over; gives whether it did.
fn attach(
    phone: &dyn Phone,
    to: &str,
    input: &mut dyn Input,
    out: &mut dyn Write,
    words: &Words,
) -> Result<bool, Problem> {
    let path = input.line(out, &format!("{}: ", words.path_of_file))?;
    let Some(path) = path.filter(|path| !path.trim().is_empty()) else {
        return Ok(false);
    };
    let is_there = hand_over(phone, to, &path)?;
    if !is_there {
        writeln!(out, "{}", words.no_such_file)?;
    }
    Ok(is_there)
}

#[cfg(test)]
mod tests;
