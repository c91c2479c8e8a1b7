//! The receipt for an application: what the service received, when, under which number, and by which sums its copies are known.

use salyk_regulation::dossier::Activity;

use super::paper::{Paper, row};
use crate::attachments::{self, FileId};
use crate::consent::Digest;
use crate::filing::{Application, Received, RefundApplication, RegimeApplication};
use crate::model::Model;
use crate::regime::{activity_named, direction_named, paper_named};
use crate::session::Taxpayer;
use crate::text::Texts;
use crate::view::PaperRow;

/// The paper. `inn` is the taxpayer's as it is to be written; `copies` are the files that went with the application.
pub(super) fn paper(
    texts: &Texts,
    official: bool,
    taxpayer: &Taxpayer,
    inn: String,
    received: Received<'_>,
    copies: Vec<(String, Option<Digest>)>,
) -> Paper {
    let receipt = received.receipt;
    let name = format!("receipt-{}", receipt.number);
    let mut paper = Paper::new(texts, official, texts.say("papers-receipt-title"), &name);
    paper.remarks.push(texts.say("papers-receipt-what"));
    paper.remarks.push(texts.say("papers-receipt-contents-ours"));
    paper.part(
        texts.say("papers-receipt-heading"),
        vec![
            row(texts.say("papers-number"), receipt.number.as_str()),
            row(texts.say("papers-filed"), texts.date(receipt.filed)),
            row(
                texts.say("papers-received-bishkek"),
                texts.moment(receipt.received_at),
            ),
            row(texts.say("papers-received-utc"), receipt.received_at.to_string()),
            row(texts.say("papers-made"), texts.moment(received.at)),
            row(texts.say("papers-key"), received.key),
        ],
    );
    paper.part(
        texts.say("papers-taxpayer"),
        vec![
            row(texts.say("papers-name"), taxpayer.name.as_str()),
            row(texts.say("inn-label"), inn),
        ],
    );
    paper.part(
        texts.say(received.application.name_key()),
        contents(texts, received.application),
    );
    paper.part(texts.say("papers-copies"), copies_shown(texts, copies));
    paper
}

/// What was applied for, each answer of it.
fn contents(texts: &Texts, application: &Application) -> Vec<PaperRow> {
    match application {
        Application::Regime(regime) => regime_contents(texts, regime),
        Application::Refund(refund) => refund_contents(texts, refund),
        Application::Report(report) => vec![
            row(texts.say("lot-title"), named(&report.named, &report.lot)),
            row(
                texts.say("filing-report-month"),
                report.month.strftime("%m.%Y").to_string(),
            ),
            row(
                texts.say("filing-report-receipt"),
                answer(texts, !report.receipts.is_empty()),
            ),
        ],
    }
}

/// What people call a lot.
fn named(name: &Option<String>, lot: &str) -> String {
    name.clone().unwrap_or_else(|| lot.to_owned())
}

fn answer(texts: &Texts, yes: bool) -> String {
    texts.say(if yes { "filing-yes" } else { "filing-no" })
}

fn refund_contents(texts: &Texts, refund: &RefundApplication) -> Vec<PaperRow> {
    let mut rows = vec![
        row(texts.say("lot-title"), named(&refund.named, &refund.lot)),
        row(
            texts.say("papers-exports-covered"),
            refund.exports.len().to_string(),
        ),
    ];
    for part in &refund.parts {
        let (to, sum) = (
            direction_named(texts, part.to),
            texts.shown_money(part.sum.tyiyn()).text,
        );
        let account = part.account.as_ref().map(|account| format!(", {}", account.0));
        let value = format!("{sum}, {to}{}", account.unwrap_or_default());
        rows.push(row(texts.say("papers-direction"), value));
    }
    let held = refund.held.iter();
    rows.extend(held.map(|paper| row(paper_named(texts, *paper), texts.say("filing-paper-held"))));
    rows
}

/// The files that went with an application: of which paper each is a copy, its name, and its SHA-256; of one that
/// an earlier version filed while the phone still has it.
pub(super) fn copies(model: &Model, application: &Application) -> Vec<(String, Option<Digest>)> {
    let texts = model.texts();
    let copy = |paper: String, file: &FileId| {
        let known = application.copy(file);
        let known = known.map(|copy| (copy.name.clone(), Some(copy.sha256)));
        let (name, sha256) = known.unwrap_or_else(|| attachments::copy(model, file));
        (format!("{paper} · {name}"), sha256)
    };
    match application {
        Application::Regime(_) => Vec::new(),
        Application::Refund(refund) => {
            let papers = refund.papers.iter();
            papers
                .map(|paper| copy(paper_named(texts, paper.kind), &paper.file))
                .collect()
        }
        Application::Report(report) => {
            let receipts = report.receipts.iter();
            receipts
                .map(|file| copy(texts.say("filing-report-receipt"), file))
                .collect()
        }
    }
}

fn regime_contents(texts: &Texts, regime: &RegimeApplication) -> Vec<PaperRow> {
    let office = row(texts.say("papers-office"), regime.office.as_str());
    let none = |activity: &Activity| row(activity_named(texts, *activity), answer(texts, false));
    let vat = row(texts.say("papers-vat"), answer(texts, regime.cancels_vat));
    let exclusions = regime.none_of.iter().map(none);
    std::iter::once(office).chain(exclusions).chain([vat]).collect()
}

fn copies_shown(texts: &Texts, copies: Vec<(String, Option<Digest>)>) -> Vec<PaperRow> {
    if copies.is_empty() {
        return vec![row(
            texts.say("papers-copies-all"),
            texts.say("papers-copies-none"),
        )];
    }
    let shown = |(name, sha256): (String, Option<Digest>)| match sha256 {
        Some(sha256) => row(name, format!("SHA-256 {}", sha256.hexadecimal())),
        None => row(name, texts.say("papers-copies-gone")),
    };
    copies.into_iter().map(shown).collect()
}
