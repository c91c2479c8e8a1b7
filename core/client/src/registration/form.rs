//! The whole form as one pure function: what was typed and what look-ups answered in, every field with what is wrong with it out.

use std::collections::BTreeSet;

use salyk_regulation::inn::{Inn, InnKind};

use super::inn;
use super::types::{ApplicantKind, LookedUp, Office, Representative, Subject};

/// Fewest characters of a password (`guide:I4`).
const LEAST_PASSWORD: usize = 8;

/// A field of the form. The order of the guide is that of [`FormField::of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormField {
    /// «Жактын түрү».
    Kind,
    /// «ИСН» of the person.
    Inn,
    /// «Аты-жөнү».
    Name,
    /// «Юридикалык жактын ИСНи».
    OrganisationInn,
    /// «Салык төлөөчүнүн аты-жөнү».
    OrganisationName,
    /// «МСКБ коду».
    Office,
    /// «Кызматыңыз», ours (`guide:G7`).
    Role,
    /// «Сыр сөз».
    Password,
    /// «Сыр сөздү тастыктоо».
    Confirmation,
}

impl FormField {
    /// The fields of a kind, in the order of the guide (`guide:I1–I5`, `guide:L1–L5`); before a kind is chosen, only that.
    #[must_use]
    pub fn of(kind: Option<ApplicantKind>) -> &'static [Self] {
        match kind {
            None => &[Self::Kind],
            Some(ApplicantKind::Individual) => &[
                Self::Kind,
                Self::Inn,
                Self::Name,
                Self::Office,
                Self::Password,
                Self::Confirmation,
            ],
            Some(ApplicantKind::LegalEntity) => &[
                Self::Kind,
                Self::Inn,
                Self::Name,
                Self::OrganisationInn,
                Self::OrganisationName,
                Self::Office,
                Self::Role,
                Self::Password,
                Self::Confirmation,
            ],
        }
    }

    /// Whether only a look-up fills it.
    #[must_use]
    pub fn is_read_only(self) -> bool {
        matches!(self, Self::Name | Self::OrganisationName | Self::Office)
    }
}

/// What was typed and chosen. Of the passwords only what the form needs to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// «Жактын түрү».
    pub kind: Option<ApplicantKind>,
    /// «ИСН», as typed.
    pub inn: String,
    /// «Юридикалык жактын ИСНи», as typed.
    pub organisation_inn: String,
    /// «Кызматыңыз».
    pub role: Option<Representative>,
    /// Unicode characters of «Сыр сөз».
    pub password: usize,
    /// Unicode characters of «Сыр сөздү тастыктоо».
    pub confirmation: usize,
    /// Whether the two are the same.
    pub equal: bool,
    /// There is a receipt for the privacy policy in force (`guide:M2a`).
    pub consented: bool,
    /// Fields that the person has left.
    pub left: BTreeSet<FormField>,
    /// «Катталуу» was pressed.
    pub pressed: bool,
}

/// What look-ups answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookUps {
    /// «Издөө» for the person.
    pub person: LookUp,
    /// «Издөө» for the organisation.
    pub organisation: LookUp,
    /// Whole seconds until the service takes another.
    pub wait_seconds: Option<u32>,
}

/// How a look-up stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum LookUp {
    /// None was made for what is typed now.
    #[default]
    None,
    /// The service was asked.
    Asking,
    /// It answered, for this INN and no other.
    Answered(Inn, LookedUp),
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// «Милдеттүү талааны толтуруңуз» (`guide:G3`).
    Empty,
    /// Empty, and «Издөө» fills it.
    NotLookedUp,
    /// «ИСН 14 сандан турушу керек».
    NotFourteen,
    /// The register does not know the INN.
    NotFound,
    /// There is an access for it already.
    AlreadyRegistered,
    /// «Сыр сөз 8 белгиден кем болбошу керек».
    TooShort,
    /// «Сыр сөздөр дал келбейт».
    Unequal,
}

/// Why «Издөө» can't be pressed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpLock {
    /// The privacy policy was not agreed to (`guide:M2a`).
    NotConsented,
    /// What is typed has not 14 digits.
    NotFourteen,
    /// One is under way.
    Asking,
    /// The service asked to wait so many seconds.
    Waiting(u32),
    /// This INN was found.
    Found,
}

/// A field as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldState {
    /// Which.
    pub field: FormField,
    /// What a look-up has filled in.
    pub filled: Option<String>,
    /// What is wrong with it, said or not.
    pub fault: Option<Problem>,
    /// What is said to be wrong with it now.
    pub problem: Option<Problem>,
    /// The INN looks odd: a warning, never a refusal.
    pub odd: bool,
}

/// The form as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormState {
    /// The fields in order.
    pub fields: Vec<FieldState>,
    /// Whether the missing consent is to be said.
    pub consent_missing: bool,
    /// Everything is there and right: «Катталуу» sends.
    pub complete: bool,
}

impl FormState {
    /// The form for what was typed and answered.
    #[must_use]
    pub fn of(typed: &Typed, look_ups: &LookUps) -> Self {
        let state = |field: &FormField| field_state(*field, typed, look_ups);
        let fields: Vec<_> = FormField::of(typed.kind).iter().map(state).collect();
        let right = fields.iter().all(|field| field.fault.is_none());
        Self {
            complete: typed.consented && right,
            consent_missing: typed.pressed && !typed.consented,
            fields,
        }
    }

    /// What a look-up has filled in.
    #[must_use]
    pub fn filled(&self, field: FormField) -> Option<&str> {
        let found = self.fields.iter().find(|state| state.field == field);
        found.and_then(|state| state.filled.as_deref())
    }
}

/// Why «Издөө» can't be pressed for this subject; `None` when it can.
#[must_use]
pub fn look_up_lock(typed: &Typed, look_ups: &LookUps, subject: Subject) -> Option<LookUpLock> {
    if !typed.consented {
        return Some(LookUpLock::NotConsented);
    }
    let Some(asked) = read(typed, subject) else {
        return Some(LookUpLock::NotFourteen);
    };
    match (of(look_ups, subject), look_ups.wait_seconds) {
        (LookUp::Asking, _) => Some(LookUpLock::Asking),
        (LookUp::Answered(inn, LookedUp::Found { .. }), _) if *inn == asked => Some(LookUpLock::Found),
        (_, Some(seconds)) => Some(LookUpLock::Waiting(seconds)),
        _ => None,
    }
}

/// The INN typed for this subject, if it is one.
#[must_use]
pub(super) fn read(typed: &Typed, subject: Subject) -> Option<Inn> {
    inn::read(written(typed, subject))
}

/// Name and office that a look-up found for what is typed now.
#[must_use]
pub fn found<'a>(typed: &Typed, look_ups: &'a LookUps, subject: Subject) -> Option<(&'a str, &'a Office)> {
    match of(look_ups, subject) {
        LookUp::Answered(inn, LookedUp::Found { name, office }) if Some(*inn) == read(typed, subject) => {
            Some((name, office))
        }
        _ => None,
    }
}

/// The office of whoever is to have access: the legal entity's, where it is one (`guide:I3`, `guide:L4`).
#[must_use]
pub fn office<'a>(typed: &Typed, look_ups: &'a LookUps) -> Option<&'a Office> {
    let subject = match typed.kind? {
        ApplicantKind::Individual => Subject::Person,
        ApplicantKind::LegalEntity => Subject::Organisation,
    };
    found(typed, look_ups, subject).map(|(_, office)| office)
}

fn of(look_ups: &LookUps, subject: Subject) -> &LookUp {
    match subject {
        Subject::Person => &look_ups.person,
        Subject::Organisation => &look_ups.organisation,
    }
}

fn written(typed: &Typed, subject: Subject) -> &str {
    match subject {
        Subject::Person => &typed.inn,
        Subject::Organisation => &typed.organisation_inn,
    }
}

fn field_state(field: FormField, typed: &Typed, look_ups: &LookUps) -> FieldState {
    let name = |subject| found(typed, look_ups, subject).map(|(name, _)| name.to_owned());
    let filled = match field {
        FormField::Name => name(Subject::Person),
        FormField::OrganisationName => name(Subject::Organisation),
        FormField::Office => office(typed, look_ups).map(|office| office.code.clone()),
        _ => None,
    };
    let fault = match field {
        FormField::Kind => typed.kind.is_none().then_some(Problem::Empty),
        FormField::Role => typed.role.is_none().then_some(Problem::Empty),
        FormField::Inn => inn_fault(typed, look_ups, Subject::Person),
        FormField::OrganisationInn => inn_fault(typed, look_ups, Subject::Organisation),
        FormField::Name | FormField::OrganisationName | FormField::Office => {
            filled.is_none().then_some(Problem::NotLookedUp)
        }
        FormField::Password => password_fault(typed.password),
        FormField::Confirmation if typed.confirmation == 0 => Some(Problem::Empty),
        FormField::Confirmation => (!typed.equal).then_some(Problem::Unequal),
    };
    // What the service has answered is said at once.
    let answered = matches!(fault, Some(Problem::NotFound | Problem::AlreadyRegistered));
    let said = typed.pressed || answered || typed.left.contains(&field);
    FieldState {
        field,
        filled,
        fault,
        problem: fault.filter(|_| said),
        odd: is_odd(field, typed),
    }
}

fn inn_fault(typed: &Typed, look_ups: &LookUps, subject: Subject) -> Option<Problem> {
    let Some(asked) = read(typed, subject) else {
        let empty = inn::normalised(written(typed, subject)).is_empty();
        return Some(if empty {
            Problem::Empty
        } else {
            Problem::NotFourteen
        });
    };
    match of(look_ups, subject) {
        LookUp::Answered(inn, answer) if *inn == asked => match answer {
            LookedUp::Found { .. } => None,
            LookedUp::NotFound => Some(Problem::NotFound),
            LookedUp::AlreadyRegistered => Some(Problem::AlreadyRegistered),
        },
        _ => None,
    }
}

fn password_fault(characters: usize) -> Option<Problem> {
    match characters {
        0 => Some(Problem::Empty),
        short if short < LEAST_PASSWORD => Some(Problem::TooShort),
        _ => None,
    }
}

/// A day that is none, or the first digit of another kind of taxpayer.
fn is_odd(field: FormField, typed: &Typed) -> bool {
    let (subject, kind) = match field {
        FormField::Inn => (Subject::Person, InnKind::Person),
        FormField::OrganisationInn => (Subject::Organisation, InnKind::LegalEntity),
        _ => return false,
    };
    read(typed, subject).is_some_and(|inn| inn.kind() != kind || inn.oddity().is_some())
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
