//! The names of days off. The table has them in Kyrgyz and English; those that are known here have them in all languages.

use salyk_regulation::calendar::DayOff;

use crate::text::{Language, Texts};

pub(super) fn name(texts: &Texts, day: &DayOff) -> String {
    let plain = day.name_en.trim_end_matches("(estimated)").trim();
    let name = match key(plain) {
        Some(key) => texts.say(key),
        None => match texts.language() {
            Language::English => day.name_en.to_string(),
            // The table has no Russian names: a new one shows as in Kyrgyz.
            Language::Kyrgyz | Language::Russian => day.name_ky.to_string(),
        },
    };
    if day.estimated {
        texts.say_with("day-off-estimated", &[("name", name.into())])
    } else {
        name
    }
}

fn key(english: &str) -> Option<&'static str> {
    Some(match english {
        "Additional public holiday" => "day-off-additional",
        "Christmas Day" => "day-off-christmas",
        "Constitution Day" => "day-off-constitution",
        "Day of the People's April Revolution" => "day-off-april-revolution",
        "Days of History and Commemoration of Ancestors" => "day-off-ancestors",
        "Eid al-Adha" => "day-off-kurman-ait",
        "Eid al-Fitr" => "day-off-orozo-ait",
        "Fatherland Defender's Day" => "day-off-defender",
        "Independence Day" => "day-off-independence",
        "International Women's Day" => "day-off-women",
        "Labor Day" => "day-off-labour",
        "May Holidays" => "day-off-may",
        "New Year Holidays" => "day-off-new-year-holidays",
        "New Year's Day" => "day-off-new-year",
        "Nooruz Holiday" => "day-off-nooruz",
        "Victory Day" => "day-off-victory",
        moved if moved.starts_with("Day off (substituted") => "day-off-moved",
        _ => return None,
    })
}
