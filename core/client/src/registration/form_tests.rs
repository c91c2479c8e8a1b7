//! The form by a table out of the guide, and by what holds of every form.

use std::collections::BTreeSet;

use salyk_regulation::inn::Inn;

use super::{FormField, FormState, LookUp, LookUpLock, LookUps, Problem, Typed, look_up_lock};
use crate::registration::{ApplicantKind, LookedUp, Office, Representative, Subject};

const PERSON: &str = "13213999900101";
const FIRM: &str = "03213999900111";

fn answered(inn: &str, answer: LookedUp) -> LookUp {
    LookUp::Answered(Inn::parse(inn).unwrap(), answer)
}

fn found(name: &str, code: &str) -> LookedUp {
    let office = Office {
        code: code.to_owned(),
        name: "Үлгү".to_owned(),
    };
    LookedUp::Found {
        name: name.to_owned(),
        office,
    }
}

/// A form on which everything is right.
fn whole(kind: ApplicantKind) -> (Typed, LookUps) {
    let typed = Typed {
        kind: Some(kind),
        inn: PERSON.to_owned(),
        organisation_inn: FIRM.to_owned(),
        role: Some(Representative::Head),
        password: 8,
        confirmation: 8,
        equal: true,
        consented: true,
        left: BTreeSet::new(),
        pressed: false,
    };
    let look_ups = LookUps {
        person: answered(PERSON, found("Үлгү Айгүл", "001")),
        organisation: answered(FIRM, found("«Үлгү» ЖЧК", "004")),
        wait_seconds: None,
    };
    (typed, look_ups)
}

const KINDS: [ApplicantKind; 2] = [ApplicantKind::Individual, ApplicantKind::LegalEntity];

#[test]
fn each_kind_has_the_guide_s_fields_in_the_guide_s_order() {
    use FormField::{
        Confirmation, Inn, Kind, Name, Office, OrganisationInn, OrganisationName, Password, Role,
    };
    let fields = |kind| {
        let typed = Typed {
            kind,
            ..Typed::default()
        };
        let form = FormState::of(&typed, &LookUps::default());
        form.fields.iter().map(|state| state.field).collect::<Vec<_>>()
    };
    assert_eq!(fields(None), [Kind]);
    assert_eq!(
        fields(Some(KINDS[0])),
        [Kind, Inn, Name, Office, Password, Confirmation]
    );
    assert_eq!(
        fields(Some(KINDS[1])),
        [
            Kind,
            Inn,
            Name,
            OrganisationInn,
            OrganisationName,
            Office,
            Role,
            Password,
            Confirmation
        ]
    );
}

/// A change to a whole form, the field that it spoils, and how.
type Row = (&'static str, fn(&mut Typed, &mut LookUps), FormField, Problem);

const TABLE: &[Row] = &[
    ("G3", |typed, _| typed.inn.clear(), FormField::Inn, Problem::Empty),
    (
        "G3",
        |typed, _| " - ".clone_into(&mut typed.inn),
        FormField::Inn,
        Problem::Empty,
    ),
    (
        "G3",
        |typed, _| typed.password = 0,
        FormField::Password,
        Problem::Empty,
    ),
    (
        "G3",
        |typed, _| typed.confirmation = 0,
        FormField::Confirmation,
        Problem::Empty,
    ),
    (
        "G3",
        |_, asked| asked.person = LookUp::None,
        FormField::Name,
        Problem::NotLookedUp,
    ),
    (
        "I2",
        |typed, _| typed.inn.push('1'),
        FormField::Inn,
        Problem::NotFourteen,
    ),
    (
        "I2",
        |typed, _| "1321399990010o".clone_into(&mut typed.inn),
        FormField::Inn,
        Problem::NotFourteen,
    ),
    (
        "I2",
        |typed, _| OTHER.clone_into(&mut typed.inn),
        FormField::Name,
        Problem::NotLookedUp,
    ),
    (
        "I2",
        |_, asked| asked.person = answered(PERSON, LookedUp::NotFound),
        FormField::Inn,
        Problem::NotFound,
    ),
    (
        "I2",
        |_, asked| asked.person = answered(PERSON, LookedUp::AlreadyRegistered),
        FormField::Inn,
        Problem::AlreadyRegistered,
    ),
    (
        "I4",
        |typed, _| typed.password = 7,
        FormField::Password,
        Problem::TooShort,
    ),
    (
        "I5",
        |typed, _| typed.equal = false,
        FormField::Confirmation,
        Problem::Unequal,
    ),
];

const OTHER: &str = "23213999900102";

const TABLE_OF_LEGAL_ENTITIES: &[Row] = &[
    (
        "L3",
        |typed, _| typed.organisation_inn.clear(),
        FormField::OrganisationInn,
        Problem::Empty,
    ),
    (
        "L3",
        |_, asked| asked.organisation = answered(FIRM, LookedUp::NotFound),
        FormField::OrganisationInn,
        Problem::NotFound,
    ),
    (
        "L4",
        |_, asked| asked.organisation = LookUp::Asking,
        FormField::Office,
        Problem::NotLookedUp,
    ),
    (
        "G7",
        |typed, _| typed.role = None,
        FormField::Role,
        Problem::Empty,
    ),
];

#[test]
fn each_row_of_the_guide_is_said_at_its_field_once_pressed() {
    for kind in KINDS {
        let own = if kind == KINDS[0] {
            &[]
        } else {
            TABLE_OF_LEGAL_ENTITIES
        };
        for (rule, spoil, field, problem) in TABLE.iter().chain(own) {
            let (mut typed, mut look_ups) = whole(kind);
            assert!(FormState::of(&typed, &look_ups).complete);
            spoil(&mut typed, &mut look_ups);
            typed.pressed = true;
            let form = FormState::of(&typed, &look_ups);
            let state = form.fields.iter().find(|state| state.field == *field).unwrap();
            assert_eq!(state.problem, Some(*problem), "{rule} {field:?}");
            assert!(!form.complete, "{rule}: nothing is sent");
            typed.pressed = false;
            let quiet = FormState::of(&typed, &look_ups);
            let state = quiet.fields.iter().find(|state| state.field == *field).unwrap();
            let at_once = matches!(problem, Problem::NotFound | Problem::AlreadyRegistered);
            assert_eq!(
                state.problem.is_some(),
                at_once,
                "{rule}: said before the field was left"
            );
            typed.left.insert(*field);
            let left = FormState::of(&typed, &look_ups);
            let state = left.fields.iter().find(|state| state.field == *field).unwrap();
            assert_eq!(state.problem, Some(*problem), "{rule}: said once it was left");
        }
    }
}

#[test]
fn every_empty_field_is_marked_and_only_a_look_up_fills_the_read_only_ones() {
    for kind in KINDS {
        let typed = Typed {
            kind: Some(kind),
            pressed: true,
            ..Typed::default()
        };
        let form = FormState::of(&typed, &LookUps::default());
        assert!(form.consent_missing && !form.complete);
        for state in form.fields.iter().filter(|state| state.field != FormField::Kind) {
            let expected = if state.field.is_read_only() {
                Problem::NotLookedUp
            } else {
                Problem::Empty
            };
            assert_eq!(
                (state.problem, &state.filled),
                (Some(expected), &None),
                "{:?}",
                state.field
            );
        }
        let (typed, look_ups) = whole(kind);
        for state in FormState::of(&typed, &look_ups).fields {
            assert_eq!(
                state.filled.is_some(),
                state.field.is_read_only(),
                "{:?}",
                state.field
            );
        }
    }
}

#[test]
fn the_office_is_that_of_whoever_gets_access() {
    for (kind, code) in KINDS.into_iter().zip(["001", "004"]) {
        let (typed, look_ups) = whole(kind);
        assert_eq!(
            FormState::of(&typed, &look_ups).filled(FormField::Office),
            Some(code)
        );
    }
}

#[test]
fn an_answer_fills_nothing_for_any_other_inn() {
    let (mut typed, look_ups) = whole(KINDS[0]);
    for place in 0..PERSON.len() {
        for digit in '0'..='9' {
            let mut inn: Vec<char> = PERSON.chars().collect();
            inn[place] = digit;
            typed.inn = inn.iter().collect();
            let same = typed.inn == PERSON;
            let form = FormState::of(&typed, &look_ups);
            assert_eq!(form.filled(FormField::Name).is_some(), same, "{}", typed.inn);
            assert_eq!(form.complete, same);
        }
    }
}

#[test]
fn an_inn_is_the_same_however_it_is_written() {
    let (mut typed, look_ups) = whole(KINDS[0]);
    let plain = FormState::of(&typed, &look_ups);
    for written in [
        "1321 3999 9001 01",
        "1321-3999-900101 ",
        "١٣٢١٣٩٩٩٩٠٠١٠١",
        "１３２１３９９９９００１０１",
    ] {
        written.clone_into(&mut typed.inn);
        assert_eq!(FormState::of(&typed, &look_ups), plain, "{written}");
    }
}

#[test]
fn an_odd_day_or_another_kind_s_digit_only_warns() {
    let (mut typed, mut look_ups) = whole(KINDS[1]);
    let odd = |typed: &Typed, look_ups: &LookUps| {
        let form = FormState::of(typed, look_ups);
        assert!(form.complete, "a warning, never a refusal");
        form.fields
            .iter()
            .filter(|state| state.odd)
            .map(|state| state.field)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        odd(&typed, &look_ups),
        [FormField::Inn, FormField::OrganisationInn]
    );
    "11203198500001".clone_into(&mut typed.inn);
    look_ups.person = answered(&typed.inn, found("Үлгү", "001"));
    "11203198500001".clone_into(&mut typed.organisation_inn);
    look_ups.organisation = answered(&typed.inn, found("Үлгү", "001"));
    assert_eq!(odd(&typed, &look_ups), [FormField::OrganisationInn]);
}

#[test]
fn a_password_has_no_most() {
    let (mut typed, look_ups) = whole(KINDS[0]);
    for characters in [8, 9, 64, 65, 4096] {
        typed.password = characters;
        assert!(FormState::of(&typed, &look_ups).complete, "{characters}");
    }
}

#[test]
fn nothing_is_looked_up_before_consent_nor_twice_nor_while_waiting() {
    let (typed, answered) = whole(KINDS[0]);
    let lock = |typed: &Typed, look_ups: &LookUps| look_up_lock(typed, look_ups, Subject::Person);
    let none = LookUps::default();
    assert_eq!(lock(&typed, &none), None);
    assert_eq!(lock(&typed, &answered), Some(LookUpLock::Found));
    let unconsented = Typed {
        consented: false,
        ..typed.clone()
    };
    assert_eq!(lock(&unconsented, &none), Some(LookUpLock::NotConsented));
    let short = Typed {
        inn: "1".to_owned(),
        ..typed.clone()
    };
    assert_eq!(lock(&short, &none), Some(LookUpLock::NotFourteen));
    let asking = LookUps {
        person: LookUp::Asking,
        ..none.clone()
    };
    assert_eq!(lock(&typed, &asking), Some(LookUpLock::Asking));
    let waiting = LookUps {
        wait_seconds: Some(9),
        ..none
    };
    assert_eq!(lock(&typed, &waiting), Some(LookUpLock::Waiting(9)));
}
