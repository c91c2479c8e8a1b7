//! The closing lines of the test runners: what they say was run, so that no stage can pass on nothing.

/// Who printed a closing line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// `cargo test`: one line for each test binary.
    Cargo,
    /// Maven Surefire: one line for each class and one for all of them.
    Surefire,
    /// XCTest: a line for each suite, the outer ones repeating the inner.
    XcTest,
    /// Swift Testing: one line.
    SwiftTesting,
    /// Schemathesis: one line.
    Schemathesis,
}

/// A closing line and how many tests it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Closing {
    pub(crate) runner: Runner,
    pub(crate) tests: u64,
}

/// How many tests were run, as told by the closing lines so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    summed: u64,
    largest_suite: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, closing: Closing) {
        match closing.runner {
            Runner::XcTest => self.largest_suite = self.largest_suite.max(closing.tests),
            _ => self.summed += closing.tests,
        }
    }

    pub(crate) fn tests(&self) -> u64 {
        self.summed + self.largest_suite
    }
}

/// Reads one line of output; `None` where it closes nothing.
pub(crate) fn closing(line: &str) -> Option<Closing> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("test result: ") {
        let passed = number_before(rest, " passed")?;
        let failed = number_before(rest, " failed")?;
        return Some(Closing {
            runner: Runner::Cargo,
            tests: passed + failed,
        });
    }
    if let Some((_, rest)) = line.split_once("Tests run: ") {
        // The lines for single classes carry a time; only the sum does not.
        let sum = !line.contains("Time elapsed");
        return sum.then_some(Closing {
            runner: Runner::Surefire,
            tests: leading_number(rest)?,
        });
    }
    if let Some(rest) = line.strip_prefix("Executed ") {
        return Some(Closing {
            runner: Runner::XcTest,
            tests: leading_number(rest)?,
        });
    }
    if let Some((_, rest)) = line.split_once("Test run with ") {
        return Some(Closing {
            runner: Runner::SwiftTesting,
            tests: leading_number(rest)?,
        });
    }
    if line.contains(" generated") && line.contains("passed") {
        return Some(Closing {
            runner: Runner::Schemathesis,
            tests: number_before(line, " generated")?,
        });
    }
    None
}

fn leading_number(text: &str) -> Option<u64> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn number_before(text: &str, word: &str) -> Option<u64> {
    let (before, _) = text.split_once(word)?;
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    before.get(start..)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> u64 {
        let mut tally = Tally::default();
        lines
            .iter()
            .filter_map(|line| closing(line))
            .for_each(|closing| tally.add(closing));
        tally.tests()
    }

    #[test]
    fn cargo_lines_are_summed_with_their_failures() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ];
        assert_eq!(tally(&lines), 17);
    }

    #[test]
    fn surefire_is_counted_once_by_its_sum() {
        let lines = [
            "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in kg.salyk.JourneyTest",
            "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0",
        ];
        assert_eq!(tally(&lines), 4);
    }

    #[test]
    fn nested_suites_of_xctest_are_not_counted_twice() {
        let lines = [
            "Executed 5 tests, with 0 failures (0 unexpected) in 0.2 (0.2) seconds",
            "Executed 7 tests, with 0 failures (0 unexpected) in 0.2 (0.2) seconds",
            "✔ Test run with 2 tests in 1 suite passed after 0.001 seconds.",
        ];
        assert_eq!(tally(&lines), 9);
    }

    #[test]
    fn talk_about_tests_closes_nothing() {
        for line in [
            "running 5 tests",
            "test consent::ticks ... ok",
            "12 passed yesterday",
            "",
            "Executed nothing",
        ] {
            assert_eq!(closing(line), None, "{line}");
        }
    }
}
