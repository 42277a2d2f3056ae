//! The assembler: instructions with labels to code units, exception table and line table.
//!
//! It adds `EXTENDED_ARG` where an oparg needs it and inline caches (zero), and nothing else. Its choices
//! are CPython's, so equal instructions give equal bytes: jumps are relaxed from the same first
//! guess, neighbours with the same handler share one exception entry, neighbours with the same
//! position share line table entries.

use crate::{
    ExceptionEntry, ExceptionTable, Handler, LineTableWriter, Opcode, Operand, Position, depth::stack_depths,
};

/// A place in an instruction list, to be bound to an instruction's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(pub u32);

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "label {}", self.0)
    }
}

/// The argument of an instruction to assemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsmArg {
    /// The oparg itself; 0 where there is none.
    Value(u32),
    /// The place a jump goes to, or for `END_ASYNC_FOR` the `END_SEND` it belongs to.
    Label(Label),
}

/// The handler that covers an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsmHandler {
    /// Where unwinding goes on.
    pub target: Label,
    /// Values left on the operand stack.
    pub depth: u32,
    /// Whether the raising instruction's offset is pushed below the exception.
    pub lasti: bool,
}

/// An instruction to assemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsmInstr {
    /// What it does.
    pub opcode: Opcode,
    /// Its argument.
    pub arg: AsmArg,
    /// The source it came from.
    pub position: Position,
    /// The handler that covers it.
    pub handler: Option<AsmHandler>,
}

/// Where each label is bound: `labels[label.0]` is an index into the instruction list.
pub type Labels = [Option<usize>];

/// What [`assemble`] makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    /// The code units.
    pub units: Vec<u16>,
    /// `co_exceptiontable`.
    pub exceptiontable: Vec<u8>,
    /// `co_linetable`.
    pub linetable: Vec<u8>,
    /// Deepest operand stack.
    pub stacksize: u32,
    /// First code unit of each instruction, and behind the last one.
    pub starts: Vec<u32>,
}

/// Why instructions cannot be assembled. Places are indices into the instruction list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// A label is used but bound to no instruction.
    #[error("{0} is not bound to an instruction")]
    UnboundLabel(Label),
    /// A label is bound a second time.
    #[error("{0} is bound twice")]
    LabelBoundTwice(Label),
    /// A jump has a number or a plain instruction a label.
    #[error("instruction {0}: jumps take a label, others a number")]
    WrongArgument(usize),
    /// The target of a forward jump lies before it, or of a backward jump behind it.
    #[error("instruction {0}: the jump goes the other way")]
    JumpDirection(usize),
    /// `CACHE` and `EXTENDED_ARG` are the assembler's own.
    #[error("instruction {0}: {1} is added by the assembler")]
    Reserved(usize, Opcode),
    /// An instruction takes more values than the operand stack holds.
    #[error("instruction {0}: the operand stack has too few values")]
    StackUnderflow(usize),
    /// Two paths meet with different depths of the operand stack.
    #[error("instruction {0}: paths meet with {1} and {2} values on the operand stack")]
    DepthMismatch(usize, u32, u32),
    /// A handler keeps more values than the covered instruction has.
    #[error("instruction {0}: its handler keeps more values than the operand stack holds")]
    HandlerDepth(usize),
    /// Control can run past the last instruction.
    #[error("control falls off the end")]
    FallsOffEnd,
    /// A protected region is empty or ends before it starts.
    #[error("the region protected by {0} is empty")]
    EmptyRegion(Label),
    /// The code or a number in it is too large for its field.
    #[error("the code is too large")]
    TooLarge,
}

/// Assembles `instrs`; `firstlineno` is the line the line table starts from.
///
/// # Errors
/// See [`BuildError`].
pub fn assemble(instrs: &[AsmInstr], labels: &Labels, firstlineno: u32) -> Result<Assembled, BuildError> {
    let stacksize = stack_depths(instrs, labels)?.max;
    let targets = targets(instrs, labels)?;
    let plain: Vec<_> =
        instrs.iter().zip(targets).map(|(instr, target)| (instr.opcode, value(instr.arg), target)).collect();
    let (units, starts) = encode(&plain)?;
    let mut lines = LineTableWriter::new(firstlineno);
    for (index, instr) in instrs.iter().enumerate() {
        lines.push(instr.position, (starts[index + 1] - starts[index]) as usize);
    }
    let exceptiontable = exception_table(instrs, labels, &starts)?.write();
    Ok(Assembled { units, exceptiontable, linetable: lines.finish(), stacksize, starts })
}

/// Code units of an instruction with this oparg, `EXTENDED_ARG`s and caches counted.
pub fn instruction_units(opcode: Opcode, oparg: u32) -> usize {
    let bytes = (32 - oparg.leading_zeros()).div_ceil(8).max(1) as usize;
    bytes + opcode.caches()
}

/// Writes an instruction in `size` units: it may have been given more than its oparg needs.
fn write_units(units: &mut Vec<u16>, opcode: Opcode, oparg: u32, size: usize) {
    let prefixes = size - opcode.caches() - 1;
    let bytes = oparg.to_le_bytes();
    for &byte in bytes[1..=prefixes].iter().rev() {
        units.push(u16::from_le_bytes([Opcode::EXTENDED_ARG as u8, byte]));
    }
    units.push(u16::from_le_bytes([opcode as u8, bytes[0]]));
    units.resize(units.len() + opcode.caches(), 0);
}

pub(crate) fn bound(label: Label, labels: &Labels, instrs: &[AsmInstr]) -> Result<usize, BuildError> {
    let index = labels.get(label.0 as usize).copied().flatten();
    index.filter(|&index| index < instrs.len()).ok_or(BuildError::UnboundLabel(label))
}

/// The target of each instruction that has one, checked.
fn targets(instrs: &[AsmInstr], labels: &Labels) -> Result<Vec<Option<usize>>, BuildError> {
    let resolve = |(index, instr): (usize, &AsmInstr)| {
        let operand = instr.opcode.operand();
        if matches!(instr.opcode, Opcode::CACHE | Opcode::EXTENDED_ARG) {
            return Err(BuildError::Reserved(index, instr.opcode));
        }
        match (operand, instr.arg) {
            (Operand::Forward | Operand::Backward | Operand::BackFrom, AsmArg::Label(label)) => {
                let target = bound(label, labels, instrs)?;
                if (operand == Operand::Forward) != (target > index) {
                    return Err(BuildError::JumpDirection(index));
                }
                Ok(Some(target))
            }
            (Operand::Forward | Operand::Backward | Operand::BackFrom, AsmArg::Value(_))
            | (_, AsmArg::Label(_)) => Err(BuildError::WrongArgument(index)),
            _ => Ok(None),
        }
    };
    instrs.iter().enumerate().map(resolve).collect()
}

fn value(arg: AsmArg) -> u32 {
    if let AsmArg::Value(value) = arg { value } else { 0 }
}

/// Rounds after which instructions may only grow, so that relaxation ends on every input.
const FREE_ROUNDS: usize = 64;

/// Places instructions — opcode, oparg, and the index of the target that replaces the oparg — and
/// writes their code units. Gives the units, and the unit where each instruction starts, and the end.
///
/// The first guess of a jump's oparg is its target's index, and sizes are computed again until
/// none changes: CPython does the same, and near 256 units the result depends on it.
pub(crate) fn encode(instrs: &[(Opcode, u32, Option<usize>)]) -> Result<(Vec<u16>, Vec<u32>), BuildError> {
    let mut opargs = Vec::with_capacity(instrs.len());
    for (_, value, target) in instrs {
        let guess = target.map_or(Ok(*value), u32::try_from);
        opargs.push(guess.map_err(|_| BuildError::TooLarge)?);
    }
    let mut sizes: Vec<usize> =
        instrs.iter().zip(&opargs).map(|(instr, &oparg)| instruction_units(instr.0, oparg)).collect();
    for round in 0usize.. {
        let starts = starts(&sizes)?;
        let mut changed = false;
        for (index, (opcode, _, target)) in instrs.iter().enumerate() {
            let Some(target) = *target else { continue };
            opargs[index] = starts[index + 1].abs_diff(starts[target]);
            let size = instruction_units(*opcode, opargs[index]);
            if size > sizes[index] || (size < sizes[index] && round < FREE_ROUNDS) {
                sizes[index] = size;
                changed = true;
            }
        }
        if !changed {
            let mut units = Vec::with_capacity(starts[instrs.len()] as usize);
            for ((opcode, ..), (oparg, size)) in instrs.iter().zip(opargs.iter().zip(&sizes)) {
                write_units(&mut units, *opcode, *oparg, *size);
            }
            return Ok((units, starts));
        }
    }
    Err(BuildError::TooLarge)
}

fn starts(sizes: &[usize]) -> Result<Vec<u32>, BuildError> {
    let mut starts = Vec::with_capacity(sizes.len() + 1);
    let mut at = 0usize;
    starts.push(0);
    for size in sizes {
        at += size;
        // Half of the range, so that byte offsets fit as well.
        starts.push(u32::try_from(at).ok().filter(|at| *at < 1 << 30).ok_or(BuildError::TooLarge)?);
    }
    Ok(starts)
}

fn exception_table(
    instrs: &[AsmInstr],
    labels: &Labels,
    starts: &[u32],
) -> Result<ExceptionTable, BuildError> {
    let mut entries: Vec<ExceptionEntry> = Vec::new();
    for (index, instr) in instrs.iter().enumerate() {
        let Some(AsmHandler { target, depth, lasti }) = instr.handler else { continue };
        let target = starts[bound(target, labels, instrs)?];
        let handler = Handler { target, depth, lasti };
        let (start, end) = (starts[index], starts[index + 1]);
        match entries.last_mut() {
            Some(last) if last.end == start && last.handler == handler => last.end = end,
            _ => entries.push(ExceptionEntry { start, end, handler }),
        }
    }
    Ok(ExceptionTable::new(entries))
}
