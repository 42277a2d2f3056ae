//! Descriptors: bound methods, members of `__slots__`, and how functions and native methods bind.

use std::cell::Cell;

use crate::class::builtin::BuiltinType;
use crate::class::slot_docs::slot_doc;
use crate::error::{PyResult, Raised};
use crate::instance::Instance;
use crate::native::{
    Arguments, Arity, GetSetDescriptor, MethodDescriptor, NativeDef, NativeFunction, getter, is_slot, member,
    method,
};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A function with the object it is a method of.
    pub struct BoundMethod(|type_id| type_id == id::METHOD) "method" {
        /// `__func__`.
        pub function: Slot,
        /// `__self__`.
        pub this: Slot,
    }
}

object_type! {
    /// An attribute declared in `__slots__`.
    pub(crate) struct Member(|type_id| type_id == id::MEMBER_DESCRIPTOR) "member" {
        pub name: Slot,
        pub owner: Plain<TypeId>,
        pub place: Cell<usize>,
    }
}

impl Vm {
    /// A bound method.
    pub fn new_method(&mut self, function: Value, this: Value) -> Value {
        BoundMethod::allocate(&mut self.heap, id::METHOD, Slot::new(function), Slot::new(this)).into_value()
    }

    pub(crate) fn new_member(
        &mut self,
        class: &Ref<crate::class::Class>,
        name: Value,
        place: usize,
    ) -> Value {
        let owner = Plain(class.instance_type());
        Member::allocate(&mut self.heap, id::MEMBER_DESCRIPTOR, Slot::new(name), owner, Cell::new(place))
            .into_value()
    }
}

fn bind_native(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, class: &Value) -> PyResult {
    let Some(method) = descriptor.downcast::<MethodDescriptor>() else { return Ok(descriptor.clone()) };
    let (def, owner) = (method.def.0, method.owner.0);
    if descriptor.type_id() == id::CLASS_METHOD_DESCRIPTOR {
        return Ok(vm.new_native_method(def, class.clone(), owner));
    }
    let Some(object) = object else { return Ok(descriptor.clone()) };
    if !vm.class_of(object).is_subtype_of(owner) {
        return Err(raise_wrong_object(vm, def.name, owner, object));
    }
    let type_id = if is_slot(def, Some(owner)) { id::METHOD_WRAPPER } else { id::BUILTIN };
    Ok(vm.bind_native(type_id, def, object.clone(), owner))
}

#[cold]
fn raise_no_member(vm: &mut Vm, object: &Value, name: &Value) -> Raised {
    let class = vm.full_type_name(object);
    let message = format!("'{class}' object has no attribute '{}'", name.as_str().unwrap_or_default());
    vm.raise_attribute_error_for(message, object, name)
}

fn member_get(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let (Some(object), Some(member)) = (object, this.downcast::<Member>()) else { return Ok(this.clone()) };
    let (place, name) = (member.place.get(), member.name.get_or_none());
    let instance = check_member(vm, member.owner.0, &name, object)?;
    instance.get(place).map_or_else(|| Err(raise_no_member(vm, object, &name)), Ok)
}

fn check_member(vm: &mut Vm, owner: TypeId, name: &Value, object: &Value) -> PyResult<Ref<Instance>> {
    match object.downcast::<Instance>() {
        Some(instance) if vm.class_of(object).is_subtype_of(owner) => Ok(instance.clone()),
        _ => Err(raise_wrong_object(vm, name.as_str().unwrap_or_default(), owner, object)),
    }
}

fn member_set(vm: &mut Vm, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(member) = this.downcast::<Member>() else { return Ok(()) };
    let (place, name) = (member.place.get(), member.name.get_or_none());
    let instance = check_member(vm, member.owner.0, &name, object)?;
    let old = instance.replace(place, value.cloned());
    if value.is_none() && old.is_none() {
        let text = name.as_str().unwrap_or_default().to_owned();
        return Err(vm.raise_attribute_error(text));
    }
    Ok(())
}

fn getset_get(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let (Some(object), Some(descriptor)) = (object, this.downcast::<GetSetDescriptor>()) else {
        return Ok(this.clone());
    };
    let (def, owner) = (descriptor.def.0, descriptor.owner.0);
    if object.type_id() != owner && !vm.class_of(object).is_subtype_of(owner) {
        return Err(raise_wrong_object(vm, def.name, owner, object));
    }
    (def.get)(vm, object)
}

#[cold]
fn raise_wrong_object(vm: &mut Vm, name: &str, owner: TypeId, object: &Value) -> Raised {
    let (owner, found) = (vm.class_of_type(owner).shown_name(&vm.names), vm.type_name(object));
    vm.raise_type_error(format!(
        "descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object"
    ))
}

fn getset_set(vm: &mut Vm, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(descriptor) = this.downcast::<GetSetDescriptor>() else { return Ok(()) };
    let (def, owner) = (descriptor.def.0, descriptor.owner.0);
    if object.type_id() != owner && !vm.class_of(object).is_subtype_of(owner) {
        return Err(raise_wrong_object(vm, def.name, owner, object));
    }
    match def.set {
        Some(set) => set(vm, object, value),
        None if def.is_member => Err(vm.raise_attribute_error("readonly attribute")),
        None => {
            let (name, owner) = (def.name, vm.shown_name(&vm.class_of_type(owner)));
            Err(vm.raise_attribute_error(format!("attribute '{name}' of '{owner}' objects is not writable")))
        }
    }
}

fn method_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(bound) = this.downcast::<BoundMethod>() else { return Ok(Value::NONE) };
    let (function, object) = (bound.function.get_or_none(), bound.this.get_or_none());
    let (qualname, name) = (vm.names.__qualname__.clone(), vm.names.__name__.clone());
    let shown = match vm.find_attr(&function, &qualname)? {
        Some(found) => Some(found),
        None => vm.find_attr(&function, &name)?,
    };
    let shown = shown.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_else(|| "?".to_owned());
    let text = format!("<bound method {shown} of {}>", vm.repr_string(&object)?);
    Ok(vm.new_str(&text))
}

fn method_compare(vm: &mut Vm, op: genjit_bytecode::CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<BoundMethod>(), b.downcast::<BoundMethod>()) else {
        return Ok(vm.not_implemented());
    };
    let same = x.this.raw() == y.this.raw() && x.function.raw() == y.function.raw();
    Ok(match op {
        genjit_bytecode::CompareOp::Eq => Value::from_bool(same),
        genjit_bytecode::CompareOp::Ne => Value::from_bool(!same),
        _ => vm.not_implemented(),
    })
}

/// Functions of one row bound to one object are equal: `x.append == x.append`.
fn native_compare(vm: &mut Vm, op: genjit_bytecode::CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<NativeFunction>(), b.downcast::<NativeFunction>()) else {
        return Ok(vm.not_implemented());
    };
    let same =
        a.is(b) || std::ptr::eq(x.def.0, y.def.0) && !x.this.is_empty() && x.this.raw() == y.this.raw();
    Ok(match op {
        genjit_bytecode::CompareOp::Eq => Value::from_bool(same),
        genjit_bytecode::CompareOp::Ne => Value::from_bool(!same),
        _ => vm.not_implemented(),
    })
}

fn native_hash(_vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let Some(function) = this.downcast::<NativeFunction>() else { return Ok(0) };
    let row = std::ptr::from_ref(function.def.0) as i64;
    Ok(match function.this.get() {
        Some(object) => crate::ops::object::identity_hash(&object) ^ row >> 4,
        None => crate::ops::object::identity_hash(this),
    })
}

fn method_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let Some(bound) = this.downcast::<BoundMethod>() else { return Ok(0) };
    let (function, object) = (bound.function.get_or_none(), bound.this.get_or_none());
    Ok(crate::ops::object::identity_hash(&object) ^ vm.hash(&function)?)
}

fn method_get_attr(vm: &mut Vm, this: &Value, name: &Value) -> PyResult {
    if let Some(found) = vm.generic_get_attr(this, name)? {
        return Ok(found);
    }
    let function = this.downcast::<BoundMethod>().map_or(Value::NONE, |bound| bound.function.get_or_none());
    vm.get_attr(&function, name)
}

fn method_new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "method")?;
    args.between(vm, "method", 2, 2)?;
    if !vm.is_callable(&args[0]) {
        return Err(vm.raise_type_error("first argument must be callable"));
    }
    if args[1].is_none() {
        return Err(vm.raise_type_error("instance must not be None"));
    }
    Ok(vm.new_method(args[0].clone(), args[1].clone()))
}

fn native_name(_: &mut Vm, this: &Value) -> Option<&'static str> {
    let of_method = this.downcast::<MethodDescriptor>().map(|method| method.def.0.name);
    let of_getset = || this.downcast::<GetSetDescriptor>().map(|getset| getset.def.0.name);
    of_method
        .or_else(of_getset)
        .or_else(|| this.downcast::<NativeFunction>().map(|function| function.def.0.name))
}

fn native_owner(this: &Value) -> Option<TypeId> {
    let of_method = this.downcast::<MethodDescriptor>().map(|method| method.owner.0);
    let of_getset = || this.downcast::<GetSetDescriptor>().map(|getset| getset.owner.0);
    let of_function = || this.downcast::<NativeFunction>().and_then(|function| function.owner.0);
    of_method.or_else(of_getset).or_else(of_function).or_else(|| Some(this.downcast::<Member>()?.owner.0))
}

fn get_name(vm: &mut Vm, this: &Value) -> PyResult {
    match native_name(vm, this) {
        Some(name) => Ok(vm.intern(name)),
        None => Ok(this.downcast::<Member>().map_or(Value::NONE, |member| member.name.get_or_none())),
    }
}

fn get_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let name = get_name(vm, this)?;
    let Some(owner) = native_owner(this) else { return Ok(name) };
    // A bound method is named by what it is bound to.
    let bound = this.downcast::<NativeFunction>().and_then(|function| function.this.get());
    let class = match bound.filter(|_| this.type_id() == id::BUILTIN) {
        Some(this) => this.as_class().cloned().unwrap_or_else(|| vm.class_of(&this)),
        None => vm.class_of_type(owner),
    };
    let text = format!("{}.{}", class.qualname_text(), name.as_str().unwrap_or_default());
    Ok(vm.new_str(&text))
}

fn get_owner(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(native_owner(this).map_or(Value::NONE, |owner| vm.class_of_type(owner).into_value()))
}

fn get_doc(vm: &mut Vm, this: &Value) -> PyResult {
    let of_native = |def: &'static NativeDef, owner| {
        if def.doc.is_empty() && is_slot(def, owner) { slot_doc(def.name) } else { def.doc }
    };
    let doc = if let Some(method) = this.downcast::<MethodDescriptor>() {
        of_native(method.def.0, Some(method.owner.0))
    } else if let Some(function) = this.downcast::<NativeFunction>() {
        of_native(function.def.0, function.owner.0)
    } else {
        this.downcast::<GetSetDescriptor>().map_or("", |getset| getset.def.0.doc)
    };
    Ok(if doc.is_empty() { Value::NONE } else { vm.new_str(doc) })
}

fn get_this(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(function) = this.downcast::<NativeFunction>() else { return Ok(Value::NONE) };
    let module = || function.module.get().and_then(|name| vm.dict_get(&vm.modules, &name));
    Ok(function.this.get().or_else(module).unwrap_or(Value::NONE))
}

fn get_module(_: &mut Vm, this: &Value) -> PyResult {
    Ok(this.downcast::<NativeFunction>().map_or(Value::NONE, |function| function.module.get_or_none()))
}

fn descriptor_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = get_name(vm, this)?;
    let name = name.as_str().unwrap_or_default().to_owned();
    let owner =
        native_owner(this).map(|owner| vm.class_of_type(owner).shown_name(&vm.names)).unwrap_or_default();
    let text = match this.type_id() {
        id::WRAPPER_DESCRIPTOR => format!("<slot wrapper '{name}' of '{owner}' objects>"),
        id::GETSET_DESCRIPTOR if is_member(this) => format!("<member '{name}' of '{owner}' objects>"),
        id::GETSET_DESCRIPTOR => format!("<attribute '{name}' of '{owner}' objects>"),
        id::MEMBER_DESCRIPTOR => format!("<member '{name}' of '{owner}' objects>"),
        _ => format!("<method '{name}' of '{owner}' objects>"),
    };
    Ok(vm.new_str(&text))
}

fn is_member(this: &Value) -> bool {
    this.downcast::<GetSetDescriptor>().is_some_and(|descriptor| descriptor.def.0.is_member)
}

fn function_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(function) = this.downcast::<NativeFunction>() else { return Ok(Value::NONE) };
    let name = function.def.0.name;
    let text = match function.this.get() {
        None => format!("<built-in function {name}>"),
        Some(object) => {
            let address = crate::ops::object::address(&object);
            let kind = match this.type_id() {
                id::METHOD_WRAPPER => format!("method-wrapper '{name}'"),
                _ => format!("built-in method {name}"),
            };
            format!("<{kind} of {} object at {address:#x}>", vm.type_name(&object))
        }
    };
    Ok(vm.new_str(&text))
}

const DESCRIPTOR_GETSETS: &[crate::native::GetSetDef] = &[
    getter("__name__", get_name),
    getter("__qualname__", get_qualname),
    getter("__objclass__", get_owner),
    getter("__doc__", get_doc),
];

const FUNCTION_GETSETS: &[crate::native::GetSetDef] = &[
    getter("__name__", get_name),
    getter("__qualname__", get_qualname),
    getter("__self__", get_this),
    getter("__module__", get_module),
    getter("__doc__", get_doc),
];

const WRAPPER_GETSETS: &[crate::native::GetSetDef] = &[
    getter("__name__", get_name),
    getter("__qualname__", get_qualname),
    getter("__self__", get_this),
    getter("__objclass__", get_owner),
    getter("__doc__", get_doc),
];

const FUNCTION_METHODS: &[NativeDef] = &[method("__reduce__", reduce_function, Arity::Zero)];
const METHOD_METHODS: &[NativeDef] = &[method("__reduce__", reduce_method, Arity::Zero)];

/// The name of a function of a module; of a bound method, how it is got from its object.
fn reduce_function(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = get_name(vm, &args[0])?;
    match args[0].downcast::<NativeFunction>().and_then(|function| function.this.get()) {
        Some(this) => got_by_name(vm, this, name),
        None => Ok(name),
    }
}

fn reduce_method(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(bound) = args[0].downcast::<BoundMethod>().cloned() else { return Ok(Value::NONE) };
    let name = vm.names.__name__.clone();
    let name = vm.get_attr(&bound.function.get_or_none(), &name)?;
    got_by_name(vm, bound.this.get_or_none(), name)
}

fn got_by_name(vm: &mut Vm, this: Value, name: Value) -> PyResult {
    let getattr = vm.builtin_named("getattr")?;
    Ok(vm.reduced(getattr, vec![this, name], None))
}

fn method_doc(vm: &mut Vm, this: &Value) -> PyResult {
    let function = this.downcast::<BoundMethod>().map_or(Value::NONE, |bound| bound.function.get_or_none());
    let name = vm.names.__doc__.clone();
    vm.get_attr(&function, &name)
}

const DESCRIPTOR: Slots = Slots { repr: Some(descriptor_repr), ..Slots::NONE };

const METHOD: Slots = Slots {
    repr: Some(method_repr),
    compare: Some(method_compare),
    equality_only: true,
    hash: Some(method_hash),
    get_attr: Some(method_get_attr),
    get: Some(|_, this, _, _| Ok(this.clone())),
    new: Some(method_new),
    ..Slots::NONE
};

const TYPES: &[BuiltinType] = &[
    BuiltinType::new(id::METHOD, METHOD)
        .getsets(&[
            member("__func__", |_, m| {
                Ok(m.downcast::<BoundMethod>().map_or(Value::NONE, |m| m.function.get_or_none()))
            }),
            member("__self__", |_, m| {
                Ok(m.downcast::<BoundMethod>().map_or(Value::NONE, |m| m.this.get_or_none()))
            }),
            getter("__doc__", method_doc),
        ])
        .methods(METHOD_METHODS)
        .doc("Create a bound instance method object."),
    BuiltinType::new(
        id::MEMBER_DESCRIPTOR,
        Slots { get: Some(member_get), set: Some(member_set), ..DESCRIPTOR },
    )
    .getsets(DESCRIPTOR_GETSETS),
    BuiltinType::new(
        id::GETSET_DESCRIPTOR,
        Slots { get: Some(getset_get), set: Some(getset_set), ..DESCRIPTOR },
    )
    .getsets(DESCRIPTOR_GETSETS),
    BuiltinType::new(
        id::METHOD_DESCRIPTOR,
        Slots { get: Some(bind_native), call: Some(call_native), ..DESCRIPTOR },
    )
    .methods(DESCRIPTOR_METHODS)
    .getsets(DESCRIPTOR_GETSETS),
    BuiltinType::new(
        id::WRAPPER_DESCRIPTOR,
        Slots { get: Some(bind_native), call: Some(call_native), ..DESCRIPTOR },
    )
    .methods(DESCRIPTOR_METHODS)
    .getsets(DESCRIPTOR_GETSETS),
    BuiltinType::new(
        id::CLASS_METHOD_DESCRIPTOR,
        Slots { get: Some(bind_native), call: Some(call_native), ..DESCRIPTOR },
    )
    .getsets(DESCRIPTOR_GETSETS),
    BuiltinType::new(id::BUILTIN, FUNCTION).getsets(FUNCTION_GETSETS).methods(FUNCTION_METHODS),
    BuiltinType::new(id::METHOD_WRAPPER, FUNCTION).getsets(WRAPPER_GETSETS).methods(FUNCTION_METHODS),
];

const FUNCTION: Slots = Slots {
    repr: Some(function_repr),
    call: Some(call_function),
    compare: Some(native_compare),
    equality_only: true,
    hash: Some(native_hash),
    ..Slots::NONE
};

/// Methods are got from their class by name.
const DESCRIPTOR_METHODS: &[NativeDef] = &[method("__reduce__", reduce_descriptor, Arity::Zero)];

fn reduce_descriptor(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].downcast::<MethodDescriptor>() else { return Ok(Value::NONE) };
    let (name, owner) = (vm.intern(this.def.0.name), vm.class_of_type(this.owner.0).into_value());
    let function = vm.builtin_named("getattr")?;
    let arguments = vm.new_tuple(vec![owner, name]);
    Ok(vm.new_tuple(vec![function, arguments]))
}

fn call_native(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    match this.downcast::<MethodDescriptor>() {
        Some(method) => method.clone().call(vm, args),
        None => Ok(Value::NONE),
    }
}

fn call_function(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    match this.downcast::<NativeFunction>() {
        Some(function) => function.clone().call(vm, args),
        None => Ok(Value::NONE),
    }
}

/// Layouts and types of this file.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::METHOD, BoundMethod::LAYOUT);
    vm.heap.set_layout(id::MEMBER_DESCRIPTOR, Member::LAYOUT);
    for definition in TYPES {
        vm.define_type(definition);
    }
}
