//! Bad days of the phone itself: no key store, a full disk, a broken file, an adapter that crashes, a throwing observer.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use jiff::Timestamp;
use salyk_client::adapters::software_signer::SoftwareSigner;
use salyk_client::adapters::system::SystemClock;
use salyk_client::fakes::{FailingStore, FailingVault, FakeService, MemoryStore, MemoryVault};
use salyk_client::fault::Fault;
use salyk_client::intent::Ask;
use salyk_client::ports::{Change, Clock, Ports, Store, StoreError, StoreKey, VaultError};
use salyk_client::shell::{Config, Observer, ObserverError, Salyk};
use salyk_client::text::Language;
use salyk_client::view::{Screen, Update, View};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";

fn says(screen: &Screen, text: &str) -> bool {
    screen
        .frame
        .notices
        .iter()
        .any(|notice| notice.text.contains(text))
}

struct Throws;

impl Observer for Throws {
    fn on_update(&self, _: Update) -> Result<(), ObserverError> {
        Err(ObserverError("sample".to_owned()))
    }
}

/// A phone over the sandbox, with this vault and store instead of real ones.
fn phone(service: &Service, change: impl FnOnce(&mut Ports)) -> Phone {
    let sandbox = service.sandbox();
    let mut ports = Phone::ports(&Kept::default(), &sandbox.base_url(), sandbox.ca_der(), None);
    ports.store = Arc::new(MemoryStore::default());
    change(&mut ports);
    Phone::over(ports)
}

#[test]
fn without_a_key_store_one_can_sign_in_and_is_told() {
    let service = Service::start();
    let phone = phone(&service, |ports| {
        ports.vault = Arc::new(FailingVault::new(VaultError::Unavailable("sample".to_owned())));
    });
    let home = phone.sign_in(LOGIN, PASSWORD);
    assert!(says(&home, "ачкычтар кампасы"), "{:?}", home.frame.notices);
    phone.ask(Ask::Dismiss);
    phone.wait_for("a calm home", |screen| screen.frame.notices.is_empty());
}

#[test]
fn a_full_disk_is_told_and_the_status_shows() {
    let service = Service::start();
    let store = Arc::new(FullStore(MemoryStore::default()));
    let phone = phone(&service, |ports| ports.store = store);
    let home = phone.sign_in(LOGIN, PASSWORD);
    assert!(says(&home, "орун жок"), "{:?}", home.frame.notices);
}

/// A store that reads and never has room.
struct FullStore(MemoryStore);

impl Store for FullStore {
    fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.0.load(keys)
    }
    fn save(&self, _: &[Change]) -> Result<(), StoreError> {
        Err(StoreError::Full)
    }
    fn erase(&self) -> Result<(), StoreError> {
        Ok(())
    }
    fn suspend(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[test]
fn a_store_that_fails_once_does_not_gate_the_start() {
    let service = Service::start();
    for calls in 0..6 {
        let store = Arc::new(FailingStore::default());
        store.fail_after(calls, StoreError::Io("sample".to_owned()));
        let phone = phone(&service, |ports| ports.store = store);
        phone.sign_in(LOGIN, PASSWORD);
    }
}

#[test]
fn a_broken_file_is_set_aside_and_said_so() {
    let (service, kept) = (Service::start(), Kept::default());
    let sandbox = service.sandbox();
    let start = || Phone::start(&kept, &sandbox.base_url(), sandbox.ca_der(), None);
    start().sign_in(LOGIN, PASSWORD);
    let mut broken = 0;
    for entry in fs::read_dir(kept.folder.path()).expect("the folder").flatten() {
        if entry.metadata().expect("a file").len() > 4096 {
            fs::write(entry.path(), b"rubbish".repeat(1000)).expect("written");
            broken += 1;
        }
    }
    assert!(broken > 0, "there was a store to break");
    let phone = start();
    let first = phone.wait_for("sign-in", |screen| matches!(screen.view, View::SignIn(_)));
    assert!(says(&first, "бузулган"), "{:?}", first.frame.notices);
    phone.sign_in(LOGIN, PASSWORD);
}

#[test]
fn a_service_that_can_not_be_reached_says_so_and_offers_another_try() {
    let service = Service::start();
    let phone = phone(&service, |ports| ports.service = Arc::new(FakeService::default()));
    let failed = phone.wait_for("the failure", |screen| says(screen, "байланыш жок"));
    let View::SignIn(view) = &failed.view else {
        panic!("not on sign-in")
    };
    assert!(!view.consent.enabled && !view.enter.enabled && view.enter.why_not.is_some());
    assert!(failed.frame.notices.iter().any(|notice| notice.action.is_some()));
}

#[test]
fn a_throwing_observer_and_a_closed_core_do_no_harm() {
    struct Panics;
    impl Observer for Panics {
        fn on_update(&self, _: Update) -> Result<(), ObserverError> {
            panic!("a sample of a panic in an observer")
        }
    }
    let service = Service::start();
    let phone = phone(&service, |_| {});
    let _throws = phone.core().observe(Arc::new(Throws)).expect("open");
    let _panics = phone.core().observe(Arc::new(Panics)).expect("open");
    phone.wait_for_documents();
    phone.core().close();
    phone.core().close();
    assert_eq!(phone.core().suspend(), Err(Fault::Closed));
    assert!(phone.core().observe(Arc::new(Throws)).is_err());
}

#[test]
fn without_unpredictable_bytes_nothing_starts() {
    struct NoEntropy;
    impl salyk_client::ports::Entropy for NoEntropy {
        fn fill(&self, _: &mut [u8]) -> Result<(), salyk_client::ports::EntropyError> {
            Err(salyk_client::ports::EntropyError)
        }
    }
    let ports = Ports {
        service: Arc::new(FakeService::default()),
        vault: Arc::new(MemoryVault::default()),
        store: Arc::new(MemoryStore::default()),
        files: Arc::new(salyk_client::fakes::MemoryFiles::default()),
        signer: Arc::new(SoftwareSigner::new(Arc::new(NoEntropy))),
        clock: Arc::new(SystemClock::default()),
        entropy: Arc::new(NoEntropy),
    };
    let config = Config {
        app_version: "0.1.0".to_owned(),
        language: Language::Kyrgyz,
        official: false,
    };
    assert!(matches!(Salyk::start(config, ports), Err(Fault::Phone { .. })));
}

#[test]
fn a_panic_in_the_loop_ends_the_core_and_every_call_says_so() {
    struct NoTime;
    impl Clock for NoTime {
        fn now(&self) -> Timestamp {
            panic!("a sample of a mistake")
        }
    }
    let service = Service::start();
    let phone = phone(&service, |ports| ports.clock = Arc::new(NoTime));
    let stopped = Err(Fault::TellSupport {
        code: "core-stopped".to_owned(),
    });
    assert_eq!(phone.core().suspend(), stopped, "it waits for no disk");
    assert_eq!(phone.core().resume(), stopped);
    assert!(
        phone.core().observe(Arc::new(Throws)).is_err(),
        "nothing will ever be seen"
    );
    phone.core().close();
    assert_eq!(phone.core().resume(), Err(Fault::Closed));
}

#[test]
fn what_was_to_be_saved_before_a_panic_is_saved() {
    /// Saves only while it is not held.
    struct SlowStore {
        store: MemoryStore,
        held: Mutex<bool>,
        let_go: Condvar,
        saved: AtomicUsize,
    }
    impl SlowStore {
        fn hold(&self, held: bool) {
            *self.held.lock().unwrap() = held;
            self.let_go.notify_all();
        }
    }
    impl Store for SlowStore {
        fn load(&self, keys: &[StoreKey]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
            self.store.load(keys)
        }
        fn save(&self, changes: &[Change]) -> Result<(), StoreError> {
            drop(
                self.let_go
                    .wait_while(self.held.lock().unwrap(), |held| *held)
                    .unwrap(),
            );
            self.saved.fetch_add(1, Ordering::SeqCst);
            self.store.save(changes)
        }
        fn erase(&self) -> Result<(), StoreError> {
            self.store.erase()
        }
        fn suspend(&self) -> Result<(), StoreError> {
            self.store.suspend()
        }
    }
    /// Tells the time until it is broken.
    struct Breakable(AtomicBool);
    impl Clock for Breakable {
        fn now(&self) -> Timestamp {
            assert!(!self.0.load(Ordering::SeqCst), "a sample of a mistake");
            Timestamp::UNIX_EPOCH
        }
    }
    let service = Service::start();
    let store = Arc::new(SlowStore {
        store: MemoryStore::default(),
        held: Mutex::new(false),
        let_go: Condvar::new(),
        saved: AtomicUsize::new(0),
    });
    let clock = Arc::new(Breakable(AtomicBool::new(false)));
    let phone = phone(&service, |ports| {
        ports.store = store.clone();
        ports.clock = clock.clone();
    });
    phone.wait_for_documents();
    store.hold(true);
    let before = store.saved.load(Ordering::SeqCst);
    for language in [Language::Russian, Language::English, Language::Kyrgyz] {
        phone.ask(Ask::ChooseLanguage { language });
        phone.wait_for("the language", |screen| screen.frame.language == language);
    }
    clock.0.store(true, Ordering::SeqCst);
    while phone.core().resume().is_ok() {
        std::thread::yield_now();
    }
    store.hold(false);
    phone.core().close();
    assert!(store.saved.load(Ordering::SeqCst) >= before + 3);
}
