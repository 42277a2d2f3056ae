//! The text form of regions: printed and parsed are inverse, and the verifier names what is broken.

use genjit_jit::ir::{
    Alias, Cursor, Imm, ImmKind, Kind, Op, Region, RegionKind, Target, Type, parse, verify,
};

/// A region that uses every op once.
fn every_op() -> Region {
    let mut region = Region::new(RegionKind::Body, "every \"op\"");
    let known = region.new_const("code of f", 8);
    let entry = region.entry();
    let (vm, sent) = (region.vm(), region.sent());
    let snap = region.new_snapshot(vec![vm, sent], "before f@2");
    let mut at = Cursor::new(&mut region, entry);
    let operands = [at.const_int(-3), at.const_float(0.5), at.const_bool(true), sent, vm];
    let operand = |kind: &Kind| match kind.ty() {
        Some(Type::Float) => operands[1],
        Some(Type::Bool) => operands[2],
        Some(Type::Val) => operands[3],
        Some(Type::Ptr) => operands[4],
        Some(Type::Int) | None => operands[0],
    };
    for op in Op::ALL.iter().copied().filter(|op| *op != Op::call) {
        let imm = match op.imm() {
            ImmKind::NoImm | ImmKind::HelperImm => Imm::None,
            ImmKind::IntImm => Imm::Int(1),
            ImmKind::FloatImm => Imm::Float(f64::NAN.to_bits()),
            ImmKind::WordImm => Imm::Word(genjit_jit::abi::tag::NONE),
            ImmKind::ConstImm => Imm::Const(known),
            ImmKind::TypeImm => Imm::Type(4),
            ImmKind::MemImm => Imm::Mem(-8, Alias::Frame(2)),
        };
        let args: Vec<_> = op.parameters().iter().map(operand).collect();
        at.push(op, imm, &args, op.guard().map(|_| snap));
    }
    for helper in genjit_jit::abi::Helper::ALL {
        let kinds = helper.parameters().iter().filter_map(|machine| machine.ty());
        let args: Vec<_> = kinds
            .map(|ty| match ty {
                Type::Float => operands[1],
                Type::Val => operands[3],
                Type::Ptr => operands[4],
                _ => operands[0],
            })
            .collect();
        at.call(*helper, &args);
    }
    let (two, three) = (at.region.new_block(), at.region.new_block());
    let param = at.region.new_param(two, Type::Val);
    at.branch(operands[2], Target::new(two, &[sent]), Target::new(three, &[]));
    at.goto(two);
    at.ret(param);
    at.goto(three);
    at.exit(snap);
    at.region.block_mut(three).cold = true;
    region
}

#[test]
fn text_reads_back() {
    let region = every_op();
    assert_eq!(verify(&region), Ok(()));
    let text = region.to_string();
    let parsed = parse(&text).expect("printed text parses");
    assert_eq!(verify(&parsed), Ok(()));
    assert_eq!(parsed.to_string(), text);
}

#[track_caller]
fn rejects(body: &str, what: &str) {
    let text = format!("region loop \"t\" {{\nb0(%0: ptr, %1: ptr):\n{body}\n}}");
    let error = match parse(&text) {
        Ok(region) => verify(&region).expect_err("the region is broken").to_string(),
        Err(error) => error.to_string(),
    };
    assert!(error.contains(what), "{error}");
}

#[test]
fn broken_regions_are_named() {
    rejects("%2 = add %0, %1\nexit snap 0\nsnap 0 []", "%0 is of type ptr");
    rejects("%2 = const_int 1", "does not end");
    rejects("guard_int %5, snap 0\nexit snap 0\nsnap 0 []", "%5 is not defined");
    rejects(
        "jump b1\nb1:\n%2 = add_checked %3, %3, snap 0\n%3 = const_int 1\nexit snap 0\nsnap 0 []",
        "%3 of b1",
    );
    rejects("%2 = const_int 1\njump b1\nb1(%3: i64):\nexit snap 0\nsnap 0 []", "arguments do not fit b1");
    rejects("jump b0(%0, %1)", "predecessor");
    rejects("%2 = const_int 1\nguard_nonzero %2\nexit snap 0\nsnap 0 []", "without snapshot");
    rejects("exit snap 0\nsnap 0 [%9]", "%9 is not defined");
    rejects("%2 = frobnicate %0", "no op `frobnicate`");
    rejects("%2 = const_int 1\n%2 = const_int 1", "defined twice");
}
