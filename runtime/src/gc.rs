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
//! Requirement: nothing is allocated in the heap between the first and the last step.
//!
//! Each step walks the heap's pages; no list of all objects is made, and the list of those still to be
//! visited is short: a collection of a million objects needs no memory of their order beside the marks.

use crate::heap::Heap;
use crate::object::{Flag, Header};
use crate::value::{Raw, Value};

/// Mark of an object known to be alive and visited, or about to be; counts stay below it.
const ALIVE: u32 = u32::MAX;

/// Mark of an object known to be alive that is still to be visited: held from outside.
const HELD: u32 = 1;

/// Objects that wait to be visited, at most; others are marked and found by another walk.
const MOST_WAITING: usize = 1 << 14;

/// What a collection found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Objects found unreachable, those with finalisers included.
    pub unreachable: usize,
    /// Finalisers that were queued: run them and collect again.
    pub finalisers: usize,
}

/// Collects dead cycles; runs no Python code.
pub fn collect(heap: &mut Heap) -> Collected {
    heap.begin_marks();
    subtract_inner_references(heap);
    if heap.has_frozen {
        hold_frozen(heap);
    }
    spread_life(heap);
    let garbage = unmarked(heap);
    let mut finalisers =
        garbage.iter().copied().filter(|&object| has_finaliser(heap, object)).collect::<Vec<_>>();
    // As in CPython. Addresses also tell what died before, which differs from tier to tier.
    finalisers.sort_by_key(|&object| Heap::number(object));
    for &object in &finalisers {
        set_mark(object, HELD);
    }
    spread_life(heap);
    // What no finaliser reaches is cleared now; these values keep it alive until every part is cleared.
    let doomed: Vec<Value> =
        garbage.iter().filter(|&&object| mark(object) != ALIVE).map(|&object| hold(object)).collect();
    heap.end_marks();

    let found = Collected { unreachable: garbage.len(), finalisers: finalisers.len() };
    // SAFETY: the object is alive.
    let is_referent = |&object: &*mut Header| unsafe { (*object).has(Flag::WEAK) };
    let mut referents = garbage.iter().copied().filter(is_referent).collect::<Vec<_>>();
    referents.sort_by_key(|&object| crate::weakref::number_of_referent(heap, object));
    for object in referents {
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

/// Checks that no object has fewer counts than references: those of other objects, and `held`, the words
/// of frames that execute.
///
/// # Panics
/// If one has.
#[cfg(feature = "jit")]
pub(crate) fn check_counts(heap: &mut Heap, held: &[Raw]) {
    heap.begin_marks();
    subtract_inner_references(heap);
    for word in held.iter().filter(|word| word.is_object()) {
        let object = word.pointer();
        if heap.layout(type_of(object)).collectable {
            subtract_reference(heap, object);
        }
    }
    heap.end_marks();
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
    heap.queue(crate::heap::Due::Finaliser(hold(object)));
}

/// Calls back with every collectable object.
fn each_collectable(heap: &Heap, callback: &mut dyn FnMut(*mut Header)) {
    heap.for_each_object(&mut |object| {
        if heap.layout(type_of(object)).collectable {
            callback(object);
        }
    });
}

/// Has every collectable object that there is now taken for alive from here on, or none any more.
pub(crate) fn freeze(heap: &mut Heap, frozen: bool) {
    heap.has_frozen = frozen;
    // SAFETY: the object is alive.
    each_collectable(heap, &mut |object| unsafe { (*object).set(Flag::FROZEN, frozen) });
}

/// How many objects are taken for alive.
pub(crate) fn frozen(heap: &Heap) -> usize {
    let mut count = 0;
    each_collectable(heap, &mut |object| count += usize::from(is_frozen(object)));
    count
}

fn is_frozen(object: *mut Header) -> bool {
    // SAFETY: the object is alive.
    unsafe { (*object).has(Flag::FROZEN) }
}

fn hold_frozen(heap: &Heap) {
    each_collectable(heap, &mut |object| {
        if is_frozen(object) && mark(object) == 0 {
            set_mark(object, HELD);
        }
    });
}

/// The objects found dead.
fn unmarked(heap: &Heap) -> Vec<*mut Header> {
    let mut objects = Vec::new();
    each_collectable(heap, &mut |object| {
        if mark(object) != ALIVE {
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

fn subtract_inner_references(heap: &Heap) {
    // SAFETY: the object is alive.
    each_collectable(heap, &mut |object| set_mark(object, unsafe { (*object).count() }));
    each_collectable(heap, &mut |object| {
        visit(heap, object, &mut |target| subtract_reference(heap, target));
    });
}

fn subtract_reference(heap: &Heap, target: *mut Header) {
    assert!(mark(target) > 0, "{} has fewer counts than references", heap.layout(type_of(target)).name);
    set_mark(target, mark(target) - 1);
}

/// Marks the objects held from outside and all they reach as alive.
fn spread_life(heap: &Heap) {
    let mut waiting = Vec::with_capacity(MOST_WAITING);
    let mut again = true;
    while again {
        again = false;
        each_collectable(heap, &mut |object| {
            if !matches!(mark(object), 0 | ALIVE) {
                set_mark(object, ALIVE);
                waiting.push(object);
                again |= visit_waiting(heap, &mut waiting);
            }
        });
    }
}

/// Visits what waits and all it reaches; whether some of that was only marked [`HELD`].
fn visit_waiting(heap: &Heap, waiting: &mut Vec<*mut Header>) -> bool {
    let mut held = false;
    while let Some(object) = waiting.pop() {
        visit(heap, object, &mut |target| {
            if mark(target) == ALIVE {
                return;
            }
            if waiting.len() < MOST_WAITING {
                set_mark(target, ALIVE);
                waiting.push(target);
            } else {
                set_mark(target, HELD);
                held = true;
            }
        });
    }
    held
}
