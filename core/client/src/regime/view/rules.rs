//! The regulation's points in our own words: each has a title and what it asks; a new point does not compile without.

use salyk_regulation::finding::{Binds, Finding};
use salyk_regulation::rule::RuleId;

/// What the finding's point is about, in a few words. Point 19 binds the body that decides, and in another part the taxpayer.
pub(super) fn title_of(finding: &Finding) -> &'static str {
    if is_debts_gate(finding) {
        "rule-19-debts-title"
    } else {
        title(finding.rule)
    }
}

/// What the finding's point asks, in plain words. The text takes the figures of an edition.
pub(super) fn meaning_of(finding: &Finding) -> &'static str {
    if is_debts_gate(finding) {
        "rule-19-debts-meaning"
    } else {
        meaning(finding.rule)
    }
}

fn is_debts_gate(finding: &Finding) -> bool {
    finding.rule == RuleId::Reg19 && finding.binds == Binds::Taxpayer
}

/// What the point is about, in a few words.
pub(super) fn title(rule: RuleId) -> &'static str {
    texts(rule).0
}

/// What the point asks, in plain words. The text takes the figures of an edition.
pub(super) fn meaning(rule: RuleId) -> &'static str {
    texts(rule).1
}

fn texts(rule: RuleId) -> (&'static str, &'static str) {
    match rule {
        RuleId::Reg1 => ("rule-1-title", "rule-1-meaning"),
        RuleId::Reg2_1 => ("rule-2-1-title", "rule-2-1-meaning"),
        RuleId::Reg2_2 => ("rule-2-2-title", "rule-2-2-meaning"),
        RuleId::Reg2_3 => ("rule-2-3-title", "rule-2-3-meaning"),
        RuleId::Reg2_4 => ("rule-2-4-title", "rule-2-4-meaning"),
        RuleId::Reg3 => ("rule-3-title", "rule-3-meaning"),
        RuleId::Reg4 => ("rule-4-title", "rule-4-meaning"),
        RuleId::Reg5_1 => ("rule-5-1-title", "rule-5-1-meaning"),
        RuleId::Reg5_2 => ("rule-5-2-title", "rule-5-2-meaning"),
        RuleId::Reg5_3 => ("rule-5-3-title", "rule-5-3-meaning"),
        RuleId::Reg6 => ("rule-6-title", "rule-6-meaning"),
        RuleId::Reg7 => ("rule-7-title", "rule-7-meaning"),
        RuleId::Reg8 => ("rule-8-title", "rule-8-meaning"),
        RuleId::Reg9 => ("rule-9-title", "rule-9-meaning"),
        RuleId::Reg10 => ("rule-10-title", "rule-10-meaning"),
        RuleId::Reg11 => ("rule-11-title", "rule-11-meaning"),
        RuleId::Reg12 => ("rule-12-title", "rule-12-meaning"),
        RuleId::Reg13 => ("rule-13-title", "rule-13-meaning"),
        RuleId::Reg14 => ("rule-14-title", "rule-14-meaning"),
        RuleId::Reg15 => ("rule-15-title", "rule-15-meaning"),
        RuleId::Reg16 => ("rule-16-title", "rule-16-meaning"),
        RuleId::Reg17 => ("rule-17-title", "rule-17-meaning"),
        RuleId::Reg18 => ("rule-18-title", "rule-18-meaning"),
        RuleId::Reg19 => ("rule-19-title", "rule-19-meaning"),
        RuleId::Reg20 => ("rule-20-title", "rule-20-meaning"),
        RuleId::Reg21 => ("rule-21-title", "rule-21-meaning"),
    }
}
