//! Parsing the text form.

use std::{collections::HashMap, sync::Arc};

use super::{
    assemble::{Arg, Line, exception_table, linetable, takes_label, units},
    lex::{Place, Placed, Token, tokens},
    print::kind_name,
};
use crate::{
    CodeFlags, CodeObject, Constant, ExceptionEntry, Handler, LocalKind, LocalName, Opcode, Position,
};

/// Why a text is not a code object, and where: line and column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct ParseError {
    /// Line.
    pub line: usize,
    /// Column, in bytes.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl ParseError {
    pub(super) fn new((line, column): Place, message: impl Into<String>) -> ParseError {
        ParseError { line, column, message: message.into() }
    }
}

/// Deepest nesting of constants: beyond it the recursive parser might exhaust the native stack.
const MAX_NESTING: usize = 100;

/// Parses one code object.
///
/// # Errors
/// The first thing that does not fit the form.
pub fn parse_code(text: &str) -> Result<CodeObject, ParseError> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, nesting: 0 };
    parser.keyword("code")?;
    let code = parser.code()?;
    match parser.peek() {
        Token::End => Ok(code),
        _ => Err(parser.error("expected the end")),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    nesting: usize,
}

/// A body before its labels are resolved.
#[derive(Default)]
struct Body {
    lines: Vec<Line>,
    labels: HashMap<String, usize>,
    /// Jumps by index, with the label and the token that names it.
    jumps: Vec<(usize, String, usize)>,
}

type Parsed<T> = Result<T, ParseError>;

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn peek_second(&self) -> &Token {
        &self.tokens[(self.at + 1).min(self.tokens.len() - 1)].0
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn error(&self, message: impl Into<String>) -> ParseError {
        ParseError::new(self.tokens[self.at].1, message)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        if found {
            self.next();
        }
        found
    }

    fn mark(&mut self, mark: char) -> Parsed<()> {
        if self.eat(&Token::Mark(mark)) { Ok(()) } else { Err(self.error(format!("expected `{mark}`"))) }
    }

    fn keyword(&mut self, word: &str) -> Parsed<()> {
        if self.eat(&Token::Word(word.to_owned())) {
            Ok(())
        } else {
            Err(self.error(format!("expected `{word}`")))
        }
    }

    fn word(&mut self) -> Parsed<String> {
        match self.peek() {
            Token::Word(word) => {
                let word = word.clone();
                self.next();
                Ok(word)
            }
            _ => Err(self.error("expected a word")),
        }
    }

    fn string(&mut self) -> Parsed<Arc<str>> {
        match self.peek() {
            Token::Str(text) => {
                let text = Arc::from(text.as_str());
                self.next();
                Ok(text)
            }
            _ => Err(self.error("expected a string")),
        }
    }

    fn bytes(&mut self) -> Parsed<Vec<u8>> {
        match self.peek() {
            Token::Bytes(bytes) => {
                let bytes = bytes.clone();
                self.next();
                Ok(bytes)
            }
            _ => Err(self.error("expected a byte string")),
        }
    }

    fn integer(&mut self) -> Parsed<u64> {
        let value = match self.peek() {
            Token::Number(digits) => match digits.strip_prefix("0x") {
                Some(digits) => u64::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            },
            _ => None,
        };
        let value = value.ok_or_else(|| self.error("expected a number"))?;
        self.next();
        Ok(value)
    }

    fn number(&mut self) -> Parsed<u32> {
        let at = self.at;
        u32::try_from(self.integer()?).map_err(|_| ParseError::new(self.tokens[at].1, "number too large"))
    }

    fn many<T>(&mut self, mut item: impl FnMut(&mut Parser) -> Parsed<T>) -> Parsed<Vec<T>> {
        self.mark('{')?;
        let mut items = Vec::new();
        while !self.eat(&Token::Mark('}')) {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn code(&mut self) -> Parsed<CodeObject> {
        let name = self.string()?;
        self.mark('{')?;
        self.keyword("qualname")?;
        let qualname = self.string()?;
        self.keyword("file")?;
        let (filename, firstlineno) = (self.string()?, self.number()?);
        self.keyword("parameters")?;
        let (argcount, posonlyargcount, kwonlyargcount) = (self.number()?, self.number()?, self.number()?);
        self.keyword("stack")?;
        let stacksize = self.number()?;
        self.keyword("flags")?;
        let flags = CodeFlags(self.number()?);
        self.keyword("consts")?;
        let consts = self.many(Parser::constant)?;
        self.keyword("names")?;
        let names = self.many(Parser::string)?;
        self.keyword("locals")?;
        let localsplus = self.many(Parser::local)?;
        let mut code = CodeObject {
            name,
            qualname,
            filename,
            firstlineno,
            argcount,
            posonlyargcount,
            kwonlyargcount,
            stacksize,
            flags,
            units: Vec::new(),
            consts,
            names,
            localsplus,
            exceptiontable: Vec::new(),
            linetable: Vec::new(),
        };
        self.tables(&mut code)?;
        self.mark('}')?;
        Ok(code)
    }

    fn tables(&mut self, code: &mut CodeObject) -> Parsed<()> {
        match self.word()?.as_str() {
            "body" => self.assembled(code)?,
            "units" => {
                code.units = self.many(|parser| {
                    let unit = parser.number()?;
                    u16::try_from(unit).map_err(|_| parser.error("a code unit has 16 bits"))
                })?;
            }
            _ => return Err(self.error("expected `body` or `units`")),
        }
        if self.eat(&Token::Word("linetable".to_owned())) {
            code.linetable = self.bytes()?;
        }
        if self.eat(&Token::Word("exceptiontable".to_owned())) {
            code.exceptiontable = self.bytes()?;
        }
        Ok(())
    }

    fn assembled(&mut self, code: &mut CodeObject) -> Parsed<()> {
        let Body { mut lines, labels, jumps } = self.body()?;
        for (index, label, token) in jumps {
            let target = labels.get(&label);
            let target = target.ok_or_else(|| ParseError::new(self.tokens[token].1, "no such label"))?;
            lines[index].arg = Arg::Target(*target);
        }
        self.keyword("handlers")?;
        let entries = self.many(|parser| parser.entry(&labels))?;
        let (units, starts) = units(&lines).ok_or_else(|| self.error("the code is too large"))?;
        code.linetable = linetable(&lines, &starts, code.firstlineno);
        code.exceptiontable =
            exception_table(&entries, &starts).ok_or_else(|| self.error("no such label"))?.write();
        code.units = units;
        Ok(())
    }

    fn body(&mut self) -> Parsed<Body> {
        let mut body = Body::default();
        let mut position = Position::NONE;
        self.mark('{')?;
        while !self.eat(&Token::Mark('}')) {
            if self.eat(&Token::Mark('@')) {
                position = self.position()?;
            } else if *self.peek_second() == Token::Mark(':') {
                let label = self.word()?;
                if body.labels.insert(label, body.lines.len()).is_some() {
                    return Err(self.error("the label is bound twice"));
                }
                self.mark(':')?;
            } else {
                self.instruction(&mut body, position)?;
            }
        }
        Ok(body)
    }

    fn instruction(&mut self, body: &mut Body, position: Position) -> Parsed<()> {
        let at = self.at;
        let opcode = Opcode::from_name(&self.word()?);
        let unknown = || ParseError::new(self.tokens[at].1, "unknown opcode");
        let opcode = opcode.filter(|opcode| *opcode != Opcode::EXTENDED_ARG).ok_or_else(unknown)?;
        let is_label = takes_label(opcode)
            && matches!(self.peek(), Token::Word(_))
            && *self.peek_second() != Token::Mark(':');
        let mut value = 0;
        if is_label {
            let token = self.at;
            body.jumps.push((body.lines.len(), self.word()?, token));
        } else if matches!(self.peek(), Token::Number(_)) {
            value = self.number()?;
        }
        body.lines.push(Line { opcode, arg: Arg::Value(value), position });
        Ok(())
    }

    fn position(&mut self) -> Parsed<Position> {
        if self.eat(&Token::Word("none".to_owned())) {
            return Ok(Position::NONE);
        }
        let line = self.number()?;
        if !self.eat(&Token::Mark(':')) {
            return Ok(Position::line(line));
        }
        let column = self.part()?;
        self.mark('-')?;
        let end_line = self.part()?;
        self.mark(':')?;
        Ok(Position { line: Some(line), end_line, column, end_column: self.part()? })
    }

    fn part(&mut self) -> Parsed<Option<u32>> {
        if self.eat(&Token::Mark('?')) { Ok(None) } else { self.number().map(Some) }
    }

    fn entry(&mut self, labels: &HashMap<String, usize>) -> Parsed<ExceptionEntry> {
        let place = |parser: &mut Parser| {
            let word = parser.word()?;
            labels.get(&word).map(|index| *index as u32).ok_or_else(|| parser.error("no such label"))
        };
        let start = place(self)?;
        self.keyword("to")?;
        let end = place(self)?;
        self.mark('-')?;
        self.mark('>')?;
        let target = place(self)?;
        self.keyword("depth")?;
        let depth = self.number()?;
        let lasti = self.eat(&Token::Word("lasti".to_owned()));
        Ok(ExceptionEntry { start, end, handler: Handler { target, depth, lasti } })
    }

    fn local(&mut self) -> Parsed<LocalName> {
        let word = self.word()?;
        let kinds = [LocalKind::Local, LocalKind::Cell, LocalKind::Free, LocalKind::Hidden];
        let kind = kinds.into_iter().find(|kind| kind_name(*kind) == word);
        let kind = kind.ok_or_else(|| self.error("expected `local`, `cell`, `free` or `hidden`"))?;
        Ok(LocalName { name: self.string()?, kind })
    }

    fn constant(&mut self) -> Parsed<Constant> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.error("constants are nested too deeply"));
        }
        let value = match self.peek() {
            Token::Str(_) => Constant::Str(self.string()?),
            Token::Bytes(_) => Constant::Bytes(self.bytes()?.into()),
            Token::Number(_) | Token::Mark('-') => self.numeric()?,
            _ => self.compound()?,
        };
        self.nesting -= 1;
        Ok(value)
    }

    fn numeric(&mut self) -> Parsed<Constant> {
        let sign = if self.eat(&Token::Mark('-')) { "-" } else { "" };
        let Token::Number(digits) = self.peek() else { return Err(self.error("expected a number")) };
        let text = format!("{sign}{digits}");
        let is_float = digits.contains(['.', 'e']);
        let value = if is_float {
            text.parse().ok().map(Constant::Float)
        } else {
            text.parse().ok().map(Constant::Int)
        };
        let value = value.ok_or_else(|| self.error("not a number"))?;
        self.next();
        Ok(value)
    }

    fn compound(&mut self) -> Parsed<Constant> {
        let value = match self.word()?.as_str() {
            "None" => Constant::None,
            "Ellipsis" => Constant::Ellipsis,
            "True" => Constant::Bool(true),
            "False" => Constant::Bool(false),
            "float" => Constant::Float(f64::from_bits(self.integer()?)),
            "complex" => Constant::Complex { real: self.float()?, imag: self.float()? },
            "tuple" => Constant::Tuple(self.many(Parser::constant)?),
            "frozenset" => Constant::FrozenSet(self.many(Parser::constant)?),
            "slice" => {
                let parts = <[Constant; 3]>::try_from(self.many(Parser::constant)?);
                Constant::Slice(Box::new(parts.map_err(|_| self.error("a slice has three parts"))?))
            }
            "code" => Constant::Code(Arc::new(self.code()?)),
            _ => return Err(self.error("expected a constant")),
        };
        Ok(value)
    }

    fn float(&mut self) -> Parsed<f64> {
        match self.constant()? {
            Constant::Float(value) => Ok(value),
            _ => Err(self.error("expected a float")),
        }
    }
}
