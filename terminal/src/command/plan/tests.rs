//! What is asked of a plan, and what is answered.

use clap::Parser;

use super::*;
use crate::command::testing::{SAMPLE, one_line};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    arguments: Arguments,
}

fn answered(input: &str, language: Language, line: &[&str]) -> Result<String, Problem> {
    let line = ["plan"].iter().chain(line);
    let arguments = Line::try_parse_from(line).unwrap().arguments;
    let mut out = Vec::new();
    let done = run(&arguments, language, &mut input.as_bytes(), &mut out);
    assert!(done.is_ok() || out.is_empty());
    done.map(|()| String::from_utf8(out).unwrap())
}

fn asked(language: Language, more: &[&str]) -> String {
    answered("", language, &[&["--day", "2026-06-02"], more].concat()).unwrap()
}

/// A dossier with a lot that is planned, on one line.
fn planned(lot: &str) -> String {
    let mut dossier: Value = serde_json::from_str(SAMPLE).unwrap();
    dossier["lots"] = serde_json::from_str(lot).unwrap();
    dossier.to_string()
}

const AHEAD: &str = r#"[{"id": "lot-7", "planned_for": "2026-06-02",
    "imported_from": {"state": "known", "value": "KZ", "source": "person"}}]"#;

#[test]
fn all_four_cells_in_each_language() {
    for language in Language::ALL {
        let text = asked(language, &[]);
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 4);
        insta::assert_snapshot!(format!("plan_{}", language.tag()), text);
    }
}

#[test]
fn one_country_or_one_group() {
    let text = asked(Language::English, &["--origin", "cn", "--destination", "KZ"]);
    let title = text.lines().find(|line| line.starts_with("# ")).unwrap();
    assert!(
        title.starts_with(
            "# Imported from: China (third country) · To be exported to: Kazakhstan (EAEU member)"
        )
    );
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1);
    let json = asked(Language::English, &["--origin", "eaeu", "--json"]);
    let cells: Vec<Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(cells.len(), 2);
    assert_eq!(
        (&cells[0]["origin"], &cells[1]["destination"]),
        (&"eaeu".into(), &"eaeu".into())
    );
    assert_eq!(cells[0]["plan"]["holder"], "tax_body");
}

#[test]
fn a_calendar_of_a_plan_reminds_before_the_import_too() {
    let after = asked(Language::English, &["--format", "ics", "--origin", "CN"]);
    assert!(after.contains("DTSTART;VALUE=DATE:20261129"));
    let before = asked(
        Language::English,
        &["--format", "ics", "--origin", "CN", "--on", "2026-05-01"],
    );
    let alarms = |text: &str| text.matches("BEGIN:VALARM").count();
    assert!(alarms(&before) > alarms(&after));
}

#[test]
fn what_is_no_place_is_refused() {
    for word in ["KG", "Third", "China", ""] {
        assert!(place(word).is_err(), "{word}");
    }
}

#[test]
fn many_dossiers_are_planned_one_after_another_and_each_names_its_taxpayer() {
    let two = format!(
        "{}\n{}\n",
        one_line(),
        one_line().replace("Үлгү Импорт", "Үлгү Экспорт")
    );
    for dossier in [&["--dossier", "-"][..], &[]] {
        let line = [&["--day", "2026-06-02", "--origin", "CN"], dossier].concat();
        let text = answered(&two, Language::English, &line).unwrap();
        let titles: Vec<_> = text.lines().filter(|line| line.starts_with("# ")).collect();
        assert_eq!(titles.len(), 4);
        assert!(titles[1].starts_with("# «Үлгү Импорт» ЖЧК (Sample) · 0···········17 · Imported from"));
        assert!(titles[2].starts_with("# «Үлгү Экспорт» ЖЧК (Sample)"));
        let json = answered(&two, Language::English, &[&line[..], &["--json"]].concat()).unwrap();
        assert_eq!(json.lines().count(), 4);
    }
    let slip = two.replace("\"released\"", "\"releasd\"");
    let refused = answered(&slip, Language::English, &["--day", "2026-06-02"]).unwrap_err();
    assert!(
        refused.to_string().contains("did you mean `released`"),
        "{refused}"
    );
}

#[test]
fn a_lots_own_plan_is_as_the_dossier_has_it() {
    let line = ["--lot", "lot-7", "--json"];
    let json: Value =
        serde_json::from_str(&answered(&planned(AHEAD), Language::English, &line).unwrap()).unwrap();
    assert_eq!(
        (&json["lot"], &json["origin"], &json["destination"]),
        (&"lot-7".into(), &"KZ".into(), &Value::Null)
    );
    assert_eq!(
        (&json["plan"]["day"], &json["plan"]["holder"]),
        (&"2026-06-02".into(), &"tax_body".into())
    );
    let text = answered(
        &planned(AHEAD),
        Language::English,
        &["--lot", "lot-7", "--day", "2026-07-02"],
    )
    .unwrap();
    let title = text.lines().find(|line| line.starts_with("# ")).unwrap();
    assert!(
        title.contains("Kazakhstan (EAEU member) · To be exported to: country not known"),
        "{title}"
    );
    assert!(title.contains("2026"), "{title}");
    let ics = answered(
        &planned(AHEAD),
        Language::English,
        &["--lot", "lot-7", "--format", "ics"],
    )
    .unwrap();
    assert!(ics.contains("DTSTART;VALUE=DATE:20261129"));
    for (input, lot, told) in [
        (planned(AHEAD), "lot-8", "--lot: there is no such lot"),
        (one_line(), "lot-1", "--lot: the lot is imported already"),
        (
            planned(r#"[{"id": "lot-7"}]"#),
            "lot-7",
            "--day: the dossier plans no day",
        ),
    ] {
        let refused = answered(&input, Language::English, &["--lot", lot])
            .unwrap_err()
            .to_string();
        assert!(refused.starts_with(told), "{refused}");
    }
}

#[test]
fn a_country_that_only_stands_for_its_group_is_told_nowhere() {
    let mut named = 0;
    for line in [&["--json"][..], &["--json", "--dossier", "-"]] {
        let json = answered(
            &one_line(),
            Language::English,
            &[&["--day", "2026-06-02"], line].concat(),
        )
        .unwrap();
        for line in json.lines() {
            let cell: Value = serde_json::from_str(line).unwrap();
            assert_eq!(cell["plan"]["destinations"], serde_json::json!([]));
            assert!(!cell.to_string().contains("\"country\""), "{cell}");
            named += 1;
        }
    }
    assert_eq!(named, 8);
    let json = asked(
        Language::English,
        &["--json", "--origin", "CN", "--destination", "KZ"],
    );
    let cell: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(cell["plan"]["destinations"], serde_json::json!(["KZ"]));
    assert!(json.contains(r#"{"kind":"country","value":"CN"}"#));
}
