//! Machine types of values, alias regions of memory, and the immediates of instructions.

use super::ids::Const;
use crate::abi::Helper;
use std::fmt;

/// Machine type of an SSA value. In a snapshot it is also the representation of the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Untagged `i64`.
    Int,
    /// Untagged `f64`.
    Float,
    /// Truth value, 0 or 1.
    Bool,
    /// Tagged value as laid out in `abi::tag`.
    Val,
    /// Untagged address.
    Ptr,
}

impl Type {
    /// Every type with its name in dumps.
    pub const NAMES: [(Type, &'static str); 5] = [
        (Type::Int, "i64"),
        (Type::Float, "f64"),
        (Type::Bool, "bool"),
        (Type::Val, "val"),
        (Type::Ptr, "ptr"),
    ];

    /// Name in dumps.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Type> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(ty, _)| *ty)
    }

    /// True for the types held in an integer register as 64 bits.
    pub fn is_word(self) -> bool {
        matches!(self, Type::Int | Type::Val | Type::Ptr)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A part of memory. Accesses of different parts never overlap.
///
/// Requirement: `Frame(k)` of different `k` are different frames; the executing mark that adoption
/// stores and tests is what keeps this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alias {
    /// Header fields and slots of one frame: 0 is the root frame, adopted ones follow.
    Frame(u16),
    /// Count and type word of heap objects.
    Header,
    /// `ITEMS`, `LEN` and `CAPACITY` of lists.
    List,
    /// The item storage of lists.
    Items,
    /// Mutable fields of other objects.
    Object,
    /// Shapes, capacities and places of instances: what only attribute stores change.
    Shape,
    /// Values of closure cells.
    Cell,
    /// State words of iterators.
    Iterator,
    /// Fields of the `Vm`.
    Vm,
    /// The exit buffer.
    Exit,
    /// Memory nobody writes while the object lives: items of tuples, bits of floats.
    Const,
}

impl Alias {
    /// The parts without a number, with their names in dumps.
    pub const NAMES: [(Alias, &'static str); 10] = [
        (Alias::Header, "header"),
        (Alias::List, "list"),
        (Alias::Items, "items"),
        (Alias::Object, "object"),
        (Alias::Shape, "shape"),
        (Alias::Cell, "cell"),
        (Alias::Iterator, "iterator"),
        (Alias::Vm, "vm"),
        (Alias::Exit, "exit"),
        (Alias::Const, "const"),
    ];

    /// The numberless part with this name.
    pub fn from_name(name: &str) -> Option<Alias> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(alias, _)| *alias)
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Alias::Frame(number) = self {
            return write!(f, "frame {number}");
        }
        let name = Self::NAMES.iter().find(|(alias, _)| alias == self).map(|(_, name)| *name);
        f.write_str(name.expect("every part without a number has a name"))
    }
}

/// What an instruction holds besides values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Imm {
    /// Nothing.
    None,
    /// An integer (or 0 and 1 of a truth value).
    Int(i64),
    /// The bits of an `f64`.
    Float(u64),
    /// A tagged value that is no heap pointer.
    Word(u64),
    /// An entry of the region's constant table.
    Const(Const),
    /// Byte offset from the base, and the part of memory.
    Mem(i32, Alias),
    /// Type id.
    Type(u32),
    /// Helper.
    Helper(Helper),
}

/// Which [`Imm`] an op has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImmKind {
    /// [`Imm::None`].
    NoImm,
    /// [`Imm::Int`].
    IntImm,
    /// [`Imm::Float`].
    FloatImm,
    /// [`Imm::Word`].
    WordImm,
    /// [`Imm::Const`].
    ConstImm,
    /// [`Imm::Mem`].
    MemImm,
    /// [`Imm::Type`].
    TypeImm,
    /// [`Imm::Helper`].
    HelperImm,
}

impl Imm {
    /// Which kind this is.
    pub fn kind(self) -> ImmKind {
        match self {
            Imm::None => ImmKind::NoImm,
            Imm::Int(_) => ImmKind::IntImm,
            Imm::Float(_) => ImmKind::FloatImm,
            Imm::Word(_) => ImmKind::WordImm,
            Imm::Const(_) => ImmKind::ConstImm,
            Imm::Mem(..) => ImmKind::MemImm,
            Imm::Type(_) => ImmKind::TypeImm,
            Imm::Helper(_) => ImmKind::HelperImm,
        }
    }
}
