//! The text of an annotation, where a future import makes annotations texts: one space where one is wanted,
//! only the parentheses that are needed, literals as `repr()` shows them.

use genjit_bytecode::{Constant, repr_constant};
use ruff_python_ast::{
    BoolOp, Comprehension, DictItem, Expr, ExprCall, ExprLambda, ExprSlice, Operator, ParameterWithDefault,
    Parameters, UnaryOp,
};
use ruff_text_size::Ranged;

use crate::codegen::{Compiler, RED_ZONE, Result, STACK_STEP};

/// How tightly an expression binds. Where one stands that binds less tightly than the place asks for, it is
/// put in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arithmetic,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Binding {
    /// The next tighter one.
    fn tighter(self) -> Binding {
        use Binding::*;
        const ORDER: [Binding; 16] = [
            Tuple, Test, Or, And, Not, Compare, BitOr, BitXor, BitAnd, Shift, Arithmetic, Term, Factor,
            Power, Await, Atom,
        ];
        ORDER[(self as usize + 1).min(ORDER.len() - 1)]
    }
}

fn binary(op: Operator) -> Binding {
    match op {
        Operator::BitOr => Binding::BitOr,
        Operator::BitXor => Binding::BitXor,
        Operator::BitAnd => Binding::BitAnd,
        Operator::LShift | Operator::RShift => Binding::Shift,
        Operator::Add | Operator::Sub => Binding::Arithmetic,
        Operator::Mult | Operator::MatMult | Operator::Div | Operator::Mod | Operator::FloorDiv => {
            Binding::Term
        }
        Operator::Pow => Binding::Power,
    }
}

impl<'a> Compiler<'a> {
    /// The text of an annotation.
    pub(super) fn unparse(&self, annotation: &Expr) -> Result<String> {
        let mut writer = Writer { compiler: self, out: String::new() };
        writer.expr(annotation, Binding::Test)?;
        Ok(writer.out)
    }
}

struct Writer<'c, 'a> {
    compiler: &'c Compiler<'a>,
    out: String,
}

impl Writer<'_, '_> {
    fn expr(&mut self, e: &Expr, place: Binding) -> Result {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let parenthesised = binding(e) < place;
            if parenthesised {
                self.out.push('(');
            }
            self.bare(e)?;
            if parenthesised {
                self.out.push(')');
            }
            Ok(())
        })
    }

    fn bare(&mut self, e: &Expr) -> Result {
        if let Some(constant) = self.compiler.literal(e)? {
            self.constant(&constant);
            return Ok(());
        }
        match e {
            Expr::BoolOp(e) => {
                let (word, own) =
                    if e.op == BoolOp::And { (" and ", Binding::And) } else { (" or ", Binding::Or) };
                self.separated(&e.values, word, own.tighter())
            }
            Expr::Named(e) => {
                self.expr(&e.target, Binding::Atom)?;
                self.out.push_str(" := ");
                self.expr(&e.value, Binding::Atom)
            }
            Expr::BinOp(e) => {
                let own = binary(e.op);
                let right_first = e.op == Operator::Pow;
                self.expr(&e.left, if right_first { own.tighter() } else { own })?;
                self.out.extend([" ", e.op.as_str(), " "]);
                self.expr(&e.right, if right_first { own } else { own.tighter() })
            }
            Expr::UnaryOp(e) => {
                let (sign, own) = match e.op {
                    UnaryOp::Not => ("not ", Binding::Not),
                    UnaryOp::Invert => ("~", Binding::Factor),
                    UnaryOp::UAdd => ("+", Binding::Factor),
                    UnaryOp::USub => ("-", Binding::Factor),
                };
                self.out.push_str(sign);
                self.expr(&e.operand, own)
            }
            Expr::Lambda(e) => self.lambda(e),
            Expr::If(e) => {
                self.expr(&e.body, Binding::Or)?;
                self.out.push_str(" if ");
                self.expr(&e.test, Binding::Or)?;
                self.out.push_str(" else ");
                self.expr(&e.orelse, Binding::Test)
            }
            Expr::Compare(e) => {
                self.expr(&e.left, Binding::BitOr)?;
                for (op, right) in e.ops.iter().zip(&e.comparators) {
                    self.out.extend([" ", op.as_str(), " "]);
                    self.expr(right, Binding::BitOr)?;
                }
                Ok(())
            }
            Expr::Await(e) => {
                self.out.push_str("await ");
                self.expr(&e.value, Binding::Atom)
            }
            Expr::Call(e) => self.call(e),
            Expr::Attribute(e) => {
                self.expr(&e.value, Binding::Atom)?;
                // `1 .real`: without the space the point would be the number's.
                let int = matches!(&*e.value, Expr::NumberLiteral(n) if n.value.is_int());
                self.out.push_str(if int { " ." } else { "." });
                self.out.push_str(&e.attr);
                Ok(())
            }
            Expr::Subscript(e) => {
                self.expr(&e.value, Binding::Atom)?;
                self.out.push('[');
                self.expr(&e.slice, Binding::Tuple)?;
                self.out.push(']');
                Ok(())
            }
            Expr::Starred(e) => {
                self.out.push('*');
                self.expr(&e.value, Binding::BitOr)
            }
            Expr::Name(e) => {
                self.out.push_str(&e.id);
                Ok(())
            }
            Expr::Slice(e) => self.slice(e),
            _ => self.display(e),
        }
    }

    fn display(&mut self, e: &Expr) -> Result {
        match e {
            Expr::Tuple(e) => {
                if e.elts.is_empty() {
                    self.out.push_str("()");
                    return Ok(());
                }
                self.separated(&e.elts, ", ", Binding::Test)?;
                if e.elts.len() == 1 {
                    self.out.push(',');
                }
                Ok(())
            }
            Expr::List(e) => self.enclosed("[", "]", |w| w.separated(&e.elts, ", ", Binding::Test)),
            Expr::Set(e) => self.enclosed("{", "}", |w| w.separated(&e.elts, ", ", Binding::Test)),
            Expr::Dict(e) => self.enclosed("{", "}", |w| w.items(&e.items)),
            Expr::ListComp(e) => self.enclosed("[", "]", |w| {
                w.expr(&e.elt, Binding::Test)?;
                w.generators(&e.generators)
            }),
            Expr::SetComp(e) => self.enclosed("{", "}", |w| {
                w.expr(&e.elt, Binding::Test)?;
                w.generators(&e.generators)
            }),
            Expr::Generator(e) => self.enclosed("(", ")", |w| {
                w.expr(&e.elt, Binding::Test)?;
                w.generators(&e.generators)
            }),
            Expr::DictComp(e) => self.enclosed("{", "}", |w| {
                if let Some(key) = &e.key {
                    w.expr(key, Binding::Test)?;
                    w.out.push_str(": ");
                }
                w.expr(&e.value, Binding::Test)?;
                w.generators(&e.generators)
            }),
            // Interpolated strings stay as they are written.
            other => {
                self.out.push_str(&self.compiler.source.text[other.range()]);
                Ok(())
            }
        }
    }

    fn constant(&mut self, constant: &Constant) {
        let text = match constant {
            Constant::Ellipsis => "...".to_owned(),
            // A number that overflows is written so that it does again.
            Constant::Float(_) | Constant::Complex { .. } => {
                repr_constant(constant, None).replace("inf", "1e309")
            }
            other => repr_constant(other, None),
        };
        self.out.push_str(&text);
    }

    fn enclosed(&mut self, open: &str, close: &str, inside: impl FnOnce(&mut Self) -> Result) -> Result {
        self.out.push_str(open);
        inside(self)?;
        self.out.push_str(close);
        Ok(())
    }

    fn separated(&mut self, items: &[Expr], separator: &str, place: Binding) -> Result {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(separator);
            }
            self.expr(item, place)?;
        }
        Ok(())
    }

    fn items(&mut self, items: &[DictItem]) -> Result {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            match &item.key {
                Some(key) => {
                    self.expr(key, Binding::Test)?;
                    self.out.push_str(": ");
                    self.expr(&item.value, Binding::Test)?;
                }
                None => {
                    self.out.push_str("**");
                    self.expr(&item.value, Binding::BitOr)?;
                }
            }
        }
        Ok(())
    }

    fn generators(&mut self, generators: &[Comprehension]) -> Result {
        for generator in generators {
            self.out.push_str(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Binding::Tuple)?;
            self.out.push_str(" in ");
            self.expr(&generator.iter, Binding::Or)?;
            for test in &generator.ifs {
                self.out.push_str(" if ");
                self.expr(test, Binding::Or)?;
            }
        }
        Ok(())
    }

    fn call(&mut self, e: &ExprCall) -> Result {
        self.expr(&e.func, Binding::Atom)?;
        if let ([generator @ Expr::Generator(_)], []) = (&*e.arguments.args, &*e.arguments.keywords) {
            return self.expr(generator, Binding::Atom);
        }
        self.out.push('(');
        self.separated(&e.arguments.args, ", ", Binding::Test)?;
        for (at, keyword) in e.arguments.keywords.iter().enumerate() {
            if at > 0 || !e.arguments.args.is_empty() {
                self.out.push_str(", ");
            }
            match &keyword.arg {
                Some(name) => self.out.extend([name.as_str(), "="]),
                None => self.out.push_str("**"),
            }
            self.expr(&keyword.value, Binding::Test)?;
        }
        self.out.push(')');
        Ok(())
    }

    fn slice(&mut self, e: &ExprSlice) -> Result {
        if let Some(lower) = &e.lower {
            self.expr(lower, Binding::Test)?;
        }
        self.out.push(':');
        if let Some(upper) = &e.upper {
            self.expr(upper, Binding::Test)?;
        }
        if let Some(step) = &e.step {
            self.out.push(':');
            self.expr(step, Binding::Test)?;
        }
        Ok(())
    }

    fn lambda(&mut self, e: &ExprLambda) -> Result {
        self.out.push_str("lambda");
        if let Some(parameters) = e.parameters.as_deref().filter(|p| !p.is_empty()) {
            self.out.push(' ');
            self.parameters(parameters)?;
        }
        self.out.push_str(": ");
        self.expr(&e.body, Binding::Test)
    }

    fn parameters(&mut self, parameters: &Parameters) -> Result {
        let mut first = true;
        for p in &parameters.posonlyargs {
            self.parameter(&mut first, p)?;
        }
        if !parameters.posonlyargs.is_empty() {
            self.out.push_str(", /");
        }
        for p in &parameters.args {
            self.parameter(&mut first, p)?;
        }
        if parameters.vararg.is_some() || !parameters.kwonlyargs.is_empty() {
            self.comma(&mut first);
            self.out.push('*');
            self.out.push_str(parameters.vararg.as_ref().map_or("", |p| p.name.as_str()));
        }
        for p in &parameters.kwonlyargs {
            self.parameter(&mut first, p)?;
        }
        if let Some(p) = &parameters.kwarg {
            self.comma(&mut first);
            self.out.extend(["**", p.name.as_str()]);
        }
        Ok(())
    }

    fn comma(&mut self, first: &mut bool) {
        if !std::mem::replace(first, false) {
            self.out.push_str(", ");
        }
    }

    fn parameter(&mut self, first: &mut bool, p: &ParameterWithDefault) -> Result {
        self.comma(first);
        self.out.push_str(&p.parameter.name);
        if let Some(default) = &p.default {
            self.out.push('=');
            self.expr(default, Binding::Test)?;
        }
        Ok(())
    }
}

fn binding(e: &Expr) -> Binding {
    match e {
        Expr::Tuple(e) if !e.elts.is_empty() => Binding::Tuple,
        Expr::Named(_) | Expr::Yield(_) | Expr::YieldFrom(_) => Binding::Tuple,
        Expr::Lambda(_) | Expr::If(_) => Binding::Test,
        Expr::BoolOp(e) => {
            if e.op == BoolOp::And {
                Binding::And
            } else {
                Binding::Or
            }
        }
        Expr::UnaryOp(e) => {
            if e.op == UnaryOp::Not {
                Binding::Not
            } else {
                Binding::Factor
            }
        }
        Expr::Compare(_) => Binding::Compare,
        Expr::BinOp(e) => binary(e.op),
        Expr::Await(_) => Binding::Await,
        _ => Binding::Atom,
    }
}
