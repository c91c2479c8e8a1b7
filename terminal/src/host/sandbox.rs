//! The sandbox inside this process, on a thread and a runtime of its own.

use std::sync::mpsc::sync_channel;
use std::thread::{self, JoinHandle};

use jiff::civil::Date;
use salyk_sandbox::{Operator, Sandbox, SandboxOptions};
use tokio::sync::oneshot;

use crate::problem::Problem;

/// A sandbox that runs until this is dropped.
pub struct RunningSandbox {
    address: String,
    ca_pem: String,
    ca_der: Vec<u8>,
    operator: Operator,
    /// Dropped to stop it.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What is known once it listens.
struct Ready {
    address: String,
    ca_pem: String,
    ca_der: Vec<u8>,
    operator: Operator,
}

impl RunningSandbox {
    /// Starts a sandbox on loopback; port 0 lets the system choose.
    ///
    /// # Errors
    /// [`Problem::Sandbox`] when it could not start.
    pub fn start(port: u16, today: Option<Date>) -> Result<Self, Problem> {
        let options = SandboxOptions {
            port,
            today,
            ..SandboxOptions::default()
        };
        let (tell, told) = sync_channel(1);
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new()
            .name("salyk-sandbox".to_owned())
            .spawn(move || {
                let answer = serve(options, stopped, |ready| {
                    // Nobody waits any more only when the program is ending.
                    let _ = tell.send(Ok(ready));
                });
                if let Err(reason) = answer {
                    let _ = tell.send(Err(reason));
                }
            })
            .map_err(|error| Problem::Sandbox(error.to_string()))?;
        match told.recv() {
            Ok(Ok(Ready {
                address,
                ca_pem,
                ca_der,
                operator,
            })) => Ok(Self {
                address,
                ca_pem,
                ca_der,
                operator,
                stop: Some(stop),
                thread: Some(thread),
            }),
            Ok(Err(reason)) => Err(Problem::Sandbox(reason)),
            Err(_) => Err(Problem::Sandbox("its thread ended".to_owned())),
        }
    }

    /// Where it listens: `https://127.0.0.1:PORT`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its certificate authority as PEM.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// What its operator can do.
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.operator.clone()
    }

    /// Its certificate authority as DER.
    #[must_use]
    pub fn ca_der(&self) -> &[u8] {
        &self.ca_der
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the sandbox was told already; nothing is left to be done about it here.
            let _ = thread.join();
        }
    }
}

fn serve(
    options: SandboxOptions,
    stopped: oneshot::Receiver<()>,
    tell: impl FnOnce(Ready),
) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("salyk-sandbox")
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let sandbox = Sandbox::start(options).await.map_err(|error| error.to_string())?;
        tell(Ready {
            address: sandbox.base_url(),
            ca_pem: sandbox.ca_pem().to_owned(),
            ca_der: sandbox.ca_der().to_vec(),
            operator: sandbox.operator(),
        });
        // An error says that the other end was dropped, which is how it is told to stop.
        let _ = stopped.await;
        Ok(())
    })
}
