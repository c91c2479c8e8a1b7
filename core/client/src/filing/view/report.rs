//! The report on indirect taxes as it is drawn.

use salyk_regulation::rule::RuleId;

use super::super::lot_forms::report_form;
use super::super::report_form::{Missing, ReportForm, place_of};
use super::super::state::key_of;
use super::by;
use crate::accounts::Acting;
use crate::attachments;
use crate::intent::{Ask, Intent, ScreenId};
use crate::model::Model;
use crate::text::Texts;
use crate::view::{Action, Choice, Importance, Notice, PaperShown, Section, TaxReportView, Tone};

pub(crate) fn report_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    lot: &str,
) -> Option<TaxReportView> {
    let texts = model.texts();
    let (applied, form) = report_form(model, &key_of(acting)?, lot)?;
    let missing = missing(texts, &form);
    let why_not = form
        .ready
        .is_none()
        .then(|| missing.lines.first().cloned().unwrap_or_default());
    let there = !form.receipts.is_empty();
    let without = (!there).then(|| by(texts.say("filing-report-without"), RuleId::Reg17));
    Some(TaxReportView {
        explanation: Section {
            heading: texts.say("filing-report-title"),
            lines: vec![
                super::lot_named(texts, applied.lot),
                by(texts.say("filing-report-what"), RuleId::Reg17),
                texts.say("filing-form-ours"),
                texts.say("files-explanation"),
            ],
        },
        warnings: without
            .map(|text| Notice::new(texts, Tone::Warning, text, None))
            .into_iter()
            .collect(),
        months_heading: texts.say("filing-report-month"),
        months: months(screen, &form),
        receipt: PaperShown {
            name: texts.say("filing-report-receipt"),
            issued_by: texts.say("filing-report-issuer"),
            there,
            state: match form.receipts.len() {
                0 => texts.say("document-not-attached"),
                count => texts.say_with("filing-paper-files", &[("count", count.into())]),
            },
            files: attachments::within_form(model, screen, &place_of(lot)),
        },
        missing,
        file: Action::enabled(texts.say("filing-file"), Importance::Primary, screen, Ask::File)
            .unless(why_not),
    })
}

fn months(screen: ScreenId, form: &ReportForm) -> Vec<Choice> {
    let choice = |month: &jiff::civil::Date| Choice {
        label: month.strftime("%m.%Y").to_string(),
        chosen: form.month == Some(*month),
        intent: Intent::on(
            screen,
            Ask::ChooseMonth {
                month: month.strftime("%Y-%m").to_string(),
            },
        ),
    };
    form.months.iter().map(choice).collect()
}

fn missing(texts: &Texts, form: &ReportForm) -> Section {
    let line = |missing: &Missing| match missing {
        Missing::OtherBody => texts.say("filing-missing-other-body"),
        Missing::Month => texts.say("filing-missing-month"),
        Missing::TooManyFiles => texts.say("filing-missing-too-many-files"),
        Missing::Files(count) => texts.say_with("filing-missing-files", &[("count", (*count).into())]),
    };
    Section {
        heading: texts.say("filing-missing"),
        lines: form.missing.iter().map(line).collect(),
    }
}
