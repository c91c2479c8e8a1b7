//! The names of countries. Those that are not named here show as their codes.

use salyk_regulation::country::Country;

use super::scene::Scene;
use crate::text::Texts;

pub(super) fn name(scene: &Scene<'_>, country: Country) -> String {
    name_in(scene.texts, country)
}

pub(super) fn name_in(texts: &Texts, country: Country) -> String {
    match key(country.as_str()) {
        Some(key) => texts.say(key),
        None => country.as_str().to_owned(),
    }
}

fn key(code: &str) -> Option<&'static str> {
    Some(match code {
        "AE" => "country-ae",
        "AM" => "country-am",
        "AZ" => "country-az",
        "BY" => "country-by",
        "CN" => "country-cn",
        "DE" => "country-de",
        "FR" => "country-fr",
        "GB" => "country-gb",
        "GE" => "country-ge",
        "IN" => "country-in",
        "IR" => "country-ir",
        "IT" => "country-it",
        "JP" => "country-jp",
        "KG" => "country-kg",
        "KR" => "country-kr",
        "KZ" => "country-kz",
        "MN" => "country-mn",
        "PK" => "country-pk",
        "PL" => "country-pl",
        "RU" => "country-ru",
        "TJ" => "country-tj",
        "TM" => "country-tm",
        "TR" => "country-tr",
        "US" => "country-us",
        "UZ" => "country-uz",
        _ => return None,
    })
}
