//! `_random`: the generator of `random` and what is called on it most; `random` in Python has the rest.
//!
//! The methods in `quick` are short cuts of methods that `random.Random` has in Python: they answer simple
//! arguments, and leave all others, and what is wrong with them, to those. Classes that bring a `random` or a
//! `getrandbits` of their own get the methods in Python instead.

mod quick;
mod twister;

use std::cell::RefCell;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::Signed;
use sha2::{Digest, Sha512};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, function, getset, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use twister::Twister;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[function("_seed_of", seed_of, Arity::One), function("_entropy", entropy, Arity::One)],
    fill: |vm, dict| {
        let class = vm.class_of_type(id::RANDOM).into_value();
        vm.set_global(dict, "Random", class);
        Ok(())
    },
};

object_type! {
    /// A generator.
    pub struct Random(|type_id| type_id == id::RANDOM) "random" {
        twister: Plain<RefCell<Box<Twister>>>,
        /// The second of the two numbers that `gauss` makes at once, until it is asked for.
        gauss_next: Slot,
    }
}

impl Random {
    /// A float from 0 up to, but not, 1, of 53 bits.
    fn float(&self) -> f64 {
        self.twister.0.borrow_mut().float()
    }

    /// An int below `bound`, which is not 0.
    fn below(&self, bound: u64) -> u64 {
        let mut twister = self.twister.0.borrow_mut();
        let bits = 64 - bound.leading_zeros();
        loop {
            let word = twister.bits(bits);
            if word < bound {
                return word;
            }
        }
    }
}

fn random_of(this: &Value) -> &Ref<Random> {
    this.exact().downcast::<Random>().expect("methods of generators get generators")
}

/// Bytes that nobody can foretell.
fn unpredictable(vm: &mut Vm, bytes: &mut [u8]) -> PyResult<()> {
    use std::io::Read;
    let filled = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(bytes));
    filled.map_err(|_| {
        vm.raise(crate::exceptions::ExceptionKind::NotImplementedError, "no source of randomness")
    })
}

/// `_entropy(n)`: so many bytes of the system's source of randomness.
fn entropy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let count = vm.index_i64(&args[0])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.raise_value_error("negative argument not allowed"));
    };
    let mut bytes = vec![0; count];
    unpredictable(vm, &mut bytes)?;
    Ok(vm.new_bytes(&bytes))
}

/// `_seed_of(bytes)`: the int that the bytes and their SHA-512 are.
fn seed_of(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(bytes) = args[0].as_bytes() else {
        return Err(vm.raise_type_error("bytes are needed"));
    };
    let seed = [bytes, &Sha512::digest(bytes)[..]].concat();
    Ok(vm.new_int(BigInt::from_bytes_be(Sign::Plus, &seed)))
}

/// The words that a generator is seeded with: those of an int's size, of a hash, or unpredictable ones.
fn seed_words(vm: &mut Vm, seed: &Value) -> PyResult<Vec<u32>> {
    if seed.is_none() {
        let mut bytes = [0; twister::WORDS * 4];
        unpredictable(vm, &mut bytes)?;
        let word = |chunk: &[u8]| u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]);
        return Ok(bytes.chunks_exact(4).map(word).collect());
    }
    let size = match seed.as_int() {
        Some(int) => int.to_big().abs().magnitude().clone(),
        None => BigUint::from(vm.hash(seed)? as u64),
    };
    let words = size.to_u32_digits();
    Ok(if words.is_empty() { vec![0] } else { words })
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let seed = args.first().cloned().unwrap_or(Value::NONE);
    let words = seed_words(vm, &seed)?;
    let twister = Plain(RefCell::new(Box::new(Twister::new(&words))));
    let random = Random::allocate(&mut vm.heap, id::RANDOM, twister, Slot::empty());
    Ok(random.into_value())
}

/// `seed(n=None, /)`
fn seed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let seed = args.get(1).cloned().unwrap_or(Value::NONE);
    let words = seed_words(vm, &seed)?;
    **random_of(&args[0]).twister.0.borrow_mut() = Twister::new(&words);
    Ok(Value::NONE)
}

fn random(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let float = random_of(&args[0]).float();
    Ok(vm.new_float(float))
}

/// `getrandbits(k, /)`
fn getrandbits(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let count = vm.index(&args[1])?;
    let count = count.as_int().map_or(0, |count| count.clamped());
    if count < 0 {
        return Err(vm.raise_value_error("Cannot convert negative int"));
    }
    let this = random_of(&args[0]).clone();
    if count <= 64 {
        let bits = this.twister.0.borrow_mut().bits(count as u32);
        return Ok(vm.int_from_u64(bits));
    }
    if count > 1 << 36 {
        return Err(vm.raise_memory_error(""));
    }
    let mut twister = this.twister.0.borrow_mut();
    let words = (0..(count as u64).div_ceil(32))
        .map(|at| twister.bits((count as u64 - at * 32).min(32) as u32) as u32)
        .collect();
    Ok(vm.new_int(BigInt::from(BigUint::new(words))))
}

fn getstate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let state = random_of(&args[0]).twister.0.borrow().state();
    let items = state.into_iter().map(|word| Value::from_small(i64::from(word))).collect();
    Ok(vm.new_tuple(items))
}

fn setstate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(state) = args[1].as_tuple().cloned() else {
        return Err(vm.raise_type_error("state vector must be a tuple"));
    };
    if state.len() != twister::WORDS + 1 {
        return Err(vm.raise_value_error("state vector is the wrong size"));
    }
    let mut words = Vec::with_capacity(state.len());
    for item in state.items() {
        let int = vm.index(item)?;
        let Some(word) = int.as_int().and_then(|int| int.to_i64()).filter(|word| *word >= 0) else {
            return Err(vm.raise_overflow_error("can't convert negative value to unsigned int"));
        };
        words.push(word as u32);
    }
    let Some(twister) = Twister::of_state(&words) else {
        return Err(vm.raise_value_error("invalid state"));
    };
    **random_of(&args[0]).twister.0.borrow_mut() = twister;
    Ok(Value::NONE)
}

const ATTRIBUTES: &[GetSetDef] = &[getset(
    "gauss_next",
    |_, this| Ok(random_of(this).gauss_next.get_or_none()),
    |_, this, value| {
        drop(random_of(this).gauss_next.replace(value.cloned()));
        Ok(())
    },
)];

const METHODS: &[NativeDef] = &[
    method("random", random, Arity::Zero).keep_self().doc("random() -> x in the interval [0, 1)."),
    method("seed", seed, Arity::Between(0, 1)).keep_self(),
    method("getstate", getstate, Arity::Zero).keep_self(),
    method("setstate", setstate, Arity::One).keep_self(),
    method("getrandbits", getrandbits, Arity::One).keep_self(),
];

/// Declares the layout and fills the class in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::RANDOM, Random::LAYOUT);
    let slots = Slots { new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::RANDOM, slots).methods(METHODS).getsets(ATTRIBUTES));
    vm.add_methods(id::RANDOM, quick::METHODS);
}
