//! What the person does with papers: opens one, fills it in, shares it.

use salyk_regulation::policy::CountryKind;

use super::draft::PaperDraft;
use super::fields::Blank;
use super::html;
use super::paper::Which;
use super::view::made;
use crate::accounts;
use crate::filing;
use crate::intent::{CustomsPaper, FieldKey, PaperAsk};
use crate::model::Model;
use crate::regime;
use crate::screens::Place;

/// Something is asked about a paper.
pub(crate) fn asked(model: &mut Model, ask: PaperAsk) {
    match ask {
        PaperAsk::OpenReceipt { application } => open_receipt(model, application),
        PaperAsk::Prepare { paper, lot } => prepare(model, paper, lot),
        PaperAsk::Direct { number } => change(model, |draft| draft.direct(number)),
        PaperAsk::Share => share(model),
    }
}

/// Opens the receipt for an application that was received.
fn open_receipt(model: &mut Model, application: String) {
    let known = accounts::current(model)
        .is_some_and(|acting| filing::received(model, &acting, &application).is_some());
    if known {
        model.screens.push(Place::Paper(Which::Receipt(application)));
    }
}

/// Opens a paper for customs, for a lot whose deposit account is theirs (`reg:2.2`).
fn prepare(model: &mut Model, paper: CustomsPaper, lot: String) {
    let acting = accounts::current(model);
    let found = acting.and_then(|acting| regime::lot_of(model, &acting, &lot));
    if found.is_some_and(|(.., found)| found.origin.value() == Some(&CountryKind::ThirdCountry)) {
        model.screens.push(Place::Paper(Which::Customs(paper, lot)));
    }
}

/// A field's whole text.
pub(crate) fn typed(model: &mut Model, field: FieldKey, text: &str, edit: u64) {
    if let Some(blank) = Blank::of(field) {
        change(model, |draft| draft.type_in(blank, text, edit));
    }
}

/// Changes the paper in front and keeps it.
fn change(model: &mut Model, change: impl FnOnce(&mut PaperDraft)) {
    let Place::Paper(which) = model.screens.top() else {
        return;
    };
    let Some(name) = which.draft_name() else { return };
    let acting = accounts::current(model);
    let draft = acting.and_then(|acting| filing::paper(model, &acting, &name).cloned());
    let mut draft = draft.unwrap_or_default();
    draft.begin(model.now);
    change(&mut draft);
    filing::keep_paper(model, name, draft);
}

/// Offers the paper in front as a document. There the INN is whole.
fn share(model: &mut Model) {
    let Place::Paper(which) = model.screens.top() else {
        return;
    };
    let acting = accounts::current(model);
    let inn = acting
        .as_ref()
        .and_then(|acting| Some(acting.taxpayer?.inn.clone()));
    let made = acting
        .zip(inn)
        .and_then(|(acting, inn)| made(model, &acting, which, inn));
    if let Some(made) = made {
        let (name, text) = (format!("{}.html", made.paper.name), html::page(&made.paper));
        regime::share(model, name, html::MEDIA_TYPE, text);
    }
}
