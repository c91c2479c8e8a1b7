//! Where the plain phone takes its lines from.

use std::io::{BufRead, Read, Write};

use zeroize::{Zeroize, Zeroizing};

use crate::drafts::MAX_BYTES;
use crate::problem::Problem;

/// Gives lines, one at a time.
pub trait Input {
    /// Prints the prompt and reads a line without its end; `None` at the end of the input.
    ///
    /// # Errors
    /// [`Problem`] when reading or writing failed, or the line is longer than [`MAX_BYTES`].
    fn line(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem>;

    /// The same for something that must not be seen.
    ///
    /// # Errors
    /// As for [`Input::line`].
    fn secret(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem>;
}

/// Lines of a pipe or a file.
pub struct Lines<R>(pub R);

impl<R: BufRead> Input for Lines<R> {
    fn line(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem> {
        write!(out, "{prompt}")?;
        out.flush()?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 2));
        let most = u64::try_from(MAX_BYTES + 2).unwrap_or(u64::MAX);
        let read = (&mut self.0).take(most).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if read > MAX_BYTES && bytes.last() != Some(&b'\n') {
            return Err(Problem::LineTooLong);
        }
        while bytes.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
            bytes.pop();
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(_) => Err(Problem::NotText),
        }
    }

    fn secret(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem> {
        let line = self.line(out, prompt)?;
        writeln!(out)?;
        Ok(line)
    }
}

/// Lines typed at a terminal; secrets without echo.
pub struct FromTerminal;

impl Input for FromTerminal {
    fn line(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem> {
        Lines(std::io::stdin().lock()).line(out, prompt)
    }

    fn secret(&mut self, out: &mut dyn Write, prompt: &str) -> Result<Option<String>, Problem> {
        write!(out, "{prompt}")?;
        out.flush()?;
        match rpassword::read_password() {
            Ok(mut secret) if secret.len() > MAX_BYTES => {
                secret.zeroize();
                Err(Problem::LineTooLong)
            }
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
