use super::{Came, perform};
use crate::host::RunningSandbox;

fn said(lines: &[&str]) -> (Came, String) {
    let sandbox = RunningSandbox::start(0, None).unwrap();
    let (mut out, mut came) = (Vec::new(), Came::Done);
    for line in lines {
        out.clear();
        came = perform(&sandbox.operator(), line, &mut out).unwrap();
    }
    (came, String::from_utf8(out).unwrap())
}

#[test]
fn lines_are_answered() {
    assert_eq!(said(&["  "]), (Came::Done, String::new()));
    assert_eq!(said(&["list"]), (Came::Done, "No applications.\n".to_owned()));
    assert_eq!(said(&["list --json"]), (Came::Done, "[]\n".to_owned()));
    let (came, told) = said(&["sing"]);
    assert!(came == Came::NotUnderstood && told.contains("decide"), "{told}");
    assert!(said(&["register"]).1.contains("Үлгү"));
    for line in ["confirm 1", "refuse 1 Үлгү", "passport 1", "review 1"] {
        let (came, told) = said(&[line]);
        assert_eq!(came, Came::NotDone, "{line}");
        assert!(
            told.starts_with("Not done: there is no such application"),
            "{line}"
        );
    }
    assert_eq!(said(&["confirm"]).0, Came::NotUnderstood);
}

#[test]
fn every_command_has_help() {
    for verb in super::verbs() {
        let (came, told) = said(&[&format!("{verb} --help")]);
        assert!(came == Came::Done && told.contains("--json"), "{verb}: {told}");
    }
}
