//! The format specification mini-language:
//! `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Behind the text.
    Left,
    /// Before the text.
    Right,
    /// Half on each side, the odd one behind.
    Center,
    /// Between sign and digits.
    AfterSign,
}

impl Align {
    fn from_char(c: char) -> Option<Align> {
        match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// What is printed before numbers that are not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Minus,
    /// `+`.
    Plus,
    /// A space.
    Space,
}

impl Sign {
    /// The text before a number.
    pub const fn prefix(self, negative: bool) -> &'static str {
        match (negative, self) {
            (true, _) => "-",
            (false, Sign::Minus) => "",
            (false, Sign::Plus) => "+",
            (false, Sign::Space) => " ",
        }
    }
}

/// A parsed format specification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    /// Character that pads; a space by default.
    pub fill: Option<char>,
    /// Alignment, where one was given (a leading `0` counts as [`Align::AfterSign`]).
    pub align: Option<Align>,
    /// Sign of numbers.
    pub sign: Sign,
    /// Whether a sign was written.
    pub explicit_sign: bool,
    /// `z`: negative zero is printed as zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// A leading `0` was written before the width.
    pub zero_padded: bool,
    /// Least width in characters.
    pub width: usize,
    /// `,` or `_` between digits of the integer part.
    pub grouping: Option<char>,
    /// Digits of precision.
    pub precision: Option<usize>,
    /// `,` or `_` between digits of the fraction.
    pub fraction_grouping: Option<char>,
    /// Presentation type.
    pub kind: Option<char>,
}

impl Spec {
    /// Parses a specification for an object of the type called `type_name`.
    ///
    /// # Errors
    /// The message of CPython's `ValueError`.
    pub fn parse(text: &str, type_name: &str) -> Result<Spec, String> {
        let chars: Vec<char> = text.chars().collect();
        let mut parser = Parser { chars: &chars, at: 0 };
        let mut spec = Spec::default();
        parser.alignment(&mut spec);
        parser.flags(&mut spec);
        spec.width = parser.number()?.unwrap_or(0);
        spec.grouping = parser.grouping()?;
        if parser.take('.') {
            spec.precision = parser.number()?;
            spec.fraction_grouping = parser.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err("Format specifier missing precision".to_owned());
            }
        }
        let rest = &chars[parser.at..];
        if rest.len() > 1 {
            return Err(format!("Invalid format specifier '{text}' for object of type '{type_name}'"));
        }
        spec.kind = rest.first().copied();
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), String> {
        let Some(separator) = self.grouping else { return Ok(()) };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(kind) => Err(cannot_group(separator, kind)),
        }
    }

    /// The fill character.
    pub fn fill(&self) -> char {
        self.fill.unwrap_or(if self.zero_padded { '0' } else { ' ' })
    }

    /// Pads text to the width; `default` is the alignment of the type.
    pub fn pad(&self, text: &str, default: Align) -> String {
        self.pad_signed("", text, default)
    }

    /// Pads a number whose sign and prefix are apart from its digits.
    pub fn pad_signed(&self, sign: &str, digits: &str, default: Align) -> String {
        let length = sign.chars().count() + digits.chars().count();
        let missing = self.width.saturating_sub(length);
        let (left, inner, right) = match self.align.unwrap_or(default) {
            Align::Left => (0, 0, missing),
            Align::Right => (missing, 0, 0),
            Align::Center => (missing / 2, 0, missing - missing / 2),
            Align::AfterSign => (0, missing, 0),
        };
        let fill = |count| std::iter::repeat_n(self.fill(), count);
        let mut out = String::with_capacity(sign.len() + digits.len() + missing * self.fill().len_utf8());
        out.extend(fill(left));
        out.push_str(sign);
        out.extend(fill(inner));
        out.push_str(digits);
        out.extend(fill(right));
        out
    }

    /// Formats a `str`.
    ///
    /// # Errors
    /// The message of CPython's `ValueError`.
    pub fn format_str(&self, text: &str, type_name: &str) -> Result<String, String> {
        if let Some(kind) = self.kind.filter(|&kind| kind != 's') {
            return Err(unknown_code(kind, type_name));
        }
        if self.explicit_sign {
            return Err("Sign not allowed in string format specifier".to_owned());
        }
        if self.no_negative_zero {
            return Err("Negative zero coercion (z) not allowed in string format specifier".to_owned());
        }
        if self.alternate {
            return Err("Alternate form (#) not allowed in string format specifier".to_owned());
        }
        if let Some(separator) = self.grouping {
            return Err(cannot_group(separator, 's'));
        }
        if self.align == Some(Align::AfterSign) && !self.zero_padded {
            return Err("'=' alignment not allowed in string format specifier".to_owned());
        }
        let cut = match self.precision {
            Some(length) => text.char_indices().nth(length).map_or(text, |(end, _)| &text[..end]),
            None => text,
        };
        // A leading zero pads strings on the right, as a plain fill would.
        let align = if self.zero_padded { Align::Left } else { self.align.unwrap_or(Align::Left) };
        Ok(Spec { align: Some(align), ..self.clone() }.pad(cut, Align::Left))
    }
}

fn cannot_group(separator: char, kind: char) -> String {
    format!("Cannot specify '{separator}' with '{kind}'.")
}

/// The message for a presentation type that the object does not have.
pub fn unknown_code(kind: char, type_name: &str) -> String {
    if kind > ' ' && (kind as u32) < 128 {
        format!("Unknown format code '{kind}' for object of type '{type_name}'")
    } else {
        format!("Unknown format code '\\x{:x}' for object of type '{type_name}'", kind as u32)
    }
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn take(&mut self, expected: char) -> bool {
        let found = self.peek(0) == Some(expected);
        self.at += usize::from(found);
        found
    }

    fn alignment(&mut self, spec: &mut Spec) {
        if let Some(align) = self.peek(1).and_then(Align::from_char) {
            spec.fill = self.peek(0);
            spec.align = Some(align);
            self.at += 2;
        } else if let Some(align) = self.peek(0).and_then(Align::from_char) {
            spec.align = Some(align);
            self.at += 1;
        }
    }

    fn flags(&mut self, spec: &mut Spec) {
        spec.sign = match self.peek(0) {
            Some('+') => Sign::Plus,
            Some(' ') => Sign::Space,
            _ => Sign::Minus,
        };
        spec.explicit_sign = matches!(self.peek(0), Some('+' | '-' | ' '));
        self.at += usize::from(spec.explicit_sign);
        spec.no_negative_zero = self.take('z');
        spec.alternate = self.take('#');
        if self.take('0') {
            spec.zero_padded = spec.fill.is_none();
            spec.fill = spec.fill.or(Some('0'));
            spec.zero_padded &= spec.align.is_none();
            spec.align = spec.align.or(Some(Align::AfterSign));
        }
    }

    fn number(&mut self) -> Result<Option<usize>, String> {
        let start = self.at;
        let mut value = 0usize;
        while let Some(digit) = self.peek(0).and_then(|c| c.to_digit(10)) {
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit as usize))
                .filter(|&value| value <= isize::MAX as usize)
                .ok_or("Too many decimal digits in format string")?;
            self.at += 1;
        }
        Ok((self.at > start).then_some(value))
    }

    fn grouping(&mut self) -> Result<Option<char>, String> {
        let Some(first) = self.peek(0).filter(|&c| c == ',' || c == '_') else { return Ok(None) };
        self.at += 1;
        match self.peek(0) {
            Some(second @ (',' | '_')) if second == first => {
                Err(format!("Cannot specify '{first}' with '{second}'."))
            }
            Some(',' | '_') => Err("Cannot specify both ',' and '_'.".to_owned()),
            _ => Ok(Some(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &str, spec: &str) -> Result<String, String> {
        Spec::parse(spec, "str")?.format_str(text, "str")
    }

    #[test]
    fn strings_are_padded_and_cut() {
        assert_eq!(format("ab", "5").unwrap(), "ab   ");
        assert_eq!(format("ab", ">5").unwrap(), "   ab");
        assert_eq!(format("ab", "*^5").unwrap(), "*ab**");
        assert_eq!(format("abcdef", ".3").unwrap(), "abc");
        assert_eq!(format("ab", "05").unwrap(), "ab000");
    }

    #[test]
    fn misuse_is_named() {
        assert_eq!(format("a", "d"), Err("Unknown format code 'd' for object of type 'str'".into()));
        assert_eq!(format("a", "+"), Err("Sign not allowed in string format specifier".into()));
        assert_eq!(format("a", "=5"), Err("'=' alignment not allowed in string format specifier".into()));
        assert_eq!(format("a", "5 s"), Err("Invalid format specifier '5 s' for object of type 'str'".into()));
        assert_eq!(format("a", "."), Err("Format specifier missing precision".into()));
        assert_eq!(format("a", ",_"), Err("Cannot specify both ',' and '_'.".into()));
    }
}
