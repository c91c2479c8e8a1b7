//! Why a file can't be attached.

/// Why a file can't be attached, whatever the phone does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    /// Larger than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES).
    #[error("the file is too big")]
    TooBig,
    /// Neither PDF nor JPEG, PNG or HEIC.
    #[error("the file is of no kind that can be attached")]
    UnknownKind,
    /// Without a byte.
    #[error("the file is empty")]
    Empty,
    /// Its end is missing, as when it was copied only in part.
    #[error("the file is cut off")]
    CutOff,
    /// Whoever gave it could not read it to its end.
    #[error("the file could not be read")]
    Unreadable,
    /// As many files as can be kept are attached already.
    #[error("there are too many files")]
    TooMany,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::TooBig,
        Self::UnknownKind,
        Self::Empty,
        Self::CutOff,
        Self::Unreadable,
        Self::TooMany,
    ];
}
