//! What is shown of attached files.

use salyk_regulation::order;

use super::file::FileId;
use super::refusal::Refusal;
use super::state::{Attachment, Owner, Refused, Sealing, Why};
use super::step::{acting, own};
use crate::consent::Digest;
use crate::filing;
use crate::intent::{Ask, ScreenId};
use crate::model::{Connection, Model};
use crate::text::{FluentValue, Texts};
use crate::view::{Action, AttachmentRow, FilesView, Importance, Notice, Tone};

/// The files attached to `to` by whoever is acted for.
pub(crate) fn view(model: &Model, screen: ScreenId, to: &str) -> FilesView {
    let (texts, files) = (model.texts(), within_form(model, screen, to));
    FilesView {
        explanation: texts.say("files-explanation"),
        empty: files.rows.is_empty().then(|| texts.say("files-none")),
        ..files
    }
}

/// The same within a form, which explains once for all its papers which files can be attached.
pub(crate) fn within_form(model: &Model, screen: ScreenId, to: &str) -> FilesView {
    let texts = model.texts();
    let owner = acting(model);
    let rows = rows(model, screen, to);
    let refused = model.attachments.refused.iter();
    let refused = refused.filter(|refused| Some(&refused.owner) == owner.as_ref() && refused.to == to);
    let add = Ask::AddFile { to: to.to_owned() };
    FilesView {
        to: to.to_owned(),
        explanation: String::new(),
        empty: None,
        rows,
        refused: refused.map(|refused| notice(texts, screen, refused)).collect(),
        add: Action::enabled(texts.say("files-add"), Importance::Primary, screen, add),
    }
}

/// What a file of whoever is acted for is called, with its SHA-256; its own id alone, once the phone no longer has it.
pub(crate) fn copy(model: &Model, file: &FileId) -> (String, Option<Digest>) {
    let held = own(model, file.as_str()).and_then(|id| model.attachments.files.get(&id));
    held.map_or_else(
        || (file.to_string(), None),
        |held| (held.name.clone(), Some(held.sha256)),
    )
}

/// The rows of those files, for any screen to show.
pub(crate) fn rows(model: &Model, screen: ScreenId, to: &str) -> Vec<AttachmentRow> {
    let Some(owner) = acting(model) else {
        return Vec::new();
    };
    let texts = model.texts();
    let sealed = attached(model, &owner, to).map(|(file, attachment)| {
        let is_offline = model.connection == Connection::Offline;
        let mut row = sealed_row(texts, screen, file.as_str(), attachment, is_offline);
        if filing::are_needed(model, file) {
            stays(texts, &mut row);
        }
        row
    });
    let sealing = model.attachments.sealing.iter();
    let sealing = sealing.map(|(_, sealing)| sealing);
    let sealing = sealing.filter(|sealing| sealing.owner == owner && sealing.to == to);
    let sealing = sealing.map(|sealing| sealing_row(texts, screen, sealing));
    sealed.chain(sealing).collect()
}

/// The files that are wholly sealed.
fn attached<'a>(
    model: &'a Model,
    owner: &'a Owner,
    to: &'a str,
) -> impl Iterator<Item = (&'a FileId, &'a Attachment)> {
    let state = &model.attachments;
    let mut own: Vec<_> = state.index.iter().filter(|(_, row)| row.is_of(owner)).collect();
    order::sort_by_key(&mut own, |(id, row)| (row.since, (*id).clone()));
    own.into_iter()
        .filter_map(move |(id, _)| Some((id, state.files.get(id)?)))
        .filter(move |(_, attachment)| attachment.to == to)
}

/// What went with an application stays with it while the service has it or may get it.
fn stays(texts: &Texts, row: &mut AttachmentRow) {
    let is_removal = |action: &Action| matches!(action.intent.ask, Ask::RemoveFile { .. });
    for action in row.actions.iter_mut().filter(|action| is_removal(action)) {
        *action = action.clone().unless(Some(texts.say("files-filed")));
    }
}

fn sealing_row(texts: &Texts, screen: ScreenId, sealing: &Sealing) -> AttachmentRow {
    let file = sealing.id.as_str().to_owned();
    let stop = Ask::RemoveFile { file: file.clone() };
    AttachmentRow {
        file,
        name: sealing.name.clone(),
        size: size(texts, sealing.passed),
        state: texts.say("files-sealing"),
        tone: Tone::Neutral,
        progress: None,
        certified: None,
        sha256: None,
        actions: vec![Action::enabled(
            texts.say("files-stop"),
            Importance::Normal,
            screen,
            stop,
        )],
    }
}

fn sealed_row(
    texts: &Texts,
    screen: ScreenId,
    file: &str,
    attachment: &Attachment,
    is_offline: bool,
) -> AttachmentRow {
    let upload = &attachment.upload;
    let file = file.to_owned();
    let action = |key: &str, importance, ask| Action::enabled(texts.say(key), importance, screen, ask);
    let remove = action(
        "files-remove",
        Importance::Destructive,
        Ask::RemoveFile { file: file.clone() },
    );
    let pause = |paused| Ask::PauseFile {
        file: file.clone(),
        paused,
    };
    let sent = (upload.received() * 1000 / attachment.bytes.max(1)).min(1000);
    let sent = u32::try_from(sent).ok();
    let (state, tone, progress, mut actions) = if attachment.certified.is_none() {
        let certify = action(
            "files-certify",
            Importance::Primary,
            Ask::CertifyFile { file: file.clone() },
        );
        (texts.say("files-to-certify"), Tone::Warning, None, vec![certify])
    } else if let Some(code) = upload.refused() {
        let code = [("code", FluentValue::from(code))];
        (
            texts.say_with("files-refused-by-service", &code),
            Tone::Bad,
            None,
            Vec::new(),
        )
    } else if upload.completed().is_some() {
        (texts.say("files-sent"), Tone::Good, None, Vec::new())
    } else if upload.is_paused() {
        let go_on = action("files-go-on", Importance::Normal, pause(false));
        (texts.say("files-paused"), Tone::Neutral, sent, vec![go_on])
    } else {
        let key = if is_offline || upload.is_waiting() {
            "files-waiting"
        } else {
            "files-sending"
        };
        let hold = action("files-pause", Importance::Normal, pause(true));
        (texts.say(key), Tone::Neutral, sent, vec![hold])
    };
    actions.push(remove);
    let certified = attachment.certified.as_ref().map(|certified| {
        let when = texts.moment(certified.at);
        let names = [
            ("who", FluentValue::from(certified.by.as_str())),
            ("when", FluentValue::from(when)),
        ];
        texts.say_with("files-certified", &names)
    });
    AttachmentRow {
        name: attachment.name.clone(),
        size: size(texts, attachment.bytes),
        state,
        tone,
        progress,
        certified,
        sha256: Some(attachment.sha256.hexadecimal()),
        actions,
        file,
    }
}

/// A size in megabytes with one digit after the point, rounded up, so that nothing is empty.
fn size(texts: &Texts, bytes: u64) -> String {
    let tenths = u128::from(bytes).saturating_mul(10).div_ceil(1024 * 1024);
    let number = texts.number(tenths, 1, 1);
    texts.say_with("files-size", &[("number", FluentValue::from(number))])
}

fn notice(texts: &Texts, screen: ScreenId, refused: &Refused) -> Notice {
    let key = match refused.why {
        Why::File(Refusal::TooBig) => "files-too-big",
        Why::File(Refusal::UnknownKind) => "files-unknown-kind",
        Why::File(Refusal::Empty) => "files-empty",
        Why::File(Refusal::CutOff) => "files-cut-off",
        Why::File(Refusal::Unreadable) => "files-unreadable",
        Why::File(Refusal::TooMany) => "files-too-many",
        Why::Full => "files-no-room",
        Why::Phone => "files-phone",
        Why::Newer => "files-newer",
    };
    let name = if refused.name.is_empty() {
        texts.say("files-unnamed")
    } else {
        refused.name.clone()
    };
    let dismiss = Action::enabled(
        texts.say("dismiss"),
        Importance::Normal,
        screen,
        Ask::DismissRefusedFiles {
            to: refused.to.clone(),
        },
    );
    let text = texts.say_with(key, &[("name", FluentValue::from(name))]);
    Notice::new(texts, Tone::Bad, text, Some(dismiss))
}
