//! The list of IR ops and the list of guard kinds.
//!
//! A row reads `name [parameter kinds] immediate -> result kind, class, "meaning";`. From it come the
//! enum, the names of the text form, the checks of the verifier and the effects that passes ask for.

use super::types::{ImmKind, Type};
use crate::abi::{Effects, Helper};

/// What a parameter accepts or a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Type::Int`].
    Int,
    /// [`Type::Float`].
    Float,
    /// [`Type::Bool`].
    Bool,
    /// [`Type::Val`].
    Val,
    /// [`Type::Ptr`].
    Ptr,
    /// Any type of 64 bits in an integer register; all `Word` parameters of an op agree.
    Word,
    /// Any type; all `Any` parameters of an op, and its result, agree.
    Any,
    /// No result; or parameters and result that the helper's row gives.
    Unit,
}

impl Kind {
    /// Whether a value of this type fits.
    pub fn accepts(self, ty: Type) -> bool {
        match self {
            Kind::Word => ty.is_word(),
            Kind::Any => true,
            Kind::Unit => false,
            fixed => fixed.ty() == Some(ty),
        }
    }

    /// The single type this stands for.
    pub fn ty(self) -> Option<Type> {
        match self {
            Kind::Int => Some(Type::Int),
            Kind::Float => Some(Type::Float),
            Kind::Bool => Some(Type::Bool),
            Kind::Val => Some(Type::Val),
            Kind::Ptr => Some(Type::Ptr),
            Kind::Word | Kind::Any | Kind::Unit => None,
        }
    }
}

/// What an op does besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing: same operands, same result. May be removed, merged and moved where operands exist.
    Pure,
    /// Leaves the region when the test fails; the test itself is a pure function of the operands.
    Guard(GuardKind),
    /// Leaves the region when the result cannot be represented; removable when nobody uses the result.
    Checked(GuardKind),
    /// Leaves the region when a word in memory asks for it; not a function of the operands.
    Watch(GuardKind),
    /// Reads memory.
    Load,
    /// Writes memory.
    Store,
    /// Changes a reference count; `dec` may drop the object.
    Count,
    /// May allocate a fresh object; removable when nobody uses the result.
    Box,
    /// Calls a helper: its row says the effects.
    Call,
}

/// Calls `$mac!` with one row a guard kind: `name forced, "meaning";` where `forced` says whether the
/// forced-exit modes may take the exit although the guard holds.
#[macro_export]
macro_rules! for_each_guard_kind {
    ($mac:ident) => {
        $mac! {
            Int "int" true, "value is not an immediate int";
            Float "float" true, "value is not a float";
            Bool "bool" true, "value is neither True nor False";
            Type "type" true, "object is of another type";
            Identity "identity" true, "word differs: another resume point, function or object";
            // The exit of a branch stands behind it, on the side never taken.
            Branch "branch" false, "direction never taken while recording";
            Null "null" true, "slot is empty";
            Zero "zero" true, "division by zero";
            Overflow "overflow" true, "result leaves 64 bits";
            Index "index" true, "index outside the sequence";
            Exact "exact" true, "int not exact as a float";
            Range "range" true, "number outside the range the loop was compiled for";
            Raised "raised" false, "helper raised";
            Validity "validity" true, "assumption broken";
            Pending "pending" true, "finalisers or a collection wait";
            Poll "poll" true, "interrupt or end of fuel";
        }
    };
}

macro_rules! define_guard_kinds {
    ($($name:ident $text:literal $forced:literal, $doc:literal;)*) => {
        /// Why a guard leaves the region.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum GuardKind { $(#[doc = $doc] $name),* }

        impl GuardKind {
            /// Every kind, in the order of the list.
            pub const ALL: &[GuardKind] = &[$(GuardKind::$name),*];

            /// Name in dumps and counters.
            pub const fn name(self) -> &'static str {
                match self { $(GuardKind::$name => $text),* }
            }

            /// What a failure means, for logs.
            pub const fn meaning(self) -> &'static str {
                match self { $(GuardKind::$name => $doc),* }
            }

            /// Whether forced-exit modes may take this exit although the guard holds.
            pub const fn may_force(self) -> bool {
                match self { $(GuardKind::$name => $forced),* }
            }
        }
    };
}
for_each_guard_kind!(define_guard_kinds);

/// Calls `$mac!` with every row of the list of IR ops.
#[macro_export]
macro_rules! for_each_ir_op {
    ($mac:ident) => {
        $mac! {
            // Constants.
            const_int [] IntImm -> Int, Class::Pure, "An integer.";
            const_float [] FloatImm -> Float, Class::Pure, "A float.";
            const_bool [] IntImm -> Bool, Class::Pure, "A truth value: 0 or 1.";
            const_val [] WordImm -> Val, Class::Pure, "A tagged value that is no heap pointer.";
            const_ref [] ConstImm -> Val, Class::Pure, "A pinned object (or any tagged word) of the constant table; borrowed.";
            const_ptr [] ConstImm -> Ptr, Class::Pure, "An address of the constant table.";

            // i64, wrapping unless checked.
            add [Int Int] NoImm -> Int, Class::Pure, "Sum, wraps.";
            sub [Int Int] NoImm -> Int, Class::Pure, "Difference, wraps.";
            mul [Int Int] NoImm -> Int, Class::Pure, "Product, wraps.";
            neg [Int] NoImm -> Int, Class::Pure, "Negation, wraps.";
            and [Int Int] NoImm -> Int, Class::Pure, "Bitwise and.";
            or [Int Int] NoImm -> Int, Class::Pure, "Bitwise or.";
            xor [Int Int] NoImm -> Int, Class::Pure, "Bitwise exclusive or.";
            shl [Int Int] NoImm -> Int, Class::Pure, "Left shift by 0..=63, wraps.";
            sar [Int Int] NoImm -> Int, Class::Pure, "Arithmetic right shift by 0..=63.";
            floor_div [Int Int] NoImm -> Int, Class::Pure, "Floor quotient; the divisor is neither 0 nor -1.";
            floor_mod [Int Int] NoImm -> Int, Class::Pure, "Floor remainder; the divisor is neither 0 nor -1.";
            add_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Sum that fits 64 bits.";
            sub_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Difference that fits 64 bits.";
            mul_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Product that fits 64 bits.";
            add_up_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Checked sum whose second operand is known to be >= 0.";
            add_down_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Checked sum whose second operand is known to be <= 0.";
            add_natural_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Checked sum of operands known to be >= 0.";
            sub_down_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Checked difference whose second operand is known to be >= 0.";
            shl_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Left shift by 0..=63 that loses no bit.";
            sar_checked [Int Int] NoImm -> Int, Class::Checked(GuardKind::Overflow), "Python's right shift; exits for negative counts, counts over 63 act as 63.";
            floor_div_checked [Int Int] NoImm -> Int, Class::Guard(GuardKind::Zero), "Floor quotient; exits when the divisor is 0 or the result leaves 64 bits.";
            floor_mod_checked [Int Int] NoImm -> Int, Class::Guard(GuardKind::Zero), "Floor remainder; exits when the divisor is 0.";
            eq [Word Word] NoImm -> Bool, Class::Pure, "Same word.";
            ne [Word Word] NoImm -> Bool, Class::Pure, "Different words.";
            lt [Int Int] NoImm -> Bool, Class::Pure, "Signed less.";
            le [Int Int] NoImm -> Bool, Class::Pure, "Signed less or equal.";
            gt [Int Int] NoImm -> Bool, Class::Pure, "Signed greater.";
            ge [Int Int] NoImm -> Bool, Class::Pure, "Signed greater or equal.";
            ult [Int Int] NoImm -> Bool, Class::Pure, "Unsigned less: an index test.";
            select [Bool Any Any] NoImm -> Any, Class::Pure, "The second operand if the first is true, else the third.";

            // Truth values.
            not [Bool] NoImm -> Bool, Class::Pure, "Negation.";
            both [Bool Bool] NoImm -> Bool, Class::Pure, "Conjunction.";
            either [Bool Bool] NoImm -> Bool, Class::Pure, "Disjunction.";
            bool_to_int [Bool] NoImm -> Int, Class::Pure, "0 or 1.";

            // f64.
            fadd [Float Float] NoImm -> Float, Class::Pure, "Sum.";
            fsub [Float Float] NoImm -> Float, Class::Pure, "Difference.";
            fmul [Float Float] NoImm -> Float, Class::Pure, "Product.";
            fdiv [Float Float] NoImm -> Float, Class::Pure, "Quotient, as IEEE 754.";
            fneg [Float] NoImm -> Float, Class::Pure, "Negation.";
            fabs [Float] NoImm -> Float, Class::Pure, "Absolute value.";
            feq [Float Float] NoImm -> Bool, Class::Pure, "Equal.";
            fne [Float Float] NoImm -> Bool, Class::Pure, "Unequal or unordered.";
            flt [Float Float] NoImm -> Bool, Class::Pure, "Less.";
            fle [Float Float] NoImm -> Bool, Class::Pure, "Less or equal.";
            fgt [Float Float] NoImm -> Bool, Class::Pure, "Greater.";
            fge [Float Float] NoImm -> Bool, Class::Pure, "Greater or equal.";
            int_to_float [Int] NoImm -> Float, Class::Pure, "Nearest float, ties to even, as `float(i)`.";

            // Tagging.
            tag_int [Int] NoImm -> Val, Class::Pure, "Immediate int; the operand fits 62 bits.";
            untag_int [Val] NoImm -> Int, Class::Pure, "Value of an immediate int.";
            box_int [Int] NoImm -> Val, Class::Box, "Immediate or heap int; owned.";
            box_float [Float] NoImm -> Val, Class::Box, "Immediate or heap float; owned.";
            unbox_float [Val] NoImm -> Float, Class::Pure, "Bits of a float, immediate or on the heap.";
            tag_bool [Bool] NoImm -> Val, Class::Pure, "False or True.";
            untag_bool [Val] NoImm -> Bool, Class::Pure, "Of False or True.";
            ref_ptr [Val] NoImm -> Ptr, Class::Pure, "Address of a heap object.";
            ptr_ref [Ptr] NoImm -> Val, Class::Pure, "Heap pointer to this address.";
            ptr_word [Ptr] NoImm -> Int, Class::Pure, "The address as a number.";

            // Tests of kinds.
            is_int [Val] NoImm -> Bool, Class::Pure, "Is an immediate int.";
            is_float [Val] NoImm -> Bool, Class::Pure, "Is an immediate float: one on the heap has an identity.";
            is_bool [Val] NoImm -> Bool, Class::Pure, "Is False or True.";
            is_heap [Val] NoImm -> Bool, Class::Pure, "Is a heap pointer.";
            is_type [Val] TypeImm -> Bool, Class::Pure, "Is a heap object of this type.";

            // Guards.
            guard_int [Val] NoImm -> Unit, Class::Guard(GuardKind::Int), "Immediate int.";
            guard_float [Val] NoImm -> Unit, Class::Guard(GuardKind::Float), "Immediate float.";
            guard_bool [Val] NoImm -> Unit, Class::Guard(GuardKind::Bool), "False or True.";
            guard_type [Val] TypeImm -> Unit, Class::Guard(GuardKind::Type), "Heap object of this type.";
            guard_eq [Word Word] NoImm -> Unit, Class::Guard(GuardKind::Identity), "Same word.";
            guard_ne [Word Word] NoImm -> Unit, Class::Guard(GuardKind::Identity), "Different words.";
            guard_true [Bool] NoImm -> Unit, Class::Guard(GuardKind::Branch), "True.";
            guard_false [Bool] NoImm -> Unit, Class::Guard(GuardKind::Branch), "False.";
            guard_bound [Val] NoImm -> Unit, Class::Guard(GuardKind::Null), "Not NULL.";
            guard_nonzero [Int] NoImm -> Unit, Class::Guard(GuardKind::Zero), "Not 0.";
            guard_fnonzero [Float] NoImm -> Unit, Class::Guard(GuardKind::Zero), "Not 0.0 (nor -0.0).";
            guard_index [Int Int] NoImm -> Unit, Class::Guard(GuardKind::Index), "0 <= first < second.";
            guard_within [Int] IntImm -> Unit, Class::Guard(GuardKind::Range), "0 <= operand <= immediate.";
            guard_exact [Int] NoImm -> Unit, Class::Guard(GuardKind::Exact), "At most 53 bits: exact as a float.";
            guard_ok [Val] NoImm -> Unit, Class::Guard(GuardKind::Raised), "Not RAISED.";
            guard_valid [Ptr] NoImm -> Unit, Class::Watch(GuardKind::Validity), "The `u32` validity word at this address is zero.";
            pending [] NoImm -> Unit, Class::Watch(GuardKind::Pending), "Nothing waits in `vm.PENDING`.";
            poll [] NoImm -> Unit, Class::Watch(GuardKind::Poll), "No interrupt in `vm.POLL`; best placed at the start of a loop head, where it can be strip-mined.";

            // Memory.
            load_int [Ptr] MemImm -> Int, Class::Load, "64 bits.";
            load_val [Ptr] MemImm -> Val, Class::Load, "A tagged value; takes over no count by itself.";
            load_ptr [Ptr] MemImm -> Ptr, Class::Load, "An address.";
            load_float [Ptr] MemImm -> Float, Class::Load, "An `f64`.";
            load_u32 [Ptr] MemImm -> Int, Class::Load, "32 bits, zero-extended.";
            load_u8 [Ptr] MemImm -> Int, Class::Load, "8 bits, zero-extended.";
            load_item [Ptr Int] MemImm -> Val, Class::Load, "The tagged value at base + offset + 8 * index.";
            store [Ptr Any] MemImm -> Unit, Class::Store, "The second operand, 64 bits (not a truth value).";
            store_u32 [Ptr Int] MemImm -> Unit, Class::Store, "Low 32 bits of the second operand.";
            store_u8 [Ptr Int] MemImm -> Unit, Class::Store, "Low 8 bits of the second operand.";
            store_item [Ptr Int Val] MemImm -> Unit, Class::Store, "The third operand at base + offset + 8 * index.";

            // Counts and calls.
            inc [Val] NoImm -> Unit, Class::Count, "One more count of a heap object.";
            inc_any [Val] NoImm -> Unit, Class::Count, "The same for any value.";
            dec [Val] NoImm -> Unit, Class::Count, "One count less of a heap object, released at zero.";
            dec_any [Val] NoImm -> Unit, Class::Count, "The same for any value.";
            call [] HelperImm -> Unit, Class::Call, "Calls a helper; operands and result as its row says.";
        }
    };
}

macro_rules! define_ops {
    ($($name:ident [$($param:ident)*] $imm:ident -> $result:ident, $class:expr, $doc:literal;)*) => {
        /// An IR op.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(non_camel_case_types, reason = "named as in dumps")]
        pub enum Op { $(#[doc = $doc] $name),* }

        impl Op {
            /// Every op, in the order of the list.
            pub const ALL: &[Op] = &[$(Op::$name),*];

            /// Name in dumps.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name)),* }
            }

            /// What it does.
            pub const fn meaning(self) -> &'static str {
                match self { $(Op::$name => $doc),* }
            }

            /// The op with this name.
            pub fn from_name(name: &str) -> Option<Op> {
                match name { $(stringify!($name) => Some(Op::$name),)* _ => None }
            }

            /// Kinds of its operands; those of `call` are its helper's.
            pub const fn parameters(self) -> &'static [Kind] {
                match self { $(Op::$name => &[$(Kind::$param),*]),* }
            }

            /// Which immediate it has.
            pub const fn imm(self) -> ImmKind {
                match self { $(Op::$name => ImmKind::$imm),* }
            }

            /// Kind of its result; that of `call` is its helper's.
            pub const fn result(self) -> Kind {
                match self { $(Op::$name => Kind::$result),* }
            }

            /// What it does besides computing the result.
            pub const fn class(self) -> Class {
                match self { $(Op::$name => $class),* }
            }
        }
    };
}
for_each_ir_op!(define_ops);

impl Op {
    /// The guard kind of ops that may leave the region; these and only these have a snapshot.
    pub const fn guard(self) -> Option<GuardKind> {
        match self.class() {
            Class::Guard(kind) | Class::Checked(kind) | Class::Watch(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether it is one of the `const_*` ops.
    pub const fn is_const(self) -> bool {
        use Op::{const_bool, const_float, const_int, const_ptr, const_ref, const_val};
        matches!(self, const_int | const_float | const_bool | const_val | const_ref | const_ptr)
    }

    /// Effects as those of a helper; `helper` is the one called by [`Op::call`].
    pub fn effects(self, helper: Option<Helper>) -> Effects {
        match (self.class(), helper) {
            (Class::Call, Some(helper)) => helper.effects(),
            (Class::Box, _) => Effects { may_allocate: true, ..Effects::default() },
            (Class::Count, _) if matches!(self, Op::dec | Op::dec_any) => Helper::release.effects(),
            _ => Effects::default(),
        }
    }
}
