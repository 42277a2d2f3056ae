//! `_heapq`: heaps in lists; `heapq` in Python adds what is built on them.
//!
//! Requirement: a comparison may run code that changes the list, so items are looked up anew after each.

use crate::error::{PyResult, Raised};
use crate::list::List;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::Ref;
use crate::ops::quick;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_heapq",
    doc: "Heap queue algorithm (a.k.a. priority queue).",
    functions: FUNCTIONS,
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[NativeDef] = &[
    function("heapify", |vm, args| heapify::<false>(vm, args, "heapify"), Arity::One),
    function("heapify_max", |vm, args| heapify::<true>(vm, args, "heapify_max"), Arity::One),
    function("heappop", |vm, args| heappop::<false>(vm, args, "heappop"), Arity::One),
    function("heappop_max", |vm, args| heappop::<true>(vm, args, "heappop_max"), Arity::One),
    function("heappush", |vm, args| heappush::<false>(vm, args, "heappush"), Arity::Exactly(2)),
    function("heappush_max", |vm, args| heappush::<true>(vm, args, "heappush_max"), Arity::Exactly(2)),
    function("heappushpop", |vm, args| heappushpop::<false>(vm, args, "heappushpop"), Arity::Exactly(2)),
    function(
        "heappushpop_max",
        |vm, args| heappushpop::<true>(vm, args, "heappushpop_max"),
        Arity::Exactly(2),
    ),
    function("heapreplace", |vm, args| heapreplace::<false>(vm, args, "heapreplace"), Arity::Exactly(2)),
    function(
        "heapreplace_max",
        |vm, args| heapreplace::<true>(vm, args, "heapreplace_max"),
        Arity::Exactly(2),
    ),
];

fn heap_of(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult<Ref<List>> {
    match args[0].as_list() {
        Some(list) => Ok(list.clone()),
        None => {
            let found = vm.type_name_or_none(&args[0]);
            let argument = if args.len() == 1 { "argument" } else { "argument 1" };
            Err(vm.raise_type_error(format!("{name}() {argument} must be list, not {found}")))
        }
    }
}

#[cold]
fn changed(vm: &mut Vm) -> Raised {
    vm.raise_runtime_error("list changed size during iteration")
}

#[cold]
fn empty(vm: &mut Vm) -> Raised {
    vm.raise_index_error("index out of range")
}

/// Whether the item at `a` belongs above that at `b`: the smaller one, or the larger one if `MAX`.
#[inline]
fn above<const MAX: bool>(vm: &mut Vm, heap: &Ref<List>, a: usize, b: usize) -> PyResult<bool> {
    let (a, b) = if MAX { (b, a) } else { (a, b) };
    let items = heap.items();
    let (Some(x), Some(y)) = (items.get(a), items.get(b)) else { return Err(changed(vm)) };
    if let Some(less) = quick::less(x, y) {
        return Ok(less);
    }
    let (x, y, size) = (x.clone(), y.clone(), items.len());
    let less = vm.less(&x, &y)?;
    if heap.len() == size { Ok(less) } else { Err(changed(vm)) }
}

/// Moves the item at `at` up to its place, not above `top`.
fn rise<const MAX: bool>(vm: &mut Vm, heap: &Ref<List>, top: usize, mut at: usize) -> PyResult<()> {
    while at > top {
        let parent = (at - 1) / 2;
        if !above::<MAX>(vm, heap, at, parent)? {
            break;
        }
        heap.with(|items| items.swap(at, parent));
        at = parent;
    }
    Ok(())
}

/// Moves the item at `top` down to a leaf, past the upper one of each two children, then up to its place.
fn sink<const MAX: bool>(vm: &mut Vm, heap: &Ref<List>, top: usize) -> PyResult<()> {
    let (mut at, end) = (top, heap.len());
    while at < end / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < end && !above::<MAX>(vm, heap, child, child + 1)? {
            child += 1;
        }
        heap.with(|items| items.swap(at, child));
        at = child;
    }
    rise::<MAX>(vm, heap, top, at)
}

fn heappush<const MAX: bool>(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let heap = heap_of(vm, args, name)?;
    heap.push(args[1].clone());
    let last = heap.len() - 1;
    rise::<MAX>(vm, &heap, 0, last)?;
    Ok(Value::NONE)
}

fn heappop<const MAX: bool>(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let heap = heap_of(vm, args, name)?;
    let Some(last) = heap.pop() else { return Err(empty(vm)) };
    if heap.is_empty() {
        return Ok(last);
    }
    let first = heap.set(0, last);
    sink::<MAX>(vm, &heap, 0)?;
    Ok(first)
}

fn heapreplace<const MAX: bool>(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let heap = heap_of(vm, args, name)?;
    if heap.is_empty() {
        return Err(empty(vm));
    }
    let first = heap.set(0, args[1].clone());
    sink::<MAX>(vm, &heap, 0)?;
    Ok(first)
}

fn heappushpop<const MAX: bool>(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let heap = heap_of(vm, args, name)?;
    let item = args[1].clone();
    let Some(first) = heap.get(0) else { return Ok(item) };
    let stays = if MAX { vm.less(&item, &first)? } else { vm.less(&first, &item)? };
    if !stays {
        return Ok(item);
    }
    if heap.is_empty() {
        return Err(empty(vm));
    }
    let first = heap.set(0, item);
    sink::<MAX>(vm, &heap, 0)?;
    Ok(first)
}

fn heapify<const MAX: bool>(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let heap = heap_of(vm, args, name)?;
    for top in (0..heap.len() / 2).rev() {
        vm.check_interrupt()?;
        sink::<MAX>(vm, &heap, top)?;
    }
    Ok(Value::NONE)
}
