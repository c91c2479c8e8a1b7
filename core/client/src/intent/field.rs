//! The fields that a person types into.

/// Which field of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKey {
    /// «Логин».
    Login,
    /// «Сыр сөз»; its content comes in as a secret, never as text.
    Password,
    /// Part of a goods declaration's number, on the list of lots.
    Search,
    /// The day of a planned import, or of an export that is thought of, `2027-01-15` or `15.01.2027`.
    PlannedDay,
    /// How much of a goods line is exported, in thought.
    PlannedQuantity,
    /// The number of a payment, or the one that customs gave.
    EntryNumber,
    /// The day of what is entered, `2026-11-20` or `20.11.2026`.
    EntryDay,
    /// The sum of a payment in som, with two decimal places at most.
    EntrySum,
    /// «ИСН» of the person who registers, digits in any script, with spaces or hyphens.
    PersonInn,
    /// «Юридикалык жактын ИСНи», likewise.
    OrganisationInn,
    /// «Сыр сөз» that is chosen at registration; a secret, never text.
    NewPassword,
    /// «Сыр сөздү тастыктоо», likewise.
    PasswordAgain,
    /// How much of a returned deposit goes to other taxes, in som (`reg:20`).
    ToOtherTaxes,
    /// How much goes to customs payments, in som.
    ToCustomsPayments,
    /// How much secures coming obligations, in som.
    ToComingObligations,
    /// How much goes to debts on taxes, in som.
    ToTaxDebt,
    /// The settlement account for the rest, where it is another than the deposit was paid from.
    ReturnAccount,
    /// The customs post that a paper is for.
    PaperPost,
    /// The number that the taxpayer gives a paper.
    PaperNumber,
    /// The day of a paper, `2027-01-15` or `15.01.2027`.
    PaperDay,
    /// The taxpayer's address.
    PaperAddress,
    /// The goods declaration's number, where the case does not say it.
    PaperDeclaration,
    /// The value of all goods of a lot, in som.
    PaperValue,
    /// The planned day of export, likewise a day.
    PaperExportDay,
    /// The country of export, where the case does not say it.
    PaperExportCountry,
    /// How much of a deposit is claimed, in som (`reg:20`).
    PaperClaimed,
    /// Bank details for the return.
    PaperBank,
    /// Who signs a paper.
    PaperSignatory,
    /// What he is.
    PaperRole,
}
