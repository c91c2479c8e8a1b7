//! The code that an inspector scans.

use salyk_client::intent::CertificateAsk;
use salyk_client::view::{Action, CertificateView, CodeShown, InnShown, Notice, Section};

/// What a person asks for about the code that an inspector scans.
#[uniffi::remote(Enum)]
pub enum CertificateAsk {
    /// Opens it.
    Open,
    /// Renews the certificate now; by itself it is renewed in time.
    Renew,
    /// Offers a code to be printed, for a driver.
    Paper,
}

/// The code, which the host shows as bright as the screen gets.
#[uniffi::remote(Record)]
pub struct CertificateView {
    /// The taxpayer's name.
    pub name: String,
    /// Its INN; the code holds it whole.
    pub inn: Option<InnShown>,
    /// The code; none while there is no valid certificate, or its time is being signed.
    pub code: Option<CodeShown>,
    /// Until when it is valid, or why there is none.
    pub standing: Notice,
    /// What stands in the way of a newer one.
    pub trouble: Option<Notice>,
    /// What it is, and what it is not.
    pub explanation: Section,
    /// Renews it now.
    pub renew: Action,
    /// Offers a code to be printed.
    pub paper: Action,
}

/// A QR code, replaced by a newer one every 30 seconds.
#[uniffi::remote(Record)]
pub struct CodeShown {
    /// What a scanner reads. `code_png` and `code_svg` make a picture of it where the app draws no modules.
    pub text: String,
    /// How many modules it has a side, 21 to 69, without the light border of four that belongs around it.
    pub side: u32,
    /// Whether each module is dark, row by row from the top left.
    pub modules: Vec<bool>,
    /// What a screen reader says.
    pub spoken: String,
}

/// The code as PNG, black on white with its light border, each module so many pixels a side (1 to 32); nothing of a text that is no
/// code of ours.
#[uniffi::export]
pub fn code_png(text: String, scale: u8) -> Option<Vec<u8>> {
    salyk_client::certificate::code_png(&text, scale)
}

/// The code as SVG, black on white with its light border; nothing of a text that is no code of ours.
#[uniffi::export]
pub fn code_svg(text: String) -> Option<String> {
    salyk_client::certificate::code_svg(&text)
}
