//! The command's allocator: mimalloc for what is small, the system's for what is large.
//!
//! Large blocks that the system made grow in place, and all of their memory goes back when they are freed. In
//! mimalloc a list that grows to a million items leaves its former blocks behind, and huge pages make memory
//! count as used that lies beside what is.
//!
//! Relied on: a block is freed and resized with the layout it has, so its size tells who made it.

use std::alloc::{GlobalAlloc, Layout, System};

use mimalloc::MiMalloc;

/// Blocks of so many bytes or more are the system's.
const LARGE: usize = 128 << 10;

/// The allocator.
pub struct BySize;

fn is_large(size: usize) -> bool {
    size >= LARGE
}

// SAFETY: each block is handled by one of two allocators, chosen by its size alone.
unsafe impl GlobalAlloc for BySize {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's claims are those of the allocator chosen.
        unsafe { if is_large(layout.size()) { System.alloc(layout) } else { MiMalloc.alloc(layout) } }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as in `alloc`.
        unsafe {
            if is_large(layout.size()) { System.alloc_zeroed(layout) } else { MiMalloc.alloc_zeroed(layout) }
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block was made with this layout, so by the allocator chosen.
        unsafe {
            if is_large(layout.size()) {
                System.dealloc(block, layout)
            } else {
                MiMalloc.dealloc(block, layout)
            }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        match (is_large(layout.size()), is_large(size)) {
            // SAFETY: as in `dealloc`; the block stays with its allocator.
            (true, true) => unsafe { System.realloc(block, layout, size) },
            // SAFETY: as above.
            (false, false) => unsafe { MiMalloc.realloc(block, layout, size) },
            // SAFETY: the caller promises that the size fits the alignment; both blocks have as many bytes as
            // are copied, and the old one is not used again.
            _ => unsafe {
                let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
                if !new.is_null() {
                    new.copy_from_nonoverlapping(block, layout.size().min(size));
                    self.dealloc(block, layout);
                }
                new
            },
        }
    }
}
