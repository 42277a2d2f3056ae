//! genjit: a runtime for Python generators with a tracing JIT, as a library.
//!
//! A [`Vm`] is an isolate: its own objects, modules, options, counters and machine code. It runs programs
//! ([`Vm::run_main`]), defines functions from source ([`Vm::run_source`]) or from code made with
//! [`bytecode::CodeBuilder`] ([`Vm::load`]), calls them, and resumes generators one item at a time:
//!
//! ```
//! # #[cfg(feature = "compiler")] {
//! use genjit::{Options, Resume, Vm};
//!
//! let mut vm = Vm::new(Options::default());
//! vm.run_source("def squares(n):\n    for i in range(n):\n        yield i * i\n", "squares.py")?;
//! let mut generator = vm.call_generator("squares", &[3.into()])?;
//! let mut items = Vec::new();
//! while let Resume::Yield(item) = vm.resume(&mut generator)? {
//!     items.push(vm.to_i64(&item));
//! }
//! assert_eq!(items, [Some(0), Some(1), Some(4)]);
//! # }
//! # Ok::<(), genjit::Error>(())
//! ```
//!
//! Words: a [`Value`] is a handle of an object in one `Vm`; an [`Argument`] is what Rust passes in.
//!
//! Relied on: nothing here reads the environment, installs signal handlers or keeps process globals.

mod argument;
mod error;
mod generator;
mod handle;
mod inspect;
mod load;
mod prompt;
mod run;
mod vm;

pub use argument::Argument;
pub use error::{Error, Exception};
pub use generator::{Generator, Resume};
pub use genjit_bytecode as bytecode;
pub use genjit_runtime::counters;
pub use genjit_runtime::options::{self, Options};
pub use genjit_runtime::program::MainModule;
pub use genjit_runtime::prompt::Answer;
pub use genjit_runtime::sources::{SourceFault, decode_source};
pub use genjit_runtime::vm::Interrupter;
pub use handle::Value;
pub use inspect::{MachineCode, ResumePoint, Tier};
pub use vm::Vm;

/// The README's embedding example is one of the tests.
#[cfg(all(doctest, feature = "compiler"))]
#[doc = include_str!("../README.md")]
struct Readme;
