//! What the person does with papers: opens one, and shares it.

use super::html;
use super::paper::Which;
use super::view::made;
use crate::accounts;
use crate::filing;
use crate::intent::PaperAsk;
use crate::model::Model;
use crate::regime;
use crate::screens::Place;

/// Something is asked about a paper.
pub(crate) fn asked(model: &mut Model, ask: PaperAsk) {
    match ask {
        PaperAsk::OpenReceipt { application } => open_receipt(model, application),
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

/// Offers the paper in front as a document. There the INN is whole.
fn share(model: &mut Model) {
    let Place::Paper(which) = model.screens.top() else {
        return;
    };
    let acting = accounts::current(model);
    let inn = acting
        .as_ref()
        .and_then(|acting| Some(acting.taxpayer?.inn.clone()));
    let Some(paper) = acting
        .zip(inn)
        .and_then(|(acting, inn)| made(model, &acting, which, inn))
    else {
        return;
    };
    regime::share(
        model,
        format!("{}.html", paper.name),
        html::MEDIA_TYPE,
        html::page(&paper),
    );
}
