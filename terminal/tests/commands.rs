//! `salyk assess`, `plan`, `policy` and `schema`, as processes: exit codes, standard input, and calendars that others read.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const DOSSIER: &str = include_str!("../src/command/samples/dossier.json");
/// What Python's icalendar reads in the calendars; `record_calendars.py` made it.
const RECORDED: &str = include_str!("recorded/calendars.json");

/// Runs `salyk` with this on standard input.
#[cfg(test)]
fn salyk(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_salyk"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses its command line reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[cfg(test)]
fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_is_read_is_answered_and_what_is_not_ends_with_two() {
    let done = salyk(&["assess", "--on", "2026-11-22", "--language", "en"], DOSSIER);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("Apply for the return of the deposit"));
    let wrong = DOSSIER.replace("\"2026-06-02\"", "\"2 June\"");
    let refused = salyk(&["assess", "--on", "2026-11-22"], &wrong);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    let told = text(&refused.stderr);
    assert!(
        told.contains("line 34, column 55, field lots[0].released.value: "),
        "{told}"
    );
    let slip = DOSSIER.replace("\"released\"", "\"releasd\"");
    let refused = salyk(&["assess", "--on", "2026-11-22", "--json"], &slip);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    let told = text(&refused.stderr);
    assert!(
        told.contains("line 34, ") && told.contains("did you mean `released`?"),
        "{told}"
    );
    for arguments in [
        vec!["assess"],
        vec!["assess", "--on", "tomorrow"],
        vec!["assess", "--on", "2026-11-22", "--dossier", "no such file"],
        vec!["assess", "--on", "2026-11-22", "--policy", "no such file"],
        vec!["assess", "--on", "2026-11-22", "--json", "--format", "ics"],
        vec!["plan"],
        vec!["plan", "--day", "2026-11-22", "--origin", "KG"],
        vec![
            "plan",
            "--dossier",
            "-",
            "--lot",
            "lot-1",
            "--to",
            "KZ",
            "--on",
            "2026-11-24",
        ],
        vec!["plan", "--day", "2026-11-22", "--export", "2"],
        vec!["policy", "--json", "--on", "2026-11-22"],
        vec!["schema"],
        vec!["schema", "weather"],
    ] {
        assert_eq!(salyk(&arguments, "").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn an_export_that_is_thought_of_is_answered_or_ends_with_two_and_its_option() {
    let asked = |export: &str| {
        let line = [
            "plan",
            "--dossier",
            "-",
            "--lot",
            "lot-1",
            "--to",
            "eaeu",
            "--on",
            "2026-11-24",
        ];
        let more = ["--language", "en", "--export", export];
        salyk(&[&line[..], &more].concat(), DOSSIER)
    };
    let done = asked("6");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("It files nothing"));
    for (export, told) in [
        ("6.001", "--export: more than what is left: 6"),
        ("six", "--export"),
    ] {
        let refused = asked(export);
        assert_eq!(
            (refused.status.code(), refused.stdout.len()),
            (Some(2), 0),
            "{export}"
        );
        assert!(text(&refused.stderr).contains(told), "{}", text(&refused.stderr));
    }
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_salyk"))
        .args(["schema", "assessment"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(
        (ended.status.code(), text(&ended.stderr)),
        (Some(0), String::new())
    );
}

#[cfg(test)]
fn own_first(mut all: Vec<String>) -> (String, Vec<String>) {
    let own = all.remove(0);
    (own, all)
}

/// An event as it stands in the file, unfolded.
#[cfg(test)]
fn events(calendar: &str) -> Vec<serde_json::Value> {
    let whole = calendar.replace("\r\n ", "");
    let plain = |text: &str| text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";");
    let mut events = Vec::new();
    for event in whole.split("BEGIN:VEVENT\r\n").skip(1) {
        let of = |name: &str| {
            let values = event.lines().filter_map(|line| line.strip_prefix(name));
            values.map(plain).collect::<Vec<_>>()
        };
        let of_day = |name: &str| {
            let day = &of(name)[0];
            format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
        };
        // The event's own come before its alarms'.
        let (uids, descriptions) = (own_first(of("UID:")), own_first(of("DESCRIPTION:")));
        let alarms = of("TRIGGER;VALUE=DATE-TIME:").into_iter();
        let alarms = alarms.zip(uids.1).zip(descriptions.1);
        events.push(serde_json::json!({
            "uid": uids.0,
            "stamp": of("DTSTAMP:")[0],
            "modified": of("LAST-MODIFIED:")[0],
            "sequence": of("SEQUENCE:")[0].parse::<u64>().unwrap(),
            "day": of_day("DTSTART;VALUE=DATE:"),
            "end": of_day("DTEND;VALUE=DATE:"),
            "summary": of("SUMMARY:")[0],
            "description": descriptions.0,
            "alarms": alarms
                .map(|((at, uid), says)| serde_json::json!({ "at": at, "uid": uid, "says": says }))
                .collect::<Vec<_>>(),
        }));
    }
    events
}

#[test]
fn the_calendars_are_what_another_program_reads_in_them() {
    let recorded: serde_json::Value = serde_json::from_str(RECORDED).unwrap();
    for language in ["ky", "ru", "en"] {
        let asked = [
            "assess",
            "--on",
            "2026-11-22",
            "--format",
            "ics",
            "--language",
            language,
        ];
        let done = salyk(&asked, DOSSIER);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let found = events(&text(&done.stdout));
        assert_eq!(found.len(), 2);
        assert_eq!(
            serde_json::Value::from(found),
            recorded["languages"][language],
            "{language}: record_calendars.py records anew"
        );
    }
}

#[test]
fn a_calendar_without_a_deadline_is_a_calendar_and_told_beside_it() {
    let recorded: serde_json::Value = serde_json::from_str(RECORDED).unwrap();
    let none = salyk(&["assess", "--on", "2031-01-01", "--format", "ics"], DOSSIER);
    assert_eq!(none.status.code(), Some(0), "{}", text(&none.stderr));
    assert!(text(&none.stderr).contains("no deadline reminds from 2031-01-01 on"));
    let file = text(&none.stdout);
    let components: Vec<_> = file
        .lines()
        .filter_map(|line| line.strip_prefix("BEGIN:"))
        .collect();
    assert_eq!(serde_json::json!(components), recorded["without_deadlines"]);
}
