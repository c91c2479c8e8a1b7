//! What was entered as it stands on a lot and on Home.

use jiff::civil::Date;
use salyk_regulation::dossier::Body;
use salyk_regulation::money::Money;

use super::compare::{Item, Standing};
use super::entry::{Entry, EntryKind};
use super::state::{OwnerKey, current};
use super::step::hindrance;
use super::stored::store_key;
use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::regime;
use crate::storage::{self, Standing as Kept};
use crate::text::Texts;
use crate::view::{Action, EntryRow, Importance, Notice, Tone};

/// How many notices Home shows of what was entered.
const SHOWN: usize = 5;

/// What can be recorded of a lot.
pub(crate) fn actions(model: &Model, screen: ScreenId, lot: &str) -> Vec<Action> {
    let (texts, holder) = (model.texts(), regime::holder(model, lot));
    let Some(key) = current(model) else {
        return Vec::new();
    };
    let open = |label: &str, kind| {
        let lot = lot.to_owned();
        let ask = Ask::OpenEntry { lot, kind };
        Action::enabled(texts.say(label), Importance::Normal, screen, ask)
    };
    let hindrance = hindrance(model, &key);
    let unknown = holder.is_none().then_some("lot-account-unknown");
    let why_not = |key: Option<&str>| key.map(|key| texts.say(key));
    let deposit = open("entry-record-deposit", EntryKind::Deposit).unless(why_not(hindrance.or(unknown)));
    let customs = open("entry-record-customs", EntryKind::CustomsApplication).unless(why_not(hindrance));
    let of_customs = (holder == Some(Body::Customs)).then_some(customs);
    std::iter::once(deposit).chain(of_customs).collect()
}

/// What the person entered about a lot and the case does not tell the same way.
pub(crate) fn rows(model: &Model, screen: ScreenId, lot: &str) -> Vec<EntryRow> {
    let Some(key) = current(model) else {
        return Vec::new();
    };
    let of_lot = untold(model, &key)
        .into_iter()
        .filter(|(entry, _)| entry.lot == lot);
    of_lot
        .map(|(entry, standing)| row(model, screen, &key, entry, standing))
        .collect()
}

/// Where the case tells otherwise what was entered, or has no such lot any more; for Home.
pub(crate) fn notices(model: &Model, screen: ScreenId) -> Vec<Notice> {
    let Some(key) = current(model) else {
        return Vec::new();
    };
    let told = untold(model, &key);
    let notices = told
        .into_iter()
        .filter_map(|(entry, standing)| notice(model, screen, entry, standing));
    notices.take(SHOWN).collect()
}

/// Every entry that the case does not tell, with how the case stands with it.
fn untold<'a>(model: &'a Model, key: &OwnerKey) -> Vec<(&'a Entry, &'a Standing)> {
    let Some((_, standings)) = regime::standings(model, &key.0, &key.1) else {
        return Vec::new();
    };
    let all = model.entries.of(key).iter().zip(standings);
    all.filter(|(_, standing)| !matches!(standing, Standing::Told(_)))
        .collect()
}

fn row(model: &Model, screen: ScreenId, key: &OwnerKey, entry: &Entry, standing: &Standing) -> EntryRow {
    let texts = model.texts();
    let is_kept = storage::standing(model, &store_key(&key.0)) == Kept::Durable;
    let mut lines = Vec::new();
    let (tone, word) = match standing {
        _ if !is_kept => (Tone::Warning, "outbox-keeping"),
        Standing::Differs(_) if entry.kept => (Tone::Warning, "entry-kept"),
        Standing::Differs(_) => (Tone::Warning, "entry-differs"),
        _ => (Tone::Neutral, "source-person"),
    };
    let yours = entered(texts, entry);
    match standing {
        Standing::Differs(item) => {
            lines.push(texts.say_with("entry-yours", &[("said", yours.into())]));
            lines.push(texts.say_with("entry-theirs", &[("said", told(texts, item).into())]));
            lines.push(texts.say(if entry.kept {
                "entry-which-kept"
            } else {
                "entry-which"
            }));
        }
        Standing::Unnumbered => lines.extend([yours, texts.say("entry-unnumbered")]),
        _ => lines.push(yours),
    }
    lines.push(texts.say_with("entry-made", &[("when", texts.moment(entry.at).into())]));
    lines.extend((!is_kept).then(|| texts.say("outbox-keeping-text")));
    EntryRow {
        entry: entry.id.clone(),
        title: texts.say(entry.kind().key()),
        tone,
        standing: texts.say(word),
        lines,
        actions: decisions(texts, screen, entry, standing),
    }
}

/// Taking it back; where the case differs, that is to let the case count.
fn decisions(texts: &Texts, screen: ScreenId, entry: &Entry, standing: &Standing) -> Vec<Action> {
    let id = || entry.id.clone();
    let (label, importance) = match standing {
        Standing::Differs(_) => ("entry-case-counts", Importance::Normal),
        _ => ("entry-take-back", Importance::Destructive),
    };
    let take_back = Ask::TakeBackEntry { entry: id() };
    let take_back = Action::enabled(texts.say(label), importance, screen, take_back);
    let keep = (matches!(standing, Standing::Differs(_)) && !entry.kept).then(|| {
        let ask = Ask::KeepEntry { entry: id() };
        Action::enabled(texts.say("entry-keep-mine"), Importance::Normal, screen, ask)
    });
    std::iter::once(take_back).chain(keep).collect()
}

fn notice(model: &Model, screen: ScreenId, entry: &Entry, standing: &Standing) -> Option<Notice> {
    let texts = model.texts();
    let mut names = vec![
        ("what", texts.say(entry.kind().key()).into()),
        ("yours", entered(texts, entry).into()),
    ];
    let (key, label, importance, ask) = match standing {
        Standing::Differs(item) => {
            let lot = regime::lot_named(model, &entry.lot).unwrap_or_default();
            names.extend([("lot", lot.into()), ("theirs", told(texts, item).into())]);
            let key = if entry.kept {
                "entry-notice-kept"
            } else {
                "entry-notice-differs"
            };
            let lot = entry.lot.clone();
            (key, "lot-open", Importance::Link, Ask::OpenLot { lot })
        }
        Standing::NoLot => {
            let entry = entry.id.clone();
            let take_back = Ask::TakeBackEntry { entry };
            (
                "entry-notice-no-lot",
                "entry-take-back",
                Importance::Destructive,
                take_back,
            )
        }
        Standing::Open | Standing::Unnumbered | Standing::Told(_) => return None,
    };
    let action = Action::enabled(texts.say(label), importance, screen, ask);
    let text = texts.say_with(key, &names);
    Some(Notice::new(texts, Tone::Warning, text, Some(action)))
}

fn entered(texts: &Texts, entry: &Entry) -> String {
    said(texts, entry.number.as_deref(), Some(entry.date), entry.payment())
}

fn told(texts: &Texts, item: &Item) -> String {
    said(texts, item.number.as_deref(), item.date, item.payment)
}

fn said(texts: &Texts, number: Option<&str>, date: Option<Date>, payment: Option<(Money, Body)>) -> String {
    let number = match number {
        Some(number) => texts.say_with("entry-number", &[("number", number.into())]),
        None => texts.say("entry-without-number"),
    };
    let date = date.map_or_else(|| texts.say("entry-without-day"), |date| texts.date(date));
    let sum = payment.map(|(sum, _)| texts.shown_money(sum.tyiyn()).text);
    let account = payment.map(|(_, account)| texts.say(account_key(account)));
    let parts: Vec<_> = [number, date].into_iter().chain(sum).chain(account).collect();
    parts.join(" · ")
}

fn account_key(account: Body) -> &'static str {
    match account {
        Body::TaxBody => "deposits-tax-body",
        Body::Customs => "deposits-customs",
    }
}
