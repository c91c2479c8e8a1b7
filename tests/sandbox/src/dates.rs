//! Sample data is written around a day 0, so that a demonstration always has near deadlines.
//!
//! In any text of a sample file:
//! `{d-40}` is the day 40 days before day 0, `YYYY-MM-DD`; `{dmy-40}` the same as `DDMMYY`; `{y-40}` its year;
//! `{p-40}`, `{m-40}` and `{n-40}` the first day of the month before, of its month, and of the month after, which is when a
//! regime begins that was applied for on that day (reg:10).

use jiff::Span;
use jiff::civil::Date;
use serde_json::Value;

/// Why a sample file can't be laid out.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{{{0}}}` is not a day around day 0")]
pub(crate) struct BadDay(String);

/// Replaces every day in every text of a JSON value.
pub(crate) fn lay_out(value: &mut Value, day0: Date) -> Result<(), BadDay> {
    match value {
        Value::String(text) => {
            if text.contains('{') {
                *text = lay_out_text(text, day0)?;
            }
            Ok(())
        }
        Value::Array(values) => values.iter_mut().try_for_each(|value| lay_out(value, day0)),
        Value::Object(fields) => fields.values_mut().try_for_each(|value| lay_out(value, day0)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn lay_out_text(text: &str, day0: Date) -> Result<String, BadDay> {
    let mut laid_out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (day, after) = after.split_once('}').ok_or_else(|| BadDay(after.to_owned()))?;
        laid_out.push_str(before);
        laid_out.push_str(&written(day, day0).ok_or_else(|| BadDay(day.to_owned()))?);
        rest = after;
    }
    laid_out.push_str(rest);
    Ok(laid_out)
}

fn written(day: &str, day0: Date) -> Option<String> {
    let sign = day.find(['+', '-'])?;
    let (form, offset) = day.split_at_checked(sign)?;
    let days = Span::new().try_days(offset.parse::<i64>().ok()?).ok()?;
    let date = day0.checked_add(days).ok()?;
    match form {
        "d" => Some(date.to_string()),
        "dmy" => Some(date.strftime("%d%m%y").to_string()),
        "y" => Some(date.year().to_string()),
        "p" => Some(
            date.first_of_month()
                .yesterday()
                .ok()?
                .first_of_month()
                .to_string(),
        ),
        "m" => Some(date.first_of_month().to_string()),
        "n" => Some(date.last_of_month().tomorrow().ok()?.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn lays_days_out_around_day_0() {
        let mut value =
            json!({"a": ["{d-1}", "{d+0}", 7], "b": "1011/{dmy-32}/2", "c": "{p+0} {m+0} {n+0} {y-365}"});
        lay_out(&mut value, date(2024, 3, 1)).unwrap();
        let expected = json!({"a": ["2024-02-29", "2024-03-01", 7], "b": "1011/290124/2", "c": "2024-02-01 2024-03-01 2024-04-01 2023"});
        assert_eq!(value, expected);
    }

    #[test]
    fn refuses_what_is_no_day() {
        for bad in ["{d}", "{x-1}", "{d-1", "{d-one}", "{d-999999999}"] {
            assert!(lay_out(&mut json!(bad), date(2024, 3, 1)).is_err(), "{bad}");
        }
    }
}
