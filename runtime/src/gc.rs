//! The cycle collector: finds objects that only dead cycles keep alive.
//!
//! # How
//! 1. Every collectable object's mark gets its count; for each word an object owns, the target's mark
//!    loses one. What is left above zero is held from outside the heap: by a frame, a Rust value, the `Vm`.
//! 2. Those objects and all they reach are alive. The rest is garbage.
//! 3. Weak references to garbage are cleared. Garbage with a finaliser is queued (PEP 442) and nothing it
//!    reaches is cleared: the caller runs the finalisers and collects again. Other garbage is cleared.
//!
//! Requirement: frames are flushed, and no operand stack of an object visited here holds borrowed words:
//! the layout of an executing generator visits nothing, its words count as held from outside.
//! Requirement: nothing is allocated between the first and the last step.

use crate::heap::Heap;
use crate::object::{Flag, Header};
use crate::value::{Raw, Value};

/// Mark of an object known to be alive; counts stay below it.
const ALIVE: u32 = u32::MAX;

/// What a collection found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Objects found unreachable, those with finalisers included.
    pub unreachable: usize,
    /// Finalisers queued in [`Heap::finalise`]: run them and collect again.
    pub finalisers: usize,
}

/// Collects dead cycles; runs no Python code.
pub fn collect(heap: &mut Heap) -> Collected {
    let objects = candidates(heap);
    heap.begin_marks();
    subtract_inner_references(heap, &objects);
    let alive = objects.iter().copied().filter(|&object| mark(object) != 0).collect();
    spread_life(heap, alive);
    let garbage: Vec<*mut Header> = objects.into_iter().filter(|&object| mark(object) != ALIVE).collect();
    let finalisers =
        garbage.iter().copied().filter(|&object| has_finaliser(heap, object)).collect::<Vec<_>>();
    spread_life(heap, finalisers.clone());
    // What no finaliser reaches is cleared now; these values keep it alive until every part is cleared.
    let doomed: Vec<Value> =
        garbage.iter().filter(|&&object| mark(object) != ALIVE).map(|&object| hold(object)).collect();
    heap.end_marks();

    let found = Collected { unreachable: garbage.len(), finalisers: finalisers.len() };
    for &object in &garbage {
        heap.clear_weak_references(object);
    }
    for object in finalisers {
        queue_finaliser(heap, object);
    }
    for value in &doomed {
        let object = value.raw().pointer();
        let layout = heap.layout(type_of(object));
        // SAFETY: `doomed` holds a count, and garbage is reachable from nowhere else.
        unsafe { (layout.clear)(object, heap) };
    }
    heap.collected();
    drop(doomed);
    found
}

fn type_of(object: *mut Header) -> crate::object::TypeId {
    // SAFETY: the collector only handles objects that were alive when it began and frees none before its end.
    unsafe { (*object).type_id() }
}

fn mark(object: *mut Header) -> u32 {
    // SAFETY: called between `begin_marks` and `end_marks` for live objects.
    unsafe { *Heap::mark(object) }
}

fn set_mark(object: *mut Header, value: u32) {
    // SAFETY: as in `mark`.
    unsafe { *Heap::mark(object) = value }
}

fn hold(object: *mut Header) -> Value {
    // SAFETY: the object is alive.
    unsafe { Raw::from_object(object).to_value() }
}

fn has_finaliser(heap: &Heap, object: *mut Header) -> bool {
    let layout = heap.layout(type_of(object));
    // SAFETY: the object is alive and complete.
    unsafe { !(*object).has(Flag::FINALISED) && (layout.finalisable)(object) }
}

fn queue_finaliser(heap: &mut Heap, object: *mut Header) {
    // SAFETY: the object is alive.
    unsafe { (*object).set(Flag::FINALISED, true) };
    heap.finalise.push(hold(object));
    heap.set_pending(crate::heap::pending::FINALISE);
}

fn candidates(heap: &Heap) -> Vec<*mut Header> {
    let mut objects = Vec::new();
    heap.for_each_object(&mut |object| {
        if heap.layout(type_of(object)).collectable {
            objects.push(object);
        }
    });
    objects
}

/// Calls back with every collectable object that `object` owns a count of.
fn visit(heap: &Heap, object: *mut Header, callback: &mut dyn FnMut(*mut Header)) {
    let layout = heap.layout(type_of(object));
    // SAFETY: the object is alive and complete, frames are flushed.
    unsafe {
        (layout.visit)(object, &mut |word: Raw| {
            if word.is_object() && heap.layout(type_of(word.pointer())).collectable {
                callback(word.pointer());
            }
        });
    }
}

fn subtract_inner_references(heap: &Heap, objects: &[*mut Header]) {
    for &object in objects {
        // SAFETY: alive.
        set_mark(object, unsafe { (*object).count() });
    }
    for &object in objects {
        visit(heap, object, &mut |target| {
            debug_assert!(
                mark(target) > 0,
                "{} has fewer counts than references",
                heap.layout(type_of(target)).name
            );
            set_mark(target, mark(target) - 1);
        });
    }
}

/// Marks these objects and all they reach as alive.
fn spread_life(heap: &Heap, roots: Vec<*mut Header>) {
    let mut work = roots;
    for &object in &work {
        set_mark(object, ALIVE);
    }
    while let Some(object) = work.pop() {
        visit(heap, object, &mut |target| {
            if mark(target) != ALIVE {
                set_mark(target, ALIVE);
                work.push(target);
            }
        });
    }
}
