//! A code as a picture that any host can draw: as modules, as PNG and as SVG (ISO/IEC 18004, error correction level M).

use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The largest version that cheap phones read in sunlight: 69 modules a side.
pub const LARGEST_VERSION: i16 = 13;

/// The light border that readers need, in modules.
const QUIET: usize = 4;

/// The most pixels that a module may have in a PNG, a side.
const LARGEST_SCALE: u8 = 32;

/// The text does not fit into the largest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than a code of version 13 at level M holds")]
pub struct TooMuch;

/// A square of dark and light modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    side: usize,
    dark: Vec<bool>,
    svg: String,
}

impl Picture {
    /// Draws the text of a code, as [`present`](crate::present) and [`paper_code`](crate::paper_code) give it.
    ///
    /// # Errors
    /// [`TooMuch`] where the text is longer than any of ours.
    pub fn of(text: &str) -> Result<Self, TooMuch> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooMuch)?;
        if !matches!(code.version(), Version::Normal(version) if version <= LARGEST_VERSION) {
            return Err(TooMuch);
        }
        let svg = code
            .render::<svg::Color<'_>>()
            .min_dimensions(256, 256)
            .dark_color(svg::Color("#000"))
            .light_color(svg::Color("#fff"))
            .build();
        Ok(Self {
            side: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|color| color == Color::Dark)
                .collect(),
            svg,
        })
    }

    /// How many modules it has a side, without the light border that belongs around it: 17 and four for each version.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether each module is dark, row by row from the top left.
    pub fn modules(&self) -> &[bool] {
        &self.dark
    }

    /// Its version, 1 to [`LARGEST_VERSION`].
    pub fn version(&self) -> usize {
        self.side.saturating_sub(17) / 4
    }

    /// As SVG, with the light border, black on white.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// As PNG, with the light border, black on white, each module so many pixels a side (1 to 32).
    pub fn png(&self, scale: u8) -> Vec<u8> {
        let scale = usize::from(scale.clamp(1, LARGEST_SCALE));
        let side = (self.side + 2 * QUIET) * scale;
        let mut pixels = vec![0xff_u8; side * side.div_ceil(8)];
        for (row, line) in pixels.chunks_exact_mut(side.div_ceil(8)).enumerate() {
            for column in (0..side).filter(|column| self.is_dark_at(row / scale, column / scale)) {
                if let Some(byte) = line.get_mut(column / 8) {
                    *byte &= !(0x80 >> (column % 8));
                }
            }
        }
        written(&pixels, side).unwrap_or_default()
    }

    /// Whether a module is dark, counted from the corner of the border.
    fn is_dark_at(&self, row: usize, column: usize) -> bool {
        let inside = |place: usize| place.checked_sub(QUIET).filter(|place| *place < self.side);
        let place = inside(row)
            .zip(inside(column))
            .map(|(row, column)| row * self.side + column);
        place
            .and_then(|place| self.dark.get(place))
            .is_some_and(|dark| *dark)
    }
}

/// Writing into memory can't fail with an image of this size.
fn written(pixels: &[u8], side: usize) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let side = u32::try_from(side).ok()?;
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header().ok()?.write_image_data(pixels).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{Claims, Kind};
    use crate::issue::{issue, paper_code};
    use crate::present::present;
    use crate::sample::{NOW, claims, device, issuer};

    fn shown(claims: &Claims) -> String {
        let certificate = issue(claims, &issuer(2)).unwrap();
        present::<crate::issue::OutOfRange>(&certificate, NOW, &mut |message| Ok(device().sign(message)))
            .unwrap()
    }

    #[test]
    fn every_code_of_ours_fits_the_largest_version() {
        let longest = Claims {
            name: "ү".repeat(crate::CODE_NAME_BYTES / 2),
            index: u32::MAX,
            ..claims()
        };
        let paper = Claims {
            kind: Kind::Paper,
            ..longest.clone()
        };
        for (what, text) in [
            ("usual", shown(&claims())),
            ("longest", shown(&longest)),
            ("paper", paper_code(&paper, &issuer(2)).unwrap()),
        ] {
            let picture = Picture::of(&text).unwrap();
            println!("{what}: {} characters, version {}", text.len(), picture.version());
            assert!(picture.version() <= 13);
        }
        assert_eq!(Picture::of(&"A".repeat(500)), Err(TooMuch));
    }

    #[test]
    fn a_png_shows_the_modules_within_a_light_border() {
        let picture = Picture::of("SALYK1:00").unwrap();
        let file = picture.png(3);
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let side = (picture.side() + 8) * 3;
        assert_eq!((info.width as usize, info.height as usize), (side, side));
        let is_dark = |row: usize, column: usize| {
            pixels[row * info.line_size + column / 8] & (0x80 >> (column % 8)) == 0
        };
        for row in 0..side {
            for column in 0..side {
                let inside =
                    |place: usize| (place / 3).checked_sub(4).filter(|place| *place < picture.side());
                let expected = inside(row).zip(inside(column));
                let expected =
                    expected.is_some_and(|(row, column)| picture.modules()[row * picture.side() + column]);
                assert_eq!(is_dark(row, column), expected, "{row} {column}");
            }
        }
        assert!(picture.svg().starts_with("<?xml"));
    }
}
