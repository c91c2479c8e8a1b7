//! Sample files for tests: of each kind the least that is whole, with so much image in between.

/// Bytes that follow from their place, all values among them.
fn noise(size: usize) -> impl Iterator<Item = u8> {
    (0..size as u32).map(|place| (place.wrapping_mul(2_654_435_761) >> 13) as u8)
}

/// A PDF around `size` bytes.
#[must_use]
pub fn pdf(size: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj\n<< >>\nstream\n".to_vec();
    file.extend(noise(size));
    file.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    file
}

/// A JPEG with a thumbnail, whose end mark is not the file's, and `size` bytes of image.
#[must_use]
pub fn jpeg(size: usize) -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xe1\x00\x12Exif\x00\x00\xff\xd8\xff\xd9\xff\xd9\x00\x01\x02\x03".to_vec();
    file.extend_from_slice(b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00");
    for byte in noise(size) {
        file.push(byte);
        if byte == 0xff {
            file.push(0);
        }
    }
    file.extend_from_slice(b"\xff\xd9");
    file
}

/// A PNG whose chunks hold `size` bytes; its checksums are not right, which nobody asks.
#[must_use]
pub fn png(size: usize) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    file.extend([0; 17]);
    file.extend((size as u32).to_be_bytes());
    file.extend_from_slice(b"IDAT");
    file.extend(noise(size));
    file.extend([0; 4]);
    file.extend_from_slice(b"\0\0\0\0IEND\xae\x42\x60\x82");
    file
}

/// A HEIC whose image is `size` bytes.
#[must_use]
pub fn heic(size: usize) -> Vec<u8> {
    let mut file = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x0cmeta\0\0\0\0\0\0\0\x01mdat".to_vec();
    file.extend((size as u64 + 16).to_be_bytes());
    file.extend(noise(size));
    file
}
