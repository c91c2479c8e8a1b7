//! Signing out with an application that has not reached the service: it is named, sent first, or goes and is never filed.

use std::net::{Shutdown, TcpListener, TcpStream};

use salyk_client::intent::Ask;
use salyk_client::view::{ConfirmView, OutboxView, RegimeApplicationView, Screen, View};
use salyk_journeys::{Kept, Phone, Service};

/// The head of a firm that went over to the general procedure, and may apply anew (`reg:6`).
const LOGIN: &str = "ulgu-jetekchi";
const PASSWORD: &str = "ulgu-syr-soz";

fn form(screen: &Screen) -> Option<&RegimeApplicationView> {
    match &screen.view {
        View::RegimeApplication(view) => Some(view),
        _ => None,
    }
}

fn outbox(screen: &Screen) -> Option<&OutboxView> {
    match &screen.view {
        View::Outbox(view) => Some(view),
        _ => None,
    }
}

fn question(screen: &Screen) -> Option<&ConfirmView> {
    match &screen.view {
        View::Confirm(view) => Some(view),
        _ => None,
    }
}

/// Signed in, and then without a network: nothing listens on the port until it is given back.
fn offline(service: &Service, kept: &Kept) -> (Phone, u16) {
    let sandbox = service.sandbox();
    let address = sandbox.base_url();
    Phone::start(kept, &address, sandbox.ca_der(), None).sign_in(LOGIN, PASSWORD);
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("its address").port();
    drop(free);
    let phone = Phone::start(kept, &format!("https://127.0.0.1:{port}"), sandbox.ca_der(), None);
    phone.wait_for_status();
    (phone, port)
}

/// The network is there again: what comes to the port goes to the service.
fn connect(port: u16, service: &Service) {
    let address = service.sandbox().base_url();
    let to = address
        .trim_start_matches("https://")
        .trim_end_matches('/')
        .to_owned();
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free still");
    std::thread::spawn(move || {
        for near in listener.incoming().map_while(Result::ok) {
            let Ok(far) = TcpStream::connect(&to) else { return };
            for (mut from, mut to) in [
                (
                    near.try_clone().expect("a socket"),
                    far.try_clone().expect("a socket"),
                ),
                (far, near),
            ] {
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Write);
                });
            }
        }
    });
}

/// Files an application without a network.
fn file(phone: &Phone) {
    phone.ask(Ask::OpenRegimeApplication);
    phone.wait_for("the form", |screen| form(screen).is_some());
    for number in 0..9 {
        phone.ask(Ask::AnswerExclusion {
            number,
            applies: false,
        });
    }
    phone.ask(Ask::AcceptVatCancelled { ticked: true });
    phone.wait_for("a form that can be sent", |screen| {
        form(screen).is_some_and(|view| view.file.enabled)
    });
    phone.ask(Ask::File);
    phone.wait_for("an application that waits", |screen| {
        outbox(screen).is_some_and(|view| view.applications.len() == 1)
    });
    phone.ask(Ask::Back);
    phone.wait_for_status();
}

/// Asks to sign out; gives the question, which names the application.
fn ask_to_sign_out(phone: &Phone) -> ConfirmView {
    phone.ask(Ask::OpenSettings);
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    phone.ask(Ask::SignOut { everywhere: false });
    let screen = phone.wait_for("the question", |screen| question(screen).is_some());
    let asked = question(&screen).expect("the question").clone();
    let [row] = asked.unsent.as_slice() else {
        panic!("one application is unsent: {:#?}", asked.unsent)
    };
    assert_eq!(row.title, "Режимди колдонууга арыз");
    assert!(row.whose.is_some() && row.made.is_some());
    asked
}

#[test]
fn what_is_unsent_is_sent_first() {
    let (service, kept) = (Service::start(), Kept::default());
    let (phone, port) = offline(&service, &kept);
    file(&phone);
    let asked = ask_to_sign_out(&phone);
    assert!(asked.send_first.is_some_and(|send| send.enabled));
    assert!(service.operator().applications().is_empty());
    connect(port, &service);
    phone.ask(Ask::SendFirst);
    phone.wait_for("the receipt", |screen| {
        outbox(screen).is_some_and(|view| view.applications.iter().any(|row| row.number.is_some()))
    });
    assert_eq!(service.operator().applications().len(), 1, "filed once");
    phone.ask(Ask::Back);
    // Nothing is unsent any more: the question is the plain one.
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    phone.ask(Ask::SignOut { everywhere: false });
    phone.wait_for("the plain question", |screen| {
        question(screen).is_some_and(|view| view.unsent.is_empty() && view.send_first.is_none())
    });
    phone.ask(Ask::Confirm);
    phone.wait_for_documents();
}

#[test]
fn what_is_discarded_is_never_filed() {
    let (service, kept) = (Service::start(), Kept::default());
    let (phone, _) = offline(&service, &kept);
    file(&phone);
    ask_to_sign_out(&phone);
    phone.ask(Ask::Confirm);
    phone.wait_for("sign-in", |screen| matches!(screen.view, View::SignIn(_)));
    phone.core().close();
    drop(phone);
    // The same person signs in again, with a network: nothing is left that could be sent.
    let sandbox = service.sandbox();
    let phone = Phone::start(&kept, &sandbox.base_url(), sandbox.ca_der(), None);
    phone.sign_in(LOGIN, PASSWORD);
    phone.ask(Ask::OpenOutbox);
    let screen = phone.wait_for("the outbox", |screen| outbox(screen).is_some());
    assert!(outbox(&screen).is_some_and(|view| view.applications.is_empty()));
    phone.ask(Ask::Back);
    phone.wait_for_status();
    phone.ask(Ask::Refresh);
    phone.wait_for("an idle phone", |screen| !screen.frame.busy);
    assert!(service.operator().applications().is_empty());
}

#[test]
fn staying_keeps_it() {
    let (service, kept) = (Service::start(), Kept::default());
    let (phone, port) = offline(&service, &kept);
    file(&phone);
    ask_to_sign_out(&phone);
    phone.ask(Ask::Decline);
    phone.wait_for("settings", |screen| matches!(screen.view, View::Settings(_)));
    connect(port, &service);
    phone.ask(Ask::Refresh);
    phone.ask(Ask::Back);
    phone.wait_for_status();
    phone.ask(Ask::OpenOutbox);
    phone.wait_for("the receipt", |screen| {
        outbox(screen).is_some_and(|view| view.applications.iter().any(|row| row.number.is_some()))
    });
    assert_eq!(service.operator().applications().len(), 1);
}
