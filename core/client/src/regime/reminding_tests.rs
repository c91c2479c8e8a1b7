//! What the phone is asked to remind of, and when it is asked to forget it.

use jiff::Timestamp;
use jiff::civil::date;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::Dossier;
use salyk_regulation::policy::PolicyBook;

use super::super::state::Law;
use super::super::study::Study;
use super::super::view::CalendarFile;
use super::super::view::tests::sample::{released, with};
use crate::effect::Call;
use crate::event::{CallAnswer, Event};
use crate::fakes::dossier_answer;
use crate::intent::{Ask, RequestId};
use crate::ports::Fetched;
use crate::testing::Desk;
use crate::text::Language;
use crate::view::{HostRequestKind, Reminder, View};

fn hear(desk: &mut Desk, dossier: Dossier) {
    let tag = format!("tag {}", dossier.lots.len());
    let answer = Fetched::New {
        content: dossier_answer(dossier),
        tag,
    };
    desk.answer(
        |call| matches!(call, Call::Dossier { .. }),
        Ok(CallAnswer::Dossier(Box::new(answer))),
    );
}

/// A person who is signed in, with one lot in its term.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.sign_in("a");
    hear(&mut desk, with(vec![released("one", date(2026, 9, 2))]));
    desk
}

fn scheduled(desk: &Desk) -> Vec<(RequestId, String, Vec<Reminder>)> {
    let schedule = |request: &crate::view::HostRequest| match &request.kind {
        HostRequestKind::ScheduleReminders { group, reminders } => {
            Some((request.id, group.clone(), reminders.clone()))
        }
        _ => None,
    };
    desk.model.requests.iter().filter_map(schedule).collect()
}

/// What is asked of the phone, which does it.
fn take(desk: &mut Desk) -> Vec<Reminder> {
    let mut asked = scheduled(desk);
    let (request, _, reminders) = asked.pop().expect("the phone is asked");
    assert!(asked.is_empty(), "only the newest is asked for");
    desk.happen(Event::HostAnswered { request, done: true });
    assert_eq!(scheduled(desk), []);
    reminders
}

fn turn(desk: &mut Desk, on: bool) {
    desk.ask(Ask::OpenReminders);
    desk.ask(Ask::Remind { on });
    let View::Reminders(view) = desk.front().view else {
        panic!("{:?}", desk.front().view)
    };
    assert_eq!(view.remind.ticked, on);
    desk.ask(Ask::Back);
}

#[test]
fn nothing_is_asked_of_the_phone_until_the_person_wants_it() {
    let mut desk = desk();
    assert_eq!(desk.model.requests, []);
    turn(&mut desk, true);
    let reminders = take(&mut desk);
    // 180 days after 2 September end on 1 March.
    assert_eq!(reminders.len(), 7);
    assert!(reminders[0].body.contains("1 March 2027"), "{reminders:?}");
    desk.wait(60);
    desk.happen(Event::Resumed);
    assert_eq!(
        scheduled(&desk),
        [],
        "what has not changed is not asked for again"
    );
}

#[test]
fn reminders_follow_the_facts_the_day_and_the_language() {
    let mut desk = desk();
    turn(&mut desk, true);
    take(&mut desk);
    desk.ask(Ask::Refresh);
    hear(
        &mut desk,
        with(vec![
            released("one", date(2026, 9, 2)),
            released("two", date(2026, 9, 22)),
        ]),
    );
    assert_eq!(take(&mut desk).len(), 14);
    desk.ask(Ask::ChooseLanguage {
        language: Language::Kyrgyz,
    });
    assert!(take(&mut desk)[0].body.contains("2027-ж., 1-март"));
    // On 31 January, noon: the one of 30 days before 1 March is past.
    desk.wait(60 * 60 * 24 * 70);
    desk.happen(Event::Resumed);
    assert_eq!(take(&mut desk).len(), 13);
}

#[test]
fn the_choice_is_kept_on_the_phone_until_it_is_taken_back() {
    let mut desk = desk();
    turn(&mut desk, true);
    let before = take(&mut desk);
    desk.restart();
    assert_eq!(take(&mut desk), before);
    turn(&mut desk, false);
    assert_eq!(take(&mut desk), []);
    desk.restart();
    assert_eq!(scheduled(&desk), []);
}

#[test]
fn a_phone_that_would_not_remind_is_not_thought_to() {
    let mut desk = desk();
    desk.ask(Ask::OpenReminders);
    desk.ask(Ask::Remind { on: true });
    let (request, ..) = scheduled(&desk).remove(0);
    desk.happen(Event::HostAnswered { request, done: false });
    let View::Reminders(view) = desk.front().view else {
        panic!()
    };
    assert!(!view.remind.ticked);
    assert!(view.problem.unwrap().text.contains("does not let the app remind"));
    assert_eq!(scheduled(&desk), []);
    desk.ask(Ask::Remind { on: true });
    let View::Reminders(view) = desk.front().view else {
        panic!()
    };
    assert!(view.remind.ticked && view.problem.is_none());
    assert_eq!(scheduled(&desk).len(), 1);
}

#[test]
fn who_leaves_is_no_longer_reminded() {
    let mut desk = desk();
    turn(&mut desk, true);
    let group = scheduled(&desk)[0].1.clone();
    take(&mut desk);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::SignOut { everywhere: false });
    desk.ask(Ask::Confirm);
    let asked = scheduled(&desk);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!((&asked[0].1, asked[0].2.len()), (&group, 0));
}

#[test]
fn erasing_everything_takes_every_reminder_away() {
    let mut desk = desk();
    turn(&mut desk, true);
    desk.ask(Ask::OpenSettings);
    desk.ask(Ask::EraseEverything);
    desk.ask(Ask::Confirm);
    let kinds: Vec<_> = desk.model.requests.iter().map(|request| &request.kind).collect();
    assert_eq!(kinds, [&HostRequestKind::DropReminders]);
}

#[test]
fn the_calendar_is_offered_once_as_a_file() {
    let mut desk = desk();
    desk.ask(Ask::OpenReminders);
    desk.ask(Ask::ExportCalendar);
    desk.ask(Ask::ExportCalendar);
    let [request] = desk.model.requests.as_slice() else {
        panic!("{:?}", desk.model.requests)
    };
    let HostRequestKind::ShareFile {
        name,
        media_type,
        text,
    } = &request.kind
    else {
        panic!("{request:?}")
    };
    assert_eq!(
        (name.as_str(), media_type.as_str()),
        ("salyk-2026-11-22.ics", "text/calendar")
    );
    assert!(text.contains("BEGIN:VEVENT"));
    let at_home = with(vec![released("one", date(2026, 9, 2))]);
    let law = Law {
        policies: PolicyBook::bundled().unwrap(),
        calendar: Calendar::bundled().unwrap(),
    };
    let mut by_command = CalendarFile::default();
    Study::new(&at_home, &law, date(2026, 11, 22)).add_to(Language::English, &mut by_command);
    let names = |text: &str| {
        let whole = text.replace("\r\n ", "");
        let names = whole.lines().filter(|line| line.starts_with("UID:"));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        names(text),
        names(&by_command.text(Timestamp::MAX)),
        "an event is the same one whoever writes the file"
    );
    assert!(!text.contains(at_home.taxpayer.inn.as_str()));
    let request = request.id;
    desk.happen(Event::HostAnswered { request, done: true });
    assert_eq!(desk.model.requests, []);
}
