//! Days and sums as people write them in each language, after the Unicode CLDR.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::{FluentValue, Language, Texts};
use crate::view::{ShownDate, ShownMoney};

/// Bishkek is at UTC+6 all year round.
const BISHKEK: Offset = Offset::constant(6);

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
    /// A day in words: `2026-ж., 29-август`, `29 августа 2026 г.`, `29 August 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (day, year) = (date.day(), date.year());
        let month = self.say(month_key(date.month()));
        match self.language() {
            Language::Kyrgyz => format!("{year}-ж., {day}-{month}"),
            Language::Russian => format!("{day} {month} {year} г."),
            Language::English => format!("{day} {month} {year}"),
        }
    }

    /// A moment in words, in Bishkek time.
    #[must_use]
    pub fn moment(&self, moment: Timestamp) -> String {
        let civil = in_bishkek(moment);
        format!(
            "{}, {:02}:{:02}",
            self.date(civil.date()),
            civil.hour(),
            civil.minute()
        )
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

    /// A sum in som, out of tyiyn: `120 000,00 сом`, `120,000.00 som`.
    #[must_use]
    pub fn shown_money(&self, tyiyn: i64) -> ShownMoney {
        let (group, point) = match self.language() {
            Language::English => (',', '.'),
            Language::Kyrgyz | Language::Russian => ('\u{a0}', ','),
        };
        let sign = if tyiyn < 0 { "-" } else { "" };
        let (som, rest) = (tyiyn.unsigned_abs() / 100, tyiyn.unsigned_abs() % 100);
        let digits = som.to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place) % 3 == 0 {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        let text = format!("{sign}{grouped}{point}{rest:02}\u{a0}{}", self.say("som"));
        ShownMoney { text, tyiyn }
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

    use super::written_day;
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
    fn days_read_as_people_write_them() {
        let day = date(2026, 8, 29);
        assert_eq!(Texts::of(Language::Kyrgyz).date(day), "2026-ж., 29-август");
        assert_eq!(Texts::of(Language::Russian).date(day), "29 августа 2026 г.");
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
            "120,000.00\u{a0}som"
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
