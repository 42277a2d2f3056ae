//! The interpreter: one loop, one `match`, the registers in local variables.
//!
//! - Fast arms work on the registers and `continue`. Everything else flushes the registers to the
//!   frame, calls a function of its family (`arithmetic`, `names`, `calls` …) with a copy of them, and goes
//!   on as the [`Flow`] says; behind it, the heap's queues are run when they hold something.
//! - The loop is stackless: calls of Python functions, generators entered by `FOR_ITER`, `SEND`, `next`
//!   and `send`, yields and returns only exchange the registers (`frames`). Native code that calls back
//!   enters a loop of its own through [`execute`].
//! - The loop is generic over an [`Observer`]; an enabled one sees every instruction in its base form.
//!
//! Requirement: the registers are flushed wherever Python code, the collector or a raised exception may
//! look at the frame. Requirement: an instruction drops its operands last, so that a finaliser made due
//! by it finds the frame at an instruction boundary.

mod arithmetic;
mod attributes;
mod awaiting;
pub(crate) mod blocks;
mod build;
pub(crate) mod calls;
pub(crate) mod flow;
pub(crate) mod frames;
mod imports;
mod iterate;
pub(crate) mod layouts;
pub(crate) mod names;
mod numbers;
pub(crate) mod opcode;
mod patterns;
pub(crate) mod quicken;
#[cfg(feature = "jit")]
pub(crate) mod single;
pub(crate) mod stack;
mod text;
mod typing;

use std::sync::atomic::Ordering;

pub(crate) use calls::{call_from_native as call_function_slot, run_in_namespace};
pub(crate) use flow::Flow;
pub(crate) use stack::Regs;

use crate::frame::{Frame, flag, owner, state};
use crate::generator;
use crate::tier::{self, Checks, Observer, Off, Watching};
use crate::value::Raw;
use crate::vm::Vm;
use opcode as op;
use stack::release;

/// Runs a frame until it yields, returns or raises to whoever entered it: the value, `FINISHED` with the
/// result in `vm.ret` (generators), or `RAISED`.
///
/// The frame carries [`flag::ENTRY`] and is `vm.frame`.
pub(crate) fn execute(vm: &mut Vm, frame: *mut Frame) -> Raw {
    debug_assert!(std::ptr::eq(vm.frame, frame));
    // SAFETY: the caller passes a live, complete frame.
    continue_at(vm, unsafe { Regs::of(frame) })
}

/// Runs from these registers on, in whichever instance of the loop the tier asks for.
pub(crate) fn continue_at(vm: &mut Vm, regs: Regs) -> Raw {
    let before = tier::recording_number(vm);
    continue_recording(vm, regs, before)
}

/// The same where the activation of the loop began earlier, while `before` was being recorded.
pub(crate) fn continue_recording(vm: &mut Vm, regs: Regs, before: u64) -> Raw {
    let mut regs = regs;
    loop {
        let flow = match tier::watching(vm) {
            Watching::Nobody => run(vm, &mut regs, &mut Off),
            Watching::Checks => run(vm, &mut regs, &mut Checks),
            #[cfg(feature = "jit")]
            Watching::Recorder => run(vm, &mut regs, &mut crate::jit_glue::Recording),
        };
        if let Flow::Exit(answer) = flow {
            tier::leave_loop(vm, &regs, before);
            return answer;
        }
    }
}

/// Unwinds an exception that is in flight at these registers, and goes on in its handler.
pub(crate) fn raise_at(vm: &mut Vm, mut regs: Regs) -> Raw {
    match crate::exceptions::unwind(vm, &mut regs, true) {
        Flow::Exit(answer) => answer,
        _ => continue_at(vm, regs),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm an opcode; arms are short and call their families")]
fn run<O: Observer>(vm: &mut Vm, regs: &mut Regs, observer: &mut O) -> Flow {
    let mut r = *regs;
    'next: loop {
        if O::ENABLED {
            r.flush();
            if !observer.before(vm, &r) {
                *regs = r;
                return Flow::Switch;
            }
        }
        let unit = r.fetch();
        let mut opcode = unit as u8;
        let mut oparg = usize::from(unit >> 8);

        // Runs a slow path on a copy of the registers, so that the loop's own stay out of memory.
        macro_rules! slow {
            ($path:path $(, $argument:expr)*) => {{
                r.flush();
                let mut copy = r;
                let flow = Flow::from($path(vm, &mut copy $(, $argument)*));
                r = copy;
                flow
            }};
        }
        // Drops a word that an instruction has taken out; the last thing it does.
        macro_rules! drop_word {
            ($word:expr) => {{
                release($word);
                if vm.heap.pending() != 0 {
                    r.flush();
                    vm.run_pending();
                }
            }};
        }
        macro_rules! binary {
            ($fast:path) => {{
                r.skip(5);
                match $fast(r.peek(2), r.peek(1)) {
                    Some(result) => {
                        r.forget(1);
                        r.poke(1, result);
                        continue 'next;
                    }
                    None => slow!(arithmetic::binary, oparg),
                }
            }};
        }
        macro_rules! jump_on {
            ($taken:expr) => {{
                // `ip` stands behind the comparison's cache: jump instruction, its cache, NOT_TAKEN.
                let jump = r.unit(0);
                let wanted = jump as u8 == op::POP_JUMP_IF_TRUE;
                r.skip(2);
                if $taken == wanted {
                    r.skip(usize::from(jump >> 8));
                }
                continue 'next;
            }};
        }

        let flow = 'decoded: loop {
            if O::BASE_FORMS {
                opcode = op::base(opcode);
            }
            break 'decoded match opcode {
                op::EXTENDED_ARG => {
                    let unit = r.fetch();
                    opcode = unit as u8;
                    oparg = oparg << 8 | usize::from(unit >> 8);
                    continue 'decoded;
                }
                op::NOP | op::NOT_TAKEN | op::CACHE | op::RESERVED => continue 'next,
                op::RESUME => {
                    if vm.poll.load(Ordering::Relaxed) != 0 {
                        slow!(tier::poll)
                    } else {
                        continue 'next;
                    }
                }

                op::RESUME_COUNTED => {
                    let heat = r.code().heat.get();
                    r.code().heat.set(heat.wrapping_sub(1));
                    if vm.poll.load(Ordering::Relaxed) != 0 {
                        slow!(tier::poll)
                    } else if heat <= 1 {
                        slow!(tier::hot_body)
                    } else {
                        continue 'next;
                    }
                }

                op::RESUME_NATIVE => {
                    if vm.poll.load(Ordering::Relaxed) != 0 {
                        slow!(tier::poll)
                    } else {
                        slow!(tier::enter_function)
                    }
                }

                // Locals, constants and the stack.
                op::LOAD_FAST | op::LOAD_FAST_BORROW => {
                    let word = r.local(oparg);
                    r.push_new(word);
                    continue 'next;
                }
                op::LOAD_FAST_BORROW_LOAD_FAST_BORROW | op::LOAD_FAST_LOAD_FAST => {
                    let (first, second) = (r.local(oparg >> 4), r.local(oparg & 15));
                    r.push_new(first);
                    r.push_new(second);
                    continue 'next;
                }
                op::LOAD_FAST_CHECK => {
                    let word = r.local(oparg);
                    if word == Raw::NULL {
                        slow!(names::unbound_local, oparg)
                    } else {
                        r.push_new(word);
                        continue 'next;
                    }
                }
                op::LOAD_FAST_AND_CLEAR => {
                    let word = r.replace_local(oparg, Raw::NULL);
                    r.push(word);
                    continue 'next;
                }
                op::STORE_FAST => {
                    let word = r.pop();
                    let old = r.replace_local(oparg, word);
                    if old.is_object() {
                        drop_word!(old);
                    }
                    continue 'next;
                }
                op::STORE_FAST_LOAD_FAST => {
                    let word = r.pop();
                    let old = r.replace_local(oparg >> 4, word);
                    let loaded = r.local(oparg & 15);
                    r.push_new(loaded);
                    if old.is_object() {
                        drop_word!(old);
                    }
                    continue 'next;
                }
                op::STORE_FAST_STORE_FAST => {
                    let word = r.pop();
                    let first = r.replace_local(oparg >> 4, word);
                    let word = r.pop();
                    let second = r.replace_local(oparg & 15, word);
                    if first.is_object() || second.is_object() {
                        release(first);
                        drop_word!(second);
                    }
                    continue 'next;
                }
                op::DELETE_FAST => {
                    let old = r.replace_local(oparg, Raw::NULL);
                    if old == Raw::NULL {
                        slow!(names::unbound_local, oparg)
                    } else {
                        drop_word!(old);
                        continue 'next;
                    }
                }
                op::LOAD_CONST => {
                    let word = r.constant(oparg);
                    r.push_new(word);
                    continue 'next;
                }
                op::LOAD_SMALL_INT => {
                    r.push(Raw::from_small(oparg as i64));
                    continue 'next;
                }
                op::POP_TOP | op::END_FOR | op::POP_ITER => {
                    let word = r.pop();
                    if word.is_object() {
                        drop_word!(word);
                    }
                    continue 'next;
                }
                op::PUSH_NULL => {
                    r.push(Raw::NULL);
                    continue 'next;
                }
                op::COPY => {
                    let word = r.peek(oparg);
                    r.push_new(word);
                    continue 'next;
                }
                op::SWAP => {
                    let (top, other) = (r.peek(1), r.peek(oparg));
                    r.poke(1, other);
                    r.poke(oparg, top);
                    continue 'next;
                }
                op::FAST_SMALL_BINARY_STORE => {
                    // LOAD_FAST_BORROW, LOAD_SMALL_INT, BINARY_OP + or -, its caches, STORE_FAST.
                    let local = r.local(oparg);
                    let small = Raw::from_small(i64::from(r.unit(0) >> 8));
                    let result = match r.unit(1) as u8 {
                        op::BINARY_ADD => numbers::add(local, small),
                        _ => numbers::subtract(local, small),
                    };
                    match result {
                        Some(result) => {
                            let old = r.replace_local(usize::from(r.unit(7) >> 8), result);
                            r.skip(8);
                            if old.is_object() {
                                drop_word!(old);
                            }
                        }
                        None => r.push_new(local),
                    }
                    continue 'next;
                }
                op::FAST_FAST_ADD_STORE => {
                    // LOAD_FAST_BORROW_LOAD_FAST_BORROW, BINARY_OP +, its caches, STORE_FAST.
                    let (first, second) = (r.local(oparg >> 4), r.local(oparg & 15));
                    match numbers::add(first, second) {
                        Some(result) => {
                            let old = r.replace_local(usize::from(r.unit(6) >> 8), result);
                            r.skip(7);
                            if old.is_object() {
                                drop_word!(old);
                            }
                        }
                        None => {
                            r.push_new(first);
                            r.push_new(second);
                        }
                    }
                    continue 'next;
                }

                // Arithmetic and comparison.
                op::BINARY_ADD => binary!(numbers::add),
                op::BINARY_SUBTRACT => binary!(numbers::subtract),
                op::BINARY_MULTIPLY => binary!(numbers::multiply),
                op::BINARY_REMAINDER => binary!(numbers::remainder),
                op::BINARY_FLOOR_DIVIDE => binary!(numbers::floor_divide),
                op::BINARY_TRUE_DIVIDE => binary!(numbers::true_divide),
                op::BINARY_AND => binary!(numbers::and),
                op::BINARY_OR => binary!(numbers::or),
                op::BINARY_XOR => binary!(numbers::xor),
                op::BINARY_SHIFT_RIGHT => binary!(numbers::shift_right),
                op::BINARY_SUBSCRIPT => {
                    r.skip(5);
                    match iterate::item_at(r.peek(2), r.peek(1)) {
                        Some(item) => {
                            let sequence = r.peek(2);
                            r.forget(1);
                            r.poke(1, item);
                            drop_word!(sequence);
                            continue 'next;
                        }
                        None => match text::character(vm, r.peek_value(2), r.peek(1)) {
                            Some(character) => {
                                r.forget(1);
                                release(r.peek(1));
                                r.poke(1, character);
                                continue 'next;
                            }
                            None => slow!(arithmetic::binary, oparg),
                        },
                    }
                }
                op::BINARY_OP => {
                    r.skip(5);
                    slow!(arithmetic::binary, oparg)
                }
                op::COMPARE_JUMP => {
                    r.skip(1);
                    match numbers::compare(oparg, r.peek(2), r.peek(1)) {
                        Some(holds) => {
                            r.forget(2);
                            jump_on!(holds)
                        }
                        None => {
                            let mut copy = r;
                            let holds = text::compare(&mut copy, oparg);
                            r = copy;
                            match holds {
                                Some(holds) => jump_on!(holds),
                                None => slow!(arithmetic::compare, oparg),
                            }
                        }
                    }
                }
                op::FAST_FAST_COMPARE_JUMP => {
                    let (first, second) = (r.local(oparg >> 4), r.local(oparg & 15));
                    match numbers::compare(usize::from(r.unit(0) >> 8), first, second) {
                        Some(holds) => {
                            r.skip(2);
                            jump_on!(holds)
                        }
                        None => {
                            r.push_new(first);
                            r.push_new(second);
                            continue 'next;
                        }
                    }
                }
                op::FAST_SMALL_COMPARE_JUMP => {
                    let local = r.local(oparg);
                    let small = Raw::from_small(i64::from(r.unit(0) >> 8));
                    match numbers::compare(usize::from(r.unit(1) >> 8), local, small) {
                        Some(holds) => {
                            r.skip(3);
                            jump_on!(holds)
                        }
                        None => {
                            r.push_new(local);
                            continue 'next;
                        }
                    }
                }
                op::COMPARE_OP => {
                    r.skip(1);
                    match numbers::compare(oparg, r.peek(2), r.peek(1)) {
                        Some(holds) => {
                            r.forget(1);
                            r.poke(1, Raw::from_bool(holds));
                            continue 'next;
                        }
                        None => slow!(arithmetic::compare, oparg),
                    }
                }
                op::IS_OP => {
                    let (first, second) = (r.peek(2), r.peek(1));
                    r.forget(1);
                    r.poke(1, Raw::from_bool((first == second) != (oparg == 1)));
                    release(second);
                    drop_word!(first);
                    continue 'next;
                }
                op::CONTAINS_OP => {
                    r.skip(1);
                    slow!(arithmetic::contains, oparg)
                }
                op::TO_BOOL => {
                    r.skip(3);
                    let word = r.peek(1);
                    if word.is_bool() {
                        continue 'next;
                    } else if word.is_small() {
                        r.poke(1, Raw::from_bool(word.0 != 0));
                        continue 'next;
                    } else if word == Raw::NONE {
                        r.poke(1, Raw::FALSE);
                        continue 'next;
                    } else {
                        slow!(arithmetic::to_bool)
                    }
                }
                op::UNARY_NOT => {
                    let word = r.peek(1);
                    if word.is_bool() {
                        r.poke(1, Raw::from_bool(word == Raw::FALSE));
                        continue 'next;
                    } else {
                        slow!(arithmetic::not)
                    }
                }
                op::UNARY_NEGATIVE => slow!(arithmetic::negative),
                op::UNARY_INVERT => slow!(arithmetic::invert),

                // Jumps.
                op::POP_JUMP_IF_FALSE => {
                    r.skip(1);
                    if r.pop() == Raw::FALSE {
                        r.skip(oparg);
                    }
                    continue 'next;
                }
                op::POP_JUMP_IF_TRUE => {
                    r.skip(1);
                    if r.pop() == Raw::TRUE {
                        r.skip(oparg);
                    }
                    continue 'next;
                }
                op::POP_JUMP_IF_NONE => {
                    r.skip(1);
                    let word = r.pop();
                    if word == Raw::NONE {
                        r.skip(oparg);
                    } else {
                        drop_word!(word);
                    }
                    continue 'next;
                }
                op::POP_JUMP_IF_NOT_NONE => {
                    r.skip(1);
                    let word = r.pop();
                    if word != Raw::NONE {
                        r.skip(oparg);
                        drop_word!(word);
                    }
                    continue 'next;
                }
                op::JUMP_FORWARD => {
                    r.skip(oparg);
                    continue 'next;
                }
                op::JUMP_BACKWARD_NO_INTERRUPT => {
                    r.jump(-(oparg as isize));
                    continue 'next;
                }
                op::JUMP_BACKWARD => {
                    r.skip(1);
                    if vm.poll.load(Ordering::Relaxed) | vm.heap.pending() != 0 {
                        slow!(tier::poll_back, oparg)
                    } else {
                        r.jump(-(oparg as isize));
                        continue 'next;
                    }
                }
                op::JUMP_BACKWARD_COUNTED => {
                    let heat = r.unit(0).wrapping_add(1);
                    r.set_unit(0, heat);
                    r.skip(1);
                    if vm.poll.load(Ordering::Relaxed) | vm.heap.pending() != 0 {
                        slow!(tier::poll_back, oparg)
                    } else {
                        r.jump(-(oparg as isize));
                        if heat < vm.loop_threshold {
                            continue 'next;
                        }
                        slow!(tier::hot_loop, oparg)
                    }
                }

                // Iteration and generators.
                op::FOR_ITER_RANGE => {
                    r.skip(1);
                    match iterate::next_of_range(r.peek(1)) {
                        iterate::Step::Item(item) => {
                            r.push(item);
                            continue 'next;
                        }
                        iterate::Step::End => {
                            r.skip(oparg + 1);
                            continue 'next;
                        }
                        iterate::Step::Other => slow!(iterate::for_iter, oparg),
                    }
                }
                op::FOR_ITER_LIST => {
                    r.skip(1);
                    match iterate::next_of_list(r.peek(1)) {
                        iterate::Step::Item(item) => {
                            r.push(item);
                            continue 'next;
                        }
                        iterate::Step::End => {
                            r.skip(oparg + 1);
                            continue 'next;
                        }
                        iterate::Step::Other => slow!(iterate::for_iter, oparg),
                    }
                }
                op::FOR_ITER_TUPLE => {
                    r.skip(1);
                    match iterate::next_of_tuple(r.peek(1)) {
                        iterate::Step::Item(item) => {
                            r.push(item);
                            continue 'next;
                        }
                        iterate::Step::End => {
                            r.skip(oparg + 1);
                            continue 'next;
                        }
                        iterate::Step::Other => slow!(iterate::for_iter, oparg),
                    }
                }
                op::FOR_ITER_GENERATOR => {
                    r.skip(1);
                    match generator::ready(vm, r.peek(1)) {
                        Some(root) => {
                            r.flush();
                            // SAFETY: the generator is on the operand stack, hence alive.
                            r = unsafe { generator::enter(vm, root, flag::FOR_ITER, r.frame) };
                            if !tier::is_interpreted(r.frame) {
                                slow!(tier::resume_native, Raw::NONE)
                            } else if r.unit(0) as u8 == op::RESUME && r.unit(1) as u8 == op::POP_TOP {
                                r.skip(2);
                                continue 'next;
                            } else {
                                r.push(Raw::NONE);
                                continue 'next;
                            }
                        }
                        None => slow!(iterate::for_iter, oparg),
                    }
                }
                op::FOR_ITER => {
                    r.skip(1);
                    slow!(iterate::for_iter, oparg)
                }
                op::YIELD_VALUE => {
                    let word = r.pop();
                    let depth = r.depth() as u32;
                    let ip = r.ip as u64;
                    let frame = r.frame_mut();
                    frame.ip = ip;
                    frame.stack_depth = depth;
                    frame.state = if oparg == 0 { state::SUSPENDED } else { state::DELEGATING };
                    if r.code().continued.get() {
                        tier::suspended(r.frame);
                    }
                    // SAFETY: the frame is that of a generator, just suspended.
                    let (root, consumer) = unsafe { generator::leave_suspended(vm, r.frame) };
                    match consumer {
                        Some(consumer) => {
                            vm.frame = consumer;
                            // SAFETY: the consumer is executing `FOR_ITER`, flushed.
                            r = unsafe { Regs::of(consumer) };
                            r.push(word);
                            continue 'next;
                        }
                        None => {
                            let mut copy = r;
                            let flow = frames::deliver_yield(vm, &mut copy, root, word);
                            r = copy;
                            flow
                        }
                    }
                }
                op::SEND | op::SEND_GENERATOR => {
                    r.skip(1);
                    slow!(iterate::send, oparg)
                }
                op::END_SEND => {
                    let value = r.pop();
                    let receiver = r.peek(1);
                    r.poke(1, value);
                    drop_word!(receiver);
                    continue 'next;
                }
                op::RETURN_GENERATOR => slow!(frames::return_generator),
                op::GET_ITER => slow!(iterate::get_iter),
                op::GET_YIELD_FROM_ITER => slow!(iterate::get_yield_from_iter),
                op::GET_LEN => slow!(iterate::get_len),
                op::UNPACK_SEQUENCE => {
                    r.skip(1);
                    if iterate::unpack_exact_tuple(&mut r, oparg) {
                        continue 'next;
                    }
                    slow!(iterate::unpack_sequence, oparg)
                }
                op::UNPACK_EX => slow!(iterate::unpack_ex, oparg),

                // Calls and returns.
                op::CALL => {
                    r.skip(3);
                    match frames::exact_call(vm, &r, oparg) {
                        Some(callee) => {
                            r = callee;
                            continue 'next;
                        }
                        None => slow!(calls::call, oparg),
                    }
                }
                op::CALL_KW => {
                    r.skip(3);
                    slow!(calls::call_keywords, oparg)
                }
                op::CALL_FUNCTION_EX => slow!(calls::call_unpacked),
                op::RETURN_VALUE => {
                    let frame = r.frame();
                    if frame.owner == owner::STACK && frame.flags == 0 {
                        let word = r.pop();
                        r = frames::leave_plain(vm, r);
                        r.push(word);
                        if vm.heap.pending() != 0 {
                            r.flush();
                            vm.run_pending();
                        }
                        continue 'next;
                    }
                    slow!(frames::return_value)
                }
                op::MAKE_FUNCTION => slow!(calls::make_function),
                op::SET_FUNCTION_ATTRIBUTE => slow!(calls::set_function_attribute, oparg),
                op::LOAD_BUILD_CLASS => slow!(calls::load_build_class),
                op::EXIT_INIT_CHECK => slow!(calls::exit_init_check),

                // Names.
                op::LOAD_GLOBAL_MODULE => match names::cached_global(&r) {
                    Some(word) => {
                        r.skip(4);
                        r.push_new(word);
                        if oparg & 1 != 0 {
                            r.push(Raw::NULL);
                        }
                        continue 'next;
                    }
                    None => {
                        r.skip(4);
                        slow!(names::load_global, oparg)
                    }
                },
                op::LOAD_GLOBAL_BUILTIN => match names::cached_builtin(vm, &r) {
                    Some(word) => {
                        r.skip(4);
                        r.push_new(word);
                        if oparg & 1 != 0 {
                            r.push(Raw::NULL);
                        }
                        continue 'next;
                    }
                    None => {
                        r.skip(4);
                        slow!(names::load_global, oparg)
                    }
                },
                op::LOAD_GLOBAL => {
                    r.skip(4);
                    slow!(names::load_global, oparg)
                }
                op::STORE_GLOBAL => slow!(names::store_global, oparg),
                op::DELETE_GLOBAL => slow!(names::delete_global, oparg),
                op::LOAD_NAME => slow!(names::load_name, oparg),
                op::STORE_NAME => slow!(names::store_name, oparg),
                op::DELETE_NAME => slow!(names::delete_name, oparg),
                op::LOAD_LOCALS => slow!(names::load_locals),
                op::LOAD_FROM_DICT_OR_GLOBALS => slow!(names::load_from_dict_or_globals, oparg),
                op::LOAD_FROM_DICT_OR_DEREF => slow!(names::load_from_dict_or_deref, oparg),
                op::LOAD_DEREF => match names::cell_content(r.local(oparg)) {
                    Some(word) => {
                        r.push_new(word);
                        continue 'next;
                    }
                    None => slow!(names::unbound_deref, oparg),
                },
                op::STORE_DEREF => {
                    let word = r.pop();
                    let old = names::replace_cell(r.local(oparg), word);
                    drop_word!(old);
                    continue 'next;
                }
                op::DELETE_DEREF => slow!(names::delete_deref, oparg),
                op::MAKE_CELL => slow!(names::make_cell, oparg),
                op::COPY_FREE_VARS => slow!(names::copy_free_vars, oparg),
                op::LOAD_COMMON_CONSTANT => slow!(names::load_common_constant, oparg),
                op::SETUP_ANNOTATIONS => slow!(names::setup_annotations),
                op::IMPORT_NAME => slow!(imports::import_name, oparg),
                op::IMPORT_FROM => slow!(imports::import_from, oparg),

                // Attributes and items.
                op::LOAD_ATTR_METHOD => {
                    if attributes::cached_method(&mut r) {
                        r.skip(9);
                        continue 'next;
                    }
                    r.skip(9);
                    slow!(attributes::load_attr, oparg)
                }
                op::LOAD_ATTR_SLOT => match attributes::cached_slot(&r) {
                    Some(word) => {
                        r.skip(9);
                        let object = r.peek(1);
                        // SAFETY: the instance holds the word, and the stack the instance.
                        unsafe { word.inc() };
                        r.poke(1, word);
                        if oparg & 1 != 0 {
                            r.push(Raw::NULL);
                        }
                        drop_word!(object);
                        continue 'next;
                    }
                    None => {
                        r.skip(9);
                        slow!(attributes::load_attr, oparg)
                    }
                },
                op::LOAD_ATTR_COMPUTED => {
                    r.skip(9);
                    slow!(attributes::load_computed, oparg)
                }
                op::LOAD_ATTR => {
                    r.skip(9);
                    slow!(attributes::load_attr, oparg)
                }
                op::STORE_ATTR_SLOT => match attributes::store_cached_slot(&r) {
                    Some(old) => {
                        r.skip(4);
                        let object = r.pop();
                        r.forget(1);
                        release(object);
                        drop_word!(old);
                        continue 'next;
                    }
                    None => {
                        r.skip(4);
                        slow!(attributes::store_attr, oparg)
                    }
                },
                op::STORE_ATTR => {
                    r.skip(4);
                    slow!(attributes::store_attr, oparg)
                }
                op::DELETE_ATTR => slow!(attributes::delete_attr, oparg),
                op::LOAD_SUPER_ATTR => {
                    r.skip(1);
                    slow!(attributes::load_super_attr, oparg)
                }
                op::LOAD_SPECIAL => slow!(attributes::load_special, oparg),
                op::STORE_SUBSCR_LIST => {
                    r.skip(1);
                    match iterate::replace_item(r.peek(2), r.peek(1), r.peek(3)) {
                        Some(old) => {
                            let list = r.peek(2);
                            r.forget(3);
                            release(old);
                            drop_word!(list);
                            continue 'next;
                        }
                        None => slow!(build::store_subscr),
                    }
                }
                op::STORE_SUBSCR => {
                    r.skip(1);
                    slow!(build::store_subscr)
                }
                op::DELETE_SUBSCR => slow!(build::delete_subscr),
                op::BINARY_SLICE => slow!(build::binary_slice),
                op::STORE_SLICE => slow!(build::store_slice),

                // Building.
                op::BUILD_TUPLE => slow!(build::tuple, oparg),
                op::BUILD_LIST => slow!(build::list, oparg),
                op::BUILD_SET => slow!(build::set, oparg),
                op::BUILD_MAP => slow!(build::map, oparg),
                op::BUILD_SLICE => slow!(build::slice, oparg),
                op::BUILD_STRING => slow!(text::build_string, oparg),
                op::BUILD_TEMPLATE => slow!(text::build_template),
                op::BUILD_INTERPOLATION => slow!(text::build_interpolation, oparg),
                op::LIST_APPEND => slow!(build::list_append, oparg),
                op::LIST_EXTEND => slow!(build::list_extend, oparg),
                op::SET_ADD => slow!(build::set_add, oparg),
                op::SET_UPDATE => slow!(build::set_update, oparg),
                op::MAP_ADD => slow!(build::map_add, oparg),
                op::DICT_UPDATE => slow!(build::dict_update, oparg),
                op::DICT_MERGE => slow!(build::dict_merge, oparg),
                op::FORMAT_SIMPLE => slow!(text::format_simple),
                op::FORMAT_WITH_SPEC => slow!(text::format_with_spec),
                op::CONVERT_VALUE => slow!(text::convert_value, oparg),

                // Exceptions and `with`.
                op::PUSH_EXC_INFO => slow!(blocks::push_exc_info),
                op::POP_EXCEPT => slow!(blocks::pop_except),
                op::CHECK_EXC_MATCH => slow!(blocks::check_exc_match),
                op::CHECK_EG_MATCH => slow!(blocks::check_eg_match),
                op::RAISE_VARARGS => slow!(blocks::raise_varargs, oparg),
                op::RERAISE => slow!(blocks::reraise, oparg),
                op::WITH_EXCEPT_START => slow!(blocks::with_except_start),
                op::CLEANUP_THROW => slow!(blocks::cleanup_throw),
                op::CALL_INTRINSIC_1 => slow!(blocks::intrinsic_1, oparg),
                op::CALL_INTRINSIC_2 => slow!(blocks::intrinsic_2, oparg),
                op::GET_AWAITABLE => slow!(awaiting::get_awaitable, oparg),
                op::GET_AITER => slow!(awaiting::get_aiter),
                op::GET_ANEXT => slow!(awaiting::get_anext),
                op::END_ASYNC_FOR => slow!(awaiting::end_async_for),

                op::MATCH_SEQUENCE => slow!(patterns::match_sequence),
                op::MATCH_MAPPING => slow!(patterns::match_mapping),
                op::MATCH_KEYS => slow!(patterns::match_keys),
                op::MATCH_CLASS => slow!(patterns::match_class, oparg),
                op::INTERPRETER_EXIT => slow!(blocks::unsupported, "INTERPRETER_EXIT"),
                unknown => stack::no_instruction(unknown),
            };
        };

        if flow == Flow::Next {
            if vm.heap.pending() != 0 {
                r.flush();
                vm.run_pending();
            }
            continue 'next;
        }
        *regs = r;
        match flow {
            Flow::Raise | Flow::Reraise => match crate::exceptions::unwind(vm, regs, flow == Flow::Raise) {
                Flow::Next => r = *regs,
                other => return other,
            },
            other => return other,
        }
    }
}
