//! The code object under construction.

use std::collections::BTreeSet;
use std::sync::Arc;

use genjit_bytecode::{CodeFlags, CodeObject, LocalKind, LocalName};
use ruff_python_ast::StmtAnnAssign;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::assemble::assemble;
use crate::codegen::fblock::FBlock;
use crate::codegen::{Compiler, Result};
use crate::consts::Consts;
use crate::error::{CompileError, ErrorClass};
use crate::flow::{self, Cfg, Layout};
use crate::ir::InstrSeq;
use crate::ir::Loc;
use crate::symtable::{Access, CONDITIONAL_ANNOTATIONS, Flags, Scope, ScopeId, SymbolTable};
use genjit_bytecode::{Constant, Opcode};

/// Deepest nesting of units: qualified names grow with it, and code objects are dropped by recursion.
const MAX_DEPTH: usize = 500;

/// What a unit is compiled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    /// The function that evaluates annotations.
    Annotation,
    /// A bound, a default or the value of a type alias.
    LazyValue,
    /// The hidden function around a generic definition.
    TypeParams,
}

/// Names in the order of first use.
#[derive(Default)]
pub(super) struct NameTable {
    list: Vec<Arc<str>>,
    index: FxHashMap<Arc<str>, u32>,
}

impl NameTable {
    fn of(names: Vec<Arc<str>>) -> NameTable {
        let mut table = NameTable::default();
        for name in names {
            table.add(&name);
        }
        table
    }

    pub(super) fn add(&mut self, name: &str) -> u32 {
        if let Some(&i) = self.index.get(name) {
            return i;
        }
        let (name, i): (Arc<str>, u32) = (name.into(), self.list.len() as u32);
        self.list.push(name.clone());
        self.index.insert(name, i);
        i
    }

    pub(super) fn get(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    pub(super) fn len(&self) -> u32 {
        self.list.len() as u32
    }

    pub(super) fn names(&self) -> &[Arc<str>] {
        &self.list
    }
}

/// Parameter counts of a unit.
#[derive(Clone, Copy, Default)]
pub(super) struct ArgCounts {
    /// Positional-only.
    pub posonly: u32,
    /// Positional, without the positional-only ones.
    pub positional: u32,
    /// Keyword-only.
    pub kwonly: u32,
}

/// A code object under construction.
pub(super) struct Unit<'a> {
    pub scope: ScopeId,
    pub kind: UnitKind,
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    /// Class whose name is prefixed to private names.
    pub private: Option<Arc<str>>,
    pub firstlineno: u32,
    pub args: ArgCounts,
    pub seq: InstrSeq,
    pub consts: Consts,
    pub names: NameTable,
    pub varnames: NameTable,
    pub cellvars: NameTable,
    /// Their opargs count the cell variables first.
    pub freevars: NameTable,
    pub fblocks: Vec<FBlock<'a>>,
    /// Attributes that methods assign to `self`.
    pub static_attributes: BTreeSet<Arc<str>>,
    /// Names of inlined comprehensions that live in slots although the unit has a namespace; true
    /// while the comprehension is compiled.
    pub fast_hidden: FxHashMap<Arc<str>, bool>,
    pub in_inlined_comprehension: bool,
    /// The annotated assignments of a module or class, with their numbers if they may be passed over.
    pub annotated: Vec<(&'a StmtAnnAssign, Option<u32>)>,
    /// Statements around the current one that may pass it over.
    pub conditional_depth: u32,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        table: &SymbolTable,
        scope: ScopeId,
        kind: UnitKind,
        name: &str,
        firstlineno: u32,
    ) -> Unit<'a> {
        let entry = &table[scope];
        let mut cells = entry.symbols.sorted(|s| s.access == Access::Cell || s.flags.has(Flags::COMP_CELL));
        if entry.needs_class_closure {
            cells.push("__class__".into());
        }
        if entry.needs_classdict {
            cells.push("__classdict__".into());
        }
        if entry.conditional_annotations {
            cells.push(CONDITIONAL_ANNOTATIONS.into());
        }
        let free = entry.symbols.sorted(|s| s.access == Access::Free || s.flags.has(Flags::FREE_CLASS));
        Unit {
            scope,
            kind,
            name: name.into(),
            qualname: name.into(),
            private: None,
            firstlineno,
            args: ArgCounts::default(),
            seq: InstrSeq::default(),
            consts: Consts::default(),
            names: NameTable::default(),
            varnames: NameTable::of(entry.varnames.clone()),
            cellvars: NameTable::of(cells),
            freevars: NameTable::of(free),
            fblocks: Vec::new(),
            static_attributes: BTreeSet::new(),
            fast_hidden: FxHashMap::default(),
            in_inlined_comprehension: false,
            annotated: Vec::new(),
            conditional_depth: 0,
        }
    }

    /// Optimises, lays out and assembles the unit.
    fn assemble(self, scope: &Scope, futures: CodeFlags, filename: Arc<str>) -> Result<CodeObject> {
        let flags = code_flags(scope) | futures;
        let mut cfg = Cfg::build(&self.seq)?;
        let mut consts = self.consts;
        let nlocals = self.varnames.len();
        flow::optimize(&mut cfg, &mut consts, nlocals, scope.varnames.len() as u32)?;
        let layout = Layout {
            nlocals,
            cells: self.cellvars.names().iter().map(|n| self.varnames.get(n)).collect(),
            nfree: self.freevars.len(),
            firstlineno: self.firstlineno,
            flags,
        };
        let stacksize = flow::finish(&mut cfg, &layout)?;
        let assembled = assemble(&cfg, self.firstlineno)?;
        // The parameter of annotation functions has a name that hides none of the program's until here.
        let mut varnames = self.varnames;
        if self.kind == UnitKind::Annotation
            && let Some(format) = varnames.list.first_mut()
        {
            *format = "format".into();
        }
        let hidden: FxHashSet<&str> = self.fast_hidden.keys().map(|n| &**n).collect();
        Ok(CodeObject {
            name: self.name,
            qualname: self.qualname,
            filename,
            firstlineno: self.firstlineno,
            argcount: self.args.posonly + self.args.positional,
            posonlyargcount: self.args.posonly,
            kwonlyargcount: self.args.kwonly,
            stacksize: stacksize.max(1),
            flags,
            units: assembled.units,
            consts: consts.into_list(),
            names: self.names.list,
            localsplus: slots(&varnames, &self.cellvars, &self.freevars, &hidden),
            exceptiontable: assembled.exceptiontable,
            linetable: assembled.linetable,
        })
    }
}

/// The slots: locals, cells that are not locals, free variables.
fn slots(
    varnames: &NameTable,
    cellvars: &NameTable,
    freevars: &NameTable,
    hidden: &FxHashSet<&str>,
) -> Vec<LocalName> {
    let local_kind = |name: &str| {
        if cellvars.get(name).is_some() {
            LocalKind::Cell
        } else if hidden.contains(name) {
            LocalKind::Hidden
        } else {
            LocalKind::Local
        }
    };
    let locals = varnames.names().iter().map(|n| (n, local_kind(n)));
    let cells = cellvars.names().iter().filter(|n| varnames.get(n).is_none()).map(|n| (n, LocalKind::Cell));
    let frees = freevars.names().iter().map(|n| (n, LocalKind::Free));
    locals.chain(cells).chain(frees).map(|(name, kind)| LocalName { name: name.clone(), kind }).collect()
}

fn code_flags(scope: &Scope) -> CodeFlags {
    let mut flags = CodeFlags::default();
    let mut set = |condition: bool, flag: CodeFlags| {
        if condition {
            flags |= flag;
        }
    };
    if scope.is_function_like() {
        set(true, CodeFlags::NEWLOCALS | CodeFlags::OPTIMIZED);
        set(scope.nested, CodeFlags::NESTED);
        set(scope.varargs, CodeFlags::VARARGS);
        set(scope.varkeywords, CodeFlags::VARKEYWORDS);
        set(scope.has_docstring, CodeFlags::HAS_DOCSTRING);
        set(scope.method, CodeFlags::METHOD);
        set(scope.generator && !scope.coroutine, CodeFlags::GENERATOR);
    }
    set(scope.coroutine && !scope.generator, CodeFlags::COROUTINE);
    set(scope.coroutine && scope.generator, CodeFlags::ASYNC_GENERATOR);
    flags
}

impl<'a> Compiler<'a> {
    /// The scope of the innermost unit.
    pub(super) fn scope(&self) -> &Scope {
        &self.table[self.unit.scope]
    }

    /// Starts a unit inside the current one. `private` is the class's name if it is a class.
    pub(super) fn enter_unit(
        &mut self,
        scope: ScopeId,
        kind: UnitKind,
        name: &str,
        firstlineno: u32,
        private: Option<&str>,
    ) -> Result {
        if self.outer.len() >= MAX_DEPTH {
            let message = "maximum recursion depth exceeded during compilation";
            return Err(CompileError::without_place(ErrorClass::Recursion, message));
        }
        let mut unit = Unit::new(&self.table, scope, kind, name, firstlineno);
        unit.private = match private {
            Some(class) => Some(class.into()),
            None => self.unit.private.clone(),
        };
        unit.qualname = self.qualname_of(kind, name);
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        self.op_arg(Loc::line_start(firstlineno as i32), Opcode::RESUME, 0);
        Ok(())
    }

    /// The qualified name of a unit inside the current one.
    fn qualname_of(&self, kind: UnitKind, name: &str) -> Arc<str> {
        let mut parent = &self.unit;
        if matches!(parent.kind, UnitKind::Annotation | UnitKind::LazyValue | UnitKind::TypeParams)
            && let Some(around) = self.outer.last()
        {
            parent = around;
        }
        if parent.kind == UnitKind::Module {
            return name.into();
        }
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let mangled = crate::symtable::mangle(parent.private.as_deref(), name);
            if self.table[parent.scope].access(&mangled) == Access::GlobalExplicit {
                return name.into();
            }
        }
        let in_function =
            matches!(parent.kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda);
        let locals = if in_function { ".<locals>" } else { "" };
        format!("{}{locals}.{name}", parent.qualname).into()
    }

    /// Ends the innermost unit and goes back to the one around it.
    pub(super) fn leave_unit(&mut self, add_none: bool) -> Result<Arc<CodeObject>> {
        self.add_return(add_none);
        let Some(outer) = self.outer.pop() else {
            return Err(CompileError::internal("no unit around"));
        };
        let unit = std::mem::replace(&mut self.unit, outer);
        let scope = &self.table[unit.scope];
        let code = unit.assemble(scope, self.table.future_flags, self.source.filename.clone())?;
        Ok(self.codes.intern(code))
    }

    /// Ends the module's unit.
    pub(super) fn finish_unit(mut self, add_none: bool) -> Result<Arc<CodeObject>> {
        self.add_return(add_none);
        let scope = &self.table[self.unit.scope];
        self.unit.assemble(scope, self.table.future_flags, self.source.filename.clone()).map(Arc::new)
    }

    /// Code that runs off the end returns `None`; without `add_none`, the value on the stack.
    fn add_return(&mut self, add_none: bool) {
        if add_none {
            self.load_const(Loc::NONE, Constant::None);
        }
        self.op(Loc::NONE, Opcode::RETURN_VALUE);
    }
}
