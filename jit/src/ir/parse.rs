//! Reads the text form of regions: one line a block head, an instruction, a constant or a snapshot.
//! `;` starts a comment. Words of constants are zero until set.

use super::ids::{Block, Const, Snap, Value};
use super::ops::{Kind, Op};
use super::region::{Inst, Region, RegionKind, Target, Terminator};
use super::text::SPECIAL_NAMES;
use super::types::{Alias, Imm, ImmKind, Type};
use crate::abi::{Helper, tag};

/// A line that is not the text form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ParseError {
    /// Line number from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Bound of the numbers of values, blocks and snapshots in text: tables are as long as the largest.
const MAX_NUMBER: u32 = 1 << 20;

type Parse<T> = Result<T, String>;

/// Reads one region.
///
/// # Errors
/// The first line that cannot be read. The region is not verified.
pub fn parse(text: &str) -> Result<Region, ParseError> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.split(';').next().unwrap_or("").trim();
        let read = if line.is_empty() { Ok(()) } else { reader.read_line(line) };
        read.map_err(|what| ParseError { line: index + 1, what })?;
    }
    let line = text.lines().count();
    reader.finish().map_err(|what| ParseError { line, what })
}

#[derive(Default)]
struct Reader {
    region: Option<Region>,
    block: Option<Block>,
    /// By value number: whether its definition was read, or only a use so far.
    defined: Vec<bool>,
}

impl Reader {
    fn read_line(&mut self, line: &str) -> Parse<()> {
        let mut words = Words { rest: line };
        if line == "}" {
            return Ok(());
        }
        if words.eat("region") {
            return self.read_head(&mut words);
        }
        if words.eat("const ") {
            return self.read_const(&mut words);
        }
        if words.eat("snap ") {
            return self.read_snapshot(&mut words);
        }
        if line.ends_with(':') && line.starts_with('b') {
            return self.read_block_head(&mut words);
        }
        self.read_inst(&mut words)
    }

    fn region(&mut self) -> Parse<&mut Region> {
        self.region.as_mut().ok_or_else(|| "`region` comes first".to_owned())
    }

    fn read_head(&mut self, words: &mut Words<'_>) -> Parse<()> {
        let kind = match words.name() {
            "loop" => RegionKind::Loop,
            "body" => RegionKind::Body,
            other => return Err(format!("no region kind `{other}`")),
        };
        let name = words.string()?;
        words.expect("{")?;
        self.region = Some(Region::empty(kind, &name));
        Ok(())
    }

    fn read_const(&mut self, words: &mut Words<'_>) -> Parse<()> {
        let number = words.number_after("c")?;
        let name = words.string()?;
        let region = self.region()?;
        // Distinct words keep entries of equal name apart; `finish` clears them.
        let id = region.new_const(&name, u64::from(number) + 1);
        if id == Const(number) { Ok(()) } else { Err("constants are numbered in order".to_owned()) }
    }

    fn read_snapshot(&mut self, words: &mut Words<'_>) -> Parse<()> {
        let snap = Snap(words.number()?);
        words.expect("[")?;
        let mut values = vec![];
        while !words.eat("]") {
            values.push(self.value(words)?);
            words.eat(",");
        }
        let note = if words.rest.is_empty() { String::new() } else { words.string()? };
        self.grow_snapshots(snap)?;
        let snapshot = self.region()?.snapshot_mut(snap);
        snapshot.words = values;
        snapshot.note = note;
        Ok(())
    }

    fn grow_snapshots(&mut self, snap: Snap) -> Parse<()> {
        if snap.0 > MAX_NUMBER {
            return Err(format!("{snap} is out of bounds"));
        }
        let region = self.region()?;
        while region.snapshot_count() <= snap.index() {
            region.new_snapshot(vec![], "");
        }
        Ok(())
    }

    fn block(&mut self, words: &mut Words<'_>) -> Parse<Block> {
        let number = words.number_after("b")?;
        if number > MAX_NUMBER {
            return Err(format!("b{number} is out of bounds"));
        }
        let region = self.region()?;
        while region.block_count() <= number as usize {
            region.new_block();
        }
        Ok(Block(number))
    }

    fn read_block_head(&mut self, words: &mut Words<'_>) -> Parse<()> {
        let block = self.block(words)?;
        if words.eat("(") {
            while !words.eat(")") {
                let number = words.number_after("%")?;
                words.expect(":")?;
                let name = words.name();
                let ty = Type::from_name(name).ok_or_else(|| format!("no type `{name}`"))?;
                words.eat(",");
                let value = self.define(number, ty)?;
                self.region()?.block_mut(block).params.push(value);
            }
        }
        let cold = words.eat("cold");
        words.expect(":")?;
        self.region()?.block_mut(block).cold = cold;
        self.block = Some(block);
        Ok(())
    }

    /// A use: values keep their printed numbers. The type is set when the definition is read.
    fn value(&mut self, words: &mut Words<'_>) -> Parse<Value> {
        let number = words.number_after("%")?;
        self.reach(number)
    }

    fn reach(&mut self, number: u32) -> Parse<Value> {
        if number > MAX_NUMBER {
            return Err(format!("%{number} is out of bounds"));
        }
        while self.defined.len() <= number as usize {
            self.region()?.new_value(Type::Int);
            self.defined.push(false);
        }
        Ok(Value(number))
    }

    fn define(&mut self, number: u32, ty: Type) -> Parse<Value> {
        let value = self.reach(number)?;
        if std::mem::replace(&mut self.defined[value.index()], true) {
            return Err(format!("{value} is defined twice"));
        }
        self.region()?.set_type(value, ty);
        Ok(value)
    }

    fn read_inst(&mut self, words: &mut Words<'_>) -> Parse<()> {
        let block = self.block.ok_or("an instruction outside a block")?;
        let result = if words.rest.starts_with('%') {
            let number = words.number_after("%")?;
            words.expect("=")?;
            Some(number)
        } else {
            None
        };
        let name = words.name();
        if let Some(op) = Op::from_name(name) {
            let inst = self.read_op(op, result, words)?;
            self.region()?.block_mut(block).insts.push(inst);
        } else {
            let end = self.read_end(name, words)?;
            self.region()?.block_mut(block).end = end;
        }
        if words.rest.is_empty() { Ok(()) } else { Err(format!("`{}` is left over", words.rest)) }
    }

    fn read_op(&mut self, op: Op, result: Option<u32>, words: &mut Words<'_>) -> Parse<Inst> {
        let (imm, args) = if op == Op::call {
            self.read_call(words)?
        } else {
            let mut args = vec![];
            while words.rest.starts_with('%') {
                args.push(self.value(words)?);
                words.eat(",");
            }
            (read_imm(op.imm(), words)?, args)
        };
        let snap = if words.eat("snap ") { Some(Snap(words.number()?)) } else { None };
        if let Some(snap) = snap {
            self.grow_snapshots(snap)?;
        }
        let result = match result {
            Some(number) => Some(self.define_result(number, op, imm, &args)?),
            None => None,
        };
        Ok(Inst { op, imm, args, result, snap })
    }

    fn read_call(&mut self, words: &mut Words<'_>) -> Parse<(Imm, Vec<Value>)> {
        let name = words.name();
        let helper = Helper::from_name(name).ok_or_else(|| format!("no helper `{name}`"))?;
        words.expect("(")?;
        let mut args = vec![];
        while !words.eat(")") {
            args.push(self.value(words)?);
            words.eat(",");
        }
        Ok((Imm::Helper(helper), args))
    }

    fn define_result(&mut self, number: u32, op: Op, imm: Imm, args: &[Value]) -> Parse<Value> {
        let has_decider = op.result() != Kind::Any || args.len() == op.parameters().len();
        let ty = if has_decider { self.region()?.result_type(op, imm, args) } else { None };
        self.define(number, ty.ok_or_else(|| format!("{} defines nothing", op.name()))?)
    }

    fn read_end(&mut self, name: &str, words: &mut Words<'_>) -> Parse<Terminator> {
        match name {
            "jump" => Ok(Terminator::Jump(self.target(words)?)),
            "branch" => {
                let condition = self.value(words)?;
                words.expect(",")?;
                let then = self.target(words)?;
                words.expect(",")?;
                Ok(Terminator::Branch(condition, then, self.target(words)?))
            }
            "switch" => self.read_switch(words),
            "exit" => {
                words.expect("snap ")?;
                let snap = Snap(words.number()?);
                self.grow_snapshots(snap)?;
                Ok(Terminator::Exit(snap))
            }
            "return" => Ok(Terminator::Return(self.value(words)?)),
            other => Err(format!("no op `{other}`")),
        }
    }

    fn read_switch(&mut self, words: &mut Words<'_>) -> Parse<Terminator> {
        let value = self.value(words)?;
        let mut cases = vec![];
        loop {
            words.expect(",")?;
            if words.eat("else ") {
                return Ok(Terminator::Switch(value, cases, self.target(words)?));
            }
            let case = words.integer()?;
            words.expect(":")?;
            cases.push((case, self.target(words)?));
        }
    }

    fn target(&mut self, words: &mut Words<'_>) -> Parse<Target> {
        let block = self.block(words)?;
        let mut args = vec![];
        if words.eat("(") {
            while !words.eat(")") {
                args.push(self.value(words)?);
                words.eat(",");
            }
        }
        Ok(Target { block, args })
    }

    fn finish(mut self) -> Parse<Region> {
        let mut region = self.region.take().ok_or("no region")?;
        for index in 0..region.consts().len() {
            region.set_const(Const::from_index(index), 0);
        }
        if region.block_count() == 0 || region.block(Block(0)).params.len() < 2 {
            return Err("b0 has the parameters of the region".to_owned());
        }
        Ok(region)
    }
}

fn read_imm(kind: ImmKind, words: &mut Words<'_>) -> Parse<Imm> {
    let imm = match kind {
        ImmKind::NoImm => return Ok(Imm::None),
        ImmKind::IntImm => Imm::Int(words.integer()?),
        ImmKind::FloatImm => Imm::Float(words.float_bits()?),
        ImmKind::WordImm => Imm::Word(words.tagged()?),
        ImmKind::ConstImm => Imm::Const(Const(words.number_after("c")?)),
        ImmKind::TypeImm => {
            words.expect("type ")?;
            Imm::Type(words.number()?)
        }
        ImmKind::MemImm => {
            let offset = i32::try_from(words.integer()?).map_err(|_| "offset out of range")?;
            words.expect(",")?;
            Imm::Mem(offset, words.alias()?)
        }
        ImmKind::HelperImm => return Err("only `call` names a helper".to_owned()),
    };
    words.eat(",");
    Ok(imm)
}

/// The rest of a line; every method skips blanks first or last.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Parse<()> {
        if self.eat(token) { Ok(()) } else { Err(format!("`{token}` expected before `{}`", self.rest)) }
    }

    fn split(&mut self, len: usize) -> &'a str {
        let (word, rest) = self.rest.split_at(len);
        self.rest = rest.trim_start();
        word
    }

    fn name(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        self.split(end.unwrap_or(self.rest.len()))
    }

    /// Up to the next comma or bracket.
    fn token(&mut self) -> &'a str {
        let end = self.rest.find([',', ' ', ')', ']']);
        self.split(end.unwrap_or(self.rest.len()))
    }

    fn number(&mut self) -> Parse<u32> {
        let word = self.name();
        word.parse().map_err(|_| format!("`{word}` is no number"))
    }

    fn number_after(&mut self, prefix: &str) -> Parse<u32> {
        self.expect(prefix)?;
        self.number()
    }

    fn integer(&mut self) -> Parse<i64> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '+');
        let word = self.split(end.unwrap_or(self.rest.len()));
        word.parse().map_err(|_| format!("`{word}` is no integer"))
    }

    fn hex(word: &str) -> Parse<u64> {
        let digits = word.strip_prefix("0x").ok_or_else(|| format!("`{word}` is no word"))?;
        u64::from_str_radix(digits, 16).map_err(|_| format!("`{word}` is no word"))
    }

    fn float_bits(&mut self) -> Parse<u64> {
        let word = self.token();
        match word.strip_prefix("nan:") {
            Some(bits) => Self::hex(bits),
            None => word.parse::<f64>().map(f64::to_bits).map_err(|_| format!("`{word}` is no float")),
        }
    }

    fn tagged(&mut self) -> Parse<u64> {
        if self.eat("int ") {
            let value = self.integer()?;
            let fits = (tag::INT_MIN..=tag::INT_MAX).contains(&value);
            return if fits {
                Ok((value << tag::INT_SHIFT).cast_unsigned())
            } else {
                Err("too large".to_owned())
            };
        }
        let word = self.token();
        let special = SPECIAL_NAMES.iter().find(|(_, name)| *name == word);
        special.map_or_else(|| Self::hex(word), |(bits, _)| Ok(*bits))
    }

    fn alias(&mut self) -> Parse<Alias> {
        if self.eat("frame ") {
            let number = self.number()?;
            return u16::try_from(number).map(Alias::Frame).map_err(|_| "too many frames".to_owned());
        }
        let name = self.name();
        Alias::from_name(name).ok_or_else(|| format!("no part of memory `{name}`"))
    }

    /// A quoted string as `{:?}` prints it.
    fn string(&mut self) -> Parse<String> {
        self.expect("\"")?;
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = self.rest[at + 1..].trim_start();
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, quoted @ ('"' | '\\' | '\''))) => text.push(quoted),
                    _ => return Err("unknown escape in a string".to_owned()),
                },
                other => text.push(other),
            }
        }
        Err("the string does not end".to_owned())
    }
}
