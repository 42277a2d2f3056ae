//! Snapshots: how a side exit becomes interpreter frames again.
//!
//! A snapshot names, for every frame from the region's root frame inwards, the pc to continue at and the
//! source of each slot, and how objects that live in registers are made real. Registers are named by the
//! position of their word in the exit buffer, which is the position in the IR snapshot's `words`.
//!
//! Requirement 1: a snapshot [`Resume::Execute`] is executed again by the interpreter, so
//! nothing of the instruction may have happened yet.
//! Requirement 2: a word may change its representation (a pass hands out the raw `i64` instead of the boxed
//! int), never its position nor the value it stands for.
//! Requirement 3: after the exit each reference has exactly one count. A source with `owned` gives its
//! count to the slot; any other heap value gets a new one.
//! Requirement 4: a slot that is not listed is unchanged in memory. A listed slot's old word in memory is
//! dead: it is overwritten without giving back a count.
//! Not relied on: the order of slots. [`crate::Options::dump_ir`] shows side tables as text.

use std::fmt;

use crate::graph::ContextId;
use crate::ir::Type;
use crate::observe::{CodeId, ConstId};

/// Word `w` of an exit is word `1 + w` of the exit buffer; [`Snapshot::words`] says how it represents a value.
pub type Word = u16;

/// Where the value of a slot comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An immediate word (`None`, `NULL`, a small int): no count.
    Immediate(u64),
    /// A pinned constant: gets a new count.
    Constant(ConstId),
    /// A word of the exit buffer. A tagged value whose count the region owns (`owned`) gives it to this
    /// reference, another gets a new one. A raw word is boxed: the flag means nothing then.
    Word {
        /// Which word.
        word: Word,
        /// Whether the region's count goes to this reference.
        owned: bool,
    },
    /// An object of [`Snapshot::objects`]. Its first reference takes the count the object comes with
    /// (one, if it is made here or owned), every further one gets a new count.
    Object(u32),
}

/// The slots of a frame that differ from memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameImage {
    /// Its code.
    pub code: CodeId,
    /// Code unit of the instruction to continue at; of a suspended generator, the `RESUME` behind its
    /// `YIELD_VALUE` (or the instruction behind `RETURN_GENERATOR`).
    pub pc: u32,
    /// Live operand stack slots.
    pub depth: u32,
    /// Slot index in the frame (locals first, then the stack) and source.
    pub slots: Vec<(u32, Source)>,
}

/// An object that a region keeps in registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectImage {
    /// A tuple to make.
    Tuple(Vec<Source>),
    /// A range iterator to make.
    RangeIterator {
        /// Next item, `i64`.
        next: Word,
        /// What the next item would be behind the last one, `i64`: `(end - next) / step` items are left.
        end: Word,
        /// Step, not 0.
        step: i64,
    },
    /// A `range` object to make; words are `i64`.
    Range {
        /// First item.
        start: Word,
        /// Bound.
        stop: Word,
        /// Step.
        step: i64,
    },
    /// A list or tuple iterator to make.
    SequenceIterator {
        /// The list or tuple.
        sequence: Source,
        /// Whether it is a list.
        list: bool,
        /// Next index, `i64`.
        index: Word,
    },
    /// A generator to make.
    Generator {
        /// Its function.
        function: Source,
        /// Where it stands, and its slots; those not listed are `NULL`.
        frame: FrameImage,
        /// How far it has come.
        stage: Stage,
    },
    /// A generator in memory, adopted: its frame is written back.
    AdoptedGenerator {
        /// The tagged value.
        generator: Word,
        /// Whether the region owns a count of it.
        owned: bool,
        /// Where it stands and what differs from memory.
        frame: FrameImage,
        /// How far it has come; never finished.
        stage: Stage,
    },
    /// A range iterator in memory whose state is in registers.
    AdoptedRangeIterator {
        /// The tagged value.
        iterator: Word,
        /// Whether the region owns a count of it.
        owned: bool,
        /// Next item, `i64`.
        next: Word,
        /// What the next item would be behind the last one, `i64`: `(end - next) / step` items are left.
        end: Word,
        /// Step, not 0.
        step: i64,
    },
    /// A list or tuple iterator in memory whose index is in a register.
    AdoptedSequenceIterator {
        /// The tagged value.
        iterator: Word,
        /// Whether the region owns a count of it.
        owned: bool,
        /// Next index, `i64`.
        index: Word,
    },
    /// An `asend` to make.
    Asend {
        /// Its asynchronous generator.
        generator: Source,
        /// How far it is.
        stage: AsendStage,
    },
    /// A cell to make; an empty one holds `NULL`.
    Cell(Source),
    /// The linked chain of delegations whose leaf is adopted: made of nothing, it stands for its root.
    Chain {
        /// The root generator.
        root: Source,
        /// The leaf, an object of the snapshot. It keeps its links; while it is active its caller is the
        /// frame outside it, through the root's `prev`.
        leaf: u32,
    },
}

/// How far a generator has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Never resumed.
    Created,
    /// At a yield.
    Suspended,
    /// One of the snapshot's frames is this generator's.
    Active,
    /// Returned: its frame is clear.
    Finished,
}

/// How far an `asend` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum AsendStage {
    /// Not awaited yet.
    Created = 0,
    /// Under way.
    Started = 1,
    /// Over.
    Closed = 2,
}

/// Which frame an entry of [`Snapshot::frames`] restores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The frame the region was entered with.
    Root,
    /// The frame of a generator of [`Snapshot::objects`] (its image there has the slots).
    Generator(u32),
    /// A Python frame to push: an inlined call.
    Call {
        /// The function.
        function: Source,
        /// Whether it is the `__init__` of a new instance, which is on top of the caller's stack.
        init: bool,
    },
    /// A Python frame that machine code has pushed; the word is its address.
    Made(Word),
}

/// One activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameExit {
    /// Which frame.
    pub home: Home,
    /// Where it continues and its slots; empty slots for a generator (see its object).
    ///
    /// For every frame but the innermost, `pc` is the instruction that entered the next frame and is under
    /// way. Its operand stack is then: for `FOR_ITER` the iterator on top; for `SEND` the receiver on top
    /// (the sent value is on the stack of the generator, as its resume leaves it); for a `CALL` of a Python
    /// function everything below the callable; for a `CALL` that resumes a generator (`next`, `send`)
    /// callable and arguments still on the stack.
    pub image: FrameImage,
    /// The builder's name for the place.
    pub context: ContextId,
}

/// Where the interpreter goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resume {
    /// Executes the instruction at the innermost frame's pc. (Behind an instruction that is done, pc is the
    /// next one: its result is on the stack.)
    Execute,
    /// `vm.raised` holds an exception raised by the instruction at pc: unwinds from there.
    Unwind,
}

/// A complete description of the interpreter's state at an exit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Why the exit is there.
    pub reason: ExitReason,
    /// How the interpreter goes on.
    pub resume: Resume,
    /// Activations from the root frame inwards; never empty.
    pub frames: Vec<FrameExit>,
    /// Objects in registers; sources refer to them by index. An object may refer to later ones.
    pub objects: Vec<ObjectImage>,
    /// How each word of the exit buffer represents its value, in order; as the machine code stores them.
    pub words: Vec<Type>,
}

/// The side table's entry for one exit.
pub type ExitInfo = Snapshot;

macro_rules! exit_reasons {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $extend:literal;)*) => {
        /// Why a region is left.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum ExitReason { $($(#[$doc])* $name),* }

        impl ExitReason {
            /// Every reason, in the order of the list.
            pub const ALL: &[ExitReason] = &[$(ExitReason::$name),*];

            /// Text in dumps and counters.
            pub const fn name(self) -> &'static str {
                match self { $(ExitReason::$name => $text),* }
            }

            /// Whether recording from such an exit can make the region better.
            pub const fn extends(self) -> bool {
                match self { $(ExitReason::$name => $extend),* }
            }

            /// The reason with this text.
            pub fn from_name(name: &str) -> Option<ExitReason> {
                match name { $($text => Some(ExitReason::$name),)* _ => None }
            }
        }

        impl fmt::Display for ExitReason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
exit_reasons! {
    /// An operand is of another kind than those seen.
    Kind = "kind", true;
    /// A branch went where recording never went, or an instruction was never reached.
    Unreached = "unreached", true;
    /// An int result does not fit 64 bits, or a shift is out of range.
    Overflow = "int overflow", false;
    /// Division by zero, a negative shift count: the interpreter raises.
    Arithmetic = "arithmetic error", false;
    /// An index is out of range; it may count from the end.
    Index = "index", true;
    /// A generator is not suspended where it was seen.
    ResumePoint = "resume point", true;
    /// The callee is another one.
    Callee = "callee", true;
    /// A length differs: of what is unpacked, or of the room that an instance has.
    Length = "length", false;
    /// A local or cell is unbound.
    Unbound = "unbound", false;
    /// Finalisers or a collection wait.
    Pending = "pending", true;
    /// An interrupt or the end of the fuel.
    Poll = "poll", false;
    /// An assumption broke.
    Invalid = "invalid", false;
    /// A helper raised.
    Raised = "raised", false;
    /// The loop of the root frame ended, or the root frame returned.
    Left = "left", false;
    /// The root frame of a loop region yielded.
    Yielded = "yielded", false;
    /// The region has no more room: versions, operations or frames.
    Budget = "budget", false;
    /// An instruction that the builder does not compile.
    Unsupported = "unsupported", false;
    /// A value was not the one folded.
    Value = "value", true;
    /// A float result is not one that the fast path computes.
    FloatRange = "float range", false;
    /// Python's recursion limit is near.
    Recursion = "recursion", false;
}
