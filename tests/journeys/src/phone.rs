//! The phone as a person holds it: looks at the screen in front, presses what is there, waits for what comes.

use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use salyk_client::adapters::attachment_files::SealedFiles;
use salyk_client::adapters::https::{HttpsService, Patience, Trust};
use salyk_client::adapters::sealed_store::SealedStore;
use salyk_client::adapters::software_signer::SoftwareSigner;
use salyk_client::adapters::system::{SystemClock, SystemEntropy};
use salyk_client::fakes::{MemoryVault, TempFolder};
use salyk_client::intent::{Ask, FieldKey, Intent, ScreenId};
use salyk_client::ports::{Ports, Vault};
use salyk_client::secret::Secret;
use salyk_client::shell::{Config, Observer, ObserverError, Salyk, Subscription};
use salyk_client::text::Language;
use salyk_client::view::{HostRequest, HostRequestKind, Screen, SignInView, Update, View};

/// How long a person waits for anything before the story fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// What outlives the app: its folder and its vault.
pub struct Kept {
    /// The folder of the store.
    pub folder: TempFolder,
    /// The vault.
    pub vault: Arc<MemoryVault>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            folder: TempFolder::new(),
            vault: Arc::new(MemoryVault::default()),
        }
    }
}

/// The app, running.
pub struct Phone {
    salyk: Salyk,
    board: Arc<Board>,
    _subscription: Subscription,
}

#[derive(Default)]
struct Board {
    picture: Mutex<Picture>,
    changed: Condvar,
}

/// What was last published.
#[derive(Default)]
struct Picture {
    screens: Vec<Screen>,
    requests: Vec<HostRequest>,
}

impl Observer for Board {
    fn on_update(&self, update: Update) -> Result<(), ObserverError> {
        let mut picture = self.picture.lock().expect("the board");
        let mut known = std::mem::take(&mut picture.screens);
        known.retain(|screen| update.changed.iter().all(|changed| changed.id != screen.id));
        known.extend(update.changed);
        for id in &update.stack {
            picture.screens.push(
                known
                    .iter()
                    .find(|screen| screen.id == *id)
                    .expect("every screen on the stack is drawn")
                    .clone(),
            );
        }
        picture.requests = update.requests;
        self.changed.notify_all();
        Ok(())
    }
}

impl Phone {
    /// Starts the app against a sandbox's address and authority, with what was kept of it.
    pub fn start(kept: &Kept, address: &str, authority: &[u8], today: Option<Date>) -> Self {
        Self::over(Self::ports(kept, address, authority, today))
    }

    /// The ports of a phone as it is meant to be.
    pub fn ports(kept: &Kept, address: &str, authority: &[u8], today: Option<Date>) -> Ports {
        let trust = Trust::bundled()
            .with_extra_root(authority)
            .expect("the sandbox's authority");
        let patience = Patience {
            connect: Duration::from_secs(2),
            read: Duration::from_secs(5),
            total: Duration::from_secs(10),
        };
        let service =
            HttpsService::with_patience(address, "0.1.0", trust, patience).expect("the service's address");
        let vault: Arc<dyn Vault> = kept.vault.clone();
        let store = SealedStore::new(kept.folder.path(), Arc::clone(&vault), Arc::new(SystemEntropy));
        let files = SealedFiles::new(kept.folder.path(), Arc::clone(&vault), Arc::new(SystemEntropy));
        Ports {
            service: Arc::new(service),
            vault,
            store: Arc::new(store),
            files: Arc::new(files),
            signer: Arc::new(SoftwareSigner::new(Arc::new(SystemEntropy))),
            clock: Arc::new(today.map_or_else(SystemClock::default, SystemClock::shifted_to)),
            entropy: Arc::new(SystemEntropy),
        }
    }

    /// Starts the app over these ports.
    pub fn over(ports: Ports) -> Self {
        let config = Config {
            app_version: "0.1.0".to_owned(),
            language: Language::Kyrgyz,
            official: false,
        };
        let salyk = Salyk::start(config, ports).expect("the core starts");
        let board = Arc::new(Board::default());
        let subscription = salyk.observe(board.clone()).expect("the core is open");
        Self {
            salyk,
            board,
            _subscription: subscription,
        }
    }

    /// The core itself.
    pub fn core(&self) -> &Salyk {
        &self.salyk
    }

    /// Waits until the screen in front is as wanted, and gives it.
    pub fn wait_for(&self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Screen {
        self.wait(what, |picture| {
            picture.screens.last().filter(|front| wanted(front)).cloned()
        })
    }

    /// Waits until the phone is asked to share a document, does so, and gives its name, its media type and its text.
    pub fn wait_for_document(&self) -> (String, String, String) {
        let request = self.wait("a document", |picture| {
            let is_document =
                |request: &&HostRequest| matches!(request.kind, HostRequestKind::ShareFile { .. });
            picture.requests.iter().find(is_document).cloned()
        });
        self.salyk.answered(request.id, true).expect("the core is open");
        self.wait("the answer taken", |picture| {
            picture
                .requests
                .iter()
                .all(|one| one.id != request.id)
                .then_some(())
        });
        match request.kind {
            HostRequestKind::ShareFile {
                name,
                media_type,
                text,
            } => (name, media_type, text),
            other => panic!("no document: {other:?}"),
        }
    }

    fn wait<T>(&self, what: &str, wanted: impl Fn(&Picture) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut picture = self.board.picture.lock().expect("the board");
        loop {
            if let Some(found) = wanted(&picture) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited for {what}; in front is {:#?}",
                picture.screens.last()
            );
            picture = self
                .board
                .changed
                .wait_timeout(picture, left)
                .expect("the board")
                .0;
        }
    }

    /// Asks for something on the screen in front.
    pub fn ask(&self, ask: Ask) {
        let screen = self.front().id;
        self.on(screen, ask);
    }

    /// Asks for something on a screen.
    pub fn on(&self, screen: ScreenId, ask: Ask) {
        self.salyk
            .dispatch(Intent { screen, ask })
            .expect("the core is open");
    }

    /// The screen in front.
    pub fn front(&self) -> Screen {
        self.wait_for("any screen", |_| true)
    }

    /// Waits for the sign-in screen with both documents on the phone.
    pub fn wait_for_documents(&self) -> Screen {
        self.wait_for("both documents", |screen| {
            sign_in(screen).is_some_and(|view| view.consent.enabled)
        })
    }

    /// Types a login and a password on the screen in front.
    pub fn type_in(&self, login: &str, password: &str) {
        let screen = self.front().id;
        self.on(
            screen,
            Ask::Typed {
                field: FieldKey::Login,
                text: login.to_owned(),
                edit: 1,
            },
        );
        let secret = Secret::from(password.to_owned());
        self.salyk
            .enter_secret(screen, FieldKey::Password, secret)
            .expect("the core is open");
    }

    /// Ticks, types and enters; does not wait for what comes of it.
    pub fn enter(&self, login: &str, password: &str) {
        let screen = self.wait_for_documents().id;
        self.on(screen, Ask::TickConsent { ticked: true });
        self.type_in(login, password);
        self.wait_for("«Кирүү» unlocked", |screen| {
            sign_in(screen).is_some_and(|view| view.enter.enabled)
        });
        self.on(screen, Ask::Enter);
    }

    /// Signs in with the sample login of one taxpayer and waits for its status.
    pub fn sign_in(&self, login: &str, password: &str) -> Screen {
        self.enter(login, password);
        self.wait_for_status()
    }

    /// Signs in with a sample login of several taxpayers, acts for this one and waits for its status.
    pub fn sign_in_for(&self, login: &str, password: &str, taxpayer: &str) -> Screen {
        self.enter(login, password);
        self.wait_for("for whom", |screen| {
            matches!(screen.view, View::TaxpayerChoice(_))
        });
        self.ask(Ask::ChooseTaxpayer {
            taxpayer: taxpayer.to_owned(),
        });
        self.wait_for_status()
    }

    /// Waits for a home screen with the register's word on it.
    pub fn wait_for_status(&self) -> Screen {
        self.wait_for(
            "the status",
            |screen| matches!(&screen.view, View::Home(home) if home.registered.is_some()),
        )
    }
}

/// The sign-in view, if it is one.
pub fn sign_in(screen: &Screen) -> Option<&SignInView> {
    match &screen.view {
        View::SignIn(view) => Some(view),
        _ => None,
    }
}
