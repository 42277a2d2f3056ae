//! What AddressSanitizer is told of cells: the heap cuts pages into cells itself, so that the sanitizer
//! cannot see by itself which of them are free.
//!
//! Built with `--cfg genjit_asan`, which `.ci/asan` does, a free cell is poisoned behind its header.

use crate::object::Header;

#[cfg(genjit_asan)]
unsafe extern "C" {
    fn __asan_poison_memory_region(start: *const u8, bytes: usize);
    fn __asan_unpoison_memory_region(start: *const u8, bytes: usize);
}

/// The cell is free: nobody looks behind its header.
#[inline(always)]
pub(crate) fn poison(cell: *mut Header, bytes: usize) {
    #[cfg(genjit_asan)]
    // SAFETY: marks memory, does not access it.
    unsafe {
        __asan_poison_memory_region(cell.wrapping_add(1).cast(), bytes - size_of::<Header>());
    }
    #[cfg(not(genjit_asan))]
    let _ = (cell, bytes);
}

/// The cell is in use.
#[inline(always)]
pub(crate) fn unpoison(cell: *mut Header, bytes: usize) {
    #[cfg(genjit_asan)]
    // SAFETY: marks memory, does not access it.
    unsafe {
        __asan_unpoison_memory_region(cell.cast(), bytes);
    }
    #[cfg(not(genjit_asan))]
    let _ = (cell, bytes);
}
