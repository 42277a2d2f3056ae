//! Code objects: what the compiler makes and every tier runs.
//!
//! A [`CodeObject`] is immutable plain data. The runtime makes an executable copy of `units` of its
//! own, with inline caches; the units here stay as `co_code` shows them, caches zero.

use std::sync::Arc;

use num_bigint::BigInt;

/// `co_flags`, with CPython's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in slots.
    pub const OPTIMIZED: CodeFlags = CodeFlags(0x1);
    /// A new namespace is made for each activation.
    pub const NEWLOCALS: CodeFlags = CodeFlags(0x2);
    /// Takes `*args`.
    pub const VARARGS: CodeFlags = CodeFlags(0x4);
    /// Takes `**kwargs`.
    pub const VARKEYWORDS: CodeFlags = CodeFlags(0x8);
    /// Defined inside another function.
    pub const NESTED: CodeFlags = CodeFlags(0x10);
    /// Calling it makes a generator.
    pub const GENERATOR: CodeFlags = CodeFlags(0x20);
    /// Calling it makes a coroutine.
    pub const COROUTINE: CodeFlags = CodeFlags(0x80);
    /// A generator that may be awaited (`types.coroutine`).
    pub const ITERABLE_COROUTINE: CodeFlags = CodeFlags(0x100);
    /// Calling it makes an asynchronous generator.
    pub const ASYNC_GENERATOR: CodeFlags = CodeFlags(0x200);
    /// The first constant is a docstring.
    pub const HAS_DOCSTRING: CodeFlags = CodeFlags(0x0400_0000);
    /// Defined in a class body.
    pub const METHOD: CodeFlags = CodeFlags(0x0800_0000);

    /// Whether every bit of `other` is set.
    pub const fn contains(self, other: CodeFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether calling the code makes a generator, coroutine or asynchronous generator.
    #[inline]
    pub const fn makes_generator(self) -> bool {
        self.0 & (Self::GENERATOR.0 | Self::COROUTINE.0 | Self::ASYNC_GENERATOR.0) != 0
    }
}

impl std::ops::BitOr for CodeFlags {
    type Output = CodeFlags;
    fn bitor(self, other: CodeFlags) -> CodeFlags {
        CodeFlags(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for CodeFlags {
    fn bitor_assign(&mut self, other: CodeFlags) {
        self.0 |= other.0;
    }
}

/// What a slot of `localsplus` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalKind {
    /// An ordinary local or argument.
    Local,
    /// A local that inner functions use: the slot holds a cell (made by `MAKE_CELL`).
    Cell,
    /// A variable of an outer function: the slot holds its cell (from `COPY_FREE_VARS`).
    Free,
    /// A local of an inlined comprehension, not shown by `locals()`.
    Hidden,
}

/// One slot of `localsplus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LocalName {
    /// The variable's name.
    pub name: Arc<str>,
    /// What the slot holds.
    pub kind: LocalKind,
}

/// A constant of a code object.
///
/// Equality is that of the constant table: `0`, `0.0`, `-0.0` and `False` are four constants.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each is the Python constant of that name")]
pub enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(BigInt),
    Float(f64),
    Complex { real: f64, imag: f64 },
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Tuple(Vec<Constant>),
    FrozenSet(Vec<Constant>),
    Slice(Box<[Constant; 3]>),
    Code(Arc<CodeObject>),
}

impl PartialEq for Constant {
    fn eq(&self, other: &Constant) -> bool {
        use Constant::*;
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex { real: a, imag: b }, Complex { real: c, imag: d }) => {
                a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
            }
            (Str(a), Str(b)) => a == b,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) | (FrozenSet(a), FrozenSet(b)) => a == b,
            (Slice(a), Slice(b)) => a == b,
            (Code(a), Code(b)) => Arc::ptr_eq(a, b) || a == b,
            _ => false,
        }
    }
}

impl Eq for Constant {}

/// A function body, class body or module, compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeObject {
    /// `co_name`.
    pub name: Arc<str>,
    /// `co_qualname`.
    pub qualname: Arc<str>,
    /// `co_filename`.
    pub filename: Arc<str>,
    /// Line of the `def`, `class`, `lambda` or first statement; 1-based.
    pub firstlineno: u32,
    /// Positional parameters, positional-only ones included.
    pub argcount: u32,
    /// Positional-only parameters.
    pub posonlyargcount: u32,
    /// Keyword-only parameters.
    pub kwonlyargcount: u32,
    /// Deepest operand stack.
    pub stacksize: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// 16-bit code units: opcode in the low byte, oparg in the high one (`co_code` little-endian).
    pub units: Vec<u16>,
    /// `co_consts`.
    pub consts: Vec<Constant>,
    /// `co_names`.
    pub names: Vec<Arc<str>>,
    /// Locals, then cells that are not arguments, then free variables.
    pub localsplus: Vec<LocalName>,
    /// `co_exceptiontable`: CPython's varint form.
    pub exceptiontable: Vec<u8>,
    /// `co_linetable`: CPython 3.11+'s location table.
    pub linetable: Vec<u8>,
}
