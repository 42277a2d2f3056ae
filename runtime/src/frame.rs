//! Frames: one activation each, laid out as `genjit_jit::abi::frame` says.
//!
//! ```text
//! header | func | ip | resume | prev | depth owner state flags | root leaf | exception | chain, slots | slots…
//! ```
//! A generator *is* its frame: its object header is the frame's. Plain frames lie on the [`FrameStack`],
//! leave their header unused, and are pushed and popped in order; no frame ever moves.
//!
//! The slots are `[locals, cells and free variables | operand stack]`, one [`Raw`] each, all owned;
//! empty ones hold `NULL`. While a frame executes, its `ip` and `stack_depth` are current only where
//! other code may look: at calls, yields and exits (the interpreter keeps both in registers).
//!
//! Requirement: words above the live operand stack are never read, and the locals are always valid.

use crate::object::Header;
use crate::value::Raw;
use crate::vm::Vm;

/// Continuation of a resume point: takes over an entered frame and the sent value's count. Answers as
/// `genjit_jit::abi::frame::RESUME` says.
pub type Resume = unsafe extern "C" fn(vm: *mut Vm, frame: *mut Frame, sent: Raw) -> Raw;

/// Who owns a frame's memory.
pub mod owner {
    /// The frame stack of the `Vm`.
    pub const STACK: u8 = 0;
    /// The frame is a generator object.
    pub const GENERATOR: u8 = 1;
}

/// States of a generator.
pub mod state {
    /// Not started.
    pub const CREATED: u8 = 0;
    /// Suspended at a plain yield.
    pub const SUSPENDED: u8 = 1;
    /// Suspended inside `yield from` or `await`.
    pub const DELEGATING: u8 = 2;
    /// Executing, or a delegate below it executes.
    pub const RUNNING: u8 = 3;
    /// Finished and cleared.
    pub const FINISHED: u8 = 4;
}

/// Bits of [`Frame::flags`].
pub mod flag {
    /// Left out of tracebacks, `f_back` and the recursion count.
    pub const HIDDEN: u16 = 1;
    /// The frame was entered by native code: leaving it ends that run of the interpreter.
    pub const ENTRY: u16 = 2;
    /// The frame is `__init__`, called by its class: its result must be None, the instance is the result.
    pub const INIT: u16 = 4;
    /// Something is kept about the frame in the heap's notes: a view, changed names, an origin, a finaliser.
    pub const NOTES: u16 = 8;
    /// Generators: entered by `FOR_ITER`.
    pub const FOR_ITER: u16 = 16;
    /// Generators: entered by a `CALL` of `next` or of a method like `send`.
    pub const CALLED: u16 = 32;
    /// Generators: entered by `SEND` from a frame that it is not linked with.
    pub const SENT: u16 = 64;
    /// How a generator was entered.
    pub const ENTERED: u16 = ENTRY | FOR_ITER | CALLED | SENT | THROWN;
    /// Generators: entered by `throw` or `close`; what leaves a delegate of it gets the exception that the
    /// delegator handles as its context.
    pub const THROWN: u16 = 8192;
    /// Generators: the interpreter suspended it where machine code would resume it.
    pub const SWITCHES: u16 = 256;
    /// Frames of classes and modules: [`super::Frame::root`] is an owned word, their namespace.
    pub const NAMESPACE: u16 = 128;
    /// Asynchronous generators: an `asend`, `athrow` or `aclose` is under way.
    pub const AWAITED: u16 = 512;
    /// Asynchronous generators: closed, or ended by an exception that closes.
    pub const CLOSED: u16 = 1024;
    /// Asynchronous generators: the hooks of `sys` have been asked.
    pub const HOOKED: u16 = 2048;
    /// Asynchronous generators: the heap's notes have a finaliser.
    pub const FINALISER: u16 = 4096;
}

/// One activation.
#[repr(C)]
pub struct Frame {
    /// Object header of a generator; unused in plain frames.
    pub header: Header,
    /// The function, owned.
    pub func: Raw,
    /// Address of the next code unit, bit 0 set while executing; 0 when finished.
    pub ip: u64,
    /// How to continue; never null, and [`crate::tier::interpret`] while the interpreter executes the frame.
    pub resume: Resume,
    /// Caller while executing; delegator in a chain.
    pub prev: *mut Frame,
    /// Live operand stack slots.
    pub stack_depth: u32,
    /// One of [`owner`].
    pub owner: u8,
    /// One of [`state`]; generators only.
    pub state: u8,
    /// Bits of [`flag`].
    pub flags: u16,
    /// Generators: root of the chain whose leaf this is, or null. Plain frames: the namespace's word with
    /// [`flag::NAMESPACE`].
    pub root: *mut Frame,
    /// Generators: leaf of the chain whose root this is, or null.
    pub leaf: *mut Frame,
    /// The exception being handled here, owned, or `NULL`.
    pub exception: Raw,
    /// Length of the chain below the root.
    pub chain_depth: u32,
    /// All slots: locals and operand stack.
    pub slot_count: u32,
}

/// Bytes before the slots.
pub const FRAME_HEADER: usize = size_of::<Frame>();

const _: () = assert!(FRAME_HEADER == 80);

/// Words of a frame with this many slots.
pub const fn frame_words(slots: usize) -> usize {
    FRAME_HEADER / size_of::<Raw>() + slots
}

/// Words in a chunk of the frame stack.
const CHUNK_WORDS: usize = 1 << 15;

/// The stack of plain frames: chunks that never move, cut from the bottom up.
///
/// Requirement: frames are popped in the reverse order of their pushing.
pub struct FrameStack {
    top: *mut Raw,
    end: *mut Raw,
    chunks: Vec<Chunk>,
    /// The chunk last left, kept so that a call at a chunk's end does not allocate each time.
    spare: Option<Chunk>,
}

struct Chunk {
    words: Box<[Raw]>,
    /// `top` and `end` of the chunk below while this one is in use.
    below: (*mut Raw, *mut Raw),
}

impl FrameStack {
    /// An empty stack.
    pub fn new() -> FrameStack {
        FrameStack { top: std::ptr::null_mut(), end: std::ptr::null_mut(), chunks: Vec::new(), spare: None }
    }

    /// Memory for a frame with this many slots; uninitialised.
    #[inline(always)]
    pub fn push(&mut self, slots: usize) -> *mut Frame {
        let words = frame_words(slots);
        if (self.end as usize).wrapping_sub(self.top as usize) < words * size_of::<Raw>() {
            return self.push_in_new_chunk(words);
        }
        let frame = self.top;
        self.top = self.top.wrapping_add(words);
        frame.cast()
    }

    #[cold]
    #[inline(never)]
    fn push_in_new_chunk(&mut self, words: usize) -> *mut Frame {
        let below = (self.top, self.end);
        let mut chunk = match self.spare.take() {
            Some(chunk) if chunk.words.len() >= words => chunk,
            _ => Chunk { words: vec![Raw::NULL; words.max(CHUNK_WORDS)].into_boxed_slice(), below },
        };
        chunk.below = below;
        let start = chunk.words.as_mut_ptr();
        self.end = start.wrapping_add(chunk.words.len());
        self.top = start.wrapping_add(words);
        self.chunks.push(chunk);
        start.cast()
    }

    /// Gives back the topmost frame.
    #[inline(always)]
    pub fn pop(&mut self, frame: *mut Frame) {
        debug_assert!((frame as usize) < self.top as usize);
        self.top = frame.cast();
        if let Some(chunk) = self.chunks.last()
            && self.chunks.len() > 1
            && chunk.words.as_ptr() == self.top
        {
            self.leave_chunk();
        }
    }

    #[cold]
    #[inline(never)]
    fn leave_chunk(&mut self) {
        if let Some(chunk) = self.chunks.pop() {
            (self.top, self.end) = chunk.below;
            self.spare = Some(chunk);
        }
    }
}

impl Default for FrameStack {
    fn default() -> FrameStack {
        FrameStack::new()
    }
}
