//! The contract with machine code, asserted: every offset and number of `genjit_jit::abi` that execution
//! defines. What objects define is asserted where they are.

use std::mem::offset_of;

use genjit_jit::abi;

use crate::cell::CellObject;
use crate::frame::{FRAME_HEADER, Frame, owner, state};
use crate::instance::Instance;
use crate::types::id;
use crate::value::Raw;
use crate::vm::{EXIT_BUFFER_WORDS, Vm};

macro_rules! assert_all {
    ($($left:expr, $right:expr;)*) => {
        $(const _: () = assert!($left as i64 == $right as i64, stringify!($left));)*
    };
}

assert_all! {
    offset_of!(Frame, func), abi::frame::FUNC;
    offset_of!(Frame, ip), abi::frame::IP;
    offset_of!(Frame, resume), abi::frame::RESUME;
    offset_of!(Frame, prev), abi::frame::PREV;
    offset_of!(Frame, stack_depth), abi::frame::STACK_DEPTH;
    offset_of!(Frame, owner), abi::frame::OWNER;
    offset_of!(Frame, state), abi::frame::STATE;
    offset_of!(Frame, flags), abi::frame::FLAGS;
    offset_of!(Frame, root), abi::frame::ROOT;
    offset_of!(Frame, leaf), abi::frame::LEAF;
    offset_of!(Frame, exception), abi::frame::EXCEPTION;
    offset_of!(Frame, chain_depth), abi::frame::CHAIN_DEPTH;
    offset_of!(Frame, slot_count), abi::frame::SLOT_COUNT;
    FRAME_HEADER, abi::frame::SLOTS;
    owner::STACK, abi::frame::owner::STACK;
    owner::GENERATOR, abi::frame::owner::GENERATOR;
    state::CREATED, abi::frame::state::CREATED;
    state::SUSPENDED, abi::frame::state::SUSPENDED;
    state::DELEGATING, abi::frame::state::DELEGATING;
    state::RUNNING, abi::frame::state::RUNNING;
    state::FINISHED, abi::frame::state::FINISHED;

    offset_of!(Vm, pending), abi::vm::PENDING;
    offset_of!(Vm, poll), abi::vm::POLL;
    offset_of!(Vm, ret), abi::vm::RET;
    offset_of!(Vm, raised), abi::vm::RAISED;
    offset_of!(Vm, frame), abi::vm::FRAME;
    offset_of!(Vm, stack_limit), abi::vm::STACK_LIMIT;
    offset_of!(Vm, exit_buffer), abi::vm::EXIT_BUFFER;
    offset_of!(Vm, exit_countdown), abi::vm::EXIT_COUNTDOWN;
    offset_of!(Vm, recursion_left), abi::vm::RECURSION_LEFT;
    EXIT_BUFFER_WORDS, abi::vm::EXIT_BUFFER_LEN;

    offset_of!(CellObject, value), abi::cell::VALUE;

    id::BYTES.0, abi::type_id::BYTES;
    id::SET.0, abi::type_id::SET;
    id::FROZENSET.0, abi::type_id::FROZENSET;
    id::DICT_KEYS.0, abi::type_id::DICT_KEYS;
    id::DICT_VALUES.0, abi::type_id::DICT_VALUES;
    id::DICT_ITEMS.0, abi::type_id::DICT_ITEMS;
    id::DICT_KEY_ITERATOR.0, abi::type_id::DICT_KEY_ITERATOR;
    id::DICT_ITEM_ITERATOR.0, abi::type_id::DICT_ITEM_ITERATOR;
    id::DICT_REVERSE_ITEM_ITERATOR.0, abi::type_id::DICT_REVERSE_ITEM_ITERATOR;
    id::STR_ITERATOR.0, abi::type_id::STR_ITERATOR;
    id::BYTES_ITERATOR.0, abi::type_id::BYTES_ITERATOR;
    id::SET_ITERATOR.0, abi::type_id::SET_ITERATOR;
    id::ASYNC_GENERATOR_ASEND.0, abi::type_id::ASYNC_GENERATOR_ASEND;
    id::ENUMERATE.0, abi::type_id::ENUMERATE;
    id::ZIP.0, abi::type_id::ZIP;
    id::MAP.0, abi::type_id::MAP;
    id::FILTER.0, abi::type_id::FILTER;
    id::LIST_REVERSE_ITERATOR.0, abi::type_id::LIST_REVERSE_ITERATOR;

    Instance::SHAPE_OFFSET, abi::instance::SHAPE;
    Instance::CAPACITY_OFFSET, abi::instance::SHAPE + 4;
    Instance::VALUES_OFFSET, abi::instance::VALUES;
    crate::instance::DICT_SHAPE, abi::instance::NO_SHAPE;

    crate::frame::flag::NOTES, abi::frame::NOTES;
    crate::frame::flag::AWAITED >> 8, abi::frame::upper::AWAITED;
    crate::frame::flag::CLOSED >> 8, abi::frame::upper::CLOSED;
    crate::frame::flag::HOOKED >> 8, abi::frame::upper::HOOKED;
    Raw::NULL.0, abi::tag::NULL;
    Raw::NONE.0, abi::tag::NONE;
    Raw::FALSE.0, abi::tag::FALSE;
    Raw::TRUE.0, abi::tag::TRUE;
    Raw::FINISHED.0, abi::tag::FINISHED;
    Raw::RAISED.0, abi::tag::RAISED;
    Raw::UNWIND.0, abi::tag::UNWIND;
    Raw::INTERPRET.0, abi::tag::INTERPRET;
    Raw::POISON.0, abi::tag::POISON;
}
