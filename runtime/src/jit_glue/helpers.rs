//! The runtime functions that machine code calls: one for each row of the contract's helper list.
//!
//! Parameters are borrowed words, results are owned; `RAISED` says that an exception is in `vm.raised`.
//! Machine code has flushed its frames where the row says `may_run_code`.

use genjit_bytecode::{BinaryOp, CompareOp};
use genjit_jit::abi::Helper;
use genjit_jit::backend::HelperTable;

use super::objects;
use crate::async_generator;
use crate::chain;
use crate::error::{PyResult, Raised};
use crate::exceptions::unwinding;
use crate::frame::Frame;
use crate::function::Function;
use crate::generator::{self, Resumed};
use crate::heap::Heap;
use crate::instance::Instance;
use crate::interp::stack::release as release_owned;
use crate::interp::{Regs, blocks, calls, frames, names, single};
use crate::list::List;
use crate::slots::UnaryOp;
use crate::string;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// The addresses of all helpers.
pub(super) fn table() -> HelperTable {
    HelperTable::new(address)
}

fn address(helper: Helper) -> usize {
    match helper {
        Helper::box_int => box_int as *const () as usize,
        Helper::box_float => box_float as *const () as usize,
        Helper::release => release as *const () as usize,
        Helper::binary_op => binary_op as *const () as usize,
        Helper::compare_op => compare_op as *const () as usize,
        Helper::contains => contains as *const () as usize,
        Helper::to_bool => to_bool as *const () as usize,
        Helper::unary_negative => unary_negative as *const () as usize,
        Helper::subscript => subscript as *const () as usize,
        Helper::store_subscript => store_subscript as *const () as usize,
        Helper::load_attribute => load_attribute as *const () as usize,
        Helper::store_attribute => store_attribute as *const () as usize,
        Helper::compare_texts => compare_texts as *const () as usize,
        Helper::character => character as *const () as usize,
        Helper::text_length => text_length as *const () as usize,
        Helper::list_append => list_append as *const () as usize,
        Helper::new_list => new_list as *const () as usize,
        Helper::new_tuple => new_tuple as *const () as usize,
        Helper::float_power => float_power as *const () as usize,
        Helper::float_mod => float_mod as *const () as usize,
        Helper::float_floor_div => float_floor_div as *const () as usize,
        Helper::call => call as *const () as usize,
        Helper::call_python => call_python as *const () as usize,
        Helper::construct => construct as *const () as usize,
        Helper::new_instance => new_instance as *const () as usize,
        Helper::enter_call => enter_call as *const () as usize,
        Helper::leave_call => leave_call as *const () as usize,
        Helper::instruction => instruction as *const () as usize,
        Helper::get_iterator => get_iterator as *const () as usize,
        Helper::next_item => next_item as *const () as usize,
        Helper::resume => resume as *const () as usize,
        Helper::plain_iterator => plain_iterator as *const () as usize,
        Helper::next_plain => next_plain as *const () as usize,
        Helper::next_entry => next_entry as *const () as usize,
        Helper::next_items => next_items as *const () as usize,
        Helper::send_item => send_item as *const () as usize,
        Helper::run_pending => run_pending as *const () as usize,
        Helper::catch => catch as *const () as usize,
        Helper::stop_iteration => stop_iteration as *const () as usize,
        Helper::exception_matches => exception_matches as *const () as usize,
        Helper::push_exc_info => push_exc_info as *const () as usize,
        Helper::pop_except => pop_except as *const () as usize,
        Helper::finish_generator => finish_generator as *const () as usize,
        Helper::link => link as *const () as usize,
        Helper::delegate => delegate as *const () as usize,
        Helper::new_generator => new_generator as *const () as usize,
        Helper::new_range => new_range as *const () as usize,
        Helper::new_cell => new_cell as *const () as usize,
        Helper::new_range_iterator => new_range_iterator as *const () as usize,
        Helper::new_asend => new_asend as *const () as usize,
        Helper::ask_hooks => ask_hooks as *const () as usize,
        Helper::close_asend => close_asend as *const () as usize,
        Helper::new_sequence_iterator => new_sequence_iterator as *const () as usize,
        Helper::load_global => load_global as *const () as usize,
        Helper::load_name => load_name as *const () as usize,
        Helper::store_name => store_name as *const () as usize,
        Helper::store_global => store_global as *const () as usize,
    }
}

/// The machine that machine code was entered with.
///
/// # Safety
/// `vm` came from machine code, which got it from the machine that runs it and holds no borrow of it.
unsafe fn machine<'a>(vm: *mut Vm) -> &'a mut Vm {
    // SAFETY: the caller's claim.
    unsafe { &mut *vm }
}

/// A borrowed parameter.
///
/// # Safety
/// The region holds the value during the call.
unsafe fn borrow(word: &Raw) -> &Value {
    // SAFETY: the caller's claim.
    unsafe { word.as_value() }
}

fn answer(result: PyResult) -> Raw {
    match result {
        Ok(value) => value.into_raw(),
        Err(Raised) => Raw::RAISED,
    }
}

fn answer_unit(result: PyResult<()>) -> Raw {
    answer(result.map(|()| Value::NONE))
}

/// The answer of a step of an iterator.
fn answer_item(item: PyResult<Option<Value>>) -> Raw {
    item.map_or(Raw::RAISED, |item| item.map_or(Raw::FINISHED, Value::into_raw))
}

/// Leaves the parts of an item, owned, at the front of the exit buffer.
fn leave_parts(vm: &mut Vm, parts: impl IntoIterator<Item = Value>) {
    for (index, part) in parts.into_iter().enumerate() {
        // SAFETY: items that are unpacked at once are shorter than the buffer: an oparg's worth at most.
        unsafe { *vm.exit_buffer.cast::<Raw>().add(index) = part.into_raw() };
    }
}

/// The first words of the exit buffer.
fn buffered(vm: &Vm, count: i64) -> &[Raw] {
    debug_assert!((0..=crate::vm::EXIT_BUFFER_WORDS as i64).contains(&count));
    // SAFETY: machine code has just written so many tagged words there; `Raw` is a `u64`.
    unsafe { std::slice::from_raw_parts(vm.exit_buffer.cast::<Raw>(), count as usize) }
}

macro_rules! helpers {
    ($(fn $name:ident($vm:ident $(, $word:ident: $type:ty)*) -> $result:ty $body:block)*) => {
        $(
            unsafe extern "C" fn $name(vm: *mut Vm $(, $word: $type)*) -> $result {
                // SAFETY: called by machine code of this machine, as the helper's row says.
                let $vm = unsafe { machine(vm) };
                // SAFETY: parameters are held by the region during the call.
                #[allow(unused_unsafe, reason = "helpers without value parameters borrow nothing")]
                unsafe { $body }
            }
        )*
    };
}

helpers! {
    fn box_int(vm, value: i64) -> Raw { objects::int(vm, value) }
    fn box_float(vm, value: f64) -> Raw { objects::float(vm, value) }
    fn release(_vm, word: Raw) -> () { Heap::release(word.pointer()) }
    fn binary_op(vm, oparg: i64, a: Raw, b: Raw) -> Raw {
        let op = BinaryOp::from_number(oparg as u32).expect("recorded from verified code");
        answer(vm.binary_op(op, borrow(&a), borrow(&b)))
    }
    fn compare_op(vm, oparg: i64, a: Raw, b: Raw) -> Raw {
        let op = CompareOp::from_number(oparg as u32 >> 5).expect("recorded from verified code");
        let (a, b) = (borrow(&a), borrow(&b));
        if oparg & 16 != 0 {
            answer(vm.compare_bool(op, a, b).map(Value::from_bool))
        } else {
            answer(vm.compare(op, a, b))
        }
    }
    fn contains(vm, item: Raw, container: Raw) -> Raw {
        answer(vm.contains(borrow(&container), borrow(&item)).map(Value::from_bool))
    }
    fn to_bool(vm, value: Raw) -> Raw { answer(vm.truth(borrow(&value)).map(Value::from_bool)) }
    fn unary_negative(vm, value: Raw) -> Raw { answer(vm.unary_op(UnaryOp::Negative, borrow(&value))) }
    fn subscript(vm, container: Raw, key: Raw) -> Raw { answer(vm.get_item(borrow(&container), borrow(&key))) }
    fn store_subscript(vm, value: Raw, container: Raw, key: Raw) -> Raw {
        answer_unit(vm.set_item(borrow(&container), borrow(&key), borrow(&value)))
    }
    fn load_attribute(vm, object: Raw, name: Raw) -> Raw { answer(vm.get_attr(borrow(&object), borrow(&name))) }
    fn store_attribute(vm, value: Raw, object: Raw, name: Raw) -> Raw {
        answer_unit(vm.set_attr(borrow(&object), borrow(&name), borrow(&value)))
    }
    fn compare_texts(_vm, oparg: i64, a: Raw, b: Raw) -> i64 {
        let op = CompareOp::from_oparg(oparg as u32);
        i64::from(op.and_then(|op| string::compare_texts(op, borrow(&a), borrow(&b))).unwrap_or_default())
    }
    fn character(vm, text: Raw, index: i64) -> Raw {
        let index = usize::try_from(index).ok();
        let found = index.and_then(|index| borrow(&text).downcast::<string::Str>()?.ascii_at(index));
        found.map_or(Raw::NULL, |c| vm.singletons.ascii[c as usize].raw())
    }
    fn text_length(_vm, text: Raw) -> i64 {
        borrow(&text).downcast::<string::Str>().map_or(0, |text| text.chars() as i64)
    }
    fn list_append(_vm, list: Raw, item: Raw) -> () {
        if let Some(list) = borrow(&list).downcast::<List>() {
            list.push(item.to_value());
        }
    }
    fn new_list(vm, count: i64) -> Raw {
        let words = buffered(vm, count).to_vec();
        objects::list(vm, &words)
    }
    fn new_tuple(vm, count: i64) -> Raw {
        let words = buffered(vm, count).to_vec();
        objects::tuple(vm, &words)
    }
    fn float_power(_vm, a: f64, b: f64) -> f64 { crate::num::float::power(a, b).unwrap_or(f64::NAN) }
    fn float_mod(_vm, a: f64, b: f64) -> f64 { crate::num::float::remainder(a, b) }
    fn float_floor_div(_vm, a: f64, b: f64) -> f64 { crate::num::float::floor_divide(a, b) }
    fn new_instance(vm, class: Raw) -> Raw {
        let class = borrow(&class).as_class().expect("recorded as a class");
        Instance::new(&mut vm.heap, class).into_value().into_raw()
    }
    fn enter_call(vm, function: Raw, init: i64) -> *mut Frame {
        frames::enter_plain(vm, function.into_value(), init != 0)
    }
    fn leave_call(vm, frame: *mut Frame) -> () { frames::discard_plain(vm, &Regs::of(frame)) }
    fn instruction(vm, frame: *mut Frame, unit: i64, depth: i64) -> Raw {
        if vm.native_stack_is_short() {
            return Raw::UNWIND;
        }
        answer_unit(single::execute(vm, Regs::of(frame), unit as u8, (unit >> 8) as usize, depth as usize))
    }
    fn call(vm, callable: Raw, count: i64) -> Raw {
        if vm.native_stack_is_short() {
            return Raw::UNWIND;
        }
        if let Some(result) = calls::call_exact(vm, borrow(&callable), buffered(vm, count).as_ptr(), count as usize) {
            return answer(result);
        }
        let arguments: Vec<Value> = buffered(vm, count).iter().map(|word| word.to_value()).collect();
        answer(vm.call(borrow(&callable), &arguments))
    }
    fn call_python(vm, function: Raw, moved: i64, borrowed: i64) -> Raw {
        if vm.native_stack_is_short() {
            return Raw::UNWIND;
        }
        let words = buffered(vm, moved + borrowed);
        words[moved as usize..].iter().for_each(|word| word.inc());
        let (words, count) = (words.as_ptr(), words.len());
        calls::call_moved(vm, function, words, count)
    }
    fn construct(vm, class: Raw, init: Raw, count: i64) -> Raw {
        if vm.native_stack_is_short() {
            return Raw::UNWIND;
        }
        let class = borrow(&class).as_class().expect("recorded as a class");
        let instance = Instance::new(&mut vm.heap, class).into_value();
        instance.raw().inc();
        *vm.exit_buffer.cast::<Raw>() = instance.raw();
        let words = buffered(vm, count + 1).as_ptr();
        let result = calls::call_moved(vm, init, words, count as usize + 1);
        if result == Raw::NONE || result == Raw::RAISED {
            return if result == Raw::NONE { instance.into_raw() } else { result };
        }
        let value = result.into_value();
        let message = format!("__init__() should return None, not '{}'", vm.type_name(&value));
        let _raised = vm.raise_type_error(message);
        Raw::RAISED
    }
    fn get_iterator(vm, value: Raw) -> Raw { answer(vm.iter(borrow(&value))) }
    fn next_item(vm, iterator: Raw) -> Raw {
        if let Some(root) = generator::ready(vm, iterator)
            && !vm.native_stack_is_low()
        {
            let answer = vm.enter_and_execute(root, Raw::NONE);
            if answer == Raw::FINISHED {
                drop(vm.take_ret());
            }
            return answer;
        }
        match vm.next(borrow(&iterator)) {
            Ok(Some(item)) => item.into_raw(),
            Ok(None) => Raw::FINISHED,
            Err(Raised) => Raw::RAISED,
        }
    }
    fn resume(vm, frame: *mut Frame, sent: Raw) -> Raw {
        let generator = Raw::from_object(frame.cast()).to_value();
        match vm.resume(&generator, sent.to_value()) {
            Resumed::Yield(value) => value.into_raw(),
            Resumed::Return(value) => {
                vm.set_ret(value);
                Raw::FINISHED
            }
            Resumed::Raise(Raised) => Raw::RAISED,
        }
    }
    fn plain_iterator(vm, value: Raw) -> Raw { answer(vm.iter(borrow(&value))) }
    fn next_plain(vm, iterator: Raw) -> Raw { answer_item(vm.next(borrow(&iterator))) }
    fn next_entry(vm, iterator: Raw) -> Raw {
        answer_item(crate::dict::view_iter::next_entry(vm, borrow(&iterator)).map(|entry| {
            entry.map(|(key, value)| {
                leave_parts(vm, [key, value]);
                Value::NONE
            })
        }))
    }
    fn next_items(vm, iterator: Raw, count: i64) -> Raw {
        let parts = crate::iter::adaptor::next_parts(vm, borrow(&iterator));
        answer_item(parts.or_else(|raised| vm.end_of(raised)).map(|parts| {
            parts.map(|parts| {
                if parts.len() as i64 != count {
                    return vm.new_tuple(parts);
                }
                leave_parts(vm, parts);
                Value::NONE
            })
        }))
    }
    fn send_item(vm, delegate: Raw, sent: Raw) -> Raw {
        match vm.send_step(borrow(&delegate), &sent.to_value()) {
            Resumed::Yield(value) => value.into_raw(),
            Resumed::Return(value) => {
                vm.set_ret(value);
                Raw::FINISHED
            }
            Resumed::Raise(Raised) => Raw::RAISED,
        }
    }
    fn run_pending(vm) -> () { vm.run_pending() }
    fn catch(vm, frame: *mut Frame) -> Raw { unwinding::catch(vm, &Regs::of(frame)).into_raw() }
    fn stop_iteration(vm, value: Raw) -> () {
        let _raised = generator::raise_stop_iteration(vm, value.to_value());
    }
    fn exception_matches(vm, exception: Raw, classes: Raw) -> Raw {
        answer(blocks::matches(vm, borrow(&exception), borrow(&classes)).map(Value::from_bool))
    }
    fn push_exc_info(_vm, frame: *mut Frame, exception: Raw) -> Raw {
        exception.inc();
        blocks::handle(frame, exception)
    }
    fn pop_except(_vm, frame: *mut Frame, before: Raw) -> () {
        before.inc();
        release_owned(blocks::handle(frame, before));
    }
    fn finish_generator(vm, frame: *mut Frame) -> () { generator::finish_inlined(vm, frame) }
    fn link(_vm, root: *mut Frame) -> () {
        if (*root).root.is_null() {
            chain::link_down(root);
        }
    }
    fn delegate(_vm, delegator: *mut Frame, next: *mut Frame) -> () { chain::extend(delegator, next) }
    fn new_generator(vm, function: Raw, count: i64) -> Raw {
        let locals = buffered(vm, count).as_ptr();
        let code = borrow(&function).downcast::<Function>().expect("recorded as a function").code().as_ptr();
        function.inc();
        Raw::from_object(generator::create(vm, function, &*code, locals, count as usize).cast())
    }
    fn new_range(vm, start: i64, stop: i64, step: i64) -> Raw { objects::range(vm, start, stop, step) }
    fn new_cell(vm, content: Raw) -> Raw {
        let cell = objects::cell(vm);
        content.inc();
        objects::fill_cell(cell, content);
        cell
    }
    fn new_range_iterator(vm, next: i64, left: i64, step: i64) -> Raw {
        objects::range_iterator(vm, next, step, left)
    }
    fn new_asend(vm, generator: Raw, stage: i64) -> Raw {
        generator.inc();
        objects::asend(vm, generator, stage as u8)
    }
    fn ask_hooks(vm, generator: Raw) -> Raw { answer_unit(vm.ask_hooks(borrow(&generator))) }
    fn close_asend(_vm, asend: Raw) -> () {
        async_generator::close_asend(borrow(&asend).downcast().expect("sent to as an `asend`"));
    }
    fn new_sequence_iterator(vm, sequence: Raw, list: i64, index: i64) -> Raw {
        sequence.inc();
        objects::sequence_iterator(vm, sequence, list != 0, index as u64)
    }
    fn load_global(vm, function: Raw, name: Raw) -> Raw {
        let function = borrow(&function).downcast::<Function>().expect("a frame has a function");
        answer(names::find_for_function(vm, function, borrow(&name)))
    }
    fn store_global(vm, function: Raw, name: Raw, value: Raw) -> () {
        if let Some(globals) = borrow(&function).downcast::<Function>().and_then(|f| f.globals.get()) {
            vm.dict_set(&globals, borrow(&name), borrow(&value));
        }
    }
    fn load_name(vm, frame: *mut Frame, name: Raw) -> Raw {
        answer(names::find_name(vm, &Regs::of(frame), borrow(&name)))
    }
    fn store_name(vm, frame: *mut Frame, name: Raw, value: Raw) -> Raw {
        answer_unit(names::bind_name(vm, &Regs::of(frame), borrow(&name), borrow(&value)))
    }
}
