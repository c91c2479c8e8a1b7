//! A field of the registration that the focus leaves: the core then says what is wrong with it.

use salyk_client::intent::{Ask, FieldKey, Intent, RegistrationAsk, ScreenId};

use super::Ui;
use crate::phone::Phone;

impl Ui {
    /// The focused field, if it is one of a registration.
    pub(super) fn field_of_registration(&self) -> Option<(ScreenId, FieldKey)> {
        let sheet = self.sheet.as_ref().filter(|sheet| sheet.kind == "registration")?;
        Some((sheet.screen, self.focused()?.field()?))
    }

    /// Tells the core that the focus is no longer in the field where it was.
    pub(super) fn leave(&mut self, left: Option<(ScreenId, FieldKey)>, phone: &dyn Phone) {
        if let Some((screen, field)) = left.filter(|left| self.field_of_registration() != Some(*left)) {
            let ask = Ask::Registration {
                ask: RegistrationAsk::Leave { field },
            };
            self.dispatch(Intent { screen, ask }, phone);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyCode;
    use salyk_client::intent::{Ask, FieldKey, RegistrationAsk};
    use salyk_client::text::Language;

    use crate::fixtures::{Recorder, registration, ui_with};
    use crate::ui::Key;

    #[test]
    fn a_field_is_left_once_and_only_with_the_focus() {
        let (recorder, mut ui) = (Recorder::default(), ui_with(registration(Language::English)));
        while ui.focused().unwrap().field() != Some(FieldKey::PersonInn) {
            ui.press(Key::of(KeyCode::Tab), &recorder);
        }
        let left = Ask::Registration {
            ask: RegistrationAsk::Leave {
                field: FieldKey::PersonInn,
            },
        };
        let count = || recorder.asked.borrow().iter().filter(|ask| **ask == left).count();
        ui.press(Key::char('1'), &recorder);
        assert_eq!(count(), 0);
        ui.press(Key::of(KeyCode::Tab), &recorder);
        assert_eq!(count(), 1);
        ui.press(Key::of(KeyCode::Tab), &recorder);
        assert_eq!(count(), 1);
    }
}
