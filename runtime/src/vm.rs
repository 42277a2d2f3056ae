//! The virtual machine: one isolate with everything it owns.
//!
//! A `Vm` is boxed and never moves: heap pages and machine code point into it. The first fields are
//! laid out as `genjit_jit::abi::vm` says; machine code reads and writes them.
//!
//! Fields are public to the crate: the runtime's modules are the parts of one machine and keep their
//! own invariants, stated where the type of the field is defined.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::counters::Counters;
use crate::frame::{Frame, FrameStack};
use crate::heap::Heap;
use crate::io::Streams;
use crate::modules::gc::GcSettings;
use crate::names::Names;
use crate::singletons::Singletons;
use crate::sources::Sources;
use crate::types::Types;
use crate::value::{Raw, Value};

/// Words that an exit of machine code may leave.
pub const EXIT_BUFFER_WORDS: usize = 4096;

/// Python calls that may be nested before `RecursionError`, unless the program changes it.
pub const DEFAULT_RECURSION_LIMIT: i64 = 1000;

/// Bytes of native stack that programs may use, unless the host says otherwise or the thread has less.
const NATIVE_STACK_BUDGET: usize = 6 << 20;
/// Bytes that a thread is taken to have where the system does not tell.
const UNKNOWN_NATIVE_STACK: usize = 1 << 20;

/// Built-ins whose calls the interpreter runs without leaving its loop, compared by identity.
#[derive(Default)]
pub(crate) struct Known {
    /// The function `next`.
    pub next: Option<Value>,
    /// The function `all`.
    pub all: Option<Value>,
    /// The function `any`.
    pub any: Option<Value>,
    /// `generator.send`.
    pub send: Option<Value>,
    /// `coroutine.send`.
    pub coroutine_send: Option<Value>,
    /// `generator.__next__`.
    pub generator_next: Option<Value>,
    /// `object.__new__`, as a lookup on a class finds it.
    pub object_new: Option<Value>,
}

/// One isolated virtual machine.
#[repr(C)]
pub struct Vm {
    // The prefix of `abi::vm`.
    /// Non-zero: the heap's queues wait for the next instruction boundary (bits of `heap::pending`).
    /// Read it through [`Heap::pending`] only: the heap writes it behind the back of a `&mut Vm`.
    pub(crate) pending: u32,
    /// Non-zero: an interrupt or a limit; read at polls. Written by other threads through [`Interrupter`].
    pub(crate) poll: AtomicU32,
    /// Return value of a generator that answered `FINISHED`, owned.
    pub(crate) ret: Raw,
    /// The exception in flight, owned, or `NULL`.
    pub(crate) raised: Raw,
    /// Innermost frame; null while no Python code runs.
    pub(crate) frame: *mut Frame,
    /// Native stack address below which nothing is entered.
    pub(crate) stack_limit: usize,
    /// Where exits of machine code leave their words.
    pub(crate) exit_buffer: *mut u64,
    /// Dynamic guards until the forced exit; `i64::MIN` when off.
    pub(crate) exit_countdown: i64,
    /// Python calls left before `RecursionError`.
    pub(crate) recursion_left: i64,
    /// The chains that are being thrown into, innermost last: the root, and the level of the innermost of its
    /// delegates that were there at the time and have not ended since.
    pub(crate) thrown: Vec<(*mut Frame, u32)>,

    /// Native stack address below which machine code leaves calls to the interpreter, which does not nest
    /// for them.
    pub(crate) stack_short: usize,
    /// Bytes of native stack that a program may use at most.
    stack_budget: usize,
    /// Python calls that may be nested (`sys.getrecursionlimit`).
    pub(crate) recursion_limit: i64,
    /// Memory of plain frames.
    pub(crate) frames: FrameStack,
    /// Whether the heap's queues are being run.
    pub(crate) in_pending: bool,
    /// `--verify`: invariants are checked before every instruction.
    pub(crate) verify: bool,
    /// Code objects are printed as they are compiled.
    #[cfg(feature = "compiler")]
    pub(crate) dumps_bytecode: bool,
    /// Heat at which a loop head is hot; `u16::MAX` with heat not counted.
    pub(crate) loop_threshold: u16,
    /// Resumes of a generator function of which one is counted as heat.
    pub(crate) body_interval: u32,
    /// Last id given to a code object.
    pub(crate) code_ids: u32,
    /// Built-ins that the interpreter runs itself.
    pub(crate) known: Known,
    /// Names of the modules whose code is running for the first time.
    pub(crate) initialising: Vec<String>,

    /// Built-in consumers of generators as bytecode, where machine code is made.
    pub(crate) hidden: crate::hidden::Hidden,
    /// The class objects.
    pub types: Types,
    /// `NotImplemented` and its like.
    pub(crate) singletons: Singletons,
    /// Interned names the runtime looks up.
    pub names: Names,
    /// The dict of the module `builtins`.
    pub builtins: Value,
    /// `sys.modules`: a dict.
    pub(crate) modules: Value,
    /// The folder of a CPython's library.
    pub(crate) stdlib: Option<std::path::PathBuf>,
    /// The module `sys`, once it is made.
    pub(crate) sys: Option<Value>,
    /// Standard input, output and error.
    pub streams: Streams,
    /// Source texts, for tracebacks.
    pub(crate) sources: Sources,
    /// What programs set for coroutines and asynchronous generators.
    pub(crate) asynchrony: crate::async_generator::Asynchrony,
    /// The current context of `contextvars`, once there is one.
    pub(crate) context: Option<Value>,
    /// What the runtime counts.
    pub counters: Counters,
    /// Warnings shown so far.
    pub(crate) warnings_shown: crate::exceptions::warnings::Shown,
    /// Changes whenever a class is registered with an abstract one.
    pub(crate) abc_token: u64,
    /// Settings of the collector that programs see.
    pub(crate) gc: GcSettings,
    /// When the machine was made: the clock of `time.perf_counter`.
    pub(crate) started: Instant,
    /// The JIT, unless it is off; taken out while it works.
    #[cfg(feature = "jit")]
    pub(crate) jit: Option<Box<crate::jit_glue::JitGlue>>,
    interrupter: Interrupter,
    exit_words: Box<[u64]>,

    /// All objects. Last, as every other field may hold values.
    pub heap: Box<Heap>,
}

// SAFETY: a `Vm` owns every object its pointers reach; nothing of it is shared with other threads but the
// interrupter, which is made for it.
unsafe impl Send for Vm {}

impl Vm {
    /// A machine with nothing in it but the built-in types and modules.
    pub fn new() -> Box<Vm> {
        let mut heap = Heap::new();
        let mut exit_words = vec![0; EXIT_BUFFER_WORDS].into_boxed_slice();
        let mut vm = Box::new(Vm {
            pending: 0,
            poll: AtomicU32::new(0),
            ret: Raw::NULL,
            raised: Raw::NULL,
            frame: std::ptr::null_mut(),
            stack_limit: 0,
            stack_short: 0,
            stack_budget: NATIVE_STACK_BUDGET,
            exit_buffer: exit_words.as_mut_ptr(),
            exit_countdown: i64::MIN,
            recursion_left: DEFAULT_RECURSION_LIMIT,
            thrown: Vec::new(),
            recursion_limit: DEFAULT_RECURSION_LIMIT,
            frames: FrameStack::new(),
            in_pending: false,
            verify: false,
            loop_threshold: u16::MAX,
            body_interval: 1,
            code_ids: 0,
            known: Known::default(),
            initialising: Vec::new(),
            hidden: Default::default(),
            types: Types::new(),
            singletons: Singletons::new(),
            names: Names::new(&mut heap),
            builtins: Value::NONE,
            modules: Value::NONE,
            stdlib: None,
            sys: None,
            streams: Streams::of_process(),
            sources: Sources::default(),
            asynchrony: Default::default(),
            context: None,
            counters: Counters::default(),
            warnings_shown: Default::default(),
            #[cfg(feature = "compiler")]
            dumps_bytecode: false,
            abc_token: 0,
            gc: GcSettings::default(),
            started: Instant::now(),
            #[cfg(feature = "jit")]
            jit: None,
            interrupter: Interrupter::default(),
            exit_words,
            heap,
        });
        vm.interrupter.attach(&vm.poll);
        let pending = &raw mut vm.pending;
        // SAFETY: the `Vm` is boxed, so its word stays where it is; its heap is dropped with it.
        unsafe { vm.heap.keep_pending_in(pending) };
        vm.measure_native_stack();
        vm.boot();
        vm
    }

    /// A handle by which another thread interrupts this machine.
    pub fn interrupter(&self) -> Interrupter {
        self.interrupter.clone()
    }

    /// Whether the native stack has no room for another nested call.
    #[inline(always)]
    pub(crate) fn native_stack_is_low(&self) -> bool {
        native_stack_pointer() < self.stack_limit
    }

    /// Whether so little native stack is left that machine code leaves calls to the interpreter, which does
    /// not nest for them.
    #[cfg(feature = "jit")]
    #[inline(always)]
    pub(crate) fn native_stack_is_short(&self) -> bool {
        native_stack_pointer() < self.stack_short
    }

    /// Sets how many bytes of native stack a program may use below the point where the host enters it.
    pub fn set_native_stack(&mut self, bytes: usize) {
        self.stack_budget = bytes;
        self.measure_native_stack();
    }

    /// Finds how far down the stack of this thread programs may go: a host calls this wherever it enters
    /// the machine, for a `Vm` may have moved to a thread with another stack, or a smaller one.
    pub fn measure_native_stack(&mut self) {
        let left = stacker::remaining_stack().unwrap_or(UNKNOWN_NATIVE_STACK);
        // A quarter is for what runs between two looks at the limit: a native function, the compiler of
        // regions, the report of an error.
        let usable = self.stack_budget.min(left - left / 4);
        self.stack_limit = native_stack_pointer().saturating_sub(usable);
        self.stack_short = self.stack_limit + usable / 6;
    }

    /// Whether loop heads count their heat.
    pub(crate) fn counts_heat(&self) -> bool {
        self.loop_threshold != u16::MAX
    }

    /// The number of live objects; after a program has ended and everything of it was dropped, the same
    /// as before it began.
    pub fn live_objects(&self) -> usize {
        self.heap.live_objects()
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.interrupter.detach();
        self.heap.forget_machine_code();
        #[cfg(feature = "jit")]
        drop(self.jit.take());
    }
}

/// An address near the top of the native stack.
#[inline(always)]
fn native_stack_pointer() -> usize {
    let marker = 0u8;
    std::ptr::from_ref(&marker) as usize
}

/// Interrupts a [`Vm`] from another thread; the program sees `KeyboardInterrupt`.
#[derive(Clone, Default)]
pub struct Interrupter(Arc<Mutex<Option<PollWord>>>);

struct PollWord(*const AtomicU32);

// SAFETY: the word is an atomic in a `Vm` that detaches the pointer, under the mutex, before it goes.
unsafe impl Send for PollWord {}

impl Interrupter {
    /// Asks the machine to raise `KeyboardInterrupt` at its next poll; does nothing once it is gone.
    pub fn interrupt(&self) {
        if let Some(word) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // SAFETY: attached, so the `Vm` is alive; it cannot detach while the lock is held.
            unsafe { &*word.0 }.store(1, Ordering::Relaxed);
        }
    }

    fn attach(&self, word: &AtomicU32) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(PollWord(word));
    }

    fn detach(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
