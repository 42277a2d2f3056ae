//! Python source to code objects.
//!
//! [`compile`] makes the code objects that CPython 3.14 makes: the same instructions, constants,
//! exception table and line table. Errors are CPython's `SyntaxError`s, with its text and place.
//!
//! Rooms: `parse` (text to tree), `symtable` (what names mean), `codegen` (tree to pseudo-instructions),
//! `flow` (optimisation and layout), `assemble` (to bytes); `prompt` says
//! when what is typed line by line is a whole input.
//!
//! ```
//! use genjit_compiler::{Mode, Options, compile};
//!
//! let code = compile("x = 1\n", "example.py", Mode::Module, Options::default()).unwrap();
//! assert_eq!(&*code.names[0], "x");
//! ```

pub mod anchor;
mod assemble;
mod codegen;
mod consts;
mod docstring;
mod error;
mod flow;
mod future;
mod ir;
mod messages;
mod parse;
mod prompt;
mod single;
mod source;
mod spine;
mod symtable;
mod warnings;

use std::sync::Arc;

use genjit_bytecode::CodeObject;
use ruff_python_ast::Mod;

pub use error::{CompileError, ErrorClass, ErrorPlace};
pub use prompt::{Typed, typed};
pub use warnings::SyntaxWarning;

use codegen::{Compiler, Settings};
use source::Source;
use symtable::Tree;

/// What a source text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A file: statements. The code returns `None`.
    #[default]
    Module,
    /// One expression; the code returns its value.
    Eval,
    /// Statements typed at a prompt: values of expression statements are printed.
    Single,
}

/// How to compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Options {
    /// Leaves `assert` statements out and makes `__debug__` false.
    pub optimize: bool,
    /// Leaves docstrings out.
    pub strip_docstrings: bool,
    /// `co_flags` of features that are turned on as if the text imported them from `__future__`.
    pub features: u32,
}

/// Bytes of native stack for each byte of source: what the parser's recursion and the tree's
/// destruction need for the deepest nesting that a text of that length can have.
const STACK_PER_BYTE: usize = 1024;
/// Bounds of the native stack that a compilation reserves, in bytes.
const STACK_BOUNDS: (usize, usize) = (16 << 20, 1 << 30);

/// Compiles a source text. `filename` is what tracebacks show.
///
/// # Errors
/// Whatever CPython would raise as `SyntaxError` or one of its subclasses; and, as `SyntaxError` that
/// names it, each construct that is not supported.
pub fn compile(
    source: &str,
    filename: &str,
    mode: Mode,
    options: Options,
) -> Result<Arc<CodeObject>, CompileError> {
    compile_with_warnings(source, filename, mode, options, &mut Vec::new())
}

/// The same, with what there is to warn of: also where the text turns out not to compile, as far as it
/// could be read.
///
/// # Errors
/// Those of [`compile`].
pub fn compile_with_warnings(
    source: &str,
    filename: &str,
    mode: Mode,
    options: Options,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Arc<CodeObject>, CompileError> {
    // A deep tree is not only built but also dropped by recursion, so all of it happens on a stack
    // that is large enough for the text; pages that are not touched cost nothing.
    let stack = (source.len() * STACK_PER_BYTE).clamp(STACK_BOUNDS.0, STACK_BOUNDS.1);
    let result = stacker::grow(stack, || compile_here(source, filename, mode, options, warnings));
    result.map_err(|mut error| {
        if error.filename.is_empty() {
            error.filename = filename.into();
        }
        error
    })
}

fn compile_here(
    text: &str,
    filename: &str,
    mode: Mode,
    options: Options,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Arc<CodeObject>, CompileError> {
    let source = Source::new(text, filename);
    let interactive = mode == Mode::Single;
    let settings = Settings { interactive, optimize: options.optimize };
    let mut tree = parse::parse(&source, mode == Mode::Eval)?;
    warnings.extend(warnings::of_parsed(&source, &tree));
    if options.strip_docstrings {
        docstring::strip(&mut tree, interactive);
    }
    let code = match &tree {
        Mod::Module(module) => {
            if interactive {
                single::check(&source, module)?;
            }
            let table = symtable::build(&source, Tree::Module(module), !interactive, options.features)?;
            warnings.extend(warnings::of_checked(&source, &tree));
            Compiler::new(&source, table, settings).module(module)?
        }
        Mod::Expression(module) => {
            let table = symtable::build(&source, Tree::Expression(&module.body), false, options.features)?;
            warnings.extend(warnings::of_checked(&source, &tree));
            Compiler::new(&source, table, settings).expression(&module.body)?
        }
    };
    Ok(code)
}
