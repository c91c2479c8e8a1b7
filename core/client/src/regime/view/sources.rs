//! Where a figure or a reading of the policy is from, and since when nobody has confirmed it.

use jiff::civil::Date;
use salyk_regulation::finding::{Binds, Finding, Verdict};
use salyk_regulation::policy::{PolicyEdition, Sourced};
use salyk_regulation::rule::RuleId;

use super::scene::Scene;
use super::{countries, words};
use crate::text::Texts;
use crate::view::FactShown;

/// Where the penalty's rate is from.
const RATE: &str = "secondary sources disagree: one gives 0.09 % a day capped at the tax, another 0.13 %; the regulation \
                    itself only refers to the Tax Code";

/// The source with its last confirmation, in one line.
pub(super) fn line(texts: &Texts, source: &str, confirmed: Option<Date>) -> String {
    let source = named(texts, source);
    match confirmed {
        Some(day) => {
            let names = [("source", source.into()), ("day", texts.date(day).into())];
            texts.say_with("policy-source-confirmed", &names)
        }
        None => texts.say_with("policy-source-never", &[("source", source.into())]),
    }
}

/// A policy's source in words: a policy is written in English, and what this app does not know is told as it is written.
pub(super) fn named(texts: &Texts, source: &str) -> String {
    let chosen = |start: &str| {
        let place = source.strip_prefix(start)?;
        place.strip_suffix(" chosen by this project")
    };
    if let Some(point) = chosen("reading of regulation, point ") {
        return texts.say_with("policy-source-reading", &[("point", point.into())]);
    }
    if let Some(place) = chosen("reading of guide, ") {
        return texts.say_with("policy-source-guide", &[("place", place.into())]);
    }
    if let Some(point) = source
        .strip_prefix("regulation, point ")
        .filter(|rest| is_number(rest))
    {
        return texts.say_with("policy-source-point", &[("point", point.into())]);
    }
    let known = match source {
        "regulation, point 1; its first day is not stated and is set to the first day covered here" => {
            "policy-source-first-day"
        }
        "Treaty on the Eurasian Economic Union; members other than Kyrgyzstan" => "policy-source-treaty",
        "the Tax Code of 2022, which appears to have renumbered article 277¹" => "policy-source-new-code",
        RATE => "policy-source-rate",
        _ => return source.to_owned(),
    };
    texts.say(known)
}

/// Whether it is a point's number and nothing else: `18 (1)`.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || " .()".contains(c))
}

/// The figure of the edition that the finding was made with, with its source.
pub(super) fn figure(scene: &Scene<'_>, finding: &Finding, edition: &PolicyEdition) -> Option<FactShown> {
    if finding.verdict == Verdict::NotApplicable {
        return None;
    }
    let figures = &edition.figures;
    let shown = match finding.rule {
        RuleId::Reg2_2 | RuleId::Reg2_3 => {
            let names = |countries: &Vec<_>| {
                let names = countries.iter().map(|country| countries::name(scene, *country));
                names.collect::<Vec<_>>().join(", ")
            };
            with_source(scene, "figure-members", &figures.eaeu_members, names)
        }
        RuleId::Reg3 => with_source(scene, "rule-3-title", &figures.exclusions, |activities| {
            let names = activities.iter().map(|one| scene.say(words::activity(*one)));
            names.collect::<Vec<_>>().join("; ")
        }),
        RuleId::Reg5_1 => with_source(
            scene,
            "figure-months",
            &figures.activity_window_months,
            u8::to_string,
        ),
        RuleId::Reg15 => {
            let days = &figures.customs_notice_working_days;
            with_source(scene, "figure-notice-days", days, u16::to_string)
        }
        RuleId::Reg16 => with_source(scene, "figure-deposit-day", &figures.deposit_day, u8::to_string),
        RuleId::Reg5_2 | RuleId::Reg18 | RuleId::Reg21 => {
            with_source(scene, "figure-return-days", &figures.return_days, u16::to_string)
        }
        RuleId::Reg19 if finding.binds != Binds::Taxpayer => {
            let days = &figures.decision_days;
            with_source(scene, "figure-decision-days", days, u16::to_string)
        }
        RuleId::Reg1
        | RuleId::Reg2_1
        | RuleId::Reg2_4
        | RuleId::Reg4
        | RuleId::Reg5_3
        | RuleId::Reg6
        | RuleId::Reg7
        | RuleId::Reg8
        | RuleId::Reg9
        | RuleId::Reg10
        | RuleId::Reg11
        | RuleId::Reg12
        | RuleId::Reg13
        | RuleId::Reg14
        | RuleId::Reg17
        | RuleId::Reg19
        | RuleId::Reg20 => return None,
    };
    Some(shown)
}

fn with_source<T>(
    scene: &Scene<'_>,
    label: &str,
    figure: &Sourced<T>,
    shown: impl FnOnce(&T) -> String,
) -> FactShown {
    FactShown {
        label: scene.say(label),
        value: shown(&figure.value),
        source: line(scene.texts, &figure.source, figure.last_confirmed),
    }
}

#[cfg(test)]
mod tests {
    use salyk_regulation::policy::{PolicyBook, ReadingKey};

    use super::*;
    use crate::text::Language;

    #[test]
    fn every_source_of_the_bundled_policy_is_told_in_each_language() {
        let book = PolicyBook::bundled().unwrap();
        for edition in book.editions() {
            let figures = &edition.figures;
            let mut sources = vec![
                edition.legal_basis.source.as_str(),
                &figures.activity_window_months.source,
                &figures.customs_notice_working_days.source,
                &figures.deposit_day.source,
                &figures.return_days.source,
                &figures.decision_days.source,
                &figures.exclusions.source,
                &figures.eaeu_members.source,
                &figures.documents_third_country.source,
                &figures.documents_eaeu_member.source,
            ];
            sources.extend(figures.penalty_rates.iter().map(|rate| rate.source.as_str()));
            let readings = ReadingKey::ALL.iter();
            sources.extend(readings.map(|reading| edition.readings.source(*reading).0));
            for source in sources {
                for language in [Language::Kyrgyz, Language::Russian] {
                    let told = named(Texts::of(language), source);
                    // The guide's places are called by a letter and a number.
                    let letters = told.chars().filter(char::is_ascii_alphabetic).count();
                    assert!(letters <= 1, "{told}");
                }
                assert_ne!(named(Texts::of(Language::English), source), source);
            }
        }
    }

    #[test]
    fn a_source_of_another_policy_is_told_as_it_is_written() {
        let texts = Texts::of(Language::Kyrgyz);
        for source in ["a letter of the tax service", "regulation, point 18 and a letter"] {
            assert_eq!(named(texts, source), source);
        }
        assert_eq!(named(texts, "regulation, point 18 (1)"), "Жобонун пункту: 18 (1)");
    }
}
