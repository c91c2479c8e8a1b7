//! What the service says of a login that may not act for the taxpayer, before and after an answer was lost.

use jiff::Timestamp;

use super::super::{Answer, Deed, Happened, Moment, Outbox, Stage};

fn step(outbox: &mut Outbox, happened: Happened) -> Vec<Deed> {
    let now = Timestamp::UNIX_EPOCH;
    outbox.step(happened, Moment { now, jitter: 0 })
}

fn saved(outbox: &mut Outbox) -> Vec<Deed> {
    step(outbox, Happened::Saved { serial: u64::MAX })
}

/// An application on its way for the first time.
fn sent() -> Outbox {
    let mut outbox = Outbox::default();
    step(&mut outbox, Happened::SessionReady);
    let (key, lane) = ("a".to_owned(), None);
    step(&mut outbox, Happened::Filed { key, lane });
    saved(&mut outbox);
    let deeds = saved(&mut outbox);
    assert_eq!(deeds, [Deed::Send { key: "a".to_owned() }]);
    outbox
}

fn answer(outbox: &mut Outbox, answer: Answer) {
    let key = "a".to_owned();
    step(outbox, Happened::Answered { key, answer });
}

fn stage(outbox: &Outbox) -> Stage {
    outbox.find("a").expect("it is there").stage.clone()
}

#[test]
fn what_was_never_there_before_is_refused() {
    let mut outbox = sent();
    answer(&mut outbox, Answer::NotFound);
    assert_eq!(stage(&outbox), Stage::Refused("not_found".to_owned()));
}

#[test]
fn what_may_have_been_received_is_never_told_as_not_received() {
    let mut lost = sent();
    answer(&mut lost, Answer::Unreachable);
    step(&mut lost, Happened::Reached);
    answer(&mut lost, Answer::NotFound);
    assert_eq!(stage(&lost), Stage::Sending, "its answer was lost");

    let mut out = sent();
    step(&mut out, Happened::SessionNeeded);
    step(&mut out, Happened::SessionReady);
    answer(&mut out, Answer::NotFound);
    assert_eq!(stage(&out), Stage::Sending, "the session ended meanwhile");

    let mut killed = Outbox::restored([("a".to_owned(), None, stage(&sent()))]);
    step(&mut killed, Happened::SessionReady);
    answer(&mut killed, Answer::NotFound);
    assert_eq!(stage(&killed), Stage::Sending, "a kill came between");

    let mut wanted_back = sent();
    let key = "a".to_owned();
    step(&mut wanted_back, Happened::Withdrawn { key: key.clone() });
    saved(&mut wanted_back);
    let answer = Answer::NotFound;
    step(&mut wanted_back, Happened::WithdrawalAnswered { key, answer });
    assert_eq!(stage(&wanted_back), Stage::Withdrawing);
}
