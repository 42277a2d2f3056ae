//! The interpreter's registers and their way to the frame's memory: the unsafe part of the interpreter.
//!
//! [`Regs`] holds the frame, the next unit, the end of the operand stack and the code. The interpreter
//! keeps one in local variables; slow paths work on a copy and hand it back. The methods are safe to
//! call under one claim, kept by the verifier for all code that becomes a [`Code`]: the instructions
//! of a code object never take more from the stack than is there, never push beyond `code.slots`, and
//! name only locals, constants and names that exist. Debug builds check it at every access.
//!
//! Words on the stack and in locals are owned. `pop` hands the count to the caller, `push` takes it.

use crate::code::Code;
use crate::frame::{FRAME_HEADER, Frame};
use crate::function::Function;
use crate::value::{Raw, Value};

/// Where execution stands.
#[derive(Clone, Copy)]
pub(crate) struct Regs {
    /// The executing frame.
    pub frame: *mut Frame,
    /// The next unit: behind the instruction being executed and its caches.
    pub ip: *mut u16,
    /// The first free slot of the operand stack.
    pub sp: *mut Raw,
    /// The frame's code.
    pub code: *const Code,
}

/// The first slot of a frame.
#[inline(always)]
pub(crate) fn slots(frame: *mut Frame) -> *mut Raw {
    frame.cast::<u8>().wrapping_add(FRAME_HEADER).cast()
}

impl Regs {
    /// The registers of a frame that was flushed.
    ///
    /// # Safety
    /// `frame` is alive and complete.
    #[inline(always)]
    pub unsafe fn of(frame: *mut Frame) -> Regs {
        // SAFETY: a live frame owns its function, which owns its code.
        unsafe {
            let function = (*frame).func.pointer().cast::<Function>();
            let code = (*function).code().as_ptr().cast_const();
            let base = slots(frame).wrapping_add((*code).locals as usize);
            let ip = ((*frame).ip & !1) as *mut u16;
            Regs { frame, ip, sp: base.wrapping_add((*frame).stack_depth as usize), code }
        }
    }

    /// Writes place and stack depth to the frame, so that others may look at it.
    #[inline(always)]
    pub fn flush(&self) {
        let depth = self.depth();
        // SAFETY: the frame is alive while it executes.
        unsafe {
            (*self.frame).ip = self.ip as u64 | 1;
            (*self.frame).stack_depth = depth as u32;
        }
    }

    /// The code being executed.
    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: the executing frame's function owns the code.
        unsafe { &*self.code }
    }

    /// The executing frame.
    #[inline(always)]
    pub fn frame(&self) -> &Frame {
        // SAFETY: the frame is alive while it executes.
        unsafe { &*self.frame }
    }

    /// The executing frame, to change.
    #[inline(always)]
    pub fn frame_mut(&mut self) -> &mut Frame {
        // SAFETY: as above; the borrow of `self` keeps others from using these registers meanwhile.
        unsafe { &mut *self.frame }
    }

    /// The function of the frame.
    #[inline(always)]
    pub fn function(&self) -> &Function {
        // SAFETY: the executing frame owns its function.
        unsafe { &*self.frame().func.pointer().cast::<Function>() }
    }

    /// The bottom of the operand stack.
    #[inline(always)]
    pub fn base(&self) -> *mut Raw {
        slots(self.frame).wrapping_add(self.code().locals as usize)
    }

    /// Live operand stack slots.
    #[inline(always)]
    pub fn depth(&self) -> usize {
        (self.sp as usize - self.base() as usize) / size_of::<Raw>()
    }

    /// Reads the next unit and moves behind it.
    #[inline(always)]
    pub fn fetch(&mut self) -> u16 {
        // SAFETY: control never leaves the code's units: the last instruction is terminal.
        let unit = unsafe { *self.ip };
        self.ip = self.ip.wrapping_add(1);
        unit
    }

    /// Moves over cache units.
    #[inline(always)]
    pub fn skip(&mut self, units: usize) {
        self.ip = self.ip.wrapping_add(units);
    }

    /// Jumps.
    #[inline(always)]
    pub fn jump(&mut self, units: isize) {
        self.ip = self.ip.wrapping_offset(units);
    }

    /// A unit relative to the next one.
    #[inline(always)]
    pub fn unit(&self, offset: isize) -> u16 {
        // SAFETY: callers look at units of the instruction being executed or, where the next one begins,
        // at that; both lie within the code.
        unsafe { *self.ip.wrapping_offset(offset) }
    }

    /// Rewrites a unit of the instruction being executed.
    #[inline(always)]
    pub fn set_unit(&self, offset: isize, unit: u16) {
        // SAFETY: as above; nobody else looks at the units now.
        unsafe { *self.ip.wrapping_offset(offset) = unit };
    }

    /// Gives the instruction whose opcode is at this offset another form.
    #[inline(always)]
    pub fn specialise(&self, offset: isize, opcode: u8) {
        self.set_unit(offset, self.unit(offset) & 0xff00 | u16::from(opcode));
    }

    /// Reads 64 bits of cache units.
    #[inline(always)]
    pub fn cache_u64(&self, offset: isize) -> u64 {
        // SAFETY: within the caches of the instruction being executed.
        unsafe { self.ip.wrapping_offset(offset).cast::<u64>().read_unaligned() }
    }

    /// Writes 64 bits of cache units.
    #[inline(always)]
    pub fn set_cache_u64(&self, offset: isize, value: u64) {
        // SAFETY: as above.
        unsafe { self.ip.wrapping_offset(offset).cast::<u64>().write_unaligned(value) };
    }

    /// Reads 32 bits of cache units.
    #[inline(always)]
    pub fn cache_u32(&self, offset: isize) -> u32 {
        // SAFETY: within the caches of the instruction being executed.
        unsafe { self.ip.wrapping_offset(offset).cast::<u32>().read_unaligned() }
    }

    /// Writes 32 bits of cache units.
    #[inline(always)]
    pub fn set_cache_u32(&self, offset: isize, value: u32) {
        // SAFETY: as above.
        unsafe { self.ip.wrapping_offset(offset).cast::<u32>().write_unaligned(value) };
    }

    /// Pushes an owned word.
    #[inline(always)]
    pub fn push(&mut self, word: Raw) {
        debug_assert!(
            (self.sp as usize) < slots(self.frame).wrapping_add(self.code().slots as usize) as usize,
            "operand stack overflow in {}",
            self.code().source().qualname
        );
        // SAFETY: within the frame's slots, by the module's claim.
        unsafe { *self.sp = word };
        self.sp = self.sp.wrapping_add(1);
    }

    /// Pushes a value.
    #[inline(always)]
    pub fn push_value(&mut self, value: Value) {
        self.push(value.into_raw());
    }

    /// Pushes a word with a new count.
    #[inline(always)]
    pub fn push_new(&mut self, word: Raw) {
        // SAFETY: callers pass words of live locals, constants or stack slots.
        unsafe { word.inc() };
        self.push(word);
    }

    /// Pops a word with its count.
    #[inline(always)]
    pub fn pop(&mut self) -> Raw {
        debug_assert!(
            self.sp as usize > self.base() as usize,
            "operand stack underflow in {}",
            self.code().source().qualname
        );
        self.sp = self.sp.wrapping_sub(1);
        // SAFETY: within the live operand stack, by the module's claim.
        unsafe { *self.sp }
    }

    /// Pops a value.
    #[inline(always)]
    pub fn pop_value(&mut self) -> Value {
        // SAFETY: the stack owned the word's count.
        unsafe { self.pop().into_value() }
    }

    /// Pops a value that may be `NULL`.
    #[inline(always)]
    pub fn pop_option(&mut self) -> Option<Value> {
        let word = self.pop();
        // SAFETY: the stack owned the word's count.
        (word != Raw::NULL).then(|| unsafe { word.into_value() })
    }

    /// The `n`-th word from the top, 1 being the top; the count stays.
    #[inline(always)]
    pub fn peek(&self, n: usize) -> Raw {
        debug_assert!(n >= 1 && n <= self.depth());
        // SAFETY: within the live operand stack.
        unsafe { *self.sp.wrapping_sub(n) }
    }

    /// The `n`-th value from the top, borrowed.
    #[inline(always)]
    pub fn peek_value(&self, n: usize) -> &Value {
        debug_assert!(n >= 1 && n <= self.depth());
        // SAFETY: within the live operand stack, which owns the count while `self` is borrowed.
        unsafe { &*self.sp.wrapping_sub(n).cast::<Value>() }
    }

    /// Overwrites the `n`-th word from the top; the count of the old word is the caller's affair.
    #[inline(always)]
    pub fn poke(&mut self, n: usize, word: Raw) {
        debug_assert!(n >= 1 && n <= self.depth());
        // SAFETY: within the live operand stack.
        unsafe { *self.sp.wrapping_sub(n) = word };
    }

    /// Forgets the topmost `n` words, whose counts the caller has taken over.
    #[inline(always)]
    pub fn forget(&mut self, n: usize) {
        debug_assert!(n <= self.depth());
        self.sp = self.sp.wrapping_sub(n);
    }

    /// Drops the topmost `n` words, the topmost first.
    pub fn drop_top(&mut self, n: usize) {
        for _ in 0..n {
            drop(self.pop_value());
        }
    }

    /// The topmost `n` values, borrowed, deepest first.
    #[inline(always)]
    pub fn top(&self, n: usize) -> &[Value] {
        debug_assert!(n <= self.depth());
        // SAFETY: live operand stack slots, which own their counts while `self` is borrowed.
        unsafe { std::slice::from_raw_parts(self.sp.wrapping_sub(n).cast::<Value>(), n) }
    }

    /// The topmost `n` words, deepest first; their counts stay.
    #[inline(always)]
    pub fn top_words(&self, n: usize) -> &[Raw] {
        debug_assert!(n <= self.depth());
        // SAFETY: live operand stack slots.
        unsafe { std::slice::from_raw_parts(self.sp.wrapping_sub(n), n) }
    }

    /// Pops the topmost `n` values, deepest first.
    pub fn pop_many(&mut self, n: usize) -> Vec<Value> {
        let mut values = Vec::with_capacity(n);
        for offset in (1..=n).rev() {
            // SAFETY: the count moves from the stack, which forgets the words below, to the vector.
            values.push(unsafe { self.peek(offset).into_value() });
        }
        self.forget(n);
        values
    }

    /// A local's word; the count stays.
    #[inline(always)]
    pub fn local(&self, index: usize) -> Raw {
        debug_assert!(index < self.code().locals as usize);
        // SAFETY: within the frame's locals.
        unsafe { *slots(self.frame).wrapping_add(index) }
    }

    /// Stores an owned word in a local and hands out the old one.
    #[inline(always)]
    pub fn replace_local(&mut self, index: usize, word: Raw) -> Raw {
        debug_assert!(index < self.code().locals as usize);
        // SAFETY: within the frame's locals.
        unsafe { std::mem::replace(&mut *slots(self.frame).wrapping_add(index), word) }
    }

    /// A constant's word; the code keeps the count.
    #[inline(always)]
    pub fn constant(&self, index: usize) -> Raw {
        debug_assert!(index < self.code().consts().len());
        // SAFETY: within the constants.
        unsafe { *self.code().consts.wrapping_add(index) }
    }

    /// An interned name.
    #[inline(always)]
    pub fn name(&self, index: usize) -> &Value {
        debug_assert!(index < self.code().names().len());
        // SAFETY: within the names, which the code owns; the code outlives the instruction.
        unsafe { &*self.code().names.wrapping_add(index).cast::<Value>() }
    }
}

/// Where a number that is no instruction would be executed: never, by the module's claim. Saying so spares
/// the dispatch its range check.
#[inline(always)]
pub(crate) fn no_instruction(opcode: u8) -> ! {
    debug_assert!(false, "{opcode} is no instruction");
    // SAFETY: verified code has known instructions only, `quicken` adds own forms, and the interpreter
    // specialises to own forms: the `match` over them is complete.
    unsafe { std::hint::unreachable_unchecked() }
}

/// Gives back the count of a word that was taken over.
#[inline(always)]
pub(crate) fn release(word: Raw) {
    // SAFETY: callers pass words whose count they own.
    unsafe { word.dec() }
}
