//! The sign-in screen as it is drawn.

use crate::consent;
use crate::intent::{Ask, FieldKey, Link, RegistrationAsk, ScreenId};
use crate::model::Model;
use crate::registration;
use crate::text::FluentValue;
use crate::view::{Action, Field, Importance, Notice, SecretField, SignInView, Tone};

use super::form::lock;

pub(crate) fn view(model: &Model, screen: ScreenId) -> SignInView {
    let (texts, form) = (model.texts(), &model.sign_in);
    let wait_seconds = form.wait_seconds(model.now);
    let why_not = match (lock(model), wait_seconds, form.entering.is_some()) {
        (Some(lock), _, _) => Some(lock.text(texts)),
        (None, Some(seconds), _) => {
            Some(texts.say_with("lock-wait", &[("seconds", FluentValue::from(seconds))]))
        }
        (None, None, true) => Some(texts.say("lock-entering")),
        (None, None, false) => None,
    };
    let wait = wait_seconds.map(|seconds| {
        let text = texts.say_with("sign-in-wait", &[("seconds", FluentValue::from(seconds))]);
        Notice::new(texts, Tone::Warning, text, None)
    });
    let label = |key: &str| texts.say(key);
    let link = |key, ask| Action::enabled(label(key), Importance::Link, screen, ask);
    let register = Ask::Registration {
        ask: RegistrationAsk::Open,
    };
    let mut links = vec![link("sign-in-register", register)];
    links.extend(registration::links(model, screen));
    links.extend([
        link("sign-in-forgotten", Ask::OpenLink { link: Link::Cabinet }),
        link("sign-in-help", Ask::OpenLink { link: Link::Manual }),
    ]);
    if model.accounts.is_any_visible() {
        links.push(link("sign-in-accounts", Ask::OpenAccounts));
    }
    SignInView {
        login: Field {
            key: FieldKey::Login,
            label: label("sign-in-login"),
            spoken: label("sign-in-login"),
            text: form.login.text.clone(),
            edit: form.login.edit,
            reset: form.login.reset,
            problem: form.login.too_long.then(|| label("field-too-long")),
        },
        password: SecretField {
            key: FieldKey::Password,
            label: label("sign-in-password"),
            spoken: label("sign-in-password"),
            show: label("sign-in-show"),
            hide: label("sign-in-hide"),
            filled: !form.password.is_empty(),
            reset: form.password_reset,
            problem: form.password_too_long.then(|| label("field-too-long")),
        },
        consent: consent::tick_view(model, screen),
        documents: consent::links(model, screen),
        enter: Action::enabled(label("sign-in-enter"), Importance::Primary, screen, Ask::Enter)
            .unless(why_not),
        wait_seconds,
        wait,
        links,
    }
}
