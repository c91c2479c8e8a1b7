//! What of registrations is stored: everything that was typed and every application, no password and no claim secret.

use jiff::Timestamp;
use salyk_regulation::inn::Inn;
use serde::{Deserialize, Serialize};

use super::receipts;
use super::state::{Application, Content, Key, Line, Looked, Sending, Stage, Work};
use super::types::{ApplicantKind, ApplicationStatus, LookedUp, Representative};
use crate::consent::Receipt;
use crate::model::Model;
use crate::ports::StoreKey;
use crate::record::{self, Unreadable};
use crate::storage::{self, Standing};

#[derive(Serialize, Deserialize)]
struct Stored {
    fresh: StoredWork,
    #[serde(default)]
    applications: Vec<StoredApplication>,
    #[serde(default)]
    receipts: Vec<Receipt>,
}

#[derive(Default, Serialize, Deserialize)]
struct StoredWork {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<Timestamp>,
    #[serde(default)]
    kind: Option<ApplicantKind>,
    #[serde(default)]
    inn: String,
    #[serde(default)]
    organisation_inn: String,
    #[serde(default)]
    role: Option<Representative>,
    #[serde(default)]
    person: Option<(Inn, LookedUp)>,
    #[serde(default)]
    organisation: Option<(Inn, LookedUp)>,
    #[serde(default)]
    receipt: Option<Receipt>,
    /// The key of a submission that was begun, and what it says.
    #[serde(default)]
    begun: Option<(String, Content)>,
}

#[derive(Serialize, Deserialize)]
struct StoredApplication {
    id: String,
    key: String,
    number: String,
    submitted_at: Timestamp,
    content: Content,
    #[serde(default)]
    status: Option<ApplicationStatus>,
    #[serde(default)]
    heard_at: Option<Timestamp>,
    #[serde(default)]
    mending: Option<StoredWork>,
}

/// Keeps everything as it stands.
pub(crate) fn keep(model: &mut Model) {
    model.registration.note_beginnings(model.now);
    let state = &model.registration;
    let stored = Stored {
        fresh: StoredWork::of(&state.fresh),
        applications: state.applications.iter().map(StoredApplication::of).collect(),
        receipts: state.receipts.clone(),
    };
    storage::put(model, StoreKey::Registration, &stored);
}

/// Takes over what was stored.
pub(crate) fn restore(model: &mut Model, bytes: &[u8]) -> Result<(), Unreadable> {
    let stored: Stored = record::read(bytes)?;
    let state = &mut model.registration;
    // A store that was read late does not take away what was typed meanwhile, but a submission that was begun comes first, and what
    // was filled in before a form on which only its kind was chosen.
    let blank = stored.fresh.kind.is_none();
    let sending = state.fresh.sending.is_some();
    let typed_meanwhile = sending || state.fresh.is_filled_in() || blank && state.fresh.kind.is_some();
    if !typed_meanwhile || !sending && stored.fresh.begun.is_some() {
        state.fresh = stored.fresh.work();
    }
    receipts::join(state, stored.receipts);
    let newer = std::mem::take(&mut state.applications);
    let known = stored.applications.into_iter();
    let known = known.filter(|one| newer.iter().all(|newer| newer.id != one.id));
    let known: Vec<_> = known.map(StoredApplication::application).collect();
    state.applications = known.into_iter().chain(newer).collect();
    // An earlier version kept them nowhere else.
    receipts::note_applied_with(state);
    // What was held back until the store had been read knows nothing of what it held.
    if storage::standing(model, &StoreKey::Registration) == Standing::NotTaken {
        keep(model);
    }
    Ok(())
}

impl StoredWork {
    fn of(work: &Work) -> Self {
        Self {
            since: work.since,
            kind: work.kind,
            inn: work.inn.text.clone(),
            organisation_inn: work.organisation_inn.text.clone(),
            role: work.role,
            person: work.person.answer.clone(),
            organisation: work.organisation.answer.clone(),
            receipt: work.receipt.clone(),
            begun: work
                .sending
                .as_ref()
                .map(|sending| sending.key.0.clone())
                .zip(work.begun.clone()),
        }
    }

    fn work(self) -> Work {
        let line = |text| Line {
            text,
            edit: 0,
            reset: 1,
        };
        let looked = |answer| Looked { asked: None, answer };
        let (key, begun) = self.begun.unzip();
        Work {
            since: self.since,
            kind: self.kind,
            inn: line(self.inn),
            organisation_inn: line(self.organisation_inn),
            role: self.role,
            person: looked(self.person),
            organisation: looked(self.organisation),
            receipt: self.receipt,
            begun,
            sending: key.map(|key| Sending {
                key: Key(key),
                stage: Stage::Unclear,
            }),
            ..Work::default()
        }
    }
}

impl StoredApplication {
    fn of(application: &Application) -> Self {
        Self {
            id: application.id.clone(),
            key: application.key.0.clone(),
            number: application.number.clone(),
            submitted_at: application.submitted_at,
            content: application.content.clone(),
            status: application.status.clone(),
            heard_at: application.heard_at,
            mending: application.mending.as_ref().map(StoredWork::of),
        }
    }

    fn application(self) -> Application {
        Application {
            id: self.id,
            key: Key(self.key),
            number: self.number,
            submitted_at: self.submitted_at,
            content: self.content,
            status: self.status,
            heard_at: self.heard_at,
            asking: None,
            due: false,
            trouble: None,
            mending: self.mending.map(StoredWork::work),
        }
    }
}
