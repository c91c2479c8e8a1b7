//! The program in a real pseudo-terminal: what it paints is read by a terminal emulator, and every wait is for a text.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long to wait for a text before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// The mark before the focused item.
const FOCUS: char = '▸';
const F1: &str = "\u{1b}OP";

/// The program and the terminal that it runs in.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    painted: Receiver<Vec<u8>>,
    emulator: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    /// Starts the program with these arguments in a terminal of this size.
    pub(crate) fn start(arguments: &[&str], columns: u16, rows: u16, environment: &[(&str, &str)]) -> Self {
        Self::start_other(env!("CARGO_BIN_EXE_salyk"), arguments, columns, rows, environment)
    }

    /// Starts another program.
    pub(crate) fn start_other(
        program: &str,
        arguments: &[&str],
        columns: u16,
        rows: u16,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, painted) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let emulator = vt100::Parser::new(lines(rows), lines(columns), 0);
        Self {
            child,
            master: pair.master,
            keys,
            painted,
            emulator,
            raw: Vec::new(),
        }
    }

    /// What the terminal shows.
    pub(crate) fn contents(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Everything that was written to the terminal.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Whether the program has the terminal to itself.
    pub(crate) fn is_taken_over(&self) -> bool {
        self.emulator.screen().alternate_screen()
    }

    /// Whether a picture was begun that is not whole yet.
    fn is_being_painted(&self) -> bool {
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|part| part == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// Waits until what is shown, whole, is as wanted.
    pub(crate) fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let started = Instant::now();
        while self.is_being_painted() || !wanted(&self.contents()) {
            match self
                .painted
                .recv_timeout(PATIENCE.saturating_sub(started.elapsed()))
            {
                Ok(bytes) => {
                    self.emulator.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) => panic!("no {what} in time:\n{}", self.contents()),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!(
                        "the program ended before {what}:\n{}\n{}",
                        self.contents(),
                        self.raw()
                    )
                }
            }
        }
    }

    /// Waits for a text.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |shown| shown.contains(text));
    }

    /// Types keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Goes on by Tab until the focused item's line begins with the text.
    pub(crate) fn focus(&mut self, text: &str) {
        let wanted = [format!("▸ {text}"), format!("▸{text}")];
        for _ in 0..90 {
            let shown = self.contents();
            let focused = shown.lines().find(|line| line.contains(FOCUS));
            if focused.is_some_and(|line| wanted.iter().any(|wanted| line.contains(wanted))) {
                return;
            }
            self.press("\t");
            self.catch_up();
        }
        panic!("{text} can't be reached:\n{}", self.contents());
    }

    /// Waits until every key so far was acted on: help comes after them and covers the focus, and goes again.
    fn catch_up(&mut self) {
        self.press(F1);
        self.wait("help", |shown| !shown.contains(FOCUS));
        self.press(F1);
        self.wait("what is below the help", |shown| shown.contains(FOCUS));
    }

    /// Goes to an item and chooses it.
    pub(crate) fn choose(&mut self, text: &str) {
        self.focus(text);
        self.press("\r");
    }

    /// Changes the terminal's size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.screen_mut().set_size(lines(rows), lines(columns));
        self.master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
    }

    /// Waits until the program has ended and everything that it wrote has been read.
    pub(crate) fn end(&mut self) -> ExitStatus {
        while let Ok(bytes) = self.painted.recv_timeout(PATIENCE) {
            self.emulator.process(&bytes);
            self.raw.extend(bytes);
        }
        self.child.wait().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ = self.child.kill();
    }
}

fn lines(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}
