//! The text form of a code object that `tests/reference.py` prints too.

use std::fmt::Write;

use genjit_bytecode::{CodeObject, Constant, LocalKind};

/// Appends a code object and those in it.
pub fn show(code: &CodeObject, text: &mut String) {
    let names_of = |kinds: &[LocalKind]| {
        let names = code.localsplus.iter().filter(|l| kinds.contains(&l.kind));
        names.map(|l| &*l.name).collect::<Vec<_>>()
    };
    let arguments = code.argcount + code.kwonlyargcount + (code.flags.0 >> 2 & 1) + (code.flags.0 >> 3 & 1);
    let mut varnames: Vec<&str> = code
        .localsplus
        .iter()
        .enumerate()
        .filter(|(i, l)| l.kind == LocalKind::Local || (l.kind == LocalKind::Cell && (*i as u32) < arguments))
        .map(|(_, l)| &*l.name)
        .collect();
    varnames.extend(names_of(&[LocalKind::Hidden]));
    let _ = writeln!(text, "=== {}", code.qualname);
    let _ = writeln!(
        text,
        "name {} line {} args {} {} {} stack {} flags {:#x}",
        code.name,
        code.firstlineno,
        code.argcount,
        code.posonlyargcount,
        code.kwonlyargcount,
        code.stacksize,
        code.flags.0
    );
    list(text, "names", code.names.iter().map(|n| n.to_string()));
    list(text, "varnames", varnames);
    list(text, "cellvars", names_of(&[LocalKind::Cell]));
    list(text, "freevars", names_of(&[LocalKind::Free]));
    list(text, "consts", code.consts.iter().map(constant));
    let units: Vec<u8> = code.units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let _ = writeln!(text, "code {}", hex(&units));
    let _ = writeln!(text, "lines {}", hex(&code.linetable));
    let _ = writeln!(text, "except {}", hex(&code.exceptiontable));
    for value in &code.consts {
        if let Constant::Code(inner) = value {
            show(inner, text);
        }
    }
}

fn list(text: &mut String, head: &str, items: impl IntoIterator<Item = impl AsRef<str>>) {
    text.push_str(head);
    for item in items {
        text.push(' ');
        text.push_str(item.as_ref());
    }
    text.push('\n');
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn constant(value: &Constant) -> String {
    let all = |items: &[Constant]| items.iter().map(constant).collect::<Vec<_>>();
    match value {
        Constant::None => "None".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Int(i) => format!("int:{i}"),
        Constant::Float(f) => format!("float:{}", hex(&f.to_bits().to_be_bytes())),
        Constant::Complex { real, imag } => {
            format!("complex:{}{}", hex(&real.to_bits().to_be_bytes()), hex(&imag.to_bits().to_be_bytes()))
        }
        Constant::Str(s) => format!("str:{}", hex(s.as_bytes())),
        Constant::Bytes(b) => format!("bytes:{}", hex(b)),
        Constant::Tuple(items) => format!("tuple({})", all(items).join(" ")),
        Constant::FrozenSet(items) => {
            let mut texts = all(items);
            texts.sort();
            format!("frozenset({})", texts.join(" "))
        }
        Constant::Slice(parts) => format!("slice({})", all(parts.as_slice()).join(" ")),
        Constant::Code(code) => format!("code:{}", code.qualname),
    }
}
