//! What tools want to know of a machine: code objects, machine code, the JIT's log.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, ResumeTable, verify};
use genjit_runtime::program::ResumePlace;
pub use genjit_runtime::program::{MachineCode, ResumeTier as Tier};

use crate::{Error, Vm};

/// A resume point of a generator function and what resumes generators that are suspended there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumePoint {
    /// Its number: 0 is the start.
    pub index: u32,
    /// Byte offset of the `YIELD_VALUE`; of the `RESUME` for the start.
    pub offset: u32,
    /// What resumes.
    pub tier: Tier,
    /// Times that machine code made for this point resumed a generator.
    pub entries: u64,
    /// Times that one tier resumed what the other had suspended.
    pub switches: u64,
}

impl Vm {
    /// Compiles source text. `path` is its file name in tracebacks.
    ///
    /// # Errors
    /// It does not compile.
    #[cfg(feature = "compiler")]
    pub fn compile(&mut self, source: &str, path: &str) -> Result<Arc<CodeObject>, Error> {
        self.enter();
        let result = self.machine.compile_main(source, path);
        self.checked(result)
    }

    /// Runs the code of a module as [`run_main`](Vm::run_main) runs source. It is verified first.
    ///
    /// # Errors
    /// The verifier refused it.
    pub fn run_main_code(&mut self, code: &Arc<CodeObject>) -> Result<i32, Error> {
        self.enter();
        verify(code)?;
        Ok(self.machine.run_main_code(code))
    }

    /// The resume points of a generator function that this machine has run.
    pub fn resume_points(&self, code: &Arc<CodeObject>) -> Vec<ResumePoint> {
        let table = ResumeTable::of(code);
        let places = self.machine.resume_places(code);
        let points = table.points().iter().zip(places);
        let shown = |(point, place): (&genjit_bytecode::ResumePoint, ResumePlace)| ResumePoint {
            index: point.index,
            offset: point.offset,
            tier: place.tier,
            entries: place.entries,
            switches: place.switches,
        };
        points.map(shown).collect()
    }

    /// Machine code that is entered now.
    pub fn machine_code(&self) -> Vec<MachineCode> {
        self.machine.machine_code()
    }

    /// Lines of the JIT's log and dumps since the last call, unless [`set_log`](Vm::set_log) sends them
    /// elsewhere; see the options `jit_log` and `jit_dump`.
    pub fn take_log(&mut self) -> Vec<String> {
        self.machine.take_log()
    }
}
