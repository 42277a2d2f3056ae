//! Executable code: a code object as the interpreter runs it.
//!
//! A [`Code`] is the Python-visible `code` object. It owns a copy of the code units in which the
//! interpreter rewrites instructions into its own forms and keeps inline caches; what a program sees
//! (`co_code`, `dis`, offsets) is the immutable [`CodeObject`] it was made from. Constants are values,
//! names are interned strings.
//!
//! Requirement: the units were verified or made by our compiler: jumps land on instructions, the
//! operand stack stays within `slots`, indices are in range. Everything that executes relies on it.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use genjit_bytecode::{CodeFlags, CodeObject, Constant, ExceptionTable, LocalKind, Opcode, ResumeTable};

use crate::frame::{Resume, frame_words};
use crate::heap::Heap;
#[cfg(feature = "jit")]
use crate::interp::opcode;
use crate::interp::quicken;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Type id of code objects.
pub const CODE: TypeId = TypeId(8);

/// No number of positional arguments fits: the call has to bind.
pub const NEVER_EXACT: u32 = u32::MAX;

/// A code object.
#[repr(C)]
pub struct Code {
    header: Header,
    /// First executable unit.
    pub(crate) units: *mut u16,
    /// Constants, owned by `parts`.
    pub(crate) consts: *const Raw,
    /// Interned names, owned by `parts`.
    pub(crate) names: *const Raw,
    /// Locals, cells and free variables.
    pub(crate) locals: u32,
    /// All slots of a frame: locals and operand stack.
    pub(crate) slots: u32,
    /// Positional arguments of a call that needs no binding, or [`NEVER_EXACT`].
    pub(crate) exact_args: u32,
    /// `co_flags`.
    pub(crate) flags: CodeFlags,
    /// Generators: unit behind `RETURN_GENERATOR`, if only `COPY_FREE_VARS` or nothing stands before it.
    pub(crate) body: u32,
    /// Free variables that `COPY_FREE_VARS` copies before `body`.
    pub(crate) prologue_free: u32,
    /// Whether frames of this code are hidden (see [`crate::frame::flag::HIDDEN`]).
    pub(crate) hidden: bool,
    /// Whether a function of this code has builtins of its own: machine code finds them anew each time. Who watches
    /// the code is told when that begins.
    pub(crate) has_own_builtins: Cell<bool>,
    /// Generators: whether one that dies may have to run code.
    pub(crate) may_finalise: bool,
    /// Resumes or calls until the next one is counted ([`crate::tier::hot_body`]).
    pub(crate) heat: Cell<u32>,
    /// Generators: whether some resume point has a continuation in machine code.
    pub(crate) continued: Cell<bool>,
    /// Continuation of a generator that has not started, or of a plain function at its start.
    pub(crate) start: Cell<Resume>,
    /// Whether calls may enter [`Code::start`] at once: a plain function that begins with its `RESUME`.
    pub(crate) native: Cell<bool>,
    /// Identifies the code in caches and the JIT; never used twice in a `Vm`.
    pub(crate) id: u32,
    parts: Box<Parts>,
}

/// What is not on the interpreter's fast paths.
struct Parts {
    source: Arc<CodeObject>,
    units: Box<[u16]>,
    consts: Box<[Value]>,
    names: Box<[Value]>,
    /// `co_name` and `co_qualname`, interned.
    called: [Value; 2],
    /// Names of the parameters that keywords may name, interned, with `None` for positional-only ones.
    keywords: Box<[Value]>,
    exceptions: ExceptionTable,
    resumes: ResumeTable,
    /// Caches too large for the units, indexed from there.
    caches: Vec<Cell<GlobalCache>>,
    /// What the verifier proved; asked for by `--verify` only.
    verified: std::cell::OnceCell<Option<genjit_bytecode::Verified>>,
    /// Resume points that have, or had, a continuation in machine code.
    continuations: RefCell<Vec<Continuation>>,
    /// Instruction starts for `predecessor`, made when first needed.
    ends: std::cell::OnceCell<Box<[u32]>>,
}

/// A resume point with machine code.
#[derive(Clone, Copy)]
struct Continuation {
    unit: u32,
    resume: Resume,
    /// Times that one tier resumed what the other had suspended.
    switches: u64,
}

/// Where a global was last found, or where `STORE_ATTR` last stored: then the fields are the shape, the
/// version of the class, the place, and the shape afterwards.
#[derive(Clone, Copy, Default)]
pub(crate) struct GlobalCache {
    /// Key version of the globals dict.
    pub globals: u64,
    /// Key version of the builtins dict, if the name was found there.
    pub builtins: u64,
    /// Entry index in the dict it was found in.
    pub index: u32,
    /// `STORE_ATTR`: the shape that storing leads to.
    pub next_shape: u32,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `CODE` are laid out so.
unsafe impl Object for Code {
    fn is_type(type_id: TypeId) -> bool {
        type_id == CODE
    }
}

impl Code {
    /// How the heap treats code objects.
    pub const LAYOUT: Layout = Layout {
        name: "code",
        size: |_| size_of::<Code>(),
        visit: Code::visit,
        destroy: Code::destroy,
        clear: |_, _| (),
        finalisable: |_| false,
        collectable: false,
    };

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live code objects.
        let parts = unsafe { &(*object.cast::<Code>()).parts };
        let values = parts.consts.iter().chain(&parts.names).chain(&parts.called).chain(&parts.keywords);
        values.for_each(|value| visitor(value.raw()));
    }

    unsafe fn destroy(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this once with a dead code object; only `parts` owns anything.
        unsafe { std::ptr::drop_in_place(&raw mut (*object.cast::<Code>()).parts) };
    }

    /// The code as the program sees it.
    pub fn source(&self) -> &Arc<CodeObject> {
        &self.parts.source
    }

    /// The constants.
    pub fn consts(&self) -> &[Value] {
        &self.parts.consts
    }

    /// The interned names.
    pub fn names(&self) -> &[Value] {
        &self.parts.names
    }

    /// `co_name` and `co_qualname`, interned.
    pub(crate) fn called(&self) -> &[Value; 2] {
        &self.parts.called
    }

    /// The exception table.
    pub fn exceptions(&self) -> &ExceptionTable {
        &self.parts.exceptions
    }

    /// The resume points.
    pub fn resumes(&self) -> &ResumeTable {
        &self.parts.resumes
    }

    /// How a generator suspended at this unit is resumed: by [`crate::tier::interpret`] unless machine code was
    /// made for it.
    #[inline]
    pub(crate) fn continuation(&self, unit: u32) -> Resume {
        let known = self.parts.continuations.borrow();
        known.iter().find(|known| known.unit == unit).map_or(crate::tier::interpret, |known| known.resume)
    }

    /// Gives a resume point another continuation.
    pub(crate) fn set_continuation(&self, unit: u32, resume: Resume) {
        self.continued.set(true);
        if unit == self.body {
            self.start.set(resume);
        }
        self.with_continuation(unit, |known| known.resume = resume);
    }

    /// Gives a plain function, whose `RESUME` is at this unit, another continuation.
    #[cfg(feature = "jit")]
    pub(crate) fn set_entry(&self, unit: u32, resume: Resume) {
        self.start.set(resume);
        let interpreted = crate::tier::is_interpreter(resume);
        self.native.set(!interpreted && unit == 0);
        let form = if interpreted { opcode::RESUME_COUNTED } else { opcode::RESUME_NATIVE };
        let unit = self.unit_address(unit as usize);
        // SAFETY: the unit is one of this code's, which only the thread of its machine looks at.
        unsafe {
            debug_assert_eq!(opcode::base(*unit as u8), opcode::RESUME);
            *unit = *unit & 0xff00 | u16::from(form);
        }
    }

    /// Counts that the tier changed at a resume point.
    pub(crate) fn count_switch(&self, unit: u32) {
        self.with_continuation(unit, |known| known.switches += 1);
    }

    /// Times the tier changed at a resume point.
    pub(crate) fn switches_at(&self, unit: u32) -> u64 {
        let known = self.parts.continuations.borrow();
        known.iter().find(|known| known.unit == unit).map_or(0, |known| known.switches)
    }

    fn with_continuation(&self, unit: u32, change: impl FnOnce(&mut Continuation)) {
        let mut known = self.parts.continuations.borrow_mut();
        let index = known.iter().position(|known| known.unit == unit).unwrap_or_else(|| {
            known.push(Continuation { unit, resume: crate::tier::interpret, switches: 0 });
            known.len() - 1
        });
        change(&mut known[index]);
    }

    pub(crate) fn global_cache(&self, index: usize) -> &Cell<GlobalCache> {
        &self.parts.caches[index]
    }

    /// Index of the unit at this address, whose low bit may be set.
    #[inline(always)]
    pub(crate) fn unit_index(&self, ip: u64) -> usize {
        ((ip & !1) - self.units as u64) as usize / size_of::<u16>()
    }

    /// Address of a unit.
    #[inline(always)]
    pub(crate) fn unit_address(&self, index: usize) -> *mut u16 {
        debug_assert!(index <= self.parts.units.len());
        self.units.wrapping_add(index)
    }

    /// The instruction that ends before this unit: the one being executed when the next is `next`.
    pub(crate) fn predecessor(&self, next: usize) -> usize {
        let ends = self.parts.ends.get_or_init(|| {
            let mut owner = vec![0u32; self.parts.units.len() + 1];
            for instr in self.parts.source.instructions().map_while(Result::ok) {
                owner[instr.at + 1..=instr.next()].fill(instr.at as u32);
            }
            owner.into_boxed_slice()
        });
        ends[next] as usize
    }

    /// Depth of the operand stack before the instruction at a unit, as the verifier computes it.
    pub(crate) fn verified_depth(&self, unit: usize) -> Option<u32> {
        let verified = self.parts.verified.get_or_init(|| genjit_bytecode::verify(&self.parts.source).ok());
        verified.as_ref()?.depth_at(unit * 2)
    }

    /// The name of a local, cell or free variable.
    pub(crate) fn local_name(&self, index: usize) -> Arc<str> {
        self.parts.source.localsplus[index].name.clone()
    }

    /// The parameter that a keyword names.
    pub(crate) fn parameter_named(&self, name: &Value) -> Option<usize> {
        let keywords = &self.parts.keywords;
        // Names in calls are interned, as these are; others compare by text.
        keywords.iter().position(|keyword| keyword.is(name)).or_else(|| {
            let text = name.as_str().filter(|_| name.interned().is_none())?;
            keywords.iter().position(|keyword| keyword.as_str() == Some(text))
        })
    }

    /// Number of free variables.
    pub(crate) fn free_variables(&self) -> usize {
        self.parts.source.localsplus.iter().filter(|local| local.kind == LocalKind::Free).count()
    }
}

/// How many positional arguments fill the parameters of `code` without binding.
fn exact_args(code: &CodeObject) -> u32 {
    let variadic = code.flags.0 & (CodeFlags::VARARGS.0 | CodeFlags::VARKEYWORDS.0) != 0;
    if variadic || code.kwonlyargcount != 0 || !code.flags.contains(CodeFlags::OPTIMIZED) {
        NEVER_EXACT
    } else {
        code.argcount
    }
}

/// The unit behind `RETURN_GENERATOR` and the number of free variables copied before it; zeros when the
/// prologue has more in it.
fn generator_body(code: &CodeObject) -> (u32, u32) {
    let mut free = 0;
    for instr in code.instructions().map_while(Result::ok) {
        match instr.opcode {
            Opcode::COPY_FREE_VARS => free = instr.oparg,
            Opcode::RETURN_GENERATOR if code.flags.makes_generator() => return (instr.next() as u32, free),
            _ => break,
        }
    }
    (0, 0)
}

/// Whether a generator of this code may be suspended where its end runs code: in a handler, in a delegate, or before
/// anybody awaited it.
fn may_finalise(code: &CodeObject, resumes: &ResumeTable) -> bool {
    /// The place that a `RESUME` resumes from; 1 is a plain yield.
    const PLACE: u16 = 3;
    /// No handler is around the yield but the body's own.
    const NOT_IN_HANDLER: u16 = 4;
    if code.flags.contains(CodeFlags::COROUTINE) || code.flags.contains(CodeFlags::ASYNC_GENERATOR) {
        return true;
    }
    let behind = |offset: u32| code.units.get(offset as usize / 2 + 1).map_or(0, |unit| unit >> 8);
    let mut yields = resumes.points().iter().skip(1).map(|point| behind(point.offset));
    yields.any(|resume| resume & PLACE != 1 || resume & NOT_IN_HANDLER == 0)
}

impl Vm {
    /// Makes a code object executable.
    ///
    /// # Panics
    /// If the exception table is malformed: verify code that our compiler did not make.
    pub fn new_code(&mut self, source: &Arc<CodeObject>) -> Ref<Code> {
        let exceptions = source.exception_table().expect("verified code has a well-formed exception table");
        let consts: Box<[Value]> = source.consts.iter().map(|constant| self.new_constant(constant)).collect();
        let names: Box<[Value]> = source.names.iter().map(|name| self.intern(name)).collect();
        let called = [&source.name, &source.qualname].map(|name| self.intern(name));
        let parameters = (source.argcount + source.kwonlyargcount) as usize;
        let keywords = (0..parameters)
            .map(|at| match at < source.posonlyargcount as usize {
                true => Value::NONE,
                false => self.intern(&source.localsplus[at].name),
            })
            .collect();
        let mut units = source.units.clone().into_boxed_slice();
        let caches = quicken::prepare(source, &mut units, self.counts_heat());
        let locals = source.localsplus.len() as u32;
        let (body, prologue_free) = generator_body(source);
        let mut parts = Box::new(Parts {
            source: Arc::clone(source),
            units,
            consts,
            names,
            called,
            keywords,
            exceptions,
            resumes: ResumeTable::of(source),
            caches: vec![Cell::default(); caches],
            verified: std::cell::OnceCell::new(),
            continuations: RefCell::default(),
            ends: std::cell::OnceCell::new(),
        });
        self.code_ids += 1;
        let object = self.heap.allocate(CODE, size_of::<Code>()).cast::<Code>();
        // SAFETY: fresh memory of this size whose header is written; every other field is written here.
        unsafe {
            object.write(Code {
                header: object.cast::<Header>().read(),
                units: parts.units.as_mut_ptr(),
                consts: parts.consts.as_ptr().cast(),
                names: parts.names.as_ptr().cast(),
                locals,
                slots: locals + source.stacksize,
                exact_args: exact_args(source),
                flags: source.flags,
                body,
                prologue_free,
                hidden: false,
                has_own_builtins: Cell::new(false),
                may_finalise: may_finalise(source, &parts.resumes),
                heat: Cell::new(self.body_interval),
                continued: Cell::new(false),
                start: Cell::new(crate::tier::interpret),
                native: Cell::new(false),
                id: self.code_ids,
                parts,
            });
            Ref::from_pointer(object)
        }
    }

    /// Makes executable code whose frames are hidden: they are in no traceback, no `f_back`, and not in the
    /// recursion count.
    pub fn new_hidden_code(&mut self, source: &Arc<CodeObject>) -> Ref<Code> {
        let code = self.new_code(source);
        // SAFETY: nobody else has seen the object yet.
        unsafe {
            (*code.as_ptr()).hidden = true;
            // Calls of hidden functions take the way that looks at this.
            (*code.as_ptr()).exact_args = NEVER_EXACT;
        }
        code
    }

    fn new_constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::NONE,
            Constant::Ellipsis => self.ellipsis(),
            Constant::Bool(value) => Value::from_bool(*value),
            Constant::Int(value) => self.new_int(value.clone()),
            Constant::Float(value) => self.new_float(*value),
            Constant::Complex { real, imag } => self.new_complex(*real, *imag),
            Constant::Str(text) => self.intern(text),
            Constant::Bytes(bytes) => self.new_bytes(bytes),
            Constant::Tuple(items) => {
                let items = items.iter().map(|item| self.new_constant(item)).collect();
                self.new_tuple(items)
            }
            Constant::FrozenSet(items) => {
                let items = items.iter().map(|item| self.new_constant(item)).collect();
                self.new_frozenset(items)
            }
            Constant::Slice(parts) => {
                let [start, stop, step] = &**parts;
                let parts = [self.new_constant(start), self.new_constant(stop), self.new_constant(step)];
                self.new_slice(parts)
            }
            Constant::Code(code) => self.new_code(code).into_value(),
        }
    }
}

/// Bytes of a frame or generator of this code.
pub(crate) fn frame_bytes(code: &Code) -> usize {
    frame_words(code.slots as usize) * size_of::<Raw>()
}
