//! Short cuts of methods of `random.Random`.

use super::{Random, random_of};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `4 * exp(-0.5) / sqrt(2.0)`, rounded as `random` rounds it.
const NORMAL_MAGIC: f64 = 1.715_527_769_921_413_5;

pub(super) const METHODS: &[NativeDef] = &[
    method("_randbelow", |vm, args| short_cut(vm, args, "_randbelow", randbelow), Arity::Any).keep_self(),
    method("choice", |vm, args| short_cut(vm, args, "choice", choice), Arity::Any).keep_self(),
    method("expovariate", |vm, args| short_cut(vm, args, "expovariate", expovariate), Arity::Any).keep_self(),
    method("gauss", |vm, args| short_cut(vm, args, "gauss", gauss), Arity::Any).keep_self(),
    method("normalvariate", |vm, args| short_cut(vm, args, "normalvariate", normalvariate), Arity::Any)
        .keep_self(),
    method("randint", |vm, args| short_cut(vm, args, "randint", randint), Arity::Any).keep_self(),
    method("randrange", |vm, args| short_cut(vm, args, "randrange", randrange), Arity::Any).keep_self(),
    method("shuffle", |vm, args| short_cut(vm, args, "shuffle", shuffle), Arity::Any).keep_self(),
    method("uniform", |vm, args| short_cut(vm, args, "uniform", uniform), Arity::Any).keep_self(),
];

type ShortCut = fn(&mut Vm, &Ref<Random>, &[Value]) -> PyResult<Option<Value>>;

/// Answers by a short cut, or by the method in Python.
#[inline]
fn short_cut(vm: &mut Vm, args: &Arguments<'_>, name: &str, answer: ShortCut) -> PyResult {
    if args.names().is_empty()
        && let Some(found) = answer(vm, random_of(&args[0]), &args.positionals()[1..])?
    {
        return Ok(found);
    }
    let (methods, name) = (vm.intern("_methods"), vm.intern(name));
    let methods = vm.get_attr(&args[0], &methods)?;
    let function = vm.get_item(&methods, &name)?;
    vm.call_args(&function, args)
}

fn float(value: &Value) -> Option<f64> {
    match value.as_small() {
        Some(small) => Some(small as f64),
        None if value.type_id() == id::FLOAT => value.as_float(),
        None => None,
    }
}

/// An int from `start` on, one of `width`.
fn from(vm: &mut Vm, this: &Random, start: i64, width: i64) -> Option<Value> {
    (width > 0).then(|| {
        let below = this.below(width as u64);
        vm.int(start + below as i64)
    })
}

fn randbelow(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let [bound] = args else { return Ok(None) };
    Ok(bound.as_small().and_then(|bound| from(vm, this, 0, bound)))
}

fn randrange(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    Ok(match args {
        [stop] => stop.as_small().and_then(|stop| from(vm, this, 0, stop)),
        [start, stop] => {
            let (Some(start), Some(stop)) = (start.as_small(), stop.as_small()) else { return Ok(None) };
            from(vm, this, start, stop - start)
        }
        _ => None,
    })
}

fn randint(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let [first, last] = args else { return Ok(None) };
    let (Some(first), Some(last)) = (first.as_small(), last.as_small()) else { return Ok(None) };
    Ok(from(vm, this, first, last - first + 1))
}

fn choice(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let [sequence] = args else { return Ok(None) };
    let length = match sequence.type_id() {
        id::LIST => sequence.as_list().map(|list| list.len()),
        id::TUPLE => sequence.as_tuple().map(|tuple| tuple.len()),
        id::STR | id::RANGE => Some(vm.len(sequence)?),
        _ => None,
    };
    let Some(length) = length.filter(|&length| length > 0) else { return Ok(None) };
    let index = this.below(length as u64) as i64;
    vm.get_item(sequence, &Value::from_small(index)).map(Some)
}

fn shuffle(_vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let [sequence] = args else { return Ok(None) };
    if sequence.type_id() != id::LIST {
        return Ok(None);
    }
    let Some(list) = sequence.as_list() else { return Ok(None) };
    list.with(|items| {
        for at in (1..items.len()).rev() {
            items.swap(at, this.below(at as u64 + 1) as usize);
        }
    });
    Ok(Some(Value::NONE))
}

fn uniform(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let [low, high] = args else { return Ok(None) };
    let width = match (low.as_small(), high.as_small()) {
        (Some(low), Some(high)) => (high - low) as f64,
        _ => match (float(low), float(high)) {
            (Some(low), Some(high)) => high - low,
            _ => return Ok(None),
        },
    };
    let Some(low) = float(low) else { return Ok(None) };
    Ok(Some(vm.new_float(low + width * this.float())))
}

/// Mean and deviation, where both are simple numbers.
fn mean_and_deviation(args: &[Value]) -> Option<(f64, f64)> {
    Some(match args {
        [] => (0.0, 1.0),
        [mean] => (float(mean)?, 1.0),
        [mean, deviation] => (float(mean)?, float(deviation)?),
        _ => return None,
    })
}

fn gauss(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let Some((mean, deviation)) = mean_and_deviation(args) else { return Ok(None) };
    let kept = this.gauss_next.take().filter(|next| !next.is_none());
    let z = match kept.as_ref().and_then(Value::as_float) {
        Some(z) => z,
        None => {
            let angle = this.float() * std::f64::consts::TAU;
            let radius = (-2.0 * (1.0 - this.float()).ln()).sqrt();
            let next = vm.new_float(angle.sin() * radius);
            this.gauss_next.set(next);
            angle.cos() * radius
        }
    };
    Ok(Some(vm.new_float(mean + z * deviation)))
}

fn normalvariate(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let Some((mean, deviation)) = mean_and_deviation(args) else { return Ok(None) };
    loop {
        let first = this.float();
        let second = 1.0 - this.float();
        let z = NORMAL_MAGIC * (first - 0.5) / second;
        if z * z / 4.0 <= -second.ln() {
            return Ok(Some(vm.new_float(mean + z * deviation)));
        }
    }
}

fn expovariate(vm: &mut Vm, this: &Ref<Random>, args: &[Value]) -> PyResult<Option<Value>> {
    let rate = match args {
        [] => 1.0,
        [rate] => match float(rate) {
            Some(rate) if rate != 0.0 => rate,
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(vm.new_float(-(1.0 - this.float()).ln() / rate)))
}
