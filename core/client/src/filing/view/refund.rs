//! The application for the return of a deposit as it is drawn.

use salyk_regulation::dossier::DirectionKind;
use salyk_regulation::money::Money;
use salyk_regulation::rule::RuleId;

use super::super::draft::Answers;
use super::super::lot_forms::{field_of, refund_form};
use super::super::refund_form::{ACCOUNT, Missing, Paper, RefundForm, WAYS, Warning, place_of};
use super::super::state::key_of;
use super::super::sums::Typed;
use super::by;
use crate::accounts::Acting;
use crate::attachments;
use crate::intent::{Ask, FieldKey, ScreenId};
use crate::model::Model;
use crate::regime::{direction_named, issuer_named, paper_named};
use crate::text::Texts;
use crate::view::{
    Action, Field, Importance, MoneyLine, Notice, PaperShown, RefundApplicationView, Section, Tone,
};

pub(crate) fn refund_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    lot: &str,
) -> Option<RefundApplicationView> {
    let texts = model.texts();
    let (applied, answers, form) = refund_form(model, &key_of(acting)?, lot)?;
    let mut lines = vec![
        super::lot_named(texts, applied.lot),
        by(texts.say("filing-refund-what"), RuleId::Reg18),
    ];
    lines.extend(form.last_day.map(|day| {
        let date = texts.shown_date(day, model.today()).text;
        let text = texts.say_with("filing-refund-last-day", &[("date", date.into())]);
        by(text, RuleId::Reg18)
    }));
    lines.extend([texts.say("filing-form-ours"), texts.say("files-explanation")]);
    let missing = missing(texts, &form);
    let why_not = form
        .ready
        .is_none()
        .then(|| missing.lines.first().cloned().unwrap_or_default());
    Some(RefundApplicationView {
        explanation: Section {
            heading: texts.say("filing-refund-title"),
            lines,
        },
        warnings: form
            .warnings
            .iter()
            .map(|warning| warned(model, *warning))
            .collect(),
        papers_heading: by(texts.say("filing-papers"), RuleId::Reg18),
        papers: form
            .papers
            .iter()
            .map(|paper| shown(model, screen, lot, paper))
            .collect(),
        money_heading: by(texts.say("filing-money"), RuleId::Reg20),
        fields: fields(texts, &answers, &form),
        money: money(texts, &form),
        missing,
        file: Action::enabled(texts.say("filing-file"), Importance::Primary, screen, Ask::File)
            .unless(why_not),
    })
}

fn shown(model: &Model, screen: ScreenId, lot: &str, paper: &Paper) -> PaperShown {
    let texts = model.texts();
    let there = paper.held || !paper.files.is_empty();
    let state = match (paper.files.len(), paper.held) {
        (0, true) => texts.say("filing-paper-held"),
        (0, false) => texts.say("document-not-attached"),
        (count, _) => texts.say_with("filing-paper-files", &[("count", count.into())]),
    };
    PaperShown {
        name: paper_named(texts, paper.kind),
        issued_by: issuer_named(texts, paper.issuer),
        there,
        state,
        files: attachments::within_form(model, screen, &place_of(lot, paper.kind)),
    }
}

fn fields(texts: &Texts, answers: &Answers, form: &RefundForm) -> Vec<Field> {
    let ways = WAYS.iter().zip(form.typed).enumerate();
    let mut fields: Vec<_> = ways
        .map(|(place, ((to, name), typed))| {
            let label = texts.say_with("filing-way", &[("way", direction_named(texts, *to).into())]);
            let problem = (typed == Typed::Unreadable).then(|| texts.say("filing-sum-unreadable"));
            field(field_of(place), label, answers, name, problem)
        })
        .collect();
    let odd = form.missing.contains(&Missing::Account);
    let problem = odd.then(|| texts.say("filing-missing-account"));
    let label = texts.say("filing-account");
    fields.push(field(FieldKey::ReturnAccount, label, answers, ACCOUNT, problem));
    fields
}

fn field(key: FieldKey, label: String, answers: &Answers, name: &str, problem: Option<String>) -> Field {
    let (edit, reset) = answers.edit_of(name);
    Field {
        key,
        spoken: label.clone(),
        label,
        text: answers.of(name).to_owned(),
        edit,
        reset,
        problem,
    }
}

fn money(texts: &Texts, form: &RefundForm) -> Vec<MoneyLine> {
    let line = |label: String, sum: Money| MoneyLine {
        label,
        sum: texts.shown_money(sum.tyiyn()),
        remark: None,
    };
    let mut lines = vec![line(texts.say("filing-refund-whole"), form.whole)];
    let parts = form.parts.iter();
    lines.extend(parts.map(|part| line(direction_named(texts, part.to), part.sum)));
    lines
}

fn warned(model: &Model, warning: Warning) -> Notice {
    let texts = model.texts();
    let (text, rule) = match warning {
        Warning::TermOver(day) => {
            let date = texts.shown_date(day, model.today()).text;
            (
                texts.say_with("filing-warning-term", &[("date", date.into())]),
                RuleId::Reg18,
            )
        }
        Warning::UnderWay => (texts.say("filing-warning-under-way"), RuleId::Reg19),
        Warning::NoExport => (texts.say("filing-warning-no-export"), RuleId::Reg18),
        Warning::Papers(count) => (
            texts.say_with("filing-warning-papers", &[("count", count.into())]),
            RuleId::Reg19,
        ),
        Warning::More(to, at_most) => (more(texts, to, at_most), RuleId::Reg20),
        Warning::DebtsUnknown => (texts.say("filing-warning-debts-unknown"), RuleId::Reg19),
    };
    Notice::new(texts, Tone::Warning, by(text, rule), None)
}

fn more(texts: &Texts, to: DirectionKind, at_most: Money) -> String {
    let names = [
        ("way", direction_named(texts, to).into()),
        ("sum", texts.shown_money(at_most.tyiyn()).text.into()),
    ];
    texts.say_with("filing-warning-more", &names)
}

fn missing(texts: &Texts, form: &RefundForm) -> Section {
    let line = |missing: &Missing| match missing {
        Missing::OtherBody => texts.say("filing-missing-other-body"),
        Missing::Nothing => texts.say("filing-missing-nothing"),
        Missing::Sum => texts.say("filing-sum-unreadable"),
        Missing::TooMuch => texts.say("filing-missing-too-much"),
        Missing::Account => texts.say("filing-missing-account"),
        Missing::TooManyFiles => texts.say("filing-missing-too-many-files"),
        Missing::Files(count) => texts.say_with("filing-missing-files", &[("count", (*count).into())]),
    };
    Section {
        heading: texts.say("filing-missing"),
        lines: form.missing.iter().map(line).collect(),
    }
}
