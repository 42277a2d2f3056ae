//! The backend: regions to machine code. The only module that knows Cranelift.
//!
//! # Protocol of the code
//! Loop regions are `extern "C" fn(vm, frame) -> u64` and return the exit id, the number of the
//! snapshot. Body regions are `extern "C" fn(vm, frame, sent) -> u64` and return what the IR's `return`
//! gives, or after an exit `abi::tag::UNWIND`. Every exit first writes to `vm.EXIT_BUFFER`: word 0 is
//! `region id << 32 | exit id`, word `1 + i` the raw bits of the snapshot's `words[i]`.
//!
//! Addresses (helpers, constants of the region) are immediates of the code, so nothing is relocated;
//! dumps show their names instead.

mod arith;
mod calls;
mod dump;
mod guards;
mod host;
mod layout;
mod lower;
mod magic;
mod tagging;

use crate::abi::{Helper, vm::EXIT_BUFFER_LEN};
use crate::code_space::{CodeBlock, CodeSpace};
use crate::ir::Region;
use cranelift_codegen::{Context, control::ControlPlane};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{Linkage, Module, ModuleError};
use std::io::{self, Write};

pub use host::Unsupported;

/// Fills the padding in front of functions; never executed.
const PADDING: u8 = 0xcc;

/// Address of every helper, by [`Helper`].
#[derive(Clone, Debug)]
pub struct HelperTable {
    addresses: Vec<usize>,
}

impl HelperTable {
    /// Asks for the address of each helper: an `extern "C"` function of the row's signature with the
    /// `Vm` pointer in front.
    pub fn new(address: impl Fn(Helper) -> usize) -> Self {
        HelperTable { addresses: Helper::ALL.iter().map(|helper| address(*helper)).collect() }
    }

    /// The same from a table in the order of [`Helper::ALL`].
    ///
    /// # Panics
    /// When the table is of another length.
    pub fn from_addresses(addresses: &[u64]) -> Self {
        assert_eq!(addresses.len(), Helper::ALL.len(), "one address a helper");
        HelperTable { addresses: addresses.iter().map(|address| *address as usize).collect() }
    }

    fn address(&self, helper: Helper) -> u64 {
        self.addresses[helper as usize] as u64
    }
}

/// Settings of one compilation; none changes what the code computes, but for `forced_exits`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Upper half of word 0 of the exit buffer.
    pub region_id: u32,
    /// Count `vm.EXIT_COUNTDOWN` down at guards and take the exit at zero.
    pub forced_exits: bool,
    /// Run Cranelift's own optimiser over the code.
    pub optimize: bool,
    /// Allocate registers in a single pass.
    pub quick: bool,
    /// Have Cranelift verify the code (always done in debug builds).
    pub verify: bool,
    /// Keep the text of Cranelift's input.
    pub keep_clif: bool,
    /// Keep the text of the machine code.
    pub keep_asm: bool,
}

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// No machine code on this host.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    /// The code space is full or the system refuses executable memory.
    #[error("no executable memory: {0}")]
    Memory(#[source] io::Error),
    /// Cranelift refused the region: a fault of ours, or the region is too large.
    #[error("code generation failed: {0}")]
    Codegen(String),
}

impl From<ModuleError> for CompileError {
    fn from(error: ModuleError) -> Self {
        match error {
            ModuleError::Allocation { err, .. } => CompileError::Memory(err),
            other => CompileError::Codegen(format!("{other:?}")),
        }
    }
}

/// Machine code of one or several regions that live and die together.
#[derive(Debug)]
pub struct Code {
    /// Keeps the code mapped.
    pub block: CodeBlock,
    /// One a region, in the order given.
    pub functions: Vec<Function>,
}

/// Machine code of one region.
#[derive(Debug)]
pub struct Function {
    /// First instruction; `extern "C"` with the signature of the region's kind.
    pub entry: usize,
    /// Bytes of code.
    pub size: usize,
    /// Cranelift's input, if asked for.
    pub clif: Option<String>,
    /// The machine code as text, if asked for.
    pub asm: Option<String>,
}

/// Whether this host has a backend.
///
/// # Errors
/// It has none; the text says which host it is.
pub fn supported() -> Result<(), Unsupported> {
    host::isa(&Options::default()).map(|_| ())
}

/// Machine code of one region that is not in executable memory yet.
#[derive(Debug)]
pub struct Binary {
    bytes: Vec<u8>,
    /// Bytes in front of the entry.
    padding: usize,
    clif: Option<String>,
    asm: Option<String>,
}

impl Binary {
    /// Cranelift's input and the machine code as text, as far as they were asked for.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [&self.clif, &self.asm].into_iter().flatten().map(String::as_str)
    }
}

/// Compiles regions into one block of the code space.
///
/// # Errors
/// See [`CompileError`]; nothing stays allocated then.
pub fn compile(
    regions: &[Region],
    options: &Options,
    helpers: &HelperTable,
    space: &CodeSpace,
) -> Result<Code, CompileError> {
    let binaries: Result<Vec<Binary>, CompileError> =
        regions.iter().map(|region| generate(region, options, helpers)).collect();
    publish(binaries?, space)
}

/// Puts machine code into one block of the code space.
///
/// # Errors
/// There is no executable memory; nothing stays allocated then.
pub fn publish(binaries: Vec<Binary>, space: &CodeSpace) -> Result<Code, CompileError> {
    let (provider, handle) = space.provider();
    let isa = host::isa(&Options::default())?;
    let mut builder = JITBuilder::with_isa(isa, cranelift_module::default_libcall_names());
    builder.memory_provider(provider);
    let mut module = JITModule::new(builder);
    let mut ids = vec![];
    for (index, binary) in binaries.iter().enumerate() {
        // Nothing of the module calls it: the signature does not matter.
        let id = module.declare_function(&format!("r{index}"), Linkage::Local, &module.make_signature())?;
        module.define_function_bytes(id, layout::LINE as u64, &binary.bytes, &[])?;
        ids.push(id);
    }
    module.finalize_definitions()?;
    let functions = ids.into_iter().zip(binaries).map(|(id, binary)| {
        let Binary { bytes, padding, clif, asm } = binary;
        let start = module.get_finalized_function(id) as usize;
        Function { entry: start + padding, size: bytes.len() - padding, clif, asm }
    });
    let functions = functions.collect();
    Ok(Code { functions, block: handle.into_block() })
}

/// Compiles a region to bytes that may be put anywhere.
///
/// # Errors
/// Cranelift refuses the region, or the host has no backend.
pub fn generate(region: &Region, options: &Options, helpers: &HelperTable) -> Result<Binary, CompileError> {
    let longest = region.live_exits().iter().map(|(snap, _)| region.snapshot(*snap).words.len()).max();
    if longest.is_some_and(|longest| longest >= EXIT_BUFFER_LEN) {
        return Err(CompileError::Codegen("a snapshot is longer than the exit buffer".to_owned()));
    }
    let isa = host::isa(options)?;
    let words = lower::Words::Real { helpers, region };
    let mut context = lower::lower(region, options, &words, &*isa)?;
    let code = context.compile(&*isa, &mut ControlPlane::default());
    let code = code.map_err(|error| CompileError::Codegen(format!("{:?}", error.inner)))?;
    // Everything is an immediate: there is nothing to relocate.
    if !code.buffer.relocs().is_empty() {
        return Err(CompileError::Codegen("the code refers to a library function".to_owned()));
    }
    let padding = layout::padding(code);
    let mut bytes = vec![PADDING; padding];
    bytes.extend_from_slice(code.code_buffer());
    let (clif, asm) = dump::texts(region, options, &*isa)?;
    Ok(Binary { bytes, padding, clif, asm })
}

/// Compiles without publishing, for dumps.
fn compile_text(
    context: &mut Context,
    isa: &dyn cranelift_codegen::isa::TargetIsa,
) -> Result<(), CompileError> {
    context.set_disasm(true);
    let compiled = context.compile(isa, &mut ControlPlane::default());
    compiled.map(|_| ()).map_err(|error| CompileError::Codegen(format!("{:?}", error.inner)))
}

/// Writes one line of a perf map: `start size name`, in hexadecimal as `perf` reads it.
///
/// # Errors
/// Those of the writer.
pub fn write_perf_map(out: &mut dyn Write, function: &Function, name: &str) -> io::Result<()> {
    writeln!(out, "{:x} {:x} {name}", function.entry, function.size)
}
