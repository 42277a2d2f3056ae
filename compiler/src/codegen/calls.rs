//! Calls.

use genjit_bytecode::{Constant, Opcode};
use ruff_python_ast::{CmpOp, Expr, ExprCall, Keyword};

use crate::codegen::displays::{STACK_USE_GUIDELINE, Sequence};
use crate::codegen::emit::{common, intrinsic};
use crate::codegen::{Compiler, Result};
use crate::ir::{Label, Loc, Op};
use crate::symtable::{Flags, SymbolTable};

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, loc: Loc, e: &'a ExprCall) -> Result {
        self.check_keywords(&e.arguments.keywords)?;
        if self.method_call(loc, e)? {
            return Ok(());
        }
        let skip = self.new_label();
        self.expr(&e.func)?;
        self.consume_generator(e, skip)?;
        let func = self.loc(&*e.func);
        self.push_null(func);
        self.call_with(loc, 0, e)?;
        self.place(skip);
        Ok(())
    }

    fn call_with(&mut self, loc: Loc, pushed: u32, e: &'a ExprCall) -> Result {
        self.call_arguments(loc, pushed, &e.arguments.args, &e.arguments.keywords)
    }

    fn check_keywords(&self, keywords: &[Keyword]) -> Result {
        let mut seen = rustc_hash::FxHashSet::default();
        for keyword in keywords {
            if let Some(name) = &keyword.arg
                && !seen.insert(name.as_str())
            {
                let message = format!("keyword argument repeated: {name}");
                return Err(self.source.error(keyword.range, message));
            }
        }
        Ok(())
    }

    /// `object.method(…)` without making a bound method. False if it is not such a call.
    fn method_call(&mut self, loc: Loc, e: &'a ExprCall) -> Result<bool> {
        let Expr::Attribute(method) = &*e.func else { return Ok(false) };
        let (args, keywords) = (&e.arguments.args, &e.arguments.keywords);
        // Functions of imported modules are no methods.
        if let Expr::Name(name) = &*method.value {
            let symbol = self.table[SymbolTable::TOP].symbols.get(&name.id).unwrap_or_default();
            if symbol.flags.has(Flags::IMPORT) {
                return Ok(false);
            }
        }
        let total = args.len() + keywords.len() + usize::from(!keywords.is_empty());
        if total >= STACK_USE_GUIDELINE
            || args.iter().any(Expr::is_starred_expr)
            || keywords.iter().any(|k| k.arg.is_none())
        {
            return Ok(false);
        }
        let method_loc = self.loc(method);
        let names_loc = self.load_method(method_loc, method)?;
        self.arguments(e)?;
        if keywords.is_empty() {
            let loc = self.start_at_attribute(loc, method);
            self.op_arg(loc, Opcode::CALL, args.len() as u32);
        } else {
            self.keyword_values(keywords)?;
            self.keyword_names(names_loc, keywords);
            let loc = self.start_at_attribute(loc, method);
            self.op_arg(loc, Opcode::CALL_KW, (args.len() + keywords.len()) as u32);
        }
        Ok(true)
    }

    fn arguments(&mut self, e: &'a ExprCall) -> Result {
        e.arguments.args.iter().try_for_each(|arg| self.expr(arg))
    }

    fn keyword_values(&mut self, keywords: &'a [Keyword]) -> Result {
        keywords.iter().try_for_each(|k| self.expr(&k.value))
    }

    fn keyword_names(&mut self, loc: Loc, keywords: &[Keyword]) {
        let names = keywords.iter().filter_map(|k| k.arg.as_ref());
        let names = names.map(|name| Constant::Str(name.as_str().into())).collect();
        self.load_const(loc, Constant::Tuple(names));
    }

    /// Pushes arguments and calls; `pushed` arguments are on the stack already.
    pub(super) fn call_arguments(
        &mut self,
        loc: Loc,
        pushed: u32,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result {
        self.check_keywords(keywords)?;
        let plain = args.len() + keywords.len() * 2 <= STACK_USE_GUIDELINE
            && !args.iter().any(Expr::is_starred_expr)
            && keywords.iter().all(|k| k.arg.is_some());
        if !plain {
            return self.call_ex(loc, pushed, args, keywords);
        }
        args.iter().try_for_each(|arg| self.expr(arg))?;
        self.call_plain(loc, pushed + args.len() as u32, keywords)
    }

    /// The same with a variable as the last positional argument.
    pub(super) fn call_with_last(
        &mut self,
        loc: Loc,
        pushed: u32,
        args: &'a [Expr],
        last: &str,
        keywords: &'a [Keyword],
    ) -> Result {
        self.check_keywords(keywords)?;
        let plain = args.len() + 1 + keywords.len() * 2 <= STACK_USE_GUIDELINE
            && !args.iter().any(Expr::is_starred_expr)
            && keywords.iter().all(|k| k.arg.is_some());
        if plain {
            args.iter().try_for_each(|arg| self.expr(arg))?;
            self.load_name(loc, last)?;
            return self.call_plain(loc, pushed + args.len() as u32 + 1, keywords);
        }
        self.sequence(loc, args, pushed, Sequence::LIST)?;
        self.load_name(loc, last)?;
        self.op_arg(loc, Opcode::LIST_APPEND, 1);
        self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::LIST_TO_TUPLE);
        self.call_ex_keywords(loc, keywords)
    }

    /// Calls with the positional arguments that are on the stack and keywords that all have names.
    fn call_plain(&mut self, loc: Loc, positional: u32, keywords: &'a [Keyword]) -> Result {
        let count = positional + keywords.len() as u32;
        if keywords.is_empty() {
            self.op_arg(loc, Opcode::CALL, count);
        } else {
            self.keyword_values(keywords)?;
            self.keyword_names(loc, keywords);
            self.op_arg(loc, Opcode::CALL_KW, count);
        }
        Ok(())
    }

    /// A call with a tuple and a dict of arguments.
    fn call_ex(&mut self, loc: Loc, pushed: u32, args: &'a [Expr], keywords: &'a [Keyword]) -> Result {
        match args {
            [Expr::Starred(star)] if pushed == 0 => self.expr(&star.value)?,
            _ => self.sequence(loc, args, pushed, Sequence::TUPLE)?,
        }
        self.call_ex_keywords(loc, keywords)
    }

    fn call_ex_keywords(&mut self, loc: Loc, keywords: &'a [Keyword]) -> Result {
        if keywords.is_empty() {
            self.push_null(loc);
        } else {
            self.keyword_dict(loc, keywords)?;
        }
        self.op(loc, Opcode::CALL_FUNCTION_EX);
        Ok(())
    }

    fn keyword_dict(&mut self, loc: Loc, keywords: &'a [Keyword]) -> Result {
        let mut have_dict = false;
        // Named arguments before `i` that are not in a dict yet.
        let mut waiting = 0;
        for (i, keyword) in keywords.iter().enumerate() {
            if keyword.arg.is_some() {
                waiting += 1;
                continue;
            }
            self.keyword_part(loc, &keywords[i - waiting..i], &mut have_dict)?;
            waiting = 0;
            if !have_dict {
                self.op_arg(loc, Opcode::BUILD_MAP, 0);
                have_dict = true;
            }
            self.expr(&keyword.value)?;
            self.op_arg(loc, Opcode::DICT_MERGE, 1);
        }
        self.keyword_part(loc, &keywords[keywords.len() - waiting..], &mut have_dict)
    }

    /// Builds a dict of named arguments, and merges it into the one below if there is one.
    fn keyword_part(&mut self, loc: Loc, keywords: &'a [Keyword], have_dict: &mut bool) -> Result {
        if keywords.is_empty() {
            return Ok(());
        }
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.op_arg(Loc::NONE, Opcode::BUILD_MAP, 0);
        }
        for keyword in keywords {
            if let Some(name) = &keyword.arg {
                self.load_str(loc, name);
            }
            self.expr(&keyword.value)?;
            if big {
                self.op_arg(Loc::NONE, Opcode::MAP_ADD, 1);
            }
        }
        if !big {
            self.op_arg(loc, Opcode::BUILD_MAP, keywords.len() as u32);
        }
        if std::mem::replace(have_dict, true) {
            self.op_arg(loc, Opcode::DICT_MERGE, 1);
        }
        Ok(())
    }

    /// `all`, `any` and `tuple` of a generator expression run it in a loop of their own, if the name is
    /// the built-in's when the call happens.
    fn consume_generator(&mut self, e: &'a ExprCall, end: Label) -> Result {
        let Expr::Name(func) = &*e.func else { return Ok(()) };
        let ([generator @ Expr::Generator(_)], []) = (&*e.arguments.args, &*e.arguments.keywords) else {
            return Ok(());
        };
        // The result if the loop runs to its end, and the jump that continues it.
        let (constant, outcome) = match func.id.as_str() {
            "all" => (common::ALL, Some((true, Opcode::POP_JUMP_IF_TRUE))),
            "any" => (common::ANY, Some((false, Opcode::POP_JUMP_IF_FALSE))),
            "tuple" => (common::TUPLE, None),
            _ => return Ok(()),
        };
        let loc = self.loc(&*e.func);
        let (skip, start, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.op_arg(loc, Opcode::COPY, 1);
        self.op_arg(loc, Opcode::LOAD_COMMON_CONSTANT, constant);
        self.compare_op(loc, CmpOp::Is);
        self.jump(loc, Opcode::POP_JUMP_IF_FALSE, skip);
        self.op(loc, Opcode::POP_TOP);
        if outcome.is_none() {
            self.op_arg(loc, Opcode::BUILD_LIST, 0);
        }
        self.expr(generator)?;
        self.place(start);
        self.jump(loc, Opcode::FOR_ITER, cleanup);
        if let Some((_, continue_jump)) = outcome {
            self.op(loc, Opcode::TO_BOOL);
            self.jump(loc, continue_jump, start);
        } else {
            self.op_arg(loc, Opcode::LIST_APPEND, 2);
            self.jump(loc, Op::Jump, start);
        }
        self.op(Loc::NONE, Opcode::POP_ITER);
        if let Some((at_end, _)) = outcome {
            self.load_const(loc, Constant::Bool(!at_end));
        }
        self.jump(loc, Op::Jump, end);
        self.place(cleanup);
        self.op(Loc::NONE, Opcode::END_FOR);
        self.op(Loc::NONE, Opcode::POP_ITER);
        match outcome {
            Some((at_end, _)) => self.load_const(loc, Constant::Bool(at_end)),
            None => self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::LIST_TO_TUPLE),
        }
        self.jump(loc, Op::Jump, end);
        self.place(skip);
        Ok(())
    }
}
