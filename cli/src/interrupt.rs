//! Ctrl-C: the program sees `KeyboardInterrupt`.

use std::sync::atomic::{AtomicU32, Ordering};

use genjit::Interrupter;

/// How often Ctrl-C is left to the program. One that does not listen is ended at the next.
const PATIENCE: u32 = 2;

/// Exit code of a process that was interrupted.
const INTERRUPTED: i32 = 130;

/// Has Ctrl-C interrupt this machine from now on.
///
/// # Errors
/// The operating system does not let us: Ctrl-C ends the process.
pub fn install(interrupter: Interrupter) -> Result<(), ctrlc::Error> {
    let seen = AtomicU32::new(0);
    ctrlc::set_handler(move || {
        if seen.fetch_add(1, Ordering::Relaxed) >= PATIENCE {
            std::process::exit(INTERRUPTED);
        }
        interrupter.interrupt();
    })
}
