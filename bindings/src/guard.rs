//! A panic becomes a fault here, the same in Kotlin and Swift.

use std::panic::{AssertUnwindSafe, catch_unwind};

use salyk_client::fault::Fault;

/// What a panic is called in [`Fault::TellSupport`].
pub(crate) const PANIC: &str = "core-panicked";

/// Runs a call into the core. UniFFI has a net of its own below this one, but that ends in an error which each language
/// names differently and which no app expects.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    // Nothing is read after an unwinding but what the core keeps behind its own channel and locks.
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        Err(Fault::TellSupport {
            code: PANIC.to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{PANIC, guarded};
    use salyk_client::fault::Fault;

    #[test]
    fn a_panic_becomes_a_fault_for_support() {
        let result: Result<(), Fault> = guarded(|| panic!("on purpose"));
        assert_eq!(
            result,
            Err(Fault::TellSupport {
                code: PANIC.to_owned()
            })
        );
    }

    #[test]
    fn what_does_not_panic_passes_as_it_is() {
        assert_eq!(guarded(|| Ok(7)), Ok(7));
        assert_eq!(guarded::<()>(|| Err(Fault::Closed)), Err(Fault::Closed));
    }
}
