//! `dis.code_info`: the attributes of a code object as text.

use std::{fmt::Display, sync::Arc};

use crate::{AddressOf, CodeObject, repr_constant};

const FLAG_NAMES: &[(u32, &str)] = &[
    (0x1, "OPTIMIZED"),
    (0x2, "NEWLOCALS"),
    (0x4, "VARARGS"),
    (0x8, "VARKEYWORDS"),
    (0x10, "NESTED"),
    (0x20, "GENERATOR"),
    (0x40, "NOFREE"),
    (0x80, "COROUTINE"),
    (0x100, "ITERABLE_COROUTINE"),
    (0x200, "ASYNC_GENERATOR"),
    (0x0400_0000, "HAS_DOCSTRING"),
    (0x0800_0000, "METHOD"),
];

/// The text of `dis.code_info`, without a final newline.
pub fn code_info(code: &CodeObject, address: Option<AddressOf<'_>>) -> String {
    let mut lines = vec![
        format!("Name:              {}", code.name),
        format!("Filename:          {}", code.filename),
        format!("Argument count:    {}", code.argcount),
        format!("Positional-only arguments: {}", code.posonlyargcount),
        format!("Kw-only arguments: {}", code.kwonlyargcount),
        format!("Number of locals:  {}", code.nlocals()),
        format!("Stack size:        {}", code.stacksize),
        format!("Flags:             {}", flag_text(code.flags.0)),
    ];
    section(&mut lines, "Constants:", code.consts.iter().map(|value| repr_constant(value, address)));
    section(&mut lines, "Names:", code.names.iter());
    section(&mut lines, "Variable names:", code.varnames());
    section::<&Arc<str>>(&mut lines, "Free variables:", code.freevars());
    section(&mut lines, "Cell variables:", code.cellvars());
    lines.join("\n")
}

fn section<T: Display>(lines: &mut Vec<String>, title: &str, rows: impl Iterator<Item = T>) {
    for (index, row) in rows.enumerate() {
        if index == 0 {
            lines.push(title.to_owned());
        }
        lines.push(format!("{index:>4}: {row}"));
    }
}

fn flag_text(flags: u32) -> String {
    if flags == 0 {
        return "0x0".to_owned();
    }
    let bits = (0..32).map(|bit| 1u32 << bit).filter(|bit| flags & bit != 0);
    let name = |bit: u32| {
        let known = FLAG_NAMES.iter().find(|row| row.0 == bit);
        known.map_or_else(|| format!("{bit:#x}"), |row| row.1.to_owned())
    };
    bits.map(name).collect::<Vec<_>>().join(", ")
}
