//! What the core shows and sends, in the oracle's terms.

use salyk_client::session::SignInRequest;
use salyk_client::view::{Screen, SignInView};

use crate::list::TextName;
use crate::oracle::{Sent, Shown};

/// The app's version in this world.
pub(crate) const APP_VERSION: &str = "1.2.3";

/// Where core and oracle differ, in words.
pub type Difference = String;

pub(crate) fn shown(screen: &Screen, view: &SignInView) -> Shown {
    Shown {
        enter: view.enter.enabled,
        ticked: view.consent.ticked,
        box_enabled: view.consent.enabled,
        login: view.login.text.clone(),
        edit: view.login.edit,
        filled: view.password.filled,
        wait_seconds: view.wait_seconds,
        language: screen.frame.language,
    }
}

/// Whatever is locked says why, and nothing else does.
pub(crate) fn explained(view: &SignInView) -> Result<(), Difference> {
    if view.enter.enabled == view.enter.why_not.is_some()
        || view.consent.enabled == view.consent.why_not.is_some()
    {
        return Err("a reason without a lock, or a lock without a reason".to_owned());
    }
    Ok(())
}

pub(crate) fn sent(request: &SignInRequest) -> Result<Sent, Difference> {
    if request.app_version != APP_VERSION {
        return Err("the sign-in names another version of the app".to_owned());
    }
    let receipts = request.receipts.iter().map(|receipt| {
        let whole = receipt.app_version == APP_VERSION && receipt.withdrawn_at.is_none();
        whole
            .then(|| (TextName::of(&receipt.document), receipt.accepted_at))
            .ok_or_else(|| "a receipt names another app, or was withdrawn".to_owned())
    });
    Ok(Sent {
        login: request.login.clone(),
        password: request.password.expose_str().unwrap_or_default().to_owned(),
        receipts: receipts.collect::<Result<_, _>>()?,
    })
}

pub(crate) fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    oracle: &T,
    core: &T,
) -> Result<(), Difference> {
    if oracle == core {
        return Ok(());
    }
    Err(format!(
        "{what} differs\n  oracle: {oracle:?}\n  core:   {core:?}"
    ))
}
