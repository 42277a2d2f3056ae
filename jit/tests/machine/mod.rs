//! A `Vm` and one frame in memory, and the helpers that regions of tests call.
#![allow(dead_code, reason = "each test program uses a part")]

use genjit_jit::abi::{Helper, tag, vm};
use genjit_jit::backend::{Code, HelperTable, Options, compile};
use genjit_jit::code_space::CodeSpace;
use genjit_jit::ir::{Region, parse};

/// Word of the fake `Vm` in which `release` notes its operand; behind the fields of the contract.
const RELEASED: usize = 16;

/// The memory a region runs on.
pub struct Machine {
    pub vm: Box<[u64; 32]>,
    pub frame: Box<[u64; 64]>,
    exits: Box<[u64; 64]>,
}

impl Machine {
    pub fn new() -> Self {
        let mut machine =
            Machine { vm: Box::new([0; 32]), frame: Box::new([0; 64]), exits: Box::new([0; 64]) };
        machine.vm[vm::EXIT_BUFFER as usize / 8] = std::ptr::from_mut(&mut *machine.exits) as u64;
        machine.set_countdown(i64::MIN);
        machine
    }

    pub fn set_countdown(&mut self, guards: i64) {
        self.vm[vm::EXIT_COUNTDOWN as usize / 8] = guards.cast_unsigned();
    }

    pub fn exit_words(&self) -> &[u64] {
        let used = self.exits.iter().rposition(|word| *word != 0).map_or(1, |last| last + 1);
        &self.exits[..used]
    }

    pub fn exit_word(&self, index: usize) -> u64 {
        self.exits[index]
    }

    /// The value last handed to `release`, or 0.
    pub fn released(&self) -> u64 {
        self.vm[RELEASED]
    }

    /// Compiles the text of a loop region and enters it.
    pub fn run(&mut self, text: &str, options: &Options) -> u64 {
        let space = CodeSpace::new(1 << 20);
        self.enter(&compile_text(text, options, &space, |_| {}))
    }

    /// Enters the first function, a loop region.
    pub fn enter(&mut self, code: &Code) -> u64 {
        type Entry = extern "C" fn(*mut u64, *mut u64) -> u64;
        // SAFETY: the code is a loop region's, of this signature, and mapped while `code` is borrowed.
        let entry = unsafe { std::mem::transmute::<usize, Entry>(code.functions[0].entry) };
        entry(self.vm.as_mut_ptr(), self.frame.as_mut_ptr())
    }

    /// Enters the first function, a body region.
    pub fn resume(&mut self, code: &Code, sent: u64) -> u64 {
        type Entry = extern "C" fn(*mut u64, *mut u64, u64) -> u64;
        // SAFETY: the code is a body region's, of this signature, and mapped while `code` is borrowed.
        let entry = unsafe { std::mem::transmute::<usize, Entry>(code.functions[0].entry) };
        entry(self.vm.as_mut_ptr(), self.frame.as_mut_ptr(), sent)
    }
}

/// Compiles the text of a region after `prepare` has set its constants.
pub fn compile_text(text: &str, options: &Options, space: &CodeSpace, prepare: impl Fn(&mut Region)) -> Code {
    let mut region = parse(text).expect("the text is a region");
    prepare(&mut region);
    compile_region(region, options, space)
}

/// Compiles a region with the helpers of this file.
pub fn compile_region(region: Region, options: &Options, space: &CodeSpace) -> Code {
    compile(&[region], options, &helpers(), space).expect("the region compiles")
}

fn helpers() -> HelperTable {
    HelperTable::new(|helper| match helper {
        Helper::box_int => box_int as *const () as usize,
        Helper::box_float => box_float as *const () as usize,
        Helper::release => release as *const () as usize,
        _ => unexpected as *const () as usize,
    })
}

/// A leaked object: header of type `FLOAT`, then the bits.
extern "C" fn box_float(_vm: *mut u64, value: f64) -> u64 {
    let object = Box::leak(Box::new([1_u64 << 32 | 1, value.to_bits()]));
    std::ptr::from_mut(object) as u64 | tag::HEAP
}

/// A leaked object: header of type `INT`; nothing looks at the digits.
extern "C" fn box_int(_vm: *mut u64, value: i64) -> u64 {
    let object = Box::leak(Box::new([2_u64 << 32 | 1, value.cast_unsigned()]));
    std::ptr::from_mut(object) as u64 | tag::HEAP
}

extern "C" fn release(vm: *mut u64, value: u64) {
    // SAFETY: regions of tests pass the `vm` of a `Machine`, which has this word.
    unsafe { *vm.add(RELEASED) = value };
}

extern "C" fn unexpected() {
    std::process::abort();
}
