//! The regulation's points by their ids.

use core::fmt;

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($variant:ident $id:literal $doc:literal)*) => {
        /// A point of the regulation that a finding rests on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum RuleId {
            $(#[doc = $doc] #[serde(rename = $id)] $variant,)*
        }

        impl RuleId {
            /// Every point, in the order of the text.
            pub const ALL: &[RuleId] = &[$(RuleId::$variant),*];

            /// The id as it is cited: `reg:18`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(RuleId::$variant => $id,)*
                }
            }
        }
    };
}

rules! {
    Reg1 "reg:1" "The legal basis."
    Reg2_1 "reg:2.1" "Conditional accrual: the VAT is paid to a deposit account."
    Reg2_2 "reg:2.2" "The customs body's deposit account: goods from third countries."
    Reg2_3 "reg:2.3" "The tax body's deposit account: goods from EAEU members."
    Reg2_4 "reg:2.4" "Other terms have the meaning of tax and customs law."
    Reg3 "reg:3" "To whom the regime is not applied."
    Reg4 "reg:4" "Only imports and exports under the regime."
    Reg5_1 "reg:5.1" "Import with export at least once in any six months."
    Reg5_2 "reg:5.2" "Export in full."
    Reg5_3 "reg:5.3" "Taxes and customs payments are paid."
    Reg6 "reg:6" "Passing to the general procedure."
    Reg7 "reg:7" "The right to the regime."
    Reg8 "reg:8" "The application to the tax body and its effects."
    Reg9 "reg:9" "The tax body registers the change of regime."
    Reg10 "reg:10" "The day from which the regime applies."
    Reg11 "reg:11" "The application to customs with the confirmation of registration."
    Reg12 "reg:12" "The deposit to the customs body's account."
    Reg13 "reg:13" "The commitment on subsequent export."
    Reg14 "reg:14" "Customs decides on release."
    Reg15 "reg:15" "Customs notifies the tax body within seven working days."
    Reg16 "reg:16" "EAEU: the day the deposit is due, and the penalty."
    Reg17 "reg:17" "The receipt's copy with the indirect-tax report."
    Reg18 "reg:18" "The application for return within 180 days, and its papers."
    Reg19 "reg:19" "The decision within 30 days, and the debts that bar it."
    Reg20 "reg:20" "Where the money goes."
    Reg21 "reg:21" "What is not confirmed in the term goes to the budget."
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_the_same_on_the_wire() {
        let ids: std::collections::BTreeSet<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
        assert_eq!(ids.len(), RuleId::ALL.len());
        for rule in RuleId::ALL {
            assert_eq!(serde_json::to_string(rule).unwrap(), format!("\"{rule}\""));
        }
    }
}
