//! Home: where the taxpayer stands, what comes next and what is late.

use jiff::ToSpan;
use salyk_regulation::dossier::Body;
use salyk_regulation::money::Money;

use super::scene::Scene;
use super::{alerts, finding, money, register, urgent};
use crate::intent::{Ask, ScreenId};
use crate::text::{Texts, in_bishkek};
use crate::view::{Action, HomeHeadings, HomeView, Importance, InnShown, MoneyLine};

/// How many of the actions open the case itself; they come first.
pub(super) const OF_CASE: usize = 4;
/// How many deadlines are shown.
const DEADLINES: usize = 3;
/// How many of what is overdue are shown; Duties have the rest.
pub(super) const OVERDUE: usize = 10;

pub(super) fn home(scene: &Scene<'_>, inn: Option<InnShown>, actions: Vec<Action>) -> HomeView {
    let today = scene.today;
    let open = || urgent::open_findings(scene.assessment);
    let deadlines = urgent::by_day(open().filter(|finding| urgent::is_deadline(finding, today)));
    let overdue = urgent::by_day(open().filter(|finding| urgent::is_overdue(finding, today)));
    HomeView {
        inn,
        registered: Some(register::registered(scene)),
        finding: register::our_finding(scene),
        deadlines: deadlines
            .iter()
            .take(DEADLINES)
            .map(|found| finding::deed_row(scene, found))
            .collect(),
        overdue: overdue
            .iter()
            .take(OVERDUE)
            .map(|found| finding::deed_row(scene, found))
            .collect(),
        deposits: deposits(scene),
        alerts: alerts::alerts(scene, overdue.len()),
        age: Some(age(scene)),
        actions,
        headings: HomeHeadings::of(scene.texts),
    }
}

/// The service was never heard: nothing is known, and nothing is made up.
pub(super) fn nothing_fetched(texts: &Texts, inn: Option<InnShown>, actions: Vec<Action>) -> HomeView {
    HomeView {
        inn,
        registered: None,
        finding: None,
        deadlines: Vec::new(),
        overdue: Vec::new(),
        deposits: Vec::new(),
        alerts: Vec::new(),
        age: None,
        actions,
        headings: HomeHeadings::of(texts),
    }
}

pub(super) fn actions(
    texts: &Texts,
    screen: ScreenId,
    several_taxpayers: bool,
    fetched: bool,
) -> Vec<Action> {
    let action = |key, importance, ask| Action::enabled(texts.say(key), importance, screen, ask);
    let nothing = (!fetched).then(|| texts.say("home-nothing-fetched"));
    let of_case = |key, importance, ask| action(key, importance, ask).unless(nothing.clone());
    let mut actions = vec![
        of_case("lots-title", Importance::Primary, Ask::OpenLots),
        of_case("duties-title", Importance::Normal, Ask::OpenDuties),
        of_case("plan-title", Importance::Normal, Ask::OpenPlan { lot: None }),
        of_case("reminders-title", Importance::Normal, Ask::OpenReminders),
    ];
    if several_taxpayers {
        actions.push(action(
            "home-other-taxpayers",
            Importance::Normal,
            Ask::OpenTaxpayers,
        ));
    }
    actions.push(action("refresh", Importance::Normal, Ask::Refresh));
    actions.push(action("accounts-title", Importance::Normal, Ask::OpenAccounts));
    actions.push(action("settings-title", Importance::Normal, Ask::OpenSettings));
    actions
}

fn deposits(scene: &Scene<'_>) -> Vec<MoneyLine> {
    let totals = scene.assessment.deposits;
    let mut lines = vec![
        account(scene, "deposits-tax-body", totals.tax_body, Body::TaxBody),
        account(scene, "deposits-customs", totals.customs, Body::Customs),
    ];
    if totals.at_risk > Money::ZERO {
        lines.push(MoneyLine {
            label: scene.say("deposits-at-risk"),
            sum: scene.money(totals.at_risk),
            remark: Some(scene.say("deposits-at-risk-remark")),
        });
    }
    let transferred = Money::total(scene.assessment.lots.iter().map(money::transferred));
    let transfers = scene.dossier.lots.iter().flat_map(|lot| &lot.budget_transfers);
    lines.extend(money::to_budget(scene, totals.to_budget, transferred, transfers));
    lines
}

fn account(scene: &Scene<'_>, label: &str, sum: Money, body: Body) -> MoneyLine {
    let paid = scene.dossier.lots.iter().flat_map(|lot| &lot.deposits);
    MoneyLine {
        label: scene.say(label),
        sum: scene.money(sum),
        remark: money::deposits_said_by(scene, paid.filter(|deposit| deposit.account == body)),
    }
}

/// When the service was last heard, in Bishkek time.
fn age(scene: &Scene<'_>) -> String {
    let fetched = in_bishkek(scene.fetched);
    let time = format!("{:02}:{:02}", fetched.hour(), fetched.minute());
    if fetched.date() == scene.today {
        return scene.say_with("age-today", &[("time", time.into())]);
    }
    if scene.today.checked_sub(1.day()).ok() == Some(fetched.date()) {
        return scene.say_with("age-yesterday", &[("time", time.into())]);
    }
    let moment = scene.texts.moment(scene.fetched);
    if fetched.date() > scene.today {
        // The phone's clock was set back since.
        return moment;
    }
    let ago = scene.shown_day(fetched.date()).relative;
    scene.say_with("age-earlier", &[("moment", moment.into()), ("ago", ago.into())])
}
