//! The application for the return of a deposit that the tax body holds: a function of what was answered, of the case and of the files.

use jiff::civil::Date;
use salyk_regulation::dossier::{Body, Direction, DirectionKind, DocumentKind, Issuer, PayingAccount};
use salyk_regulation::money::Money;

use super::content::{PaperFile, RefundApplication};
use super::draft::Answers;
use super::sums::{self, Typed};
use crate::attachments::{FileId, OfForm};
use crate::regime::Applied;
use crate::text::Language;

/// Where the money may go but to the account, which gets what is left (`reg:20`): the field of each, by its name in drafts.
pub(crate) const WAYS: [(DirectionKind, &str); 4] = [
    (DirectionKind::OtherTaxes, "to_other_taxes"),
    (DirectionKind::CustomsPayments, "to_customs_payments"),
    (DirectionKind::ComingObligations, "to_coming_obligations"),
    (DirectionKind::TaxDebt, "to_tax_debt"),
];

/// The field of another account than the deposit was paid from.
pub(crate) const ACCOUNT: &str = "account";

/// Longest number of an account, in characters.
const LONGEST_ACCOUNT: usize = 34;

/// Most files that go with one application.
pub(super) const MOST_FILES: usize = 64;

/// What is missing before it can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Customs holds the deposit, or nobody says who does: the tax body can't be asked.
    OtherBody,
    /// Nothing of the deposit is returnable.
    Nothing,
    /// A sum can't be read.
    Sum,
    /// The parts are more than what is returnable.
    TooMuch,
    /// The account's number can't be one.
    Account,
    /// Files that are not wholly attached, not certified, or were refused.
    Files(usize),
    /// More files than go with one application.
    TooManyFiles,
}

/// What will make the body refuse, as far as the phone knows: shown, and never a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Warning {
    /// Our count of the term is over (`reg:18`).
    TermOver(Date),
    /// The body has not decided on an earlier one.
    UnderWay,
    /// No export is recorded.
    NoExport,
    /// Papers of the list that are not attached (`reg:18`).
    Papers(usize),
    /// More is directed so than debts allow (`reg:19`, `reg:20`).
    More(DirectionKind, Money),
    /// Nobody says whether there are debts (`reg:19`).
    DebtsUnknown,
}

/// A paper that goes with it (`reg:18`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paper {
    pub(crate) kind: DocumentKind,
    pub(crate) issuer: Issuer,
    /// The service's records have it with the exports.
    pub(crate) held: bool,
    pub(crate) files: Vec<FileId>,
}

/// What follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RefundForm {
    /// The last day by our count (`reg:18`).
    pub(crate) last_day: Option<Date>,
    /// What can be claimed: what is returnable, or all that was paid and not confirmed where that can't be counted.
    pub(crate) whole: Money,
    /// How what was typed for each of the ways is read, in the order of [`WAYS`].
    pub(crate) typed: [Typed; 4],
    /// Where the money goes; the parts add up to the whole, or to less where the rest has to wait for debts.
    pub(crate) parts: Vec<Direction>,
    pub(crate) papers: Vec<Paper>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) missing: Vec<Missing>,
    /// What can be sent; none while anything is missing.
    pub(crate) ready: Option<RefundApplication>,
}

/// What a file of this lot's application is attached to, by its paper.
pub(crate) fn place_of(lot: &str, paper: DocumentKind) -> String {
    format!("refund:{}:{lot}", word(paper))
}

/// Whether something is attached to a paper of this lot's application.
pub(crate) fn is_place_of(lot: &str, to: &str) -> bool {
    let named = to.strip_prefix("refund:").and_then(|rest| rest.split_once(':'));
    named.is_some_and(|(_, of)| of == lot)
}

/// The words that files are attached by. They never change.
fn word(paper: DocumentKind) -> &'static str {
    match paper {
        DocumentKind::ExportDeclaration => "export_declaration",
        DocumentKind::ConfirmedImportStatement => "confirmed_import_statement",
        DocumentKind::GoodsAccompanying => "goods_accompanying",
        DocumentKind::PrintedElectronicInvoice => "printed_electronic_invoice",
        DocumentKind::DeliveryContract => "delivery_contract",
        DocumentKind::TaxDebtCertificate => "tax_debt_certificate",
        DocumentKind::ImportVatDebtCertificate => "import_vat_debt_certificate",
        DocumentKind::Unknown => "other",
    }
}

/// The form as it stands; none before the case is known.
pub(crate) fn form(
    answers: &Answers,
    applied: &Applied<'_>,
    files: &[OfForm],
    language: Language,
) -> RefundForm {
    let found = &applied.found;
    let whole = applied.whole();
    let typed = WAYS.map(|(_, field)| sums::read(answers.of(field), language));
    let account: String = answers
        .of(ACCOUNT)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let parts = parts(applied, whole, typed, &account);
    let papers = papers(applied, files);
    let mut missing = Vec::new();
    if found.holder.value() != Some(&Body::TaxBody) {
        missing.push(Missing::OtherBody);
    }
    if typed.contains(&Typed::Unreadable) {
        missing.push(Missing::Sum);
    }
    if parts.is_none() {
        missing.push(Missing::TooMuch);
    }
    if whole == Money::ZERO {
        missing.push(Missing::Nothing);
    }
    if account.chars().count() > LONGEST_ACCOUNT || !account.chars().all(char::is_alphanumeric) {
        missing.push(Missing::Account);
    }
    // A file of a paper that is not asked for any more goes nowhere, and holds nothing.
    let goes = |file: &&OfForm| papers.iter().any(|paper| paper.files.contains(&file.id));
    let held_up = files.iter().filter(goes).filter(|file| !file.can_go).count();
    if held_up > 0 {
        missing.push(Missing::Files(held_up));
    }
    if files.iter().filter(goes).count() > MOST_FILES {
        missing.push(Missing::TooManyFiles);
    }
    let parts = parts.unwrap_or_default();
    let ready = missing.is_empty().then(|| RefundApplication {
        lot: applied.lot.id.0.to_string(),
        named: applied.lot.declaration.clone(),
        exports: applied.exports(),
        parts: parts.clone(),
        papers: sent_papers(&papers),
        held: held_papers(&papers),
        copies: Vec::new(),
        files: Vec::new(),
    });
    RefundForm {
        last_day: applied.last_day(),
        whole,
        typed,
        warnings: warnings(applied, &parts, &papers),
        parts,
        papers,
        missing,
        ready,
    }
}

/// The parts, the account's being what is left. Where debts have to be met first, the rest is asked for after that. None where
/// more is directed elsewhere than there is.
fn parts(applied: &Applied<'_>, whole: Money, typed: [Typed; 4], account: &str) -> Option<Vec<Direction>> {
    let part = |to, sum| Direction {
        to,
        sum,
        account: None,
    };
    let chosen = WAYS.iter().zip(typed).filter_map(|((to, _), typed)| match typed {
        Typed::Sum(sum) if sum > Money::ZERO => Some(part(*to, sum)),
        _ => None,
    });
    let mut parts: Vec<_> = chosen.collect();
    let elsewhere = Money::total(parts.iter().map(|part| part.sum));
    if elsewhere > whole {
        return None;
    }
    let rest = whole.less(elsewhere);
    let way = DirectionKind::SettlementAccount;
    let waits = applied.at_most(way) == Some(Money::ZERO) && !parts.is_empty();
    if rest > Money::ZERO && !waits {
        let to = (!account.is_empty()).then(|| PayingAccount(account.to_owned()));
        let back = Direction {
            account: to,
            ..part(way, rest)
        };
        parts.insert(0, back);
    }
    Some(parts)
}

/// The papers that the destinations ask for, with the files of each.
fn papers(applied: &Applied<'_>, files: &[OfForm]) -> Vec<Paper> {
    let lot = &applied.lot.id.0;
    let needed = applied.found.documents.iter().map(|needed| {
        let place = place_of(lot, needed.kind);
        let own = files.iter().filter(|file| file.to == place);
        Paper {
            kind: needed.kind,
            issuer: needed.issuer,
            held: needed.held,
            files: own.map(|file| file.id.clone()).collect(),
        }
    });
    needed.collect()
}

fn sent_papers(papers: &[Paper]) -> Vec<PaperFile> {
    let each = papers.iter().flat_map(|paper| {
        paper.files.iter().map(|file| PaperFile {
            kind: paper.kind,
            file: file.clone(),
        })
    });
    each.collect()
}

fn held_papers(papers: &[Paper]) -> Vec<DocumentKind> {
    let without_copy = papers.iter().filter(|paper| paper.held && paper.files.is_empty());
    without_copy.map(|paper| paper.kind).collect()
}

fn warnings(applied: &Applied<'_>, parts: &[Direction], papers: &[Paper]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some(last_day) = applied.last_day().filter(|last_day| *last_day < applied.today) {
        warnings.push(Warning::TermOver(last_day));
    }
    if applied.is_under_way() {
        warnings.push(Warning::UnderWay);
    }
    if applied.lot.exports.is_empty() {
        warnings.push(Warning::NoExport);
    }
    let without = papers
        .iter()
        .filter(|paper| !paper.held && paper.files.is_empty())
        .count();
    if without > 0 {
        warnings.push(Warning::Papers(without));
    }
    let mut unknown = false;
    for part in parts {
        match applied.at_most(part.to) {
            Some(at_most) if part.sum > at_most => warnings.push(Warning::More(part.to, at_most)),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown {
        warnings.push(Warning::DebtsUnknown);
    }
    warnings
}

impl RefundApplication {
    /// What was answered, for an application that is made anew after this one was refused.
    pub(super) fn answers(&self, language: Language) -> Answers {
        let mut answers = Answers::default();
        for part in &self.parts {
            match WAYS.iter().find(|(to, _)| *to == part.to) {
                Some((_, field)) => answers.put(field, sums::written(part.sum, language)),
                None => {
                    let account = part.account.as_ref().map(|account| account.0.clone());
                    answers.put(ACCOUNT, account.unwrap_or_default());
                }
            }
        }
        answers
    }
}

#[cfg(test)]
#[path = "refund_form_tests.rs"]
pub(super) mod tests;
