//! Until when what waits has to have reached the office: the term runs on meanwhile (`reg:18`).

use jiff::civil::Date;
use salyk_regulation::rule::RuleId;

use super::content::Application;
use super::state::OfficeKey;
use crate::model::Model;
use crate::regime;

/// From so many days before the last day on, going to the office is advised.
const DAYS_TO_GO: i32 = 3;

/// The last day by our count in words, and to go to the office where little is left; nothing for what has no last day.
pub(super) fn words(
    model: &Model,
    (account, taxpayer): &OfficeKey,
    application: &Application,
) -> Option<String> {
    let Application::Refund(refund) = application else {
        return None;
    };
    let day = regime::applied(model, account, taxpayer, &refund.lot)?.last_day()?;
    let (texts, today) = (model.texts(), model.today());
    let date = texts.shown_date(day, today).text;
    let last = texts.say_with("outbox-last-day", &[("date", date.into())]);
    let mut words = format!("{last} · {}", RuleId::Reg18.as_str());
    if is_near(day, today) {
        words = format!("{words} {}", texts.say("outbox-go-there"));
    }
    Some(words)
}

/// After it too: the count is ours, and the office may still take it.
fn is_near(day: Date, today: Date) -> bool {
    day.since(today).map_or(0, |span| span.get_days()) <= DAYS_TO_GO
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::is_near;

    #[test]
    fn from_three_days_before_on_one_is_told_to_go_there() {
        let last = date(2026, 11, 29);
        assert!(!is_near(last, date(2026, 11, 25)));
        for day in [26, 27, 28, 29, 30] {
            assert!(is_near(last, date(2026, 11, day)), "{day}");
        }
    }
}
