//! Splitting exception groups: `split`, `subgroup`, `derive`.

use crate::error::PyResult;
use crate::exceptions::group::members;
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::value::Value;
use crate::vm::Vm;

/// Methods of `BaseExceptionGroup`.
pub(super) const METHODS: &[NativeDef] = &[
    method("derive", derive, Arity::One),
    method("split", split, Arity::One),
    method("subgroup", subgroup, Arity::One),
];

/// The parts of an exception that a condition chooses and that it leaves.
type Parts = (Option<Value>, Option<Value>);

/// What chooses exceptions of a group.
pub(super) enum Condition<'a> {
    /// Instances of a class or of one of a tuple of classes.
    Classes(&'a Value),
    /// Those for which a function gives a true value.
    Function(&'a Value),
    /// These.
    OneOf(&'a [Value]),
}

impl Condition<'_> {
    fn holds(&self, vm: &mut Vm, exception: &Value) -> PyResult<bool> {
        match self {
            Condition::Classes(classes) => Ok(vm.exception_matches(exception, classes)),
            Condition::Function(function) => {
                let answer = vm.call(function, std::slice::from_ref(exception))?;
                vm.truth(&answer)
            }
            Condition::OneOf(exceptions) => Ok(exceptions.iter().any(|one| one.is(exception))),
        }
    }
}

fn condition<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Condition<'a>> {
    let classes = value.as_tuple().map_or_else(|| vec![value.clone()], |tuple| tuple.items().to_vec());
    if classes.iter().all(|class| vm.is_exception_class(class)) {
        return Ok(Condition::Classes(value));
    }
    if value.as_class().is_none() && vm.is_callable(value) {
        return Ok(Condition::Function(value));
    }
    Err(vm.raise_type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}

fn derive(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of_type(ExceptionKind::BaseExceptionGroup.type_id()).into_value();
    let message = args[0]
        .downcast::<Exception>()
        .map_or(Value::NONE, |group| group.fields[field::MESSAGE].get_or_none());
    vm.call(&class, &[message, args[1].clone()])
}

fn split(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let condition = condition(vm, &args[1])?;
    let (matched, rest) = split_by(vm, &args[0], &condition)?;
    Ok(vm.new_tuple(vec![matched.unwrap_or(Value::NONE), rest.unwrap_or(Value::NONE)]))
}

fn subgroup(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let condition = condition(vm, &args[1])?;
    Ok(split_by(vm, &args[0], &condition)?.0.unwrap_or(Value::NONE))
}

pub(super) fn split_by(vm: &mut Vm, exception: &Value, condition: &Condition<'_>) -> PyResult<Parts> {
    if vm.native_stack_is_low() {
        return Err(vm.raise_recursion_error("maximum recursion depth exceeded in exceptiongroup_split"));
    }
    if condition.holds(vm, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    let Some(exceptions) = members(vm, exception) else { return Ok((None, Some(exception.clone()))) };
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for inner in exceptions {
        let (chosen, left) = split_by(vm, &inner, condition)?;
        matched.extend(chosen);
        rest.extend(left);
    }
    Ok((regroup(vm, exception, matched)?, regroup(vm, exception, rest)?))
}

/// A group like `original` of some of its exceptions; nothing if there are none.
fn regroup(vm: &mut Vm, original: &Value, exceptions: Vec<Value>) -> PyResult<Option<Value>> {
    if exceptions.is_empty() {
        return Ok(None);
    }
    let list = vm.new_list(exceptions);
    let name = vm.intern("derive");
    let group = vm.call_method(original, &name, &[list])?;
    if members(vm, &group).is_none() {
        return Err(vm.raise_type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let (Some(new), Some(old)) = (group.downcast::<Exception>(), original.downcast::<Exception>()) else {
        return Ok(Some(group));
    };
    drop(new.traceback.replace(old.traceback.get()));
    drop(new.context.replace(old.context.get()));
    drop(new.cause.replace(old.cause.get()));
    let key = vm.names.__notes__.clone();
    if let Some(notes) = vm.find_attr(original, &key)? {
        let notes = vm.collect(&notes)?;
        let notes = vm.new_list(notes);
        vm.set_attr(&group, &key, &notes)?;
    }
    Ok(Some(group))
}
