//! The regulation on conditional accrual of VAT on imports: facts in, findings out.
//!
//! [`assess`] takes a [`dossier::Dossier`], the [`policy::PolicyBook`], the [`calendar::Calendar`] and a day, and says what
//! each point of the regulation says about that taxpayer and each of its lots on that day. It is total and pure: no input, no
//! output, no clock. Nothing here is a sentence shown to a person.
//!
//! The chapters of the regulation are the modules `terms`, `conditions`, `registration`, `imports` and `returns`; a rule is
//! one function. Covered now:
//!
//! | point | function | what is covered |
//! |---|---|---|
//! | `reg:1` | `terms::legal_basis` | the article in force on the day |
//! | `reg:2.1` | `terms::conditional_accrual` | the deposit against the accrued VAT |
//! | `reg:2.2`, `reg:2.3` | `terms::deposit_account` | whose account holds the deposit |
//! | `reg:3` | `conditions::exclusions` | every ground that matches |
//! | `reg:7` | `registration::right` | the right to the regime |
//! | `reg:8` | `registration::application` | the application and its effects |
//! | `reg:9` | `registration::change_of_regime` | the tax body's registration |
//! | `reg:10` | `registration::first_day` | the day from which the regime applies |
//! | `reg:15` | `imports::customs_notice` | the seven working days of customs |
//! | `reg:16` | `imports::eaeu_deposit` | reminder, due day, days late, penalty estimate |
//! | `reg:18` | `returns::application`, `returns::documents` | the last day, the papers by destination |
//! | `reg:19` | `returns::decision` | the day of the decision; not the debts that bar a return |
//! | `reg:21` | `shares::split` | confirmed, at risk, to the budget as sums; no finding and no penalty |
//!
//! The other points give no finding.

mod assess;
pub mod assessment;
mod bundled;
pub mod calendar;
mod case;
mod conditions;
pub mod country;
pub mod dossier;
mod draft;
pub mod fact;
pub mod finding;
mod imports;
pub mod inn;
pub mod money;
mod months;
pub mod order;
mod penalty;
pub mod policy;
mod regime;
mod registration;
mod returns;
pub mod rule;
mod shares;
mod terms;
pub mod why;

pub use assess::assess;
pub use registration::begins;
pub use terms::holder;

#[cfg(test)]
mod tests;
