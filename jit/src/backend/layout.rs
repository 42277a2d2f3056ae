//! Where code lies within its cache lines.
//!
//! A loop of a few instructions runs at half speed when it crosses a cache line. Cranelift aligns
//! functions but not loops, so the whole function is shifted by the padding that lets its innermost
//! loops cross the fewest lines. Lowering marks the code of innermost loops, cold parts left out, with a
//! source location a loop.

use cranelift_codegen::CompiledCode;

/// Bytes of a cache line, and alignment of the start of the padding.
pub(super) const LINE: usize = 64;
/// Constants within the code are aligned by at most this, so padding keeps it.
const STEP: usize = 16;
/// Longer loops gain nothing.
const SHORT: usize = 256;

/// Bytes of padding in front of the code, less than [`LINE`].
pub(super) fn padding(code: &CompiledCode) -> usize {
    let loops = innermost_loops(code);
    let crossed = |padding: usize| -> usize {
        loops.iter().map(|(start, end)| (end - 1 + padding) / LINE - (start + padding) / LINE).sum()
    };
    (0..LINE).step_by(STEP).min_by_key(|padding| crossed(*padding)).unwrap_or(0)
}

/// The short ones of the marked loops: first byte and the byte behind the last.
fn innermost_loops(code: &CompiledCode) -> Vec<(usize, usize)> {
    let mut loops: Vec<(u32, usize, usize)> = vec![];
    for part in code.buffer.get_srclocs_sorted().iter().filter(|part| !part.loc.is_default()) {
        let (mark, start, end) = (part.loc.bits(), part.start as usize, part.end as usize);
        match loops.iter_mut().find(|known| known.0 == mark) {
            Some(known) => known.2 = end,
            None => loops.push((mark, start, end)),
        }
    }
    let short = loops.into_iter().filter(|(_, start, end)| end - start <= SHORT);
    short.map(|(_, start, end)| (start, end)).collect()
}
