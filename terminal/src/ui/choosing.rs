//! The path of a file that the phone asks for, typed over the screen.

use salyk_client::intent::RequestId;
use salyk_client::view::HostRequestKind;

use super::{Over, Ui};
use crate::attach;
use crate::drafts::{Draft, Edit};
use crate::phone::Phone;

/// A path as far as it was typed.
pub struct Choosing {
    request: RequestId,
    to: String,
    path: Draft,
    missing: bool,
}

impl Choosing {
    /// What was typed.
    #[must_use]
    pub fn path(&self) -> &Draft {
        &self.path
    }

    /// Whether there was no file at the path when it was last tried.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.missing
    }
}

impl Ui {
    /// The path that is asked for.
    #[must_use]
    pub fn choosing(&self) -> Option<&Choosing> {
        self.choosing.as_ref()
    }

    /// A new request begins with an empty path; one that is repeated keeps what was typed.
    pub(super) fn follow_choosing(&mut self) {
        let asked = self
            .shown
            .requests()
            .iter()
            .find_map(|request| match &request.kind {
                HostRequestKind::ChooseFile { to } => Some((request.id, to)),
                _ => None,
            });
        let held = self.choosing.take();
        self.choosing = asked.map(|(request, to)| match held {
            Some(held) if held.request == request => held,
            _ => Choosing {
                request,
                to: to.clone(),
                path: Draft::default(),
                missing: false,
            },
        });
    }

    pub(super) fn type_path(&mut self, edit: &Edit) {
        if let Some(choosing) = &mut self.choosing
            && choosing.path.apply(edit)
        {
            choosing.missing = false;
        }
    }

    /// Hands over the file at the path; where there is none, says so and lets the person mend the path.
    pub(super) fn hand_over(&mut self, phone: &dyn Phone) {
        let Some(choosing) = &mut self.choosing else {
            return;
        };
        if choosing.path.text().trim().is_empty() {
            return self.close_over(phone);
        }
        let request = choosing.request;
        let answer = attach::hand_over(phone, &choosing.to, choosing.path.text());
        let answer = match answer {
            Ok(false) => {
                choosing.missing = true;
                return;
            }
            Ok(true) => phone.answered(request, true),
            Err(fault) => Err(fault),
        };
        self.over.take_if(|over| *over == Over::Choose(request));
        if let Err(fault) = answer {
            self.tell(&fault);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use ratatui::crossterm::event::KeyCode;
    use salyk_client::intent::RequestId;
    use salyk_client::text::Language;
    use salyk_client::view::{HostRequest, HostRequestKind};

    use crate::fixtures::{self, Recorder, asking, ui_with, update};
    use crate::ui::{Key, Over, Ui};

    fn asked() -> Ui {
        let screen = fixtures::lot(Language::English);
        let mut ui = ui_with(screen.clone());
        let request = HostRequest {
            id: RequestId(5),
            kind: HostRequestKind::ChooseFile {
                to: "lot:1".to_owned(),
            },
        };
        ui.take(asking(update(2, vec![screen]), request), Instant::now());
        assert_eq!(ui.over(), Some(&Over::Choose(RequestId(5))));
        ui
    }

    fn press(ui: &mut Ui, code: KeyCode, recorder: &Recorder) {
        ui.press(Key::of(code), recorder);
    }

    #[test]
    fn a_path_is_mended_and_its_file_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.pdf");
        std::fs::write(&path, b"%PDF-1.4 %%EOF").unwrap();
        let (recorder, mut ui) = (Recorder::default(), asked());
        ui.paste(format!("{}x", path.display()), &recorder);
        press(&mut ui, KeyCode::Enter, &recorder);
        assert!(ui.choosing().unwrap().is_missing());
        assert!(recorder.answers.borrow().is_empty());
        press(&mut ui, KeyCode::Backspace, &recorder);
        assert!(!ui.choosing().unwrap().is_missing());
        press(&mut ui, KeyCode::Enter, &recorder);
        assert_eq!(
            *recorder.attached.borrow(),
            [("lot:1".to_owned(), "sample.pdf".to_owned())]
        );
        assert_eq!(*recorder.answers.borrow(), [(RequestId(5), true)]);
        assert_eq!(ui.over(), None);
    }

    #[test]
    fn q_is_a_letter_there_and_escape_chooses_none() {
        let (recorder, mut ui) = (Recorder::default(), asked());
        press(&mut ui, KeyCode::Char('q'), &recorder);
        assert_eq!(ui.choosing().unwrap().path().text(), "q");
        press(&mut ui, KeyCode::Esc, &recorder);
        assert_eq!(*recorder.answers.borrow(), [(RequestId(5), false)]);
        assert_eq!(ui.over(), None);
    }
}
