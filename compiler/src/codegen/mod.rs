//! Code generation: from the syntax tree to pseudo-instructions.
//!
//! One file a family of constructs. The order of instructions, the place each carries and the order in
//! which names and constants are first used are CPython 3.14's: the code objects have to be equal.
//!
//! Terms. A *unit* is the code object under construction ([`unit::Unit`]); units nest as scopes do. A
//! *frame block* ([`fblock::FBlock`]) is a statement that `return`, `break` or `continue` has to leave.

mod annotations;
mod assign;
mod calls;
mod class;
mod comprehension;
mod conditions;
mod constants;
mod displays;
mod emit;
mod expr;
mod fblock;
mod fstring;
mod func;
mod groups;
mod imports;
mod locations;
mod loops;
mod names;
mod patterns;
mod percent;
mod stmt;
mod supers;
mod tries;
mod type_params;
mod unit;
mod unparse;
mod with;

use std::sync::Arc;

use genjit_bytecode::{CodeObject, Opcode};
use ruff_python_ast::{Expr, ModModule};

use crate::consts::Codes;
use crate::error::CompileError;
use crate::ir::Loc;
use crate::source::Source;
use crate::symtable::SymbolTable;
use unit::{Unit, UnitKind};

type Result<T = ()> = std::result::Result<T, CompileError>;

/// Free stack below which the compiler continues on a fresh one, and how large that is.
const RED_ZONE: usize = 128 * 1024;
const STACK_STEP: usize = 2 * 1024 * 1024;

/// The state of one compilation.
pub(crate) struct Compiler<'a> {
    source: &'a Source<'a>,
    table: SymbolTable,
    /// The innermost unit.
    unit: Unit<'a>,
    /// The units around it, the module first.
    outer: Vec<Unit<'a>>,
    codes: Codes,
    /// Whether values of expression statements at the top are printed.
    interactive: bool,
    /// Whether `assert` and `__debug__` are off.
    optimize: bool,
}

/// How the top level is compiled.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub interactive: bool,
    pub optimize: bool,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(source: &'a Source<'a>, table: SymbolTable, settings: Settings) -> Compiler<'a> {
        let unit = Unit::new(&table, SymbolTable::TOP, UnitKind::Module, "<module>", 1);
        let Settings { interactive, optimize } = settings;
        Compiler { source, table, unit, outer: Vec::new(), codes: Codes::default(), interactive, optimize }
    }

    /// Compiles a module.
    pub(crate) fn module(mut self, module: &'a ModModule) -> Result<Arc<CodeObject>> {
        self.start_module();
        self.module_body(module)?;
        self.finish_unit(true)
    }

    /// Compiles an expression; running the code returns its value.
    pub(crate) fn expression(mut self, expr: &'a Expr) -> Result<Arc<CodeObject>> {
        self.start_module();
        self.expr(expr)?;
        self.finish_unit(false)
    }

    fn start_module(&mut self) {
        // Line 0 tells tracers that nothing of the source has started.
        let loc = Loc { line: 0, ..Loc::line_start(1) };
        self.op_arg(loc, Opcode::RESUME, 0);
    }
}
