//! `--verify`: what must hold where machine code is left.
//!
//! Slots that a region has taken over hold a poison word in memory meanwhile: none may be left behind. And
//! no object may have fewer counts than references; those are counted over the whole heap, so this is done
//! at the first exits and then ever more seldom.

use crate::chain;
use crate::frame::{Frame, flag, owner};
use crate::gc;
use crate::interp::Regs;
use crate::interp::stack::slots;
use crate::value::Raw;
use crate::vm::Vm;

/// Exits at each of which counts are checked.
const FIRST: u64 = 16;

/// An exit was carried out: the innermost frame and all outside it are in memory.
pub(super) fn exit(vm: &mut Vm) {
    let exits = vm.counters.deopts;
    let held = held_words(vm.frame);
    if exits <= FIRST || exits.is_power_of_two() {
        gc::check_counts(&mut vm.heap, &held);
    }
}

/// A continuation has answered: the frame is in memory.
pub(super) fn suspended(frame: *mut Frame) {
    drop(words_of(frame));
    chain::check(frame);
}

/// The words that executing frames own, from the innermost outwards.
fn held_words(innermost: *mut Frame) -> Vec<Raw> {
    let mut held = Vec::new();
    let mut frame = innermost;
    while !frame.is_null() {
        // SAFETY: frames on the chain of callers are alive; their headers are complete.
        unsafe {
            // The words of a suspended delegator are its own as an object.
            let executes = (*frame).owner == owner::STACK || (*frame).ip & 1 != 0;
            if executes {
                held.extend(words_of(frame));
                held.extend([(*frame).func, (*frame).exception]);
                if (*frame).flags & flag::NAMESPACE != 0 {
                    held.push(Raw((*frame).root as u64));
                }
            }
            frame = (*frame).prev;
        }
    }
    held
}

/// The live slots of a flushed frame.
fn words_of(frame: *mut Frame) -> Vec<Raw> {
    // SAFETY: the frame is complete and flushed: its locals and so many slots above them are live.
    let words: Vec<Raw> = unsafe {
        let live = (*Regs::of(frame).code).locals as usize + (*frame).stack_depth as usize;
        (0..live).map(|index| *slots(frame).add(index)).collect()
    };
    assert!(!words.contains(&Raw::POISON), "an exit has left a slot out that its region had taken over");
    words
}
