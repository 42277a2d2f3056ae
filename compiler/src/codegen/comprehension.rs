//! Comprehensions and generator expressions.
//!
//! A generator expression is a generator function that is called at once with the iterator of its
//! outermost iterable. The others are loops in the code around them; the variables of their own that
//! exist there too are saved on the stack meanwhile, and restored even if an exception leaves.

use std::sync::Arc;

use genjit_bytecode::Opcode;
use ruff_python_ast::{Comprehension, Expr};

use crate::codegen::emit::RESUME_AFTER_AWAIT;
use crate::codegen::fblock::FBlockKind;
use crate::codegen::unit::{ArgCounts, UnitKind};
use crate::codegen::{Compiler, Result};
use crate::error::CompileError;
use crate::ir::{Label, Loc, Op};
use crate::symtable::{Access, CompKind, ScopeId, ScopeKind, Symbol};

/// A comprehension's parts.
#[derive(Clone, Copy)]
struct Parts<'a> {
    kind: CompKind,
    generators: &'a [Comprehension],
    /// The element, or the key.
    element: &'a Expr,
    value: Option<&'a Expr>,
}

/// What entering a merged comprehension changed.
struct Inlined {
    /// Variables saved on the stack.
    pushed: Vec<Arc<str>>,
    /// Handler that restores them.
    cleanup: Option<Label>,
    /// Symbols of the scope around that were replaced.
    replaced: Vec<(Arc<str>, Symbol)>,
    /// Names that live in slots for now.
    hidden: Vec<Arc<str>>,
    was_inlined: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, mut loc: Loc, expr: &'a Expr) -> Result {
        if let Expr::Generator(e) = expr {
            loc = self.source.loc(self.table.generator_range(e));
        }
        let (scope, parts) = self.comprehension_parts(expr)?;
        let Some(outermost) = parts.generators.first() else {
            return Err(CompileError::internal("a comprehension without for"));
        };
        if self.table[scope].inlined {
            return self.inlined_comprehension(loc, scope, parts, outermost);
        }
        let is_async = self.table[scope].coroutine;
        let name = unit_name(parts.kind);
        self.enter_unit(scope, UnitKind::Comprehension, name, loc.line as u32, None)?;
        self.unit.args = ArgCounts { positional: 1, ..ArgCounts::default() };
        if parts.kind != CompKind::Generator {
            self.op_arg(loc, build_op(parts.kind), 0);
        }
        self.generator(loc, parts, 0, 0, false)?;
        if parts.kind == CompKind::Generator {
            self.guard_stop_iteration();
        } else {
            self.op(loc, Opcode::RETURN_VALUE);
        }
        let code = self.leave_unit(true)?;
        self.make_closure(loc, code, false, false)?;
        self.iterator(outermost)?;
        self.op_arg(loc, Opcode::CALL, 0);
        if is_async && parts.kind != CompKind::Generator {
            self.emit_await(loc, 0);
        }
        Ok(())
    }

    fn comprehension_parts(&self, expr: &'a Expr) -> Result<(ScopeId, Parts<'a>)> {
        Ok(match expr {
            Expr::Generator(e) => (self.scope_of(e)?, parts(CompKind::Generator, &e.generators, &e.elt)),
            Expr::ListComp(e) => (self.scope_of(e)?, parts(CompKind::List, &e.generators, &e.elt)),
            Expr::SetComp(e) => (self.scope_of(e)?, parts(CompKind::Set, &e.generators, &e.elt)),
            Expr::DictComp(e) => {
                let Some(key) = &e.key else {
                    return Err(CompileError::internal("a dict comprehension without key"));
                };
                let parts = parts(CompKind::Dict, &e.generators, key);
                (self.scope_of(e)?, Parts { value: Some(&e.value), ..parts })
            }
            _ => return Err(CompileError::internal("no comprehension")),
        })
    }

    fn inlined_comprehension(
        &mut self,
        loc: Loc,
        scope: ScopeId,
        parts: Parts<'a>,
        outermost: &'a Comprehension,
    ) -> Result {
        self.iterator(outermost)?;
        let mut inlined = self.enter_inlined(scope);
        self.save_locals(loc, scope, &mut inlined)?;
        self.op_arg(loc, build_op(parts.kind), 0);
        self.op_arg(loc, Opcode::SWAP, 2);
        self.generator(loc, parts, 0, 0, true)?;
        self.restore_locals(loc, &inlined);
        self.leave_inlined(inlined);
        Ok(())
    }

    /// Makes the comprehension's names mean in this unit what they mean in the comprehension.
    fn enter_inlined(&mut self, comp: ScopeId) -> Inlined {
        let outer = self.unit.scope;
        let was_inlined = self.unit.in_inlined_comprehension;
        let in_class = self.table[outer].kind == ScopeKind::Class && !was_inlined;
        let function = self.table[outer].is_function_like();
        let mut inlined = Inlined {
            pushed: Vec::new(),
            cleanup: None,
            replaced: Vec::new(),
            hidden: Vec::new(),
            was_inlined,
        };
        let symbols: Vec<_> = self.table[comp].symbols.iter().map(|(n, s)| (n.clone(), s)).collect();
        for (name, symbol) in symbols {
            if &*name == ".0" {
                continue;
            }
            let around = self.table[outer].symbols.get(&name).unwrap_or_default();
            if (symbol.is_own_local() || in_class)
                && !function
                && self.unit.fast_hidden.get(&name) != Some(&true)
            {
                self.unit.fast_hidden.insert(name.clone(), true);
                inlined.hidden.push(name.clone());
            }
            let differs = symbol.access != around.access
                && symbol.access != Access::Free
                && !(symbol.access == Access::Cell && around.access == Access::Free);
            if differs || in_class {
                *self.table[outer].symbols.entry(&name) = symbol;
                inlined.replaced.push((name.clone(), around));
            }
        }
        self.unit.in_inlined_comprehension = true;
        inlined
    }

    fn leave_inlined(&mut self, inlined: Inlined) {
        let outer = self.unit.scope;
        for (name, symbol) in inlined.replaced {
            *self.table[outer].symbols.entry(&name) = symbol;
        }
        for name in inlined.hidden {
            self.unit.fast_hidden.insert(name, false);
        }
        self.unit.in_inlined_comprehension = inlined.was_inlined;
    }

    /// Pushes the variables that the comprehension's own ones hide, below the iterator.
    fn save_locals(&mut self, loc: Loc, comp: ScopeId, inlined: &mut Inlined) -> Result {
        let symbols: Vec<_> = self.table[comp].symbols.iter().map(|(n, s)| (n.clone(), s)).collect();
        for (name, symbol) in symbols {
            if !symbol.is_own_local() {
                continue;
            }
            let slot = self.unit.varnames.add(&name);
            self.op_arg(loc, Opcode::LOAD_FAST_AND_CLEAR, slot);
            if symbol.access == Access::Cell {
                let unit = &self.unit;
                let free = || unit.freevars.get(&name).map(|i| unit.cellvars.len() + i);
                let cell = unit.cellvars.get(&name).or_else(free);
                let cell = cell.ok_or_else(|| CompileError::internal("a comprehension without its cell"))?;
                self.op_arg(loc, Opcode::MAKE_CELL, cell);
            }
            inlined.pushed.push(name);
        }
        if !inlined.pushed.is_empty() {
            self.op_arg(loc, Opcode::SWAP, inlined.pushed.len() as u32 + 1);
            let cleanup = self.new_label();
            inlined.cleanup = Some(cleanup);
            self.jump(loc, Op::SetupFinally, cleanup);
        }
        Ok(())
    }

    fn restore_locals(&mut self, loc: Loc, inlined: &Inlined) {
        let Some(cleanup) = inlined.cleanup else { return };
        let end = self.new_label();
        self.op(Loc::NONE, Op::PopBlock);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
        self.place(cleanup);
        // The unfinished result lies below the exception.
        self.op_arg(Loc::NONE, Opcode::SWAP, 2);
        self.op(Loc::NONE, Opcode::POP_TOP);
        self.pop_locals(loc, &inlined.pushed);
        self.op_arg(Loc::NONE, Opcode::RERAISE, 0);
        self.place(end);
        self.pop_locals(loc, &inlined.pushed);
    }

    fn pop_locals(&mut self, loc: Loc, pushed: &[Arc<str>]) {
        self.op_arg(loc, Opcode::SWAP, pushed.len() as u32 + 1);
        for name in pushed.iter().rev() {
            let slot = self.unit.varnames.add(name);
            self.op_arg(loc, Op::StoreFastMaybeNull, slot);
        }
    }

    fn iterator(&mut self, generator: &'a Comprehension) -> Result {
        self.expr(&generator.iter)?;
        let loc = self.loc(&generator.iter);
        self.op(loc, if generator.is_async { Opcode::GET_AITER } else { Opcode::GET_ITER });
        Ok(())
    }

    /// The loops from the `index`-th on; `depth` iterators are on the stack above the result.
    fn generator(
        &mut self,
        loc: Loc,
        parts: Parts<'a>,
        index: usize,
        depth: u32,
        iter_on_stack: bool,
    ) -> Result {
        let generator = &parts.generators[index];
        let assigned = if iter_on_stack {
            false
        } else if index == 0 {
            self.op_arg(loc, Opcode::LOAD_FAST, 0);
            false
        } else if let Some(value) = single_item(generator) {
            // `for y in [f(x)]` is an assignment.
            self.expr(value)?;
            true
        } else {
            self.iterator(generator)?;
            false
        };
        stacker::maybe_grow(super::RED_ZONE, super::STACK_STEP, || {
            if generator.is_async {
                self.async_loop(loc, parts, index, depth)
            } else if assigned {
                self.loop_body(loc, parts, index, depth).map(drop)
            } else {
                self.sync_loop(loc, parts, index, depth)
            }
        })
    }

    fn sync_loop(&mut self, loc: Loc, parts: Parts<'a>, index: usize, depth: u32) -> Result {
        let iter = self.loc(&parts.generators[index].iter);
        let (start, anchor) = (self.new_label(), self.new_label());
        self.place(start);
        self.jump(iter, Opcode::FOR_ITER, anchor);
        let end = self.loop_body(loc, parts, index, depth + 1)?;
        self.jump(end, Op::Jump, start);
        self.place(anchor);
        self.op(Loc::NONE, Opcode::END_FOR);
        self.op(Loc::NONE, Opcode::POP_ITER);
        Ok(())
    }

    fn async_loop(&mut self, loc: Loc, parts: Parts<'a>, index: usize, depth: u32) -> Result {
        let (start, send, except) = (self.new_label(), self.new_label(), self.new_label());
        self.place(start);
        self.push_fblock(loc, FBlockKind::AsyncComprehension)?;
        self.jump(loc, Op::SetupFinally, except);
        self.op(loc, Opcode::GET_ANEXT);
        self.load_none(loc);
        self.place(send);
        self.emit_delegation(loc, RESUME_AFTER_AWAIT);
        self.op(loc, Op::PopBlock);
        let end = self.loop_body(loc, parts, index, depth + 1)?;
        self.jump(end, Op::Jump, start);
        self.pop_fblock();
        self.place(except);
        self.jump(loc, Opcode::END_ASYNC_FOR, send);
        Ok(())
    }

    /// Target, conditions, and the inner loops or the element; returns the place of the jump back.
    fn loop_body(&mut self, loc: Loc, parts: Parts<'a>, index: usize, depth: u32) -> Result<Loc> {
        let generator = &parts.generators[index];
        let skip = self.new_label();
        self.expr(&generator.target)?;
        for test in &generator.ifs {
            self.jump_if(test, skip, false)?;
        }
        let mut end = self.loc(parts.element);
        if index + 1 < parts.generators.len() {
            self.generator(loc, parts, index + 1, depth, false)?;
        } else {
            end = self.element(end, parts, depth)?;
        }
        self.place(skip);
        Ok(end)
    }

    fn element(&mut self, loc: Loc, parts: Parts<'a>, depth: u32) -> Result<Loc> {
        self.expr(parts.element)?;
        match parts.kind {
            CompKind::Generator => {
                self.emit_yield(loc);
                self.op(loc, Opcode::POP_TOP);
            }
            CompKind::List => self.op_arg(loc, Opcode::LIST_APPEND, depth + 1),
            CompKind::Set => self.op_arg(loc, Opcode::SET_ADD, depth + 1),
            CompKind::Dict => {
                let Some(value) = parts.value else { return Ok(loc) };
                self.expr(value)?;
                let end = self.loc(value);
                let loc = Loc { end_line: end.end_line, end_col: end.end_col, ..loc };
                self.op_arg(loc, Opcode::MAP_ADD, depth + 1);
                return Ok(loc);
            }
        }
        Ok(loc)
    }
}

fn parts<'a>(kind: CompKind, generators: &'a [Comprehension], element: &'a Expr) -> Parts<'a> {
    Parts { kind, generators, element, value: None }
}

fn unit_name(kind: CompKind) -> &'static str {
    match kind {
        CompKind::List => "<listcomp>",
        CompKind::Set => "<setcomp>",
        CompKind::Dict => "<dictcomp>",
        CompKind::Generator => "<genexpr>",
    }
}

fn build_op(kind: CompKind) -> Opcode {
    match kind {
        CompKind::Set => Opcode::BUILD_SET,
        CompKind::Dict => Opcode::BUILD_MAP,
        CompKind::List | CompKind::Generator => Opcode::BUILD_LIST,
    }
}

/// The item of a list or tuple display of one.
fn single_item(generator: &Comprehension) -> Option<&Expr> {
    let items = match &generator.iter {
        Expr::List(e) => &e.elts[..],
        Expr::Tuple(e) => &e.elts[..],
        _ => return None,
    };
    match items {
        [item] if !item.is_starred_expr() && !generator.is_async => Some(item),
        _ => None,
    }
}
