//! Chains: generators that delegate to generators, resumed in constant time.
//!
//! `yield from` makes a chain: the *root* that consumers resume, then each *delegator* with the next
//! generator on top of its operand stack, down to the *leaf*. While a chain is linked, resuming the root
//! enters the leaf directly and the leaf's yield goes to the root's consumer directly; what lies between
//! is not touched.
//!
//! ```text
//! consumer <─prev─ root <─prev─ delegator <─prev─ leaf        root.leaf ──> leaf, leaf.root ──> root
//! ```
//! A delegator is suspended at the `RESUME` behind its `YIELD_VALUE` for as long as its delegate lives,
//! its delegate on top of its stack; it carries no executing mark while the delegate executes. When the
//! leaf returns, its delegator goes on at the target of its `SEND` and becomes the leaf.
//!
//! **Rule (links).** `R.leaf == L` iff `L.root == R`. Every link, unlink, return and death keeps it
//! ([`check`]). Between a linked root and its leaf, `prev` of each generator is its delegator. `prev` of any
//! other suspended generator means nothing.
//!
//! Two generators may be suspended on one inner generator: whoever resumes it takes the link over, and the
//! other finds no link and walks down ([`link_down`]).
//!
//! Only delegations of the form `SEND; YIELD_VALUE 1; RESUME; JUMP_BACKWARD_NO_INTERRUPT` to that `SEND`
//! are linked, which is what every compiler emits; others run level by level.

use crate::frame::{Frame, state};
use crate::generator::{COROUTINE, GENERATOR};
use crate::interp::{Regs, opcode as op};
use crate::value::Raw;
use crate::vm::Vm;

/// The rule of links, for one generator.
#[inline(always)]
pub(crate) fn check(frame: *mut Frame) {
    // SAFETY: callers hold the frame; linked ends are alive, as each end unlinks before it goes.
    unsafe {
        debug_assert!((*frame).leaf.is_null() || std::ptr::eq((*(*frame).leaf).root, frame));
        debug_assert!((*frame).root.is_null() || std::ptr::eq((*(*frame).root).leaf, frame));
        debug_assert!((*frame).leaf.is_null() || (*frame).root.is_null(), "a root is nobody's leaf");
    }
}

/// Takes a generator out of whatever it is linked with, at either end.
pub(crate) fn unlink(frame: *mut Frame) {
    check(frame);
    // SAFETY: as in `check`.
    unsafe {
        if !(*frame).leaf.is_null() {
            (*(*frame).leaf).root = std::ptr::null_mut();
            (*(*frame).leaf).chain_depth = 0;
            (*frame).leaf = std::ptr::null_mut();
        }
        if !(*frame).root.is_null() {
            (*(*frame).root).leaf = std::ptr::null_mut();
            (*frame).root = std::ptr::null_mut();
            (*frame).chain_depth = 0;
        }
    }
}

/// Links a root with its leaf, `depth` generators below it.
fn link(root: *mut Frame, leaf: *mut Frame, depth: u32) {
    debug_assert!(!std::ptr::eq(root, leaf));
    unlink(root);
    unlink(leaf);
    // SAFETY: callers hold both; see `check`.
    unsafe {
        (*root).leaf = leaf;
        (*leaf).root = root;
        (*leaf).chain_depth = depth;
    }
    check(root);
}

/// The generator that executes when this root is entered.
///
/// # Safety
/// `root` is alive.
pub(crate) unsafe fn leaf_of(root: *mut Frame) -> *mut Frame {
    // SAFETY: the caller's claim.
    let leaf = unsafe { (*root).leaf };
    if leaf.is_null() { root } else { leaf }
}

/// The generator that a suspended delegator waits for, if it is one that can be linked.
pub(crate) fn delegate(frame: *mut Frame) -> Option<*mut Frame> {
    // SAFETY: callers hold the frame, which is suspended and so has its function and a flushed stack.
    unsafe {
        if (*frame).state != state::DELEGATING {
            return None;
        }
        let r = Regs::of(frame);
        if !resumes_linkable(&r) || r.depth() == 0 {
            return None;
        }
        as_generator(r.peek(1))
    }
}

/// The generator or coroutine that this word is.
pub(crate) fn as_generator(word: Raw) -> Option<*mut Frame> {
    if !word.is_object() {
        return None;
    }
    // SAFETY: callers pass words of live slots.
    let type_id = unsafe { (*word.pointer()).type_id() };
    (type_id == GENERATOR || type_id == COROUTINE).then(|| word.pointer().cast::<Frame>())
}

/// Whether the `RESUME` at the registers belongs to a delegation that may be linked.
fn resumes_linkable(r: &Regs) -> bool {
    op::base(r.unit(0) as u8) == op::RESUME
        && r.unit(1) == u16::from(op::JUMP_BACKWARD_NO_INTERRUPT) | 5 << 8
        && r.unit(-1) == u16::from(op::YIELD_VALUE) | 1 << 8
        && op::base(r.unit(-3) as u8) == op::SEND
        && r.unit(-2) != 0
}

/// The same, with the registers behind the `SEND` and its cache.
pub(crate) fn sends_linkable(r: &Regs) -> bool {
    let mut resumed = *r;
    resumed.skip(1);
    // Only `YIELD_VALUE 1` guarantees that another unit follows.
    r.unit(0) == u16::from(op::YIELD_VALUE) | 1 << 8 && resumes_linkable(&resumed)
}

/// The last generator below a delegating one: where an executing mark would be.
pub(crate) fn deepest(root: *mut Frame) -> *mut Frame {
    // SAFETY: callers hold the root; delegates are held by their delegators.
    let mut frame = unsafe { leaf_of(root) };
    while let Some(next) = delegate(frame) {
        // SAFETY: as above.
        if unsafe { (*next).ip } == 0 {
            break;
        }
        frame = next;
    }
    frame
}

/// Links a root that is about to be entered with the leaf of its chain; takes links of others over.
pub(crate) fn link_down(root: *mut Frame) {
    // SAFETY: as in `deepest`.
    unsafe {
        if !(*root).leaf.is_null() {
            return;
        }
        unlink(root);
        let mut leaf = root;
        let mut depth = 0;
        while let Some(next) = delegate(leaf) {
            if (*next).ip == 0 || (*next).ip & 1 != 0 {
                break;
            }
            (*next).prev = leaf;
            leaf = next;
            depth += 1;
        }
        if depth > 0 {
            link(root, leaf, depth);
        }
    }
}

/// Links a root with the generator `depth` levels below it instead of its leaf.
pub(crate) fn shorten(root: *mut Frame, depth: u32) {
    unlink(root);
    let mut leaf = root;
    for _ in 0..depth {
        let Some(next) = delegate(leaf) else { break };
        leaf = next;
    }
    if !std::ptr::eq(leaf, root) {
        link(root, leaf, depth);
    }
}

/// A generator starts to delegate to `next`, which is suspended or not started: makes it the leaf of the
/// chain. `r` are the delegator's registers behind its `SEND`, delegate on top of its stack, the sent
/// value popped. The caller enters the leaf that this answers, and charges the levels that are new.
pub(crate) fn delegate_to(r: &Regs, next: *mut Frame) -> (*mut Frame, u32) {
    let delegator = r.frame;
    let depth = r.depth() as u32;
    // SAFETY: the delegator executes, its stack holds the delegate.
    unsafe {
        let (root, level) = if (*delegator).root.is_null() {
            (delegator, 0)
        } else {
            ((*delegator).root, (*delegator).chain_depth)
        };
        unlink(delegator);
        // Behind YIELD_VALUE: where a suspended delegator stands.
        (*delegator).ip = r.ip.wrapping_add(1) as u64;
        (*delegator).stack_depth = depth;
        (*delegator).state = state::DELEGATING;
        link_down(next);
        let leaf = leaf_of(next);
        let below = if std::ptr::eq(leaf, next) { 0 } else { (*leaf).chain_depth };
        (*next).prev = delegator;
        link(root, leaf, level + 1 + below);
        (leaf, 1 + below)
    }
}

/// The same where machine code runs both: the delegator is in memory, suspended at its delegation, its
/// delegate linked with nothing and suspended at no delegation. The delegate executes, in machine code.
#[cfg(feature = "jit")]
pub(crate) fn extend(delegator: *mut Frame, next: *mut Frame) {
    // SAFETY: machine code holds the root of the delegator's chain, and the delegator's stack its delegate.
    unsafe {
        debug_assert_eq!((*delegator).state, state::DELEGATING);
        debug_assert!((*next).root.is_null() && (*next).leaf.is_null() && (*next).state != state::DELEGATING);
        debug_assert_eq!(delegate(delegator), Some(next));
        let (root, level) = if (*delegator).root.is_null() {
            (delegator, 0)
        } else {
            ((*delegator).root, (*delegator).chain_depth)
        };
        unlink(delegator);
        (*next).prev = delegator;
        link(root, next, level + 1);
        (*next).ip |= 1;
        (*next).state = state::RUNNING;
        crate::tier::take_over(next);
    }
}

/// The leaf of a chain is finished: its delegator executes again and is the new leaf. Answers its
/// registers, at the `RESUME` where it was suspended; `None` if the generator was no linked leaf.
pub(crate) fn return_to_delegator(vm: &mut Vm, leaf: *mut Frame) -> Option<Regs> {
    let delegator = step_up(leaf)?;
    vm.frame = delegator;
    // SAFETY: the delegator executes.
    Some(unsafe { Regs::of(delegator) })
}

/// Makes the delegator of a finished leaf the executing leaf of its chain.
pub(crate) fn step_up(leaf: *mut Frame) -> Option<*mut Frame> {
    // SAFETY: who entered the chain holds its root, which holds the others.
    unsafe {
        let root = (*leaf).root;
        if root.is_null() {
            return None;
        }
        let delegator = (*leaf).prev;
        let level = (*leaf).chain_depth;
        unlink(leaf);
        if !std::ptr::eq(delegator, root) {
            link(root, delegator, level - 1);
        }
        (*delegator).ip |= 1;
        (*delegator).state = state::RUNNING;
        crate::tier::take_over(delegator);
        Some(delegator)
    }
}
