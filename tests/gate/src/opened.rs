//! The session that a sign-in opens: a history ends with it.

use salyk_client::secret::Secret;
use salyk_client::session::{Opened, Role, Taxpayer, TaxpayerId, Tokens};

pub(crate) fn opened() -> Opened {
    let secret = |text: &str| Secret::from(text.to_owned());
    Opened {
        tokens: Tokens {
            access: secret("access"),
            access_expires_in: 600,
            refresh: secret("refresh"),
        },
        person: "Үлгү Sample".to_owned(),
        taxpayers: vec![Taxpayer {
            id: TaxpayerId("t1".to_owned()),
            name: "Үлгү Sample".to_owned(),
            inn: "23213999900001".to_owned(),
            legal_entity: false,
            role: Role::Owner,
        }],
    }
}
