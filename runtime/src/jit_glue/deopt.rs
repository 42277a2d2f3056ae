//! Deopt: an exit's side table carried out, so that the interpreter finds every frame as it left it.
//!
//! Order: objects are made or written back when a source first names them, then the frames from the root
//! inwards; the innermost one's registers are the answer. Nothing here runs Python code.
//!
//! Requirement: afterwards each reference has exactly one count. An object brings at most one count of
//! its own (made here, or owned by the region), which its first reference takes.

use genjit_bytecode::Opcode;
use genjit_jit::ir::Type;
use genjit_jit::observe::ConstId;
use genjit_jit::snapshot::{ExitInfo, FrameExit, FrameImage, Home, ObjectImage, Resume, Source, Stage, Word};

use super::objects;
use crate::chain;
use crate::code::Code;
use crate::frame::{Frame, flag, state};
use crate::function::Function;
use crate::generator;
use crate::interp::stack::slots;
use crate::interp::{Regs, frames};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Objects of an exit that need no allocation.
const FEW: usize = 8;

/// Where the interpreter goes on after an exit.
pub(super) struct Landed {
    /// Registers of the innermost frame; for [`Resume::Unwind`] behind the instruction that raised.
    pub regs: Regs,
    /// All frames of the exit, root first; none if there is only the root.
    pub frames: Vec<*mut Frame>,
    /// Whether an exception is to be unwound from there.
    pub unwind: bool,
}

/// Carries out the exit that machine code has just taken from `root`.
///
/// # Safety
/// The exit buffer holds the words of this exit, left by machine code that ran on `root` and took over the
/// counts that the side table speaks of.
pub(super) unsafe fn deopt(
    vm: &mut Vm,
    root: *mut Frame,
    exit: &ExitInfo,
    pinned: &dyn Fn(ConstId) -> Raw,
) -> Landed {
    // Most exits have few objects: entering and leaving a short loop should not allocate.
    let (mut few, mut many) = ([const { None }; FEW], Vec::new());
    let made = match few.get_mut(..exit.objects.len()) {
        Some(few) => few,
        None => {
            many.resize_with(exit.objects.len(), || None);
            &mut many[..]
        }
    };
    let mut deopt = Deopt { vm, exit, pinned, made, floats: Vec::new() };
    let mut landed = Vec::new();
    let mut innermost_frame = root;
    for (index, frame) in exit.frames.iter().enumerate() {
        let how = index.checked_sub(1).map(|outer| entered_by(innermost_frame, &exit.frames[outer]));
        let innermost = index + 1 == exit.frames.len();
        // SAFETY: by the caller's claim; outer frames are complete.
        innermost_frame = unsafe { deopt.land(frame, root, how, innermost) };
        if exit.frames.len() > 1 {
            landed.push(innermost_frame);
        }
    }
    for index in 0..deopt.made.len() {
        deopt.object(index as u32);
        deopt.settle(index);
    }
    deopt.vm.frame = innermost_frame;
    // SAFETY: the innermost frame is complete.
    let mut regs = unsafe { Regs::of(innermost_frame) };
    let unwind = exit.resume == Resume::Unwind;
    if unwind {
        regs.ip = behind(&regs, regs.ip);
        regs.flush();
    }
    Landed { regs, frames: landed, unwind }
}

/// The unit behind the instruction whose first unit is at `ip`, and its caches.
fn behind(regs: &Regs, ip: *mut u16) -> *mut u16 {
    let mut at = regs.code().unit_index(ip as u64);
    while opcode_at(regs.code(), at) == Opcode::EXTENDED_ARG {
        at += 1;
    }
    regs.code().unit_address(at + 1 + opcode_at(regs.code(), at).caches())
}

fn opcode_at(code: &Code, at: usize) -> Opcode {
    let unit = code.source().units[at];
    Opcode::from_u8(unit as u8).expect("the compiler and the verifier only let known opcodes through")
}

/// How the generator in the next frame was entered by the instruction that its outer frame is executing.
fn entered_by(frame: *mut Frame, outer: &FrameExit) -> u16 {
    // SAFETY: landed frames are complete.
    let regs = unsafe { Regs::of(frame) };
    match opcode_at(regs.code(), outer.image.pc as usize) {
        Opcode::FOR_ITER => flag::FOR_ITER,
        Opcode::SEND => flag::SENT,
        _ => flag::CALLED,
    }
}

struct Made {
    word: Raw,
    /// The count that the next reference takes.
    spare: bool,
}

struct Deopt<'a> {
    vm: &'a mut Vm,
    exit: &'a ExitInfo,
    pinned: &'a dyn Fn(ConstId) -> Raw,
    made: &'a mut [Option<Made>],
    /// Floats that are objects, by the register they were in.
    floats: Vec<(Word, Raw)>,
}

impl Deopt<'_> {
    fn buffer(&self, word: Word) -> u64 {
        // SAFETY: the backend checks that the words of an exit fit the buffer; word 0 is the exit's own.
        unsafe { *self.vm.exit_buffer.add(1 + usize::from(word)) }
    }

    fn int(&self, word: Word) -> i64 {
        debug_assert_eq!(self.exit.words[usize::from(word)], Type::Int);
        self.buffer(word) as i64
    }

    /// The tagged word of a value in a register; the count stays where it is.
    fn tagged(&self, word: Word) -> Raw {
        debug_assert_eq!(self.exit.words[usize::from(word)], Type::Val);
        Raw(self.buffer(word))
    }

    /// An owned word for one reference.
    fn source(&mut self, source: &Source) -> Raw {
        match *source {
            Source::Immediate(word) => Raw(word),
            Source::Constant(id) => {
                let word = (self.pinned)(id);
                // SAFETY: a pinned constant is alive.
                unsafe { word.inc() };
                word
            }
            Source::Word { word, owned } => self.register(word, owned),
            Source::Object(index) => self.reference(index),
        }
    }

    fn register(&mut self, word: Word, owned: bool) -> Raw {
        let bits = self.buffer(word);
        match self.exit.words[usize::from(word)] {
            Type::Int => objects::int(self.vm, bits as i64),
            Type::Float => self.float(word, f64::from_bits(bits)),
            Type::Bool => Raw::from_bool(bits & 1 != 0),
            Type::Ptr => Raw::from_object(bits as *mut _),
            Type::Val => {
                if !owned {
                    // SAFETY: the side table names values that are alive at the exit.
                    unsafe { Raw(bits).inc() };
                }
                Raw(bits)
            }
        }
    }

    /// A float. One that is an object is the same one in every slot that holds the register.
    fn float(&mut self, word: Word, value: f64) -> Raw {
        if let Some(float) = Raw::try_float(value) {
            return float;
        }
        if let Some(&(_, float)) = self.floats.iter().find(|(known, _)| *known == word) {
            // SAFETY: the slot that got it first holds it.
            unsafe { float.inc() };
            return float;
        }
        let float = objects::float(self.vm, value);
        self.floats.push((word, float));
        float
    }

    fn reference(&mut self, index: u32) -> Raw {
        let word = self.object(index);
        let made = self.made[index as usize].as_mut().expect("just made");
        if !std::mem::take(&mut made.spare) {
            // SAFETY: made objects are alive: their own count, or an earlier reference, holds them.
            unsafe { word.inc() };
        }
        word
    }

    /// Gives back the count of an object that nothing refers to.
    fn settle(&mut self, index: usize) {
        if let Some(made) = &mut self.made[index]
            && std::mem::take(&mut made.spare)
        {
            // SAFETY: nobody took the object's own count.
            unsafe { made.word.dec() };
        }
    }

    /// The word of an object, made or written back on first use.
    fn object(&mut self, index: u32) -> Raw {
        if let Some(made) = &self.made[index as usize] {
            return made.word;
        }
        let exit = self.exit;
        let image = &exit.objects[index as usize];
        let (word, spare) = match image {
            ObjectImage::AdoptedGenerator { generator, owned, .. } => (self.tagged(*generator), *owned),
            ObjectImage::AdoptedRangeIterator { iterator, owned, .. }
            | ObjectImage::AdoptedSequenceIterator { iterator, owned, .. } => {
                (self.tagged(*iterator), *owned)
            }
            ObjectImage::Chain { root, .. } => (self.source(root), true),
            ObjectImage::Generator { function, frame, .. } => (self.new_generator(function, frame), true),
            ObjectImage::Cell(_) => (objects::cell(self.vm), true),
            other => (self.plain_object(other), true),
        };
        // Known before its parts are filled in: a generator may hold itself.
        self.made[index as usize] = Some(Made { word, spare });
        self.fill(image, word);
        word
    }

    fn plain_object(&mut self, image: &ObjectImage) -> Raw {
        match image {
            ObjectImage::Tuple(items) => {
                let words: Vec<Raw> = items.iter().map(|item| self.source(item)).collect();
                objects::tuple(self.vm, &words)
            }
            ObjectImage::RangeIterator { next, end, step } => {
                let next = self.int(*next);
                objects::range_iterator(self.vm, next, *step, items_left(next, self.int(*end), *step))
            }
            ObjectImage::Range { start, stop, step } => {
                let (start, stop) = (self.int(*start), self.int(*stop));
                objects::range(self.vm, start, stop, *step)
            }
            ObjectImage::SequenceIterator { sequence, list, index } => {
                let sequence = self.source(sequence);
                let index = self.int(*index);
                objects::sequence_iterator(self.vm, sequence, *list, index as u64)
            }
            ObjectImage::Asend { generator, stage } => {
                let generator = self.source(generator);
                objects::asend(self.vm, generator, *stage as u8)
            }
            _ => unreachable!("made by its own arm"),
        }
    }

    /// Writes the parts of an object that exists.
    fn fill(&mut self, image: &ObjectImage, word: Raw) {
        match image {
            ObjectImage::AdoptedRangeIterator { next, end, step, .. } => {
                let next = self.int(*next);
                // SAFETY: the region adopted it as a range iterator.
                unsafe { objects::set_range_iterator(word, next, items_left(next, self.int(*end), *step)) };
            }
            ObjectImage::AdoptedSequenceIterator { index, .. } => {
                // SAFETY: the region adopted it as a list or tuple iterator.
                unsafe { objects::set_sequence_index(word, self.int(*index) as u64) };
            }
            ObjectImage::Cell(content) => {
                let content = self.source(content);
                // SAFETY: a fresh cell; the content is owned.
                unsafe { objects::fill_cell(word, content) };
            }
            ObjectImage::Generator { frame, stage, .. }
            | ObjectImage::AdoptedGenerator { frame, stage, .. } => {
                let generator = word.pointer().cast::<Frame>();
                // SAFETY: the word is a generator whose frame is the region's.
                unsafe { self.restore_generator(generator, frame, *stage) };
            }
            _ => {}
        }
    }

    fn new_generator(&mut self, function: &Source, frame: &FrameImage) -> Raw {
        let function = self.source(function);
        let code = function_code(function);
        debug_assert_eq!(code.id, frame.code.0);
        // SAFETY: the function's count goes to the generator; no locals are handed over.
        let generator = unsafe { generator::create(self.vm, function, code, std::ptr::null(), 0) };
        Raw::from_object(generator.cast())
    }

    /// # Safety
    /// The region has the generator's frame in registers, and the image is what it holds.
    unsafe fn restore_generator(&mut self, generator: *mut Frame, image: &FrameImage, stage: Stage) {
        // SAFETY: the caller's claim.
        unsafe {
            self.write_slots(generator, image);
            let code = &*Regs::of(generator).code;
            (*generator).ip = code.unit_address(image.pc as usize) as u64;
            (*generator).stack_depth = image.depth;
            crate::tier::take_over(generator);
            match stage {
                Stage::Created => (*generator).state = state::CREATED,
                Stage::Suspended => (*generator).state = suspended_state(code, image.pc as usize),
                Stage::Active => {
                    (*generator).ip |= 1;
                    (*generator).state = state::RUNNING;
                }
                Stage::Finished => generator::kill(self.vm, generator),
            }
        }
    }

    /// # Safety
    /// `frame` is alive, its slots that the image lists are the region's.
    unsafe fn write_slots(&mut self, frame: *mut Frame, image: &FrameImage) {
        for (index, source) in &image.slots {
            let word = self.source(source);
            // SAFETY: the builder names only slots that the code has; their old words are dead.
            unsafe { *slots(frame).add(*index as usize) = word };
        }
    }

    /// Restores one activation and makes it the innermost frame.
    ///
    /// # Safety
    /// See [`deopt`]; frames come from the root inwards.
    unsafe fn land(
        &mut self,
        exit: &FrameExit,
        root: *mut Frame,
        how: Option<u16>,
        innermost: bool,
    ) -> *mut Frame {
        // SAFETY: the caller's claim.
        unsafe {
            let frame = match &exit.home {
                Home::Root => {
                    self.write_slots(root, &exit.image);
                    root
                }
                Home::Call { function, init } => {
                    let function = self.source(function);
                    let frame = frames::enter_plain(self.vm, function.into_value(), *init);
                    self.write_slots(frame, &exit.image);
                    frame
                }
                Home::Made(word) => {
                    debug_assert_eq!(self.exit.words[usize::from(*word)], Type::Ptr);
                    let frame = self.buffer(*word) as *mut Frame;
                    self.write_slots(frame, &exit.image);
                    frame
                }
                Home::Generator(index) => self.activate(*index, how.unwrap_or(0)),
            };
            let code = &*Regs::of(frame).code;
            let at = exit.image.pc as usize;
            let next = if innermost { at } else { at + 1 + opcode_at(code, at).caches() };
            (*frame).ip = code.unit_address(next) as u64 | 1;
            (*frame).stack_depth = exit.image.depth;
            crate::tier::take_over(frame);
            self.vm.frame = frame;
            frame
        }
    }

    /// Makes a generator the innermost frame, entered from the one that is innermost now.
    ///
    /// # Safety
    /// See [`deopt`].
    unsafe fn activate(&mut self, index: u32, how: u16) -> *mut Frame {
        let generator = self.object(index).pointer().cast::<Frame>();
        // SAFETY: the object is a generator; a linked leaf's root is held by the chain's consumer.
        unsafe {
            let root = if (*generator).root.is_null() { generator } else { (*generator).root };
            (*root).prev = self.vm.frame;
            (*root).flags |= how;
            if how == flag::SENT && generator::is_asynchronous(root) {
                (*root).flags |= flag::AWAITED;
            }
            self.vm.recursion_left -= 1 + i64::from((*generator).chain_depth);
            chain::check(generator);
        }
        generator
    }
}

/// Items of a range iterator that would reach `end`.
fn items_left(next: i64, end: i64, step: i64) -> i64 {
    debug_assert!(step != 0);
    end.wrapping_sub(next).checked_div(step).unwrap_or(0).max(0)
}

/// The state of a generator suspended with its next unit at `at`.
fn suspended_state(code: &Code, at: usize) -> u8 {
    let before = at.checked_sub(1).map_or(0, |before| code.source().units[before]);
    let delegates = before == Opcode::YIELD_VALUE as u16 | 1 << 8;
    if delegates { state::DELEGATING } else { state::SUSPENDED }
}

fn function_code<'a>(function: Raw) -> &'a Code {
    // SAFETY: the builder names functions here; the caller holds the word, which holds the code.
    let function: &Value = unsafe { &*std::ptr::from_ref(&function).cast::<Value>() };
    let code = function.downcast::<Function>().expect("generators belong to functions").code().as_ptr();
    // SAFETY: as above.
    unsafe { &*code }
}
