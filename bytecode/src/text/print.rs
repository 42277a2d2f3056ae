//! Printing the text form.

use std::{collections::BTreeSet, fmt::Write};

use super::assemble::{Arg, Line, body, handlers, linetable};
use crate::{CodeObject, Constant, ExceptionEntry, LocalKind, Operand, Position};

/// The text form of a code object and everything nested in it.
pub fn print_code(code: &CodeObject) -> String {
    let mut printer = Printer { out: String::new(), indent: 0 };
    printer.code(code);
    printer.out
}

struct Printer {
    out: String,
    indent: usize,
}

impl Printer {
    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{:1$}{text}", "", self.indent * 2);
    }

    fn block(&mut self, head: &str, inside: impl FnOnce(&mut Printer)) {
        self.line(&format!("{head} {{"));
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.line("}");
    }

    fn code(&mut self, code: &CodeObject) {
        self.block(&format!("code {:?}", &*code.name), |p| {
            p.line(&format!("qualname {:?}", &*code.qualname));
            p.line(&format!("file {:?} {}", &*code.filename, code.firstlineno));
            p.line(&format!("parameters {} {} {}", code.argcount, code.posonlyargcount, code.kwonlyargcount));
            p.line(&format!("stack {}", code.stacksize));
            p.line(&format!("flags {:#x}", code.flags.0));
            p.block("consts", |p| code.consts.iter().for_each(|value| p.constant(value)));
            p.block("names", |p| code.names.iter().for_each(|name| p.line(&format!("{:?}", &**name))));
            p.block("locals", |p| {
                for local in &code.localsplus {
                    p.line(&format!("{} {:?}", kind_name(local.kind), &*local.name));
                }
            });
            p.tables(code);
        });
    }

    fn tables(&mut self, code: &CodeObject) {
        match body(code) {
            Some((body, starts)) => {
                let entries = handlers(code, &starts);
                self.body(&body, entries.as_deref().unwrap_or_default());
                if linetable(&body, &starts, code.firstlineno) != code.linetable {
                    self.bytes("linetable", &code.linetable);
                }
                if entries.is_none() {
                    self.bytes("exceptiontable", &code.exceptiontable);
                }
            }
            None => {
                let words: Vec<String> = code.units.iter().map(|unit| format!("{unit:#06x}")).collect();
                self.block("units", |p| words.chunks(12).for_each(|row| p.line(&row.join(" "))));
                self.bytes("linetable", &code.linetable);
                self.bytes("exceptiontable", &code.exceptiontable);
            }
        }
    }

    fn bytes(&mut self, head: &str, bytes: &[u8]) {
        self.line(&format!("{head} {}", bytes_text(bytes)));
    }

    fn body(&mut self, body: &[Line], entries: &[ExceptionEntry]) {
        let mut labels = BTreeSet::new();
        for line in body {
            if let Arg::Target(target) = line.arg {
                labels.insert(target);
            }
        }
        for entry in entries {
            labels.extend([entry.start, entry.end, entry.handler.target].map(|index| index as usize));
        }
        let labels: Vec<usize> = labels.into_iter().collect();
        let label = |index: usize| format!("L{}", labels.partition_point(|known| *known < index) + 1);
        self.block("body", |p| {
            let mut position = Position::NONE;
            for (index, line) in body.iter().enumerate() {
                p.label(index, &labels, &label);
                if line.position != position {
                    position = line.position;
                    p.line(&format!("@ {}", position_text(position)));
                }
                p.line(&instruction_text(line, &label));
            }
            p.label(body.len(), &labels, &label);
        });
        self.block("handlers", |p| {
            for ExceptionEntry { start, end, handler } in entries {
                let [start, end, target] = [*start, *end, handler.target].map(|index| label(index as usize));
                let lasti = if handler.lasti { " lasti" } else { "" };
                p.line(&format!("{start} to {end} -> {target} depth {}{lasti}", handler.depth));
            }
        });
    }

    fn label(&mut self, index: usize, labels: &[usize], label: &impl Fn(usize) -> String) {
        if labels.binary_search(&index).is_ok() {
            self.indent -= 1;
            self.line(&format!("{}:", label(index)));
            self.indent += 1;
        }
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::Code(code) => self.code(code),
            Constant::Tuple(items) => self.block("tuple", |p| items.iter().for_each(|item| p.constant(item))),
            Constant::FrozenSet(items) => {
                self.block("frozenset", |p| items.iter().for_each(|item| p.constant(item)));
            }
            Constant::Slice(parts) => self.block("slice", |p| parts.iter().for_each(|part| p.constant(part))),
            Constant::None => self.line("None"),
            Constant::Ellipsis => self.line("Ellipsis"),
            Constant::Bool(value) => self.line(if *value { "True" } else { "False" }),
            Constant::Int(value) => self.line(&value.to_string()),
            Constant::Float(value) => self.line(&float_text(*value)),
            Constant::Complex { real, imag } => {
                self.line(&format!("complex {} {}", float_text(*real), float_text(*imag)));
            }
            Constant::Str(text) => self.line(&format!("{:?}", &**text)),
            Constant::Bytes(bytes) => self.line(&bytes_text(bytes)),
        }
    }
}

fn instruction_text(line: &Line, label: &impl Fn(usize) -> String) -> String {
    match line.arg {
        Arg::Target(target) => format!("{} {}", line.opcode, label(target)),
        Arg::Value(0) if line.opcode.operand() == Operand::None => line.opcode.name().to_owned(),
        Arg::Value(value) => format!("{} {value}", line.opcode),
    }
}

pub(super) fn kind_name(kind: LocalKind) -> &'static str {
    match kind {
        LocalKind::Local => "local",
        LocalKind::Cell => "cell",
        LocalKind::Free => "free",
        LocalKind::Hidden => "hidden",
    }
}

fn position_text(position: Position) -> String {
    match position {
        Position { line: None, .. } => "none".to_owned(),
        Position { line: Some(line), end_line, column: None, end_column: None } if end_line == Some(line) => {
            line.to_string()
        }
        Position { line, end_line, column, end_column } => {
            let [line, column, end_line, end_column] = [line, column, end_line, end_column]
                .map(|part| part.map_or("?".to_owned(), |part| part.to_string()));
            format!("{line}:{column}-{end_line}:{end_column}")
        }
    }
}

/// Finite floats by their shortest digits, others by their bits: NaNs differ in theirs.
fn float_text(value: f64) -> String {
    if value.is_finite() { crate::repr_float(value) } else { format!("float {:#x}", value.to_bits()) }
}

fn bytes_text(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}
