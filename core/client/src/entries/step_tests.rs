//! Entries on a phone on a desk: recorded, killed, told by the service, taken back.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use salyk_regulation::dossier::{Body, Deposit, Dossier};
use salyk_regulation::fact::{Source, Stated};
use salyk_regulation::money::Money;

use super::EntryKind;
use super::state::current;
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::dossier_answer;
use crate::ids::Ids;
use crate::intent::{Ask, FieldKey};
use crate::ports::{Change, Fetched, Store, StoreError, StoreKey};
use crate::regime::{self, sample_dossier, sample_lot};
use crate::testing::{Desk, tokens};
use crate::view::{EntryRow, HomeView, LotView, Tone, View};

pub(super) const LOT: &str = "lot";

/// A payment: two share each day and sum.
fn payment(number: usize) -> (String, Date, Money) {
    let class = i64::try_from(number / 2).unwrap();
    let day = date(2026, 11, 1).checked_add(class.days()).unwrap();
    (format!("n{number}"), day, Money::from_tyiyn(100 * (class + 1)))
}

pub(super) fn case(revision: u64, paid: &[usize]) -> Dossier {
    let mut lot = sample_lot(LOT, "CN");
    lot.deposits = paid.iter().map(|paid| told(*paid)).collect();
    Dossier {
        revision,
        lots: vec![lot],
        ..sample_dossier()
    }
}

fn told(paid: usize) -> Deposit {
    let (number, date, sum) = payment(paid);
    Deposit {
        number,
        account: Body::Customs,
        date,
        sum,
        paying_account: None,
        stated: Stated::by(Source::Customs),
    }
}

fn is_case(call: &Call) -> bool {
    matches!(call, Call::Dossier { .. })
}

fn hear(desk: &mut Desk, case: Dossier) {
    if !desk.calls().into_iter().any(is_case) {
        desk.ask(Ask::Refresh);
    }
    let (content, tag) = (dossier_answer(case), "a".to_owned());
    let new = CallAnswer::Dossier(Box::new(Fetched::New { content, tag }));
    desk.answer(is_case, Ok(new));
}

pub(super) fn signed_in(case: Dossier) -> Desk {
    let mut desk = Desk::new();
    desk.sign_in("a");
    hear(&mut desk, case);
    desk
}

pub(super) fn kill(desk: &mut Desk) {
    desk.restart();
    let (ticket, _) = desk.take_refresh().expect("the session goes on");
    desk.happen(Event::Refreshed(ticket, Ok(tokens("b", 300))));
}

fn enter(desk: &mut Desk, number: &str, day: &str, sum: &str) {
    let (lot, kind) = (LOT.to_owned(), EntryKind::Deposit);
    desk.ask(Ask::OpenEntry { lot, kind });
    for (field, text) in [
        (FieldKey::EntryNumber, number),
        (FieldKey::EntryDay, day),
        (FieldKey::EntrySum, sum),
    ] {
        let text = text.to_owned();
        desk.ask(Ask::Typed { field, text, edit: 1 });
    }
    desk.ask(Ask::RecordEntry);
}

fn record(desk: &mut Desk, paid: usize) {
    let (number, day, sum) = payment(paid);
    let som = (sum.tyiyn() / 100).to_string();
    enter(desk, &number, &day.to_string(), &som);
    if matches!(desk.front().view, View::Entry(_)) {
        desk.ask(Ask::Back);
    }
}

fn lot(desk: &mut Desk) -> LotView {
    desk.ask(Ask::OpenLot { lot: LOT.to_owned() });
    let View::Lot(view) = desk.front().view else {
        panic!("no lot: {:?}", desk.front().view)
    };
    desk.ask(Ask::Back);
    view
}

fn only_row(desk: &mut Desk) -> EntryRow {
    let rows = lot(desk).entries;
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

fn home(desk: &Desk) -> HomeView {
    match desk.front().view {
        View::Home(view) => view,
        other => panic!("no home: {other:?}"),
    }
}

/// The deposits that the phone counts, by number.
pub(super) fn counted(desk: &Desk) -> Vec<String> {
    let (account, taxpayer) = current(&desk.model).expect("someone is in front");
    let dossier = regime::dossier_of(&desk.model, &account, &taxpayer).expect("a case");
    let mut numbers: Vec<_> = dossier.lots[0]
        .deposits
        .iter()
        .map(|one| one.number.clone())
        .collect();
    numbers.sort();
    numbers
}

#[test]
fn a_deposit_is_marked_as_the_persons_word_survives_a_kill_and_is_replaced() {
    let mut desk = signed_in(case(1, &[]));
    record(&mut desk, 0);
    kill(&mut desk);
    let row = only_row(&mut desk);
    assert_eq!(row.standing, "Entered by you, not yet confirmed");
    assert_eq!(row.tone, Tone::Neutral);
    let shown = lot(&mut desk);
    assert!(shown.money.iter().any(|line| {
        let remark = line.remark.as_deref().unwrap_or_default();
        line.sum.tyiyn == 100 && remark.contains("Entered by you")
    }));
    let green: Vec<_> = shown
        .findings
        .iter()
        .filter(|row| row.tone == Tone::Good)
        .collect();
    assert!(green.is_empty(), "{green:?}");
    hear(&mut desk, case(2, &[0]));
    assert!(lot(&mut desk).entries.is_empty());
    assert_eq!(counted(&desk), ["n0"]);
}

#[test]
fn a_contradiction_shows_both_and_is_decided_by_the_person() {
    let mut desk = signed_in(case(1, &[]));
    enter(&mut desk, "n0", "2026-11-01", "7");
    hear(&mut desk, case(2, &[0]));
    assert_eq!(counted(&desk), ["n0"]);
    let told_on_home = |desk: &Desk| {
        let alerts = home(desk).alerts;
        alerts
            .into_iter()
            .find(|alert| alert.text.contains("KGS\u{a0}7.00") && alert.text.contains("KGS\u{a0}1.00"))
    };
    let notice = told_on_home(&desk).expect("Home names both");
    assert_eq!(
        notice.action.expect("the way to the lot").intent.ask,
        Ask::OpenLot { lot: LOT.to_owned() }
    );
    let row = only_row(&mut desk);
    assert_eq!(row.actions.len(), 2);
    let press =
        |desk: &mut Desk, row: &EntryRow, action: usize| desk.ask(row.actions[action].intent.ask.clone());
    // Kept: the notice stays, over a kill too, and the case counts.
    press(&mut desk, &row, 1);
    kill(&mut desk);
    let row = only_row(&mut desk);
    assert_eq!(
        (row.standing.as_str(), row.actions.len()),
        ("You keep yours: ask the office", 1)
    );
    assert!(told_on_home(&desk).is_some());
    assert_eq!(counted(&desk), ["n0"]);
    // The case's word counts: ours is gone for good.
    press(&mut desk, &row, 0);
    assert!(lot(&mut desk).entries.is_empty() && told_on_home(&desk).is_none());
    kill(&mut desk);
    assert!(lot(&mut desk).entries.is_empty());
}

#[test]
fn what_was_acknowledged_stays_the_services_over_a_kill_and_a_correction() {
    let mut desk = signed_in(case(1, &[]));
    // Mistyped: the day and the sum tell that it is the payment.
    enter(&mut desk, "typo", "2026-11-01", "1");
    hear(&mut desk, case(2, &[0]));
    assert_eq!(counted(&desk), ["n0"]);
    kill(&mut desk);
    let mut corrected = case(3, &[0]);
    corrected.lots[0].deposits[0].sum = Money::from_tyiyn(50);
    hear(&mut desk, corrected);
    assert_eq!(counted(&desk), ["n0"], "not doubled");
    assert!(lot(&mut desk).entries.is_empty());
}

#[test]
fn what_this_version_cannot_read_stays_and_nothing_is_written_over_it() {
    let mut desk = signed_in(case(1, &[]));
    record(&mut desk, 0);
    let (account, _) = current(&desk.model).unwrap();
    let key = StoreKey::Entries(account.0);
    let newer = br#"{"shape":2,"content":[]}"#.to_vec();
    desk.store
        .save(&[Change::Put(key.clone(), newer.clone())])
        .unwrap();
    kill(&mut desk);
    let asked = Ask::OpenEntry {
        lot: LOT.to_owned(),
        kind: EntryKind::Deposit,
    };
    let actions = lot(&mut desk).actions;
    let action = actions.iter().find(|action| action.intent.ask == asked).unwrap();
    assert!(
        action
            .why_not
            .as_deref()
            .is_some_and(|why| why.contains("update the app"))
    );
    record(&mut desk, 2);
    assert_eq!(desk.store.load(&[key]).unwrap(), [Some(newer)]);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    let View::Confirm(asked) = desk.front().view else {
        panic!("no question")
    };
    assert_eq!(
        asked.unsent.len(),
        2,
        "what can't be read, and what was typed since"
    );
}

#[test]
fn what_is_not_kept_yet_says_so() {
    let mut desk = signed_in(case(1, &[]));
    desk.save_fails = Some(StoreError::Full);
    record(&mut desk, 0);
    assert_eq!(only_row(&mut desk).standing, "Being kept");
    desk.save_fails = None;
    hear(&mut desk, case(1, &[]));
    assert_eq!(only_row(&mut desk).standing, "Entered by you, not yet confirmed");
}

#[test]
fn signing_out_names_what_only_this_phone_has() {
    let mut desk = signed_in(case(1, &[]));
    record(&mut desk, 0);
    record(&mut desk, 2);
    hear(&mut desk, case(2, &[2]));
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    let View::Confirm(asked) = desk.front().view else {
        panic!("no question")
    };
    let titles: Vec<_> = asked.unsent.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["Entered by you: Deposit paid"]);
    desk.ask(Ask::Confirm);
    assert!(desk.model.entries.of.is_empty());
    desk.asked.clear();
    desk.sign_in("a");
    hear(&mut desk, case(1, &[]));
    assert!(lot(&mut desk).entries.is_empty(), "erased with the account");
}

#[test]
fn entries_follow_their_login_and_no_other() {
    let mut desk = signed_in(case(1, &[]));
    record(&mut desk, 0);
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    desk.asked.clear();
    desk.sign_in("b");
    hear(&mut desk, case(1, &[]));
    assert!(lot(&mut desk).entries.is_empty());
    desk.ask(Ask::OpenAccounts);
    desk.ask(Ask::AddAccount);
    desk.asked.clear();
    desk.sign_in("a");
    hear(&mut desk, case(1, &[]));
    only_row(&mut desk);
    kill(&mut desk);
    only_row(&mut desk);
}

/// What happens to a phone, in any order.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Pays(usize),
    /// The service hears of a payment, from the bank or from customs.
    ServiceHears(usize),
    /// The phone hears the case as it is now, or as it was at an earlier revision: answers overtake each other.
    Case {
        behind: usize,
    },
    TakesBack(usize),
    Killed,
}

const PAYMENTS: usize = 6;

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        (0..PAYMENTS).prop_map(Happens::Pays),
        (0..PAYMENTS).prop_map(Happens::ServiceHears),
        (0_usize..3).prop_map(|behind| Happens::Case { behind }),
        (0..PAYMENTS).prop_map(Happens::TakesBack),
        Just(Happens::Killed),
    ]
}

/// How many of these payments are of each day and sum.
fn of_classes(paid: &[usize]) -> [usize; PAYMENTS / 2] {
    std::array::from_fn(|class| paid.iter().filter(|paid| *paid / 2 == class).count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The model: of each day and sum there are as many payments as the case tells or as the person holds to, whichever is
    /// more; every payment that the case tells is there as the case tells it, and none is there twice.
    #[test]
    fn no_order_loses_or_doubles_a_payment(history in proptest::collection::vec(happens(), 0..24)) {
        let (mut service, mut heard, mut revisions) = (Vec::<usize>::new(), 0, vec![Vec::new()]);
        let (mut held, mut kills) = (Vec::<usize>::new(), 2);
        let mut desk = signed_in(case(0, &[]));
        for one in history {
            let entry_of = |desk: &Desk, paid: usize| {
                let key = current(&desk.model)?;
                let number = payment(paid).0;
                desk.model.entries.of(&key).iter().find(|entry| entry.number.as_deref() == Some(&number)).cloned()
            };
            match one {
                Happens::Pays(paid) => {
                    record(&mut desk, paid);
                    if entry_of(&desk, paid).is_some() && !held.contains(&paid) {
                        held.push(paid);
                    } else {
                        // Refused: the phone has it, or knows it from the case.
                        let class = of_classes(&revisions[heard])[paid / 2];
                        prop_assert!(held.contains(&paid) || class > 0);
                    }
                }
                Happens::ServiceHears(paid) if !service.contains(&paid) => {
                    service.push(paid);
                    revisions.push(service.clone());
                }
                Happens::ServiceHears(_) => {}
                Happens::Case { behind } => {
                    heard = (revisions.len() - 1).saturating_sub(behind);
                    hear(&mut desk, case(u64::try_from(heard).unwrap(), &revisions[heard]));
                }
                Happens::TakesBack(paid) => {
                    if let Some(entry) = entry_of(&desk, paid) {
                        desk.ask(Ask::TakeBackEntry { entry: entry.id });
                        held.retain(|held| *held != paid);
                    }
                }
                Happens::Killed => {
                    kill(&mut desk);
                    // A phone's seed is another at each start, a desk's is not.
                    kills += 1;
                    desk.model.ids = Ids::new(&[kills; 32]);
                }
            }
            let shown = counted(&desk);
            let numbers: Vec<usize> = shown.iter().map(|number| number[1..].parse().unwrap()).collect();
            let mut once = numbers.clone();
            once.dedup();
            prop_assert_eq!(&once, &numbers, "doubled after {:?}", one);
            let (told, own) = (of_classes(&revisions[heard]), of_classes(&held));
            let expected: [usize; PAYMENTS / 2] = std::array::from_fn(|class| told[class].max(own[class]));
            prop_assert_eq!(of_classes(&numbers), expected, "after {:?}: {:?}", one, shown);
            prop_assert!(revisions[heard].iter().all(|paid| numbers.contains(paid)));
        }
    }
}
