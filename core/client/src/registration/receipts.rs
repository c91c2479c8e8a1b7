//! The receipts that registrations went with (`guide:M2a`). Whatever becomes of the form, what was asked or sent with a receipt
//! stays shown to have been agreed to: clearing the box or erasing the draft drops none.

use super::state::State;
use super::stored;
use crate::consent::Receipt;
use crate::model::Model;

/// Something is about to be asked or sent with the receipt of this form.
pub(super) fn note_used(model: &mut Model, which: Option<&str>) {
    let receipt = model
        .registration
        .work(which)
        .and_then(|work| work.receipt.clone());
    if let Some(receipt) = receipt.filter(|receipt| !model.registration.receipts.contains(receipt)) {
        model.registration.receipts.push(receipt);
        stored::keep(model);
    }
}

/// What was stored comes before what came since.
pub(super) fn join(state: &mut State, stored: Vec<Receipt>) {
    let since = std::mem::replace(&mut state.receipts, stored);
    for receipt in since {
        note(state, &receipt);
    }
}

/// The receipts that applications were sent with.
pub(super) fn note_applied_with(state: &mut State) {
    let sent: Vec<_> = state
        .applications
        .iter()
        .map(|application| application.content.receipt.clone())
        .collect();
    for receipt in &sent {
        note(state, receipt);
    }
}

fn note(state: &mut State, receipt: &Receipt) {
    if !state.receipts.contains(receipt) {
        state.receipts.push(receipt.clone());
    }
}

/// The receipts that registrations on this phone went with, oldest first.
pub(crate) fn receipts(model: &Model) -> &[Receipt] {
    &model.registration.receipts
}
