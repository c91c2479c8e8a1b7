//! The ways in which the gate is broken on purpose. Each must turn a test red.

/// One change of the core's source.
#[derive(Debug)]
pub struct Mutant {
    /// The file, from `core/client/src/`.
    pub file: &'static str,
    /// What stands there, exactly once.
    pub from: &'static str,
    /// What is put in its place.
    pub to: &'static str,
    /// What it would mean to a person.
    pub meaning: &'static str,
}

const STATE: &str = "consent/state.rs";
const STEP: &str = "consent/step.rs";
const FORM: &str = "session/form.rs";

const fn mutant(file: &'static str, meaning: &'static str, from: &'static str, to: &'static str) -> Mutant {
    Mutant {
        file,
        from,
        to,
        meaning,
    }
}

/// Every mutant.
pub const MUTANTS: &[Mutant] = &[
    mutant(
        STATE,
        "Enter opens without the box",
        "if !self.is_ticked() {",
        "if false {",
    ),
    mutant(
        STATE,
        "Enter opens without a login",
        "(true, _) => Some(Lock::LoginEmpty)",
        "(true, _) => None",
    ),
    mutant(
        STATE,
        "Enter opens without a password",
        "(false, true) => Some(Lock::PasswordEmpty)",
        "(false, true) => None",
    ),
    mutant(
        STATE,
        "one text on the phone is enough for the box",
        "ids.len() == 2 && ids.iter().all(|id|",
        "ids.len() == 2 && ids.iter().any(|id|",
    ),
    mutant(
        STATE,
        "a text replaced under the same version keeps the tick",
        "document.version == id.version && document.texts.contains(&(id.language, id.sha256))",
        "document.version == id.version",
    ),
    mutant(
        STATE,
        "one document still in force keeps the tick for both",
        ".all(|receipt| in_force",
        ".any(|receipt| in_force",
    ),
    mutant(
        STEP,
        "a newer version keeps the tick",
        "model.consent.recheck_tick();",
        "",
    ),
    mutant(
        STEP,
        "receipts that the service refused keep the tick",
        "model.consent.ticked.clear();\n    model.consent.renewed = true;",
        "model.consent.renewed = true;",
    ),
    mutant(
        STEP,
        "the box can be ticked for the list that the service refused",
        "model.consent.catalogue = None;\n    model.consent.tag = None;",
        "model.consent.tag = None;",
    ),
    mutant(
        STEP,
        "an answer that nobody awaits replaces the list",
        "if model.consent.fetching != Some(ticket) {",
        "if model.consent.fetching.is_none() && model.consent.catalogue.is_none() {",
    ),
    mutant(
        STEP,
        "the box can't be cleared",
        "Some(texts) if ticked => texts",
        "Some(texts) => texts",
    ),
    mutant(
        STEP,
        "a receipt has another time",
        "accepted_at: model.now,",
        "accepted_at: jiff::Timestamp::UNIX_EPOCH,",
    ),
    mutant(
        STEP,
        "a receipt has another language than the one shown",
        "match model.consent.texts_in_force(model.language) {",
        "match model.consent.texts_in_force(crate::text::Language::Kyrgyz) {",
    ),
    mutant(
        STEP,
        "a receipt has no version of the app",
        "app_version: model.config.app_version.clone(),",
        "app_version: String::new(),",
    ),
    mutant(
        FORM,
        "a locked gate sends what is typed",
        "if !ready || waiting || model.sign_in.entering.is_some() {",
        "if waiting || model.sign_in.entering.is_some() {",
    ),
    mutant(
        FORM,
        "a wait that is shown is not kept",
        "if !ready || waiting || model.sign_in.entering.is_some() {",
        "if !ready || model.sign_in.entering.is_some() {",
    ),
    mutant(
        FORM,
        "a second attempt starts while one is under way",
        "if !ready || waiting || model.sign_in.entering.is_some() {",
        "if !ready || waiting {",
    ),
    mutant(
        FORM,
        "one login's wait holds every login back",
        "self.waits.iter().find(|wait| wait.login == self.login.text)?",
        "self.waits.first()?",
    ),
    mutant(
        FORM,
        "the sign-in goes without its receipts",
        "receipts: receipts.clone(),",
        "receipts: Vec::new(),",
    ),
    mutant(
        FORM,
        "the password stays though the service locked the account",
        "ServiceError::WrongCredentials | ServiceError::AccountLocked =>",
        "ServiceError::WrongCredentials =>",
    ),
    mutant(
        FORM,
        "the password is lost with the network",
        "        _ => {}\n    }\n}\n\n/// Wakes",
        "        _ => model.sign_in.forget_password(),\n    }\n}\n\n/// Wakes",
    ),
    mutant(
        FORM,
        "refused receipts are taken for good ones",
        "consent::fetch_afresh(model);",
        "",
    ),
];

#[cfg(test)]
mod tests {
    use super::MUTANTS;

    #[test]
    fn each_mutant_is_still_to_be_found_in_the_sources() {
        let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/client/src");
        for mutant in MUTANTS {
            let text = std::fs::read_to_string(sources.join(mutant.file)).expect("the file is there");
            assert_eq!(text.matches(mutant.from).count(), 1, "{}", mutant.meaning);
        }
    }
}
