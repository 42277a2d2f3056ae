//! Flags inside of patterns, and of patterns.

use super::parse::{Fault, Parse, Parser};
use super::syntax::flag;

/// Reads flags behind `(?` and their first letter: nothing if they hold in the whole pattern, else those that are
/// turned on and off in the group that begins.
pub(super) fn inline_flags(p: &mut Parser<'_>, letter: char) -> Parse<Option<(u32, u32)>> {
    let (mut on, mut off) = (0, 0);
    let mut letter = letter;
    if letter != '-' {
        while let Some(bit) = flag::of_letter(letter) {
            if !p.is_bytes && letter == 'L' {
                return p.fail("bad inline flags: cannot use 'L' flag with a str pattern", p.at);
            }
            if p.is_bytes && letter == 'u' {
                return p.fail("bad inline flags: cannot use 'u' flag with a bytes pattern", p.at);
            }
            on |= bit;
            if bit & flag::KINDS != 0 && on & flag::KINDS != bit {
                return p.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", p.at);
            }
            letter = next_letter(p, "missing -, : or )", &[')', '-', ':'])?;
        }
    }
    if letter == ')' {
        p.flags |= on;
        return Ok(None);
    }
    if letter == '-' {
        letter = match p.take() {
            Some(c) if flag::of_letter(c).is_some() => c,
            Some(c) => {
                let message = if c.is_alphabetic() { "unknown flag" } else { "missing flag" };
                return p.fail(message, p.at - 1);
            }
            None => return p.fail("missing flag", p.at),
        };
        while let Some(bit) = flag::of_letter(letter) {
            if bit & flag::KINDS != 0 {
                return p.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", p.at);
            }
            off |= bit;
            letter = next_letter(p, "missing :", &[':'])?;
        }
    }
    if on & off != 0 {
        return p.fail("bad inline flags: flag turned on and off", p.at - 1);
    }
    Ok(Some((on, off)))
}

fn next_letter(p: &mut Parser<'_>, missing: &str, ends: &[char]) -> Parse<char> {
    match p.take() {
        None => p.fail(missing, p.at),
        Some(c) if ends.contains(&c) || flag::of_letter(c).is_some() => Ok(c),
        Some(c) => p.fail(if c.is_alphabetic() { "unknown flag" } else { missing }, p.at - 1),
    }
}

/// The flags that hold in a group.
pub(super) fn combine(flags: u32, on: u32, off: u32) -> u32 {
    let kept = if on & flag::KINDS != 0 { flags & !flag::KINDS } else { flags };
    (kept | on) & !off
}

/// Checks flags given for a whole pattern, and adds what they imply.
pub(super) fn complete(p: &mut crate::vm::Vm, flags: u32, is_bytes: bool) -> Parse<u32> {
    let message = if is_bytes {
        if flags & flag::UNICODE != 0 {
            "cannot use UNICODE flag with a bytes pattern"
        } else if flags & flag::LOCALE != 0 && flags & flag::ASCII != 0 {
            "ASCII and LOCALE flags are incompatible"
        } else {
            return Ok(flags);
        }
    } else if flags & flag::LOCALE != 0 {
        "cannot use LOCALE flag with a str pattern"
    } else if flags & flag::ASCII != 0 && flags & flag::UNICODE != 0 {
        "ASCII and UNICODE flags are incompatible"
    } else {
        return Ok(if flags & flag::ASCII == 0 { flags | flag::UNICODE } else { flags });
    };
    Err(Fault::Raised(p.raise_value_error(message)))
}
