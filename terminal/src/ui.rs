//! The interface's own state: where the focus is, what is scrolled, which sheet lies on top. It is free of any terminal, so
//! that whole sessions can be played in tests.

mod choosing;
mod command;
mod keys;
mod leaving;
mod place;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

pub use choosing::Choosing;
pub use command::{Command, Deed, commands, commands_below};
pub use keys::Key;
pub use place::Geometry;
use place::Place;

use salyk_client::fault::Fault;
use salyk_client::intent::{Intent, RequestId, ScreenId};
use salyk_client::text::Language;
use salyk_client::view::{HostRequestKind, Update};

use crate::drafts::{Drafts, Edit, Told};
use crate::phone::{Phone, Shown};
use crate::sheet::{ItemKind, Sheet};

/// Loading shows only after this long, so that nothing flickers.
pub const BUSY_AFTER: Duration = Duration::from_millis(300);

/// A login that the sandbox offers for trying things out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleLogin {
    /// The login.
    pub login: String,
    /// Its password; not a secret, for the sandbox prints it.
    pub password: String,
    /// Who it is.
    pub who: String,
}

/// What lies over the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// The keys, and the sample logins.
    Help,
    /// An address that the person is to open.
    Address(RequestId, String),
    /// A file that the person is to copy: its name and its text.
    File(RequestId, String, String),
    /// The path of a file is asked for.
    Choose(RequestId),
    /// A fault, with what to do about it.
    Fault(String),
}

/// What the program is to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Wait for what happens next.
    GoOn,
    /// End.
    Quit,
}

/// The interface's state.
pub struct Ui {
    shown: Shown,
    sheet: Option<Sheet>,
    places: BTreeMap<ScreenId, Place>,
    drafts: Drafts,
    over: Option<Over>,
    over_scroll: usize,
    choosing: Option<Choosing>,
    busy_since: Option<Instant>,
    geometry: Geometry,
    language: Language,
    /// Logins that help shows.
    pub samples: Vec<SampleLogin>,
    /// The address of the service, for help.
    pub service: String,
}

impl Ui {
    /// Before the first update.
    #[must_use]
    pub fn new(language: Language, samples: Vec<SampleLogin>, service: String) -> Self {
        Self {
            shown: Shown::default(),
            sheet: None,
            places: BTreeMap::new(),
            drafts: Drafts::default(),
            over: None,
            over_scroll: 0,
            choosing: None,
            busy_since: None,
            geometry: Geometry::default(),
            language,
            samples,
            service,
        }
    }

    /// Takes a newer picture.
    pub fn take(&mut self, update: Update, now: Instant) {
        self.shown.take(update);
        self.drafts.follow(&self.shown);
        let shown = &self.shown;
        self.places.retain(|id, _| shown.holds(*id));
        self.sheet = self.shown.top().map(Sheet::of);
        if let Some(sheet) = &self.sheet {
            self.language = sheet.language;
            self.busy_since = if sheet.top.busy.is_some() {
                self.busy_since.or(Some(now))
            } else {
                None
            };
            let place = self.places.entry(sheet.screen).or_insert_with(|| Place {
                index: sheet.first,
                ..Place::default()
            });
            place.index = place
                .focus
                .as_ref()
                .and_then(|key| sheet.place_of(key, place.index))
                .unwrap_or(if place.focus.is_none() {
                    sheet.first
                } else {
                    place.index
                })
                .min(sheet.items.len().saturating_sub(1));
        }
        let asked = self
            .shown
            .requests()
            .iter()
            .find_map(|request| match &request.kind {
                HostRequestKind::OpenAddress { address } => Some(Over::Address(request.id, address.clone())),
                HostRequestKind::ShareFile { name, text, .. } => {
                    Some(Over::File(request.id, name.clone(), text.clone()))
                }
                HostRequestKind::ChooseFile { .. } => Some(Over::Choose(request.id)),
                HostRequestKind::ScheduleReminders { .. } | HostRequestKind::DropReminders => None,
            });
        match (&self.over, asked) {
            (Some(Over::Address(..) | Over::File(..) | Over::Choose(_)), None) => self.over = None,
            (None | Some(Over::Address(..) | Over::File(..) | Over::Choose(_)), Some(over)) => {
                self.lay_over(over)
            }
            _ => {}
        }
        self.follow_choosing();
    }

    /// The sheet on top; `None` before the first update.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref()
    }

    /// What lies over the phone.
    #[must_use]
    pub fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// What stands in the fields.
    #[must_use]
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// The language of the screen on top.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether loading is to be shown.
    #[must_use]
    pub fn shows_busy(&self, now: Instant) -> bool {
        self.busy_since
            .is_some_and(|since| now.saturating_duration_since(since) >= BUSY_AFTER)
    }

    /// When loading will have to be shown, if it goes on until then.
    #[must_use]
    pub fn busy_due(&self) -> Option<Instant> {
        self.busy_since.map(|since| since + BUSY_AFTER)
    }

    /// A key was pressed.
    pub fn press(&mut self, key: Key, phone: &dyn Phone) -> Flow {
        let left = self.field_of_registration();
        let mut flow = Flow::GoOn;
        if let Some(command) = commands(self).into_iter().find(|one| one.keys.contains(&key)) {
            flow = self.perform(command.deed, phone);
        } else if let Some(edit) = keys::edit(key) {
            self.typed(&edit, phone);
        }
        self.leave(left, phone);
        flow
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: String, phone: &dyn Phone) {
        self.typed(&Edit::Insert(text), phone);
    }

    /// Types into the focused field, or into the path that is asked for.
    fn typed(&mut self, edit: &Edit, phone: &dyn Phone) {
        match &self.over {
            None => self.edit(edit, phone),
            Some(Over::Choose(_)) => self.type_path(edit),
            Some(_) => {}
        }
    }

    /// The mouse was pressed at this column and row.
    pub fn click(&mut self, column: u16, row: u16, phone: &dyn Phone) -> Flow {
        if self.over.is_some() {
            return self.perform(Deed::Close, phone);
        }
        let hit = self
            .geometry
            .hits
            .iter()
            .find(|(from, to, at, _)| *at == row && (*from..*to).contains(&column))
            .map(|hit| hit.3);
        match hit {
            Some(item) => {
                let left = self.field_of_registration();
                self.focus_on(item);
                self.leave(left, phone);
                if self.focused().is_some_and(|item| item.field().is_some()) {
                    return Flow::GoOn;
                }
                self.perform(Deed::Activate, phone)
            }
            None => Flow::GoOn,
        }
    }

    fn perform(&mut self, deed: Deed, phone: &dyn Phone) -> Flow {
        match deed {
            Deed::Quit => return Flow::Quit,
            Deed::Next => self.step(1),
            Deed::Previous => self.step(-1),
            Deed::Down => self.walk_or_scroll(1),
            Deed::Up => self.walk_or_scroll(-1),
            Deed::PageDown => self.scroll_by(isize::try_from(self.page()).unwrap_or(1)),
            Deed::PageUp => self.scroll_by(-isize::try_from(self.page()).unwrap_or(1)),
            Deed::Top => self.set_scroll(0),
            Deed::Bottom => self.set_scroll(self.geometry.lines.saturating_sub(self.geometry.height)),
            Deed::Help => self.lay_over(Over::Help),
            Deed::Close => self.close_over(phone),
            Deed::HandOver => self.hand_over(phone),
            Deed::Clear => self.edit(&Edit::EraseAll, phone),
            Deed::Reveal => self.reveal(),
            Deed::Activate => self.activate(phone),
            Deed::Dispatch(intent) => self.dispatch(intent, phone),
        }
        Flow::GoOn
    }

    fn lay_over(&mut self, over: Over) {
        if self.over.as_ref() != Some(&over) {
            self.over = Some(over);
            self.over_scroll = 0;
        }
    }

    fn close_over(&mut self, phone: &dyn Phone) {
        let answer = match self.over.take() {
            Some(Over::Address(request, _) | Over::File(request, ..)) => phone.answered(request, true),
            Some(Over::Choose(request)) => phone.answered(request, false),
            Some(Over::Help | Over::Fault(_)) | None => Ok(()),
        };
        if let Err(fault) = answer {
            self.tell(&fault);
        }
        self.over_scroll = 0;
    }

    fn tell(&mut self, fault: &Fault) {
        let text = fault.text(self.language);
        self.lay_over(Over::Fault(text));
    }

    fn dispatch(&mut self, intent: Intent, phone: &dyn Phone) {
        if let Err(fault) = phone.dispatch(intent) {
            self.tell(&fault);
        }
    }

    fn activate(&mut self, phone: &dyn Phone) {
        let Some(item) = self.focused() else { return };
        match &item.kind {
            ItemKind::Text(_) | ItemKind::Secret(_) => self.step(1),
            ItemKind::Reveal(reveal) => {
                let field = reveal.field;
                if let Some(sheet) = &self.sheet {
                    self.drafts.reveal(sheet.screen, field);
                }
            }
            _ => {
                if let Some(intent) = item.intent().cloned() {
                    self.dispatch(intent, phone);
                }
            }
        }
    }

    fn reveal(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        if let Some(field) = sheet.items.iter().find_map(|item| match &item.kind {
            ItemKind::Reveal(reveal) => Some(reveal.field),
            _ => None,
        }) {
            self.drafts.reveal(sheet.screen, field);
        }
    }

    fn edit(&mut self, edit: &Edit, phone: &dyn Phone) {
        let Some(sheet) = &self.sheet else { return };
        let index = self.places.get(&sheet.screen).map_or(0, |place| place.index);
        let Some(item) = sheet.items.get(index) else {
            return;
        };
        let is_field = item.field().is_some();
        let told = self.drafts.edit(sheet.screen, item, edit);
        if is_field {
            self.bring_into_sight(index);
        }
        let answer = match told {
            None => Ok(()),
            Some(Told::Typed(intent)) => phone.dispatch(intent),
            Some(Told::Secret(screen, field, secret)) => phone.enter_secret(screen, field, secret),
        };
        if let Err(fault) = answer {
            self.tell(&fault);
        }
    }
}

#[cfg(test)]
mod tests;
