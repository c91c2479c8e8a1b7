//! The code as a picture, for hosts that don't draw modules.

use salyk_certificate::Picture;

/// As SVG, black on white with its light border; none of a text that is no code of ours.
#[must_use]
pub fn code_svg(text: &str) -> Option<String> {
    Picture::of(text).ok().map(|picture| picture.svg().to_owned())
}

/// As PNG, black on white with its light border, each module so many pixels a side (1 to 32); none of a text that is no code of ours.
#[must_use]
pub fn code_png(text: &str, scale: u8) -> Option<Vec<u8>> {
    Picture::of(text).ok().map(|picture| picture.png(scale))
}
