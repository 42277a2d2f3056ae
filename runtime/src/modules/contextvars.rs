//! `contextvars`
//!
//! A context is a dict from variables to values that is copied when it is written to while another context
//! shares it, so that copying a context takes constant time. The current one is in [`Vm::context`]; a
//! machine that never asked for one has none.

use std::cell::Cell;

use genjit_bytecode::CompareOp;

use crate::class::builtin::BuiltinType;
use crate::dict::Dict;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, function, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "contextvars",
    doc: "",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        let types = [("Context", id::CONTEXT), ("ContextVar", id::CONTEXT_VAR), ("Token", id::TOKEN)];
        vm.add_types(dict, &types);
        let names = ["Context", "ContextVar", "Token", "copy_context"].map(|name| vm.intern(name));
        let all = vm.new_tuple(names.to_vec());
        vm.set_global(dict, "__all__", all);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[
    function("copy_context", copy_context, Arity::Zero),
    function("_current", |vm, _| Ok(current(vm)), Arity::Zero).doc("The current context itself."),
    function("_swap", swap, Arity::One)
        .doc("Make a context the current one; return the one before, without looking whether it is entered."),
];

object_type! {
    /// `contextvars.Context`
    pub struct Context(|type_id| type_id == id::CONTEXT) "Context" {
        /// A dict, shared with other contexts while `shared`.
        values: Slot,
        shared: Cell<bool>,
        entered: Cell<bool>,
    }
}

object_type! {
    /// `contextvars.ContextVar`
    pub struct ContextVar(|type_id| type_id == id::CONTEXT_VAR) "ContextVar" {
        name: Slot,
        default: Slot,
    }
}

object_type! {
    /// `contextvars.Token`
    pub struct Token(|type_id| type_id == id::TOKEN) "Token" {
        context: Slot,
        variable: Slot,
        /// Empty if the variable had no value.
        old: Slot,
        used: Cell<bool>,
    }
}

object_type! {
    /// `Token.MISSING`
    pub struct Missing(|type_id| type_id == id::TOKEN_MISSING) "Token.MISSING" {}
}

fn context(value: &Value) -> &Ref<Context> {
    value.downcast::<Context>().expect("a method of contexts gets a context")
}

fn variable(value: &Value) -> &Ref<ContextVar> {
    value.downcast::<ContextVar>().expect("a method of variables gets a variable")
}

fn token(value: &Value) -> &Ref<Token> {
    value.downcast::<Token>().expect("a method of tokens gets a token")
}

fn values_of(context: &Ref<Context>) -> Ref<Dict> {
    context.values.get_or_none().as_dict().cloned().expect("a context has a dict")
}

/// The dict of a context, to change: its own.
fn own_values(vm: &mut Vm, context: &Ref<Context>) -> Ref<Dict> {
    let values = values_of(context);
    if !context.shared.replace(false) {
        return values;
    }
    let copy = Dict::new(&mut vm.heap);
    for (hash, key, value) in values.hashed_items() {
        copy.insert_new(hash, key, value);
    }
    context.values.set(copy.clone().into_value());
    copy
}

fn new_context(vm: &mut Vm, values: Value, shared: bool) -> Value {
    let (values, shared) = (Slot::new(values), Cell::new(shared));
    Context::allocate(&mut vm.heap, id::CONTEXT, values, shared, Cell::new(false)).into_value()
}

/// The current context.
fn current(vm: &mut Vm) -> Value {
    if let Some(context) = &vm.context {
        return context.clone();
    }
    let values = vm.new_dict();
    let context = new_context(vm, values, false);
    vm.context = Some(context.clone());
    context
}

fn copy_of(vm: &mut Vm, original: &Value) -> Value {
    let original = context(original).clone();
    original.shared.set(true);
    new_context(vm, original.values.get_or_none(), true)
}

fn copy_context(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let current = current(vm);
    Ok(copy_of(vm, &current))
}

fn swap(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if !args[0].is_a::<Context>() {
        let found = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("expected a Context, got {found}")));
    }
    let before = current(vm);
    if !before.is(&args[0]) {
        vm.context = Some(args[0].clone());
    }
    Ok(before)
}

fn make_context(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    if !args.values().is_empty() {
        return Err(vm.raise_type_error("Context() does not accept any arguments"));
    }
    let values = vm.new_dict();
    Ok(new_context(vm, values, false))
}

/// `context.run(callable, *args, **kwargs)`
fn run(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(callable) = args.get(1) else {
        return Err(vm.raise_type_error("run() missing 1 required positional argument"));
    };
    let this = context(&args[0]).clone();
    if this.entered.get() {
        let shown = vm.repr_string(&args[0])?;
        return Err(vm.raise_runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    let before = current(vm);
    this.entered.set(true);
    vm.context = Some(args[0].clone());
    let result = vm.call_args(callable, &args.rest().rest());
    this.entered.set(false);
    vm.context = Some(before);
    result
}

fn check_key(vm: &mut Vm, key: &Value) -> PyResult<()> {
    if key.is_a::<ContextVar>() {
        return Ok(());
    }
    let shown = vm.repr_string(key)?;
    Err(vm.raise_type_error(format!("a ContextVar key was expected, got {shown}")))
}

fn find(vm: &mut Vm, this: &Value, key: &Value) -> PyResult<Option<Value>> {
    check_key(vm, key)?;
    let values = values_of(context(this));
    vm.dict_lookup(&values, key)
}

fn context_get(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = find(vm, &args[0], &args[1])?;
    Ok(found.or_else(|| args.get(2).cloned()).unwrap_or(Value::NONE))
}

fn context_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    match find(vm, this, key)? {
        Some(value) => Ok(value),
        None => Err(vm.raise_key_error(key)),
    }
}

fn context_compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if !a.is_a::<Context>() || !b.is_a::<Context>() || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(vm.not_implemented());
    }
    let (a, b) = (values_of(context(a)), values_of(context(b)));
    vm.compare(op, a.value(), b.value())
}

/// An iterator or view of the dict of a copy: later changes are not seen.
fn snapshot(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let copy = copy_of(vm, this);
    let values = context(&copy).values.get_or_none();
    let name = vm.intern(name);
    let view = vm.call_method(&values, &name, &[])?;
    vm.iter(&view)
}

const CONTEXT_METHODS: &[NativeDef] = &[
    method("run", run, Arity::Any),
    method("copy", |vm, args| Ok(copy_of(vm, &args[0])), Arity::Zero)
        .doc("Return a shallow copy of the context object."),
    method("get", context_get, Arity::Between(1, 2)),
    method("keys", |vm, args| snapshot(vm, &args[0], "keys"), Arity::Zero)
        .doc("Return a list of all variables in the context object."),
    method("values", |vm, args| snapshot(vm, &args[0], "values"), Arity::Zero)
        .doc("Return a list of all variables' values in the context object."),
    method("items", |vm, args| snapshot(vm, &args[0], "items"), Arity::Zero),
];

fn make_variable(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let given = args.len() + args.names().len();
    if args.len() > 1 {
        let bound = if given > 2 { "2 arguments" } else { "1 positional argument" };
        return Err(vm.raise_type_error(format!("ContextVar() takes at most {bound} ({given} given)")));
    }
    let parameters =
        Parameters { function: "ContextVar", names: ["", "default"], required: 1, positional: 1 };
    let [name, default] = args.bind(vm, &parameters)?;
    let name = name.unwrap_or(Value::NONE);
    if name.exact().as_str().is_none() {
        return Err(vm.raise_type_error("context variable name must be a str"));
    }
    let (name, default) = (Slot::new(name), Slot::from_option(default));
    Ok(ContextVar::allocate(&mut vm.heap, id::CONTEXT_VAR, name, default).into_value())
}

fn variable_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let parts = variable(this).clone();
    let name = vm.repr_string(&parts.name.get_or_none())?;
    let default = match parts.default.get() {
        Some(default) => format!(" default={}", vm.repr_string(&default)?),
        None => String::new(),
    };
    Ok(vm.new_str(&format!("<ContextVar name={name}{default} at {:#x}>", this.raw().pointer() as usize)))
}

fn lookup(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(current) = vm.context.clone() else { return Ok(None) };
    let values = values_of(context(&current));
    vm.dict_lookup(&values, this)
}

/// `variable.get([default])`
fn variable_get(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(value) = lookup(vm, &args[0])? {
        return Ok(value);
    }
    match args.get(1).cloned().or_else(|| variable(&args[0]).default.get()) {
        Some(default) => Ok(default),
        None => Err(vm.raise_with(ExceptionKind::LookupError, vec![args[0].clone()])),
    }
}

/// `variable.set(value)`
fn variable_set(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let old = lookup(vm, &args[0])?;
    let current = current(vm);
    let values = own_values(vm, context(&current));
    vm.dict_store(&values, &args[0], args[1].clone())?;
    let (context, variable, old) = (Slot::new(current), Slot::new(args[0].clone()), Slot::from_option(old));
    Ok(Token::allocate(&mut vm.heap, id::TOKEN, context, variable, old, Cell::new(false)).into_value())
}

/// `variable.reset(token)`
fn variable_reset(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if !args[1].is_a::<Token>() {
        let shown = vm.repr_string(&args[1])?;
        return Err(vm.raise_type_error(format!("expected an instance of Token, got {shown}")));
    }
    reset(vm, &args[0], &args[1])?;
    Ok(Value::NONE)
}

fn reset(vm: &mut Vm, this: &Value, by: &Value) -> PyResult<()> {
    let parts = token(by).clone();
    if parts.used.get() {
        let shown = vm.repr_string(by)?;
        return Err(vm.raise_runtime_error(format!("{shown} has already been used once")));
    }
    if !parts.variable.get_or_none().is(this) {
        return Err(refuse_token(vm, by, "was created by a different ContextVar"));
    }
    let current = current(vm);
    if !parts.context.get_or_none().is(&current) {
        return Err(refuse_token(vm, by, "was created in a different Context"));
    }
    parts.used.set(true);
    let values = own_values(vm, context(&current));
    match parts.old.get() {
        Some(old) => vm.dict_store(&values, this, old),
        None => match vm.dict_remove(&values, this)? {
            Some(_) => Ok(()),
            None => Err(vm.raise_with(ExceptionKind::LookupError, vec![this.clone()])),
        },
    }
}

fn refuse_token(vm: &mut Vm, token: &Value, what: &str) -> Raised {
    match vm.repr_string(token) {
        Ok(shown) => vm.raise_value_error(format!("{shown} {what}")),
        Err(raised) => raised,
    }
}

const VARIABLE_METHODS: &[NativeDef] = &[
    method("get", variable_get, Arity::Between(0, 1)),
    method("set", variable_set, Arity::One),
    method("reset", variable_reset, Arity::One),
];

const VARIABLE_ATTRIBUTES: &[GetSetDef] = &[getter("name", |_, this| Ok(variable(this).name.get_or_none()))];

fn token_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let parts = token(this).clone();
    let used = if parts.used.get() { " used" } else { "" };
    let variable = vm.repr_string(&parts.variable.get_or_none())?;
    Ok(vm.new_str(&format!("<Token{used} var={variable} at {:#x}>", this.raw().pointer() as usize)))
}

fn token_old(vm: &mut Vm, this: &Value) -> PyResult {
    match token(this).old.get() {
        Some(old) => Ok(old),
        None => {
            let class = vm.class_of_type(id::TOKEN);
            let name = vm.intern("MISSING");
            vm.get_attr(class.value(), &name)
        }
    }
}

fn token_exit(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let variable = token(&args[0]).variable.get_or_none();
    reset(vm, &variable, &args[0])?;
    Ok(Value::NONE)
}

const TOKEN_METHODS: &[NativeDef] = &[
    method("__enter__", |_, args| Ok(args[0].clone()), Arity::Zero).doc("Enter into Token context manager."),
    method("__exit__", token_exit, Arity::Exactly(3))
        .doc("Exit from Token context manager, restore the linked ContextVar."),
];

const TOKEN_ATTRIBUTES: &[GetSetDef] =
    &[getter("var", |_, this| Ok(token(this).variable.get_or_none())), getter("old_value", token_old)];

/// Fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::CONTEXT, Context::LAYOUT);
    vm.heap.set_layout(id::CONTEXT_VAR, ContextVar::LAYOUT);
    vm.heap.set_layout(id::TOKEN, Token::LAYOUT);
    vm.heap.set_layout(id::TOKEN_MISSING, Missing::LAYOUT);
    let slots = Slots {
        new: Some(make_context),
        unhashable: true,
        len: Some(|_, this| Ok(values_of(context(this)).len())),
        iter: Some(|vm, this| snapshot(vm, this, "keys")),
        contains: Some(|vm, this, key| Ok(find(vm, this, key)?.is_some())),
        get_item: Some(context_item),
        compare: Some(context_compare),
        equality_only: true,
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::CONTEXT, slots).methods(CONTEXT_METHODS));
    let slots = Slots { new: Some(make_variable), repr: Some(variable_repr), ..Slots::NONE };
    vm.define_type(
        &BuiltinType::new(id::CONTEXT_VAR, slots).methods(VARIABLE_METHODS).getsets(VARIABLE_ATTRIBUTES),
    );
    let slots = Slots {
        new: Some(|vm, _, _| Err(vm.raise_runtime_error("Tokens can only be created by ContextVars"))),
        repr: Some(token_repr),
        unhashable: true,
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::TOKEN, slots).methods(TOKEN_METHODS).getsets(TOKEN_ATTRIBUTES));
    let slots = Slots { repr: Some(|vm, _| Ok(vm.intern("<Token.MISSING>"))), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::TOKEN_MISSING, slots));
    let missing = Missing::allocate(&mut vm.heap, id::TOKEN_MISSING).into_value();
    vm.set_class_name(id::TOKEN, "MISSING", missing);
}
