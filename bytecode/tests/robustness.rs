//! The verifier, the disassembler and the readers take any code object without panicking.

use std::sync::{Arc, OnceLock};

use genjit_bytecode::{
    CodeFlags, CodeObject, Constant, DisOptions, LocalKind, LocalName, Opcode, ResumeTable, VerifyErrorKind,
    code_info, dis, parse_code, verify,
};
use proptest::prelude::*;

/// The code objects of `tests/samples`.
fn samples() -> &'static [CodeObject] {
    static SAMPLES: OnceLock<Vec<CodeObject>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples");
        let mut paths: Vec<_> =
            std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let form = |text: String| parse_code(text.split_once("---- tables\n").unwrap().0).unwrap();
        paths.iter().map(|path| form(std::fs::read_to_string(path).unwrap())).collect()
    })
}

/// Everything that reads a code object.
fn read_all(code: &CodeObject) {
    let _ = verify(code);
    let _ = dis(code, &DisOptions { show_caches: true, show_positions: true, ..DisOptions::default() });
    let _ = code_info(code, None);
    let _ = ResumeTable::of(code);
    let _ = code.position_at(code.units.len());
}

fn arbitrary_code() -> impl Strategy<Value = CodeObject> {
    let unit = prop_oneof![
        8 => (prop::sample::select(Opcode::ALL.to_vec()), 0u8..4)
            .prop_map(|(opcode, oparg)| u16::from_le_bytes([opcode as u8, oparg])),
        2 => any::<u16>(),
    ];
    let units = prop::collection::vec(unit, 0..60);
    let tables = (prop::collection::vec(any::<u8>(), 0..8), prop::collection::vec(any::<u8>(), 0..8));
    (units, tables, any::<[u8; 5]>(), any::<bool>()).prop_map(|(units, tables, numbers, generator)| {
        let mut code = samples()[0].clone();
        code.units = units;
        (code.exceptiontable, code.linetable) = tables;
        code.argcount = u32::from(numbers[0] & 3);
        code.stacksize = u32::from(numbers[1]);
        code.flags = CodeFlags(if generator { 0x23 } else { u32::from(numbers[2]) });
        code.consts = vec![Constant::None, Constant::Tuple(vec![]), Constant::Code(Arc::new(code.clone()))];
        let kinds = [LocalKind::Local, LocalKind::Local, LocalKind::Cell, LocalKind::Free];
        code.localsplus = kinds[..usize::from(numbers[3] & 3) + 1]
            .iter()
            .map(|&kind| LocalName { name: "x".into(), kind })
            .collect();
        code
    })
}

/// A sample with a few units or table bytes changed.
fn mutated_code() -> impl Strategy<Value = CodeObject> {
    let changes = prop::collection::vec((0usize..4, any::<prop::sample::Index>(), any::<u16>()), 1..5);
    (0..samples().len(), changes).prop_map(|(sample, changes)| {
        let mut code = samples()[sample].clone();
        for (what, index, value) in changes {
            let [low, high] = value.to_le_bytes();
            match what {
                0 => *index.get_mut(&mut code.units) = value,
                1 => {
                    let unit = index.get_mut(&mut code.units);
                    let opcode = Opcode::ALL[usize::from(low) % Opcode::ALL.len()];
                    *unit = u16::from_le_bytes([opcode as u8, high & 31]);
                }
                2 if !code.exceptiontable.is_empty() => *index.get_mut(&mut code.exceptiontable) = low,
                2 => code.stacksize = u32::from(low),
                _ => *index.get_mut(&mut code.linetable) = low,
            }
        }
        code
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_code_is_read_without_panic(code in arbitrary_code()) {
        read_all(&code);
    }

    #[test]
    fn mutated_code_is_read_without_panic(code in mutated_code()) {
        read_all(&code);
    }
}

#[test]
fn samples_verify_with_every_borrow_proved() {
    for code in samples() {
        let verified = verify(code).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(verified.unproved_borrows(), [], "{}", code.name);
    }
}

/// A long chain of joins over many locals must be answered, not worked at for ever.
#[test]
fn crafted_code_is_answered_soon() {
    let mut code = samples()[0].clone();
    code.flags = CodeFlags(3);
    code.consts = vec![Constant::None];
    code.localsplus = vec![LocalName { name: "x".into(), kind: LocalKind::Local }; 4000];
    let word = |opcode: Opcode, oparg: u8| u16::from_le_bytes([opcode as u8, oparg]);
    code.units = vec![word(Opcode::RESUME, 0)];
    for _ in 0..20_000 {
        code.units.extend([
            word(Opcode::LOAD_CONST, 0),
            word(Opcode::POP_JUMP_IF_NONE, 1),
            0,
            word(Opcode::NOP, 0),
        ]);
    }
    code.units.extend([word(Opcode::LOAD_CONST, 0), word(Opcode::RETURN_VALUE, 0)]);
    code.exceptiontable.clear();
    code.linetable.clear();
    assert_eq!(verify(&code).unwrap_err().kind, VerifyErrorKind::TooComplex);
}
