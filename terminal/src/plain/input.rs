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
        // Off before the prompt is seen: whoever types at once must not see what he types.
        let _silent = Silence::keep();
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

/// While it lives, the terminal does not show what is typed.
#[cfg(unix)]
struct Silence(Option<rustix::termios::Termios>);

#[cfg(unix)]
impl Silence {
    /// Does nothing where the input is no terminal.
    fn keep() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let before = tcgetattr(std::io::stdin()).ok();
        if let Some(before) = &before {
            let mut silent = before.clone();
            silent.local_modes.remove(LocalModes::ECHO);
            // Where it fails, reading the secret fails too, and says why.
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &silent);
        }
        Self(before)
    }
}

#[cfg(unix)]
impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ =
                rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, before);
        }
    }
}

/// Elsewhere the library that reads the secret hides it by itself.
#[cfg(not(unix))]
struct Silence;

#[cfg(not(unix))]
impl Silence {
    fn keep() -> Self {
        Self
    }
}
