//! Effects performed: each is answered by exactly one event, even where a port panics.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use super::files;
use crate::effect::{Call, Effect};
use crate::event::{CallAnswer, Event};
use crate::ports::{
    self, AttachmentFiles, Clock, DeviceSigner, Ports, ServiceError, SignerError, StoreError, TaxService,
    VaultError,
};
use crate::secret::Secret;

/// Performs effects. Vault and store block, so they are used on blocking threads, one job at a time: a later save must not
/// overtake an earlier one.
pub(super) struct Performer {
    outside: Outside,
    inbox: UnboundedSender<Event>,
    disk: UnboundedSender<DiskJob>,
}

/// What the disk's queue holds.
enum DiskJob {
    Effect(Box<Effect>),
    /// Everything before it has been done.
    Passed(mpsc::Sender<()>),
}

/// What calls that may take long hold on to: not the store, so that its file is closed as soon as the disk's work is done.
#[derive(Clone)]
struct Outside {
    service: Arc<dyn TaxService>,
    clock: Arc<dyn Clock>,
    /// No file of it stays open after its use.
    files: Arc<dyn AttachmentFiles>,
    signer: Arc<dyn DeviceSigner>,
}

impl Performer {
    /// Must be called on the runtime, which it spawns on. The disk's work ends when the performer is gone and everything that it
    /// took is done.
    pub(super) fn new(ports: Ports, inbox: UnboundedSender<Event>) -> (Self, JoinHandle<()>) {
        let (disk, mut jobs) = unbounded_channel();
        let outside = Outside {
            service: Arc::clone(&ports.service),
            clock: Arc::clone(&ports.clock),
            files: Arc::clone(&ports.files),
            signer: Arc::clone(&ports.signer),
        };
        let answers = inbox.clone();
        let disk_work = tokio::spawn(async move {
            while let Some(job) = jobs.recv().await {
                let effect = match job {
                    DiskJob::Effect(effect) => *effect,
                    DiskJob::Passed(told) => {
                        // Whoever asked may have stopped waiting.
                        let _ = told.send(());
                        continue;
                    }
                };
                let ports = ports.clone();
                let done = tokio::task::spawn_blocking(move || on_disk(&ports, effect)).await;
                if let Ok(Some(event)) = done {
                    // While the core is being closed nobody awaits the answer, but what was to be saved still is.
                    let _ = answers.send(event);
                }
            }
        });
        let performer = Self { outside, inbox, disk };
        (performer, disk_work)
    }

    /// Tells when everything that was to be done on the disk so far has been done.
    pub(super) fn tell_when_passed(&self, told: mpsc::Sender<()>) {
        let _ = self.disk.send(DiskJob::Passed(told));
    }

    /// Starts one effect; its answer comes to the inbox. Sending fails only when the core is being closed, and then nobody
    /// awaits the answer.
    pub(super) fn perform(&self, effect: Effect) {
        match effect {
            Effect::Load { .. }
            | Effect::Save { .. }
            | Effect::EraseStore { .. }
            | Effect::SuspendStore { .. }
            | Effect::ReadVault { .. }
            | Effect::WriteVault { .. }
            | Effect::EraseVault { .. } => {
                let _ = self.disk.send(DiskJob::Effect(Box::new(effect)));
            }
            Effect::StopSealing { source, .. } => source.stop(),
            Effect::SealFile { ticket, file, source } => {
                files::seal(
                    Arc::clone(&self.outside.files),
                    self.inbox.clone(),
                    ticket,
                    file,
                    source,
                );
            }
            Effect::SweepFiles { ticket, keep } => {
                files::sweep(Arc::clone(&self.outside.files), self.inbox.clone(), ticket, keep);
            }
            _ => {
                let (outside, inbox) = (self.outside.clone(), self.inbox.clone());
                tokio::spawn(async move {
                    if let Some(event) = outside.perform(effect).await {
                        let _ = inbox.send(event);
                    }
                });
            }
        }
    }
}

fn on_disk(ports: &Ports, effect: Effect) -> Option<Event> {
    let (store, vault) = (&ports.store, &ports.vault);
    Some(match effect {
        Effect::Load { ticket, keys } => Event::Loaded(ticket, of_store(|| store.load(&keys))),
        Effect::Save { ticket, changes } => Event::Saved(ticket, of_store(|| store.save(&changes))),
        Effect::EraseStore { ticket } => Event::Saved(ticket, of_store(|| store.erase())),
        Effect::SuspendStore { ticket } => Event::Saved(ticket, of_store(|| store.suspend())),
        Effect::ReadVault { ticket, key } => Event::VaultRead(ticket, of_vault(|| vault.read(&key))),
        Effect::WriteVault { ticket, key, value } => {
            Event::VaultChanged(ticket, of_vault(|| vault.write(&key, &value)))
        }
        Effect::EraseVault { ticket, key } => Event::VaultChanged(ticket, of_vault(|| vault.erase(&key))),
        _ => return None,
    })
}

fn of_store<T>(job: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(job))
        .unwrap_or_else(|_| Err(StoreError::Io("the store panicked".to_owned())))
}

fn of_vault<T>(job: impl FnOnce() -> Result<T, VaultError>) -> Result<T, VaultError> {
    catch_unwind(AssertUnwindSafe(job))
        .unwrap_or_else(|_| Err(VaultError::Unavailable("the vault panicked".to_owned())))
}

impl Outside {
    async fn perform(self, effect: Effect) -> Option<Event> {
        let (service, files) = (self.service, self.files);
        Some(match effect {
            Effect::FetchCatalogue { ticket, tag } => {
                Event::Catalogue(ticket, guarded(async move { service.catalogue(tag).await }).await)
            }
            Effect::FetchDocument { ticket, id } => {
                Event::Document(ticket, guarded(async move { service.document(id).await }).await)
            }
            Effect::FetchTable { ticket, kind, tag } => Event::Table(
                ticket,
                guarded(async move { service.table(kind, tag).await }).await,
            ),
            Effect::SignIn { ticket, request } => Event::SignedIn(
                ticket,
                guarded(async move { service.sign_in(request).await }).await,
            ),
            Effect::Refresh { ticket, attempt } => Event::Refreshed(
                ticket,
                guarded(async move { service.refresh(attempt).await }).await,
            ),
            Effect::Registration { ticket, call } => Event::Registration(
                ticket,
                guarded(async move { service.registration(call).await }).await,
            ),
            Effect::Call { ticket, access, call } => Event::Called(
                ticket,
                guarded(async move { make(&*service, files, access, call).await }).await,
            ),
            Effect::DeviceKey { ticket, name } => {
                let signer = self.signer;
                Event::DeviceKey(ticket, signed(move || signer.public_key(&name)).await)
            }
            Effect::Present {
                ticket,
                name,
                certificate,
                stamp,
            } => {
                let signer = self.signer;
                let present = move || ports::code(&*signer, &name, &certificate, stamp);
                Event::Presented(ticket, signed(present).await)
            }
            Effect::EraseDeviceKeys { beginning, .. } => {
                let signer = self.signer;
                if let Err(error) = signed(move || signer.erase(&beginning)).await {
                    tracing::warn!(%error, "keys of this phone may be left");
                }
                return None;
            }
            Effect::Wake { ticket, at } => {
                let wait = at.duration_since(self.clock.now());
                tokio::time::sleep(wait.try_into().unwrap_or_default()).await;
                Event::Woke(ticket)
            }
            _ => return None,
        })
    }
}

/// The phone's key store blocks, and may take its time: it has a thread of its own, and one that panics is answered like one that failed.
async fn signed<T: Send + 'static>(
    job: impl FnOnce() -> Result<T, SignerError> + Send + 'static,
) -> Result<T, SignerError> {
    let crashed = |_| Err(SignerError::Unavailable("the key store panicked".to_owned()));
    tokio::task::spawn_blocking(job).await.unwrap_or_else(crashed)
}

/// A call whose adapter panics is answered like one that failed.
async fn guarded<T: Send + 'static>(
    call: impl Future<Output = Result<T, ServiceError>> + Send + 'static,
) -> Result<T, ServiceError> {
    let crashed = |_| Err(ServiceError::Malformed("the adapter panicked".to_owned()));
    tokio::spawn(call).await.unwrap_or_else(crashed)
}

async fn make(
    service: &dyn TaxService,
    files: Arc<dyn AttachmentFiles>,
    access: Secret,
    call: Call,
) -> Result<CallAnswer, ServiceError> {
    Ok(match call {
        Call::Taxpayers => CallAnswer::Taxpayers(service.taxpayers(access).await?),
        Call::Dossier { taxpayer, tag } => {
            CallAnswer::Dossier(Box::new(service.dossier(access, taxpayer, tag).await?))
        }
        Call::AddReceipts { receipts } => {
            service.add_receipts(access, receipts).await?;
            CallAnswer::ReceiptsAdded
        }
        Call::File {
            taxpayer,
            key,
            application,
        } => CallAnswer::Filed(service.file(access, taxpayer, key, application).await?),
        Call::Withdraw { taxpayer, key } => {
            CallAnswer::Withdrawal(service.withdraw(access, taxpayer, key).await?)
        }
        Call::Upload { taxpayer, file, step } => {
            let part = match files::part(files, file, &step).await {
                Ok(part) => part,
                Err(error) => return Ok(CallAnswer::Uploaded(Err(error))),
            };
            CallAnswer::Uploaded(Ok(service.upload(access, taxpayer, *step, part).await?))
        }
        Call::Certify { taxpayer, device } => {
            CallAnswer::Certified(service.certify(access, taxpayer, device).await?)
        }
        Call::PaperCode { taxpayer } => CallAnswer::PaperCode(service.paper_code(access, taxpayer).await?),
        Call::SignOut { everywhere } => {
            service.sign_out(access, everywhere).await?;
            CallAnswer::SignedOut
        }
    })
}
