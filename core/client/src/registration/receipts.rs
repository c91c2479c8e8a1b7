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

#[cfg(test)]
mod tests {
    use super::receipts;
    use crate::intent::{Ask, FieldKey, RegistrationAsk};
    use crate::registration::{ApplicantKind, Subject};
    use crate::testing::Desk;
    use crate::view::View;

    fn about(desk: &mut Desk, ask: RegistrationAsk) {
        desk.ask(Ask::Registration { ask });
    }

    /// A form with the box ticked; with `looked_up`, somebody was looked up with its receipt.
    fn agreed(looked_up: bool) -> Desk {
        let mut desk = Desk::new();
        about(&mut desk, RegistrationAsk::Open);
        let kind = ApplicantKind::Individual;
        about(&mut desk, RegistrationAsk::ChooseKind { kind });
        desk.ask(Ask::TickConsent { ticked: true });
        desk.ask(Ask::Typed {
            field: FieldKey::PersonInn,
            text: "13213999900101".to_owned(),
            edit: 1,
        });
        if looked_up {
            let subject = Subject::Person;
            about(&mut desk, RegistrationAsk::LookUp { subject });
        }
        desk
    }

    #[test]
    fn clearing_the_box_and_erasing_the_draft_drop_no_receipt_that_was_used() {
        let mut desk = agreed(true);
        let used = receipts(&desk.model).to_vec();
        assert_eq!(used.len(), 1);
        desk.ask(Ask::TickConsent { ticked: false });
        assert_eq!(receipts(&desk.model), used);
        about(&mut desk, RegistrationAsk::EraseDraft);
        desk.ask(Ask::Confirm);
        assert_eq!(receipts(&desk.model), used);
        desk.restart();
        assert_eq!(receipts(&desk.model), used, "it is durable");
        desk.ask(Ask::OpenSettings);
        let View::Settings(settings) = desk.front().view else {
            panic!("no settings")
        };
        assert_eq!(settings.receipts.len(), 1, "the person can see it");
    }

    #[test]
    fn a_receipt_that_nothing_went_with_goes_with_its_form() {
        let mut desk = agreed(false);
        desk.ask(Ask::TickConsent { ticked: false });
        assert!(receipts(&desk.model).is_empty());
    }
}
