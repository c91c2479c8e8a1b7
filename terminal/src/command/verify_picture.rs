//! A code out of a PNG picture, with an end to what the picture may cost.

use std::io::{self, Cursor};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::spawn;
use std::time::Duration;

use salyk_certificate::PREFIX;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The most bytes of a picture's pixels: 32 million in colour.
const MOST_BYTES: usize = 96 * 1024 * 1024;
/// The most pixels that are searched; a larger picture is made smaller first.
const MOST_SEARCHED: usize = 4_000_000;
/// How long they are searched.
const LONGEST_SEARCH: Duration = Duration::from_secs(20);

/// Whether the bytes begin as a PNG picture does.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
}

/// The text of a QR code in a PNG picture: of several the first that is one of ours, or else the first.
pub(super) fn code(bytes: &[u8]) -> io::Result<String> {
    let picture = read(bytes)?;
    let (sender, found) = channel();
    // A picture full of corners of codes would keep the search busy for hours. Nothing ends it but the program's own end,
    // which follows.
    spawn(move || sender.send(search(&picture)));
    match found.recv_timeout(LONGEST_SEARCH) {
        Ok(Some(text)) => Ok(text),
        Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
        Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "no code was found in the picture",
        )),
    }
}

fn search(picture: &Grey) -> Option<String> {
    let Grey {
        width,
        height,
        pixels,
    } = picture;
    let grey = |x: usize, y: usize| pixels.get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(*width, *height, grey);
    let found = picture.detect_grids();
    let mut texts: Vec<_> = found.iter().filter_map(|grid| grid.decode().ok()).collect();
    texts.sort_by_key(|(_, text)| !text.starts_with(PREFIX));
    texts.into_iter().next().map(|(_, text)| text)
}

/// A picture without colours.
struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

fn read(bytes: &[u8]) -> io::Result<Grey> {
    let odd = |error: png::DecodingError| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(odd)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_BYTES);
    let mut pixels = vec![0; size.ok_or(io::ErrorKind::FileTooLarge)?];
    let frame = reader.next_frame(&mut pixels).map_err(odd)?;
    Ok(grey(
        &pixels,
        frame.line_size,
        frame.width as usize,
        frame.color_type.samples(),
    ))
}

/// The picture in grey, each square of pixels one where there are too many.
fn grey(pixels: &[u8], line: usize, width: usize, samples: usize) -> Grey {
    let height = pixels.len() / line.max(1);
    let smaller = |side: usize| width.div_ceil(side) * height.div_ceil(side) <= MOST_SEARCHED;
    let side = (1..).find(|side| smaller(*side)).unwrap_or(1);
    let small = width.div_ceil(side);
    let mut out = Vec::with_capacity(small * height.div_ceil(side));
    for band in pixels.chunks(line.max(1) * side) {
        let mut sums = vec![(0_u32, 0_u32); small];
        for row in band.chunks(line.max(1)) {
            let row = row.get(..width * samples).unwrap_or_default();
            for (square, (sum, count)) in row.chunks(samples * side).zip(&mut sums) {
                for pixel in square.chunks(samples) {
                    *sum += u32::from(luma(pixel));
                    *count += 1;
                }
            }
        }
        out.extend(sums.iter().map(|(sum, count)| (sum / (*count).max(1)) as u8));
    }
    Grey {
        width: small,
        height: height.div_ceil(side),
        pixels: out,
    }
}

fn luma(pixel: &[u8]) -> u8 {
    match pixel {
        [grey] | [grey, _] => *grey,
        [red, green, blue, ..] => {
            let sum = u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue);
            (sum / 10) as u8
        }
        [] => u8::MAX,
    }
}
