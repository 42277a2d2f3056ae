//! `partial`: a function with some of its arguments, and `Placeholder`, which leaves a place among them.

use std::cell::Cell;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `partial(func, /, *args, **keywords)`
    pub struct Partial(|type_id| type_id == id::PARTIAL) "partial" {
        function: Slot,
        /// A tuple.
        arguments: Slot,
        /// A dict.
        keywords: Slot,
        /// How many placeholders are among the arguments.
        places: Cell<usize>,
        /// `__dict__`, made when first needed.
        attributes: Slot,
    }
}

fn parts(this: &Value) -> &Ref<Partial> {
    this.exact().downcast::<Partial>().expect("methods of partials get partials")
}

fn is_placeholder(vm: &Vm, value: &Value) -> bool {
    value.is(&vm.singletons.placeholder)
}

fn count_places(vm: &Vm, values: &[Value]) -> usize {
    values.iter().filter(|value| is_placeholder(vm, value)).count()
}

/// `given` with its placeholders replaced by the first of `more`, as far as there are any; then the others.
fn merged(vm: &Vm, given: &[Value], more: &[Value]) -> Vec<Value> {
    let mut more = more.iter();
    let mut all: Vec<Value> = given
        .iter()
        .map(
            |value| {
                if is_placeholder(vm, value) { more.next().unwrap_or(value).clone() } else { value.clone() }
            },
        )
        .collect();
    all.extend(more.cloned());
    all
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let Some(function) = args.first().cloned() else {
        return Err(vm.raise_type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(&function) {
        return Err(vm.raise_type_error("the first argument must be callable"));
    }
    let own = &args.positionals()[1..];
    if own.last().is_some_and(|last| is_placeholder(vm, last)) {
        return Err(vm.raise_type_error("trailing Placeholders are not allowed"));
    }
    let keywords = vm.new_dict();
    let (mut arguments, mut target) = (own.to_vec(), function.clone());
    if let Some(inner) = function.exact().downcast::<Partial>().filter(|inner| inner.attributes.is_empty()) {
        target = inner.function.get_or_none();
        arguments = merged(vm, &vm.tuple_items(&inner.arguments.get_or_none()), own);
        copy_keywords(vm, &inner.keywords.get_or_none(), &keywords)?;
    }
    for (name, value) in args.keywords() {
        if is_placeholder(vm, value) {
            return Err(vm.raise_type_error("Placeholder cannot be passed as a keyword argument"));
        }
        vm.set_item(&keywords, name, value)?;
    }
    let places = Cell::new(count_places(vm, &arguments));
    let arguments = Slot::new(vm.new_tuple(arguments));
    let (target, keywords) = (Slot::new(target), Slot::new(keywords));
    let made =
        Partial::allocate(&mut vm.heap, id::PARTIAL, target, arguments, keywords, places, Slot::empty());
    Ok(made.into_value())
}

fn copy_keywords(vm: &mut Vm, from: &Value, to: &Value) -> PyResult<()> {
    for (name, value) in from.as_dict().map(|dict| dict.items()).unwrap_or_default() {
        vm.set_item(to, &name, &value)?;
    }
    Ok(())
}

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let parts = parts(this).clone();
    let (function, places) = (parts.function.get_or_none(), parts.places.get());
    if args.len() < places {
        return Err(vm.raise_type_error(format!(
            "missing positional arguments in 'partial' call; expected at least {places}, got {}",
            args.len()
        )));
    }
    let given = parts.arguments.get_or_none();
    let Some(given) = given.as_tuple() else { return Ok(Value::NONE) };
    let mut values = if places > 0 {
        merged(vm, given.items(), args.positionals())
    } else {
        [given.items(), args.positionals()].concat()
    };
    let keywords = parts.keywords.get_or_none();
    let keywords = keywords.as_dict().map(|dict| dict.items()).unwrap_or_default();
    if keywords.is_empty() && args.names().is_empty() {
        return vm.call(&function, &values);
    }
    let positional = values.len();
    let mut names = Vec::with_capacity(keywords.len() + args.names().len());
    for (name, value) in keywords.iter().map(|(name, value)| (name, value)).chain(args.keywords()) {
        match names.iter().position(|known: &Value| known.as_str() == name.as_str()) {
            Some(at) => values[positional + at] = value.clone(),
            None => {
                names.push(name.clone());
                values.push(value.clone());
            }
        }
    }
    vm.call_args(&function, &Arguments::with_names(&values, &names))
}

/// As part of a class it is a method.
fn bind_to(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    Ok(match object {
        Some(object) => vm.new_method(this.clone(), object.clone()),
        None => this.clone(),
    })
}

fn text(vm: &mut Vm, this: &Value) -> PyResult {
    let class = vm.class_of(this);
    let name = vm.class_full_name(&class);
    let exact = this.exact().clone();
    vm.guarded_repr(&exact, "...", |vm| {
        let parts = parts(this).clone();
        let function = parts.function.get_or_none();
        let mut texts = vec![vm.repr_string(&function)?];
        for value in vm.tuple_items(&parts.arguments.get_or_none()) {
            texts.push(vm.repr_string(&value)?);
        }
        let keywords = parts.keywords.get_or_none();
        for (name, value) in keywords.as_dict().map(|dict| dict.items()).unwrap_or_default() {
            texts.push(format!("{}={}", vm.str_string(&name)?, vm.repr_string(&value)?));
        }
        Ok(format!("{name}({})", texts.join(", ")))
    })
}

fn attributes(vm: &mut Vm, this: &Value, make: bool) -> Option<Value> {
    let attributes = &parts(this).attributes;
    if attributes.is_empty() && make {
        attributes.set(vm.new_dict());
    }
    attributes.get()
}

/// `__reduce__`: how copies are made.
fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let this = parts(&args[0]).clone();
    let function = this.function.get_or_none();
    let attributes = vm.dict_of(&args[0], false).unwrap_or(Value::NONE);
    let state = vec![function.clone(), this.arguments.get_or_none(), this.keywords.get_or_none(), attributes];
    let (state, arguments) = (vm.new_tuple(state), vm.new_tuple(vec![function]));
    Ok(vm.new_tuple(vec![class, arguments, state]))
}

/// `__setstate__((func, args, keywords, __dict__))`
fn set_state(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let state = vm.tuple_items(&args[1]);
    let valid = match &state[..] {
        [function, arguments, keywords, attributes] => {
            vm.is_callable(function)
                && arguments.as_tuple().is_some()
                && (keywords.is_none() || keywords.as_dict().is_some())
                && (attributes.is_none() || attributes.as_dict().is_some())
        }
        _ => false,
    };
    if !valid {
        return Err(vm.raise_type_error("invalid partial state"));
    }
    let arguments = vm.tuple_items(&state[1]);
    if arguments.last().is_some_and(|last| is_placeholder(vm, last)) {
        return Err(vm.raise_type_error("trailing Placeholders are not allowed"));
    }
    let this = parts(&args[0]).clone();
    this.places.set(count_places(vm, &arguments));
    this.function.set(state[0].clone());
    this.arguments.set(vm.new_tuple(arguments));
    let keywords = vm.new_dict();
    copy_keywords(vm, &state[2], &keywords)?;
    this.keywords.set(keywords);
    if !args[0].is(args[0].exact()) {
        let (name, dict) = (vm.names.__dict__.clone(), state[3].clone());
        if !dict.is_none() {
            vm.set_attr(&args[0], &name, &dict)?;
        }
    } else {
        drop(this.attributes.replace(Some(state[3].clone()).filter(|dict| !dict.is_none())));
    }
    Ok(Value::NONE)
}

fn readonly(vm: &mut Vm, _this: &Value, _value: Option<&Value>) -> PyResult<()> {
    Err(vm.raise_attribute_error("readonly attribute"))
}

fn set_dict(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) if value.as_dict().is_some() => {
            parts(this).attributes.set(value.clone());
            Ok(())
        }
        Some(value) => {
            let found = vm.type_name(value);
            Err(vm.raise_type_error(format!("__dict__ must be set to a dictionary, not a '{found}'")))
        }
        None => Err(vm.raise_type_error("cannot delete __dict__")),
    }
}

const ATTRIBUTES: &[GetSetDef] = &[
    getset("func", |_, this| Ok(parts(this).function.get_or_none()), readonly),
    getset("args", |_, this| Ok(parts(this).arguments.get_or_none()), readonly),
    getset("keywords", |_, this| Ok(parts(this).keywords.get_or_none()), readonly),
    getset("__dict__", |vm, this| Ok(attributes(vm, this, true).unwrap_or(Value::NONE)), set_dict),
];

const METHODS: &[NativeDef] = &[
    method("__repr__", |vm, args| text(vm, &args[0]), Arity::Zero).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
    method("__setstate__", set_state, Arity::One).keep_self(),
];

const PLACEHOLDER_METHODS: &[NativeDef] =
    &[method("__reduce__", |vm, _| Ok(vm.intern("Placeholder")), Arity::Zero)];

fn placeholder(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    if !args.values().is_empty() {
        return Err(vm.raise_type_error("PlaceholderType takes no arguments"));
    }
    Ok(vm.singletons.placeholder.clone())
}

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::PARTIAL, Partial::LAYOUT);
    let slots = Slots {
        repr: Some(text),
        call: Some(call),
        get: Some(bind_to),
        dict: Some(attributes),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(
        &BuiltinType::new(id::PARTIAL, slots)
            .methods(METHODS)
            .getsets(ATTRIBUTES)
            .doc("Create a new function with partial application of the given arguments and keywords."),
    );
    let slots =
        Slots { repr: Some(|vm, _| Ok(vm.intern("Placeholder"))), new: Some(placeholder), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::PLACEHOLDER, slots).methods(PLACEHOLDER_METHODS));
}
