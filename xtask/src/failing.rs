//! What failing tests say of themselves, kept from a long output: its last lines seldom hold it.

/// How many lines are kept in all, and from each panic on.
const MOST: usize = 120;
const OF_A_PANIC: usize = 30;

/// The names of tests that failed, and how each began to say why.
#[derive(Debug, Default)]
pub(crate) struct Failing {
    lines: Vec<String>,
    more: usize,
}

impl Failing {
    /// Reads the next line of output.
    pub(crate) fn read(&mut self, line: &str) {
        if line.contains("panicked at ") {
            self.more = OF_A_PANIC;
        } else if line.starts_with("stack backtrace:") || line.starts_with("test ") {
            self.more = 0;
        }
        let of_panic = self.more > 0;
        self.more = self.more.saturating_sub(1);
        let failed = line.starts_with("test ") && line.ends_with(" FAILED");
        if (of_panic || failed) && self.lines.len() < MOST {
            self.lines.push(line.to_owned());
        }
    }

    /// What was kept.
    pub(crate) fn lines(self) -> Vec<String> {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_test_is_named_with_what_it_said_and_nothing_else_is() {
        let mut failing = Failing::default();
        for line in [
            "test one ... ok",
            "test two ... FAILED",
            "---- two stdout ----",
            "thread 'two' (12) panicked at tests/two.rs:3:5:",
            "no home in time",
            "stack backtrace:",
            "   0: begin",
            "test result: FAILED. 1 passed; 1 failed;",
        ] {
            failing.read(line);
        }
        assert_eq!(
            failing.lines(),
            [
                "test two ... FAILED",
                "thread 'two' (12) panicked at tests/two.rs:3:5:",
                "no home in time",
            ]
        );
    }

    #[test]
    fn a_flood_of_panics_is_cut() {
        let mut failing = Failing::default();
        for _ in 0..1000 {
            failing.read("thread 'main' panicked at here");
        }
        assert_eq!(failing.lines().len(), MOST);
    }
}
