use jiff::civil::date;
use salyk_contract::applications::{AttachedFile, RefundApplication, RegimeApplication};
use salyk_contract::dossier::{ActivityKind, Dossier, RegimeState};
use salyk_contract::lots::{AttachmentKind, Body, DirectedSum, Direction, LotState, Outcome};
use salyk_contract::operator::DecideRefund;

use super::*;
use crate::deciding;
use crate::operator::OperatorError;

const GENERAL: &str = "5a1e0000-0000-4000-8000-000000000005";
const EXCLUDED: &str = "5a1e0000-0000-4000-8000-000000000007";
const EAEU: &str = "5a1e0000-0000-4000-8000-000000000002";

struct Desk {
    applications: Applications,
    dossiers: Dossiers,
}

fn now() -> Now {
    Now {
        at: Timestamp::UNIX_EPOCH,
        day: date(2026, 12, 31),
    }
}

fn desk() -> Desk {
    Desk {
        applications: Applications::default(),
        dossiers: Dossiers::samples(now().day, now().at).unwrap(),
    }
}

impl Desk {
    fn file(&mut self, taxpayer: &str, key: &str, application: &Application) -> Result<Receipt, NoReceipt> {
        let (applications, dossiers) = (&mut self.applications, &mut self.dossiers);
        applications.file(dossiers, taxpayer, key, application.clone(), now(), |file| {
            file == "held"
        })
    }

    fn dossier(&self, taxpayer: &str) -> Dossier {
        self.dossiers.get(taxpayer).unwrap().clone()
    }
}

fn regime(dossier: &Dossier) -> RegimeApplication {
    let kinds = ActivityKind::ALL.iter().copied();
    RegimeApplication {
        none_of: kinds.filter(|kind| *kind != ActivityKind::Other).collect(),
        not_on_patent: true,
        cancels_vat: true,
        office: dossier.taxpayer.office.clone(),
    }
}

#[test]
fn a_key_is_answered_once_and_for_all() {
    let mut desk = desk();
    let first = Application::Regime(regime(&desk.dossier(GENERAL)));
    let receipt = desk.file(GENERAL, "k1", &first).unwrap();
    let revision = desk.dossier(GENERAL).revision;
    assert_eq!(desk.file(GENERAL, "k1", &first), Ok(receipt.clone()));
    assert_eq!(desk.dossier(GENERAL).revision, revision, "nothing more happened");
    let other = Application::Regime(RegimeApplication {
        cancels_vat: false,
        ..regime(&desk.dossier(GENERAL))
    });
    let refused = |reason| Err(NoReceipt::Refused(reason));
    assert_eq!(
        desk.file(GENERAL, "k1", &other),
        refused(RefusalReason::KeyConflict)
    );
    assert_eq!(
        desk.file(GENERAL, "k2", &first),
        refused(RefusalReason::AlreadyApplied)
    );
    let withdrawal = desk.applications.withdraw(GENERAL, "k1").unwrap();
    assert_eq!((withdrawal.withdrawn, withdrawal.receipt), (false, Some(receipt)));
    assert!(desk.applications.withdraw(GENERAL, "k3").unwrap().withdrawn);
    assert_eq!(
        desk.file(GENERAL, "k3", &first),
        refused(RefusalReason::Withdrawn)
    );
    assert_eq!(desk.applications.of(GENERAL).applications.len(), 1);
}

#[test]
fn an_application_for_the_regime_begins_on_the_first_of_the_next_month() {
    let mut desk = desk();
    let application = Application::Regime(regime(&desk.dossier(GENERAL)));
    let receipt = desk.file(GENERAL, "k", &application).unwrap();
    let dossier = desk.dossier(GENERAL);
    assert_eq!(receipt.revision, dossier.revision);
    assert_eq!(dossier.registered.state, RegimeState::AppliedFor);
    assert_eq!(dossier.registered.since, Some(date(2027, 1, 1)));
    assert_eq!(dossier.applications.last().unwrap().number, receipt.number);
    let register = |desk: &mut Desk, day| {
        let decided = |dossier: &mut Dossier| deciding::register_regime(dossier, day);
        desk.dossiers.change(GENERAL, now().at, decided).unwrap()
    };
    assert!(register(&mut desk, date(2027, 1, 4)).is_ok());
    assert_eq!(desk.dossier(GENERAL).registered.state, RegimeState::InForce);
    assert_eq!(
        register(&mut desk, date(2027, 1, 5)),
        Err(OperatorError::NothingToDecide)
    );
}

#[test]
fn each_reason_is_given() {
    let refused = |change: fn(&mut RegimeApplication), taxpayer: &str| {
        let mut desk = desk();
        let mut asked = regime(&desk.dossier(taxpayer));
        change(&mut asked);
        desk.file(taxpayer, "k", &Application::Regime(asked)).unwrap_err()
    };
    let expected = [
        (refused(|_| (), EXCLUDED), RefusalReason::Excluded),
        (
            refused(|asked| asked.office = "999".to_owned(), GENERAL),
            RefusalReason::OtherOffice,
        ),
        (
            refused(|asked| asked.not_on_patent = false, GENERAL),
            RefusalReason::ExclusionsNotAnswered,
        ),
        (
            refused(|asked| asked.none_of.truncate(7), GENERAL),
            RefusalReason::ExclusionsNotAnswered,
        ),
    ];
    for (got, reason) in expected {
        assert_eq!(got, NoReceipt::Refused(reason));
    }
}

#[test]
fn a_refund_is_decided_with_every_outcome() {
    let outcomes = [
        (Outcome::Returned, LotState::Refunded),
        (Outcome::Offset, LotState::Offset),
        (Outcome::Secured, LotState::Secured),
        (Outcome::Refused, LotState::Refused),
    ];
    for (outcome, state) in outcomes {
        let mut desk = desk();
        let before = desk.dossier(EAEU);
        let lot = before
            .lots
            .iter()
            .find(|lot| !lot.deposits.is_empty() && lot.refund_applications.is_empty())
            .expect("a lot with a deposit");
        let sum = lot.deposits[0].sum_tyiyn;
        let refund = |sum| {
            Application::Refund(RefundApplication {
                lot: lot.id.clone(),
                body: Body::Tax,
                exports: Vec::new(),
                claimed: vec![DirectedSum {
                    direction: Direction::SettlementAccount,
                    sum_tyiyn: sum,
                    account: None,
                }],
                attachments: Vec::new(),
                files: Vec::new(),
            })
        };
        let wrong = NoReceipt::Refused(RefusalReason::WrongSum);
        for none in [0, -1, sum + 1] {
            assert_eq!(desk.file(EAEU, &none.to_string(), &refund(none)), Err(wrong));
        }
        let receipt = desk.file(EAEU, "k", &refund(sum)).unwrap();
        let decide = DecideRefund {
            taxpayer: EAEU.to_owned(),
            application: receipt.number,
            outcome,
            parts: Vec::new(),
            reasons: vec!["sample".to_owned()],
        };
        let decided = |dossier: &mut Dossier| {
            dossier.debts = Some(Vec::new());
            deciding::decide_refund(dossier, &decide, now().day)
        };
        assert!(
            desk.dossiers.change(EAEU, now().at, decided).unwrap().is_ok(),
            "{outcome}"
        );
        let after = desk.dossier(EAEU);
        let after = after.lots.iter().find(|after| after.id == lot.id).unwrap();
        assert!(
            after.recorded.iter().any(|share| share.state == state),
            "{:?}",
            after.recorded
        );
        let total =
            |lot: &salyk_contract::lots::Lot| lot.recorded.iter().map(|share| share.sum_tyiyn).sum::<i64>();
        assert_eq!(total(after), total(lot), "the shares go on adding up");
    }
}

/// An application for the return of the first lot's deposit that nobody has applied for.
fn refund_of(dossier: &Dossier) -> RefundApplication {
    let mut lots = dossier.lots.iter();
    let lot = lots
        .find(|lot| !lot.deposits.is_empty() && lot.refund_applications.is_empty())
        .expect("a lot with a deposit");
    RefundApplication {
        lot: lot.id.clone(),
        body: Body::Tax,
        exports: Vec::new(),
        claimed: vec![DirectedSum {
            direction: Direction::SettlementAccount,
            sum_tyiyn: lot.deposits[0].sum_tyiyn,
            account: None,
        }],
        attachments: Vec::new(),
        files: Vec::new(),
    }
}

#[test]
fn what_was_returned_is_not_returned_again() {
    let mut desk = desk();
    let whole = refund_of(&desk.dossier(EAEU));
    let receipt = desk
        .file(EAEU, "k1", &Application::Refund(whole.clone()))
        .unwrap();
    let decide = DecideRefund {
        taxpayer: EAEU.to_owned(),
        application: receipt.number,
        outcome: Outcome::Returned,
        parts: Vec::new(),
        reasons: Vec::new(),
    };
    let decided = |dossier: &mut Dossier| {
        dossier.debts = Some(Vec::new());
        deciding::decide_refund(dossier, &decide, now().day)
    };
    assert!(desk.dossiers.change(EAEU, now().at, decided).unwrap().is_ok());
    let mut again = whole;
    again.claimed[0].sum_tyiyn = 1;
    assert_eq!(
        desk.file(EAEU, "k2", &Application::Refund(again)),
        Err(NoReceipt::Refused(RefusalReason::WrongSum))
    );
}

#[test]
fn an_application_goes_with_files_that_are_there_whole() {
    let mut desk = desk();
    let with = |file: &str, refund: RefundApplication| {
        let file = AttachedFile {
            kind: AttachmentKind::DeliveryContract,
            file: file.to_owned(),
        };
        Application::Refund(RefundApplication {
            files: vec![file],
            ..refund
        })
    };
    let refund = refund_of(&desk.dossier(EAEU));
    let unknown = with("unknown", refund.clone());
    assert_eq!(
        desk.file(EAEU, "k1", &unknown),
        Err(NoReceipt::Refused(RefusalReason::UnknownFile))
    );
    assert!(desk.file(EAEU, "k2", &with("held", refund)).is_ok());
}

#[test]
fn a_regime_that_is_registered_ahead_begins_on_its_first_day() {
    let mut desk = desk();
    let application = Application::Regime(regime(&desk.dossier(GENERAL)));
    desk.file(GENERAL, "k", &application).unwrap();
    let register = |dossier: &mut Dossier| deciding::register_regime(dossier, now().day);
    desk.dossiers
        .change(GENERAL, now().at, register)
        .unwrap()
        .unwrap();
    assert_eq!(desk.dossier(GENERAL).registered.state, RegimeState::AppliedFor);
    let before = desk.dossier(GENERAL).revision;
    desk.dossiers.begin_day(date(2027, 1, 1), now().at);
    let begun = desk.dossier(GENERAL);
    assert_eq!(begun.registered.state, RegimeState::InForce);
    assert_eq!(begun.revision, before + 1);
}
