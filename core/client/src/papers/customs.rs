//! Papers for customs: the application (`reg:11`), the commitment (`reg:13`), and what its own form for the return of a deposit
//! will ask for (`reg:18`, `reg:20`). The fields are our proposal: neither annex is among the documents. Customs is another
//! authority, so that nothing of these is sent.

use salyk_regulation::assessment::LotAssessment;
use salyk_regulation::dossier::{
    Body, Confirmation, ConfirmationForm, ConfirmationKind, DirectionKind, Dossier, Export, Lot,
    RegisteredState,
};
use salyk_regulation::order;

use super::form::Form;
use super::paper::Paper;
use crate::filing::Answers;
use crate::intent::{CustomsPaper, FieldKey};
use crate::regime::{country_named, direction_named, paper_named, quantity_named};
use crate::text::Texts;

/// Where the money of a returned deposit may go, in the order of the text (`reg:20`). A stored draft knows them by their places.
pub(super) const DIRECTIONS: [DirectionKind; 5] = [
    DirectionKind::SettlementAccount,
    DirectionKind::OtherTaxes,
    DirectionKind::CustomsPayments,
    DirectionKind::ComingObligations,
    DirectionKind::TaxDebt,
];

/// The name of the direction in a stored draft; it never changes.
pub(super) const DIRECTION: &str = "direction";

/// Where the money is to go, by its place: back to the account it was paid from until another is chosen.
pub(super) fn direction(draft: &Answers) -> usize {
    let chosen = draft.of(DIRECTION).parse().ok();
    chosen.filter(|place| *place < DIRECTIONS.len()).unwrap_or(0)
}

/// What the case says of the lot, and of whom.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) lot: &'a Lot,
    pub(super) found: &'a LotAssessment,
}

impl CustomsPaper {
    /// Every one of them, in the order in which they are given.
    pub(crate) const ALL: [Self; 3] = [Self::Application, Self::Commitment, Self::Refund];

    /// The key of its title.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Application => "papers-application-title",
            Self::Commitment => "papers-commitment-title",
            Self::Refund => "papers-refund-title",
        }
    }

    /// The key of what it is.
    fn what(self) -> &'static str {
        match self {
            Self::Application => "papers-application-what",
            Self::Commitment => "papers-commitment-what",
            Self::Refund => "papers-refund-what",
        }
    }

    /// Its name in a draft's and a document's name; it never changes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Application => "customs_application",
            Self::Commitment => "commitment",
            Self::Refund => "customs_refund",
        }
    }
}

/// The paper out of what was typed and what the case says. `name` and `inn` are the taxpayer's, as they are to be written.
pub(super) fn form<'a>(
    texts: &'a Texts,
    official: bool,
    paper: CustomsPaper,
    draft: &'a Answers,
    facts: Facts<'_>,
    taxpayer: (&str, String),
) -> Form<'a> {
    let lot = facts.lot.declaration.as_deref().unwrap_or(&facts.lot.id.0);
    let name = format!("{}-{lot}", paper.name());
    let mut made = Paper::new(texts, official, texts.say(paper.title()), &name);
    made.remarks.push(texts.say(paper.what()));
    made.remarks.push(texts.say("filing-form-ours"));
    let mut form = Form::new(texts, draft, made);
    head(&mut form);
    of_taxpayer(&mut form, facts.dossier, taxpayer);
    if paper == CustomsPaper::Application {
        confirmation(&mut form, &facts.dossier.confirmations);
    }
    goods(&mut form, paper, facts.lot);
    if paper != CustomsPaper::Application {
        deposit(&mut form, paper, facts.lot);
    }
    match paper {
        CustomsPaper::Application => {}
        CustomsPaper::Commitment => undertaking(&mut form, facts.lot),
        CustomsPaper::Refund => {
            exports(&mut form, facts);
            claim(&mut form, draft, facts);
        }
    }
    form.asked(FieldKey::PaperSignatory);
    form.asked(FieldKey::PaperRole);
    form.say(texts.say("papers-signature"), String::new());
    form.part("papers-signing");
    form
}

fn head(form: &mut Form<'_>) {
    form.asked(FieldKey::PaperPost);
    form.may_have(FieldKey::PaperNumber);
    form.asked(FieldKey::PaperDay);
    form.part("papers-head");
}

fn of_taxpayer(form: &mut Form<'_>, dossier: &Dossier, (name, inn): (&str, String)) {
    let texts = form.texts;
    form.say(texts.say("papers-name"), name.to_owned());
    form.say(texts.say("inn-label"), inn);
    form.asked(FieldKey::PaperAddress);
    form.say(texts.say("papers-office"), dossier.taxpayer.office.0.clone());
    let start = match dossier.registered.value() {
        Some(RegisteredState::InForce { since }) => Some(*since),
        Some(RegisteredState::AppliedFor { begins, .. }) => Some(*begins),
        _ => None,
    };
    form.known("papers-start", start.map(|day| texts.date(day)));
    form.part("papers-taxpayer");
}

/// The tax body's confirmation of registration: on paper, or by the agencies' exchange (`reg:11`).
fn confirmation(form: &mut Form<'_>, confirmations: &[Confirmation]) {
    let texts = form.texts;
    let of_registration = confirmations
        .iter()
        .filter(|one| one.kind == ConfirmationKind::Registration);
    let newest = of_registration.max_by_key(|one| one.date).and_then(|one| {
        let date = texts.date(one.date);
        let key = match one.form {
            ConfirmationForm::Written => "papers-confirmation-written",
            ConfirmationForm::Electronic => "papers-confirmation-electronic",
            ConfirmationForm::Unknown => return None,
        };
        let number = one.number.as_deref().unwrap_or("—");
        Some(texts.say_with(key, &[("number", number.into()), ("date", date.into())]))
    });
    form.known("papers-confirmation", newest);
    form.part("papers-confirmation-heading");
}

/// From where, which goods, and the conditionally accrued VAT.
fn goods(form: &mut Form<'_>, paper: CustomsPaper, lot: &Lot) {
    let texts = form.texts;
    match (paper, &lot.declaration) {
        // An application may come before the declaration.
        (CustomsPaper::Application, None) => form.may_have(FieldKey::PaperDeclaration),
        (_, declaration) => form.known_or_asked(FieldKey::PaperDeclaration, declaration.clone()),
    }
    let country = lot.imported_from.value();
    form.known(
        "fact-imported-from",
        country.map(|country| country_named(texts, *country)),
    );
    if let Some(day) = lot.released.value() {
        form.say(texts.say("papers-released"), texts.date(*day));
    }
    let mut lines: Vec<_> = lot.lines.iter().collect();
    order::sort_by_key(&mut lines, |line| line.number);
    if lines.is_empty() {
        form.known("papers-goods", None);
    }
    for line in lines {
        let code = line.goods_code.clone();
        let names = [
            ("code", code.unwrap_or_else(|| texts.say("goods-no-code")).into()),
            (
                "quantity",
                quantity_named(texts, line.quantity, &line.unit).into(),
            ),
        ];
        let value = texts.say_with("papers-goods-line", &names);
        form.say(format!("{}. {}", line.number, line.name), value);
    }
    if paper == CustomsPaper::Commitment {
        form.asked(FieldKey::PaperValue);
    }
    let vat = lot.vat.value();
    form.known(
        "papers-vat-sum",
        vat.map(|sum| texts.shown_money(sum.tyiyn()).text),
    );
    form.part("papers-goods");
}

/// The payments to customs' deposit account (`reg:12`).
fn deposit(form: &mut Form<'_>, paper: CustomsPaper, lot: &Lot) {
    let texts = form.texts;
    let paid = lot.deposits.iter().filter(|one| one.account == Body::Customs);
    let mut none = true;
    for payment in paid {
        none = false;
        let names = [
            ("number", payment.number.as_str().into()),
            ("date", texts.date(payment.date).into()),
            ("sum", texts.shown_money(payment.sum.tyiyn()).text.into()),
        ];
        form.say(
            texts.say("papers-payment"),
            texts.say_with("papers-payment-line", &names),
        );
        if paper == CustomsPaper::Refund {
            let account = payment.paying_account.as_ref();
            form.known("papers-paying-account", account.map(|account| account.0.clone()));
        }
    }
    if none {
        form.known("papers-payment", None);
    }
    form.part("papers-deposit");
}

/// What is promised (`reg:13`).
fn undertaking(form: &mut Form<'_>, lot: &Lot) {
    let texts = form.texts;
    form.asked(FieldKey::PaperExportDay);
    let country = lot.planned_destination.value();
    form.known_or_asked(
        FieldKey::PaperExportCountry,
        country.map(|country| country_named(texts, *country)),
    );
    form.say(texts.say("papers-promise"), texts.say("papers-promise-text"));
    form.part("papers-undertaking");
}

/// Where the goods went, and the papers that go with the application (`reg:18`).
fn exports(form: &mut Form<'_>, facts: Facts<'_>) {
    let texts = form.texts;
    let goods = |export: &Export| {
        let mut lines = facts.lot.lines.iter();
        let line = lines.find(|line| line.number == export.line);
        line.map_or_else(|| export.line.to_string(), |line| line.name.clone())
    };
    for export in &facts.lot.exports {
        let country = export.destination.value();
        let unknown = || texts.say("country-unknown");
        let names = [
            (
                "quantity",
                quantity_named(texts, export.quantity, &export.unit).into(),
            ),
            ("date", texts.date(export.date).into()),
            (
                "country",
                country
                    .map_or_else(unknown, |country| country_named(texts, *country))
                    .into(),
            ),
        ];
        let value = texts.say_with("papers-export-line", &names);
        form.say(goods(export), value);
    }
    if facts.lot.exports.is_empty() {
        form.known("papers-exports", None);
    }
    form.part("papers-exports");
    for paper in &facts.found.documents {
        let held = if paper.held {
            "papers-held"
        } else {
            "papers-not-held"
        };
        form.say(paper_named(texts, paper.kind), texts.say(held));
    }
    if facts.found.documents.is_empty() {
        form.known("papers-checklist", None);
    }
    form.part("papers-checklist");
}

/// How much is claimed, and where it is to go (`reg:20`).
fn claim(form: &mut Form<'_>, draft: &Answers, facts: Facts<'_>) {
    let texts = form.texts;
    form.asked_up_to(FieldKey::PaperClaimed, facts.found.sums.deposit.tyiyn());
    if let Some(direction) = DIRECTIONS.get(direction(draft)) {
        form.say(texts.say("papers-direction"), direction_named(texts, *direction));
    }
    form.may_have(FieldKey::PaperBank);
    form.part("papers-claim");
}

#[cfg(test)]
#[path = "customs_tests.rs"]
mod tests;
