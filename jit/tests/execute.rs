//! Regions written as IR text, compiled and run against memory laid out as the contract says.

mod machine;

use genjit_jit::abi::{frame, tag};
use genjit_jit::backend::Options;
use genjit_jit::code_space::CodeSpace;
use genjit_jit::ir::parse;
use machine::{Machine, compile_region, compile_text};

/// Sums `0 + 1 + ... + (n - 1)` for the tagged `n` in slot 0.
const SUM: &str = r#"
region loop "sum" {
b0(%0: ptr, %1: ptr):
  %2 = load_val %1, +80, frame 0
  guard_int %2, snap 0
  %3 = untag_int %2
  %4 = const_int 0
  %9 = const_int 1
  jump b1(%4, %4)
b1(%5: i64, %6: i64):
  %7 = lt %5, %3
  branch %7, b2, b3
b2:
  %8 = add_checked %6, %5, snap 1
  %10 = add_checked %5, %9, snap 1
  jump b1(%10, %8)
b3 cold:
  exit snap 2
snap 0 [%2]
snap 1 [%5, %6]
snap 2 [%6]
}
"#;

fn int(value: i64) -> u64 {
    (value << tag::INT_SHIFT).cast_unsigned()
}

#[test]
fn a_loop_sums() {
    let mut machine = Machine::new();
    machine.frame[frame::SLOTS as usize / 8] = int(1000);
    let exit = machine.run(SUM, &Options { region_id: 7, ..Options::default() });
    assert_eq!(exit, 2);
    assert_eq!(machine.exit_words(), [7 << 32 | 2, 499_500]);
}

#[test]
fn a_failed_guard_hands_its_words_over() {
    let mut machine = Machine::new();
    machine.frame[frame::SLOTS as usize / 8] = tag::NONE;
    assert_eq!(machine.run(SUM, &Options::default()), 0);
    assert_eq!(machine.exit_words()[1], tag::NONE);
}

#[test]
fn forced_exits_count_guards() {
    let options = Options { forced_exits: true, ..Options::default() };
    let mut machine = Machine::new();
    machine.frame[frame::SLOTS as usize / 8] = int(1000);
    // One guard before the loop, two an iteration: the first guard of iteration 3 is the eighth.
    machine.set_countdown(8);
    assert_eq!(machine.run(SUM, &options), 1);
    assert_eq!(machine.exit_words()[1..3], [3, 1 + 2]);
}

#[test]
fn dumps_show_names_and_no_addresses() {
    let options = Options { keep_clif: true, keep_asm: true, ..Options::default() };
    let text = r#"
region body "names" {
  const c0 "code of f"
b0(%0: ptr, %1: ptr, %2: val):
  %3 = const_ref c0
  %4 = call compare_op(%5, %2, %3)
  guard_ok %4, snap 0
  return %4
snap 0 [%2]
}
"#
    .replace("  %4 =", "  %5 = const_int 3\n  %4 =");
    let space = CodeSpace::new(1 << 20);
    let code = compile_text(&text, &options, &space, |region| {
        region.set_const(genjit_jit::ir::Const(0), 0x7fff_1234_5678);
    });
    let function = &code.functions[0];
    let clif = function.clif.as_deref().unwrap_or_default();
    assert!(clif.contains("<c0:code_of_f>") && clif.contains("<compare_op>"), "{clif}");
    let asm = function.asm.as_deref().unwrap_or_default();
    assert!(!asm.is_empty() && !asm.contains("7fff1234") && !clif.contains("7fff_1234"), "{asm}");
}

/// What Python computes, if it does not raise.
type Model = fn(i128, i128) -> Option<i128>;

/// Compares every op on integers with what Python computes, on values at the limits.
#[test]
fn integer_ops_agree_with_wide_arithmetic() {
    let values =
        [0, 1, -1, 2, -2, 7, -7, 63, 64, 1 << 31, -(1 << 31), 1 << 62, i64::MIN, i64::MAX, i64::MIN + 1];
    let wide: [(&str, Model); 6] = [
        ("add_checked", |a, b| Some(a + b)),
        ("sub_checked", |a, b| Some(a - b)),
        ("mul_checked", |a, b| Some(a * b)),
        ("floor_div_checked", |a, b| (b != 0).then(|| floor_div(a, b))),
        ("floor_mod_checked", |a, b| (b != 0).then(|| a - b * floor_div(a, b))),
        ("shl_checked", |a, b| u32::try_from(b).ok().filter(|b| *b < 64).map(|b| a << b)),
    ];
    let space = CodeSpace::new(1 << 20);
    for (op, model) in wide {
        let code = compile_text(&binary(op), &Options::default(), &space, |_| {});
        for (a, b) in values.iter().flat_map(|a| values.iter().map(move |b| (*a, *b))) {
            let mut machine = Machine::new();
            machine.frame[10] = a.cast_unsigned();
            machine.frame[11] = b.cast_unsigned();
            let exit = machine.enter(&code);
            let wanted = model(i128::from(a), i128::from(b)).and_then(|wide| i64::try_from(wide).ok());
            match wanted {
                Some(wanted) => {
                    assert_eq!((exit, machine.exit_word(1).cast_signed()), (1, wanted), "{op} {a} {b}")
                }
                None => assert_eq!(exit, 0, "{op} {a} {b}"),
            }
        }
    }
}

/// Divisors known when the region is compiled are multiplied by.
#[test]
fn division_by_constants_agrees_with_wide_arithmetic() {
    let space = CodeSpace::new(1 << 20);
    for divisor in [1, 2, 3, 7, 10, 641, 1_000_000_007, (1 << 62) + 1, i64::MAX, -3, i64::MIN] {
        let code = compile_text(&by_constant(divisor), &Options::default(), &space, |_| {});
        let edges = [0, 1, 2, 3, 20, i64::MAX / 2, i64::MAX - 1, i64::MAX, i64::MIN, i64::MIN + 1];
        for a in edges.into_iter().flat_map(|edge| [edge, edge.wrapping_neg(), edge.wrapping_mul(divisor)]) {
            let mut machine = Machine::new();
            machine.frame[10] = a.cast_unsigned();
            machine.enter(&code);
            let quotient = floor_div(i128::from(a), i128::from(divisor));
            let wanted = [quotient as i64, (i128::from(a) - quotient * i128::from(divisor)) as i64];
            let found = [1, 2].map(|word| machine.exit_word(word).cast_signed());
            assert_eq!(found, wanted, "{a} {divisor}");
        }
    }
}

fn by_constant(divisor: i64) -> String {
    format!(
        r#"
region loop "by constant" {{
b0(%0: ptr, %1: ptr):
  %2 = load_int %1, +80, frame 0
  %3 = const_int {divisor}
  %4 = floor_div %2, %3
  %5 = floor_mod %2, %3
  exit snap 0
snap 0 [%4, %5]
}}
"#
    )
}

fn floor_div(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a % b < 0) != (b < 0) { quotient - 1 } else { quotient }
}

fn binary(op: &str) -> String {
    format!(
        r#"
region loop "{op}" {{
b0(%0: ptr, %1: ptr):
  %2 = load_int %1, +80, frame 0
  %3 = load_int %1, +88, frame 0
  %4 = {op} %2, %3, snap 0
  exit snap 1
snap 0 []
snap 1 [%4]
}}
"#
    )
}

#[test]
fn floats_keep_their_bits_through_tags() {
    let text = r#"
region loop "floats" {
b0(%0: ptr, %1: ptr):
  %2 = load_float %1, +80, frame 0
  %3 = box_float %2
  %4 = unbox_float %3
  %5 = is_float %3
  %6 = is_int %3
  exit snap 0
snap 0 [%4, %5, %6, %3]
}
"#;
    let space = CodeSpace::new(1 << 20);
    let code = compile_text(text, &Options::default(), &space, |_| {});
    for exponent in 0..2048_u64 {
        let bits = exponent << 52 | 0x8_0000_0000_0001 ^ (exponent & 1) << 63;
        let mut machine = Machine::new();
        machine.frame[10] = bits;
        assert_eq!(machine.enter(&code), 0, "exponent {exponent}");
        let immediate = u64::from(tag::is_inline_float(f64::from_bits(bits)));
        let expected = [bits, immediate, 0];
        assert_eq!([1, 2, 3].map(|index| machine.exit_word(index)), expected, "exponent {exponent}");
    }
}

#[test]
fn counts_reach_zero_and_release() {
    let text = r#"
region loop "counts" {
b0(%0: ptr, %1: ptr):
  %2 = load_val %1, +80, frame 0
  inc %2
  inc_any %2
  dec %2
  dec_any %2
  %3 = const_val none
  inc_any %3
  dec_any %3
  dec %2
  exit snap 0
snap 0 []
}
"#;
    let mut machine = Machine::new();
    let mut object = Box::new([1_u64, 0]);
    let address = std::ptr::from_mut(&mut *object) as u64;
    machine.frame[10] = address | tag::HEAP;
    assert_eq!(machine.run(text, &Options::default()), 0);
    assert_eq!(object[0], 0);
    assert_eq!(machine.released(), address | tag::HEAP);
}

#[test]
fn switches_and_memory() {
    let text = r#"
region body "switch" {
b0(%0: ptr, %1: ptr, %2: val):
  %3 = untag_int %2
  %8 = const_int 5
  switch %3, 0: b1(%8), 3: b2, 1000: b1(%3), else b3
b1(%4: i64):
  store_u32 %1, %4, +40, frame 0
  %5 = tag_int %4
  return %5
b2:
  %9 = load_ptr %1, +80, frame 0
  %10 = load_item %9, %3, +8, items
  store_item %9, %8, %10, +0, items
  return %10
b3:
  %6 = load_u8 %1, +45, frame 0
  %7 = box_int %6
  return %7
}
"#;
    let space = CodeSpace::new(1 << 20);
    let code = compile_text(text, &Options::default(), &space, |_| {});
    let mut machine = Machine::new();
    let mut items = Box::new([0_u64, 10, 20, 30, int(44), 50]);
    machine.frame[10] = std::ptr::from_mut(&mut *items) as u64;
    machine.frame[5] = 0x0908_0706_0504_0302;
    assert_eq!(machine.resume(&code, int(1)), int(7));
    assert_eq!(machine.resume(&code, int(3)), int(44));
    assert_eq!(items[5], int(44));
    assert_eq!(machine.resume(&code, int(1000)), int(1000));
    assert_eq!(machine.frame[5], 0x0908_0706_0000_03e8);
    assert_eq!(machine.resume(&code, int(0)), int(5));
}

/// A counted loop after the passes: no call, no overflow check of the counter, and a poll on the way.
#[test]
fn an_improved_loop_only_counts() {
    let text = include_str!("opt/counted_guard.ir");
    let mut region = parse(text.split("; expect").next().unwrap_or(text)).expect("the text is a region");
    genjit_jit::opt::run_speculating(&mut region, true).expect("the passes keep the region valid");
    let space = CodeSpace::new(1 << 20);
    let code = compile_region(region, &Options { keep_asm: true, ..Options::default() }, &space);
    let asm = code.functions[0].asm.as_deref().unwrap_or_default();
    assert!(!asm.contains("call"), "{asm}");

    let mut machine = Machine::new();
    machine.frame[10] = 5000;
    assert_eq!(machine.enter(&code), 1);
    assert_eq!(machine.exit_words()[1..], [4999 * 5000 / 2, 5000, 5000]);

    machine.vm[0] = 1 << 32;
    assert_eq!(machine.enter(&code), 3, "an interrupt is seen");
}

/// Forced exits count the same guards in code made from the same region, and stop where they are told.
#[test]
fn forced_exits_reach_every_guard() {
    let space = CodeSpace::new(1 << 20);
    let options = Options { forced_exits: true, ..Options::default() };
    let code = compile_text(SUM, &options, &space, |_| {});
    let exits: Vec<u64> = (1..=6)
        .map(|guards| {
            let mut machine = Machine::new();
            machine.frame[10] = int(2);
            machine.set_countdown(guards);
            machine.enter(&code)
        })
        .collect();
    assert_eq!(exits, [0, 1, 1, 1, 1, 2]);
}
