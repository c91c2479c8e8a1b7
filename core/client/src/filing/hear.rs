//! What the outbox hears of the world, and what it wants done there.

use salyk_regulation::dossier::{self, Attachment, Body, IndirectTaxReport, LotId, OfficeCode};
use salyk_regulation::fact::{Fact, Source, Stated};

use super::content::{Application, Filed, RefundApplication, Withdrawal};
use super::files;
use super::outbox::{Answer, Deed, Happened, Moment, Stage};
use super::state::{Office, OfficeKey};
use super::stored;
use crate::accounts::{self, AccountId};
use crate::attachments;
use crate::consent;
use crate::effect::{Call, Effect, Ticket};
use crate::event::CallAnswer;
use crate::fault::{Fault, Trouble};
use crate::model::{Connection, Model};
use crate::ports::Change;
use crate::regime::{self, Recorded, What};
use crate::session;
use crate::storage;

/// The contract's words for a key that the service took back, and for a file that it does not hold whole.
const WITHDRAWN: &str = "withdrawn";
const UNKNOWN_FILE: &str = "unknown_file";

/// Lets something happen to an outbox, and has done what it wants.
pub(super) fn happen(model: &mut Model, key: &OfficeKey, happened: Happened) {
    let moment = Moment {
        now: model.now,
        jitter: model.ids.bits(),
    };
    let Some(office) = model.filing.offices.get_mut(key) else {
        return;
    };
    let deeds = office.outbox.step(happened, moment);
    for deed in deeds {
        do_deed(model, key, deed);
    }
}

fn do_deed(model: &mut Model, key: &OfficeKey, deed: Deed) {
    let (account, taxpayer) = key.clone();
    match deed {
        Deed::Save { serial } => save(model, key, serial),
        Deed::Send { key: application } => {
            let office = model.filing.offices.get(key);
            let content = office.and_then(|office| office.contents.get(&application));
            let Some(content) = content.map(|kept| kept.application.clone()) else {
                return;
            };
            let Some(files) = attachments::arrived(model, &content.files()) else {
                return files::await_them(model, key, application);
            };
            let call = Call::File {
                taxpayer,
                key: application,
                application: content.with_files(files),
            };
            session::call(model, &account, call);
        }
        Deed::AskWithdrawal { key } => session::call(model, &account, Call::Withdraw { taxpayer, key }),
        Deed::Look => regime::fetch_case(model, &account, &taxpayer),
        Deed::WakeAt(at) => {
            let ticket = model.want(|ticket| Effect::Wake { ticket, at });
            if let Some(office) = model.filing.offices.get_mut(key) {
                office.wake = Some(ticket);
            }
        }
    }
}

/// Writes what has changed, and the index with it: all or none.
fn save(model: &mut Model, key: &OfficeKey, serial: u64) {
    let mut changes: Vec<Change> = Vec::new();
    if let Some(office) = model.filing.offices.get_mut(key) {
        office.saving = Some(serial);
        let changed = office.outbox.unsaved().filter_map(|item| {
            let kept = office.contents.get(&item.key)?;
            stored::application(key, item, kept)
        });
        changes.extend(changed);
        changes.extend(stored::touched(key, office));
    }
    changes.extend(stored::index(model, &key.0));
    storage::change(model, changes);
}

/// The store has answered: what of the outboxes is durable now, and what is not.
pub(crate) fn stored(model: &mut Model, failed: bool) {
    let offices = model.filing.offices.iter();
    let saving: Vec<_> = offices
        .filter_map(|(key, office)| Some((key.clone(), office.saving?)))
        .collect();
    for (key, serial) in saving {
        let happened = if !storage::holds_unsaved(model, |record| stored::is_of(record, &key.0)) {
            Happened::Saved { serial }
        } else if failed {
            Happened::SaveFailed { serial }
        } else {
            continue;
        };
        if let Some(office) = model.filing.offices.get_mut(&key) {
            office.saving = None;
        }
        happen(model, &key, happened);
    }
}

pub(crate) fn woke(model: &mut Model, ticket: Ticket) {
    let mut offices = model.filing.offices.iter();
    let woken = offices.find(|(_, office)| office.wake == Some(ticket));
    if let Some(key) = woken.map(|(key, _)| key.clone()) {
        happen(model, &key, Happened::Woke);
    }
}

/// The app came to the front, or the person wants the newest.
pub(crate) fn refreshed(model: &mut Model) {
    for key in keys(model) {
        happen(model, &key, Happened::Kicked);
    }
}

/// Tells each outbox whether the service can be reached and whether there is a session to send with.
pub(crate) fn keep_current(model: &mut Model) {
    for key in keys(model) {
        files::keep_current(model, &key);
        files::let_settled_go(model, &key);
        let ready = is_ready(model, &key.0);
        let Some(office) = model.filing.offices.get(&key) else {
            continue;
        };
        let outbox = &office.outbox;
        let connected = match (model.connection, outbox.is_offline()) {
            (Connection::Online, true) => Some(Happened::Reached),
            (Connection::Offline, false) => Some(Happened::NotReached),
            _ => None,
        };
        let session = match (ready, outbox.is_ready()) {
            (true, false) => Some(Happened::SessionReady),
            (false, true) => Some(Happened::SessionNeeded),
            _ => None,
        };
        for happened in connected.into_iter().chain(session) {
            happen(model, &key, happened);
        }
        let receipts = model.filing.offices.get(&key).map(recorded);
        regime::lay_over(model, &key.0, &key.1, receipts.unwrap_or_default());
    }
}

/// What the service has received, for the case to be shown with it before it tells so.
fn recorded(office: &Office) -> Vec<Recorded> {
    let received = office.outbox.items().iter().filter_map(|item| {
        let Stage::Received(receipt) = &item.stage else {
            return None;
        };
        let application = &office.contents.get(&item.key)?.application;
        Some(Recorded {
            number: receipt.number.clone(),
            filed: receipt.filed,
            revision: receipt.revision,
            what: what(application, &receipt.number),
            name: application.name_key(),
        })
    });
    received.collect()
}

fn what(application: &Application, number: &str) -> What {
    match application {
        Application::Regime(regime) => What::Regime(dossier::RegimeApplication {
            id: number.to_owned(),
            filed: Fact::Missing,
            office: Fact::service(OfficeCode(regime.office.clone())),
            registered: Fact::Missing,
        }),
        Application::Refund(refund) => What::Refund(LotId(refund.lot.as_str().into()), told(refund, number)),
        Application::Report(report) => What::Report(
            LotId(report.lot.as_str().into()),
            IndirectTaxReport {
                number: number.to_owned(),
                filed: report.month,
                month: Some(report.month),
                with_receipt: !report.receipts.is_empty(),
                stated: Stated {
                    provisional: true,
                    ..Stated::by(Source::Service)
                },
            },
        ),
    }
}

/// An application for return as its case will tell it.
fn told(refund: &RefundApplication, number: &str) -> dossier::RefundApplication {
    let attached = refund.named_papers().into_iter().map(|kind| Attachment {
        kind,
        number: None,
        date: None,
    });
    dossier::RefundApplication {
        id: number.to_owned(),
        addressee: Body::TaxBody,
        filed: Fact::Missing,
        covers: refund.exports.clone(),
        directions: refund.parts.clone(),
        attachments: attached.collect(),
        decision: None,
    }
}

fn keys(model: &Model) -> Vec<OfficeKey> {
    model.filing.offices.iter().map(|(key, _)| key.clone()).collect()
}

/// Whether the account has a session with receipts for the documents in force: a newer version holds the outbox (`guide:M2a`).
fn is_ready(model: &Model, account: &AccountId) -> bool {
    let session = model.sessions.get(account);
    let consented = session.and_then(|session| session.consented());
    consented.is_some_and(|consented| {
        !accounts::is_leaving(model, account) && consent::is_in_force(model, consented)
    })
}

/// The service has answered.
pub(crate) fn answered(model: &mut Model, account: &AccountId, call: Call, answer: CallAnswer) {
    match (call, answer) {
        (Call::File { taxpayer, key, .. }, CallAnswer::Filed(receipt)) => {
            received(model, &(account.clone(), taxpayer), key, receipt);
        }
        (Call::Withdraw { taxpayer, key }, CallAnswer::Withdrawal(withdrawal)) => {
            let answer = match withdrawal {
                Withdrawal::Withdrawn => Answer::Withdrawn,
                Withdrawal::Received(receipt) => Answer::Receipt(receipt),
            };
            let office = (account.clone(), taxpayer);
            happen(model, &office, Happened::WithdrawalAnswered { key, answer });
        }
        _ => {}
    }
}

/// The case that the service tells next has it.
fn received(model: &mut Model, office: &OfficeKey, key: String, receipt: Filed) {
    let answer = Answer::Receipt(receipt);
    happen(model, office, Happened::Answered { key, answer });
    regime::fetch_case(model, &office.0, &office.1);
}

/// The service has not answered, or refused.
pub(crate) fn not_answered(model: &mut Model, account: &AccountId, call: &Call, trouble: &Trouble) {
    let answer = meaning(trouble);
    match call {
        Call::File {
            taxpayer,
            key,
            application,
        } => {
            let key = key.clone();
            let office = (account.clone(), taxpayer.clone());
            if answer == Answer::Refused(UNKNOWN_FILE.to_owned()) {
                attachments::send_again(model, &application.files());
            }
            happen(model, &office, Happened::Answered { key, answer });
        }
        Call::Withdraw { taxpayer, key } => {
            let key = key.clone();
            let office = (account.clone(), taxpayer.clone());
            happen(model, &office, Happened::WithdrawalAnswered { key, answer });
        }
        _ => {}
    }
}

/// Only the service's own word refuses an application. Whatever else went wrong is tried again.
fn meaning(trouble: &Trouble) -> Answer {
    let later = |seconds| Answer::Later { seconds };
    match &trouble.fault {
        _ if trouble.is_offline() => Answer::Unreachable,
        Fault::TryAgain { wait_seconds, .. } => later(*wait_seconds),
        Fault::TellSupport { .. } if trouble.is_not_found() => Answer::NotFound,
        Fault::TellSupport { code } if code == WITHDRAWN => Answer::Withdrawn,
        Fault::TellSupport { code } if trouble.is_refusal() && !code.starts_with("http_") => {
            Answer::Refused(code.clone())
        }
        _ => later(None),
    }
}
