//! The contract between `runtime` and `jit`: plain data that both sides agree on.
//!
//! Machine code reads and writes values, object headers and frames at the offsets below, and calls
//! the helpers of `for_each_helper!`. `runtime` asserts every constant against its own types when
//! it is built with the feature `jit`. Nothing here names a runtime type.
//!
//! # Values
//! ```text
//! ......00   small int, value << 2 (62 bits)         .....001   heap pointer | 1
//! .....010   the special values below                .....011 .....101 .....110 .....111   float
//! ```
//! Float: `t = rotl(bits + (3 << 60), 4)`; inline iff the low tag is a float tag, else on the heap.

/// Version of this contract; part of every region's claim to fit the frames it runs on.
pub const LAYOUT_VERSION: u32 = 1;

/// Encoding of values.
pub mod tag {
    /// Mask of the tag bits.
    pub const MASK: u64 = 0b111;
    /// Mask and shift of small ints: `v & INT_MASK == 0`.
    pub const INT_MASK: u64 = 0b11;
    /// Small ints are shifted left by this.
    pub const INT_SHIFT: u32 = 2;
    /// Smallest int that is immediate.
    pub const INT_MIN: i64 = -(1 << 61);
    /// Largest int that is immediate.
    pub const INT_MAX: i64 = (1 << 61) - 1;
    /// Tag of heap pointers.
    pub const HEAP: u64 = 0b001;
    /// Tag of the special values.
    pub const SPECIAL: u64 = 0b010;
    /// Bit `t` is set iff tag `t` is a float's: `FLOAT_TAGS >> (v & MASK) & 1`.
    pub const FLOAT_TAGS: u64 = 0b1110_1000;
    /// Added to a float's bits before the rotation.
    pub const FLOAT_BIAS: u64 = 3 << 60;
    /// Left rotation of the biased bits.
    pub const FLOAT_ROTATE: u32 = 4;

    /// Whether a float is immediate.
    pub const fn is_inline_float(value: f64) -> bool {
        let word = value.to_bits().wrapping_add(FLOAT_BIAS).rotate_left(FLOAT_ROTATE);
        FLOAT_TAGS >> (word & MASK) & 1 != 0
    }

    /// The `index`-th special value.
    pub const fn special(index: u64) -> u64 {
        index << 3 | SPECIAL
    }
    /// An empty slot; never visible to Python.
    pub const NULL: u64 = special(0);
    /// `None`.
    pub const NONE: u64 = special(1);
    /// `False`; `True` differs from it in bit 3 only.
    pub const FALSE: u64 = special(2);
    /// `True`.
    pub const TRUE: u64 = special(3);
    /// Answer of a resume: the generator returned, its value is in `vm.ret` (of a continuation: on its stack).
    pub const FINISHED: u64 = special(4);
    /// Answer of a resume or a helper: an exception was raised, it is in `vm.raised`.
    pub const RAISED: u64 = special(5);
    /// Answer of a continuation: an exit was taken, its id and words are in the exit buffer.
    pub const UNWIND: u64 = special(6);
    /// What `--verify` writes into the slots of adopted frames.
    pub const POISON: u64 = special(7);
    /// Answer of a continuation: the frame is executing, in memory, and the interpreter goes on from it.
    pub const INTERPRET: u64 = special(8);
}

/// Header of every heap object: 8 bytes.
pub mod header {
    /// `u32` reference count.
    pub const COUNT: i32 = 0;
    /// `u32`: type id in the low 24 bits, object flags in the high 8.
    pub const TYPE_WORD: i32 = 4;
    /// Mask of the type id.
    pub const TYPE_MASK: u32 = 0x00ff_ffff;
    /// Object flag (bit of the type word): a weak reference points here.
    pub const FLAG_WEAK: u32 = 1 << 24;
    /// Object flag: the finaliser has run or is queued.
    pub const FLAG_FINALISED: u32 = 1 << 25;
    /// Object flag: a frame view (`gi_frame`, `f_back`, traceback) points at this generator's frame.
    pub const FLAG_VIEW: u32 = 1 << 26;
}

/// Ids of the built-in types machine code knows.
pub mod type_id {
    /// Float outside the inline range.
    pub const FLOAT: u32 = 1;
    /// Int beyond 62 bits.
    pub const INT: u32 = 2;
    /// `str`.
    pub const STR: u32 = 3;
    /// `tuple`.
    pub const TUPLE: u32 = 4;
    /// `list`.
    pub const LIST: u32 = 5;
    /// `dict`.
    pub const DICT: u32 = 6;
    /// Python function.
    pub const FUNCTION: u32 = 7;
    /// Code object.
    pub const CODE: u32 = 8;
    /// Cell of a closure.
    pub const CELL: u32 = 9;
    /// Generator.
    pub const GENERATOR: u32 = 10;
    /// Coroutine; same layout as a generator.
    pub const COROUTINE: u32 = 11;
    /// Asynchronous generator; same layout as a generator.
    pub const ASYNC_GENERATOR: u32 = 12;
    /// What `asend()` and `__anext__()` of an asynchronous generator give.
    pub const ASYNC_GENERATOR_ASEND: u32 = 73;
    /// Iterator of a range whose bounds are small ints.
    pub const RANGE_ITERATOR: u32 = 13;
    /// List iterator.
    pub const LIST_ITERATOR: u32 = 14;
    /// Tuple iterator.
    pub const TUPLE_ITERATOR: u32 = 15;
    /// Built-in function.
    pub const BUILTIN: u32 = 16;
    /// Bound method.
    pub const METHOD: u32 = 17;
    /// `type` itself: class objects.
    pub const TYPE: u32 = 18;
    /// `range`.
    pub const RANGE: u32 = 19;
    /// `module`.
    pub const MODULE: u32 = 20;
    /// `bytes`.
    pub const BYTES: u32 = 27;
    /// `set`.
    pub const SET: u32 = 28;
    /// `frozenset`.
    pub const FROZENSET: u32 = 29;
    /// `dict_keys`.
    pub const DICT_KEYS: u32 = 32;
    /// `dict_values`.
    pub const DICT_VALUES: u32 = 33;
    /// `dict_items`.
    pub const DICT_ITEMS: u32 = 34;
    /// Iterator of the keys of a dict, first one of the iterators of dicts.
    pub const DICT_KEY_ITERATOR: u32 = 35;
    /// Iterator of the items of a dict.
    pub const DICT_ITEM_ITERATOR: u32 = 37;
    /// Iterator of the items of a dict from its end, last one of the iterators of dicts.
    pub const DICT_REVERSE_ITEM_ITERATOR: u32 = 40;
    /// Iterator of an exact `str`.
    pub const STR_ITERATOR: u32 = 41;
    /// Iterator of an exact `bytes`.
    pub const BYTES_ITERATOR: u32 = 42;
    /// Iterator of a set.
    pub const SET_ITERATOR: u32 = 43;
    /// `enumerate`.
    pub const ENUMERATE: u32 = 44;
    /// `zip`.
    pub const ZIP: u32 = 45;
    /// `map`.
    pub const MAP: u32 = 46;
    /// `filter`.
    pub const FILTER: u32 = 47;
    /// Iterator of a list from its end.
    pub const LIST_REVERSE_ITERATOR: u32 = 51;
    /// Machine code takes the types below for unchanging wherever it meets them.
    pub const FIRST_FREE: u32 = 32;

    /// Whether a step of iterators of this type runs no Python code.
    pub const fn is_plain_iterator(id: u32) -> bool {
        matches!(
            id,
            DICT_KEY_ITERATOR
                ..=DICT_REVERSE_ITEM_ITERATOR
                    | STR_ITERATOR
                    | BYTES_ITERATOR
                    | SET_ITERATOR
                    | LIST_REVERSE_ITERATOR
        )
    }

    /// Whether `iter()` of objects of this type gives a plain iterator and runs no Python code.
    pub const fn is_plain_iterable(id: u32) -> bool {
        matches!(id, STR | BYTES | DICT | SET | FROZENSET | DICT_KEYS..=DICT_ITEMS)
    }

    /// Whether objects of this type are their own iterators.
    pub const fn is_own_iterator(id: u32) -> bool {
        is_plain_iterator(id)
            || matches!(
                id,
                GENERATOR | RANGE_ITERATOR | LIST_ITERATOR | TUPLE_ITERATOR | ENUMERATE | ZIP | MAP | FILTER
            )
    }
}

/// A frame; a generator is its frame. 80 bytes, then the slots
/// `[locals, cells and free variables | operand stack]`, one value each.
pub mod frame {
    /// The function: owned value (heap pointer tagged).
    pub const FUNC: i32 = 8;
    /// Address of the code unit to run next; for a suspended generator that of the `RESUME` behind its
    /// `YIELD_VALUE`. Low bit set while executing; 0 when finished.
    pub const IP: i32 = 16;
    /// Continuation `extern "C" fn(vm, frame, sent) -> u64`; never null. It takes over a frame that was made
    /// the innermost one, executing mark set, and the sent value's count. It answers the yielded value,
    /// with the frame suspended again; `FINISHED`, with the frame about to execute its `RETURN_VALUE`;
    /// `UNWIND` or `INTERPRET`. That of a plain function answers its result, with nothing left in the slots.
    pub const RESUME: i32 = 24;
    /// Caller while executing; delegator in a chain.
    pub const PREV: i32 = 32;
    /// `u32`: number of live operand stack slots.
    pub const STACK_DEPTH: i32 = 40;
    /// `u8`: who owns the frame ([`owner`]).
    pub const OWNER: i32 = 44;
    /// `u8`: generator state ([`state`]).
    pub const STATE: i32 = 45;
    /// `u16`: flags, the runtime's own.
    pub const FLAGS: i32 = 46;
    /// Generators: root of the chain this one is the leaf of, or 0. Plain frames: the current exception item.
    pub const ROOT: i32 = 48;
    /// Generators: leaf of the chain this one is the root of, or 0.
    pub const LEAF: i32 = 56;
    /// Generators: the exception being handled inside (owned), or `NULL`.
    pub const EXCEPTION: i32 = 64;
    /// `u32`: length of the chain below the root.
    pub const CHAIN_DEPTH: i32 = 72;
    /// `u32`: number of slots in all.
    pub const SLOT_COUNT: i32 = 76;
    /// First slot.
    pub const SLOTS: i32 = 80;
    /// Flag of a frame that somebody else looks at or keeps something about.
    pub const NOTES: u8 = 8;
    /// The upper byte of `FLAGS`.
    pub const UPPER_FLAGS: i32 = FLAGS + 1;
    /// Upper flags of asynchronous generators.
    pub mod upper {
        /// An awaitable is under way.
        pub const AWAITED: u8 = 2;
        /// Closed, or ended by an exception that closes.
        pub const CLOSED: u8 = 4;
        /// The hooks of `sys` have been asked.
        pub const HOOKED: u8 = 8;
    }
    /// Low bit of `IP`: executing.
    pub const EXECUTING: u64 = 1;

    /// Values of `OWNER`.
    pub mod owner {
        /// On the frame stack of the `Vm`.
        pub const STACK: u8 = 0;
        /// The frame is a generator object.
        pub const GENERATOR: u8 = 1;
    }
    /// Values of `STATE`.
    pub mod state {
        /// Not started.
        pub const CREATED: u8 = 0;
        /// Suspended at a plain yield.
        pub const SUSPENDED: u8 = 1;
        /// Suspended inside `yield from` or `await`.
        pub const DELEGATING: u8 = 2;
        /// Executing (or a running delegate below it).
        pub const RUNNING: u8 = 3;
        /// Finished and cleared.
        pub const FINISHED: u8 = 4;
    }
}

/// The start of the runtime's `Vm` state that machine code may touch.
pub mod vm {
    /// `u32`, non-zero: finalisers, weak reference callbacks or a collection wait for the next boundary.
    pub const PENDING: i32 = 0;
    /// `u32`, non-zero: an interrupt or the end of the fuel; read at polls.
    pub const POLL: i32 = 4;
    /// Owned value of a finished generator.
    pub const RET: i32 = 8;
    /// The exception of an answer `RAISED` (owned).
    pub const RAISED: i32 = 16;
    /// Innermost frame.
    pub const FRAME: i32 = 24;
    /// Native stack address below which no continuation is entered.
    pub const STACK_LIMIT: i32 = 32;
    /// `*mut u64`: where exits leave their raw values; [`EXIT_BUFFER_LEN`] words. Word 0 is
    /// `region id << 32 | exit id`, the words of the snapshot follow. Before a call that takes words from
    /// here they start at 0.
    pub const EXIT_BUFFER: i32 = 40;
    /// `i64`: dynamic guards until the forced exit; `i64::MIN` when off ([`crate`] options `exit-at`, `exit-every`).
    pub const EXIT_COUNTDOWN: i32 = 48;
    /// Remaining Python call depth before RecursionError: `i64`.
    pub const RECURSION_LEFT: i32 = 56;
    /// Words in the exit buffer.
    pub const EXIT_BUFFER_LEN: usize = 4096;
}

/// `tuple`: `u64` length, then the items in line.
pub mod tuple {
    /// Number of items.
    pub const LEN: i32 = 8;
    /// First item.
    pub const ITEMS: i32 = 16;
}

/// `list`: pointer to the items, length, capacity.
pub mod list {
    /// `*mut u64`.
    pub const ITEMS: i32 = 8;
    /// `u64` length.
    pub const LEN: i32 = 16;
    /// `u64` capacity.
    pub const CAPACITY: i32 = 24;
}

/// Instance of a class that a program made.
pub mod instance {
    /// `u32` shape, which says where attributes are and tells the class; `u32` number of places above it.
    pub const SHAPE: i32 = 16;
    /// `*mut u64`: the places.
    pub const VALUES: i32 = 24;
    /// Shapes are never this.
    pub const NO_SHAPE: u32 = 0;
}

/// Iterators with their state slots.
pub mod iterator {
    /// Range iterator: `i64` next value.
    pub const RANGE_NEXT: i32 = 8;
    /// Range iterator: `i64` step.
    pub const RANGE_STEP: i32 = 16;
    /// Range iterator: `i64` items left (never negative).
    pub const RANGE_LEFT: i32 = 24;
    /// List and tuple iterator: the sequence (owned), `NULL` once exhausted.
    pub const SEQUENCE: i32 = 8;
    /// List and tuple iterator: `u64` next index.
    pub const INDEX: i32 = 16;
}

/// `cell`: its value (owned) or `NULL`.
pub mod cell {
    /// The value.
    pub const VALUE: i32 = 8;
}

/// Heap float: its bits.
pub mod float {
    /// `f64`.
    pub const VALUE: i32 = 8;
}

/// Python function.
pub mod function {
    /// Code object (owned).
    pub const CODE: i32 = 8;
    /// Globals dict (owned).
    pub const GLOBALS: i32 = 16;
    /// `u64`: changes whenever code, defaults or closure are assigned.
    pub const VERSION: i32 = 24;
    /// Closure: a tuple of cells (owned), or `NULL`.
    pub const CLOSURE: i32 = 48;
}

/// What a helper may do besides computing its result. Passes ask this row, never a list of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// May run Python code: every adopted frame is flushed before and checked again after.
    pub may_run_code: bool,
    /// May drop the last reference to an object (`pending` is tested behind it).
    pub may_drop: bool,
    /// May allocate (`pending` is tested behind it).
    pub may_allocate: bool,
    /// Answers `RAISED` when it raised.
    pub may_raise: bool,
    /// Looks at reference counts: elided counts are restored before it.
    pub tests_unique: bool,
    /// Writes to the heap beyond its own fresh objects.
    pub writes_heap: bool,
    /// Writes to frames: to the headers of generators, and to slots that no register stands for.
    pub writes_frames: bool,
}

/// Machine type of a helper's parameter or result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// A tagged value; parameters are borrowed, results owned.
    Value,
    /// `i64`.
    Int,
    /// `f64`.
    Float,
    /// Untagged address.
    Pointer,
    /// No result.
    Unit,
}

/// Calls `$mac!` with one row a helper:
/// `name(parameters) -> result, [effects], "what it does";`
///
/// Every helper is `extern "C"` and takes `vm: *mut Vm` first (not written in the row).
#[macro_export]
macro_rules! for_each_helper {
    ($mac:ident) => {
        $mac! {
            box_int(Int) -> Value, [may_allocate], "An int outside the immediate range as an object.";
            box_float(Float) -> Value, [may_allocate], "A float outside the inline range as an object.";
            release(Value) -> Unit, [may_drop writes_heap], "The count of this object has reached zero.";
            binary_op(Int, Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "BINARY_OP with that oparg.";
            compare_op(Int, Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "COMPARE_OP with that oparg.";
            contains(Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`item in container` for (item, container).";
            to_bool(Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "True or False.";
            unary_negative(Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`-x`.";
            subscript(Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`container[key]`.";
            store_subscript(Value, Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`container[key] = value` for (value, container, key); answers None.";
            load_attribute(Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`getattr(object, name)`.";
            store_attribute(Value, Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`object.name = value` for (value, object, name); answers None.";
            compare_texts(Int, Value, Value) -> Int, [], "COMPARE_OP of that oparg on two strings: 1 or 0.";
            character(Value, Int) -> Value, [], "The character of a string at an index from its start, borrowed from the machine, which keeps those of ASCII; NULL where there is none, or the string has others.";
            text_length(Value) -> Int, [], "Number of characters of a string.";
            list_append(Value, Value) -> Unit, [may_allocate writes_heap], "Appends to an exact list; takes a new count of the item.";
            new_list(Int) -> Value, [may_allocate], "List of the first n words of the exit buffer (counts taken over).";
            new_tuple(Int) -> Value, [may_allocate], "Tuple of the first n words of the exit buffer (counts taken over).";
            float_power(Float, Float) -> Float, [], "`a ** b` where the result is a real float; NaN asks for the slow path.";
            float_mod(Float, Float) -> Float, [], "`a % b` for b != 0.0.";
            float_floor_div(Float, Float) -> Float, [], "`a // b` for b != 0.0.";
            call(Value, Int) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "Calls a callable with the first n words of the exit buffer as borrowed positional arguments; UNWIND where nothing was done: the native stack is nearly used up.";
            call_python(Value, Int, Int) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "Calls a Python function with words of the exit buffer as positional arguments that fill its parameters: as many whose counts are taken over, and as many borrowed behind them. UNWIND where nothing was done: the native stack is nearly used up.";
            construct(Value, Value, Int) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "A new instance of a class that makes its instances the ordinary way, initialised by a Python `__init__` with the n words behind the first one of the exit buffer (counts taken over) for (class, `__init__`, n). UNWIND where nothing was done.";
            new_instance(Value) -> Value, [may_allocate], "A new instance of a class that makes its instances the ordinary way, without attributes.";
            enter_call(Value, Int) -> Pointer, [may_allocate], "The frame of an inlined call of a function, whose count is taken over (1: of an `__init__`); its slots are empty.";
            leave_call(Pointer) -> Unit, [may_drop writes_heap], "Such a frame is left: gives up what its slots hold.";
            instruction(Pointer, Int, Int) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "Executes one instruction in the innermost frame as the interpreter does: its opcode and oparg << 8, and the stack depth to leave where it raises. None, RAISED, or UNWIND where nothing was done: the native stack is nearly used up.";
            get_iterator(Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "`iter(x)`.";
            next_item(Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "FOR_ITER's step: the item, FINISHED or RAISED.";
            resume(Pointer, Value) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "Resumes a suspended generator's frame with a sent value: item, FINISHED, RAISED or UNWIND.";
            plain_iterator(Value) -> Value, [may_allocate], "`iter(x)` of what runs no code for it ([`type_id::is_plain_iterable`]).";
            next_plain(Value) -> Value, [may_drop may_allocate may_raise writes_heap], "FOR_ITER's step of an iterator that runs no code ([`type_id::is_plain_iterator`]): the item, FINISHED or RAISED.";
            next_entry(Value) -> Value, [may_drop may_allocate may_raise writes_heap], "The step of an iterator of a dict's items: None with key and value in the exit buffer (owned), FINISHED or RAISED.";
            next_items(Value, Int) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "The step of an `enumerate` or `zip`: None with the n parts of its item in the exit buffer (owned), the item if it has another length, FINISHED or RAISED.";
            send_item(Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "SEND's step for (delegate, sent value): the item, FINISHED with the delegate's value in `vm.RET`, or RAISED.";
            run_pending() -> Unit, [may_run_code may_drop may_allocate tests_unique writes_heap], "Runs the finalisers and the collection that wait.";
            catch(Pointer) -> Value, [may_allocate writes_heap writes_frames], "The exception in flight, which an instruction of this frame has raised: the frame, flushed, goes in front of its traceback.";
            stop_iteration(Value) -> Unit, [may_allocate writes_heap], "Raises the StopIteration of a generator that has returned this value.";
            exception_matches(Value, Value) -> Value, [may_drop may_allocate may_raise writes_heap], "Whether an exception is caught by `except classes`: True, False or RAISED.";
            push_exc_info(Pointer, Value) -> Value, [writes_frames writes_heap], "The frame handles this exception from now on; answers the one handled before, or None.";
            pop_except(Pointer, Value) -> Unit, [may_drop writes_frames writes_heap], "The frame handles this exception again, or none for None.";
            finish_generator(Pointer) -> Unit, [may_drop writes_heap writes_frames], "An executing generator, flushed but for its instruction pointer, has returned: gives up its slots; where it is the leaf of a chain, its delegator executes again.";
            link(Pointer) -> Unit, [writes_frames], "A generator that delegates, suspended in memory: links it with the leaf of its chain, unless it is a leaf itself.";
            delegate(Pointer, Pointer) -> Unit, [writes_frames], "A generator, suspended in memory at a delegation, delegates to another one, which is suspended at a plain yield or not started and executes as the leaf of their chain.";
            new_generator(Value, Int) -> Value, [may_allocate], "Generator of a function whose arguments (the first n words of the exit buffer, counts taken over) fill its first slots; created, its ip behind RETURN_GENERATOR.";
            new_range(Int, Int, Int) -> Value, [may_allocate], "Range for (start, stop, step).";
            new_cell(Value) -> Value, [may_allocate], "Cell that holds the value, or nothing if it is NULL.";
            new_range_iterator(Int, Int, Int) -> Value, [may_allocate], "Range iterator for (next item, items left, step).";
            new_asend(Value, Int) -> Value, [may_allocate], "The `asend` of an asynchronous generator at a stage ([`crate::snapshot::AsendStage`]); takes a new count of the generator.";
            ask_hooks(Value) -> Value, [may_run_code may_drop may_allocate may_raise tests_unique writes_heap], "An asynchronous generator is to be awaited for the first time: the hooks of `sys` get to know it. None or RAISED.";
            close_asend(Value) -> Unit, [writes_heap], "The generator of an `asend` has given its item: nobody awaits it.";
            new_sequence_iterator(Value, Int, Int) -> Value, [may_allocate], "Iterator of a list (1) or tuple (0) for (sequence, which, index); takes a new count of the sequence.";
            load_global(Value, Value) -> Value, [may_raise may_allocate], "Looks a name up in the globals of a function, then in builtins.";
            load_name(Pointer, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "LOAD_NAME in the frame of a module or class body.";
            store_name(Pointer, Value, Value) -> Value, [may_run_code may_drop may_allocate may_raise writes_heap], "STORE_NAME for (frame, name, value); answers None.";
            store_global(Value, Value, Value) -> Unit, [may_drop may_allocate writes_heap], "Binds a name in the globals of a function for (function, name, value).";
        }
    };
}

macro_rules! define_helpers {
    ($($name:ident($($param:ident),*) -> $result:ident, [$($effect:ident)*], $doc:literal;)*) => {
        /// A runtime function that machine code may call.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        #[allow(non_camel_case_types, reason = "named as in dumps")]
        pub enum Helper { $(#[doc = $doc] $name),* }

        impl Helper {
            /// Every helper, in the order of the list.
            pub const ALL: &[Helper] = &[$(Helper::$name),*];

            /// Name in dumps.
            pub const fn name(self) -> &'static str {
                match self { $(Helper::$name => stringify!($name)),* }
            }

            /// The helper with this name.
            pub fn from_name(name: &str) -> Option<Helper> {
                match name { $(stringify!($name) => Some(Helper::$name),)* _ => None }
            }

            /// Parameter types behind the `vm` pointer.
            pub const fn parameters(self) -> &'static [Machine] {
                match self { $(Helper::$name => &[$(Machine::$param),*]),* }
            }

            /// Result type.
            pub const fn result(self) -> Machine {
                match self { $(Helper::$name => Machine::$result),* }
            }

            /// What it may do.
            pub const fn effects(self) -> Effects {
                const NO: Effects = Effects { may_run_code: false, may_drop: false, may_allocate: false, may_raise: false, tests_unique: false, writes_heap: false, writes_frames: false };
                match self { $(Helper::$name => Effects { $($effect: true,)* ..NO }),* }
            }
        }
    };
}
for_each_helper!(define_helpers);
