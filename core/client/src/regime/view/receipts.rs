//! Receipts that the case does not tell, or tells otherwise. The case is shown as the service tells it: the phone decides no such thing.

use super::super::overlay::{Difference, Why};
use super::scene::Scene;
use crate::intent::Ask;
use crate::view::{Action, Importance, Notice, Tone};

/// Each of them, in the order of the receipts' numbers.
pub(super) fn notices(scene: &Scene<'_>) -> Vec<Notice> {
    let notice = |difference| notice(scene, difference);
    scene.differences.iter().map(notice).collect()
}

fn notice(scene: &Scene<'_>, difference: &Difference) -> Notice {
    let mut names = vec![
        ("what", scene.say(difference.name).into()),
        ("number", difference.number.as_str().into()),
        ("filed", scene.day(difference.filed).into()),
    ];
    let (tone, key) = match difference.why {
        Why::NotHeardYet => (Tone::Neutral, "receipt-not-heard"),
        Why::NotInCase => (Tone::Warning, "receipt-not-in-case"),
        Why::OtherDay(other) => {
            names.push(("other", scene.day(other).into()));
            (Tone::Warning, "receipt-other-day")
        }
    };
    let label = scene.say("outbox-title");
    let open = Action::enabled(label, Importance::Link, scene.screen, Ask::OpenOutbox);
    Notice::new(scene.texts, tone, scene.say_with(key, &names), Some(open))
}
