//! Tokens of the text form.

use super::parse::ParseError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or keyword.
    Word(String),
    /// A number, as written.
    Number(String),
    Str(String),
    Bytes(Vec<u8>),
    /// `{`, `}`, `:`, `-`, `?`, `@` or `>` (of `->`).
    Mark(char),
    End,
}

/// A line and a column, both from 1.
pub(super) type Place = (usize, usize);

/// A token and where it begins.
pub(super) type Placed = (Token, Place);

/// Splits `text` into tokens, `End` last.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, ParseError> {
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut lexer = Lexer { line, rest: line, number: number + 1 };
        while let Some(token) = lexer.token()? {
            tokens.push(token);
        }
    }
    tokens.push((Token::End, (text.lines().count() + 1, 1)));
    Ok(tokens)
}

struct Lexer<'a> {
    line: &'a str,
    rest: &'a str,
    number: usize,
}

impl Lexer<'_> {
    fn token(&mut self) -> Result<Option<Placed>, ParseError> {
        self.rest = self.rest.trim_start();
        let place = (self.number, self.line.len() - self.rest.len() + 1);
        let Some(first) = self.rest.chars().next().filter(|c| *c != '#') else { return Ok(None) };
        let token = match first {
            '"' => Token::Str(self.string(place)?),
            'b' if self.rest[1..].starts_with('"') => {
                self.rest = &self.rest[1..];
                Token::Bytes(self.bytes(place)?)
            }
            '0'..='9' => Token::Number(self.take(number_length(self.rest))),
            'A'..='Z' | 'a'..='z' | '_' => Token::Word(self.take(word_length(self.rest))),
            '{' | '}' | ':' | '-' | '?' | '@' | '>' => {
                self.take(1);
                Token::Mark(first)
            }
            other => return Err(ParseError::new(place, format!("unexpected {other:?}"))),
        };
        Ok(Some((token, place)))
    }

    fn take(&mut self, length: usize) -> String {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken.to_owned()
    }

    /// The text between the quote at the start of the rest and the next quote without a backslash.
    fn quoted(&mut self, place: Place) -> Result<String, ParseError> {
        let mut escaped = false;
        for (index, c) in self.rest.char_indices().skip(1) {
            if c == '"' && !escaped {
                let inside = self.rest[1..index].to_owned();
                self.rest = &self.rest[index + 1..];
                return Ok(inside);
            }
            escaped = c == '\\' && !escaped;
        }
        Err(ParseError::new(place, "a string without its end"))
    }

    fn string(&mut self, place: Place) -> Result<String, ParseError> {
        let inside = self.quoted(place)?;
        let mut out = String::with_capacity(inside.len());
        let mut chars = inside.chars();
        while let Some(c) = chars.next() {
            let c = if c == '\\' { unescape(&mut chars) } else { Some(c) };
            out.push(c.ok_or_else(|| ParseError::new(place, "an unknown escape in a string"))?);
        }
        Ok(out)
    }

    fn bytes(&mut self, place: Place) -> Result<Vec<u8>, ParseError> {
        let inside = self.quoted(place)?;
        let mut out = Vec::with_capacity(inside.len());
        let mut chars = inside.chars();
        while let Some(c) = chars.next() {
            let c = if c == '\\' { unescape(&mut chars) } else { Some(c) };
            let byte = c.and_then(|c| u8::try_from(u32::from(c)).ok());
            out.push(byte.ok_or_else(|| ParseError::new(place, "not a byte in a byte string"))?);
        }
        Ok(out)
    }
}

fn unescape(chars: &mut std::str::Chars<'_>) -> Option<char> {
    match chars.next()? {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        same @ ('\\' | '\'' | '"') => Some(same),
        'x' => {
            let digits: String = chars.by_ref().take(2).collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
        }
        'u' => {
            let digits: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
        }
        _ => None,
    }
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Digits, letters and dots, and a sign behind the `e` of a decimal exponent.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let hexadecimal = text.starts_with("0x");
    let mut length = 0;
    while let Some(&byte) = bytes.get(length) {
        let sign = matches!(byte, b'+' | b'-') && !hexadecimal && bytes[length - 1] == b'e';
        if !(byte.is_ascii_alphanumeric() || byte == b'.' || sign) {
            break;
        }
        length += 1;
    }
    length
}
