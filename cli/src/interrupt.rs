//! Ctrl-C: the program sees `KeyboardInterrupt`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use genjit::Interrupter;

/// How often Ctrl-C is left to the program. One that does not listen is ended at the next.
const PATIENCE: u32 = 2;

/// Exit code of a process that was interrupted.
const INTERRUPTED: i32 = 130;

/// How often the running program was asked to stop.
#[derive(Clone, Default)]
pub struct Patience(Arc<AtomicU32>);

impl Patience {
    /// It did, and something new begins.
    pub fn renew(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Has Ctrl-C interrupt this machine from now on.
///
/// # Errors
/// The operating system does not let us: Ctrl-C ends the process.
pub fn install(interrupter: Interrupter) -> Result<Patience, ctrlc::Error> {
    let patience = Patience::default();
    let seen = patience.clone();
    ctrlc::set_handler(move || {
        if seen.0.fetch_add(1, Ordering::Relaxed) >= PATIENCE {
            std::process::exit(INTERRUPTED);
        }
        interrupter.interrupt();
    })?;
    Ok(patience)
}
