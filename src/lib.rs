//! genjit: a tracing-JIT runtime for Python generators.
pub use genjit_runtime as runtime;
