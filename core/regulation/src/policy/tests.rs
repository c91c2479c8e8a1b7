use jiff::civil::{Date, date};

use super::*;

fn editions() -> Vec<PolicyEdition> {
    PolicyBook::bundled().unwrap().editions().cloned().collect()
}

fn refused(change: impl FnOnce(&mut Vec<PolicyEdition>)) -> PolicyError {
    let mut editions = editions();
    change(&mut editions);
    PolicyBook::from_editions(editions).unwrap_err()
}

#[test]
fn the_bundled_policy_says_what_the_requirements_say() {
    let book = PolicyBook::bundled().unwrap();
    assert_eq!(book.editions().count(), 2);
    for edition in book.editions() {
        let figures = &edition.figures;
        assert_eq!(figures.activity_window_months.value, 6);
        assert_eq!(figures.customs_notice_working_days.value, 7);
        assert_eq!(figures.deposit_day.value, 20);
        assert_eq!(figures.return_days.value, 180);
        assert_eq!(figures.decision_days.value, 30);
        assert_eq!(figures.exclusions.value.len(), 9);
        assert_eq!(figures.documents_third_country.value.len(), 6);
        assert_eq!(figures.documents_eaeu_member.value.len(), 4);
        assert_eq!(figures.penalty_rates[0].per_day_ppm, 900);
        assert_eq!(figures.penalty_rates[0].disputed_per_day_ppm, Some(1300));
    }
}

#[test]
fn every_reading_is_a_field_with_its_source() {
    let book: serde_json::Value = serde_json::from_str(include_str!("../../data/policy.json")).unwrap();
    for edition in book["editions"].as_array().unwrap() {
        let readings = edition["readings"].as_object().unwrap();
        assert_eq!(readings.len(), ReadingKey::ALL.len());
        for key in ReadingKey::ALL {
            let source = readings[key.as_str()]["source"].as_str().unwrap();
            let (_, point) = key.rule().split_once(':').unwrap();
            let point = point.split('.').next().unwrap();
            assert!(source.contains(point), "{}: {source}", key.as_str());
        }
    }
}

#[test]
fn the_book_opens_at_the_right_edition() {
    let book = PolicyBook::bundled().unwrap();
    let id = |day| book.in_force(day).edition.id.clone();
    assert_eq!(id(date(2021, 12, 31)), "2021-277-1");
    assert_eq!(id(date(2022, 1, 1)), "2022-324");
    assert_eq!(id(Date::MAX), "2022-324");
    assert!(book.in_force(date(2020, 12, 31)).before_first);
    assert!(!book.in_force(date(2021, 1, 1)).before_first);
}

#[test]
fn a_policy_travels_and_its_order_does_not_matter() {
    let book = PolicyBook::bundled().unwrap();
    assert_eq!(PolicyBook::from_json(&book.to_json().unwrap()).unwrap(), book);
    let turned = editions().into_iter().rev().collect();
    assert_eq!(PolicyBook::from_editions(turned).unwrap(), book);
}

#[test]
fn gaps_overlaps_and_twins_are_refused() {
    assert!(matches!(
        PolicyBook::from_editions(Vec::new()),
        Err(PolicyError::Empty)
    ));
    let gap = refused(|editions| editions[0].valid_to = Some(date(2021, 12, 30)));
    assert!(matches!(gap, PolicyError::Gap(..)), "{gap}");
    let overlap = refused(|editions| editions[0].valid_to = Some(date(2022, 1, 1)));
    assert!(matches!(overlap, PolicyError::Overlap(..)), "{overlap}");
    let open = refused(|editions| editions[0].valid_to = None);
    assert!(matches!(open, PolicyError::Overlap(..)), "{open}");
    let turned = refused(|editions| editions[0].valid_to = Some(date(2020, 1, 1)));
    assert!(matches!(turned, PolicyError::Overlap(..)), "{turned}");
    let ends = refused(|editions| editions[1].valid_to = Some(date(2030, 1, 1)));
    assert!(matches!(ends, PolicyError::LastEnds(_)), "{ends}");
    let twins = refused(|editions| editions[1].id = editions[0].id.clone());
    assert!(matches!(twins, PolicyError::SameId(_)), "{twins}");
}

#[test]
fn figures_out_of_range_are_refused_by_name() {
    let field = |change: fn(&mut Figures)| match refused(|editions| change(&mut editions[1].figures)) {
        PolicyError::Range { field, edition, .. } if edition == "2022-324" => field,
        other => panic!("{other}"),
    };
    assert_eq!(
        field(|figures| figures.activity_window_months.value = 0),
        "activity_window_months"
    );
    assert_eq!(
        field(|figures| figures.customs_notice_working_days.value = 367),
        "customs_notice_working_days"
    );
    assert_eq!(field(|figures| figures.deposit_day.value = 28), "deposit_day");
    assert_eq!(field(|figures| figures.return_days.value = 0), "return_days");
    assert_eq!(
        field(|figures| figures.decision_days.value = 3661),
        "decision_days"
    );
    assert_eq!(
        field(|figures| figures.documents_third_country.value.clear()),
        "documents_third_country"
    );
    assert_eq!(
        field(|figures| figures.documents_eaeu_member.value.clear()),
        "documents_eaeu_member"
    );
    assert_eq!(
        field(|figures| figures.penalty_rates[0].per_day_ppm = 1_000_001),
        "penalty_rates"
    );
    assert_eq!(field(|figures| figures.penalty_rates.clear()), "penalty_rates");
    assert_eq!(
        field(|figures| figures.penalty_rates[0].source = "".into()),
        "penalty_rates"
    );
    assert_eq!(field(|figures| figures.exclusions.value.clear()), "exclusions");
    assert_eq!(
        field(|figures| figures.exclusions.value[0] = crate::dossier::Activity::Unknown),
        "exclusions"
    );
    assert_eq!(
        field(|figures| figures.exclusions.value[0] = figures.exclusions.value[8]),
        "exclusions"
    );
    assert_eq!(
        field(|figures| figures.eaeu_members.value.clear()),
        "eaeu_members"
    );
    assert_eq!(
        field(|figures| figures.eaeu_members.value[3] = figures.eaeu_members.value[0]),
        "eaeu_members"
    );
    assert_eq!(
        field(|figures| figures.eaeu_members.value[3] = crate::country::Country::KYRGYZSTAN),
        "eaeu_members"
    );
    assert_eq!(
        field(|figures| figures.documents_third_country.value[5] = figures.documents_third_country.value[4]),
        "documents_third_country"
    );
    assert_eq!(
        field(|figures| figures.documents_eaeu_member.value[0] = crate::dossier::DocumentKind::Unknown),
        "documents_eaeu_member"
    );
    assert_eq!(field(|figures| figures.return_days.source.clear()), "return_days");
    assert_eq!(
        field(|figures| figures.eaeu_members.source.clear()),
        "eaeu_members"
    );
    let doubled = |figures: &mut Figures| figures.penalty_rates.push(figures.penalty_rates[0].clone());
    assert_eq!(field(doubled), "penalty_rates");
}

#[test]
fn what_is_wrong_with_a_field_is_said() {
    let told = |change: fn(&mut PolicyEdition)| refused(|editions| change(&mut editions[1])).to_string();
    let rate = |edition: &mut PolicyEdition, ppm| edition.figures.penalty_rates[0].per_day_ppm = ppm;
    for (said, reason) in [
        (told(|edition| edition.id = " ".into()), "id: must not be empty"),
        (
            told(|edition| edition.id = "20\u{1b}[2J22".into()),
            "id: must have no control characters",
        ),
        (
            told(|edition| edition.legal_basis.source = " \t".into()),
            "legal_basis: its source must say",
        ),
        (
            told(|edition| edition.readings.return_days.source = " ".into()),
            "return_days: its source must say",
        ),
        (
            told(|edition| edition.figures.return_days.value = 0),
            "return_days: must be from 1 to 3660",
        ),
        (
            refused(|editions| rate(&mut editions[1], 0)).to_string(),
            "penalty_rates: must be from 1 to 1000000",
        ),
        (
            told(|edition| edition.figures.penalty_rates[0].disputed_per_day_ppm = Some(0)),
            "penalty_rates: must be from 1 to 1000000",
        ),
        (
            told(|edition| edition.figures.penalty_rates[0].from = date(2022, 1, 2)),
            "penalty_rates: the first of them must begin on the edition's first day or before",
        ),
        (
            told(|edition| edition.figures.exclusions.value[0] = edition.figures.exclusions.value[8]),
            "exclusions: must hold each once",
        ),
        (
            told(|edition| {
                edition
                    .figures
                    .penalty_rates
                    .push(edition.figures.penalty_rates[0].clone())
            }),
            "penalty_rates: must be in the order",
        ),
    ] {
        assert!(said.contains(reason), "{reason} is not in: {said}");
    }
}

#[test]
fn an_edition_may_be_of_one_day() {
    let mut editions: Vec<_> = PolicyBook::bundled().unwrap().editions().cloned().collect();
    let first = editions[0].valid_from;
    let mut day = editions[0].clone();
    day.id = "one-day".into();
    day.valid_to = Some(first);
    editions[0].valid_from = first.tomorrow().unwrap();
    editions.insert(0, day);
    let book = PolicyBook::from_editions(editions).unwrap();
    assert_eq!(book.first_day(), first);
    assert_eq!(&*book.in_force(first).edition.id, "one-day");
}

#[test]
fn each_value_names_where_it_is_from() {
    // Every field with a source, emptied by its place in the text.
    let whole: serde_json::Value = serde_json::from_str(include_str!("../../data/policy.json")).unwrap();
    let mut tried = 0;
    for part in ["", "/figures", "/readings"] {
        let fields = whole.pointer(&format!("/editions/1{part}")).unwrap();
        for name in fields.as_object().unwrap().keys() {
            let mut emptied = whole.clone();
            let source = emptied.pointer_mut(&format!("/editions/1{part}/{name}/source"));
            let Some(source) = source else { continue };
            *source = "".into();
            match PolicyBook::from_json(&emptied.to_string()).unwrap_err() {
                PolicyError::Range { field, .. } => assert_eq!(field, name),
                other => panic!("{name}: {other}"),
            }
            tried += 1;
        }
    }
    assert_eq!(tried, 1 + 9 + ReadingKey::ALL.len());
}

#[test]
fn a_policy_that_is_not_one_is_refused() {
    assert!(matches!(PolicyBook::from_json("{"), Err(PolicyError::Json(_))));
    let unknown =
        include_str!("../../data/policy.json").replacen("\"return_days\": {", "\"return_dais\": {", 1);
    let error = PolicyBook::from_json(&unknown).unwrap_err().to_string();
    assert!(error.contains("return_dais") && error.contains("line"), "{error}");
}

#[test]
fn each_reading_names_its_own_source_and_its_own_day() {
    let mut edition = editions().swap_remove(0);
    edition.readings.return_days.last_confirmed = Some(date(2026, 11, 22));
    let json = serde_json::to_value(&edition.readings).unwrap();
    for reading in ReadingKey::ALL {
        let (source, confirmed) = edition.readings.source(*reading);
        let field = &json[reading.as_str()];
        assert_eq!(field["source"], source);
        let confirmed = serde_json::to_value(confirmed).unwrap();
        assert_eq!(field["last_confirmed"], confirmed, "{reading:?}");
    }
}
