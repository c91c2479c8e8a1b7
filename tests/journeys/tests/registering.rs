//! From an unregistered person to a session: the form, the inspector, the passport, the login.

use salyk_client::intent::{Ask, FieldKey, RegistrationAsk};
use salyk_client::registration::{ApplicantKind, Representative, Subject};
use salyk_client::secret::Secret;
use salyk_client::view::{ApplicationView, FormItem, RegistrationView, Screen, View};
use salyk_contract::operator::{FaultKind, RegistrationStep, SetFault};
use salyk_contract::paths;
use salyk_journeys::{Kept, Phone, Service};

const PERSON: &str = "13213999900101";
const OTHER: &str = "23213999900102";
const FIRM: &str = "03213999900111";
/// Eight characters, not all of them ASCII.
const PASSWORD: &str = "үлгү 123";

fn start(service: &Service, kept: &Kept) -> Phone {
    let sandbox = service.sandbox();
    Phone::start(kept, &sandbox.base_url(), sandbox.ca_der(), None)
}

fn about(ask: RegistrationAsk) -> Ask {
    Ask::Registration { ask }
}

fn form(screen: &Screen) -> Option<&RegistrationView> {
    match &screen.view {
        View::Registration(view) => Some(view),
        _ => None,
    }
}

fn application(screen: &Screen) -> Option<&ApplicationView> {
    match &screen.view {
        View::Application(view) => Some(view),
        _ => None,
    }
}

/// What look-ups have filled in, in the form's order.
fn filled(view: &RegistrationView) -> Vec<&str> {
    fn text(item: &FormItem) -> Option<&str> {
        match item {
            FormItem::Filled { field } => Some(field.text.as_str()),
            _ => None,
        }
    }
    view.fields.iter().filter_map(text).collect()
}

/// What is said to be wrong, in the form's order.
fn problems(view: &RegistrationView) -> Vec<&str> {
    fn problem(item: &FormItem) -> Option<&str> {
        match item {
            FormItem::LookedUp { field, .. } => field.problem.as_deref(),
            FormItem::Filled { field } => field.problem.as_deref(),
            FormItem::Secret { field } => field.problem.as_deref(),
            FormItem::Choice { field } => field.problem.as_deref(),
        }
    }
    view.fields.iter().filter_map(problem).collect()
}

fn type_inn(phone: &Phone, field: FieldKey, inn: &str) {
    phone.ask(Ask::Typed {
        field,
        text: inn.to_owned(),
        edit: 1,
    });
}

fn type_passwords(phone: &Phone, password: &str, again: &str) {
    let screen = phone.front().id;
    for (field, text) in [
        (FieldKey::NewPassword, password),
        (FieldKey::PasswordAgain, again),
    ] {
        let secret = Secret::from(text.to_owned());
        phone
            .core()
            .enter_secret(screen, field, secret)
            .expect("the core is open");
    }
}

fn look_up(phone: &Phone, subject: Subject, name: &str) {
    phone.ask(about(RegistrationAsk::LookUp { subject }));
    phone.wait_for("the name", |screen| {
        form(screen).is_some_and(|view| filled(view).contains(&name))
    });
}

/// Opens the form, agrees to the privacy policy and chooses the kind.
fn open(phone: &Phone, kind: ApplicantKind) {
    phone.wait_for_documents();
    phone.ask(about(RegistrationAsk::Open));
    phone.wait_for("the form", |screen| {
        form(screen).is_some_and(|view| view.consent.enabled)
    });
    phone.ask(about(RegistrationAsk::ChooseKind { kind }));
    phone.ask(Ask::TickConsent { ticked: true });
    phone.wait_for("the box", |screen| {
        form(screen).is_some_and(|view| view.consent.ticked)
    });
}

fn fill_for_one_self(phone: &Phone) {
    open(phone, ApplicantKind::Individual);
    type_inn(phone, FieldKey::PersonInn, "1321 3999-900101");
    look_up(phone, Subject::Person, "Үлгү Айгүл Үлгүевна");
    type_passwords(phone, PASSWORD, PASSWORD);
}

fn submit(phone: &Phone) -> Screen {
    phone.ask(about(RegistrationAsk::Submit));
    phone.wait_for("the state of the application", |screen| {
        !screen.frame.busy && application(screen).is_some_and(|view| view.message.text.contains("сакталды"))
    })
}

fn step(service: &Service, step: RegistrationStep) {
    let list = service.operator().registrations();
    let number = &list.last().expect("an application").status.number;
    service
        .operator()
        .step_registration(number, &step)
        .expect("a step");
}

fn wait_for_message(phone: &Phone, text: &str) -> Screen {
    phone.ask(Ask::Refresh);
    phone.wait_for(text, |screen| {
        application(screen).is_some_and(|view| view.message.text.contains(text))
    })
}

/// Signs in with the login that the application gave, and gives for whom.
fn sign_in_with_login(phone: &Phone) -> String {
    let granted = wait_for_message(phone, "уруксат берилди");
    let login = application(&granted)
        .and_then(|view| view.login.clone())
        .expect("a login");
    phone.ask(about(RegistrationAsk::UseLogin));
    let screen = phone.wait_for_documents();
    let View::SignIn(view) = &screen.view else {
        unreachable!()
    };
    assert_eq!(view.login.text, login.lines[0]);
    let home = phone.sign_in(&login.lines[0], PASSWORD);
    home.frame.taxpayer.expect("for whom")
}

#[test]
fn a_person_registers_shows_the_passport_is_confirmed_and_signs_in() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    fill_for_one_self(&phone);
    let form = phone.front();
    assert_eq!(filled(self::form(&form).unwrap()), ["Үлгү Айгүл Үлгүевна", "001"]);
    submit(&phone);
    step(&service, RegistrationStep::RecordPassport);
    wait_for_message(&phone, "Паспорт көрсөтүлдү");
    step(&service, RegistrationStep::Review);
    step(&service, RegistrationStep::Confirm);
    assert_eq!(sign_in_with_login(&phone), "Үлгү Айгүл Үлгүевна");
    for request in service.sandbox().log().requests {
        assert!(
            !request.path.contains("9999"),
            "an INN in an address: {}",
            request.path
        );
        assert!(
            !request.path.contains("ULGU-"),
            "a number in an address: {}",
            request.path
        );
    }
}

#[test]
fn an_accountant_registers_a_legal_entity_at_its_office() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    open(&phone, ApplicantKind::LegalEntity);
    type_inn(&phone, FieldKey::PersonInn, OTHER);
    look_up(&phone, Subject::Person, "Үлгү Бакыт Үлгүевич");
    type_inn(&phone, FieldKey::OrganisationInn, FIRM);
    look_up(&phone, Subject::Organisation, "«Үлгү Импорт» ЖЧК");
    type_passwords(&phone, PASSWORD, PASSWORD);
    phone.ask(about(RegistrationAsk::Submit));
    let marked = phone.wait_for("the role is asked for", |screen| {
        form(screen).is_some_and(|view| problems(view) == ["Милдеттүү талааны толтуруңуз"])
    });
    assert_eq!(
        filled(form(&marked).unwrap())[2],
        "004",
        "the legal entity's office"
    );
    assert!(service.operator().registrations().is_empty());
    phone.ask(about(RegistrationAsk::ChooseRole {
        role: Representative::Accountant,
    }));
    submit(&phone);
    step(&service, RegistrationStep::Confirm);
    wait_for_message(&phone, "тастыкталды");
    step(&service, RegistrationStep::RecordPassport);
    assert_eq!(sign_in_with_login(&phone), "«Үлгү Импорт» ЖЧК");
}

#[test]
fn a_refused_application_is_mended_and_sent_again_under_its_number() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    fill_for_one_self(&phone);
    let sent = submit(&phone);
    let refusal = RegistrationStep::Refuse {
        reason: "Үлгү себеп".to_owned(),
    };
    step(&service, refusal);
    wait_for_message(&phone, "Үлгү себеп");
    phone.ask(about(RegistrationAsk::Mend));
    phone.wait_for("the form", |screen| form(screen).is_some());
    type_passwords(&phone, PASSWORD, "үлгү 1234");
    phone.ask(about(RegistrationAsk::Submit));
    phone.wait_for("the passwords differ", |screen| {
        form(screen).is_some_and(|view| problems(view) == ["Сыр сөздөр дал келбейт"])
    });
    type_passwords(&phone, PASSWORD, PASSWORD);
    let again = submit(&phone);
    assert_eq!(
        application(&again).unwrap().number,
        application(&sent).unwrap().number
    );
    assert_eq!(service.operator().registrations().len(), 1);
    step(&service, RegistrationStep::Confirm);
    step(&service, RegistrationStep::RecordPassport);
    assert_eq!(sign_in_with_login(&phone), "Үлгү Айгүл Үлгүевна");
}

#[test]
fn an_answer_that_is_lost_with_the_app_makes_no_second_application() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    fill_for_one_self(&phone);
    service.operator().set_fault(SetFault {
        path_prefix: paths::REGISTRATIONS.to_owned(),
        times: 1,
        fault: FaultKind::LoseAnswer,
    });
    phone.ask(about(RegistrationAsk::Submit));
    phone.wait_for("it is not known whether it arrived", |screen| {
        form(screen).is_some_and(|view| view.state.is_some() && !screen.frame.busy)
    });
    drop(phone);
    let phone = start(&service, &kept);
    phone.wait_for("the application on the sign-in screen", |screen| {
        matches!(&screen.view, View::SignIn(view) if view.links.iter().any(|link| link.label.contains("ULGU-000001")))
    });
    assert_eq!(service.operator().registrations().len(), 1);
}

#[test]
fn what_was_typed_survives_a_kill_but_the_passwords() {
    let (service, kept) = (Service::start(), Kept::default());
    let phone = start(&service, &kept);
    fill_for_one_self(&phone);
    drop(phone);
    let phone = start(&service, &kept);
    phone.wait_for_documents();
    phone.ask(about(RegistrationAsk::Open));
    let screen = phone.wait_for("the form", |screen| form(screen).is_some());
    let view = form(&screen).unwrap();
    assert_eq!(filled(view), ["Үлгү Айгүл Үлгүевна", "001"]);
    assert!(view.consent.ticked);
    for item in &view.fields {
        match item {
            FormItem::LookedUp { field, .. } => assert_eq!(field.text, "1321 3999-900101"),
            FormItem::Secret { field } => assert!(!field.filled),
            _ => {}
        }
    }
    let asked = service.sandbox().log().requests;
    assert!(asked.iter().all(|request| !request.path.contains(PERSON)));
}
