//! The regulation on conditional accrual of VAT on imports: facts in, findings out.
