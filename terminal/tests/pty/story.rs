//! One person's story in the painted phone, by keys alone: from nobody that the service knows to a refund that is decided.

use std::path::PathBuf;

use salyk_sandbox::{DecideRefund, Dossier, Operator, Outcome, RegistrationStep};
use salyk_terminal::host::RunningSandbox;

use crate::terminal::Terminal;

/// Registered by nobody: the sandbox's own sample.
const INN: &str = "13213999900101";
const PASSWORD: &str = "sample-pass-1";
/// A lot of the sample's, from an EAEU member and exported to another: 1 200.00 som are with the tax body.
const EXPORTED: &str = include_str!("exported_lot.json");
/// The questions of `reg:3`.
const EXCLUSIONS: usize = 9;
const ENTER: &str = "\r";
const CTRL_C: &str = "\u{3}";
const ESC: &str = "\u{1b}";
const DAY: &str = "2026-06-15";

/// A service, a phone in a terminal, and a folder for its files.
struct Story {
    sandbox: RunningSandbox,
    folder: tempfile::TempDir,
    terminal: Terminal,
}

impl Story {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = RunningSandbox::start(0, Some(DAY.parse().unwrap())).unwrap();
        let authority = folder.path().join("ca.pem");
        std::fs::write(&authority, sandbox.ca_pem()).unwrap();
        let arguments = [
            "--today",
            DAY,
            "--language",
            "en",
            "--service",
            sandbox.address(),
            "--ca",
            authority.to_str().unwrap(),
        ];
        let terminal = Terminal::start(&arguments, 120, 60, &[]);
        Self {
            sandbox,
            folder,
            terminal,
        }
    }

    fn operator(&self) -> Operator {
        self.sandbox.operator()
    }

    /// A file on the machine that the terminal runs on.
    fn file(&self) -> PathBuf {
        let path = self.folder.path().join("sample.pdf");
        let (head, tail) = (
            "%PDF-1.4\n1 0 obj\n<< >>\nstream\n",
            "\nendstream\nendobj\n%%EOF\n",
        );
        let body = [head.as_bytes(), &[7; 200_000], tail.as_bytes()].concat();
        std::fs::write(&path, body).unwrap();
        path
    }

    /// Types into the field that is reached.
    fn fill(&mut self, field: &str, text: &str) {
        self.terminal.focus(field);
        self.terminal.press(text);
    }

    /// Asks for the newest once nothing is under way: what was asked for before an office acted may answer after that.
    fn refresh(&mut self, text: &str) {
        self.terminal.choose("[ Refresh ]");
        self.terminal.wait_for(text);
    }

    /// From the first screen to a login, with an inspector and a passport on the way.
    fn register(&mut self) {
        self.terminal.wait_for("Register");
        self.terminal.choose("→ Register");
        self.terminal.wait_for("Kind of person");
        self.terminal.choose("( ) individual");
        self.terminal
            .wait("the form", |shown| shown.contains("Confirm the password"));
        self.terminal.choose("[ ] I have read");
        self.terminal.wait_for("[✓]");
        self.fill("INN", INN);
        // No sample's INN can be anyone's, which is said and hinders nothing.
        self.terminal.wait_for("The digits of the INN look unusual");
        self.terminal.choose("[ Look up ]");
        self.terminal.wait("the name", |shown| {
            shown.contains("Үлгү") || shown.contains("ҮЛГҮ")
        });
        self.fill("Password", PASSWORD);
        self.fill("Confirm the password", PASSWORD);
        self.terminal.choose("[ Register ]");
        self.terminal.wait_for("Heard from the service");
        let desk = self.operator().registrations();
        let number = desk.first().unwrap().status.number.clone();
        for step in [RegistrationStep::Confirm, RegistrationStep::RecordPassport] {
            self.operator().step_registration(&number, &step).unwrap();
        }
        self.refresh("Access is granted");
    }

    /// Into the Cabinet with the login that was issued.
    fn sign_in(&mut self) {
        self.terminal.choose("[ Sign in with this login ]");
        self.terminal.wait_for("[ Enter ]");
        self.fill("Password", PASSWORD);
        self.terminal.choose("[ ] I have read");
        self.terminal
            .wait("«Кирүү» unlocked", |shown| !shown.contains("⊘"));
        self.terminal.choose("[ Enter ]");
        self.terminal.wait_for("Home");
    }

    /// Applies for the regime, none of the exclusions being so (`reg:3`, `reg:8`).
    fn apply_for_the_regime(&mut self) {
        self.terminal.choose("[ Application for the regime ]");
        self.terminal.wait_for("Which of these concern you?");
        for _ in 0..EXCLUSIONS {
            self.terminal.choose("( ) No");
            self.terminal.wait("an answer", |shown| shown.contains("▸(•) No"));
        }
        self.terminal.choose("[ ] I pay VAT");
        self.terminal
            .wait("a form that can be sent", |shown| !shown.contains("⊘"));
        self.terminal.choose("[ Send ]");
        self.terminal.wait_for("The service has received it.");
        self.terminal.press(ESC);
        self.terminal.wait("home, with the application", |shown| {
            shown.contains("What the register says") && !shown.contains("has not been applied for")
        });
    }

    /// The tax body registers the regime, and the case gets the lot; gives the taxpayer's id.
    fn bring_into_the_regime(&mut self) -> String {
        let operator = self.operator();
        let taxpayer = operator.applications().last().unwrap().taxpayer.clone();
        operator.register_regime(&taxpayer).unwrap();
        let mut case = serde_json::to_value(operator.dossier(&taxpayer).unwrap()).unwrap();
        case["registered"]["since"] = "2026-03-01".into();
        case["registered"]["registered_on"] = "2026-02-20".into();
        case["lots"] = serde_json::from_str(&format!("[{EXPORTED}]")).unwrap();
        let case: Dossier = serde_json::from_value(case).unwrap();
        operator.replace_dossier(&taxpayer, case).unwrap();
        self.refresh("1,200.00");
        taxpayer
    }

    /// Opens the lot and files the application for its return with one copy (`reg:18`).
    fn apply_for_the_return(&mut self) {
        self.terminal.choose("[ Lots ]");
        self.terminal.wait_for("→ Open");
        self.terminal.choose("• Exported in full");
        self.terminal.wait_for("Deposit");
        self.terminal
            .choose("[ Application for the return of the deposit ]");
        self.terminal.wait_for("Papers, as copies that you certify");
        let path = self.file();
        self.terminal.choose("[ Choose a file ]");
        self.terminal
            .wait("where a path is typed", |shown| shown.contains('▏'));
        self.terminal.press(&format!("{}{ENTER}", path.display()));
        self.terminal.wait_for("sample.pdf");
        self.terminal.wait_for("[ Certify the copy ]");
        self.terminal.choose("[ Certify the copy ]");
        self.terminal.wait_for("Certified by");
        self.fill("to other taxes, som", "200.50");
        self.terminal.focus("[ Send ]");
        self.terminal.wait_for("999.50");
        self.terminal
            .wait("a form that can be sent", |shown| !shown.contains('⊘'));
        self.terminal.press(ENTER);
        self.terminal.wait("the receipt", |shown| {
            shown.matches("The service has received it.").count() == 2
        });
    }

    /// The tax body returns the deposit, and the phone hears of it (`reg:19`).
    fn decide(&mut self, taxpayer: &str) {
        self.terminal.press(ESC);
        self.terminal.wait_for("‹ Back  Lot ");
        self.terminal.press(ESC);
        self.terminal.wait("the lot, applied for", |shown| {
            shown.contains("Return applied for")
        });
        let operator = self.operator();
        let case = operator.dossier(taxpayer).unwrap();
        let filed = &case.lots[0].refund_applications;
        assert_eq!(filed.len(), 1);
        assert_eq!(filed[0].attachments.len(), 1, "the paper of which a copy went");
        let decide = DecideRefund {
            taxpayer: taxpayer.to_owned(),
            application: filed[0].number.clone(),
            outcome: Outcome::Returned,
            parts: Vec::new(),
            reasons: Vec::new(),
        };
        operator.decide_refund(&decide).unwrap();
        self.terminal.press(ESC);
        self.terminal.wait_for("What the register says");
        self.terminal.choose("[ Refresh ]");
        self.terminal.choose("[ Lots ]");
        self.terminal.wait_for("Deposit returned");
    }
}

#[test]
fn an_unregistered_person_gets_access_the_regime_and_a_refund_decided() {
    let mut story = Story::begin();
    story.register();
    story.sign_in();
    story.apply_for_the_regime();
    let taxpayer = story.bring_into_the_regime();
    story.apply_for_the_return();
    story.decide(&taxpayer);
    let painted = story.terminal.raw();
    assert!(!painted.contains(PASSWORD), "the password was painted");
    story.terminal.press(CTRL_C);
    assert!(story.terminal.end().success());
}
