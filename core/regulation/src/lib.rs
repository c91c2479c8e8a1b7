//! The regulation on conditional accrual of VAT on imports: facts in, findings out.
//!
//! [`assess`] takes a [`dossier::Dossier`], the [`policy::PolicyBook`], the [`calendar::Calendar`] and a day, and says what
//! each point of the regulation says about that taxpayer and each of its lots on that day. It is total and pure: no input, no
//! output, no clock. Nothing here is a sentence shown to a person.
//!
//! The chapters of the regulation are the modules `terms`, `conditions`, `registration`, `imports` and `returns`; a rule is
//! one function:
//!
//! | point | function | tests |
//! |---|---|---|
//! | `reg:1` | `terms::legal_basis` | `reg1_names_the_article_of_the_day` |
//! | `reg:2.1` | `terms::conditional_accrual` | `reg2_the_account_follows_the_country_of_import` |
//! | `reg:2.2` | `terms::deposit_account` | `reg2_the_account_follows_the_country_of_import` |
//! | `reg:2.3` | `terms::deposit_account` | `reg2_the_account_follows_the_country_of_import` |
//! | `reg:2.4` | `terms::other_terms` | `reg2_other_terms_ask_nothing` |
//! | `reg:3` | `conditions::exclusions` | `reg3_every_ground_that_matches`, `reg3_the_persons_word_is_pending` |
//! | `reg:4` | `conditions::only_under_regime` | `reg4_any_other_activity_is_a_breach` |
//! | `reg:5.1` | `conditions::import_with_export` | `reg5_1_windows_kept_pending_and_broken`, `reg5_1_a_pending_import_holds_a_window` |
//! | `reg:5.2` | `conditions::export_in_full` | `reg5_2_line_by_line_in_the_term`, `reg5_2_units_are_never_mixed` |
//! | `reg:5.3` | `conditions::payments` | `reg5_3_a_debt_from_its_first_overdue_day` |
//! | `reg:6` | `conditions::general_procedure` | `reg6_both_dates_until_the_period_is_confirmed`, `reg6_is_met_only_by_the_register` |
//! | `reg:7` | `registration::right` | `reg7_a_right_that_imports_give` |
//! | `reg:8` | `registration::application` | `reg8_the_office_of_registration`, `reg8_its_effects_for_vat_payers_and_others` |
//! | `reg:9` | `registration::change_of_regime` | `reg9_is_the_tax_bodys_and_sets_no_term` |
//! | `reg:10` | `registration::first_day` | `reg10_the_regime_begins_on_the_first_of_the_month_after` |
//! | `reg:11` | `imports::customs_application` | `reg11_the_application_and_the_confirmation` |
//! | `reg:12` | `imports::customs_deposit` | `reg12_the_deposit_to_customs` |
//! | `reg:13` | `imports::commitment` | `reg13_the_commitment` |
//! | `reg:14` | `imports::release` | `reg14_is_customs_own` |
//! | `reg:15` | `imports::customs_notice` | `reg15_nine_days_off_in_may`, `reg15_orozo_ait`, `reg15_binds_customs_and_names_the_days_off` |
//! | `reg:16` | `imports::eaeu_deposit` | `reg16_reminder_and_due_day`, `reg16_penalty_of_ten_days` |
//! | `reg:17` | `imports::report_with_receipt` | `reg17_the_receipt_with_the_report` |
//! | `reg:18` | `returns::application`, `returns::documents` | `reg18_day_180`, `reg18_papers_follow_the_destination` |
//! | `reg:19` | `returns::decision`, `returns::debts_gate` | `reg19_thirty_days`, `reg19_debts_bar_the_return` |
//! | `reg:20` | `returns::direction` | `reg20_parts_add_up`, `reg20_what_debts_leave_open` |
//! | `reg:21` | `returns::to_budget` | `reg21_what_goes_to_the_budget_and_from_when`, `lines_weigh_by_their_vat_and_are_rounded_once` |
//!
//! [`plan::plan`] says what is to come for a lot that is not imported yet, [`what_if::what_if`] what one more export would
//! change.

mod assess;
pub mod assessment;
mod bundled;
pub mod calendar;
mod case;
mod conditions;
mod cores;
pub mod country;
pub mod dossier;
mod draft;
pub mod fact;
pub mod finding;
mod finding_id;
mod finding_wire;
mod imports;
pub mod inn;
mod lot_case;
mod lots;
pub mod money;
mod months;
pub mod order;
mod page;
mod penalty;
pub mod plan;
pub mod policy;
mod regime;
mod registration;
mod returns;
pub mod rule;
mod same_ids;
#[cfg(feature = "schema")]
pub mod schema;
pub mod set;
mod shares;
mod spell;
mod terms;
pub mod text;
pub mod what_if;
pub mod why;

pub use assess::assess;
pub use registration::begins;
pub use terms::holder;

#[cfg(test)]
mod tests;
