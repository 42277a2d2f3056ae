//! The last step: from the laid out graph to code units, exception table and location table.

use genjit_bytecode::Opcode;

use crate::error::CompileError;
use crate::flow::{BlockId, Cfg};
use crate::ir::{Loc, Op};

/// The tables of a code object.
pub(crate) struct Assembled {
    pub units: Vec<u16>,
    pub linetable: Vec<u8>,
    pub exceptiontable: Vec<u8>,
}

/// Who catches: handler instruction, stack depth there, and whether the offset is pushed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Handler {
    block: BlockId,
    depth: u32,
    lasti: bool,
}

struct AsmInstr {
    opcode: Opcode,
    arg: u32,
    /// Index of the target instruction.
    target: Option<usize>,
    loc: Loc,
    handler: Option<Handler>,
    /// Offset in units of the first unit, EXTENDED_ARG included.
    offset: usize,
}

impl AsmInstr {
    fn extended_args(&self) -> usize {
        match self.arg {
            0..=0xff => 0,
            0x100..=0xffff => 1,
            0x1_0000..=0xff_ffff => 2,
            _ => 3,
        }
    }

    /// Units taken, prefixes and caches included.
    fn size(&self) -> usize {
        self.extended_args() + 1 + self.opcode.caches()
    }
}

/// From `SEND` to the `END_SEND` of the same await: what `END_ASYNC_FOR` subtracts from its distance.
const END_SEND_OFFSET: usize = 5;

/// Assembles a finished graph.
pub(crate) fn assemble(cfg: &Cfg, firstlineno: u32) -> Result<Assembled, CompileError> {
    let (mut instrs, starts) = flatten(cfg)?;
    resolve_jumps(&mut instrs);
    Ok(Assembled {
        linetable: location_table(&instrs, firstlineno),
        exceptiontable: exception_table(&instrs, &starts),
        units: encode(&instrs),
    })
}

type Starts = rustc_hash::FxHashMap<BlockId, usize>;

fn flatten(cfg: &Cfg) -> Result<(Vec<AsmInstr>, Starts), CompileError> {
    let order = cfg.order();
    let mut starts = Starts::default();
    let mut count = 0;
    for &b in &order {
        starts.insert(b, count);
        count += cfg[b].instrs.len();
    }
    let mut instrs = Vec::with_capacity(count);
    for &b in &order {
        for instr in &cfg[b].instrs {
            let target = instr.target.and_then(|t| starts.get(&t)).copied();
            let forward = target.is_some_and(|t| t > instrs.len());
            let opcode = match instr.op {
                Op::Real(opcode) => opcode,
                Op::Jump | Op::JumpNoInterrupt if forward => Opcode::JUMP_FORWARD,
                Op::Jump => Opcode::JUMP_BACKWARD,
                Op::JumpNoInterrupt => Opcode::JUMP_BACKWARD_NO_INTERRUPT,
                _ => return Err(CompileError::internal("pseudo-instruction left over")),
            };
            let handler = instr.except.map(|h| Handler {
                block: h,
                depth: cfg[h].start_depth.unwrap_or(0),
                lasti: cfg[h].preserve_lasti,
            });
            instrs.push(AsmInstr { opcode, arg: instr.arg, target, loc: instr.loc, handler, offset: 0 });
        }
    }
    Ok((instrs, starts))
}

/// Fixes jump distances. A longer distance may need a prefix, which makes other distances longer:
/// repeated until nothing grows.
fn resolve_jumps(instrs: &mut [AsmInstr]) {
    loop {
        let mut offset = 0;
        for instr in instrs.iter_mut() {
            instr.offset = offset;
            offset += instr.size();
        }
        let mut grown = false;
        let mut behind = 0;
        for i in 0..instrs.len() {
            let size = instrs[i].size();
            behind += size;
            let Some(target) = instrs[i].target.map(|t| instrs[t].offset) else { continue };
            let distance = if instrs[i].opcode == Opcode::END_ASYNC_FOR {
                behind - target - END_SEND_OFFSET
            } else {
                behind.abs_diff(target)
            };
            instrs[i].arg = distance as u32;
            grown |= instrs[i].size() != size;
        }
        if !grown {
            return;
        }
    }
}

fn encode(instrs: &[AsmInstr]) -> Vec<u16> {
    let mut units = Vec::new();
    let mut put = |opcode: Opcode, arg: u32| units.push(opcode as u16 | (arg as u16 & 0xff) << 8);
    for instr in instrs {
        for level in (1..=instr.extended_args()).rev() {
            put(Opcode::EXTENDED_ARG, instr.arg >> (8 * level));
        }
        put(instr.opcode, instr.arg);
        for _ in 0..instr.opcode.caches() {
            put(Opcode::CACHE, 0);
        }
    }
    units
}

fn exception_table(instrs: &[AsmInstr], starts: &Starts) -> Vec<u8> {
    let mut table = Vec::new();
    let mut open: Option<(Handler, usize)> = None;
    let mut end = 0;
    let close = |open: Option<(Handler, usize)>, end: usize, table: &mut Vec<u8>| {
        let Some((handler, start)) = open else { return };
        let target = starts.get(&handler.block).and_then(|&i| instrs.get(i)).map_or(0, |i| i.offset);
        let depth = handler.depth - 1 - u32::from(handler.lasti);
        let fields = [start, end - start, target, (depth << 1 | u32::from(handler.lasti)) as usize];
        for (i, field) in fields.into_iter().enumerate() {
            write_table_number(field as u32, if i == 0 { 0x80 } else { 0 }, table);
        }
    };
    for instr in instrs {
        if instr.handler.map(|h| h.block) != open.map(|(h, _)| h.block) {
            close(open, end, &mut table);
            open = instr.handler.map(|h| (h, end));
        }
        end += instr.size();
    }
    close(open, end, &mut table);
    table
}

/// Six bits a byte, high ones first, bit 6 on all but the last; `mark` is set in the first byte.
fn write_table_number(value: u32, mark: u8, table: &mut Vec<u8>) {
    let groups = (1..5).rev().find(|g| value >> (6 * g) != 0).unwrap_or(0);
    for group in (0..=groups).rev() {
        let more = if group > 0 { 0x40 } else { 0 };
        let first = if group == groups { mark } else { 0 };
        table.push((value >> (6 * group)) as u8 & 0x3f | more | first);
    }
}

fn location_table(instrs: &[AsmInstr], firstlineno: u32) -> Vec<u8> {
    let mut writer = LocationWriter { table: Vec::new(), line: firstlineno as i32 };
    let mut current = Loc::NONE;
    let mut size = 0;
    for instr in instrs {
        if instr.loc != current {
            writer.write(current, size);
            current = instr.loc;
            size = 0;
        }
        size += instr.size();
    }
    writer.write(current, size);
    writer.table
}

struct LocationWriter {
    table: Vec<u8>,
    /// Line of the last entry that has one.
    line: i32,
}

impl LocationWriter {
    fn write(&mut self, loc: Loc, mut size: usize) {
        while size > 8 {
            self.write_entry(loc, 8);
            size -= 8;
        }
        if size > 0 {
            self.write_entry(loc, size);
        }
    }

    fn head(&mut self, code: u8, size: usize) {
        self.table.push(0x80 | code << 3 | (size as u8 - 1));
    }

    fn write_entry(&mut self, loc: Loc, size: usize) {
        if loc.line == Loc::NONE.line {
            self.head(15, size);
            return;
        }
        let delta = loc.line - self.line;
        let one_line = loc.end_line == loc.line;
        if loc.col < 0 || loc.end_col < 0 {
            if one_line || loc.end_line < 0 {
                self.head(13, size);
                self.signed(delta);
                self.line = loc.line;
                return;
            }
        } else if one_line {
            let width = loc.end_col - loc.col;
            if delta == 0 && loc.col < 80 && (0..16).contains(&width) {
                self.head((loc.col >> 3) as u8, size);
                self.table.push(((loc.col & 7) << 4 | width) as u8);
                return;
            }
            if (0..3).contains(&delta) && loc.col < 128 && loc.end_col < 128 {
                self.head(10 + delta as u8, size);
                self.table.extend([loc.col as u8, loc.end_col as u8]);
                self.line = loc.line;
                return;
            }
        }
        self.head(14, size);
        self.signed(delta);
        self.unsigned((loc.end_line - loc.line) as u32);
        self.unsigned((loc.col + 1) as u32);
        self.unsigned((loc.end_col + 1) as u32);
        self.line = loc.line;
    }

    /// Six bits a byte, low ones first, bit 6 on all but the last.
    fn unsigned(&mut self, mut value: u32) {
        while value >= 64 {
            self.table.push(0x40 | (value & 0x3f) as u8);
            value >>= 6;
        }
        self.table.push(value as u8);
    }

    fn signed(&mut self, value: i32) {
        self.unsigned(if value < 0 { value.unsigned_abs() << 1 | 1 } else { (value as u32) << 1 });
    }
}
