//! `sys`

use crate::class::builtin::BuiltinType;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::exceptions::{Exception, ExceptionKind};
use crate::file::stream::Source;
use crate::frame_view::FrameView;
use crate::modules::{NativeModule, sys_async, sys_info};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, function, getter};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::{Plain, Values};
use crate::slots::Slots;

use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: FUNCTIONS,
    fill,
};

const FUNCTIONS: &[NativeDef] = &[
    function("exit", exit, Arity::Between(0, 1)),
    function("exception", exception, Arity::Zero),
    function("exc_info", exc_info, Arity::Zero),
    function("excepthook", excepthook, Arity::Exactly(3)),
    function("unraisablehook", unraisablehook, Arity::One),
    function("displayhook", displayhook, Arity::One),
    function("getrecursionlimit", getrecursionlimit, Arity::Zero),
    function("setrecursionlimit", setrecursionlimit, Arity::One),
    function("getrefcount", getrefcount, Arity::One),
    function("getsizeof", getsizeof, Arity::Between(1, 2)),
    function("getdefaultencoding", |vm, _| Ok(vm.intern("utf-8")), Arity::Zero),
    function("getfilesystemencoding", |vm, _| Ok(vm.intern("utf-8")), Arity::Zero),
    function("get_asyncgen_hooks", sys_async::get_hooks, Arity::Zero),
    function("set_asyncgen_hooks", sys_async::set_hooks, Arity::Any),
    function("get_coroutine_origin_tracking_depth", sys_async::origin_depth, Arity::Zero),
    function("set_coroutine_origin_tracking_depth", sys_async::set_origin_depth, Arity::Any),
    function("audit", audit, Arity::Any),
    function("intern", intern, Arity::One),
    function("_getframe", getframe, Arity::Between(0, 1)),
    function("is_finalizing", |_, _| Ok(Value::FALSE), Arity::Zero),
    function("gettrace", |_, _| Ok(Value::NONE), Arity::Zero),
    function("getprofile", |_, _| Ok(Value::NONE), Arity::Zero),
];

object_type! {
    /// A tuple whose items also have names: `sys.version_info`, `sys.flags`.
    pub struct Record(|type_id| matches!(type_id, id::STRUCT_SEQUENCE | id::ASYNC_GENERATOR_HOOKS)) "record" {
        items: Values,
        fields: Plain<(&'static str, &'static [&'static str])>,
    }
}

/// A new record: its name and fields as its `repr` shows them, and its items.
pub(crate) fn new_record(
    vm: &mut Vm,
    name: &'static str,
    fields: &'static [&'static str],
    items: Vec<Value>,
) -> Value {
    new_record_of(vm, id::STRUCT_SEQUENCE, name, fields, items)
}

/// The same of a type of its own.
pub(crate) fn new_record_of(
    vm: &mut Vm,
    type_id: TypeId,
    name: &'static str,
    fields: &'static [&'static str],
    items: Vec<Value>,
) -> Value {
    debug_assert_eq!(fields.len(), items.len());
    Record::allocate(&mut vm.heap, type_id, items.into(), Plain((name, fields))).into_value()
}

fn record(value: &Value) -> &Ref<Record> {
    value.downcast::<Record>().expect("a method of records gets a record")
}

/// Defines the type of records.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::STRUCT_SEQUENCE, Record::LAYOUT);
    vm.heap.set_layout(id::ASYNC_GENERATOR_HOOKS, Record::LAYOUT);
    let slots = Slots {
        repr: Some(record_repr),
        get_attr: Some(record_attr),
        len: Some(|_, this| Ok(record(this).items.borrow().len())),
        iter: Some(|vm, this| {
            let items = record_tuple(vm, this);
            vm.iter(&items)
        }),
        get_item: Some(|vm, this, key| {
            let items = record_tuple(vm, this);
            vm.get_item(&items, key)
        }),
        compare: Some(|vm, op, this, other| {
            let items = record_tuple(vm, this);
            let other = if other.is_a::<Record>() { record_tuple(vm, other) } else { other.clone() };
            vm.compare(op, &items, &other)
        }),
        hash: Some(|vm, this| {
            let items = record_tuple(vm, this);
            vm.hash(&items)
        }),
        ..Slots::NONE
    };
    const ATTRIBUTES: &[GetSetDef] =
        &[getter("n_fields", |_, this| Ok(Value::from_small(record(this).items.borrow().len() as i64)))];
    vm.define_type(&BuiltinType::new(id::STRUCT_SEQUENCE, slots).getsets(ATTRIBUTES));
    vm.define_type(&BuiltinType::new(id::ASYNC_GENERATOR_HOOKS, slots).getsets(ATTRIBUTES));
}

fn record_tuple(vm: &mut Vm, this: &Value) -> Value {
    let items = record(this).items.borrow().clone();
    vm.new_tuple(items)
}

fn record_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, fields) = record(this).fields.0;
    let items = record(this).items.borrow().clone();
    let mut shown = Vec::new();
    for (field, item) in fields.iter().zip(&items) {
        shown.push(format!("{field}={}", vm.repr_string(item)?));
    }
    let name = if name == "types.SimpleNamespace" { "namespace" } else { name };
    Ok(vm.new_str(&format!("{name}({})", shown.join(", "))))
}

fn record_attr(vm: &mut Vm, this: &Value, name: &Value) -> PyResult {
    let text = name.as_str().unwrap_or_default();
    let (_, fields) = record(this).fields.0;
    if let Some(at) = fields.iter().position(|&field| field == text) {
        return Ok(record(this).items.borrow()[at].clone());
    }
    match vm.generic_get_attr(this, name)? {
        Some(value) => Ok(value),
        None => Err(vm.raise_no_attribute(this, name)),
    }
}

fn fill(vm: &mut Vm, dict: &Ref<Dict>) -> PyResult<()> {
    sys_info::fill(vm, dict);
    let modules = vm.modules.clone();
    vm.set_global(dict, "modules", modules);
    for (name, source) in [("stdin", Source::In), ("stdout", Source::Out), ("stderr", Source::Err)] {
        let file = vm.new_standard_file(source, &format!("<{name}>"));
        vm.set_global(dict, name, file.clone());
        vm.set_global(dict, &format!("__{name}__"), file);
    }
    let argv = vm.new_list(Vec::new());
    vm.set_global(dict, "argv", argv);
    let path = vm.new_list(Vec::new());
    vm.set_global(dict, "path", path);
    let names = super::BUILT_IN.iter().map(|name| vm.intern(name)).collect();
    let names = vm.new_tuple(names);
    vm.set_global(dict, "builtin_module_names", names);
    for hook in ["excepthook", "unraisablehook", "displayhook"] {
        if let Some(function) = dict.get_text(hook) {
            vm.set_global(dict, &format!("__{hook}__"), function);
        }
    }
    Ok(())
}

impl Vm {
    /// `sys.NAME` as the program may have set it.
    pub(crate) fn sys_attribute(&self, name: &str) -> Option<Value> {
        self.sys.as_ref()?.downcast::<super::Module>()?.dict().get_text(name)
    }

    /// Sets `sys.argv`.
    pub fn set_arguments(&mut self, arguments: &[String]) {
        let items = arguments.iter().map(|argument| self.new_str(argument)).collect();
        let argv = self.new_list(items);
        self.set_sys("argv", argv);
    }

    /// Sets `sys.path`: where modules are looked for, and last the library of a CPython, if one was given.
    pub fn set_path(&mut self, folders: &[String]) {
        let stdlib = self.stdlib.as_ref().map(|folder| folder.to_string_lossy().into_owned());
        let items = folders.iter().chain(&stdlib).map(|folder| self.new_str(folder)).collect();
        let path = self.new_list(items);
        self.set_sys("path", path);
    }

    pub(crate) fn set_sys(&mut self, name: &str, value: Value) {
        if let Some(sys) = self.sys.clone() {
            let dict = super::module_dict(&sys);
            self.set_global(&dict, name, value);
        }
    }
}

fn exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of_type(ExceptionKind::SystemExit.type_id()).into_value();
    // A tuple gives the arguments of the exception.
    let arguments = match args.first() {
        Some(status) if status.is_none() => vec![Value::NONE],
        Some(status) => {
            status.as_tuple().map_or_else(|| vec![status.clone()], |items| items.items().to_vec())
        }
        None => vec![Value::NONE],
    };
    let exception = vm.call(&class, &arguments)?;
    Err(vm.raise_value(exception))
}

fn exception(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.handled_exception().unwrap_or(Value::NONE))
}

fn exc_info(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let items = match vm.handled_exception() {
        None => vec![Value::NONE, Value::NONE, Value::NONE],
        Some(exception) => {
            let class = vm.class_of(&exception).into_value();
            let traceback = exception.downcast::<Exception>().and_then(|object| object.traceback.get());
            vec![class, exception, traceback.unwrap_or(Value::NONE)]
        }
    };
    Ok(vm.new_tuple(items))
}

fn excepthook(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let exception = args[1].clone();
    if !vm.is_exception(&exception) {
        return Err(vm.raise_type_error("print_exception(): Exception expected for value"));
    }
    let text = vm.format_exception(&exception);
    vm.write_stderr(&text);
    Ok(Value::NONE)
}

fn unraisablehook(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut fields = Vec::new();
    for name in ["exc_value", "err_msg", "object"] {
        let name = vm.intern(name);
        fields.push(vm.find_attr(&args[0], &name)?.unwrap_or(Value::NONE));
    }
    let message = fields[1].as_str().map(str::to_owned);
    let object = fields[2].clone();
    vm.print_unraisable(&fields[0], message.as_deref(), Some(object).filter(|object| !object.is_none()));
    Ok(Value::NONE)
}

fn displayhook(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if !args[0].is_none() {
        let text = vm.repr_string(&args[0])?;
        vm.write_stdout(&format!("{text}\n"))?;
        let builtins = vm.builtins.clone();
        let key = vm.intern("_");
        vm.dict_set(&builtins, &key, &args[0]);
    }
    Ok(Value::NONE)
}

fn getrecursionlimit(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.int(vm.recursion_limit))
}

fn setrecursionlimit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let limit = vm.index_i64(&args[0])?;
    if i32::try_from(limit).is_err() {
        return Err(vm.raise_overflow_error("Python int too large to convert to C int"));
    }
    if limit < 1 {
        return Err(vm.raise_value_error("recursion limit must be greater or equal than 1"));
    }
    let used = vm.recursion_limit - vm.recursion_left;
    if used >= limit {
        let message = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {used}: the limit is too low"
        );
        return Err(vm.raise_recursion_error(message));
    }
    vm.recursion_limit = limit;
    vm.recursion_left = limit - used;
    Ok(Value::NONE)
}

/// The count that programs see includes the argument itself.
fn getrefcount(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(vm.int(i64::from(args[0].count())))
}

fn getsizeof(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = match args[0].header() {
        Some(header) => vm.heap.size_of(header),
        None => size_of::<Value>(),
    };
    Ok(vm.int_from_usize(size))
}

/// `audit(event, *args)`: calls the hooks for the event, and there is no way to add one.
fn audit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "sys.audit")?;
    let Some(event) = args.first() else {
        return Err(vm.raise_type_error("audit expected at least 1 argument, got 0"));
    };
    if event.as_str().is_none() {
        let found = vm.type_name(event);
        return Err(vm.raise_type_error(format!("expected str for argument 'event', not {found}")));
    }
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[0].type_id() != id::STR {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("intern() argument must be str, not {name}")));
    }
    Ok(vm.intern_value(&args[0]))
}

fn getframe(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let depth = match args.first() {
        Some(depth) => vm.index_clamped(depth)?,
        None => 0,
    };
    match vm.frame_at(usize::try_from(depth).unwrap_or(0)) {
        Some(frame) => {
            debug_assert!(frame.is_a::<FrameView>());
            Ok(frame)
        }
        None => Err(vm.raise_value_error("call stack is not deep enough")),
    }
}
