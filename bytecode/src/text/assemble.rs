//! From the lines of a body to tables, and what printing relies on to know that it loses nothing.

use crate::{
    CodeObject, ExceptionEntry, ExceptionTable, LineTableWriter, Opcode, Operand, Position, asm::encode,
};

/// The argument of an instruction of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arg {
    Value(u32),
    /// Index into the body of the instruction that the label stands before.
    Target(usize),
}

/// An instruction of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub opcode: Opcode,
    pub arg: Arg,
    pub position: Position,
}

/// Code units and the unit where each line starts, and the end; `None` if it is too large.
pub(super) fn units(body: &[Line]) -> Option<(Vec<u16>, Vec<u32>)> {
    let instrs: Vec<_> = body
        .iter()
        .map(|line| match line.arg {
            Arg::Value(value) => (line.opcode, value, None),
            Arg::Target(target) => (line.opcode, 0, Some(target)),
        })
        .collect();
    encode(&instrs).ok()
}

/// The line table of a body.
pub(super) fn linetable(body: &[Line], starts: &[u32], firstlineno: u32) -> Vec<u8> {
    let mut writer = LineTableWriter::new(firstlineno);
    for (line, bounds) in body.iter().zip(starts.windows(2)) {
        writer.push(line.position, (bounds[1] - bounds[0]) as usize);
    }
    writer.finish()
}

/// The body that stands for a code object's units, if assembling it gives them back.
pub(super) fn body(code: &CodeObject) -> Option<(Vec<Line>, Vec<u32>)> {
    let instrs: Vec<_> = code.instructions().collect::<Result<_, _>>().ok()?;
    let index_of = |unit: usize| match instrs.binary_search_by_key(&unit, |instr| instr.start) {
        Ok(index) => Some(index),
        Err(_) => (unit == code.units.len()).then_some(instrs.len()),
    };
    let positions: Vec<Position> = code.positions().collect();
    let line = |instr: &crate::Instruction| {
        let target = instr.label_target().and_then(index_of);
        Line {
            opcode: instr.opcode,
            arg: target.map_or(Arg::Value(instr.oparg), Arg::Target),
            position: positions.get(instr.start).copied().unwrap_or(Position::NONE),
        }
    };
    let body: Vec<Line> = instrs.iter().map(line).collect();
    let (encoded, starts) = units(&body)?;
    (encoded == code.units).then_some((body, starts))
}

/// The exception entries with bounds and targets as indices into the body, if writing them gives the
/// table back.
pub(super) fn handlers(code: &CodeObject, starts: &[u32]) -> Option<Vec<ExceptionEntry>> {
    let table = code.exception_table().ok().filter(|table| table.write() == code.exceptiontable)?;
    let index_of = |unit: u32| starts.binary_search(&unit).ok().map(|index| index as u32);
    let entry = |entry: &ExceptionEntry| {
        let mut entry = *entry;
        entry.start = index_of(entry.start)?;
        entry.end = index_of(entry.end)?;
        entry.handler.target = index_of(entry.handler.target)?;
        Some(entry)
    };
    table.entries().iter().map(entry).collect()
}

/// The table of entries whose places are indices into the body.
pub(super) fn exception_table(entries: &[ExceptionEntry], starts: &[u32]) -> Option<ExceptionTable> {
    let unit = |index: u32| starts.get(index as usize).copied();
    let entry = |entry: &ExceptionEntry| {
        let mut entry = *entry;
        entry.start = unit(entry.start)?;
        entry.end = unit(entry.end)?;
        entry.handler.target = unit(entry.handler.target)?;
        Some(entry)
    };
    Some(ExceptionTable::new(entries.iter().map(entry).collect::<Option<_>>()?))
}

/// Whether an instruction may have a label as its argument.
pub(super) fn takes_label(opcode: Opcode) -> bool {
    matches!(opcode.operand(), Operand::Forward | Operand::Backward | Operand::BackFrom)
}
