//! Special methods of built-in types, made from their [`Slots`].
//!
//! Each wrapper calls the slot of its first argument's built-in type, so one function serves all types.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::slots::{Slots, UnaryOp};
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The slots of the built-in type that a value is at heart.
    pub(crate) fn native_slots(&self, value: &Value) -> &Slots {
        let type_id = value.type_id();
        if type_id.0 < FIRST_USER {
            return self.types.slots(type_id);
        }
        self.types.slots(self.class_of(value).base_type())
    }
}

macro_rules! binary_wrappers {
    ($($op:ident $name:ident $plain:ident $reflected:ident $in_place:ident;)*) => {
        $(
            fn $plain(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
                let result = binary(vm, BinaryOp::$op, &args[0], right_operand(BinaryOp::$op, args), &args[0])?;
                vm.check_sequence_operator(BinaryOp::$op, args, result)
            }
            fn $reflected(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
                let result = binary(vm, BinaryOp::$op, args[1].exact(), &args[0], &args[0])?;
                vm.check_sequence_operator(BinaryOp::$op, args, result)
            }
            fn $in_place(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
                in_place(vm, BinaryOp::$op, args)
            }
        )*

        /// Operators with their methods: plain, reflected, in place.
        const OPERATORS: &[(BinaryOp, [NativeDef; 3])] = &[$((
            BinaryOp::$op,
            [
                method(concat!("__", stringify!($name), "__"), $plain, Arity::One),
                method(concat!("__r", stringify!($name), "__"), $reflected, Arity::One),
                method(concat!("__i", stringify!($name), "__"), $in_place, Arity::One).keep_self(),
            ],
        )),*];
    };
}
binary_wrappers! {
    Add add add radd iadd;
    And and and rand iand;
    FloorDivide floordiv floordiv rfloordiv ifloordiv;
    Lshift lshift lshift rlshift ilshift;
    MatrixMultiply matmul matmul rmatmul imatmul;
    Multiply mul mul rmul imul;
    Remainder mod rem rmod imod;
    Or or or ror ior;
    Power pow pow rpow ipow;
    Rshift rshift rshift rrshift irshift;
    Subtract sub sub rsub isub;
    TrueDivide truediv truediv rtruediv itruediv;
    Xor xor xor rxor ixor;
}

/// What is formatted keeps its class: its `__str__` and its `__getitem__` count.
fn right_operand<'a>(op: BinaryOp, args: &Arguments<'a>) -> &'a Value {
    let [this, other] = [0, 1].map(|index| &args.positionals()[index]);
    let formats = op == BinaryOp::Remainder && (this.as_str().is_some() || this.bytes_like().is_some());
    if formats { other } else { other.exact() }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value, this: &Value) -> PyResult {
    match vm.native_slots(this).binary {
        Some(binary) => binary(vm, op, a, b),
        None => Ok(vm.not_implemented()),
    }
}

/// The object itself is the result, not the built-in object inside it.
fn in_place(vm: &mut Vm, op: BinaryOp, args: &Arguments<'_>) -> PyResult {
    let this = args[0].exact().clone();
    let Some(in_place) = vm.native_slots(&this).in_place else { return Ok(vm.not_implemented()) };
    let result = in_place(vm, op, &this, args[1].exact())?;
    let result = vm.check_sequence_operator(op, args, result)?;
    Ok(if result.is(&this) { args[0].clone() } else { result })
}

macro_rules! comparison_wrappers {
    ($($name:ident $op:ident;)*) => {
        $(fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            match vm.native_slots(&args[0]).compare {
                Some(compare) => compare(vm, CompareOp::$op, &args[0], args[1].exact()),
                None => Ok(vm.not_implemented()),
            }
        })*
    };
}
comparison_wrappers! { lt Lt; le Le; eq Eq; ne Ne; gt Gt; ge Ge; }

macro_rules! unary_wrappers {
    ($($name:ident $op:ident;)*) => {
        $(fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            match vm.native_slots(&args[0]).unary {
                Some(unary) => unary(vm, UnaryOp::$op, &args[0]),
                None => Ok(vm.not_implemented()),
            }
        })*
    };
}
unary_wrappers! { neg Negative; pos Positive; invert Invert; abs Absolute; }

fn missing(vm: &mut Vm) -> PyResult {
    Err(vm.raise_system_error("a special method lost its slot"))
}

fn repr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).repr {
        Some(repr) => repr(vm, &args[0]),
        None => Ok(vm.default_repr(&args[0])),
    }
}

fn str(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).str {
        Some(str) => str(vm, &args[0]),
        None => vm.repr(&args[0]),
    }
}

fn hash(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let hash = match vm.native_slots(&args[0]).hash {
        Some(hash) => hash(vm, &args[0])?,
        None => vm.hash(&args[0])?,
    };
    Ok(vm.int(hash))
}

fn call(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).call {
        Some(call) => call(vm, &args[0], &args.rest()),
        None => missing(vm),
    }
}

fn iter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = args[0].exact();
    let Some(iter) = vm.native_slots(this).iter else { return missing(vm) };
    let iterator = iter(vm, this)?;
    // What is an iterator itself stays the instance that it is at heart of.
    Ok(if iterator.is(this) { args[0].clone() } else { iterator })
}

fn next(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(next) = vm.native_slots(&args[0]).next else { return missing(vm) };
    match next(vm, &args[0])? {
        Some(item) => Ok(item),
        None => Err(vm.raise_stop_iteration(None)),
    }
}

fn len(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(len) = vm.native_slots(&args[0]).len else { return missing(vm) };
    let length = len(vm, &args[0])?;
    Ok(vm.int_from_usize(length))
}

fn truth(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).truth {
        Some(truth) => Ok(Value::from_bool(truth(vm, &args[0])?)),
        None => missing(vm),
    }
}

fn contains(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).contains {
        Some(contains) => Ok(Value::from_bool(contains(vm, &args[0], &args[1])?)),
        None => missing(vm),
    }
}

fn getitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).get_item {
        Some(get) => get(vm, &args[0], &args[1]),
        None => missing(vm),
    }
}

fn setitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set_item else { return missing(vm) };
    set(vm, &args[0], &args[1], Some(&args[2]))?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set_item else { return missing(vm) };
    set(vm, &args[0], &args[1], None)?;
    Ok(Value::NONE)
}

fn getattribute(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.native_slots(&args[0]).get_attr {
        Some(get) => get(vm, &args[0], &args[1]),
        None => missing(vm),
    }
}

fn setattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set_attr else { return missing(vm) };
    set(vm, &args[0], &args[1], Some(&args[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set_attr else { return missing(vm) };
    set(vm, &args[0], &args[1], None)?;
    Ok(Value::NONE)
}

fn get(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(get) = vm.native_slots(&args[0]).get else { return missing(vm) };
    let object = args.get(1).filter(|object| !object.is_none());
    let class = match (args.get(2), object) {
        (Some(class), _) if !class.is_none() => class.clone(),
        (_, Some(object)) => vm.class_of(object).into_value(),
        _ => return Err(vm.raise_type_error("__get__(None, None) is invalid")),
    };
    get(vm, &args[0], object, &class)
}

fn set(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set else { return missing(vm) };
    set(vm, &args[0], &args[1], Some(&args[2]))?;
    Ok(Value::NONE)
}

fn delete(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(set) = vm.native_slots(&args[0]).set else { return missing(vm) };
    set(vm, &args[0], &args[1], None)?;
    Ok(Value::NONE)
}

fn init(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(init) = vm.native_slots(&args[0]).init {
        init(vm, &args[0], &args.rest())?;
    }
    Ok(Value::NONE)
}

fn init_ordered_dict(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(init) = vm.types.slots(id::ORDERED_DICT).init {
        init(vm, &args[0], &args.rest())?;
    }
    Ok(Value::NONE)
}

/// `T.__new__(cls, ...)`, bound to `T`: makes the object that `cls` is at heart, inside an instance if
/// need be.
fn new(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(owner) = args[0].as_class().cloned() else { return missing(vm) };
    let name = owner.name_text();
    let Some(given) = args.get(1) else {
        return Err(vm.raise_type_error(format!("{name}.__new__(): not enough arguments")));
    };
    let Some(class) = given.as_class().cloned() else {
        let found = vm.type_name(given);
        let message = format!("{name}.__new__(X): X is not a type object ({found})");
        return Err(vm.raise_type_error(message));
    };
    let wanted = class.name_text();
    if !class.is_subclass_of(&owner) {
        let message = format!("{name}.__new__({wanted}): {wanted} is not a subtype of {name}");
        return Err(vm.raise_type_error(message));
    }
    let (heart, own) = (class.base_type(), owner.instance_type());
    let exceptions = crate::exceptions::ExceptionKind::from_type_id(own).is_some();
    if heart != own && !exceptions {
        let heart = vm.class_of_type(heart).name_text();
        let message = format!("{name}.__new__({wanted}) is not safe, use {heart}.__new__()");
        return Err(vm.raise_type_error(message));
    }
    vm.native_new(&class, &args.rest().rest())
}

/// `__new__` of built-in types that can be made.
pub(crate) static NEW: NativeDef = method("__new__", new, Arity::Any).keep_self();

type Row = (fn(&Slots) -> bool, NativeDef);

/// Special methods and when a type has them.
const ROWS: &[Row] = &[
    (|s| s.repr.is_some(), method("__repr__", repr, Arity::Zero)),
    (|s| s.str.is_some(), method("__str__", str, Arity::Zero)),
    (|s| s.hash.is_some(), method("__hash__", hash, Arity::Zero)),
    (|s| s.call.is_some(), method("__call__", call, Arity::Any)),
    (|s| s.iter.is_some(), method("__iter__", iter, Arity::Zero).keep_self()),
    (|s| s.next.is_some(), method("__next__", next, Arity::Zero)),
    (|s| s.len.is_some(), method("__len__", len, Arity::Zero)),
    (|s| s.truth.is_some(), method("__bool__", truth, Arity::Zero)),
    (|s| s.contains.is_some(), method("__contains__", contains, Arity::One)),
    (|s| s.get_item.is_some(), method("__getitem__", getitem, Arity::One)),
    (|s| s.set_item.is_some(), method("__setitem__", setitem, Arity::Exactly(2))),
    (|s| s.set_item.is_some(), method("__delitem__", delitem, Arity::One)),
    (|s| s.get_attr.is_some(), method("__getattribute__", getattribute, Arity::One).keep_self()),
    (|s| s.set_attr.is_some(), method("__setattr__", setattr, Arity::Exactly(2)).keep_self()),
    (|s| s.set_attr.is_some(), method("__delattr__", delattr, Arity::One).keep_self()),
    (|s| s.get.is_some(), method("__get__", get, Arity::Between(1, 2))),
    (|s| s.set.is_some(), method("__set__", set, Arity::Exactly(2))),
    (|s| s.set.is_some(), method("__delete__", delete, Arity::One)),
    (|s| s.init.is_some(), method("__init__", init, Arity::Any)),
    (|s| s.unary.is_some(), method("__neg__", neg, Arity::Zero)),
    (|s| s.unary.is_some(), method("__pos__", pos, Arity::Zero)),
    (|s| s.unary.is_some(), method("__abs__", abs, Arity::Zero)),
    (|s| s.compare.is_some(), method("__eq__", eq, Arity::One)),
    (|s| s.compare.is_some(), method("__ne__", ne, Arity::One)),
    (|s| s.compare.is_some() && !s.equality_only, method("__lt__", lt, Arity::One)),
    (|s| s.compare.is_some() && !s.equality_only, method("__le__", le, Arity::One)),
    (|s| s.compare.is_some() && !s.equality_only, method("__gt__", gt, Arity::One)),
    (|s| s.compare.is_some() && !s.equality_only, method("__ge__", ge, Arity::One)),
];

static INVERT: NativeDef = method("__invert__", invert, Arity::Zero);

/// Its `__init__` stores by the `__setitem__` of the object's own class.
static ORDERED_DICT_INIT: NativeDef = method("__init__", init_ordered_dict, Arity::Any).keep_self();

/// The special methods that a type's slots give it.
pub(crate) fn definitions(type_id: crate::object::TypeId, slots: &Slots) -> Vec<&'static NativeDef> {
    let mut found: Vec<&'static NativeDef> =
        ROWS.iter().filter(|(has, _)| has(slots)).map(|(_, definition)| definition).collect();
    if type_id == id::INT || type_id == id::BOOL {
        found.push(&INVERT);
    }
    if type_id == id::ORDERED_DICT {
        found.retain(|definition| definition.name != "__init__");
        found.push(&ORDERED_DICT_INIT);
    }
    for (op, [plain, reflected, in_place]) in OPERATORS {
        if slots.binary_ops.contains(op) {
            found.push(plain);
            // Sequences concatenate from the left only; `%` of strings has both.
            let concatenates = slots.get_item.is_some() || type_id == id::TEMPLATE;
            if !(*op == BinaryOp::Add && concatenates) {
                found.push(reflected);
            }
        }
        if slots.in_place_ops.contains(op) {
            found.push(in_place);
        }
    }
    found
}
