//! What the person does with papers: opens one, fills it in, shares it.

use salyk_regulation::policy::CountryKind;

use super::customs::{DIRECTION, DIRECTIONS};
use super::fields::Blank;
use super::html;
use super::place::{PaperPlace, Which};
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
        PaperAsk::Direct { number } => direct(model, number),
        PaperAsk::Share => share(model),
    }
}

/// Opens the receipt for an application that was received.
fn open_receipt(model: &mut Model, application: String) {
    let known = accounts::current(model)
        .is_some_and(|acting| filing::received(model, &acting, &application).is_some());
    if known {
        model
            .screens
            .push(Place::Paper(PaperPlace::of(Which::Receipt(application))));
    }
}

/// Opens a paper for customs, for a lot whose deposit account is theirs (`reg:2.2`).
fn prepare(model: &mut Model, paper: CustomsPaper, lot: String) {
    let acting = accounts::current(model);
    let found = acting.and_then(|acting| regime::lot_of(model, &acting, &lot));
    if found.is_some_and(|(.., found)| found.origin.value() == Some(&CountryKind::ThirdCountry)) {
        model
            .screens
            .push(Place::Paper(PaperPlace::of(Which::Customs(paper, lot))));
    }
}

/// A field's whole text.
pub(crate) fn typed(model: &mut Model, field: FieldKey, text: &str, edit: u64) {
    let (Place::Paper(place), Some(blank)) = (model.screens.top_mut(), Blank::of(field)) else {
        return;
    };
    let text = place.typed(field, text, edit).to_owned();
    fill_in(model, blank.name, text);
}

/// Sends the money elsewhere, by the direction's place.
fn direct(model: &mut Model, number: u32) {
    let place = usize::try_from(number).ok();
    if place.is_some_and(|place| place < DIRECTIONS.len()) {
        fill_in(model, DIRECTION, number.to_string());
    }
}

/// Fills in the paper in front.
fn fill_in(model: &mut Model, field: &str, text: String) {
    let Place::Paper(place) = model.screens.top() else {
        return;
    };
    if let Some(of) = place.which.draft() {
        filing::fill_in(model, &of, field, text);
    }
}

/// Offers the paper in front as a document. There the INN is whole.
fn share(model: &mut Model) {
    let Place::Paper(place) = model.screens.top() else {
        return;
    };
    let acting = accounts::current(model);
    let inn = acting
        .as_ref()
        .and_then(|acting| Some(acting.taxpayer?.inn.clone()));
    let made = acting
        .zip(inn)
        .and_then(|(acting, inn)| made(model, &acting, &place.which, inn));
    if let Some(made) = made {
        let (name, text) = (format!("{}.html", made.paper.name), html::page(&made.paper));
        regime::share(model, name, html::MEDIA_TYPE, text);
    }
}
