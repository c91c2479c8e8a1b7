//! The sandbox on a runtime of its own, so that it outlives each phone.

use jiff::civil::Date;
use salyk_sandbox::{Operator, Sandbox, SandboxOptions};
use tokio::runtime::Runtime;

/// A running sandbox; it stops when dropped.
pub struct Service {
    runtime: Runtime,
    sandbox: Option<Sandbox>,
}

impl Service {
    /// Starts a sandbox on a free port.
    pub fn start() -> Self {
        Self::start_with(SandboxOptions::for_tests())
    }

    /// Starts a sandbox whose samples are laid out around a day.
    pub fn start_on(today: Date) -> Self {
        Self::start_with(SandboxOptions {
            today: Some(today),
            ..SandboxOptions::for_tests()
        })
    }

    /// Starts a sandbox with other settings.
    pub fn start_with(options: SandboxOptions) -> Self {
        let runtime = Runtime::new().expect("a runtime for the sandbox");
        let sandbox = runtime
            .block_on(Sandbox::start(options))
            .expect("the sandbox starts");
        Self {
            runtime,
            sandbox: Some(sandbox),
        }
    }

    /// The running sandbox.
    pub fn sandbox(&self) -> &Sandbox {
        self.sandbox.as_ref().expect("the network was cut")
    }

    /// What its operator can do.
    pub fn operator(&self) -> Operator {
        self.sandbox().operator()
    }

    /// The paths that were asked for, with their methods, oldest first.
    pub fn requests(&self) -> Vec<String> {
        let log = self.sandbox().log();
        log.requests
            .into_iter()
            .map(|request| format!("{} {}", request.method, request.path))
            .collect()
    }

    /// Cuts the network for good: nothing listens any more.
    pub fn cut(&mut self) {
        if let Some(sandbox) = self.sandbox.take() {
            self.runtime.block_on(sandbox.stop());
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.cut();
    }
}
