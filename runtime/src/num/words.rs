//! Numbers of up to eight bytes as they lie in memory: items of arrays, of memory views and of structs.

/// The little-endian number in at most eight bytes.
pub(crate) fn word_of(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

/// The signed number in the lowest `size` bytes of a word.
pub(crate) fn sign_extended(word: u64, size: usize) -> i64 {
    let unused = 64 - 8 * size as u32;
    (word << unused) as i64 >> unused
}
