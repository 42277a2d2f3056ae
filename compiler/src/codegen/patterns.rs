//! `match`: tests of the subject against patterns, and the names that patterns bind.
//!
//! A pattern consumes the value on top of the stack. What it captures is left on the stack, below whatever
//! the patterns around it still need, and is stored only when the whole pattern has matched: a pattern that
//! fails binds nothing. So a test that fails jumps to where just as many values are popped as it leaves.

use genjit_bytecode::{Constant, Opcode, repr_constant};
use num_bigint::BigInt;
use ruff_python_ast::{
    CmpOp, Expr, Identifier, MatchCase, Operator, Pattern, PatternMatchAs, PatternMatchClass,
    PatternMatchMapping, PatternMatchOr, Singleton, StmtMatch, UnaryOp,
};
use ruff_text_size::Ranged;

use crate::codegen::emit::{NB_SUBSCR, binary_operand};
use crate::codegen::{Compiler, RED_ZONE, Result, STACK_STEP};
use crate::error::{CompileError, ErrorClass};
use crate::flow;
use crate::ir::{Label, Loc, Op};

/// What is known where a part of a case's pattern is compiled.
#[derive(Default)]
struct Context<'a> {
    /// Names captured so far, in the order of their values on the stack, the lowest first.
    stores: Vec<&'a str>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// Where failures jump to: behind the label at index `n`, `n` values are popped.
    fail: Vec<Label>,
    /// Values above the captured ones that patterns still need.
    on_top: usize,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, s: &'a StmtMatch) -> Result {
        self.expr(&s.subject)?;
        let end = self.new_label();
        let (default, tested) = match s.cases.split_last() {
            Some((last, init)) if is_wildcard(&last.pattern) && !init.is_empty() => (Some(last), init),
            _ => (None, &s.cases[..]),
        };
        for (i, case) in tested.iter().enumerate() {
            let last = i + 1 == tested.len();
            let mut cx = Context {
                allow_irrefutable: case.guard.is_some() || last && default.is_none(),
                ..Context::default()
            };
            self.case(&mut cx, case, !last)?;
            self.jump(Loc::NONE, Op::Jump, end);
            let loc = self.loc(&case.pattern);
            self.place_failures(loc, &mut cx);
        }
        if let Some(case) = default {
            let loc = self.loc(&case.pattern);
            self.op(loc, Op::NOP);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, end, false)?;
            }
            self.statements(&case.body)?;
        }
        self.place(end);
        Ok(())
    }

    /// A case; `keep` tells that other cases need the subject after it fails.
    fn case(&mut self, cx: &mut Context<'a>, case: &'a MatchCase, keep: bool) -> Result {
        let loc = self.loc(&case.pattern);
        if keep {
            self.op_arg(loc, Opcode::COPY, 1);
        }
        self.pattern(cx, &case.pattern)?;
        for name in std::mem::take(&mut cx.stores) {
            self.store_name(loc, name)?;
        }
        if let Some(guard) = &case.guard {
            let fail = self.failure(cx, 0);
            self.jump_if(guard, fail, false)?;
        }
        // The subject is dropped at the place of what follows.
        let drop = keep.then_some(self.unit.seq.instrs.len());
        if keep {
            self.op(Loc::NONE, Opcode::POP_TOP);
        }
        self.statements(&case.body)?;
        if let Some(drop) = drop
            && let Some(next) = self.unit.seq.instrs.get(drop + 1)
        {
            self.unit.seq.instrs[drop].loc = next.loc;
        }
        Ok(())
    }

    fn pattern(&mut self, cx: &mut Context<'a>, pattern: &'a Pattern) -> Result {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.pattern_inner(cx, pattern))
    }

    fn pattern_inner(&mut self, cx: &mut Context<'a>, pattern: &'a Pattern) -> Result {
        let loc = self.loc(pattern);
        match pattern {
            Pattern::MatchValue(p) => {
                match self.pattern_literal(&p.value)? {
                    Some(value) => self.load_const(loc, value),
                    None if p.value.is_attribute_expr() => self.expr(&p.value)?,
                    None => {
                        let message = "patterns may only match literals and attribute lookups";
                        return Err(self.pattern_error(loc, message));
                    }
                }
                self.compare_op(loc, CmpOp::Eq);
                self.op(loc, Opcode::TO_BOOL);
                self.fail_if_false(cx, loc);
                Ok(())
            }
            Pattern::MatchSingleton(p) => {
                self.load_const(
                    loc,
                    match p.value {
                        Singleton::None => Constant::None,
                        Singleton::True => Constant::Bool(true),
                        Singleton::False => Constant::Bool(false),
                    },
                );
                self.fail_unless_compared(cx, loc, CmpOp::Is);
                Ok(())
            }
            Pattern::MatchSequence(p) => self.sequence_pattern(cx, loc, &p.patterns),
            Pattern::MatchMapping(p) => self.mapping(cx, loc, p),
            Pattern::MatchClass(p) => self.class_pattern(cx, loc, p),
            Pattern::MatchStar(p) => self.capture(cx, loc, p.name.as_ref()),
            Pattern::MatchAs(p) => self.as_pattern(cx, loc, p),
            Pattern::MatchOr(p) => self.alternatives(cx, loc, p),
        }
    }

    /// A pattern within another one, where names and wildcards are welcome.
    fn inner_pattern(&mut self, cx: &mut Context<'a>, pattern: &'a Pattern) -> Result {
        let outer = std::mem::replace(&mut cx.allow_irrefutable, true);
        self.pattern(cx, pattern)?;
        cx.allow_irrefutable = outer;
        Ok(())
    }

    /// The patterns of values that lie on the stack, the first on top, and are all counted as needed.
    fn inner_patterns(
        &mut self,
        cx: &mut Context<'a>,
        patterns: impl Iterator<Item = &'a Pattern>,
    ) -> Result {
        for pattern in patterns {
            cx.on_top -= 1;
            self.inner_pattern(cx, pattern)?;
        }
        Ok(())
    }

    fn as_pattern(&mut self, cx: &mut Context<'a>, loc: Loc, p: &'a PatternMatchAs) -> Result {
        let Some(pattern) = &p.pattern else {
            if cx.allow_irrefutable {
                return self.capture(cx, loc, p.name.as_ref());
            }
            let what = p.name.as_ref().map_or("wildcard".to_owned(), |name| format!("name capture '{name}'"));
            return Err(self.source.error(p.range, format!("{what} makes remaining patterns unreachable")));
        };
        cx.on_top += 1;
        self.op_arg(loc, Opcode::COPY, 1);
        self.pattern(cx, pattern)?;
        cx.on_top -= 1;
        self.capture(cx, loc, p.name.as_ref())
    }

    /// Captures the value on top of the stack under a name, or drops it.
    fn capture(&mut self, cx: &mut Context<'a>, loc: Loc, name: Option<&'a Identifier>) -> Result {
        match name {
            None => {
                self.op(loc, Opcode::POP_TOP);
                Ok(())
            }
            Some(name) => {
                self.rotate(loc, cx.on_top + cx.stores.len() + 1);
                self.add_store(cx, loc, name)
            }
        }
    }

    fn add_store(&self, cx: &mut Context<'a>, loc: Loc, name: &'a str) -> Result {
        if cx.stores.contains(&name) {
            return Err(self.pattern_error(loc, format!("multiple assignments to name '{name}' in pattern")));
        }
        cx.stores.push(name);
        Ok(())
    }

    fn pattern_error(&self, loc: Loc, message: impl Into<String>) -> CompileError {
        self.source.error_at(ErrorClass::Syntax, loc, message)
    }

    /// Puts the value on top below the `depth - 1` others above which it lies.
    fn rotate(&mut self, loc: Loc, depth: usize) {
        for depth in (2..=depth).rev() {
            self.op_arg(loc, Opcode::SWAP, depth as u32);
        }
    }

    /// The label of failures that leave `pops` values.
    fn failure(&mut self, cx: &mut Context<'a>, pops: usize) -> Label {
        while cx.fail.len() <= pops {
            cx.fail.push(self.new_label());
        }
        cx.fail[pops]
    }

    fn jump_to_failure(&mut self, cx: &mut Context<'a>, loc: Loc, op: impl Into<Op>) {
        let target = self.failure(cx, cx.on_top + cx.stores.len());
        self.jump(loc, op, target);
    }

    fn fail_if_false(&mut self, cx: &mut Context<'a>, loc: Loc) {
        self.jump_to_failure(cx, loc, Opcode::POP_JUMP_IF_FALSE);
    }

    /// Fails unless the two values on top compare so, by a comparison whose result is a bool.
    fn fail_unless_compared(&mut self, cx: &mut Context<'a>, loc: Loc, op: CmpOp) {
        self.compare_op(loc, op);
        self.fail_if_false(cx, loc);
    }

    /// Fails if the value on top is None; otherwise leaves it.
    fn fail_if_none(&mut self, cx: &mut Context<'a>, loc: Loc) {
        self.op_arg(loc, Opcode::COPY, 1);
        self.load_none(loc);
        self.fail_unless_compared(cx, loc, CmpOp::IsNot);
    }

    /// Fails unless the value on top has a length that compares so.
    fn fail_unless_length(&mut self, cx: &mut Context<'a>, loc: Loc, op: CmpOp, length: usize) {
        self.op(loc, Opcode::GET_LEN);
        self.load_const(loc, Constant::Int(BigInt::from(length)));
        self.fail_unless_compared(cx, loc, op);
    }

    /// Where failures go on.
    fn place_failures(&mut self, loc: Loc, cx: &mut Context<'a>) {
        while let Some(label) = cx.fail.pop() {
            self.place(label);
            if !cx.fail.is_empty() {
                self.op(loc, Opcode::POP_TOP);
            }
        }
    }

    fn sequence_pattern(&mut self, cx: &mut Context<'a>, loc: Loc, patterns: &'a [Pattern]) -> Result {
        let mut stars = patterns.iter().enumerate().filter(|(_, p)| p.is_match_star());
        let star = stars.next();
        if stars.next().is_some() {
            return Err(self.pattern_error(loc, "multiple starred names in sequence pattern"));
        }
        cx.on_top += 1;
        self.op(loc, Opcode::MATCH_SEQUENCE);
        self.fail_if_false(cx, loc);
        if star.is_none() {
            self.fail_unless_length(cx, loc, CmpOp::Eq, patterns.len());
        } else if patterns.len() > 1 {
            self.fail_unless_length(cx, loc, CmpOp::GtE, patterns.len() - 1);
        }
        cx.on_top -= 1;
        match star {
            _ if patterns.iter().all(|p| is_wildcard(p) || is_star_wildcard(p)) => {
                self.op(loc, Opcode::POP_TOP);
                Ok(())
            }
            Some((star, pattern)) if is_star_wildcard(pattern) => self.items(cx, loc, patterns, star),
            _ => {
                self.unpack_op(loc, patterns.len(), star.map(|(i, _)| i), "sequence pattern")?;
                cx.on_top += patterns.len();
                self.inner_patterns(cx, patterns.iter())
            }
        }
    }

    /// Items around a star that captures nothing: each is taken by its index.
    fn items(&mut self, cx: &mut Context<'a>, loc: Loc, patterns: &'a [Pattern], star: usize) -> Result {
        cx.on_top += 1;
        for (i, pattern) in patterns.iter().enumerate() {
            if i == star || is_wildcard(pattern) {
                continue;
            }
            self.op_arg(loc, Opcode::COPY, 1);
            if i < star {
                self.load_const(loc, Constant::Int(BigInt::from(i)));
            } else {
                self.op(loc, Opcode::GET_LEN);
                self.load_const(loc, Constant::Int(BigInt::from(patterns.len() - i)));
                self.binary_op(loc, Operator::Sub, false);
            }
            self.op_arg(loc, Opcode::BINARY_OP, NB_SUBSCR);
            self.inner_pattern(cx, pattern)?;
        }
        cx.on_top -= 1;
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }

    fn mapping(&mut self, cx: &mut Context<'a>, loc: Loc, p: &'a PatternMatchMapping) -> Result {
        let size = p.keys.len();
        cx.on_top += 1;
        self.op(loc, Opcode::MATCH_MAPPING);
        self.fail_if_false(cx, loc);
        if size == 0 && p.rest.is_none() {
            cx.on_top -= 1;
            self.op(loc, Opcode::POP_TOP);
            return Ok(());
        }
        if size > 0 {
            self.fail_unless_length(cx, loc, CmpOp::GtE, size);
        }
        self.keys(loc, p)?;
        self.op_arg(loc, Opcode::BUILD_TUPLE, size as u32);
        self.op(loc, Opcode::MATCH_KEYS);
        // The tuple of keys, and the tuple of values or None.
        cx.on_top += 2;
        self.fail_if_none(cx, loc);
        self.op_arg(loc, Opcode::UNPACK_SEQUENCE, size as u32);
        cx.on_top = cx.on_top + size - 1;
        self.inner_patterns(cx, p.patterns.iter())?;
        cx.on_top -= 2;
        match &p.rest {
            Some(rest) => {
                self.rest_of_mapping(loc, size);
                self.capture(cx, loc, Some(rest))
            }
            None => {
                self.op(loc, Opcode::POP_TOP);
                self.op(loc, Opcode::POP_TOP);
                Ok(())
            }
        }
    }

    /// The keys of a mapping pattern: literals, all different, and attributes.
    fn keys(&mut self, loc: Loc, p: &'a PatternMatchMapping) -> Result {
        let mut seen = Vec::with_capacity(p.keys.len());
        for key in &p.keys {
            if let Some(value) = self.pattern_literal(key)? {
                if seen.iter().any(|other| flow::equal(other, &value)) {
                    let message =
                        format!("mapping pattern checks duplicate key ({})", repr_constant(&value, None));
                    return Err(self.pattern_error(loc, message));
                }
                self.load_const(self.loc(key), value.clone());
                seen.push(value);
            } else if key.is_attribute_expr() {
                self.expr(key)?;
            } else {
                let message = "mapping pattern keys may only match literals and attribute lookups";
                return Err(self.pattern_error(loc, message));
            }
        }
        Ok(())
    }

    /// The value of a literal, of one with a sign, or of a complex number.
    fn pattern_literal(&self, e: &Expr) -> Result<Option<Constant>> {
        Ok(match e {
            Expr::UnaryOp(e) if e.op == UnaryOp::USub => {
                self.literal(&e.operand)?.and_then(|v| flow::negative(&v))
            }
            Expr::BinOp(e) if matches!(e.op, Operator::Add | Operator::Sub) => {
                match (self.pattern_literal(&e.left)?, self.pattern_literal(&e.right)?) {
                    (Some(left), Some(right)) => flow::arithmetic(&left, binary_operand(e.op), &right),
                    _ => None,
                }
            }
            _ => self.literal(e)?,
        })
    }

    /// From a mapping and the tuple of its keys that are matched: a dict of the other ones.
    fn rest_of_mapping(&mut self, loc: Loc, size: usize) {
        self.op_arg(loc, Opcode::BUILD_MAP, 0);
        self.op_arg(loc, Opcode::SWAP, 3);
        self.op_arg(loc, Opcode::DICT_UPDATE, 2);
        self.op_arg(loc, Opcode::UNPACK_SEQUENCE, size as u32);
        for left in (1..=size).rev() {
            self.op_arg(loc, Opcode::COPY, 1 + left as u32);
            self.op_arg(loc, Opcode::SWAP, 2);
            self.op(loc, Opcode::DELETE_SUBSCR);
        }
    }

    fn class_pattern(&mut self, cx: &mut Context<'a>, loc: Loc, p: &'a PatternMatchClass) -> Result {
        let (positional, keywords) = (&p.arguments.patterns, &p.arguments.keywords);
        for (i, keyword) in keywords.iter().enumerate() {
            if keywords[..i].iter().any(|earlier| earlier.attr.id == keyword.attr.id) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return Err(self.source.error(keyword.pattern.range(), message));
            }
        }
        self.expr(&p.cls)?;
        let names = keywords.iter().map(|k| Constant::Str(k.attr.as_str().into())).collect::<Vec<_>>();
        self.load_const(loc, Constant::Tuple(names));
        self.op_arg(loc, Opcode::MATCH_CLASS, positional.len() as u32);
        // A tuple of the attributes, or None.
        cx.on_top += 1;
        self.fail_if_none(cx, loc);
        let count = positional.len() + keywords.len();
        self.op_arg(loc, Opcode::UNPACK_SEQUENCE, count as u32);
        cx.on_top = cx.on_top + count - 1;
        for pattern in positional.iter().chain(keywords.iter().map(|k| &k.pattern)) {
            cx.on_top -= 1;
            if is_wildcard(pattern) {
                self.op(loc, Opcode::POP_TOP);
            } else {
                self.inner_pattern(cx, pattern)?;
            }
        }
        Ok(())
    }

    /// `a | b`: each alternative is tried on a copy of the subject. All capture the same names, whose values
    /// are put in the order of the first alternative's.
    fn alternatives(&mut self, cx: &mut Context<'a>, loc: Loc, p: &'a PatternMatchOr) -> Result {
        let end = self.new_label();
        let mut names: Option<Vec<&'a str>> = None;
        for (i, alternative) in p.patterns.iter().enumerate() {
            let at = self.loc(alternative);
            let allow_irrefutable = i + 1 == p.patterns.len() && cx.allow_irrefutable;
            let mut own = Context { allow_irrefutable, ..Context::default() };
            self.op_arg(at, Opcode::COPY, 1);
            self.pattern(&mut own, alternative)?;
            match &names {
                None => names = Some(std::mem::take(&mut own.stores)),
                Some(names) => {
                    if !self.reorder(at, &mut own.stores, names) {
                        return Err(self.pattern_error(loc, "alternative patterns bind different names"));
                    }
                }
            }
            self.jump(at, Op::Jump, end);
            self.place_failures(at, &mut own);
        }
        self.op(loc, Opcode::POP_TOP);
        self.jump_to_failure(cx, loc, Op::Jump);
        self.place(end);
        let names = names.unwrap_or_default();
        // Above the captured values lie the subject and what else is needed.
        let depth = names.len() + 1 + cx.on_top + cx.stores.len();
        for name in names {
            self.rotate(loc, depth);
            self.add_store(cx, loc, name)?;
        }
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }

    /// Orders captured values, of which the first one lies on top, as `names`; false if they are others.
    fn reorder(&mut self, loc: Loc, stores: &mut Vec<&'a str>, names: &[&'a str]) -> bool {
        if stores.len() != names.len() {
            return false;
        }
        for target in (0..names.len()).rev() {
            let Some(found) = stores.iter().position(|store| *store == names[target]) else { return false };
            if found == target {
                continue;
            }
            let moved: Vec<_> = stores.drain(..=found).collect();
            let at = target - found;
            stores.splice(at..at, moved);
            for _ in 0..=found {
                self.rotate(loc, target + 1);
            }
        }
        true
    }
}

/// `_`
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(p) if p.name.is_none() && p.pattern.is_none())
}

/// `*_`
fn is_star_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(p) if p.name.is_none())
}
