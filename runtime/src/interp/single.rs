//! One instruction at a time, for machine code: what it has no faster way for.
//!
//! The instruction runs on the flushed frame exactly as in the loop, by the same functions. A Python function
//! that it calls runs to its end in a loop of its own.

use super::flow::Flow;
use super::opcode as op;
use super::stack::{Regs, release};
use super::{
    attributes, awaiting, blocks, build, calls, execute as run_frame, imports, iterate, names, patterns, text,
};
use crate::error::{PyResult, Raised};
use crate::frame::flag;
use crate::value::Raw;
use crate::vm::Vm;

/// Executes an instruction at the registers of the innermost frame, which stand behind it. Where it raises,
/// the stack is left `depth` deep.
pub(crate) fn execute(vm: &mut Vm, r: Regs, opcode: u8, oparg: usize, depth: usize) -> PyResult<()> {
    let mut r = r;
    let frame = r.frame;
    let flow = dispatch(vm, &mut r, opcode, oparg);
    let done = match flow {
        Flow::Next if std::ptr::eq(r.frame, frame) => {
            r.flush();
            return Ok(());
        }
        Flow::Next => finish_call(vm, &mut r, frame),
        _ => Err(Raised),
    };
    if done.is_err() {
        settle_depth(&mut r, depth);
    }
    r.flush();
    done
}

/// Runs the function that the instruction has entered; its result goes on the caller's stack.
fn finish_call(vm: &mut Vm, r: &mut Regs, caller: *mut crate::frame::Frame) -> PyResult<()> {
    let callee = r.frame;
    let frame = r.frame_mut();
    frame.flags |= flag::ENTRY;
    r.flush();
    let answer = run_frame(vm, callee);
    // SAFETY: the caller was flushed when the callee was entered, and has waited since.
    *r = unsafe { Regs::of(caller) };
    if answer == Raw::RAISED {
        return Err(Raised);
    }
    r.push(answer);
    Ok(())
}

/// Brings the operand stack to a depth: unwinding drops what is on it.
fn settle_depth(r: &mut Regs, depth: usize) {
    while r.depth() > depth {
        let word = r.pop();
        release(word);
    }
    while r.depth() < depth {
        r.push(Raw::NONE);
    }
}

fn dispatch(vm: &mut Vm, r: &mut Regs, opcode: u8, oparg: usize) -> Flow {
    match opcode {
        op::BINARY_SLICE => build::binary_slice(vm, r).into(),
        op::BUILD_MAP => build::map(vm, r, oparg).into(),
        op::BUILD_SET => build::set(vm, r, oparg).into(),
        op::BUILD_SLICE => build::slice(vm, r, oparg).into(),
        op::BUILD_INTERPOLATION => text::build_interpolation(vm, r, oparg).into(),
        op::BUILD_STRING => text::build_string(vm, r, oparg).into(),
        op::BUILD_TEMPLATE => text::build_template(vm, r).into(),
        op::CALL_FUNCTION_EX => calls::call_unpacked(vm, r),
        op::CALL_INTRINSIC_1 => blocks::intrinsic_1(vm, r, oparg),
        op::CALL_KW => calls::call_keywords(vm, r, oparg),
        op::CONVERT_VALUE => text::convert_value(vm, r, oparg).into(),
        op::DELETE_ATTR => attributes::delete_attr(vm, r, oparg).into(),
        op::DELETE_DEREF => names::delete_deref(vm, r, oparg).into(),
        op::DELETE_GLOBAL => names::delete_global(vm, r, oparg).into(),
        op::DELETE_NAME => names::delete_name(vm, r, oparg).into(),
        op::DELETE_SUBSCR => build::delete_subscr(vm, r).into(),
        op::DICT_MERGE => build::dict_merge(vm, r, oparg).into(),
        op::DICT_UPDATE => build::dict_update(vm, r, oparg).into(),
        op::FORMAT_SIMPLE => text::format_simple(vm, r).into(),
        op::FORMAT_WITH_SPEC => text::format_with_spec(vm, r).into(),
        op::GET_AITER => awaiting::get_aiter(vm, r).into(),
        op::GET_ANEXT => awaiting::get_anext(vm, r).into(),
        op::GET_AWAITABLE => awaiting::get_awaitable(vm, r, oparg).into(),
        op::GET_LEN => iterate::get_len(vm, r).into(),
        op::GET_YIELD_FROM_ITER => iterate::get_yield_from_iter(vm, r).into(),
        op::IMPORT_FROM => imports::import_from(vm, r, oparg).into(),
        op::IMPORT_NAME => imports::import_name(vm, r, oparg).into(),
        op::LIST_EXTEND => build::list_extend(vm, r, oparg).into(),
        op::LOAD_BUILD_CLASS => calls::load_build_class(vm, r).into(),
        op::LOAD_COMMON_CONSTANT => names::load_common_constant(vm, r, oparg).into(),
        op::LOAD_FROM_DICT_OR_DEREF => names::load_from_dict_or_deref(vm, r, oparg).into(),
        op::LOAD_FROM_DICT_OR_GLOBALS => names::load_from_dict_or_globals(vm, r, oparg).into(),
        op::LOAD_LOCALS => names::load_locals(vm, r).into(),
        op::LOAD_SPECIAL => attributes::load_special(vm, r, oparg).into(),
        op::LOAD_SUPER_ATTR => attributes::load_super_attr(vm, r, oparg).into(),
        op::MAKE_FUNCTION => calls::make_function(vm, r).into(),
        op::MAP_ADD => build::map_add(vm, r, oparg).into(),
        op::MATCH_CLASS => patterns::match_class(vm, r, oparg).into(),
        op::MATCH_KEYS => patterns::match_keys(vm, r).into(),
        op::MATCH_MAPPING => patterns::match_mapping(vm, r).into(),
        op::MATCH_SEQUENCE => patterns::match_sequence(vm, r).into(),
        op::SETUP_ANNOTATIONS => names::setup_annotations(vm, r).into(),
        op::SET_ADD => build::set_add(vm, r, oparg).into(),
        op::SET_FUNCTION_ATTRIBUTE => calls::set_function_attribute(vm, r, oparg).into(),
        op::SET_UPDATE => build::set_update(vm, r, oparg).into(),
        op::STORE_SLICE => build::store_slice(vm, r).into(),
        op::UNPACK_EX => iterate::unpack_ex(vm, r, oparg).into(),
        op::UNPACK_SEQUENCE => iterate::unpack_sequence(vm, r, oparg).into(),
        unknown => unreachable!("machine code executes instruction {unknown} itself"),
    }
}
