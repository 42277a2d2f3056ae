//! `dis`: code objects as CPython 3.14's `dis` module prints them.
//!
//! A line has, joined by blanks: the source line where it changes, the label, the byte offset if
//! asked for, an arrow at the current instruction, the name, the oparg, and what the oparg stands
//! for in parentheses. The text is CPython's byte by byte, but for the address in the repr of a code
//! object where the caller gives none.

mod argument;
mod info;

use std::fmt::Write;

pub use info::code_info;

use crate::{AddressOf, CodeObject, Constant, ExceptionTable, Opcode, Operand, Position, repr_code};

/// What to show.
#[derive(Clone, Copy, Default)]
pub struct DisOptions<'a> {
    /// Shows the inline cache units.
    pub show_caches: bool,
    /// Shows byte offsets.
    pub show_offsets: bool,
    /// Shows lines and columns in place of lines.
    pub show_positions: bool,
    /// Byte offset of the instruction to mark with an arrow.
    pub lasti: Option<usize>,
    /// How many levels of nested code objects to follow; `None` follows all.
    pub depth: Option<usize>,
    /// Addresses to show for nested code objects.
    pub address: Option<AddressOf<'a>>,
}

impl std::fmt::Debug for DisOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DisOptions")
            .field("show_caches", &self.show_caches)
            .field("show_offsets", &self.show_offsets)
            .field("show_positions", &self.show_positions)
            .field("lasti", &self.lasti)
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}

/// The disassembly of `code` and of the code objects among its constants.
pub fn dis(code: &CodeObject, options: &DisOptions<'_>) -> String {
    let mut out = String::new();
    nested(&mut out, code, options);
    out
}

fn nested(out: &mut String, code: &CodeObject, options: &DisOptions<'_>) {
    Formatter::new(code, options).print(out);
    let depth = match options.depth {
        Some(0) => return,
        depth => depth.map(|depth| depth - 1),
    };
    // The arrow is the outermost code's.
    let options = DisOptions { depth, lasti: None, ..*options };
    for value in &code.consts {
        if let Constant::Code(inner) = value {
            out.push_str(&format!("\nDisassembly of {}:\n", repr_code(inner, options.address)));
            nested(out, inner, &options);
        }
    }
}

const NO_LINE: &str = "  --";
const NAME_WIDTH: usize = 20;
const ARG_WIDTH: usize = 5;

/// A line of the listing before its columns are laid out.
#[derive(Default)]
struct Row<'a> {
    unit: usize,
    name: &'a str,
    arg: Option<u32>,
    argument: String,
    position: Position,
    /// The line, where it changes here.
    line: Option<Option<u32>>,
    labelled: bool,
    current: bool,
}

struct Formatter<'a> {
    code: &'a CodeObject,
    options: &'a DisOptions<'a>,
    labels: Vec<usize>,
    handlers: ExceptionTable,
    positions: Vec<Position>,
    /// Units where the line changes, sorted.
    starts: Vec<(usize, Option<u32>)>,
    line_width: usize,
    label_width: usize,
    offset_width: usize,
}

impl<'a> Formatter<'a> {
    fn new(code: &'a CodeObject, options: &'a DisOptions<'a>) -> Formatter<'a> {
        let labels = code.labels();
        let positions: Vec<Position> = code.positions().collect();
        let starts: Vec<_> = code.lines().iter().map(|range| (range.start, range.line)).collect();
        let last_offset = (code.units.len() * 2).saturating_sub(2);
        Formatter {
            line_width: if options.show_positions {
                positions_width(&positions)
            } else {
                line_width(&starts)
            },
            label_width: 4 + decimal_width(labels.len()),
            offset_width: if options.show_offsets { decimal_width(last_offset.max(9999)) } else { 0 },
            handlers: code.exception_table().unwrap_or_default(),
            code,
            options,
            labels,
            positions,
            starts,
        }
    }

    fn print(&self, out: &mut String) {
        let mut extended = 0;
        let mut unit = 0;
        while let Some(&word) = self.code.units.get(unit) {
            let [number, low] = word.to_le_bytes();
            let caches = Opcode::from_u8(number).map_or(0, Opcode::caches);
            extended = self.instruction(out, unit, number, extended | u32::from(low));
            unit += 1 + caches;
        }
        self.exception_table(out);
    }

    /// Prints the instruction at `unit`; gives what it adds to the next one's oparg.
    fn instruction(&self, out: &mut String, unit: usize, number: u8, oparg: u32) -> u32 {
        let Some(opcode) = Opcode::from_u8(number) else {
            let name = format!("<{number}>");
            self.row(out, &Row { name: &name, ..self.row_at(unit) });
            return 0;
        };
        let has_arg = opcode.operand() != Operand::None;
        let argument = if has_arg {
            argument::describe(self.code, &self.labels, self.options.address, unit, opcode, oparg)
        } else {
            String::new()
        };
        let current = self
            .options
            .lasti
            .is_some_and(|lasti| (unit * 2..=(unit + opcode.caches()) * 2).contains(&lasti));
        let row = Row {
            name: opcode.name(),
            arg: has_arg.then_some(oparg),
            argument,
            current,
            ..self.row_at(unit)
        };
        self.row(out, &row);
        if self.options.show_caches {
            self.caches(out, opcode, unit);
        }
        if opcode == Opcode::EXTENDED_ARG { oparg << 8 } else { 0 }
    }

    fn caches(&self, out: &mut String, opcode: Opcode, unit: usize) {
        let position = self.positions.get(unit).copied().unwrap_or_default();
        let mut cache = unit + 1;
        for &(name, size) in cache_fields(opcode) {
            let words = self.code.units.get(cache..cache + size).unwrap_or_default();
            let value = words.iter().rev().fold(0u64, |value, word| value << 16 | u64::from(*word));
            for index in 0..size {
                let argument = if index == 0 { format!("{name}: {value}") } else { String::new() };
                self.row(
                    out,
                    &Row { unit: cache, name: "CACHE", arg: Some(0), argument, position, ..Row::default() },
                );
                cache += 1;
            }
        }
    }

    fn row_at(&self, unit: usize) -> Row<'static> {
        let line =
            self.starts.binary_search_by_key(&unit, |start| start.0).ok().map(|index| self.starts[index].1);
        Row {
            unit,
            line,
            labelled: self.labels.binary_search(&unit).is_ok(),
            position: self.positions.get(unit).copied().unwrap_or_default(),
            ..Row::default()
        }
    }

    fn row(&self, out: &mut String, row: &Row<'_>) {
        if self.line_width > 0 && row.line.is_some() && row.unit > 0 {
            out.push('\n');
        }
        let mut fields = Vec::new();
        if self.line_width > 0 {
            fields.push(self.source_column(row));
        }
        let label = if row.labelled {
            format!("{}:", argument::label(&self.labels, row.unit))
        } else {
            String::new()
        };
        fields.push(format!("{label:>0$}", self.label_width));
        if self.offset_width > 0 {
            fields.push(format!("{:>1$}  ", row.unit * 2, self.offset_width));
        }
        fields.push(if row.current { "-->" } else { "   " }.to_owned());
        fields.push(format!("{:<NAME_WIDTH$}", row.name));
        if let Some(arg) = row.arg {
            let width = ARG_WIDTH.saturating_sub(row.name.len().saturating_sub(NAME_WIDTH));
            // The interpreter keeps opargs as signed 32-bit numbers.
            fields.push(format!("{:>width$}", arg as i32));
            if !row.argument.is_empty() {
                fields.push(format!("({})", row.argument));
            }
        }
        out.push_str(fields.join(" ").trim_end());
        out.push('\n');
    }

    fn source_column(&self, row: &Row<'_>) -> String {
        let width = self.line_width;
        if self.options.show_positions {
            return format!("{:<width$}", position_text(row.position));
        }
        match row.line {
            Some(Some(line)) => format!("{line:>width$}"),
            Some(None) => format!("{NO_LINE:>width$}"),
            None => " ".repeat(width),
        }
    }

    fn exception_table(&self, out: &mut String) {
        if !self.handlers.entries().is_empty() {
            out.push_str("ExceptionTable:\n");
        }
        for entry in self.handlers.entries() {
            let [start, end, target] = [entry.start, entry.end, entry.handler.target]
                .map(|unit| argument::label(&self.labels, unit as usize));
            let lasti = if entry.handler.lasti { " lasti" } else { "" };
            // Writing to a String cannot fail.
            let _ = writeln!(out, "  {start} to {end} -> {target} [{}]{lasti}", entry.handler.depth);
        }
    }
}

fn decimal_width(number: usize) -> usize {
    number.to_string().len()
}

fn line_width(starts: &[(usize, Option<u32>)]) -> usize {
    match starts.iter().filter_map(|start| start.1).filter(|line| *line > 0).max() {
        None => 0,
        Some(line) => {
            let width = decimal_width(line as usize).max(3);
            if starts.iter().any(|start| start.1.is_none()) { width.max(NO_LINE.len()) } else { width }
        }
    }
}

fn parts(position: Position) -> [Option<u32>; 4] {
    [position.line, position.column, position.end_line, position.end_column]
}

fn positions_width(positions: &[Position]) -> usize {
    if positions.iter().all(|position| *position == Position::NONE) {
        return 0;
    }
    let width = |position: &Position| -> usize {
        parts(*position).iter().map(|part| part.map_or(1, |part| decimal_width(part as usize))).sum()
    };
    // Three separators and a blank.
    1 + NO_LINE.len().max(3 + positions.iter().map(width).max().unwrap_or(0))
}

fn position_text(position: Position) -> String {
    if position == Position::NONE {
        return NO_LINE.to_owned();
    }
    let [line, column, end_line, end_column] =
        parts(position).map(|part| part.map_or("?".to_owned(), |part| part.to_string()));
    format!("{line}:{column}-{end_line}:{end_column}")
}

/// What an instruction's inline cache units hold: names and sizes in units.
fn cache_fields(opcode: Opcode) -> &'static [(&'static str, usize)] {
    use Opcode::*;
    match opcode {
        LOAD_GLOBAL => {
            &[("counter", 1), ("index", 1), ("module_keys_version", 1), ("builtin_keys_version", 1)]
        }
        BINARY_OP => &[("counter", 1), ("descr", 4)],
        LOAD_ATTR => &[("counter", 1), ("version", 2), ("keys_version", 2), ("descr", 4)],
        STORE_ATTR => &[("counter", 1), ("version", 2), ("index", 1)],
        CALL | CALL_KW => &[("counter", 1), ("func_version", 2)],
        TO_BOOL => &[("counter", 1), ("version", 2)],
        _ if opcode.caches() == 1 => &[("counter", 1)],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cache_fields_fill_the_caches() {
        for opcode in Opcode::ALL {
            let units: usize = cache_fields(*opcode).iter().map(|field| field.1).sum();
            assert_eq!(units, opcode.caches(), "{opcode}");
        }
    }
}
