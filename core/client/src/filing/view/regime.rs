//! The application for the regime as it is drawn.

use salyk_regulation::dossier::Activity;
use salyk_regulation::rule::RuleId;

use super::super::regime_form::{EXCLUSIONS, Missing, RegimeDraft, RegimeForm, form};
use super::by;
use crate::accounts::Acting;
use crate::intent::{Ask, Intent, ScreenId};
use crate::model::Model;
use crate::regime::{self, activity_named};
use crate::text::Texts;
use crate::view::{
    Action, Choice, Importance, Notice, QuestionShown, RegimeApplicationView, Section, Tick, Tone,
};

pub(crate) fn regime_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> RegimeApplicationView {
    let texts = model.texts();
    let draft = model
        .filing
        .of(acting)
        .and_then(|office| office.regime().cloned());
    let draft = draft.unwrap_or_default();
    let dossier = acting
        .taxpayer
        .and_then(|taxpayer| regime::dossier_of(model, &acting.account.id, &taxpayer.id));
    let form = form(&draft, dossier, model.today());
    let begins_on = form.begins.map(|day| texts.shown_date(day, model.today()));
    let begins = begins_on
        .as_ref()
        .map(|day| texts.say_with("filing-regime-begins", &[("date", day.text.as_str().into())]))
        .map(|text| by(text, RuleId::Reg10));
    let missing = missing(texts, &form);
    let why_not = (form.ready.is_none()).then(|| missing.lines.first().cloned().unwrap_or_default());
    RegimeApplicationView {
        explanation: Section {
            heading: texts.say("filing-regime-heading"),
            lines: vec![
                by(texts.say("filing-regime-what"), RuleId::Reg8),
                by(texts.say("filing-regime-effects"), RuleId::Reg8),
                texts.say("filing-form-ours"),
            ],
        },
        questions: questions(texts, screen, &draft),
        grounds: grounds(texts, &form),
        vat: form.asks_vat.then(|| vat(texts, screen, &draft)),
        begins: begins.unwrap_or_default(),
        begins_on,
        missing,
        file: Action::enabled(texts.say("filing-file"), Importance::Primary, screen, Ask::File)
            .unless(why_not),
        questions_heading: texts.say("filing-regime-questions"),
    }
}

fn questions(texts: &Texts, screen: ScreenId, draft: &RegimeDraft) -> Vec<QuestionShown> {
    let asked = (0..).zip(EXCLUSIONS).zip(draft.answers);
    let question = |((number, exclusion), answer): ((u32, Activity), Option<bool>)| {
        let choice = |applies: bool| Choice {
            label: texts.say(if applies { "filing-yes" } else { "filing-no" }),
            chosen: answer == Some(applies),
            intent: Intent::on(screen, Ask::AnswerExclusion { number, applies }),
        };
        QuestionShown {
            question: format!("{}. {}", number + 1, activity_named(texts, exclusion)),
            answers: [false, true].map(choice).to_vec(),
        }
    };
    asked.map(question).collect()
}

/// Every ground that matches (`reg:3`), and what the case has besides.
fn grounds(texts: &Texts, form: &RegimeForm) -> Vec<Notice> {
    let notice = |tone, key: &str, activity: Activity| {
        let names = [("activity", activity_named(texts, activity).into())];
        Notice::new(texts, tone, by(texts.say_with(key, &names), RuleId::Reg3), None)
    };
    let said = form
        .grounds
        .iter()
        .map(|ground| notice(Tone::Bad, "filing-regime-ground", *ground));
    let recorded = form
        .recorded
        .iter()
        .map(|ground| notice(Tone::Warning, "filing-regime-recorded", *ground));
    said.chain(recorded).collect()
}

fn vat(texts: &Texts, screen: ScreenId, draft: &RegimeDraft) -> Tick {
    let ticked = draft.accepts_vat;
    Tick {
        label: texts.say("filing-regime-vat"),
        ticked,
        enabled: true,
        why_not: None,
        intent: Intent::on(screen, Ask::AcceptVatCancelled { ticked: !ticked }),
    }
}

fn missing(texts: &Texts, form: &RegimeForm) -> Section {
    let line = |missing: &Missing| match missing {
        Missing::Case => texts.say("home-nothing-fetched"),
        Missing::Answers(count) => texts.say_with("filing-missing-answers", &[("count", (*count).into())]),
        Missing::Vat => texts.say("filing-missing-vat"),
        Missing::Excluded => texts.say("filing-missing-excluded"),
    };
    Section {
        heading: texts.say("filing-missing"),
        lines: form.missing.iter().map(line).collect(),
    }
}
