//! The scripted walk: from the first start to a lot's detail, the duties, a plan, the reminders and out again, each screen as
//! text.
//!
//! It finds its way by what actions ask for, never by their words, so that it goes the same way in every language.

mod transcript;

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

pub use transcript::{Json, Text, Transcript};

use salyk_client::intent::{Ask, CountryGroup, FieldKey, Intent};
use salyk_client::secret::Secret;
use salyk_client::view::{Screen, Update, View};

use crate::phone::{Phone, Shown};
use crate::problem::Problem;
use crate::sheet::{Item, Sheet};
use crate::ui::SampleLogin;

/// How long a step may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a screen stays unchanged before it is taken to be complete.
const CALM: Duration = Duration::from_millis(80);

/// Walks through a phone.
pub struct Walk<'a> {
    phone: &'a dyn Phone,
    updates: Receiver<Update>,
    shown: Shown,
    transcript: &'a mut dyn Transcript,
    step: &'static str,
}

impl<'a> Walk<'a> {
    /// A walk through a phone that was just started, written into `transcript`.
    #[must_use]
    pub fn new(phone: &'a dyn Phone, updates: Receiver<Update>, transcript: &'a mut dyn Transcript) -> Self {
        Self {
            phone,
            updates,
            shown: Shown::default(),
            transcript,
            step: "start",
        }
    }

    /// Walks from the first start to the end of the session.
    ///
    /// # Errors
    /// [`Problem::Walk`] with the step at which something else was found than should be.
    pub fn run(&mut self, login: &SampleLogin) -> Result<(), Problem> {
        self.step = "first start";
        self.arrive(|view| matches!(view, View::SignIn(_)))?;
        self.find_enter_locked()?;
        self.read_documents()?;
        self.tick()?;
        self.type_credentials(login)?;
        self.enter()?;
        self.look_at_lots()?;
        self.look_ahead()?;
        self.look_at_settings()?;
        self.sign_out()
    }

    fn find_enter_locked(&mut self) -> Result<(), Problem> {
        self.step = "enter is locked";
        let (_, item) = self.find(|ask| *ask == Ask::Enter)?;
        match item.why_not() {
            Some(why_not) if !why_not.is_empty() => self.transcript.refused(item.label(), why_not),
            _ => Err(self.lost("«Кирүү» is not locked, or does not say why")),
        }
    }

    fn read_documents(&mut self) -> Result<(), Problem> {
        self.step = "read the documents";
        let sheet = self.sheet()?;
        let documents: Vec<Ask> = asks(&sheet, |ask| matches!(ask, Ask::OpenDocument { .. })).collect();
        if documents.len() != 2 {
            return Err(self.lost("there are not two documents"));
        }
        for document in documents {
            self.choose(|ask| *ask == document)?;
            let failed = |view: &View| matches!(view, View::Document(document) if document.retry.is_some());
            let here = |view: &View| matches!(view, View::Document(document) if !document.version.is_empty());
            self.arrive(|view| here(view) || failed(view))?;
            if self.shown.top().is_some_and(|screen| failed(&screen.view)) {
                return Err(self.lost("the document could not be fetched"));
            }
            self.back(|view| matches!(view, View::SignIn(_)))?;
        }
        Ok(())
    }

    fn tick(&mut self) -> Result<(), Problem> {
        self.step = "tick the box";
        self.wait(|view| matches!(view, View::SignIn(sign_in) if sign_in.consent.enabled))?;
        self.choose(|ask| *ask == Ask::TickConsent { ticked: true })?;
        self.arrive(|view| matches!(view, View::SignIn(sign_in) if sign_in.consent.ticked))
    }

    fn type_credentials(&mut self, login: &SampleLogin) -> Result<(), Problem> {
        self.step = "type login and password";
        let sheet = self.sheet()?;
        let typed = |key: FieldKey| {
            sheet
                .items
                .iter()
                .find(|item| item.field() == Some(key))
                .map(Item::label)
        };
        let (Some(login_label), Some(password_label)) = (typed(FieldKey::Login), typed(FieldKey::Password))
        else {
            return Err(self.lost("a field is missing"));
        };
        self.transcript.typed(login_label, &login.login)?;
        let ask = Ask::Typed {
            field: FieldKey::Login,
            text: login.login.clone(),
            edit: 1,
        };
        self.phone.dispatch(Intent {
            screen: sheet.screen,
            ask,
        })?;
        self.transcript
            .typed(password_label, &"•".repeat(login.password.chars().count()))?;
        let secret = Secret::from(login.password.clone());
        self.phone
            .enter_secret(sheet.screen, FieldKey::Password, secret)?;
        self.arrive(|view| matches!(view, View::SignIn(sign_in) if sign_in.enter.enabled))
    }

    fn enter(&mut self) -> Result<(), Problem> {
        self.step = "enter";
        self.choose(|ask| *ask == Ask::Enter)?;
        let at_home = |view: &View| matches!(view, View::Home(home) if home.registered.is_some());
        self.arrive(|view| matches!(view, View::TaxpayerChoice(_)) || at_home(view))?;
        if !self.shown.top().is_some_and(|screen| at_home(&screen.view)) {
            self.step = "choose a taxpayer";
            self.choose(|ask| matches!(ask, Ask::ChooseTaxpayer { .. }))?;
            self.arrive(at_home)?;
        }
        Ok(())
    }

    fn look_at_lots(&mut self) -> Result<(), Problem> {
        self.step = "the lots";
        self.choose(|ask| *ask == Ask::OpenLots)?;
        self.arrive(|view| matches!(view, View::Lots(lots) if !lots.rows.is_empty()))?;
        self.step = "a lot";
        self.choose(|ask| matches!(ask, Ask::OpenLot { .. }))?;
        self.arrive(|view| matches!(view, View::Lot(_)))?;
        self.step = "why";
        self.choose(|ask| matches!(ask, Ask::OpenWhy { .. }))?;
        self.arrive(|view| matches!(view, View::Why(_)))?;
        self.step = "back home";
        self.back(|view| matches!(view, View::Lot(_)))?;
        self.back(|view| matches!(view, View::Lots(_)))?;
        self.back(|view| matches!(view, View::Home(_)))
    }

    fn look_ahead(&mut self) -> Result<(), Problem> {
        self.step = "the duties";
        self.choose(|ask| *ask == Ask::OpenDuties)?;
        self.arrive(|view| matches!(view, View::Duties(duties) if !duties.groups.is_empty()))?;
        self.back(|view| matches!(view, View::Home(_)))?;
        self.step = "a plan";
        self.choose(|ask| matches!(ask, Ask::OpenPlan { .. }))?;
        self.arrive(|view| matches!(view, View::Plan(_)))?;
        let here = |group| move |ask: &Ask| *ask == Ask::PlanOrigin { group };
        self.choose(here(CountryGroup::Third))?;
        self.arrive(
            |view| matches!(view, View::Plan(plan) if plan.steps.iter().any(|step| step.rule == "reg:12")),
        )?;
        self.back(|view| matches!(view, View::Home(_)))?;
        self.step = "the reminders";
        self.choose(|ask| *ask == Ask::OpenReminders)?;
        self.arrive(|view| matches!(view, View::Reminders(reminders) if !reminders.rows.is_empty()))?;
        self.back(|view| matches!(view, View::Home(_)))
    }

    fn look_at_settings(&mut self) -> Result<(), Problem> {
        self.step = "settings";
        self.choose(|ask| *ask == Ask::OpenSettings)?;
        self.arrive(|view| matches!(view, View::Settings(_)))
    }

    fn sign_out(&mut self) -> Result<(), Problem> {
        self.step = "sign out";
        self.choose(|ask| *ask == Ask::SignOut { everywhere: false })?;
        self.arrive(|view| matches!(view, View::Confirm(_)))?;
        self.choose(|ask| *ask == Ask::Confirm)?;
        self.arrive(|view| matches!(view, View::SignIn(sign_in) if !sign_in.enter.enabled))
    }

    /// Dispatches the first action on top that asks for this.
    fn choose(&mut self, wanted: impl Fn(&Ask) -> bool) -> Result<(), Problem> {
        let (sheet, item) = self.find(wanted)?;
        self.transcript.chose(item.label())?;
        match item.intent() {
            Some(intent) => Ok(self.phone.dispatch(intent.clone())?),
            None => {
                let why_not = item.why_not().unwrap_or_default();
                Err(self.lost(&format!(
                    "on {}, «{}» is locked: {why_not}",
                    sheet.kind,
                    item.label()
                )))
            }
        }
    }

    fn back(&mut self, there: impl Fn(&View) -> bool) -> Result<(), Problem> {
        self.choose(|ask| *ask == Ask::Back)?;
        self.wait(there)
    }

    fn find(&self, wanted: impl Fn(&Ask) -> bool) -> Result<(Sheet, Item), Problem> {
        let sheet = self.sheet()?;
        let item = sheet
            .items
            .iter()
            .find(|item| ask_of(item).is_some_and(&wanted))
            .cloned();
        match item {
            Some(item) => Ok((sheet, item)),
            None => Err(self.lost("what was to be chosen is not there")),
        }
    }

    fn sheet(&self) -> Result<Sheet, Problem> {
        self.shown.top().map(Sheet::of).ok_or(Problem::Stopped)
    }

    /// Waits for a screen and writes it down.
    fn arrive(&mut self, there: impl Fn(&View) -> bool) -> Result<(), Problem> {
        self.wait(there)?;
        let sheet = self.sheet()?;
        self.transcript.screen(&sheet)
    }

    /// Waits until the screen on top is as it should be, nothing is being loaded, and nothing has changed for a moment.
    fn wait(&mut self, there: impl Fn(&View) -> bool) -> Result<(), Problem> {
        let started = Instant::now();
        let arrived = |screen: &Screen| !screen.frame.busy && there(&screen.view);
        loop {
            let calm = self.shown.top().is_some_and(arrived);
            let left = PATIENCE.saturating_sub(started.elapsed());
            match self.updates.recv_timeout(if calm { CALM } else { left }) {
                Ok(update) => self.shown.take(update),
                Err(RecvTimeoutError::Timeout) if calm => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(self.lost("the screen that should come did not"));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Problem::Stopped),
            }
        }
    }

    fn lost(&self, reason: &str) -> Problem {
        let mut reason = reason.to_owned();
        if let Some(screen) = self.shown.top() {
            reason.push_str("; on top is ");
            reason.push_str(Sheet::of(screen).kind);
            for notice in &screen.frame.notices {
                reason.push_str("; it says: ");
                reason.push_str(&notice.text);
            }
        }
        Problem::Walk {
            step: self.step,
            reason,
        }
    }
}

fn ask_of(item: &Item) -> Option<&Ask> {
    use crate::sheet::ItemKind;
    match &item.kind {
        ItemKind::Tick(tick) => Some(&tick.intent.ask),
        ItemKind::Button(action) => Some(&action.intent.ask),
        ItemKind::Choice(choice) => Some(&choice.intent.ask),
        ItemKind::Card(card) => Some(&card.action.intent.ask),
        ItemKind::Text(_) | ItemKind::Secret(_) | ItemKind::Reveal(_) => None,
    }
}

fn asks(sheet: &Sheet, wanted: impl Fn(&Ask) -> bool) -> impl Iterator<Item = Ask> {
    sheet
        .items
        .iter()
        .filter_map(ask_of)
        .filter(move |ask| wanted(ask))
        .cloned()
}
