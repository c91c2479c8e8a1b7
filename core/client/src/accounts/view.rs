//! Accounts and taxpayers as they are drawn.

use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::session::{Role, Taxpayer};
use crate::text::{FluentValue, Texts};
use crate::view::{AccountRow, AccountsView, Action, Importance, InnShown, TaxpayerChoiceView};

use super::step::Acting;

pub(crate) fn view(model: &Model, screen: ScreenId) -> AccountsView {
    let texts = model.texts();
    let accounts = model.accounts.visible().map(|account| {
        let login = [("login", FluentValue::from(account.login.as_str()))];
        let id = account.id.0.clone();
        AccountRow {
            account: id.clone(),
            login: account.login.clone(),
            person: account.person.clone(),
            state: texts.say(if account.signed_in {
                "accounts-signed-in"
            } else {
                "accounts-locked"
            }),
            open: Action::enabled(
                texts.say_with("accounts-open", &login),
                Importance::Normal,
                screen,
                Ask::SwitchAccount { account: id.clone() },
            ),
            remove: Action::enabled(
                texts.say_with("accounts-remove", &login),
                Importance::Destructive,
                screen,
                Ask::RemoveAccount { account: id },
            ),
        }
    });
    AccountsView {
        accounts: accounts.collect(),
        add: Action::enabled(
            texts.say("accounts-add"),
            Importance::Normal,
            screen,
            Ask::AddAccount,
        ),
    }
}

pub(crate) fn taxpayers_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> TaxpayerChoiceView {
    let texts = model.texts();
    let none = acting.account.taxpayers.is_empty();
    let choose = |taxpayer: &Taxpayer| Action {
        spoken: spoken(texts, taxpayer),
        ..Action::enabled(
            line(texts, taxpayer),
            Importance::Normal,
            screen,
            Ask::ChooseTaxpayer {
                taxpayer: taxpayer.id.0.clone(),
            },
        )
    };
    TaxpayerChoiceView {
        message: texts.say(if none {
            "taxpayers-none"
        } else {
            "taxpayers-message"
        }),
        taxpayers: acting.account.taxpayers.iter().map(choose).collect(),
    }
}

fn line(texts: &Texts, taxpayer: &Taxpayer) -> String {
    texts.say_with(
        "taxpayer-line",
        &[
            ("name", FluentValue::from(taxpayer.name.as_str())),
            ("inn", FluentValue::from(inn(taxpayer))),
            ("role", FluentValue::from(texts.say(taxpayer.role.key()))),
        ],
    )
}

/// An INN is read digit by digit, its abbreviation in full. Of a masked one it is said that only its end is read.
fn spoken(texts: &Texts, taxpayer: &Taxpayer) -> String {
    let role = texts.say(taxpayer.role.key());
    format!("{}, {}, {role}", taxpayer.name, spoken_inn(texts, taxpayer))
}

fn spoken_inn(texts: &Texts, taxpayer: &Taxpayer) -> String {
    let (called, shown) = if taxpayer.legal_entity {
        ("inn-spoken", taxpayer.inn.clone())
    } else {
        ("inn-spoken-end", last_digits(&taxpayer.inn))
    };
    let digits: Vec<_> = shown.chars().map(String::from).collect();
    format!("{} {}", texts.say(called), digits.join(" "))
}

/// A taxpayer's INN as its screens show it.
pub(crate) fn inn_shown(texts: &Texts, taxpayer: &Taxpayer) -> InnShown {
    InnShown {
        label: texts.say("inn-label"),
        text: inn(taxpayer),
        spoken: spoken_inn(texts, taxpayer),
    }
}

/// A person's INN is masked.
fn inn(taxpayer: &Taxpayer) -> String {
    if taxpayer.legal_entity {
        taxpayer.inn.clone()
    } else {
        masked(&taxpayer.inn)
    }
}

/// A person's INN shows its last four digits only (MASVS PLATFORM-3).
fn masked(inn: &str) -> String {
    let hidden = inn.chars().count().saturating_sub(4);
    "•".repeat(hidden) + &last_digits(inn)
}

fn last_digits(inn: &str) -> String {
    inn.chars().skip(inn.chars().count().saturating_sub(4)).collect()
}

impl Role {
    fn key(self) -> &'static str {
        match self {
            Self::Owner => "role-owner",
            Self::Head => "role-head",
            Self::Accountant => "role-accountant",
            Self::Other => "role-other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{masked, spoken};
    use crate::session::{Role, Taxpayer, TaxpayerId};
    use crate::text::{Language, Texts};

    #[test]
    fn the_end_of_an_inn_is_not_read_as_a_whole_one() {
        let person = Taxpayer {
            id: TaxpayerId("sample".to_owned()),
            name: "Sample".to_owned(),
            inn: "23213999900033".to_owned(),
            legal_entity: false,
            role: Role::Owner,
        };
        let firm = Taxpayer {
            legal_entity: true,
            ..person.clone()
        };
        for (language, end) in [
            (Language::Kyrgyz, "акыркы сандары: 0 0 3 3,"),
            (Language::Russian, "последние цифры: 0 0 3 3,"),
            (Language::English, "ends in 0 0 3 3,"),
        ] {
            let texts = Texts::of(language);
            assert!(spoken(texts, &person).contains(end), "{}", spoken(texts, &person));
            let whole = spoken(texts, &firm);
            assert!(!whole.contains(end.split(' ').next().unwrap()), "{whole}");
            assert!(whole.contains(" 2 3 2 1 3 9 9 9 9 0 0 0 3 3,"), "{whole}");
        }
    }

    #[test]
    fn a_persons_inn_shows_four_digits() {
        assert_eq!(masked("23213999900042"), "••••••••••0042");
        assert_eq!(masked("42"), "42");
    }
}
