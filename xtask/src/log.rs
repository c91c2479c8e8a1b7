//! Runs commands: everything they print goes to the stage's log file, what matters to a reader to the terminal.

use std::collections::VecDeque;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::closing::{Tally, closing};
use crate::failing::Failing;
use crate::place::Place;

/// How many lines of a failed command are repeated on the terminal.
const TAIL: usize = 60;
const LIMIT: Duration = Duration::from_secs(20 * 60);
/// Room for one line of progress.
const WIDTH: usize = 100;

/// The log of one stage.
pub(crate) struct Log {
    path: PathBuf,
    file: File,
    tally: Tally,
    said: Vec<String>,
    warnings: Vec<String>,
    live: bool,
}

impl Log {
    pub(crate) fn open(place: &Place, stage: &str) -> Result<Self> {
        fs::create_dir_all(place.logs())?;
        let path = place.logs().join(format!("{stage}.log"));
        let file = File::create(&path).with_context(|| format!("can't write {}", path.display()))?;
        Ok(Self {
            path,
            file,
            tally: Tally::default(),
            said: Vec::new(),
            warnings: Vec::new(),
            live: io::stdout().is_terminal(),
        })
    }

    /// Tests run so far in this stage, by the runners' own count.
    pub(crate) fn tests(&self) -> u64 {
        self.tally.tests()
    }

    /// What the reader of the final table must know although the stage went well.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Tells the reader now, and again below the final table.
    pub(crate) fn warn(&mut self, text: &str) -> Result<()> {
        self.warnings.push(text.to_owned());
        self.say(text)
    }

    /// What was told to the reader.
    pub(crate) fn said(&self) -> &[String] {
        &self.said
    }

    /// Tells the reader something and keeps it in the log.
    pub(crate) fn say(&mut self, text: &str) -> Result<()> {
        writeln!(self.file, "{text}")?;
        self.said.push(text.to_owned());
        self.clear_progress();
        println!("    {text}");
        Ok(())
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it can't be started or ends with another status than success: the error then carries what failing tests said, and its last lines.
    pub(crate) fn run(&mut self, command: &mut Command) -> Result<()> {
        let shown = shown(command);
        writeln!(self.file, "$ {shown}")?;
        let (reader, writer) = io::pipe()?;
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let limit = limit();
        if limit.is_some() {
            // A group of its own can be ended whole; at a terminal, though, the keyboard's interrupt would not reach it.
            command.process_group(0);
        }
        let mut child = command
            .spawn()
            .with_context(|| format!("can't start `{shown}`"))?;
        // The command holds the pipe's writing ends, and the pipe must close when the child does.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let watch = limit.map(|limit| Watch::over(child.id(), limit));
        let (failing, tail) = self.copy(BufReader::new(reader))?;
        let status = child.wait()?;
        drop(watch);
        self.clear_progress();
        if !status.success() {
            bail!(
                "`{shown}` failed ({status}); what failed, and its last lines:\n{}\nthe whole log: {}",
                failing
                    .lines()
                    .into_iter()
                    .chain(tail)
                    .map(|line| format!("    {line}"))
                    .collect::<Vec<_>>()
                    .join("\n"),
                self.path.display()
            );
        }
        Ok(())
    }

    fn copy(&mut self, mut output: impl BufRead) -> Result<(Failing, VecDeque<String>)> {
        let mut failing = Failing::default();
        let mut tail = VecDeque::with_capacity(TAIL);
        let mut bytes = Vec::new();
        while output.read_until(b'\n', &mut bytes)? > 0 {
            self.file.write_all(&bytes)?;
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            failing.read(&line);
            match closing(&line) {
                Some(closing) => {
                    self.tally.add(closing);
                    self.clear_progress();
                    // A suite without tests says nothing; a stage without any fails by itself.
                    if closing.tests > 0 {
                        println!("{line}");
                    }
                }
                None => self.progress(&line),
            }
            if tail.len() == TAIL {
                tail.pop_front();
            }
            tail.push_back(line);
        }
        Ok((failing, tail))
    }

    fn progress(&self, line: &str) {
        if self.live {
            let line: String = line.chars().filter(|c| !c.is_control()).take(WIDTH).collect();
            print!("\r\x1b[2K    {line}");
            // A terminal that can't be written to has nobody to read the progress.
            let _ = io::stdout().flush();
        }
    }

    fn clear_progress(&self) {
        if self.live {
            print!("\r\x1b[2K");
            let _ = io::stdout().flush();
        }
    }
}

/// How long a command may run: where nobody watches, one that hangs must end as a failure that says where.
fn limit() -> Option<Duration> {
    env::var_os("CI").map(|_| LIMIT)
}

/// Ends a group of processes when its time is over, unless it is dropped before.
struct Watch {
    _ended: Sender<()>,
}

impl Watch {
    fn over(group: u32, limit: Duration) -> Self {
        let (ended, wait) = mpsc::channel::<()>();
        thread::spawn(move || {
            if wait.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                println!(
                    "    no end after {} minutes: ended by force",
                    limit.as_secs() / 60
                );
                // If it ended by itself just now, there is nothing left to end.
                let _ = Command::new("kill")
                    .args(["-KILL", "--", &format!("-{group}")])
                    .status();
            }
        });
        Self { _ended: ended }
    }
}

/// A command's standard output, for commands that answer a question.
///
/// # Errors
/// When it can't be started or fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("can't start `{shown}`"))?;
    if !output.status.success() {
        bail!(
            "`{shown}` failed ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_hangs_is_ended_with_its_children() {
        let (mut reader, writer) = io::pipe().unwrap();
        let mut command = Command::new("sh");
        // The child of the child holds the pipe open for as long as it lives.
        command
            .args(["-c", "sleep 600 & wait"])
            .stdout(writer)
            .process_group(0);
        let mut child = command.spawn().unwrap();
        command.stdout(Stdio::null());
        let _watch = Watch::over(child.id(), Duration::from_millis(50));
        assert_eq!(io::copy(&mut reader, &mut io::sink()).unwrap(), 0);
        assert!(!child.wait().unwrap().success());
    }
}
