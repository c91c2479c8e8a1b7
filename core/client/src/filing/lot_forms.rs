//! What the person does in the forms for a lot: opens, types, files, mends.

use super::content::Application;
use super::draft::{Answers, Draft, DraftOf, Form, LONGEST_VALUE};
use super::files;
use super::hear::happen;
use super::outbox::{Happened, Stage};
use super::refund_form::{self, ACCOUNT, RefundForm, WAYS};
use super::report_form::{self, MONTH, ReportForm};
use super::state::{OfficeKey, current};
use super::stored;
use crate::intent::FieldKey;
use crate::model::Model;
use crate::regime::{self, Applied};
use crate::screens::{self, Place};
use crate::storage;

/// The fields of the forms, by their names in drafts.
const FIELDS: [FieldKey; 4] = [
    FieldKey::ToOtherTaxes,
    FieldKey::ToCustomsPayments,
    FieldKey::ToComingObligations,
    FieldKey::ToTaxDebt,
];

/// The key of the field for one of the ways, by its place among [`WAYS`].
pub(super) fn field_of(way: usize) -> FieldKey {
    FIELDS.get(way).copied().unwrap_or(FieldKey::ToTaxDebt)
}

fn name_of(field: FieldKey) -> Option<&'static str> {
    if field == FieldKey::ReturnAccount {
        return Some(ACCOUNT);
    }
    let place = FIELDS.iter().position(|one| *one == field)?;
    WAYS.get(place).map(|(_, name)| *name)
}

/// Opens a form for a lot; what was answered before is still there.
pub(crate) fn open_form(model: &mut Model, form: Form, lot: String) {
    if current(model).is_some() {
        model.screens.push(Place::LotForm(form, lot));
    }
}

/// The form in front, and whose.
fn in_front(model: &Model) -> Option<(OfficeKey, DraftOf)> {
    match model.screens.top() {
        Place::LotForm(form, lot) => Some((current(model)?, DraftOf::Lot(*form, lot.clone()))),
        _ => None,
    }
}

/// A field's whole text after an edit: kept at once.
pub(crate) fn typed(model: &mut Model, field: FieldKey, text: String, edit: u64) {
    if let Some(name) = name_of(field) {
        change(model, |answers| answers.typed(name, text, edit));
    }
}

/// Chooses the month that a report is about, `2026-05`.
pub(crate) fn choose_month(model: &mut Model, month: String) {
    if month.len() <= LONGEST_VALUE {
        change(model, |answers| answers.put(MONTH, month));
    }
}

fn change(model: &mut Model, change: impl FnOnce(&mut Answers)) {
    let Some((key, of)) = in_front(model) else { return };
    put_draft(model, &key, &of, change);
    let changes = keep_touched(model, &key);
    storage::change(model, changes);
}

fn put_draft(model: &mut Model, key: &OfficeKey, of: &DraftOf, change: impl FnOnce(&mut Answers)) {
    let now = model.now;
    let is_begun = model
        .filing
        .offices
        .get(key)
        .is_some_and(|office| office.answers(of).is_some());
    let begun = if is_begun {
        Answers::default()
    } else {
        begun_with(model, key, of)
    };
    let office = model.filing.offices.entry(key.clone()).or_default();
    office.change_draft(of, Draft::Lot(begun), |draft| {
        if let Draft::Lot(answers) = draft {
            answers.since.get_or_insert(now);
            change(answers);
        }
    });
}

/// What a form says before anything is answered in it: the same as the newest application, where the body refused that (`reg:19`).
fn begun_with(model: &Model, key: &OfficeKey, of: &DraftOf) -> Answers {
    let DraftOf::Lot(Form::Refund, lot) = of else {
        return Answers::default();
    };
    let refused = files::newest_if_refused(model, key, lot);
    refused.map_or_else(Answers::default, |refund| refund.answers(model.language))
}

fn keep_touched(model: &mut Model, key: &OfficeKey) -> Vec<crate::ports::Change> {
    let office = model.filing.offices.get_mut(key);
    let mut changes = office.map_or_else(Vec::new, |office| stored::touched(key, office));
    changes.extend(stored::index(model, &key.0));
    changes
}

/// What a form is made of: the lot, as if it were applied for today, and what was answered.
fn drawn_from<'a>(
    model: &'a Model,
    (account, taxpayer): &OfficeKey,
    of: &DraftOf,
) -> Option<(Applied<'a>, Answers)> {
    let DraftOf::Lot(_, lot) = of else { return None };
    let applied = regime::applied(model, account, taxpayer, lot)?;
    let office = model.filing.offices.get(&(account.clone(), taxpayer.clone()));
    let answers = office.and_then(|office| office.answers(of)).cloned();
    let answers = answers.unwrap_or_else(|| {
        let key = (account.clone(), taxpayer.clone());
        begun_with(model, &key, of)
    });
    Some((applied, answers))
}

/// The refund application for a lot as it stands; none before the case is known.
pub(super) fn refund_form<'a>(
    model: &'a Model,
    key: &OfficeKey,
    lot: &str,
) -> Option<(Applied<'a>, Answers, RefundForm)> {
    let of = DraftOf::Lot(Form::Refund, lot.to_owned());
    let (applied, answers) = drawn_from(model, key, &of)?;
    let files = files::free(model, key, applied.lot, |to| refund_form::is_place_of(lot, to));
    let form = refund_form::form(&answers, &applied, &files, model.language);
    Some((applied, answers, form))
}

/// The report for a lot as it stands; none before the case is known.
pub(super) fn report_form<'a>(
    model: &'a Model,
    key: &OfficeKey,
    lot: &str,
) -> Option<(Applied<'a>, ReportForm)> {
    let of = DraftOf::Lot(Form::Report, lot.to_owned());
    let (applied, answers) = drawn_from(model, key, &of)?;
    let files = files::free(model, key, applied.lot, |to| to == report_form::place_of(lot));
    let form = report_form::form(&answers, &applied, &files);
    Some((applied, form))
}

/// Files the form in front, if nothing is missing.
pub(super) fn file(model: &mut Model, form: Form, lot: &str) {
    let Some(key) = current(model) else { return };
    let ready = match form {
        Form::Refund => refund_form(model, &key, lot)
            .and_then(|(_, _, form)| form.ready)
            .map(Application::Refund),
        Form::Report => report_form(model, &key, lot)
            .and_then(|(_, form)| form.ready)
            .map(Application::Report),
    };
    if let Some(application) = ready {
        super::step::send(model, &key, application, &DraftOf::Lot(form, lot.to_owned()));
    }
}

/// Makes a refused application anew from what it said: its form is opened with that, and the refused one goes out of sight.
pub(crate) fn mend(model: &mut Model, application: &str) {
    let Some(key) = current(model) else { return };
    let Some(office) = model.filing.offices.get(&key) else {
        return;
    };
    let mut items = office.outbox.items().iter();
    let refused = items.any(|item| item.key == *application && matches!(item.stage, Stage::Refused(_)));
    let kept = office.contents.get(application).filter(|_| refused);
    let Some(kept) = kept.map(|kept| kept.application.clone()) else {
        return;
    };
    let language = model.language;
    let of = match &kept {
        Application::Regime(regime) => {
            let office = model.filing.offices.entry(key.clone()).or_default();
            office
                .drafts
                .entry(DraftOf::Regime.name())
                .or_insert_with(|| Draft::Regime(regime.answers()));
            office.touched.push(DraftOf::Regime.name());
            DraftOf::Regime
        }
        Application::Refund(refund) => {
            let (of, said) = (
                DraftOf::Lot(Form::Refund, refund.lot.clone()),
                refund.answers(language),
            );
            put_draft(model, &key, &of, |answers| answers.take_over(said));
            of
        }
        Application::Report(report) => {
            let of = DraftOf::Lot(Form::Report, report.lot.clone());
            let month = report.month.strftime("%Y-%m").to_string();
            put_draft(model, &key, &of, |answers| answers.put(MONTH, month));
            of
        }
    };
    happen(
        model,
        &key,
        Happened::Withdrawn {
            key: application.to_owned(),
        },
    );
    let changes = keep_touched(model, &key);
    storage::change(model, changes);
    screens::back(model);
    match of {
        DraftOf::Lot(form, lot) => open_form(model, form, lot),
        _ => super::step::open_regime(model),
    }
}
