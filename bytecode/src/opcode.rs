//! The opcode list: CPython 3.14's instructions, declared once.
//!
//! [`for_each_opcode!`] hands every row to a macro of the caller's. A row is
//!
//! ```text
//! NAME = number, caches, pops => pushes, [properties], operand;
//! ```
//!
//! `caches` is the number of 16-bit inline cache units behind the instruction. `pops` and `pushes`
//! are expressions in the oparg (a closure over `i64`, saturating at the caller's bounds check) and
//! describe the path on which the instruction falls through or jumps alike, but for those marked
//! `special` (see [`Opcode::stack_effect`]).
//!
//! Properties: `jumps` (has a relative jump target), `terminal` (control never falls through),
//! `calls` (may run Python code), `raises` (may raise), `suspends` (leaves the frame suspended).

/// Calls `$mac!` with one row an opcode.
#[macro_export]
macro_rules! for_each_opcode {
    ($mac:ident) => {
        $mac! {
            CACHE = 0, 0, |_| 0 => |_| 0, [], None;
            BINARY_SLICE = 1, 0, |_| 3 => |_| 1, [calls raises], None;
            BUILD_TEMPLATE = 2, 0, |_| 2 => |_| 1, [raises], None;
            CALL_FUNCTION_EX = 4, 0, |_| 4 => |_| 1, [calls raises], None;
            CHECK_EG_MATCH = 5, 0, |_| 2 => |_| 2, [calls raises], None;
            CHECK_EXC_MATCH = 6, 0, |_| 2 => |_| 2, [calls raises], None;
            CLEANUP_THROW = 7, 0, |_| 3 => |_| 2, [raises], None;
            DELETE_SUBSCR = 8, 0, |_| 2 => |_| 0, [calls raises], None;
            END_FOR = 9, 0, |_| 1 => |_| 0, [], None;
            END_SEND = 10, 0, |_| 2 => |_| 1, [], None;
            EXIT_INIT_CHECK = 11, 0, |_| 1 => |_| 0, [raises], None;
            FORMAT_SIMPLE = 12, 0, |_| 1 => |_| 1, [calls raises], None;
            FORMAT_WITH_SPEC = 13, 0, |_| 2 => |_| 1, [calls raises], None;
            GET_AITER = 14, 0, |_| 1 => |_| 1, [calls raises], None;
            GET_ANEXT = 15, 0, |_| 1 => |_| 2, [calls raises], None;
            GET_ITER = 16, 0, |_| 1 => |_| 1, [calls raises], None;
            RESERVED = 17, 0, |_| 0 => |_| 0, [], None;
            GET_LEN = 18, 0, |_| 1 => |_| 2, [calls raises], None;
            GET_YIELD_FROM_ITER = 19, 0, |_| 1 => |_| 1, [calls raises], None;
            INTERPRETER_EXIT = 20, 0, |_| 1 => |_| 0, [terminal], None;
            LOAD_BUILD_CLASS = 21, 0, |_| 0 => |_| 1, [raises], None;
            LOAD_LOCALS = 22, 0, |_| 0 => |_| 1, [raises], None;
            MAKE_FUNCTION = 23, 0, |_| 1 => |_| 1, [raises], None;
            MATCH_KEYS = 24, 0, |_| 2 => |_| 3, [calls raises], None;
            MATCH_MAPPING = 25, 0, |_| 1 => |_| 2, [], None;
            MATCH_SEQUENCE = 26, 0, |_| 1 => |_| 2, [], None;
            NOP = 27, 0, |_| 0 => |_| 0, [], None;
            NOT_TAKEN = 28, 0, |_| 0 => |_| 0, [], None;
            POP_EXCEPT = 29, 0, |_| 1 => |_| 0, [], None;
            POP_ITER = 30, 0, |_| 1 => |_| 0, [], None;
            POP_TOP = 31, 0, |_| 1 => |_| 0, [], None;
            PUSH_EXC_INFO = 32, 0, |_| 1 => |_| 2, [], None;
            PUSH_NULL = 33, 0, |_| 0 => |_| 1, [], None;
            RETURN_GENERATOR = 34, 0, |_| 0 => |_| 1, [raises], None;
            RETURN_VALUE = 35, 0, |_| 1 => |_| 1, [terminal], None;
            SETUP_ANNOTATIONS = 36, 0, |_| 0 => |_| 0, [raises], None;
            STORE_SLICE = 37, 0, |_| 4 => |_| 0, [calls raises], None;
            STORE_SUBSCR = 38, 1, |_| 3 => |_| 0, [calls raises], None;
            TO_BOOL = 39, 3, |_| 1 => |_| 1, [calls raises], None;
            UNARY_INVERT = 40, 0, |_| 1 => |_| 1, [calls raises], None;
            UNARY_NEGATIVE = 41, 0, |_| 1 => |_| 1, [calls raises], None;
            UNARY_NOT = 42, 0, |_| 1 => |_| 1, [], None;
            WITH_EXCEPT_START = 43, 0, |_| 5 => |_| 6, [calls raises], None;
            BINARY_OP = 44, 5, |_| 2 => |_| 1, [calls raises], BinaryOp;
            BUILD_INTERPOLATION = 45, 0, |n| 2 + (n & 1) => |_| 1, [raises], Count;
            BUILD_LIST = 46, 0, |n| n => |_| 1, [raises], Count;
            BUILD_MAP = 47, 0, |n| 2 * n => |_| 1, [calls raises], Count;
            BUILD_SET = 48, 0, |n| n => |_| 1, [calls raises], Count;
            BUILD_SLICE = 49, 0, |n| n => |_| 1, [raises], Count;
            BUILD_STRING = 50, 0, |n| n => |_| 1, [raises], Count;
            BUILD_TUPLE = 51, 0, |n| n => |_| 1, [raises], Count;
            CALL = 52, 3, |n| 2 + n => |_| 1, [calls raises], Count;
            CALL_INTRINSIC_1 = 53, 0, |_| 1 => |_| 1, [calls raises], Intrinsic1;
            CALL_INTRINSIC_2 = 54, 0, |_| 2 => |_| 1, [calls raises], Intrinsic2;
            CALL_KW = 55, 3, |n| 3 + n => |_| 1, [calls raises], Count;
            COMPARE_OP = 56, 1, |_| 2 => |_| 1, [calls raises], Compare;
            CONTAINS_OP = 57, 1, |_| 2 => |_| 1, [calls raises], Invert;
            CONVERT_VALUE = 58, 0, |_| 1 => |_| 1, [calls raises], Conversion;
            COPY = 59, 0, |n| n => |n| n + 1, [], Count;
            COPY_FREE_VARS = 60, 0, |_| 0 => |_| 0, [], Count;
            DELETE_ATTR = 61, 0, |_| 1 => |_| 0, [calls raises], Name;
            DELETE_DEREF = 62, 0, |_| 0 => |_| 0, [raises], Local;
            DELETE_FAST = 63, 0, |_| 0 => |_| 0, [raises], Local;
            DELETE_GLOBAL = 64, 0, |_| 0 => |_| 0, [raises], Name;
            DELETE_NAME = 65, 0, |_| 0 => |_| 0, [raises], Name;
            DICT_MERGE = 66, 0, |n| 4 + n => |n| 3 + n, [calls raises], Count;
            DICT_UPDATE = 67, 0, |n| 1 + n => |n| n, [calls raises], Count;
            END_ASYNC_FOR = 68, 0, |_| 2 => |_| 0, [raises], BackFrom;
            EXTENDED_ARG = 69, 0, |_| 0 => |_| 0, [], Count;
            FOR_ITER = 70, 1, |_| 1 => |_| 2, [jumps calls raises], Forward;
            GET_AWAITABLE = 71, 0, |_| 1 => |_| 1, [calls raises], Count;
            IMPORT_FROM = 72, 0, |_| 1 => |_| 2, [calls raises], Name;
            IMPORT_NAME = 73, 0, |_| 2 => |_| 1, [calls raises], Name;
            IS_OP = 74, 0, |_| 2 => |_| 1, [], Invert;
            JUMP_BACKWARD = 75, 1, |_| 0 => |_| 0, [jumps terminal], Backward;
            JUMP_BACKWARD_NO_INTERRUPT = 76, 0, |_| 0 => |_| 0, [jumps terminal], Backward;
            JUMP_FORWARD = 77, 0, |_| 0 => |_| 0, [jumps terminal], Forward;
            LIST_APPEND = 78, 0, |n| 1 + n => |n| n, [raises], Count;
            LIST_EXTEND = 79, 0, |n| 1 + n => |n| n, [calls raises], Count;
            LOAD_ATTR = 80, 9, |_| 1 => |n| 1 + (n & 1), [calls raises], Attr;
            LOAD_COMMON_CONSTANT = 81, 0, |_| 0 => |_| 1, [], CommonConst;
            LOAD_CONST = 82, 0, |_| 0 => |_| 1, [], Const;
            LOAD_DEREF = 83, 0, |_| 0 => |_| 1, [raises], Local;
            LOAD_FAST = 84, 0, |_| 0 => |_| 1, [], Local;
            LOAD_FAST_AND_CLEAR = 85, 0, |_| 0 => |_| 1, [], Local;
            LOAD_FAST_BORROW = 86, 0, |_| 0 => |_| 1, [], Local;
            LOAD_FAST_BORROW_LOAD_FAST_BORROW = 87, 0, |_| 0 => |_| 2, [], LocalPair;
            LOAD_FAST_CHECK = 88, 0, |_| 0 => |_| 1, [raises], Local;
            LOAD_FAST_LOAD_FAST = 89, 0, |_| 0 => |_| 2, [], LocalPair;
            LOAD_FROM_DICT_OR_DEREF = 90, 0, |_| 1 => |_| 1, [calls raises], Local;
            LOAD_FROM_DICT_OR_GLOBALS = 91, 0, |_| 1 => |_| 1, [calls raises], Name;
            LOAD_GLOBAL = 92, 4, |_| 0 => |n| 1 + (n & 1), [raises], Global;
            LOAD_NAME = 93, 0, |_| 0 => |_| 1, [calls raises], Name;
            LOAD_SMALL_INT = 94, 0, |_| 0 => |_| 1, [], Count;
            LOAD_SPECIAL = 95, 0, |_| 1 => |_| 2, [calls raises], Special;
            LOAD_SUPER_ATTR = 96, 1, |_| 3 => |n| 1 + (n & 1), [calls raises], SuperAttr;
            MAKE_CELL = 97, 0, |_| 0 => |_| 0, [raises], Local;
            MAP_ADD = 98, 0, |n| 2 + n => |n| n, [calls raises], Count;
            MATCH_CLASS = 99, 0, |_| 3 => |_| 1, [calls raises], Count;
            POP_JUMP_IF_FALSE = 100, 1, |_| 1 => |_| 0, [jumps], Forward;
            POP_JUMP_IF_NONE = 101, 1, |_| 1 => |_| 0, [jumps], Forward;
            POP_JUMP_IF_NOT_NONE = 102, 1, |_| 1 => |_| 0, [jumps], Forward;
            POP_JUMP_IF_TRUE = 103, 1, |_| 1 => |_| 0, [jumps], Forward;
            RAISE_VARARGS = 104, 0, |n| n => |_| 0, [terminal raises], Count;
            RERAISE = 105, 0, |n| 1 + n => |n| n, [terminal raises], Count;
            SEND = 106, 1, |_| 2 => |_| 2, [jumps calls raises], Forward;
            SET_ADD = 107, 0, |n| 1 + n => |n| n, [calls raises], Count;
            SET_FUNCTION_ATTRIBUTE = 108, 0, |_| 2 => |_| 1, [], FunctionAttribute;
            SET_UPDATE = 109, 0, |n| 1 + n => |n| n, [calls raises], Count;
            STORE_ATTR = 110, 4, |_| 2 => |_| 0, [calls raises], Name;
            STORE_DEREF = 111, 0, |_| 1 => |_| 0, [], Local;
            STORE_FAST = 112, 0, |_| 1 => |_| 0, [], Local;
            STORE_FAST_LOAD_FAST = 113, 0, |_| 1 => |_| 1, [], LocalPair;
            STORE_FAST_STORE_FAST = 114, 0, |_| 2 => |_| 0, [], LocalPair;
            STORE_GLOBAL = 115, 0, |_| 1 => |_| 0, [raises], Name;
            STORE_NAME = 116, 0, |_| 1 => |_| 0, [calls raises], Name;
            SWAP = 117, 0, |n| n => |n| n, [], Count;
            UNPACK_EX = 118, 0, |_| 1 => |n| (n & 0xff) + (n >> 8) + 1, [calls raises], UnpackEx;
            UNPACK_SEQUENCE = 119, 1, |_| 1 => |n| n, [calls raises], Count;
            YIELD_VALUE = 120, 0, |_| 1 => |_| 1, [suspends], Count;
            RESUME = 128, 0, |_| 0 => |_| 0, [calls raises], Count;
        }
    };
}

/// What an instruction's oparg means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// Not used.
    None,
    /// A number: item count, stack position, flags.
    Count,
    /// Index into `consts`.
    Const,
    /// Index into `names`.
    Name,
    /// `names` index shifted left by one; the low bit asks for `NULL` above the value.
    Global,
    /// `names` index shifted left by one; the low bit makes it a method load.
    Attr,
    /// `names` index shifted left by two; bit 0 method load, bit 1 two-argument `super()`.
    SuperAttr,
    /// Index into the locals, cells and free variables (`localsplus`).
    Local,
    /// Two locals, four bits each: the high one is handled first.
    LocalPair,
    /// Forward jump, in units behind the instruction's caches.
    Forward,
    /// Backward jump, in units from behind the instruction's caches.
    Backward,
    /// Distance back to the `END_SEND` of the loop; shown only.
    BackFrom,
    /// Index of a binary operator ([`crate::BinaryOp`]).
    BinaryOp,
    /// Comparison: operator in bits 5.., bit 4 asks for a bool ([`crate::CompareOp`]).
    Compare,
    /// 1 negates the test.
    Invert,
    /// `!s`, `!r`, `!a` as 1, 2, 3.
    Conversion,
    /// Index of a one-operand intrinsic.
    Intrinsic1,
    /// Index of a two-operand intrinsic.
    Intrinsic2,
    /// Index of a special method ([`crate::SPECIAL_METHODS`]).
    Special,
    /// Index of a common constant ([`crate::COMMON_CONSTANTS`]).
    CommonConst,
    /// Which attribute of the function: 1 defaults, 2 kwdefaults, 4 annotations, 8 closure, 16 annotate.
    FunctionAttribute,
    /// Targets before the star in the low byte, behind it above.
    UnpackEx,
}

macro_rules! define_opcodes {
    ($($name:ident = $num:literal, $caches:literal, $pops:expr => $pushes:expr, [$($prop:ident)*], $operand:ident;)*) => {
        /// An instruction of the virtual machine, numbered as in CPython 3.14.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(non_camel_case_types, missing_docs, reason = "the names are CPython's, its documentation describes them")]
        pub enum Opcode { $($name = $num),* }

        impl Opcode {
            /// Every opcode, by number.
            pub const ALL: &[Opcode] = &[$(Opcode::$name),*];

            /// The opcode with this number.
            pub const fn from_u8(number: u8) -> Option<Opcode> {
                match number { $($num => Some(Opcode::$name),)* _ => None }
            }

            /// The opcode with this name.
            pub fn from_name(name: &str) -> Option<Opcode> {
                match name { $(stringify!($name) => Some(Opcode::$name),)* _ => None }
            }

            /// CPython's name.
            pub const fn name(self) -> &'static str {
                match self { $(Opcode::$name => stringify!($name)),* }
            }

            /// Number of 16-bit inline cache units that follow the instruction.
            pub const fn caches(self) -> usize {
                match self { $(Opcode::$name => $caches),* }
            }

            /// What the oparg means.
            pub const fn operand(self) -> Operand {
                match self { $(Opcode::$name => Operand::$operand),* }
            }

            /// Values taken from the stack and values put back, in that order.
            pub fn stack_io(self, oparg: u32) -> (u32, u32) {
                fn clamp(value: i64) -> u32 { value.clamp(0, i64::from(u32::MAX)) as u32 }
                fn apply(f: impl Fn(i64) -> i64, oparg: u32) -> u32 { clamp(f(i64::from(oparg))) }
                match self { $(Opcode::$name => (apply($pops, oparg), apply($pushes, oparg))),* }
            }

            const fn properties(self) -> &'static [&'static str] {
                match self { $(Opcode::$name => &[$(stringify!($prop)),*]),* }
            }
        }
    };
}
for_each_opcode!(define_opcodes);

impl Opcode {
    fn has(self, property: &str) -> bool {
        self.properties().contains(&property)
    }

    /// Whether the oparg is a relative jump.
    pub const fn jumps(self) -> bool {
        matches!(self.operand(), Operand::Forward | Operand::Backward)
    }

    /// Whether control never falls through.
    pub fn is_terminal(self) -> bool {
        self.has("terminal")
    }

    /// Whether the instruction may run Python code.
    pub fn may_call(self) -> bool {
        self.has("calls")
    }

    /// Whether the instruction may raise.
    pub fn may_raise(self) -> bool {
        self.has("raises")
    }

    /// Net change of the stack depth, as `dis.stack_effect` counts it.
    pub fn stack_effect(self, oparg: u32) -> i64 {
        let (pops, pushes) = self.stack_io(oparg);
        i64::from(pushes) - i64::from(pops)
    }
}

impl std::fmt::Display for Opcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl std::fmt::Debug for Opcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
