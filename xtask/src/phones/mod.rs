//! The core, cross-compiled for phones.

/// A phone's kind of processor and system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    AndroidArm64,
    AndroidArmv7,
    AndroidX86,
    IosArm64,
}

impl Target {
    pub(crate) const ALL: [Self; 4] = [
        Self::AndroidArm64,
        Self::AndroidArmv7,
        Self::AndroidX86,
        Self::IosArm64,
    ];

    /// Rust's name of the target.
    pub(crate) fn triple(self) -> &'static str {
        match self {
            Self::AndroidArm64 => "aarch64-linux-android",
            Self::AndroidArmv7 => "armv7-linux-androideabi",
            Self::AndroidX86 => "x86_64-linux-android",
            Self::IosArm64 => "aarch64-apple-ios",
        }
    }
}
