//! The verifier: decides whether running a code object can crash the runtime.
//!
//! It accepts any [`CodeObject`], whatever its bytes. First the *form* is checked, instruction by
//! instruction: opcodes, opargs, jump targets, prologue, exception table, counts. Then an abstract
//! interpretation follows control and gives every slot of the operand stack and every local a
//! *kind*; where paths meet, kinds are joined.
//!
//! What verified code guarantees:
//! - control stays on instruction starts, never enters the prologue again, never falls off the end;
//! - the operand stack has one depth at each instruction, within `0..=stacksize`, and exactly the
//!   returned value at `RETURN_VALUE`;
//! - `NULL` is met only by the instructions that take it: `CALL*`, `POP_TOP`, `COPY`, `SWAP`,
//!   `STORE_FAST`, `WITH_EXCEPT_START` (for the bound self);
//! - `POP_JUMP_IF_TRUE`, `POP_JUMP_IF_FALSE` and `UNARY_NOT` find a `bool`, or what a comparison gave
//!   that was not asked for one (annotation functions have such): they test for identity;
//! - `LOAD_FAST` and its kin read assigned locals; `*_DEREF` find a cell; cells are seen as values only
//!   where a class body stores or returns them;
//! - `POP_EXCEPT`, `RERAISE`, `PUSH_EXC_INFO`, `END_ASYNC_FOR`, `CLEANUP_THROW` and
//!   `WITH_EXCEPT_START` find what unwinding and `PUSH_EXC_INFO` put there;
//! - `LIST_*`, `SET_*`, `DICT_*` and `MAP_ADD` find a container that `BUILD_*` of this code made;
//! - `CALL_KW` and `MATCH_CLASS` find a constant tuple of strings, `MAKE_FUNCTION` a constant code
//!   object, and a function with free variables gets a closure of as many cells before it is used;
//! - an asynchronous generator's own `YIELD_VALUE` finds a wrapped value, and nothing else does;
//! - `YIELD_VALUE` is in generator code only, `RESUME` behind it; `YIELD_VALUE 1` stands between its
//!   `SEND` and the jump back to it; `FOR_ITER` jumps to an `END_FOR`.
//!
//! What stays the runtime's duty, because a check there is simpler: the Python types of ordinary
//! operands — that `FOR_ITER` has an iterator, that `BUILD_STRING` gets strings, that `RERAISE` gets an
//! exception, that `SET_ADD` in a module or class body gets a set, the operands of the type parameter
//! intrinsics and of `IMPORT_NAME`, hashability.
//! A frame is unwound only from instructions that may raise ([`Opcode::may_raise`]), from
//! `JUMP_BACKWARD` and from a resumed `YIELD_VALUE`; what is pending at other instructions' boundaries
//! raises nothing. Once an instruction raises only the values that it leaves in place are looked at
//! again. When an exception is thrown into a suspended frame, the value that would have been sent
//! is on the stack (None) before it is unwound.
//!
//! A borrow — `LOAD_FAST_BORROW` — is *proved* if the local keeps its value, and the frame is not
//! suspended, while the borrowed value is on the stack, and if it is not stored into a local.
//! [`Verified::borrow_is_proved`] says where the instruction must run as `LOAD_FAST` instead.

mod flow;
mod form;
mod operands;
mod state;
mod step;

use std::sync::Arc;

use crate::{CodeObject, Constant, DecodeError, ExceptionTableError, LineTableError, Opcode};

/// Why a code object was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: offset {offset}: {kind}")]
pub struct VerifyError {
    /// `co_qualname` of the code object: the one given, or one nested in its constants.
    pub code: Arc<str>,
    /// Byte offset of the instruction; 0 for the code object as a whole.
    pub offset: usize,
    /// What is wrong.
    pub kind: VerifyErrorKind,
}

/// What is wrong with a code object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyErrorKind {
    /// The units are not instructions.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The exception table cannot be read.
    #[error(transparent)]
    ExceptionTable(#[from] ExceptionTableError),
    /// The line table cannot be read.
    #[error(transparent)]
    LineTable(#[from] LineTableError),
    /// The instruction is the runtime's own.
    #[error("{0} is not allowed")]
    Forbidden(Opcode),
    /// The oparg is outside its table or range.
    #[error("{0} cannot have oparg {1}")]
    Oparg(Opcode, u32),
    /// A jump, handler or table bound that is not the start of an instruction of the body.
    #[error("unit {0} is not the start of an instruction of the body")]
    Target(usize),
    /// Code and tables are larger than a frame may be.
    #[error("the code is too large")]
    TooLarge,
    /// Constants are nested too deeply.
    #[error("constants are nested too deeply")]
    Nesting,
    /// Following control took more work than code of this size should need.
    #[error("control flow is too complex")]
    TooComplex,
    /// Parameter counts and flags do not fit the locals.
    #[error("parameters do not fit the locals")]
    Parameters,
    /// Free variables are not last, or not fetched by one `COPY_FREE_VARS`.
    #[error("free variables do not fit COPY_FREE_VARS")]
    FreeVariables,
    /// Flags exclude each other or the prologue.
    #[error("flags do not fit the code")]
    Flags,
    /// The code does not begin with a prologue that ends in `RESUME 0`.
    #[error("the prologue is not complete")]
    Prologue,
    /// The instruction stands where it must not, or without its companions.
    #[error("{0} is out of place")]
    Misplaced(Opcode),
    /// Exception entries are not sorted, overlap, or are empty.
    #[error("exception entries are not in order")]
    HandlerOrder,
    /// A handler keeps more values than the covered instruction leaves.
    #[error("the handler keeps {0} values of {1}")]
    HandlerDepth(u32, usize),
    /// Control can run past the last instruction.
    #[error("control falls off the end")]
    FallsOffEnd,
    /// Values are taken that are not there.
    #[error("the operand stack has too few values")]
    StackUnderflow,
    /// The operand stack outgrows `stacksize`.
    #[error("the operand stack outgrows co_stacksize")]
    StackOverflow,
    /// Paths meet with different depths.
    #[error("paths meet with {0} and {1} values on the operand stack")]
    DepthMismatch(usize, usize),
    /// A slot of the operand stack holds something the instruction must not meet.
    #[error("{0} meets {1} on the operand stack")]
    Operand(Opcode, &'static str),
    /// A local is read that may be unassigned, or is a cell where a value is wanted or the reverse.
    #[error("{0} meets {1} in local {2}")]
    Local(Opcode, &'static str, u32),
}

/// What is known of a verified code object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    unproved: Vec<usize>,
    depths: Vec<Option<u32>>,
    nested: Vec<Verified>,
}

impl Verified {
    /// Byte offsets of `LOAD_FAST_BORROW` and `LOAD_FAST_BORROW_LOAD_FAST_BORROW` instructions whose
    /// borrow is not proved, sorted.
    pub fn unproved_borrows(&self) -> &[usize] {
        &self.unproved
    }

    /// Whether the borrow of the instruction at this byte offset is proved.
    pub fn borrow_is_proved(&self, offset: usize) -> bool {
        self.unproved.binary_search(&offset).is_err()
    }

    /// Depth of the operand stack before the instruction whose opcode is at this byte offset; `None`
    /// where control never comes.
    pub fn depth_at(&self, offset: usize) -> Option<u32> {
        self.depths.get(offset / 2).copied().flatten()
    }

    /// The results for the code objects among the constants, in the order of a depth-first walk
    /// through tuples and other containers.
    pub fn nested(&self) -> &[Verified] {
        &self.nested
    }
}

/// Deepest nesting of constants, code objects counted.
const MAX_NESTING: usize = 100;

/// Most code units in a code object and everything nested in it: constants may share code objects, so
/// that a small object could stand for endless work.
const MAX_TOTAL_UNITS: usize = 1 << 24;

/// What a code object counts for, however short.
const FIXED_UNITS: usize = 64;

/// Verifies a code object and those nested in its constants.
///
/// # Errors
/// The first reason found not to run it.
pub fn verify(code: &CodeObject) -> Result<Verified, VerifyError> {
    Verifier { units_left: MAX_TOTAL_UNITS }.code(code, 0)
}

type Checked<T> = Result<T, (usize, VerifyErrorKind)>;

struct Verifier {
    units_left: usize,
}

impl Verifier {
    fn code(&mut self, code: &CodeObject, nesting: usize) -> Result<Verified, VerifyError> {
        let error = |(unit, kind): (usize, VerifyErrorKind)| VerifyError {
            code: code.qualname.clone(),
            offset: unit.saturating_mul(2),
            kind,
        };
        let left = self.units_left.checked_sub(code.units.len() + FIXED_UNITS);
        self.units_left = left.ok_or_else(|| error((0, VerifyErrorKind::TooLarge)))?;
        let mut nested = Vec::new();
        for value in &code.consts {
            self.constant(code, value, nesting + 1, &mut nested)?;
        }
        let form = form::check(code).map_err(error)?;
        let (unproved, depths) = flow::run(code, &form).map_err(error)?;
        Ok(Verified { unproved, depths, nested })
    }

    fn constant(
        &mut self,
        code: &CodeObject,
        value: &Constant,
        nesting: usize,
        nested: &mut Vec<Verified>,
    ) -> Result<(), VerifyError> {
        if nesting > MAX_NESTING {
            let code = code.qualname.clone();
            return Err(VerifyError { code, offset: 0, kind: VerifyErrorKind::Nesting });
        }
        let items: &[Constant] = match value {
            Constant::Code(inner) => {
                nested.push(self.code(inner, nesting)?);
                &[]
            }
            Constant::Tuple(items) | Constant::FrozenSet(items) => items,
            Constant::Slice(parts) => parts.as_slice(),
            _ => &[],
        };
        items.iter().try_for_each(|item| self.constant(code, item, nesting + 1, nested))
    }
}

#[cfg(test)]
mod tests;
