//! What the recorder and the builder ask of the runtime.
//!
//! Two traits, both implemented by the runtime. [`Facts`] are stable: code objects, addresses of code
//! units, words of pinned constants; they may be asked at any time. [`Observe`] looks at the frame that
//! is about to execute an instruction; it may be asked during [`crate::Jit::step`] only.
//!
//! Everything is named by opaque ids. The runtime never uses an id again for something else, so that a
//! late question about a dead code object is noticed and not answered wrongly.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use genjit_bytecode::CodeObject;

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<$name, ()> {
                text.strip_prefix($prefix).and_then(|n| n.parse().ok()).map($name).ok_or(())
            }
        }
    };
}

opaque_id! {
    /// A code object, for as long as the `Vm` lives; dumps print `c3`.
    CodeId, "c"
}
opaque_id! {
    /// A value the runtime keeps alive for regions; dumps print `k3`. What no region claims
    /// ([`crate::Region::constants`]) may be let go after the recording.
    ConstId, "k"
}
opaque_id! {
    /// A watched assumption; dumps print `w3`. When it breaks the runtime calls [`crate::Jit::invalidate`].
    WatchId, "w"
}
opaque_id! {
    /// Layout of the instances of a class: which attribute is in which slot; dumps print `s3`.
    ShapeId, "s"
}

/// One frame while a recording lasts: its address. Two live frames never share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameToken(pub u64);

macro_rules! recipes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A built-in function or method whose call the builder knows how to compile.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Recipe { $($(#[$doc])* $name),* }

        impl Recipe {
            /// Every recipe.
            pub const ALL: &[Recipe] = &[$(Recipe::$name),*];

            /// Name in event texts.
            pub const fn name(self) -> &'static str {
                match self { $(Recipe::$name => $text),* }
            }
        }
    };
}
recipes! {
    /// `next(iterator)`.
    Next = "next";
    /// `iter(x)`.
    Iter = "iter";
    /// The class `range`, called.
    Range = "range";
    /// `len(x)`.
    Len = "len";
    /// `generator.send`, unbound.
    GeneratorSend = "generator.send";
    /// `generator.__next__`, unbound.
    GeneratorNext = "generator.__next__";
    /// `list.append`, unbound.
    ListAppend = "list.append";
    /// Of the runtime's hidden functions: whether a value is an int of 64 bits or a bool, and of no other class.
    IsInt = "is int";
    /// Of the runtime's hidden functions: whether a value is exactly a float.
    IsFloat = "is float";
    /// Any other built-in or class: called through the helper `call`.
    Other = "other";
}

/// What an observed value is. Equal kinds are compiled alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An empty slot (the `NULL` beside a callable, an unbound local).
    Null,
    /// `None`.
    None,
    /// An immediate int.
    Int,
    /// An int object beyond 62 bits.
    BigInt,
    /// An immediate float. One on the heap, a NaN say, has an identity: it is of another kind.
    Float,
    /// `True` or `False`.
    Bool,
    /// Exactly `str`.
    Str,
    /// Exactly `tuple`.
    Tuple,
    /// Exactly `list`.
    List,
    /// Exactly `dict`.
    Dict,
    /// Exactly `range`, its bounds immediate ints.
    Range,
    /// Iterator of a range with immediate bounds, and its step; 0 stands for a step beyond 32 bits.
    RangeIterator(i32),
    /// Iterator over an exact list.
    ListIterator,
    /// Iterator over an exact tuple.
    TupleIterator,
    /// A generator that a resume would enter at the instruction `at` (in code units; the `RESUME` behind
    /// its `YIELD_VALUE`, or the start).
    Generator {
        /// Its code.
        code: CodeId,
        /// Where it continues, in code units.
        at: u32,
    },
    /// The root of a linked chain of delegations: its leaf, which a resume enters directly.
    Delegating {
        /// Code of the leaf.
        code: CodeId,
        /// Where the leaf continues, in code units.
        at: u32,
    },
    /// A coroutine that a resume would enter there.
    Coroutine {
        /// Its code.
        code: CodeId,
        /// Where it continues, in code units.
        at: u32,
    },
    /// A coroutine that is the root of a linked chain: its leaf, which a resume enters directly.
    Awaiting {
        /// Code of the leaf.
        code: CodeId,
        /// Where the leaf continues, in code units.
        at: u32,
    },
    /// An `asend` not awaited yet: its asynchronous generator.
    Asend {
        /// Code of the generator.
        code: CodeId,
        /// Where it continues, in code units.
        at: u32,
    },
    /// An asynchronous generator that was awaited before.
    AsyncGenerator,
    /// A generator that has finished.
    Finished,
    /// A Python function.
    Function(CodeId),
    /// A built-in function, method or class.
    Builtin(Recipe),
    /// A bound method of a Python function or of a built-in.
    Method,
    /// A cell of a closure.
    Cell,
    /// An instance with this layout of attributes.
    Object(ShapeId),
    /// Anything else: its type id.
    Other(u32),
}

impl Kind {
    /// The code that it names.
    pub fn code(self) -> Option<CodeId> {
        match self {
            Kind::Function(code) => Some(code),
            kind => kind.resumed().map(|(code, _)| code),
        }
    }

    /// What a resume enters, and where.
    pub fn resumed(self) -> Option<(CodeId, u32)> {
        match self {
            Kind::Generator { code, at }
            | Kind::Delegating { code, at }
            | Kind::Coroutine { code, at }
            | Kind::Awaiting { code, at }
            | Kind::Asend { code, at } => Some((code, at)),
            _ => None,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Generator { code, at } => write!(f, "generator({code}@{at})"),
            Kind::Delegating { code, at } => write!(f, "delegating({code}@{at})"),
            Kind::Coroutine { code, at } => write!(f, "coroutine({code}@{at})"),
            Kind::Awaiting { code, at } => write!(f, "awaiting({code}@{at})"),
            Kind::Asend { code, at } => write!(f, "asend({code}@{at})"),
            Kind::Function(code) => write!(f, "function({code})"),
            Kind::Builtin(recipe) => write!(f, "builtin({})", recipe.name()),
            Kind::RangeIterator(step) => write!(f, "range_iterator({step})"),
            Kind::Object(shape) => write!(f, "object({shape})"),
            Kind::Other(id) => write!(f, "other({id})"),
            plain => f.write_str(PLAIN_KINDS.iter().find(|(kind, _)| kind == plain).map_or("?", |row| row.1)),
        }
    }
}

const PLAIN_KINDS: &[(Kind, &str)] = &[
    (Kind::Null, "null"),
    (Kind::None, "none"),
    (Kind::Int, "int"),
    (Kind::BigInt, "bigint"),
    (Kind::Float, "float"),
    (Kind::Bool, "bool"),
    (Kind::Str, "str"),
    (Kind::Tuple, "tuple"),
    (Kind::List, "list"),
    (Kind::Dict, "dict"),
    (Kind::Range, "range"),
    (Kind::ListIterator, "list_iterator"),
    (Kind::TupleIterator, "tuple_iterator"),
    (Kind::AsyncGenerator, "async_generator"),
    (Kind::Finished, "finished"),
    (Kind::Method, "method"),
    (Kind::Cell, "cell"),
];

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Kind, String> {
        if let Some((kind, _)) = PLAIN_KINDS.iter().find(|(_, name)| *name == text) {
            return Ok(*kind);
        }
        let bad = || format!("no kind is called `{text}`");
        let (name, rest) = text.split_once('(').ok_or_else(bad)?;
        let inner = rest.strip_suffix(')').ok_or_else(bad)?;
        let place = || -> Option<(CodeId, u32)> {
            let (code, at) = inner.split_once('@')?;
            Some((code.parse().ok()?, at.parse().ok()?))
        };
        match name {
            "generator" => place().map(|(code, at)| Kind::Generator { code, at }),
            "delegating" => place().map(|(code, at)| Kind::Delegating { code, at }),
            "coroutine" => place().map(|(code, at)| Kind::Coroutine { code, at }),
            "awaiting" => place().map(|(code, at)| Kind::Awaiting { code, at }),
            "asend" => place().map(|(code, at)| Kind::Asend { code, at }),
            "function" => inner.parse().ok().map(Kind::Function),
            "builtin" => Recipe::ALL.iter().find(|recipe| recipe.name() == inner).copied().map(Kind::Builtin),
            "range_iterator" => inner.parse().ok().map(Kind::RangeIterator),
            "object" => inner.parse().ok().map(Kind::Object),
            "other" => inner.parse().ok().map(Kind::Other),
            _ => None,
        }
        .ok_or_else(bad)
    }
}

/// A value of the frame being observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Operand stack, 0 is the top.
    Stack(u32),
    /// Index into `localsplus`.
    Local(u32),
    /// What the cell in this `localsplus` slot holds.
    Deref(u32),
    /// The generator that waits for the frame's own: its delegator, if it is the leaf of a linked chain.
    Delegator,
}

/// A value that a region may treat as a constant. While the watch holds its kind stays too: assigning
/// `__code__`, defaults or closure of a folded function breaks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The pinned value.
    pub constant: ConstId,
    /// Its kind.
    pub kind: Kind,
    /// What must hold for it to stay this value; `None` if nothing can change it.
    pub watch: Option<WatchId>,
    /// The globals it was found from: another function of the same code may have others.
    pub scope: Option<ConstId>,
}

/// What tells the instances of one class that have the same attributes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Their type id.
    pub type_id: u32,
    /// Their shape; no other class has it.
    pub shape: ShapeId,
    /// Breaks when lookups on the class may find something else.
    pub watch: WatchId,
}

/// What is put in front of the arguments when the attribute of a class is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// Nothing: the attribute is a plain value.
    Nothing,
    /// The object itself.
    Object,
    /// This class.
    Class(ConstId),
}

/// What an attribute load or store of an observed object finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// An unbound function of the object's class, to be called with the object in front.
    Method(Folded),
    /// An attribute of the instance itself.
    Field {
        /// The instances.
        layout: Layout,
        /// Index among their places.
        place: u32,
        /// The shape after a store.
        next: ShapeId,
    },
    /// What the class has under that name.
    OfClass {
        /// The instances.
        layout: Layout,
        /// The value.
        folded: Folded,
        /// What it is called with.
        receiver: Receiver,
    },
    /// A property: its getter.
    Property {
        /// The instances.
        layout: Layout,
        /// The function.
        getter: Folded,
    },
    /// What this very object, a module or class, has under that name.
    OfObject {
        /// The object.
        object: ConstId,
        /// The value.
        folded: Folded,
        /// What it is called with.
        receiver: Receiver,
    },
    /// Anything else: through the helper.
    Other,
}

/// A class whose instances are made the ordinary way and initialised by a Python `__init__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Construction {
    /// The class.
    pub class: ConstId,
    /// Type id of its instances.
    pub type_id: u32,
    /// `__init__`; its watch is that of the class.
    pub init: Folded,
}

/// What fills a parameter of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The value passed at this index: positional arguments, self included, then those of keywords.
    Passed(u32),
    /// The default.
    Default(Folded),
    /// A tuple of the values passed from the first index to the second.
    Rest(u32, u32),
}

/// How a call of a Python function fills its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The function, and what must hold for its parameters and defaults.
    pub function: Folded,
    /// One a local that is filled, in order.
    pub arguments: Vec<Argument>,
    /// How many values are passed, self included.
    pub passed: u32,
}

/// Stable facts about code and constants.
pub trait Facts {
    /// The code object.
    fn code(&self, id: CodeId) -> Arc<CodeObject>;
    /// Address of a code unit in the executable copy of the code, as `frame.ip` holds it (low bit clear).
    fn unit_address(&self, id: CodeId, pc: u32) -> u64;
    /// Address of the word that holds the continuation of a resume point (the code unit behind the
    /// `YIELD_VALUE` or `RETURN_GENERATOR`): what `frame.resume` is while the frame is suspended there. The
    /// word stays at its address as long as the code lives.
    fn resume_word(&self, id: CodeId, pc: u32) -> u64;
    /// The word of a pinned value.
    fn constant_word(&self, id: ConstId) -> u64;
    /// Pins constant `index` of a code object.
    fn code_constant(&mut self, id: CodeId, index: u32) -> ConstId;
    /// Pins name `index` of a code object, as a `str`.
    fn name_constant(&mut self, id: CodeId, index: u32) -> ConstId;
    /// Pins the code object itself: the word that functions hold at [`crate::abi::function::CODE`].
    fn code_word(&mut self, id: CodeId) -> ConstId;
    /// The word regions compare a shape by: the type word's low 24 bits of instances with that shape, or
    /// `None` if one compare cannot tell.
    fn shape_type(&self, id: ShapeId) -> Option<u32>;
    /// Whether a new coroutine notes the frames that it is made in: then it is made by the runtime. When this
    /// changes every region is invalid ([`crate::Jit::invalidate_all`]).
    fn notes_origins(&self) -> bool {
        false
    }
}

/// The frame that is about to execute an instruction.
pub trait Observe: Facts {
    /// Kind of a value; [`Kind::Null`] for an empty slot.
    fn kind(&self, place: Place) -> Kind;
    /// The function the frame runs, pinned.
    fn function(&mut self) -> ConstId;
    /// Pins the value at a place: a callee that may be embedded.
    fn pin(&mut self, place: Place) -> ConstId;
    /// The global or built-in that the frame's function finds under name `index` of its code, pinned and
    /// watched; `None` if it is missing or changes too often to be folded.
    fn global(&mut self, index: u32) -> Option<Folded>;
    /// What an attribute with name `index` of the frame's code is on the value `from_top`.
    fn attribute(&mut self, from_top: u32, index: u32) -> Attribute;
    /// What storing that attribute does.
    fn stored_attribute(&mut self, from_top: u32, index: u32) -> Attribute;
    /// What calling the class `from_top` does, if it is one that can be compiled.
    fn construction(&mut self, from_top: u32) -> Option<Construction>;
    /// How a call fills the parameters of a Python function: `count` arguments are on the stack above callable
    /// and self, below the tuple of their names if there are `keywords`.
    fn binding(&mut self, count: u32, keywords: bool) -> Option<Binding>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip() {
        let mut kinds: Vec<Kind> = PLAIN_KINDS.iter().map(|row| row.0).collect();
        kinds.extend(Recipe::ALL.iter().map(|&recipe| Kind::Builtin(recipe)));
        kinds.extend([
            Kind::Generator { code: CodeId(3), at: 17 },
            Kind::Delegating { code: CodeId(0), at: 9 },
            Kind::Coroutine { code: CodeId(1), at: 2 },
            Kind::Awaiting { code: CodeId(2), at: 30 },
            Kind::Function(CodeId(12)),
            Kind::RangeIterator(-2),
            Kind::Object(ShapeId(4)),
            Kind::Other(77),
        ]);
        for kind in kinds {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("generator(c1)".parse::<Kind>().is_err());
    }
}
