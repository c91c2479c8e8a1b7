//! The phones.

use std::fmt;

use clap::ValueEnum;

/// A phone's system and processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// nearly every Android phone
    #[value(name = "aarch64-linux-android")]
    AndroidArm64,
    /// old and small Android phones
    #[value(name = "armv7-linux-androideabi")]
    AndroidArmv7,
    /// Android's emulator
    #[value(name = "x86_64-linux-android")]
    AndroidX86,
    /// every iPhone
    #[value(name = "aarch64-apple-ios")]
    IosArm64,
}

/// Android 8.0.
const ANDROID_API: u32 = 26;
/// The oldest iOS with Observation.
pub(super) const IOS_VERSION: &str = "17.0";

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

    /// Clang's name of the target, with the oldest system that is supported.
    pub(super) fn clang_triple(self) -> String {
        match self {
            Self::AndroidArmv7 => format!("armv7a-linux-androideabi{ANDROID_API}"),
            Self::IosArm64 => format!("arm64-apple-ios{IOS_VERSION}"),
            Self::AndroidArm64 | Self::AndroidX86 => format!("{}{ANDROID_API}", self.triple()),
        }
    }

    pub(super) fn is_android(self) -> bool {
        self != Self::IosArm64
    }

    /// The target as it stands in the names of variables that build scripts read.
    pub(super) fn variable(self) -> String {
        self.triple().replace('-', "_")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.triple())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_on_the_command_line_is_rusts() {
        for target in Target::ALL {
            assert_eq!(target.to_possible_value().unwrap().get_name(), target.triple());
        }
    }

    #[test]
    fn clang_is_told_the_oldest_system() {
        assert_eq!(Target::AndroidArmv7.clang_triple(), "armv7a-linux-androideabi26");
        assert_eq!(Target::IosArm64.clang_triple(), "arm64-apple-ios17.0");
    }
}
