//! `FrameLocalsProxy`: `f_locals` of a function's frame, a live view of its variables.
//!
//! A name that is no variable of the code is kept beside the frame, in the view's `extra`. What only reads
//! works on a snapshot: a dict of the variables that are bound now. The variables of comprehensions, which
//! have no frame of their own, show while they are bound, also in the frames of classes and modules; they
//! cannot be written.

use genjit_bytecode::{BinaryOp, CodeFlags, CompareOp, LocalKind};

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::frame_view::FrameView;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `f_locals` of a function's frame.
    pub struct LocalsProxy(|type_id| type_id == id::FRAME_LOCALS_PROXY) "FrameLocalsProxy" {
        /// The frame's view.
        pub(crate) view: Slot,
    }
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    iter: Some(|vm, this| {
        let keys = listed(vm, this, "keys")?;
        vm.iter(&keys)
    }),
    len: Some(|vm, this| {
        let snapshot = snapshot(vm, this)?;
        vm.len(&snapshot)
    }),
    contains: Some(|vm, this, key| {
        vm.hash(key)?;
        let snapshot = snapshot(vm, this)?;
        vm.contains(&snapshot, key)
    }),
    get_item: Some(get_item),
    set_item: Some(set_item),
    compare: Some(compare),
    equality_only: true,
    unhashable: true,
    binary: Some(union),
    binary_ops: &[BinaryOp::Or],
    in_place: Some(|vm, _, this, other| {
        if other.as_dict().is_none() && !other.is_a::<LocalsProxy>() {
            return Ok(vm.not_implemented());
        }
        take_all(vm, this, other)?;
        Ok(this.clone())
    }),
    in_place_ops: &[BinaryOp::Or],
    new: Some(new),
    ..Slots::NONE
};

/// Those of dicts, on a snapshot where they only read.
const METHODS: &[NativeDef] = &[
    method("__reversed__", reversed, Arity::Zero),
    method("copy", |vm, args| snapshot(vm, &args[0]), Arity::Zero),
    method("get", get, Arity::Between(1, 2)),
    method("items", |vm, args| listed(vm, &args[0], "items"), Arity::Zero),
    method("keys", |vm, args| listed(vm, &args[0], "keys"), Arity::Zero),
    method("pop", pop, Arity::Any),
    method("setdefault", set_default, Arity::Any),
    method("update", update, Arity::One),
    method("values", |vm, args| listed(vm, &args[0], "values"), Arity::Zero),
];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::FRAME_LOCALS_PROXY, LocalsProxy::LAYOUT);
    vm.define_type(&BuiltinType::new(id::FRAME_LOCALS_PROXY, SLOTS).methods(METHODS));
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [frame] = args.positionals() else {
        let given = args.len();
        return Err(vm.raise_type_error(format!("FrameLocalsProxy expected 1 argument, got {given}")));
    };
    if !frame.is_a::<FrameView>() {
        let message = format!("expect frame, not {}", vm.type_name(frame));
        return Err(vm.raise_type_error(message));
    }
    if args.keywords().next().is_some() {
        return Err(vm.raise_type_error("FrameLocalsProxy takes no keyword arguments"));
    }
    Ok(vm.new_locals_proxy(frame))
}

fn view_of(this: &Value) -> Option<Ref<FrameView>> {
    this.downcast::<LocalsProxy>()?.view.get()?.downcast::<FrameView>().cloned()
}

/// The variables as a dict; other values than proxies as they are.
fn snapshot(vm: &mut Vm, this: &Value) -> PyResult {
    match view_of(this) {
        Some(view) => vm.variables_of(&view),
        None => Ok(this.clone()),
    }
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    vm.guarded_repr(this, "{...}", |vm| {
        let snapshot = snapshot(vm, this)?;
        vm.repr_string(&snapshot)
    })
}

/// Keys, values and items are lists, not views.
fn listed(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let (snapshot, name) = (snapshot(vm, this)?, vm.intern(name));
    let view = vm.call_method(&snapshot, &name, &[])?;
    let items = vm.collect(&view)?;
    Ok(vm.new_list(items))
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let keys = listed(vm, &args[0], "keys")?;
    let mut keys = vm.collect(&keys)?;
    keys.reverse();
    Ok(vm.new_list(keys))
}

fn find(vm: &mut Vm, this: &Value, key: &Value) -> PyResult<Option<Value>> {
    vm.hash(key)?;
    let snapshot = snapshot(vm, this)?;
    match snapshot.as_dict() {
        Some(dict) => vm.dict_lookup(dict, key),
        None => Ok(None),
    }
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    match find(vm, this, key)? {
        Some(value) => Ok(value),
        None => {
            let key = vm.repr_string(key)?;
            // The quotes are those of the message, around those of the representation.
            Err(vm.raise(ExceptionKind::KeyError, format!("local variable '{key}' is not defined")))
        }
    }
}

fn get(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = find(vm, &args[0], &args[1])?;
    Ok(found.or_else(|| args.get(2).cloned()).unwrap_or(Value::NONE))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(vm.not_implemented());
    }
    if let (Some(first), Some(second)) = (view_of(a), view_of(b)) {
        let same = first.value().is(second.value());
        return Ok(Value::from_bool(same == (op == CompareOp::Eq)));
    }
    if b.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let snapshot = snapshot(vm, a)?;
    vm.compare(op, &snapshot, b)
}

fn union(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let is_mapping = |value: &Value| value.as_dict().is_some() || value.is_a::<LocalsProxy>();
    if op != BinaryOp::Or || !is_mapping(a) || !is_mapping(b) {
        return Ok(vm.not_implemented());
    }
    let (a, b) = (snapshot(vm, a)?, snapshot(vm, b)?);
    vm.binary_op(BinaryOp::Or, &a, &b)
}

fn cannot_remove(vm: &mut Vm) -> Raised {
    vm.raise_value_error("cannot remove local variables from FrameLocalsProxy")
}

/// Index of the variable that this key writes.
fn variable_for(vm: &mut Vm, view: &Ref<FrameView>, key: &Value) -> PyResult<Option<usize>> {
    vm.hash(key)?;
    let Some(code) = view.code() else { return Ok(None) };
    let named = |name: &str| {
        let mut variables = code.source().localsplus.iter();
        variables.position(|local| &*local.name == name && local.kind != LocalKind::Hidden)
    };
    if let Some(name) = key.as_str() {
        return Ok(named(name));
    }
    // Something else may say that it is equal to a name.
    for (index, local) in code.source().localsplus.iter().enumerate() {
        let name = vm.intern(&local.name);
        if local.kind != LocalKind::Hidden && vm.hash(&name)? == vm.hash(key)? && vm.equals(&name, key)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(view) = view_of(this) else { return Ok(()) };
    let index = variable_for(vm, &view, key)?;
    match (value, index) {
        (Some(value), Some(index)) => {
            view.set_local(index, value.clone());
            Ok(())
        }
        (Some(value), None) => {
            if view.extra.is_empty() {
                let extra = vm.new_dict();
                view.extra.set(extra);
            }
            let extra = view.extra.get_or_none();
            vm.set_item(&extra, key, value)
        }
        (None, Some(_)) => Err(cannot_remove(vm)),
        (None, None) => match remove_extra(vm, &view, key)? {
            Some(_) => Ok(()),
            None => Err(vm.raise_key_error(key)),
        },
    }
}

fn remove_extra(vm: &mut Vm, view: &Ref<FrameView>, key: &Value) -> PyResult<Option<Value>> {
    let extra = view.extra.get();
    match extra.as_ref().and_then(|extra| extra.as_dict()) {
        Some(extra) => vm.dict_remove(extra, key),
        None => Ok(None),
    }
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "FrameLocalsProxy.pop")?;
    let given = args.len() - 1;
    if !(1..=2).contains(&given) {
        let (bound, count) = if given == 0 { ("at least", "1 argument") } else { ("at most", "2 arguments") };
        return Err(vm.raise_type_error(format!("pop expected {bound} {count}, got {given}")));
    }
    let Some(view) = view_of(&args[0]) else { return Ok(Value::NONE) };
    if variable_for(vm, &view, &args[1])?.is_some() {
        return Err(cannot_remove(vm));
    }
    match (remove_extra(vm, &view, &args[1])?, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.raise_key_error(&args[1])),
    }
}

fn set_default(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "FrameLocalsProxy.setdefault")?;
    let (key, default) = match &args.positionals()[1..] {
        [key] => (key, Value::NONE),
        [key, default] => (key, default.clone()),
        _ => return Err(vm.raise_type_error("setdefault expected 1 or 2 arguments")),
    };
    if let Some(found) = find(vm, &args[0], key)? {
        return Ok(found);
    }
    set_item(vm, &args[0], key, Some(&default))?;
    Ok(default)
}

fn update(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[1].as_dict().is_none() && !args[1].is_a::<LocalsProxy>() {
        return Err(vm.raise_type_error("update() argument must be dict or another FrameLocalsProxy"));
    }
    take_all(vm, &args[0], &args[1])?;
    Ok(Value::NONE)
}

fn take_all(vm: &mut Vm, this: &Value, other: &Value) -> PyResult<()> {
    let other = snapshot(vm, other)?;
    for key in vm.collect(&other)? {
        let value = vm.get_item(&other, &key)?;
        set_item(vm, this, &key, Some(&value))?;
    }
    Ok(())
}

impl Vm {
    /// `f_locals` of a function's frame.
    pub(crate) fn new_locals_proxy(&mut self, view: &Value) -> Value {
        LocalsProxy::allocate(&mut self.heap, id::FRAME_LOCALS_PROXY, Slot::new(view.clone())).into_value()
    }

    /// The variables of a frame as a new dict, as `locals()` gives them; the namespace itself for a class or
    /// module.
    pub fn locals_of(&mut self, view: &Ref<FrameView>) -> PyResult {
        match self.view_namespace(view) {
            Some(namespace) => Ok(namespace),
            None => self.variables_of(view),
        }
    }

    /// The variables that are bound, and what `f_locals` was given beyond them.
    fn variables_of(&mut self, view: &Ref<FrameView>) -> PyResult {
        let dict = self.new_dict();
        let Some(code) = view.code() else { return Ok(dict) };
        for (index, local) in code.source().localsplus.iter().enumerate() {
            if let Some(value) = view.local(index) {
                let name = self.intern(&local.name);
                self.dict_set(&dict, &name, &value);
            }
        }
        let extra = view.extra.get();
        if let (Some(extra), Some(dict)) = (extra.as_ref().and_then(|extra| extra.as_dict()), dict.as_dict())
        {
            for (name, value) in extra.items() {
                self.dict_store(dict, &name, value)?;
            }
        }
        Ok(dict)
    }

    /// The namespace of a class or module frame that is in no comprehension.
    pub(crate) fn view_namespace(&self, view: &Ref<FrameView>) -> Option<Value> {
        let code = view.code()?;
        if code.flags.contains(CodeFlags::OPTIMIZED) {
            return None;
        }
        match view.live() {
            Some(_) if view.is_in_comprehension() => None,
            Some(frame) => self.frame_namespace(frame),
            None => view.namespace.get(),
        }
    }
}

impl FrameView {
    /// Whether the frame lives and has variables of a comprehension that are bound.
    pub(crate) fn is_in_comprehension(&self) -> bool {
        let Some(code) = self.live().and_then(|_| self.code()) else { return false };
        let mut locals = code.source().localsplus.iter().enumerate();
        locals.any(|(at, local)| local.kind == LocalKind::Hidden && self.local(at).is_some())
    }
}
