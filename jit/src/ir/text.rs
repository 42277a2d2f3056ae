//! The text form of regions: reachable blocks in reverse postorder, so that definitions come before
//! uses, then the snapshots in use. [`super::parse`] reads exactly what this prints.

use super::cfg::Cfg;
use super::ids::{Block, Value};
use super::region::{Inst, Region, Target, Terminator};
use super::types::Imm;
use crate::abi::tag;
use std::fmt::{self, Display, Formatter};

impl Display for Region {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "region {} {:?} {{", self.kind.name(), self.name)?;
        for (index, entry) in self.consts().iter().enumerate() {
            writeln!(f, "  const c{index} {:?}", entry.name)?;
        }
        for block in Cfg::new(self).order {
            self.fmt_block(block, f)?;
        }
        let mut last = None;
        for (snap, _) in self.live_exits() {
            if last != Some(snap) {
                let snapshot = self.snapshot(snap);
                write!(f, "{snap} [{}]", List(&snapshot.words))?;
                writeln!(f, "{}", Note(&snapshot.note))?;
            }
            last = Some(snap);
        }
        writeln!(f, "}}")
    }
}

impl Region {
    fn fmt_block(&self, block: Block, f: &mut Formatter<'_>) -> fmt::Result {
        let data = self.block(block);
        write!(f, "{block}")?;
        if !data.params.is_empty() {
            let params: Vec<String> =
                data.params.iter().map(|param| format!("{param}: {}", self.ty(*param))).collect();
            write!(f, "({})", params.join(", "))?;
        }
        writeln!(f, "{}:", if data.cold { " cold" } else { "" })?;
        for inst in &data.insts {
            writeln!(f, "  {inst}")?;
        }
        match &data.end {
            Terminator::Open => Ok(()),
            end => writeln!(f, "  {end}"),
        }
    }
}

struct List<'a>(&'a [Value]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            write!(f, "{}{value}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

struct Note<'a>(&'a str);

impl Display for Note<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " {:?}", self.0) }
    }
}

impl Display for Inst {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(result) = self.result {
            write!(f, "{result} = ")?;
        }
        f.write_str(self.op.name())?;
        if let Imm::Helper(helper) = self.imm {
            return write!(f, " {}({})", helper.name(), List(&self.args));
        }
        let mut separator = " ";
        for arg in &self.args {
            write!(f, "{separator}{arg}")?;
            separator = ", ";
        }
        if self.imm != Imm::None {
            write!(f, "{separator}{}", self.imm)?;
            separator = ", ";
        }
        match self.snap {
            Some(snap) => write!(f, "{separator}{snap}"),
            None => Ok(()),
        }
    }
}

impl Display for Imm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Imm::None => Ok(()),
            Imm::Int(value) => write!(f, "{value}"),
            Imm::Float(bits) => write!(f, "{:?}", FloatText(*bits)),
            Imm::Word(word) => fmt_word(*word, f),
            Imm::Const(id) => write!(f, "{id}"),
            Imm::Mem(offset, alias) => write!(f, "{offset:+}, {alias}"),
            Imm::Type(id) => write!(f, "type {id}"),
            Imm::Helper(helper) => f.write_str(helper.name()),
        }
    }
}

/// A float that reads back to the same bits: NaNs show theirs.
struct FloatText(u64);

impl fmt::Debug for FloatText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let value = f64::from_bits(self.0);
        if value.is_nan() { write!(f, "nan:{:#x}", self.0) } else { write!(f, "{value:?}") }
    }
}

/// Names of special values in the text form.
pub(super) const SPECIAL_NAMES: [(u64, &str); 9] = [
    (tag::NULL, "null"),
    (tag::NONE, "none"),
    (tag::FALSE, "false"),
    (tag::TRUE, "true"),
    (tag::FINISHED, "finished"),
    (tag::RAISED, "raised"),
    (tag::UNWIND, "unwind"),
    (tag::INTERPRET, "interpret"),
    (tag::POISON, "poison"),
];

fn fmt_word(word: u64, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some((_, name)) = SPECIAL_NAMES.iter().find(|(known, _)| *known == word) {
        return f.write_str(name);
    }
    if word & tag::INT_MASK == 0 {
        return write!(f, "int {}", word.cast_signed() >> tag::INT_SHIFT);
    }
    write!(f, "{word:#x}")
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.block)?;
        if self.args.is_empty() { Ok(()) } else { write!(f, "({})", List(&self.args)) }
    }
}

impl Display for Terminator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Terminator::Open => f.write_str("open"),
            Terminator::Jump(target) => write!(f, "jump {target}"),
            Terminator::Branch(condition, then, otherwise) => {
                write!(f, "branch {condition}, {then}, {otherwise}")
            }
            Terminator::Switch(value, cases, default) => {
                write!(f, "switch {value}, ")?;
                for (case, target) in cases {
                    write!(f, "{case}: {target}, ")?;
                }
                write!(f, "else {default}")
            }
            Terminator::Exit(snap) => write!(f, "exit {snap}"),
            Terminator::Return(value) => write!(f, "return {value}"),
        }
    }
}
