//! Reminders: which deadlines remind, when, and whether this phone does it.

use jiff::Timestamp;

use super::deadlines::{self, Deadline};
use super::finding as rows;
use super::scene::Scene;
use crate::intent::{Ask, Intent, ScreenId};
use crate::text::Texts;
use crate::view::{Action, Importance, Notice, ReminderRow, RemindersHeadings, RemindersView, Tick, Tone};

/// How many deadlines are shown.
pub(super) const SHOWN: usize = 50;

/// What is set for the case in front.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reminding {
    /// The person asked this phone to remind.
    pub(crate) on: bool,
    /// The phone would not.
    pub(crate) refused: bool,
}

pub(super) fn view(
    texts: &Texts,
    screen: ScreenId,
    scene: Option<&Scene<'_>>,
    now: Timestamp,
    reminding: Reminding,
) -> RemindersView {
    let all = scene
        .map(|scene| deadlines::deadlines(scene, now))
        .unwrap_or_default();
    let nothing = (scene.is_none()).then(|| texts.say("home-nothing-fetched"));
    let none = || all.is_empty().then(|| texts.say("reminders-none"));
    let why_not = nothing.clone().or_else(none);
    let summary = match (&nothing, all.len()) {
        (Some(nothing), _) => nothing.clone(),
        (None, 0) => texts.say("reminders-none"),
        (None, count) => texts.say_with("reminders-count", &[("count", count.into())]),
    };
    RemindersView {
        explanation: texts.say("reminders-explanation"),
        remind: Tick {
            label: texts.say("reminders-on"),
            ticked: reminding.on,
            enabled: nothing.is_none(),
            why_not: nothing,
            intent: Intent::on(screen, Ask::Remind { on: !reminding.on }),
        },
        problem: reminding
            .refused
            .then(|| Notice::new(texts, Tone::Warning, texts.say("reminders-refused"), None)),
        summary,
        rows: scene
            .map(|scene| all.iter().take(SHOWN).map(|one| row(scene, one, now)).collect())
            .unwrap_or_default(),
        export: Action::enabled(
            texts.say("reminders-export"),
            Importance::Normal,
            screen,
            Ask::ExportCalendar,
        )
        .unless(why_not),
        headings: RemindersHeadings::of(texts),
    }
}

fn row(scene: &Scene<'_>, deadline: &Deadline<'_>, now: Timestamp) -> ReminderRow {
    let calls = deadline.calls(now);
    let next = calls.first().map(|call| {
        let moment = scene.texts.moment(call.at);
        scene.say_with("reminders-next", &[("moment", moment.into())])
    });
    ReminderRow {
        title: deadline.title.clone(),
        lots: lots(scene, deadline),
        rule: deadline.rule.as_str().to_owned(),
        date: scene.shown_day(deadline.due),
        remarks: deadlines::said_of_day(scene, deadline, rows::lot_title),
        next: next.unwrap_or_default(),
    }
}

/// The lot by its name, which stays on the screen, or how many lots.
fn lots(scene: &Scene<'_>, deadline: &Deadline<'_>) -> Option<String> {
    match deadline.lots() {
        0 => None,
        1 => {
            let lot = rows::lot(scene, deadline.first()?)?;
            Some(rows::lot_title(scene, lot))
        }
        count => Some(scene.say_with("reminder-lots", &[("count", count.into())])),
    }
}

/// Who the deadline is of, for the calendar: always the taxpayer's own.
pub(super) fn who(scene: &Scene<'_>) -> String {
    let name = scene.dossier.taxpayer.name.as_str();
    format!("{}: {name}", scene.say("heading-taxpayer"))
}
