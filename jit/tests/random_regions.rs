//! Random loop regions on integers, run as built and after the passes: both leave with the same words.
//!
//! A region has a loop with a few parameters, random arithmetic on them, a branch that joins again, and
//! leaves at a bound or where a checked operation fails. The numbers come from a fixed generator.

mod machine;

use genjit_jit::backend::Options;
use genjit_jit::code_space::CodeSpace;
use genjit_jit::ir::{Alias, Cursor, Op, Region, RegionKind, Snap, Target, Type, Value};
use genjit_jit::opt;
use machine::{Machine, compile_region};

const REGIONS: u64 = 150;
const PARAMS: usize = 3;

/// Xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("below a usize")
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn number(&mut self) -> i64 {
        let edge = self.pick(&[
            0,
            1,
            -1,
            2,
            7,
            8,
            63,
            64,
            1 << 31,
            i64::MAX,
            i64::MIN,
            i64::MAX - 3,
            -1000,
            1 << 53,
        ]);
        edge.wrapping_add(i64::try_from(self.below(3)).unwrap_or(0))
    }
}

const CHECKED: [Op; 7] = [
    Op::add_checked,
    Op::sub_checked,
    Op::mul_checked,
    Op::floor_div_checked,
    Op::floor_mod_checked,
    Op::shl_checked,
    Op::sar_checked,
];
const PLAIN: [Op; 6] = [Op::add, Op::sub, Op::mul, Op::and, Op::or, Op::xor];
const COMPARE: [Op; 7] = [Op::lt, Op::le, Op::gt, Op::ge, Op::eq, Op::ne, Op::ult];

struct Maker<'a> {
    at: Cursor<'a>,
    random: &'a mut Random,
    /// Values to choose from.
    values: Vec<Value>,
    snap: Snap,
    /// Folds every result made: a check whose result is unused may go.
    all: Value,
}

impl Maker<'_> {
    fn value(&mut self) -> Value {
        if self.random.below(4) == 0 {
            let number = self.random.number();
            return self.at.const_int(number);
        }
        self.random.pick(&self.values)
    }

    fn condition(&mut self) -> Value {
        let (op, a, b) = (self.random.pick(&COMPARE), self.value(), self.value());
        let condition = self.at.op(op, &[a, b]);
        if self.random.below(4) == 0 { self.at.op(Op::not, &[condition]) } else { condition }
    }

    fn step(&mut self) {
        let (a, b) = (self.value(), self.value());
        let made = match self.random.below(8) {
            0..=2 => {
                let op = self.random.pick(&PLAIN);
                self.at.op(op, &[a, b])
            }
            3..=5 => {
                let op = self.random.pick(&CHECKED);
                self.at.checked(op, &[a, b], self.snap)
            }
            6 => {
                let condition = self.condition();
                self.at.op(Op::select, &[condition, a, b])
            }
            _ => {
                let tagged = self.at.op(Op::box_int, &[a]);
                self.at.guard(Op::guard_int, &[tagged], self.snap);
                self.at.op(Op::untag_int, &[tagged])
            }
        };
        self.values.push(made);
        let factor = self.at.const_int(31);
        let moved = self.at.op(Op::mul, &[self.all, factor]);
        self.all = self.at.op(Op::add, &[moved, made]);
    }

    fn steps(&mut self) {
        for _ in 0..=self.random.below(6) {
            self.step();
        }
    }
}

/// The region; its parameters are in the first slots, the bound behind them.
fn make(random: &mut Random) -> Region {
    let mut region = Region::new(RegionKind::Loop, "random");
    let (frame, entry) = (region.frame(), region.entry());
    let head = region.new_block();
    let params: Vec<Value> = (0..=PARAMS).map(|_| region.new_param(head, Type::Int)).collect();
    // Every check leaves with the state at the head, so it does not matter which one fails first.
    let failed = region.new_snapshot(params.clone(), "");
    let [then, join, out] = [0; 3].map(|_| region.new_block());
    let joined = region.new_param(join, Type::Int);
    let mut at = Cursor::new(&mut region, entry);
    let mut start: Vec<Value> =
        (0..PARAMS).map(|slot| at.load(Op::load_int, frame, slot_offset(slot), Alias::Frame(0))).collect();
    let bound = at.load(Op::load_int, frame, slot_offset(PARAMS), Alias::Frame(0));
    start.push(at.const_int(0));
    at.jump(head, &start);

    at.goto(head);
    let mut maker = Maker { at, random, values: params.clone(), snap: failed, all: params[0] };
    maker.at.guard(Op::poll, &[], failed);
    maker.steps();
    let test = maker.condition();
    let all = maker.all;
    maker.at.branch(test, Target::new(then, &[]), Target::new(join, &[all]));
    let outside = maker.values.clone();
    maker.at.goto(then);
    maker.steps();
    let all = maker.all;
    maker.at.jump(join, &[all]);
    maker.at.goto(join);
    maker.values = outside;
    maker.values.push(joined);
    maker.all = joined;
    maker.steps();
    let one = maker.at.const_int(1);
    let mut next: Vec<Value> = (1..PARAMS).map(|_| maker.value()).collect();
    next.insert(0, maker.all);
    next.push(maker.at.op(Op::add, &[params[PARAMS], one]));
    let more = maker.at.op(Op::lt, &[next[PARAMS], bound]);
    let left = maker.at.region.new_snapshot(next.clone(), "");
    maker.at.branch(more, Target::new(head, &next), Target::new(out, &[]));
    maker.at.goto(out);
    maker.at.exit(left);
    region
}

fn slot_offset(slot: usize) -> i32 {
    80 + 8 * i32::try_from(slot).expect("few slots")
}

#[test]
fn passes_keep_what_regions_compute() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let space = CodeSpace::new(1 << 22);
    for number in 0..REGIONS {
        let region = make(&mut random);
        let mut improved = region.clone();
        let speculated = if number % 2 == 0 {
            opt::run(&mut improved, true).map(|()| vec![])
        } else {
            opt::run_speculating(&mut improved, true)
        };
        let speculated = speculated.unwrap_or_else(|error| panic!("{error}\n{region}"));
        let plain = compile_region(region.clone(), &Options::default(), &space);
        let better = compile_region(
            improved.clone(),
            &Options { optimize: number % 3 == 0, ..Options::default() },
            &space,
        );
        for _ in 0..20 {
            let inputs: Vec<i64> = (0..PARAMS).map(|_| random.number()).chain([20]).collect();
            let mut ran = [&plain, &better].map(|code| {
                let mut machine = Machine::new();
                for (slot, input) in inputs.iter().enumerate() {
                    machine.frame[10 + slot] = input.cast_unsigned();
                }
                let exit = machine.enter(code);
                (exit, machine.exit_words().to_vec())
            });
            // A failed assumption leaves early, in front of the loop.
            if !speculated.is_empty() && ran[0] != ran[1] && ran[1].0 == u64::from(speculated[0].0) {
                ran[1] = ran[0].clone();
            }
            assert_eq!(ran[0], ran[1], "inputs {inputs:?}\n{region}\n{improved}");
        }
    }
}
