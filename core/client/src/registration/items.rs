//! The fields of the form as they are drawn.

use super::form::{self, FieldState, FormField, LookUpLock, LookUps, Problem, Typed};
use super::state::Work;
use super::types::{ApplicantKind, Representative, Subject};
use crate::intent::{Ask, FieldKey, Intent, RegistrationAsk, ScreenId};
use crate::text::{FluentValue, Texts};
use crate::view::{
    Action, Choice, ChoiceField, Field, FilledField, FormItem, Importance, Notice, SecretField, Tone,
};

/// What all the form's parts are drawn from.
pub(super) struct Scene<'a> {
    pub(super) texts: &'static Texts,
    pub(super) screen: ScreenId,
    pub(super) work: &'a Work,
    pub(super) typed: Typed,
    pub(super) look_ups: LookUps,
}

impl Scene<'_> {
    pub(super) fn action(&self, key: &str, importance: Importance, ask: RegistrationAsk) -> Action {
        Action::enabled(
            self.texts.say(key),
            importance,
            self.screen,
            Ask::Registration { ask },
        )
    }

    pub(super) fn choice(&self, key: &str, chosen: bool, ask: RegistrationAsk) -> Choice {
        Choice {
            label: self.texts.say(key),
            chosen,
            intent: Intent::on(self.screen, Ask::Registration { ask }),
        }
    }

    pub(super) fn item(&self, state: &FieldState) -> FormItem {
        let problem = state.problem.map(|problem| self.texts.say(problem.key()));
        match state.field {
            FormField::Kind => self.kinds(problem),
            FormField::Role => self.roles(problem),
            FormField::Inn => self.inn(state, Subject::Person, problem),
            FormField::OrganisationInn => self.inn(state, Subject::Organisation, problem),
            FormField::Name | FormField::OrganisationName | FormField::Office => self.filled(state, problem),
            FormField::Password => self.secret(FieldKey::NewPassword, "registration-password", problem),
            FormField::Confirmation => {
                self.secret(FieldKey::PasswordAgain, "registration-confirmation", problem)
            }
        }
    }

    fn kinds(&self, problem: Option<String>) -> FormItem {
        let choice = |key, kind| {
            self.choice(
                key,
                self.typed.kind == Some(kind),
                RegistrationAsk::ChooseKind { kind },
            )
        };
        let choices = vec![
            choice("registration-individual", ApplicantKind::Individual),
            choice("registration-legal-entity", ApplicantKind::LegalEntity),
        ];
        self.choices("registration-kind", choices, problem)
    }

    fn roles(&self, problem: Option<String>) -> FormItem {
        let choice = |key, role| {
            self.choice(
                key,
                self.typed.role == Some(role),
                RegistrationAsk::ChooseRole { role },
            )
        };
        let choices = vec![
            choice("registration-head", Representative::Head),
            choice("registration-accountant", Representative::Accountant),
        ];
        self.choices("registration-role", choices, problem)
    }

    fn choices(&self, label: &str, choices: Vec<Choice>, problem: Option<String>) -> FormItem {
        let label = self.texts.say(label);
        FormItem::Choice {
            field: ChoiceField {
                label,
                choices,
                problem,
            },
        }
    }

    fn inn(&self, state: &FieldState, subject: Subject, problem: Option<String>) -> FormItem {
        let (key, label, spoken, line) = match subject {
            Subject::Person => (
                FieldKey::PersonInn,
                "registration-inn",
                "inn-spoken",
                &self.work.inn,
            ),
            Subject::Organisation => (
                FieldKey::OrganisationInn,
                "registration-organisation-inn",
                "registration-organisation-inn-spoken",
                &self.work.organisation_inn,
            ),
        };
        let lock = form::look_up_lock(&self.typed, &self.look_ups, subject);
        FormItem::LookedUp {
            field: Field {
                key,
                label: self.texts.say(label),
                spoken: self.texts.say(spoken),
                text: line.text.clone(),
                edit: line.edit,
                reset: line.reset,
                problem,
            },
            note: state.odd.then(|| {
                let text = self.texts.say("registration-odd-inn");
                Notice::new(self.texts, Tone::Warning, text, None)
            }),
            look_up: self
                .action(
                    "registration-look-up",
                    Importance::Normal,
                    RegistrationAsk::LookUp { subject },
                )
                .unless(lock.map(|lock| lock.text(self.texts))),
        }
    }

    fn filled(&self, state: &FieldState, problem: Option<String>) -> FormItem {
        let (label, spoken) = match state.field {
            FormField::Name => ("registration-name", "registration-name"),
            FormField::OrganisationName => {
                ("registration-organisation-name", "registration-organisation-name")
            }
            _ => ("registration-office", "registration-office-spoken"),
        };
        FormItem::Filled {
            field: FilledField {
                label: self.texts.say(label),
                spoken: self.texts.say(spoken),
                text: state.filled.clone().unwrap_or_default(),
                problem,
            },
        }
    }

    fn secret(&self, key: FieldKey, label: &str, problem: Option<String>) -> FormItem {
        let label = self.texts.say(label);
        let secret = match key {
            FieldKey::NewPassword => &self.work.password,
            _ => &self.work.confirmation,
        };
        FormItem::Secret {
            field: SecretField {
                key,
                spoken: label.clone(),
                label,
                show: self.texts.say("sign-in-show"),
                hide: self.texts.say("sign-in-hide"),
                filled: !secret.is_empty(),
                reset: self.work.passwords_reset,
                problem,
            },
        }
    }
}

impl Problem {
    fn key(self) -> &'static str {
        match self {
            Self::Empty => "registration-empty",
            Self::NotLookedUp => "registration-not-looked-up",
            Self::NotFourteen => "registration-not-fourteen",
            Self::NotFound => "registration-not-found",
            Self::AlreadyRegistered => "registration-already",
            Self::TooShort => "registration-too-short",
            Self::Unequal => "registration-unequal",
        }
    }
}

impl LookUpLock {
    fn text(self, texts: &Texts) -> String {
        match self {
            Self::NotConsented => texts.say("registration-lock-consent"),
            Self::NotFourteen => texts.say("registration-not-fourteen"),
            Self::Asking => texts.say("registration-lock-asking"),
            Self::Waiting(seconds) => texts.say_with(
                "registration-lock-wait",
                &[("seconds", FluentValue::from(seconds))],
            ),
            Self::Found => texts.say("registration-lock-found"),
        }
    }
}
