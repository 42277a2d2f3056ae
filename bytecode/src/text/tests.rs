use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{CodeFlags, CodeObject, Constant, LocalKind, LocalName, Opcode};

fn constant() -> impl Strategy<Value = Constant> {
    let leaf = prop_oneof![
        Just(Constant::None),
        Just(Constant::Ellipsis),
        any::<bool>().prop_map(Constant::Bool),
        any::<i128>().prop_map(|value| Constant::Int(value.into())),
        any::<u64>().prop_map(|bits| Constant::Float(f64::from_bits(bits))),
        (any::<f64>(), any::<f64>()).prop_map(|(real, imag)| Constant::Complex { real, imag }),
        any::<String>().prop_map(|text| Constant::Str(text.into())),
        any::<Vec<u8>>().prop_map(|bytes| Constant::Bytes(bytes.into())),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Constant::Tuple),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Constant::FrozenSet),
            [inner.clone(), inner.clone(), inner].prop_map(|parts| Constant::Slice(Box::new(parts))),
        ]
    })
}

fn local() -> impl Strategy<Value = LocalName> {
    let kind =
        prop::sample::select(vec![LocalKind::Local, LocalKind::Cell, LocalKind::Free, LocalKind::Hidden]);
    (any::<String>(), kind).prop_map(|(name, kind)| LocalName { name: name.into(), kind })
}

/// Units that are often instructions.
fn units() -> impl Strategy<Value = Vec<u16>> {
    let opcode = prop::sample::select(Opcode::ALL.to_vec());
    let instruction = (opcode, prop_oneof![4 => 0u8..8, 1 => any::<u8>()]).prop_map(|(opcode, oparg)| {
        let mut units = vec![u16::from_le_bytes([opcode as u8, oparg])];
        units.resize(1 + opcode.caches(), 0);
        units
    });
    prop_oneof![
        4 => prop::collection::vec(instruction, 0..30).prop_map(|units| units.concat()),
        1 => prop::collection::vec(any::<u16>(), 0..20),
    ]
}

prop_compose! {
    fn code()(
        name in any::<String>(),
        numbers in any::<[u32; 6]>(),
        consts in prop::collection::vec(constant(), 0..4),
        names in prop::collection::vec(any::<String>(), 0..3),
        localsplus in prop::collection::vec(local(), 0..3),
        units in units(),
        exceptiontable in prop::collection::vec(any::<u8>(), 0..6),
        linetable in prop::collection::vec(any::<u8>(), 0..12),
    ) -> CodeObject {
        let [firstlineno, argcount, posonlyargcount, kwonlyargcount, stacksize, flags] = numbers;
        CodeObject {
            qualname: name.as_str().into(),
            filename: "f.py".into(),
            name: name.into(),
            firstlineno,
            argcount,
            posonlyargcount,
            kwonlyargcount,
            stacksize,
            flags: CodeFlags(flags),
            units,
            consts,
            names: names.into_iter().map(Into::into).collect(),
            localsplus,
            exceptiontable,
            linetable,
        }
    }
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(outer in code(), inner in code()) {
        let mut code = outer;
        code.consts.push(Constant::Code(Arc::new(inner)));
        let text = print_code(&code);
        let parsed = parse_code(&text);
        prop_assert_eq!(parsed.as_ref(), Ok(&code), "{}", text);
    }

    #[test]
    fn any_text_parses_or_fails(text in "[ -~\n]{0,80}") {
        let _ = parse_code(&text);
        let _ = parse_code(&format!("code \"f\" {{ {text}"));
    }
}

#[test]
fn errors_say_where() {
    let error = parse_code("code \"f\" {\n  nothing").unwrap_err();
    assert_eq!(error.to_string(), "2:3: expected `qualname`");
}
