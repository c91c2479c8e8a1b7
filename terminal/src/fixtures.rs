//! Hand-made screens for this crate's tests, and a phone that writes down what it is asked. Every person and number is a sample.

mod ahead;
mod around;
mod certificate;
mod entries;
mod filing;
mod headings;
mod leaving;
mod papers;
mod regime;
mod registration;
mod what_if;

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Instant;

use salyk_client::fault::Fault;
use salyk_client::intent::{Ask, FieldKey, Intent, RequestId, ScreenId};
use salyk_client::ports::AttachmentSource;
use salyk_client::secret::Secret;
use salyk_client::text::Language;
use salyk_client::view::{
    Action, Choice, Frame, HostRequest, Importance, Notice, Screen, ShownDate, ShownMoney, Tone, Update, View,
};

use crate::phone::Phone;
use crate::ui::{SampleLogin, Ui};

pub(crate) use ahead::{duties, plan, reminders};
pub(crate) use around::{accounts, consent, document, settings, sign_in, starting, taxpayer_choice};
pub(crate) use certificate::certificate;
pub(crate) use entries::entry;
pub(crate) use filing::{outbox, refund_application, regime_application, tax_report};
pub(crate) use leaving::{confirm, confirm_unsent};
pub(crate) use papers::{customs_paper, receipt};
pub(crate) use regime::{home, lot, lots, why};
pub(crate) use registration::{application, registration};
pub(crate) use what_if::what_if;

pub(crate) const SCREEN: ScreenId = ScreenId(7);

/// One screen of each kind, with its name.
pub(crate) fn every_screen(language: Language) -> Vec<(&'static str, Screen)> {
    vec![
        ("starting", starting(language)),
        ("sign_in", sign_in(language)),
        ("document", document(language)),
        ("consent", consent(language)),
        ("accounts", accounts(language)),
        ("taxpayer_choice", taxpayer_choice(language)),
        ("home", home(language)),
        ("duties", duties(language)),
        ("lots", lots(language)),
        ("lot", lot(language)),
        ("plan", plan(language)),
        ("what_if", what_if(language)),
        ("entry", entry(language)),
        ("reminders", reminders(language)),
        ("why", why(language)),
        ("certificate", certificate(language)),
        ("receipt", receipt(language)),
        ("customs_paper", customs_paper(language)),
        ("regime_application", regime_application(language)),
        ("refund_application", refund_application(language)),
        ("tax_report", tax_report(language)),
        ("outbox", outbox(language)),
        ("settings", settings(language)),
        ("confirm", confirm(language)),
        ("confirm_unsent", confirm_unsent(language)),
        ("registration", registration(language)),
        ("application", application(language)),
    ]
}

/// The text of the language.
pub(crate) fn say(language: Language, ky: &str, ru: &str, en: &str) -> String {
    match language {
        Language::Kyrgyz => ky,
        Language::Russian => ru,
        Language::English => en,
    }
    .to_owned()
}

pub(crate) fn screen(language: Language, title: String, view: View) -> Screen {
    let choice = |other: Language| Choice {
        label: other.own_name().to_owned(),
        chosen: other == language,
        intent: Intent {
            screen: SCREEN,
            ask: Ask::ChooseLanguage { language: other },
        },
    };
    let languages = match view {
        View::SignIn(_) | View::Document(_) => Language::ALL.map(choice).to_vec(),
        _ => Vec::new(),
    };
    let band = say(
        language,
        "Бул үлгү, расмий кызмат эмес. Чыныгы логин жазбаңыз.",
        "Это образец, не официальная служба. Не вводите настоящий логин.",
        "A sample, not an official service. Type no real login.",
    );
    let back = match view {
        View::Starting(_) | View::SignIn(_) | View::Home(_) => None,
        _ => Some(action(
            &say(language, "Артка", "Назад", "Back"),
            Importance::Normal,
            Ask::Back,
        )),
    };
    let frame = Frame {
        title,
        taxpayer: None,
        band: Some(band),
        language,
        languages,
        connection: None,
        notices: Vec::new(),
        busy: false,
        back,
        sensitive: false,
        headings: headings::frame(language),
    };
    Screen {
        id: SCREEN,
        frame,
        view,
    }
}

pub(crate) fn action(label: &str, importance: Importance, ask: Ask) -> Action {
    Action {
        label: label.to_owned(),
        spoken: String::new(),
        enabled: true,
        why_not: None,
        importance,
        intent: Intent { screen: SCREEN, ask },
    }
}

pub(crate) fn locked(mut action: Action, why_not: &str) -> Action {
    action.enabled = false;
    action.why_not = Some(why_not.to_owned());
    action
}

pub(crate) fn notice(language: Language, tone: Tone, text: &str) -> Notice {
    Notice {
        tone,
        standing: headings::tone(language, tone),
        text: text.to_owned(),
        action: None,
    }
}

pub(crate) fn day(text: &str, iso: &str, days_left: i32, relative: &str) -> ShownDate {
    ShownDate {
        text: text.to_owned(),
        iso: iso.to_owned(),
        days_left,
        relative: relative.to_owned(),
    }
}

pub(crate) fn som(text: &str, tyiyn: i64) -> ShownMoney {
    ShownMoney {
        text: text.to_owned(),
        tyiyn,
    }
}

/// An update that shows these screens, the last one on top.
pub(crate) fn update(revision: u64, screens: Vec<Screen>) -> Update {
    Update {
        revision,
        stack: screens.iter().map(|screen| screen.id).collect(),
        changed: screens,
        requests: Vec::new(),
    }
}

pub(crate) fn asking(mut update: Update, request: HostRequest) -> Update {
    update.requests.push(request);
    update
}

/// An interface that shows this screen.
pub(crate) fn ui_with(screen: Screen) -> Ui {
    let samples = vec![SampleLogin {
        login: "ulgu".to_owned(),
        password: "ulgu-syr-soz".to_owned(),
        who: "Үлгү Эсепчи".to_owned(),
    }];
    let mut ui = Ui::new(screen.frame.language, samples, "https://127.0.0.1:1".to_owned());
    ui.take(update(1, vec![screen]), Instant::now());
    ui
}

/// A phone that only writes down.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) asked: RefCell<Vec<Ask>>,
    pub(crate) secrets: RefCell<Vec<Secret>>,
    pub(crate) answers: RefCell<Vec<(RequestId, bool)>>,
    /// To what files were handed over, and under which names.
    pub(crate) attached: RefCell<Vec<(String, String)>>,
    pub(crate) broken: bool,
}

impl Recorder {
    fn answer(&self) -> Result<(), Fault> {
        if self.broken { Err(Fault::Closed) } else { Ok(()) }
    }
}

impl Phone for Recorder {
    fn dispatch(&self, intent: Intent) -> Result<(), Fault> {
        self.asked.borrow_mut().push(intent.ask);
        self.answer()
    }

    fn attach(&self, to: String, name: String, _: Arc<dyn AttachmentSource>) -> Result<(), Fault> {
        self.attached.borrow_mut().push((to, name));
        self.answer()
    }

    fn enter_secret(&self, _: ScreenId, _: FieldKey, secret: Secret) -> Result<(), Fault> {
        self.secrets.borrow_mut().push(secret);
        self.answer()
    }

    fn answered(&self, request: RequestId, done: bool) -> Result<(), Fault> {
        self.answers.borrow_mut().push((request, done));
        self.answer()
    }
}
