//! Days, sums and numbers as the Unicode CLDR writes them: `ky-KG`, `ru-KG`, and `en-GB` for English. Its record and the ways
//! in which a text here is another stand in the tests of CLDR beside this file.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::digits::ascii_digit;
use super::{FluentValue, Language, Texts};
use crate::view::{ShownDate, ShownMoney};

/// Bishkek is at UTC+6 all year round.
const BISHKEK: Offset = Offset::constant(6);

/// Does not break, and is narrower than a space.
const NARROW_SPACE: char = '\u{202f}';
/// Does not break.
const SPACE: char = '\u{a0}';

/// The civil time in Bishkek at this moment.
#[must_use]
pub fn in_bishkek(moment: Timestamp) -> DateTime {
    BISHKEK.to_datetime(moment)
}

/// The moment of a civil time in Bishkek; `None` beyond the range of moments.
pub(crate) fn to_utc(civil: DateTime) -> Option<Timestamp> {
    BISHKEK.to_timestamp(civil).ok()
}

impl Texts {
    /// A day in words, CLDR's long form: `2026-ж., 29-август`, `29 августа 2026 г.`, `29 August 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (day, year) = (date.day(), date.year());
        let month = self.say(month_key(date.month()));
        match self.language() {
            Language::Kyrgyz => format!("{year}-ж., {day}-{month}"),
            Language::Russian => format!("{day} {month} {year}{NARROW_SPACE}г."),
            Language::English => format!("{day} {month} {year}"),
        }
    }

    /// A moment in words, in Bishkek time.
    #[must_use]
    pub fn moment(&self, moment: Timestamp) -> String {
        let civil = in_bishkek(moment);
        let between = match self.language() {
            Language::Kyrgyz => "",
            Language::Russian | Language::English => ",",
        };
        let (date, hour, minute) = (self.date(civil.date()), civil.hour(), civil.minute());
        format!("{date}{between} {hour:02}:{minute:02}")
    }

    /// A day as text, as itself, and as seen from `today`.
    #[must_use]
    pub fn shown_date(&self, date: Date, today: Date) -> ShownDate {
        let days_left = date.since(today).map_or(0, |span| span.get_days());
        let (key, days) = match days_left {
            0 => ("days-today", 0),
            1.. => ("days-left", days_left),
            _ => ("days-ago", -days_left),
        };
        let relative = self.say_with(key, &[("days", FluentValue::from(days))]);
        ShownDate {
            text: self.date(date),
            iso: date.to_string(),
            days_left,
            relative,
        }
    }

    /// A sum, out of tyiyn: `120 000,00 сом`, `KGS 120,000.00`.
    #[must_use]
    pub fn shown_money(&self, tyiyn: i64) -> ShownMoney {
        let number = self.number(u128::from(tyiyn.unsigned_abs()), 2, 2);
        let sign = if tyiyn < 0 { "-" } else { "" };
        let text = format!("{sign}{}", self.in_som(&number));
        ShownMoney { text, tyiyn }
    }

    /// A number that is not negative as a sum in som.
    pub(crate) fn in_som(&self, number: &str) -> String {
        let som = self.say("som");
        match self.language() {
            Language::Kyrgyz | Language::Russian => format!("{number}{SPACE}{som}"),
            Language::English => format!("{som}{SPACE}{number}"),
        }
    }

    /// A share in percent, out of parts per million: 900 is `0,09%`; Russian has a space before the sign.
    #[must_use]
    pub fn percent(&self, ppm: u32) -> String {
        let number = self.number(u128::from(ppm), 4, 0);
        match self.language() {
            Language::Russian => format!("{number}{SPACE}%"),
            Language::Kyrgyz | Language::English => format!("{number}%"),
        }
    }

    /// `scaled` ÷ 10^`places`, in groups of three digits; zeros at the end of the fraction are left out beyond `least` places.
    pub(crate) fn number(&self, scaled: u128, places: u32, least: usize) -> String {
        let (group, point) = match self.language() {
            Language::English => (',', '.'),
            Language::Kyrgyz | Language::Russian => (SPACE, ','),
        };
        let one = 10_u128.saturating_pow(places);
        let (whole, rest) = (scaled / one, scaled % one);
        let digits = whole.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place) % 3 == 0 {
                text.push(group);
            }
            text.push(digit);
        }
        let width = usize::try_from(places).unwrap_or(0);
        let mut fraction = format!("{rest:0width$}");
        while fraction.len() > least && fraction.ends_with('0') {
            fraction.pop();
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(&fraction);
        }
        text
    }
}

/// A day as a person writes it, `2027-01-15` or `15.01.2027`; `None` where it is none.
pub(crate) fn written_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let separator = if text.contains('.') { '.' } else { '-' };
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = match separator {
        '.' => (third, second, first),
        _ => (first, second, third),
    };
    let whole = |text: &str, most: usize| {
        (!text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some(())
    };
    whole(year, 4).filter(|()| year.len() == 4)?;
    whole(month, 2).and(whole(day, 2))?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A quantity as a person writes it, in thousandths: `2.5`, in Kyrgyz and Russian `2,5` too, with spaces between groups of
/// digits or without. `None` where it is none, has more than three decimal places, or is too large to count.
pub(crate) fn written_quantity(text: &str, language: Language) -> Option<u64> {
    written_decimal(text, language, 3)
}

/// A sum as a person writes it in som, in tyiyn: likewise, with two decimal places at most.
pub(crate) fn written_sum(text: &str, language: Language) -> Option<i64> {
    i64::try_from(written_decimal(text, language, 2)?).ok()
}

/// A number that is not negative, in digits of any script, times 10^`places`.
fn written_decimal(text: &str, language: Language, places: usize) -> Option<u64> {
    let spaces = [' ', SPACE, NARROW_SPACE];
    let kept = text.trim().chars().filter(|c| !spaces.contains(c));
    let text: String = kept.map(ascii_digit).collect();
    // An English comma stands between thousands: taken for a point it would be a thousandth of what was meant.
    let points: &[char] = match language {
        Language::English => &['.'],
        Language::Kyrgyz | Language::Russian => &['.', ','],
    };
    let (whole, fraction) = match text.split_once(points) {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text.as_str(), ""),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > places {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

fn month_key(month: i8) -> &'static str {
    match month {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{written_day, written_quantity, written_sum};
    use crate::text::{Language, Texts};

    #[test]
    fn a_written_day_is_read_in_both_ways_and_nothing_else_is() {
        let day = Some(date(2027, 1, 5));
        for text in ["2027-01-05", " 05.01.2027 ", "5.1.2027", "2027-1-5"] {
            assert_eq!(written_day(text), day, "{text}");
        }
        for text in [
            "",
            "27-01-05",
            "05.01.27",
            "2027-13-01",
            "29.02.2027",
            "2027-01",
            "5.1.2027.",
            "+5.1.2027",
            "2027-01-05T00",
            "٥.1.2027",
        ] {
            assert_eq!(written_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_written_quantity_is_read_exactly_or_not_at_all() {
        let english = |text| written_quantity(text, Language::English);
        let russian = |text| written_quantity(text, Language::Russian);
        for (text, thousandths) in [
            ("2.5", 2_500),
            ("0.001", 1),
            (" 10 ", 10_000),
            ("1 234", 1_234_000),
            ("1\u{a0}234.05", 1_234_050),
            ("0", 0),
            ("٣٠٠", 300_000),
            ("18446744073709551.615", u64::MAX),
        ] {
            assert_eq!(
                (english(text), russian(text)),
                (Some(thousandths), Some(thousandths)),
                "{text}"
            );
        }
        assert_eq!((russian("2,5"), english("2,5")), (Some(2_500), None));
        let none = [
            "",
            ".",
            "2.",
            ".5",
            "1.2345",
            "-1",
            "+1",
            "1e3",
            "1,2,3",
            "1.2.3",
            "٣٫٥",
            "2.5 kg",
            "18446744073709551.616",
        ];
        for text in none {
            assert_eq!((english(text), russian(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn a_written_sum_is_read_to_the_tyiyn_or_not_at_all() {
        let russian = |text| written_sum(text, Language::Russian);
        for (text, tyiyn) in [
            ("120 000,05", 12_000_005),
            ("0.5", 50),
            ("7", 700),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(russian(text), Some(tyiyn), "{text}");
        }
        // Three digits after a point may be thousands: nobody is to guess.
        for text in ["", "1.500", "1,234,5", "-5", "92233720368547758.08", "5 сом"] {
            assert_eq!(russian(text), None, "{text}");
        }
        assert_eq!(written_sum("1,50", Language::English), None);
    }

    #[test]
    fn days_read_as_people_write_them() {
        let day = date(2026, 8, 29);
        assert_eq!(Texts::of(Language::Kyrgyz).date(day), "2026-ж., 29-август");
        assert_eq!(
            Texts::of(Language::Russian).date(day),
            "29 августа 2026\u{202f}г."
        );
        assert_eq!(Texts::of(Language::English).date(day), "29 August 2026");
    }

    #[test]
    fn days_are_counted_from_today() {
        let texts = Texts::of(Language::English);
        let today = date(2026, 8, 29);
        assert_eq!(texts.shown_date(date(2026, 8, 29), today).relative, "today");
        assert_eq!(texts.shown_date(date(2026, 9, 1), today).relative, "in 3 days");
        assert_eq!(texts.shown_date(date(2026, 8, 28), today).relative, "1 day ago");
        assert_eq!(texts.shown_date(date(2025, 8, 29), today).days_left, -365);
    }

    #[test]
    fn sums_keep_every_tyiyn() {
        assert_eq!(
            Texts::of(Language::English).shown_money(12_000_000).text,
            "KGS\u{a0}120,000.00"
        );
        assert_eq!(
            Texts::of(Language::Russian).shown_money(-105).text,
            "-1,05\u{a0}сом"
        );
        assert_eq!(
            Texts::of(Language::Kyrgyz).shown_money(10_000_005).text,
            "100\u{a0}000,05\u{a0}сом"
        );
    }
}
