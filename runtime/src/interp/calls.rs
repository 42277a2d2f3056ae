//! Calls of every kind but the fast one, and the making of functions.

use super::flow::Flow;
use super::frames;
use super::names::get_from_namespace;
use super::opcode as op;
use super::stack::{Regs, slots};
use crate::bind::{Passed, bind};
use crate::class::BoundMethod;
use crate::code::Code;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::frame::flag;
use crate::function::{FUNCTION, Function};
use crate::generator::{self, Prepared};
use crate::instance::Instance;
use crate::native::{Arguments, MethodDescriptor};
use crate::object::Ref;
use crate::types::{UserLayout, id};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// `CALL`. The registers stand behind the caches; the stack has callable, self or `NULL`, arguments.
pub(super) fn call(vm: &mut Vm, r: &mut Regs, count: usize) -> Flow {
    if matches!(r.peek_value(count + 2).type_id(), id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR) {
        return call_method(vm, r, count);
    }
    unpack_method(r, count);
    let callable = r.peek_value(count + 2).clone();
    if let Some(consumer) = hidden_consumer(vm, r, &callable, count) {
        return call_function(vm, r, &consumer, count, &[]);
    }
    match callable.type_id() {
        FUNCTION => {
            if let Some(callee) = frames::exact_call(vm, r, count) {
                *r = callee;
                return Flow::Next;
            }
            call_function(vm, r, &callable, count, &[])
        }
        id::BUILTIN | id::METHOD_WRAPPER | id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR => {
            match resumed_generator(vm, r, count) {
                Some(flow) => flow,
                None => call_native(vm, r, &callable, count),
            }
        }
        id::TYPE => match construct(vm, r, &callable, count) {
            Some(flow) => flow,
            None => call_native(vm, r, &callable, count),
        },
        _ => call_native(vm, r, &callable, count),
    }
}

/// Calls a method of a built-in type that `LOAD_ATTR` has left below its object.
fn call_method(vm: &mut Vm, r: &mut Regs, count: usize) -> Flow {
    if let Some(flow) = resumed_generator(vm, r, count) {
        return flow;
    }
    let passed = values_passed(r, count);
    let Some(method) = r.peek_value(count + 2).downcast::<MethodDescriptor>() else {
        unreachable!("the type was tested")
    };
    let method: *const MethodDescriptor = method.as_ptr();
    if vm.native_stack_is_low() {
        let _raised = vm.raise_recursion_error("maximum recursion depth exceeded");
        return Flow::Raise;
    }
    // SAFETY: the operand stack holds the method during the call.
    match unsafe { &*method }.call(vm, &Arguments::positional(r.top(passed))) {
        Ok(result) => {
            replace_call(r, count, result);
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

/// Drops the operands of a call, the topmost first, and pushes its result.
fn replace_call(r: &mut Regs, count: usize, result: Value) {
    for _ in 0..count + 2 {
        super::stack::release(r.pop());
    }
    r.push_value(result);
}

/// The hidden function that runs in place of a built-in consumer of a generator.
#[inline]
fn hidden_consumer(vm: &Vm, r: &Regs, callable: &Value, count: usize) -> Option<Value> {
    if count != 1 || r.peek(2) != Raw::NULL {
        return None;
    }
    vm.hidden.in_place_of(callable, r.peek_value(1)).cloned()
}

/// Replaces a bound method by its function and object.
fn unpack_method(r: &mut Regs, count: usize) {
    if r.peek(count + 1) != Raw::NULL {
        return;
    }
    let Some(method) = r.peek_value(count + 2).downcast::<BoundMethod>().cloned() else { return };
    let (function, this) = (method.function.get_or_none(), method.this.get_or_none());
    let old = r.peek(count + 2);
    r.poke(count + 2, function.into_raw());
    r.poke(count + 1, this.into_raw());
    super::stack::release(old);
}

/// Number of values behind the callable: the arguments, and self if there is one.
fn values_passed(r: &Regs, count: usize) -> usize {
    count + usize::from(r.peek(count + 1) != Raw::NULL)
}

/// Calls what is no Python function: the operands stay on the stack during the call.
fn call_native(vm: &mut Vm, r: &mut Regs, callable: &Value, count: usize) -> Flow {
    let passed = values_passed(r, count);
    match vm.call_args(callable, &Arguments::positional(r.top(passed))) {
        Ok(result) => {
            replace_call(r, count, result);
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

/// Calls a Python function whose arguments have to be bound; `names` are those of the last arguments.
fn call_function(vm: &mut Vm, r: &mut Regs, callable: &Value, count: usize, names: &[Value]) -> Flow {
    let passed = values_passed(r, count);
    let values = r.top(passed);
    let (positional, keywords) = values.split_at(passed - names.len());
    match enter_function(vm, callable, Passed { positional, names, values: keywords }) {
        Ok(callee) => {
            r.drop_top(count);
            drop(r.pop_option());
            drop(r.pop_value());
            r.flush();
            *r = callee;
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

/// A new innermost frame for a function, its arguments bound.
fn enter_function(vm: &mut Vm, callable: &Value, passed: Passed<'_>) -> PyResult<Regs> {
    let Some(function) = callable.downcast::<Function>() else { unreachable!("only functions are entered") };
    let function = function.clone();
    if !function.code().hidden {
        frames::charge_recursion(vm)?;
    }
    let frame = frames::push_frame(vm, callable.clone());
    // SAFETY: just pushed and complete.
    let regs = unsafe { Regs::of(frame) };
    // SAFETY: the locals of the new frame, which nothing else refers to yet.
    let locals = unsafe { std::slice::from_raw_parts_mut(slots(frame), function.code().locals as usize) };
    match bind(vm, &function, passed, locals) {
        Ok(()) => Ok(regs),
        Err(raised) => {
            frames::discard_plain(vm, &regs);
            Err(raised)
        }
    }
}

/// Calls a Python function from native code.
pub(crate) fn call_from_native(vm: &mut Vm, callable: &Value, args: &Arguments<'_>) -> PyResult {
    vm.settle();
    if args.names().is_empty()
        && let Some(generator) = frames::call_generator_function_with(vm, callable, args.values())
    {
        return Ok(generator);
    }
    let (positional, values) = args.values().split_at(args.positionals().len());
    let regs = enter_function(vm, callable, Passed { positional, names: args.names(), values })?;
    run_entered(vm, regs)
}

/// Calls a Python function whose parameters the borrowed arguments fill exactly; `None` if it has to be
/// called another way.
///
/// # Safety
/// `arguments` points at `count` live words.
#[cfg(feature = "jit")]
pub(crate) unsafe fn call_exact(
    vm: &mut Vm,
    callable: &Value,
    arguments: *const Raw,
    count: usize,
) -> Option<PyResult> {
    let code = callable.downcast::<Function>()?.code().clone();
    let exact = code.exact_args as usize == count && !code.flags.makes_generator() && !code.hidden;
    if !exact || vm.recursion_left <= 0 {
        return None;
    }
    let frame = frames::enter_plain(vm, callable.clone(), false);
    for index in 0..count {
        // SAFETY: the caller's claim; the frame has more locals than parameters.
        unsafe {
            let word = *arguments.add(index);
            word.inc();
            *slots(frame).add(index) = word;
        }
    }
    // SAFETY: just pushed and complete.
    Some(run_entered(vm, unsafe { Regs::of(frame) }))
}

/// Calls a function with arguments that fill its parameters exactly and whose counts are taken over: the
/// result, owned, or `RAISED`.
///
/// # Safety
/// `callable` is a function that the caller holds; `arguments` points at `count` owned words.
#[cfg(feature = "jit")]
pub(crate) unsafe fn call_moved(vm: &mut Vm, callable: Raw, arguments: *const Raw, count: usize) -> Raw {
    // SAFETY: the caller's claim; the function owns its code.
    let code = unsafe { &*(*callable.pointer().cast::<Function>()).code().as_ptr() };
    if code.native.get() && code.exact_args as usize == count && vm.recursion_left > 0 {
        // SAFETY: the caller's claim; what the code needs was just tested.
        let answer = unsafe { crate::jit_glue::call_natively(vm, callable, code, arguments, count) };
        if let Some(answer) = answer {
            return answer;
        }
    }
    if code.exact_args as usize != count || code.flags.makes_generator() || vm.recursion_left <= 0 {
        // SAFETY: the caller's claim.
        let values: Vec<Value> =
            (0..count).map(|index| unsafe { (*arguments.add(index)).into_value() }).collect();
        // SAFETY: the caller holds the callable.
        let result = vm.call(unsafe { callable.as_value() }, &values);
        return result.map_or(Raw::RAISED, Value::into_raw);
    }
    // SAFETY: the frame has room for the code's slots; callable and arguments are handed over.
    let mut regs = unsafe {
        callable.inc();
        frames::push_exact(vm, callable, code, arguments, count)
    };
    regs.frame_mut().flags |= flag::ENTRY;
    crate::jit_glue::run_function(vm, regs)
}

/// Runs the body of a class or module: a function called without arguments, in a namespace.
pub(crate) fn run_in_namespace(vm: &mut Vm, callable: &Value, namespace: Value) -> PyResult {
    if vm.native_stack_is_low() {
        return Err(vm.raise_recursion_error("maximum recursion depth exceeded"));
    }
    let mut regs = enter_function(vm, callable, Passed { positional: &[], names: &[], values: &[] })?;
    let frame = regs.frame_mut();
    frame.flags |= flag::NAMESPACE;
    frame.root = namespace.into_raw().0 as *mut crate::frame::Frame;
    run_entered(vm, regs)
}

fn run_entered(vm: &mut Vm, mut regs: Regs) -> PyResult {
    regs.frame_mut().flags |= flag::ENTRY;
    #[cfg(feature = "jit")]
    let answer = crate::jit_glue::run_function(vm, regs);
    #[cfg(not(feature = "jit"))]
    let answer = super::execute(vm, regs.frame);
    match answer {
        Raw::RAISED => Err(Raised),
        // SAFETY: an answer is owned.
        word => Ok(unsafe { word.into_value() }),
    }
}

/// `next(generator)` and `generator.send(value)`: enters the generator without leaving the loop. `None`
/// for other calls.
fn resumed_generator(vm: &mut Vm, r: &mut Regs, count: usize) -> Option<Flow> {
    let passed = values_passed(r, count);
    if passed == 0 || passed > 2 {
        return None;
    }
    let generator = r.peek_value(passed);
    let wanted = generator.type_id();
    if wanted != id::GENERATOR && wanted != id::COROUTINE {
        return None;
    }
    let callable = r.peek_value(count + 2);
    let is = |known: &Option<Value>| known.as_ref().is_some_and(|known| known.is(callable));
    let resumes = match (passed, wanted) {
        (2, id::GENERATOR) => is(&vm.known.send),
        (2, _) => is(&vm.known.coroutine_send),
        (1, id::GENERATOR) => is(&vm.known.next) || is(&vm.known.generator_next),
        _ => false,
    };
    // The operands are dropped by the distance in the instruction: it must not have EXTENDED_ARG.
    if !resumes || usize::from(r.unit(-4) >> 8) != count {
        return None;
    }
    let generator = generator.clone();
    let sent = if passed == 2 { r.peek_value(1).clone() } else { Value::NONE };
    match generator::prepare(vm, &generator, &sent) {
        Err(Raised) => Some(Flow::Raise),
        Ok(Prepared::Finished) => {
            let _raised = match wanted {
                id::COROUTINE => vm.raise_already_awaited(),
                _ => generator::raise_stop_iteration(vm, Value::NONE),
            };
            Some(Flow::Raise)
        }
        Ok(Prepared::TooDeep(root)) => {
            // SAFETY: the operand stack holds the generator.
            *r = unsafe { generator::enter_too_deep(vm, root, flag::CALLED, r.frame) };
            Some(Flow::Raise)
        }
        Ok(Prepared::Run(root)) => {
            r.flush();
            // SAFETY: the operand stack holds the generator.
            *r = unsafe { generator::enter(vm, root, flag::CALLED, r.frame) };
            Some(crate::tier::start(vm, r, sent.into_raw()))
        }
    }
}

/// `Class(...)` where the class has a Python `__init__` and makes its instances the ordinary way: runs
/// `__init__` without leaving the loop. `None` for other classes.
fn construct(vm: &mut Vm, r: &mut Regs, callable: &Value, count: usize) -> Option<Flow> {
    let class = callable.as_class()?.clone();
    if class.instance_type() == id::RANGE && r.peek(count + 1) == Raw::NULL {
        // Loops make many of them.
        return Some(match crate::range::new(vm, callable, &Arguments::positional(r.top(count))) {
            Ok(made) => {
                replace_call(r, count, made);
                Flow::Next
            }
            Err(Raised) => Flow::Raise,
        });
    }
    if class.instance_type().user_layout() != Some(UserLayout::Instance)
        || class.flags.get().is_abstract
        || r.peek(count + 1) != Raw::NULL
    {
        return None;
    }
    let name = vm.names.__new__.clone();
    let made_by = vm.class_lookup(&class, &name)?;
    if !vm.known.object_new.as_ref().is_some_and(|new| new.is(&made_by)) {
        return None;
    }
    let name = vm.names.__init__.clone();
    let init = vm.class_lookup(&class, &name)?;
    if count == 0 && vm.is_default_method(&init) {
        let instance = Instance::new(&mut vm.heap, &class).into_value();
        replace_call(r, 0, instance);
        return Some(Flow::Next);
    }
    if init.type_id() != FUNCTION {
        return None;
    }
    let instance = Instance::new(&mut vm.heap, &class).into_value();
    if let Some(callee) = frames::exact_init(vm, r, count, &init, &instance) {
        *r = callee;
        return Some(Flow::Next);
    }
    let mut arguments = Vec::with_capacity(count + 1);
    arguments.push(instance.clone());
    arguments.extend_from_slice(r.top(count));
    let passed = Passed { positional: &arguments, names: &[], values: &[] };
    match enter_function(vm, &init, passed) {
        Ok(mut callee) => {
            callee.frame_mut().flags |= flag::INIT;
            r.drop_top(count + 1);
            drop(r.pop_value());
            // The result of the call, below the frame of `__init__`.
            r.push_value(instance);
            r.flush();
            *r = callee;
            Some(Flow::Next)
        }
        Err(Raised) => Some(Flow::Raise),
    }
}

/// `CALL_KW`: on top lies the tuple of the keywords' names.
pub(super) fn call_keywords(vm: &mut Vm, r: &mut Regs, count: usize) -> Flow {
    let names = r.pop_value();
    unpack_method(r, count);
    let callable = r.peek_value(count + 2).clone();
    let names = super::layouts::tuple_values(&names);
    if callable.type_id() == FUNCTION {
        return call_function(vm, r, &callable, count, names);
    }
    let passed = values_passed(r, count);
    match vm.call_args(&callable, &Arguments::with_names(r.top(passed), names)) {
        Ok(result) => {
            replace_call(r, count, result);
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

/// `CALL_FUNCTION_EX`: callable, `NULL`, positional arguments, keyword arguments or `NULL`.
pub(super) fn call_unpacked(vm: &mut Vm, r: &mut Regs) -> Flow {
    match unpacked_arguments(vm, r) {
        Err(Raised) => Flow::Raise,
        Ok((values, names)) => {
            let callable = r.peek_value(4).clone();
            let called = if callable.type_id() == FUNCTION {
                let (positional, keywords) = values.split_at(values.len() - names.len());
                match enter_function(vm, &callable, Passed { positional, names: &names, values: keywords }) {
                    Err(raised) => Err(raised),
                    Ok(callee) => {
                        drop_unpacked(r);
                        r.flush();
                        *r = callee;
                        return Flow::Next;
                    }
                }
            } else {
                vm.call_args(&callable, &Arguments::with_names(&values, &names))
            };
            match called {
                Err(Raised) => Flow::Raise,
                Ok(result) => {
                    drop_unpacked(r);
                    r.push_value(result);
                    Flow::Next
                }
            }
        }
    }
}

fn drop_unpacked(r: &mut Regs) {
    for _ in 0..4 {
        drop(r.pop_option());
    }
}

/// The values and names that `CALL_FUNCTION_EX` passes.
fn unpacked_arguments(vm: &mut Vm, r: &Regs) -> PyResult<(Vec<Value>, Vec<Value>)> {
    let callable = r.peek_value(4).clone();
    let positional = r.peek_value(2).clone();
    let mut values = match positional.type_id() {
        id::TUPLE => vm.tuple_items(&positional),
        _ => match vm.collect(&positional) {
            Ok(values) => values,
            Err(raised) => {
                if vm.raised_is(ExceptionKind::TypeError) && !vm.is_iterable(&positional) {
                    drop(vm.take_raised(raised));
                    let (function, found) = (describe(vm, &callable), vm.type_name(&positional));
                    return Err(vm.raise_type_error(format!(
                        "{function} argument after * must be an iterable, not {found}"
                    )));
                }
                return Err(raised);
            }
        },
    };
    let mut names = Vec::new();
    if r.peek(1) != Raw::NULL
        && let Some(keywords) = r.peek_value(1).as_dict()
    {
        for (name, value) in keywords.items() {
            if name.type_id() != id::STR {
                return Err(vm.raise_type_error("keywords must be strings"));
            }
            names.push(name);
            values.push(value);
        }
    }
    Ok((values, names))
}

/// A callable as error messages name it: `module.qualname()`, without the module of built-ins.
pub(super) fn describe(vm: &mut Vm, callable: &Value) -> String {
    let key = vm.names.__qualname__.clone();
    let Some(qualname) = vm.text_attr(callable, &key) else {
        return vm.str_string(callable).unwrap_or_default();
    };
    let key = vm.names.__module__.clone();
    match vm.text_attr(callable, &key) {
        Some(module) if module != "builtins" => format!("{module}.{qualname}()"),
        _ => format!("{qualname}()"),
    }
}

impl Vm {
    /// The text of a string attribute, for messages; an error of the lookup is dropped.
    pub(crate) fn text_attr(&mut self, object: &Value, name: &Value) -> Option<String> {
        match self.find_attr(object, name) {
            Ok(value) => self.str_text(&value?),
            Err(raised) => {
                drop(self.take_raised(raised));
                None
            }
        }
    }
}

/// `MAKE_FUNCTION`.
pub(super) fn make_function(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let code = r.pop_value();
    let Ok(code) = Ref::<Code>::try_from_value(code) else {
        return Err(vm.raise_system_error("MAKE_FUNCTION of what is no code object"));
    };
    let globals = r.function().globals.get_or_none();
    let function = vm.new_function(code, globals);
    r.push_value(function.into_value());
    Ok(())
}

/// `SET_FUNCTION_ATTRIBUTE`: the value lies below the function.
pub(super) fn set_function_attribute(vm: &mut Vm, r: &mut Regs, which: usize) -> PyResult<()> {
    let function = r.pop_value();
    let value = r.pop_value();
    let Some(target) = function.downcast::<Function>() else {
        return Err(vm.raise_system_error("SET_FUNCTION_ATTRIBUTE of what is no function"));
    };
    match which {
        1 if value.as_tuple().is_none() => {
            return Err(vm.raise_system_error("defaults that are no tuple"));
        }
        2 if value.as_dict().is_none() => {
            return Err(vm.raise_system_error("keyword defaults that are no dict"));
        }
        1 => target.set_defaults(Some(value)),
        2 => target.set_kwdefaults(Some(value)),
        4 => target.annotations.set(value),
        8 => target.set_closure(Some(value)),
        _ => target.annotate.set(value),
    }
    r.push_value(function);
    Ok(())
}

/// `LOAD_BUILD_CLASS`.
pub(super) fn load_build_class(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let name = vm.names.__build_class__.clone();
    let builtins = vm.builtins_of(r.function());
    match get_from_namespace(vm, &builtins, &name)? {
        Some(function) => {
            r.push_value(function);
            Ok(())
        }
        None => Err(vm.raise_name_error("__build_class__ not found")),
    }
}

/// `EXIT_INIT_CHECK`.
pub(super) fn exit_init_check(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let result = r.pop_value();
    if result.is_none() {
        return Ok(());
    }
    let message = format!("__init__() should return None, not '{}'", vm.type_name(&result));
    Err(vm.raise_type_error(message))
}

const _: () = assert!(op::caches(op::CALL) == 3, "resumed generators find the call 4 units back");
