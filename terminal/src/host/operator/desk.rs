//! Applications for access, as an inspector sees them.

use salyk_sandbox::RegistrationOnDesk;
use serde_json::Value;

/// As JSON and as a line each.
pub(super) fn told(cases: &[RegistrationOnDesk]) -> (Value, String) {
    let value = serde_json::to_value(cases).unwrap_or_default();
    if cases.is_empty() {
        return (value, "No applications.\n".to_owned());
    }
    let mut text = String::new();
    for case in cases {
        let status = &case.status;
        let passport = if status.passport_shown {
            "passport shown"
        } else {
            "no passport"
        };
        text.push_str(&format!(
            "{} · {} · {passport} · {}",
            status.number, status.state, case.person
        ));
        for more in [&case.organisation, &status.reason, &status.login]
            .into_iter()
            .flatten()
        {
            text.push_str(" · ");
            text.push_str(more);
        }
        text.push('\n');
    }
    (value, text)
}
