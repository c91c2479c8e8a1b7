//! What a person does: several asks in a row, each on the screen in front.

use salyk_client::event::Event;
use salyk_client::intent::{Ask, FieldKey, Intent};
use salyk_client::screens::front;
use salyk_client::secret::Secret;
use salyk_client::view::{Screen, View};

use crate::moves::Move;
use crate::service::{LOGINS, PASSWORD};
use crate::watch::Broken;
use crate::world::World;

/// Whose session is in front.
#[must_use]
pub fn login_in_front(screen: &Screen) -> Option<&'static str> {
    let shown = match &screen.view {
        View::TaxpayerChoice(choice) => choice
            .taxpayers
            .iter()
            .find_map(|action| match &action.intent.ask {
                Ask::ChooseTaxpayer { taxpayer } => Some(taxpayer),
                _ => None,
            }),
        View::Home(_) | View::Lots(_) | View::Lot(_) | View::Why(_) => screen.frame.taxpayer.as_ref(),
        _ => None,
    }?;
    LOGINS.into_iter().find(|login| shown.contains(login))
}

impl World {
    /// What a person does.
    pub(crate) fn person(&mut self, one: Move) -> Result<(), Broken> {
        match one {
            Move::AskNewest => self.ask(Ask::Refresh),
            Move::SignIn(who) => self.sign_in(who),
            Move::Switch(which) => match self.account_row(which)? {
                Some(account) => self.ask(Ask::SwitchAccount { account }),
                None => self.ask(Ask::Back),
            },
            Move::Choose(which) => {
                self.ask(Ask::OpenTaxpayers)?;
                let View::TaxpayerChoice(choice) = front(&self.phone.model).view else {
                    return Ok(());
                };
                let chosen = usize::from(which).checked_rem(choice.taxpayers.len());
                match chosen.and_then(|index| choice.taxpayers.get(index)) {
                    Some(action) => self.ask(action.intent.ask.clone()),
                    None => Ok(()),
                }
            }
            Move::Agree => {
                self.ask(Ask::OpenConsent)?;
                self.ask(Ask::TickConsent { ticked: true })?;
                self.ask(Ask::AcceptDocuments)?;
                let still = matches!(front(&self.phone.model).view, View::Consent(_));
                if still { self.ask(Ask::Back) } else { Ok(()) }
            }
            Move::SignOut { everywhere } => self.sign_out(everywhere),
            Move::Remove(which) => {
                let Some(account) = self.account_row(which)? else {
                    return self.ask(Ask::Back);
                };
                let ask = Ask::RemoveAccount {
                    account: account.clone(),
                };
                self.ask(ask)?;
                self.leave(&account)?;
                match front(&self.phone.model).view {
                    View::Accounts(_) => self.ask(Ask::Back),
                    _ => Ok(()),
                }
            }
            Move::Erase => {
                self.ask(Ask::EraseEverything)?;
                if matches!(front(&self.phone.model).view, View::Confirm(_)) {
                    self.watch.erase();
                    self.ask(Ask::Confirm)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn ask(&mut self, ask: Ask) -> Result<(), Broken> {
        let screen = front(&self.phone.model).id;
        self.happen(Event::Asked(Intent { screen, ask }))
    }

    fn sign_in(&mut self, who: u8) -> Result<(), Broken> {
        if !matches!(front(&self.phone.model).view, View::SignIn(_)) {
            self.ask(Ask::OpenAccounts)?;
            self.ask(Ask::AddAccount)?;
        }
        let text = LOGINS
            .get(usize::from(who) % LOGINS.len())
            .copied()
            .unwrap_or_default();
        self.ask(Ask::Typed {
            field: FieldKey::Login,
            text: text.to_owned(),
            edit: 1,
        })?;
        self.happen(Event::SecretEntered {
            screen: front(&self.phone.model).id,
            field: FieldKey::Password,
            secret: Secret::from(PASSWORD.to_owned()),
        })?;
        self.ask(Ask::TickConsent { ticked: true })?;
        self.ask(Ask::Enter)
    }

    /// Opens the list of accounts and picks one.
    fn account_row(&mut self, which: u8) -> Result<Option<String>, Broken> {
        self.ask(Ask::OpenAccounts)?;
        let View::Accounts(list) = front(&self.phone.model).view else {
            return Ok(None);
        };
        let index = usize::from(which).checked_rem(list.accounts.len());
        let row = index.and_then(|index| list.accounts.get(index));
        Ok(row.map(|row| row.account.clone()))
    }

    fn sign_out(&mut self, everywhere: bool) -> Result<(), Broken> {
        let Some(login) = login_in_front(&front(&self.phone.model)) else {
            return Ok(());
        };
        self.ask(Ask::OpenAccounts)?;
        let View::Accounts(list) = front(&self.phone.model).view else {
            return Ok(());
        };
        let row = list.accounts.iter().find(|row| row.login == login);
        let account = row.map(|row| row.account.clone());
        let account = account.ok_or("a session is in front of no account")?;
        self.ask(Ask::Back)?;
        self.ask(Ask::OpenSettings)?;
        self.ask(Ask::SignOut { everywhere })?;
        self.leave(&account)
    }

    /// Agrees to leave an account. Offline too, its records go in this very step.
    fn leave(&mut self, account: &str) -> Result<(), Broken> {
        if !matches!(front(&self.phone.model).view, View::Confirm(_)) {
            return Ok(());
        }
        self.watch.leave(account, &self.disk);
        let before = self.phone.jobs.len();
        self.ask(Ask::Confirm)?;
        self.erased_at_once(account, before)
    }
}
