//! `collections.OrderedDict`: a dict whose order counts and can be changed.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::Dict;
use super::methods::{SLOTS as DICT_SLOTS, dict, equal, merge, merge_mapping};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, NativeDef, Parameters, method};
use crate::object::{Ref, TypeId};
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    Ok(Dict::new_of(&mut vm.heap, id::ORDERED_DICT).into_value())
}

const MOVE: Parameters<2> =
    Parameters { function: "move_to_end", names: ["key", "last"], required: 1, positional: 2 };
const POP_ITEM: Parameters<1> =
    Parameters { function: "popitem", names: ["last"], required: 0, positional: 1 };
const POP: Parameters<2> =
    Parameters { function: "pop", names: ["key", "default"], required: 1, positional: 2 };
const SET_DEFAULT: Parameters<2> =
    Parameters { function: "setdefault", names: ["key", "default"], required: 1, positional: 2 };

fn truth_or(vm: &mut Vm, value: Option<Value>, default: bool) -> PyResult<bool> {
    value.map_or(Ok(default), |value| vm.truth(&value))
}

fn move_to_end(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [key, last] = args.rest().bind(vm, &MOVE)?;
    let (this, key) = (dict(&args[0]), key.unwrap_or(Value::NONE));
    let last = truth_or(vm, last, true)?;
    let hash = vm.hash_key(&key, "dict key")? as u64;
    match super::lookup::find(vm, &this, &key, hash)? {
        Some(index) => {
            this.move_entry(index, last);
            Ok(Value::NONE)
        }
        None => Err(vm.raise_key_error(&key)),
    }
}

fn popitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [last] = args.rest().bind(vm, &POP_ITEM)?;
    let last = truth_or(vm, last, true)?;
    let this = dict(&args[0]);
    match if last { this.pop_last() } else { this.pop_first() } {
        Some((key, value)) => Ok(vm.new_tuple(vec![key, value])),
        None => {
            let message = vm.new_str("dictionary is empty");
            Err(vm.raise_with(ExceptionKind::KeyError, vec![message]))
        }
    }
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [key, default] = args.rest().bind(vm, &POP)?;
    let key = key.unwrap_or(Value::NONE);
    if let Some(value) = vm.dict_remove(&dict(&args[0]), &key)? {
        return Ok(value);
    }
    let name = vm.names.__missing__.clone();
    match default {
        Some(default) => Ok(default),
        None => match vm.call_special(&args[0], &name, std::slice::from_ref(&key))? {
            Some(value) => Ok(value),
            None => Err(vm.raise_key_error(&key)),
        },
    }
}

fn setdefault(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [key, default] = args.rest().bind(vm, &SET_DEFAULT)?;
    let (this, key) = (dict(&args[0]), key.unwrap_or(Value::NONE));
    if let Some(value) = vm.dict_lookup(&this, &key)? {
        return Ok(value);
    }
    let value = default.unwrap_or(Value::NONE);
    vm.set_item(&args[0], &key, &value)?;
    Ok(value)
}

/// A plain dict, or one of another class, is compared without regard to the order.
fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (a.as_dict().cloned(), b.as_dict().cloned()) else {
        return Ok(vm.not_implemented());
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(vm.not_implemented());
    }
    let ordered = [&left, &right].iter().all(|dict| dict.value().type_id() == id::ORDERED_DICT);
    let mut same = equal(vm, &left, &right)?;
    if same && ordered {
        for (x, y) in left.keys().iter().zip(&right.keys()) {
            if !vm.equals(x, y)? {
                same = false;
                break;
            }
        }
    }
    Ok(Value::from_bool(same == (op == CompareOp::Eq)))
}

fn repr_as(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.class_of(this).name_text();
    if dict(this).is_empty() {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    vm.guarded_repr(this.exact(), "...", |vm| {
        let mut parts = Vec::new();
        for (key, value) in dict(this).items() {
            parts.push(format!("{}: {}", vm.repr_string(&key)?, vm.repr_string(&value)?));
        }
        Ok(format!("{name}({{{}}})", parts.join(", ")))
    })
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if op != BinaryOp::Or || a.as_dict().is_none() || b.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let result: Ref<Dict> = Dict::new_of(&mut vm.heap, id::ORDERED_DICT);
    merge(vm, &result, a)?;
    merge(vm, &result, b)?;
    Ok(result.into_value())
}

/// `left | right`, one of which is of this class: made by calling it, its `__setitem__` sees the rest.
fn joined(vm: &mut Vm, class: &Ref<crate::class::Class>, left: &Value, right: &Value) -> PyResult {
    if left.as_dict().is_none() || right.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    if !class.is_user() {
        return binary(vm, BinaryOp::Or, left, right);
    }
    let result = vm.call(class.value(), std::slice::from_ref(left))?;
    update_all(vm, &result, &Arguments::positional(std::slice::from_ref(right)))?;
    Ok(result)
}

fn or(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]);
    joined(vm, &class, &args[0], &args[1])
}

fn reflected_or(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let is_ordered = vm.class_of(&args[1]).is_subtype_of(id::ORDERED_DICT);
    let class = vm.class_of(&args[usize::from(is_ordered)]);
    joined(vm, &class, &args[1], &args[0])
}

fn in_place_or(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    update_all(vm, &args[0], &args.rest())?;
    Ok(args[0].clone())
}

fn copied(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let exact = args[0].exact().clone();
    vm.call(&class, &[exact])
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let items = vm.names.items.clone();
    let items = vm.call_method(&args[0], &items, &[])?;
    let iterator = vm.iter(&items)?;
    let nothing = vm.new_tuple(Vec::new());
    Ok(vm.new_tuple(vec![class, nothing, Value::NONE, Value::NONE, iterator]))
}

fn view(vm: &mut Vm, args: &Arguments<'_>, type_id: TypeId) -> PyResult {
    Ok(super::views::new(vm, type_id, args[0].exact().clone()))
}

/// Adds what a mapping or an iterable of pairs holds, then the keywords. A class of the program may have a
/// `__setitem__` of its own, which sees them all.
fn update_all(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    if let Some(source) = args.first()
        && !add_mapping(vm, this, source)?
    {
        add_pairs(vm, this, source)?;
    }
    for (key, value) in args.keywords() {
        store(vm, this, key, value.clone())?;
    }
    Ok(())
}

fn store(vm: &mut Vm, this: &Value, key: &Value, value: Value) -> PyResult<()> {
    if this.type_id() == id::ORDERED_DICT {
        return vm.dict_store(&dict(this), key, value);
    }
    vm.set_item(this, key, &value)
}

/// Adds all of a mapping; answers whether the source is one.
fn add_mapping(vm: &mut Vm, this: &Value, source: &Value) -> PyResult<bool> {
    if this.type_id() == id::ORDERED_DICT {
        return merge_mapping(vm, &dict(this), source);
    }
    let copy = Dict::new_of(&mut vm.heap, id::DICT);
    if !merge_mapping(vm, &copy, source)? {
        return Ok(false);
    }
    for (_, key, value) in copy.hashed_items() {
        vm.set_item(this, &key, &value)?;
    }
    Ok(true)
}

/// The pairs are unpacked by their iterators, as an assignment to two names would.
fn add_pairs(vm: &mut Vm, this: &Value, source: &Value) -> PyResult<()> {
    let pairs = vm.iter(source)?;
    while let Some(pair) = vm.next(&pairs)? {
        vm.check_interrupt()?;
        let items = vm.iter(&pair)?;
        let Some(key) = vm.next(&items)? else {
            return Err(vm.raise_value_error("need more than 0 values to unpack"));
        };
        let Some(value) = vm.next(&items)? else {
            return Err(vm.raise_value_error("need more than 1 value to unpack"));
        };
        if vm.next(&items)?.is_some() {
            return Err(vm.raise_value_error("too many values to unpack (expected 2)"));
        }
        store(vm, this, &key, value)?;
    }
    Ok(())
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    if args.len() > 1 {
        let given = args.len();
        return Err(vm.raise_type_error(format!("expected at most 1 argument, got {given}")));
    }
    update_all(vm, this, args)
}

fn update(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let rest = args.rest();
    if rest.len() > 1 {
        let given = rest.len();
        return Err(
            vm.raise_type_error(format!("update() takes at most 1 positional argument ({given} given)"))
        );
    }
    update_all(vm, &args[0], &rest)?;
    Ok(Value::NONE)
}

const METHODS: &[NativeDef] = &[
    method("move_to_end", move_to_end, Arity::Any),
    method("popitem", popitem, Arity::Any),
    method("pop", pop, Arity::Any).keep_self(),
    method("setdefault", setdefault, Arity::Any).keep_self(),
    method("update", update, Arity::Any).keep_self(),
    method("keys", |vm, args| view(vm, args, id::ODICT_KEYS), Arity::Zero),
    method("values", |vm, args| view(vm, args, id::ODICT_VALUES), Arity::Zero),
    method("items", |vm, args| view(vm, args, id::ODICT_ITEMS), Arity::Zero),
    method("copy", copied, Arity::Zero).keep_self(),
    method("__copy__", copied, Arity::Zero).keep_self(),
    method("__repr__", |vm, args| repr_as(vm, &args[0]), Arity::Zero).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
    method("__or__", or, Arity::One).keep_self(),
    method("__ror__", reflected_or, Arity::One).keep_self(),
    method("__ior__", in_place_or, Arity::One).keep_self(),
];

const SLOTS: Slots = Slots {
    repr: Some(repr_as),
    compare: Some(compare),
    binary: Some(binary),
    new: Some(new),
    init: Some(init),
    ..DICT_SLOTS
};

/// Fills the class in.
pub(super) fn define(vm: &mut Vm) {
    vm.define_type(&BuiltinType::new(id::ORDERED_DICT, SLOTS).methods(METHODS).module("collections"));
}
