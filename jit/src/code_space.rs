//! Executable memory: pages of one reserved arena, handed out a region at a time.
//!
//! A [`CodeSpace`] reserves its whole limit as inaccessible addresses when the first code is made. A
//! module under construction gets pages that are writable; `finalize` makes them executable and no
//! longer writable. The finished code is a [`CodeBlock`]; dropping it makes its pages inaccessible and
//! free for other code.
//!
//! Requirement 1: pages are never writable and executable at once.
//! Requirement 2: who drops a [`CodeBlock`] makes sure before that no thread is inside its code and that
//! no frame's `resume` points into it.
//! Allocation that fails is an error value; nothing is retried here.

use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider};
use cranelift_module::{ModuleError, ModuleResult};
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A run of pages: first byte, length in bytes; both multiples of the page size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: usize,
    len: usize,
}

/// The arena; see the module's page.
#[derive(Clone, Debug)]
pub struct CodeSpace {
    arena: Arc<Mutex<Arena>>,
}

struct Arena {
    limit: usize,
    reserved: Option<region::Allocation>,
    /// Free runs of pages, ascending and never adjacent.
    free: Vec<Span>,
    used: usize,
    allocations: u64,
    fail_at: Option<u64>,
}

// SAFETY: the allocation is a plain address range owned by the arena; whoever holds the arena's lock may
// use it from any thread. (`region::Allocation` is not `Send` only because it holds a raw pointer.)
unsafe impl Send for Arena {}

impl fmt::Debug for Arena {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Arena { limit, used, .. } = self;
        f.debug_struct("Arena").field("limit", limit).field("used", used).finish_non_exhaustive()
    }
}

impl CodeSpace {
    /// A code space of at most `limit` bytes, rounded up to pages. Nothing is reserved yet.
    pub fn new(limit: usize) -> Self {
        let limit = region::page::ceil(limit as *const u8) as usize;
        let arena = Arena { limit, reserved: None, free: vec![], used: 0, allocations: 0, fail_at: None };
        CodeSpace { arena: Arc::new(Mutex::new(arena)) }
    }

    /// Makes the `n`-th allocation from now (counted from 1) fail, for tests of that path.
    pub fn fail_at(&self, n: Option<u64>) {
        let mut arena = lock(&self.arena);
        arena.fail_at = n.map(|n| arena.allocations + n);
    }

    /// Bytes of pages that hold code now.
    pub fn used(&self) -> usize {
        lock(&self.arena).used
    }

    /// Bytes of pages there may be.
    pub fn limit(&self) -> usize {
        lock(&self.arena).limit
    }

    /// Memory for one module, and the handle through which the finished code is taken.
    pub(crate) fn provider(&self) -> (Box<Provider>, Handle) {
        let pages = Arc::new(Mutex::new(Pages { spans: vec![], position: 0, finalized: false }));
        let provider = Provider { arena: self.arena.clone(), pages: pages.clone() };
        (Box::new(provider), Handle { arena: self.arena.clone(), pages })
    }
}

/// A panic while the lock was held leaves the lists valid: each is changed by single operations.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn out_of_memory(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::OutOfMemory, what.to_owned())
}

impl Arena {
    fn allocate(&mut self, len: usize) -> io::Result<Span> {
        self.allocations += 1;
        if self.fail_at == Some(self.allocations) {
            return Err(out_of_memory("allocation of code made to fail"));
        }
        self.reserve()?;
        let fitting = self.free.iter().position(|span| span.len >= len);
        let index = fitting.ok_or_else(|| out_of_memory("the code space is full"))?;
        let start = self.free[index].start;
        protect(Span { start, len }, region::Protection::READ_WRITE)?;
        self.free[index] = Span { start: start + len, len: self.free[index].len - len };
        self.free.retain(|span| span.len > 0);
        self.used += len;
        Ok(Span { start, len })
    }

    fn reserve(&mut self) -> io::Result<()> {
        if self.reserved.is_none() {
            let memory = region::alloc(self.limit, region::Protection::NONE);
            let memory = memory.map_err(|error| out_of_memory(&error.to_string()))?;
            self.free = vec![Span { start: memory.as_ptr::<u8>() as usize, len: self.limit }];
            self.reserved = Some(memory);
        }
        Ok(())
    }

    fn release(&mut self, span: Span) {
        // A page that cannot be protected again is not handed out again.
        if protect(span, region::Protection::NONE).is_err() {
            return;
        }
        self.used -= span.len;
        let at = self.free.partition_point(|free| free.start < span.start);
        self.free.insert(at, span);
        self.free.dedup_by(|next, previous| {
            let joins = previous.start + previous.len == next.start;
            previous.len += if joins { next.len } else { 0 };
            joins
        });
    }
}

fn protect(span: Span, protection: region::Protection) -> io::Result<()> {
    debug_assert!(span.start.is_multiple_of(region::page::size()) && span.len > 0);
    // SAFETY: the span lies in the arena's own reservation and no Rust object lives in it. Code in it is
    // not executing: it is either not yet published or its `CodeBlock` is being dropped (requirement 2).
    unsafe { region::protect(span.start as *const u8, span.len, protection) }
        .map_err(|error| out_of_memory(&error.to_string()))
}

/// The pages of one module.
#[derive(Debug)]
struct Pages {
    spans: Vec<Span>,
    /// Bytes of the last span in use.
    position: usize,
    finalized: bool,
}

/// What `cranelift-jit` asks for memory.
pub(crate) struct Provider {
    arena: Arc<Mutex<Arena>>,
    pages: Arc<Mutex<Pages>>,
}

impl JITMemoryProvider for Provider {
    fn allocate(&mut self, size: usize, align: u64, kind: JITMemoryKind) -> io::Result<*mut u8> {
        if !matches!(kind, JITMemoryKind::Executable) {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "regions have no data"));
        }
        let align = usize::try_from(align).map_err(io::Error::other)?;
        debug_assert!(align <= region::page::size());
        let mut pages = lock(&self.pages);
        if let Some(last) = pages.spans.last().copied() {
            let start = pages.position.next_multiple_of(align);
            if !pages.finalized && start + size <= last.len {
                pages.position = start + size;
                return Ok((last.start + start) as *mut u8);
            }
        }
        let span = lock(&self.arena).allocate(size.max(1).next_multiple_of(region::page::size()))?;
        pages.spans.push(span);
        pages.position = size;
        Ok(span.start as *mut u8)
    }

    unsafe fn free_memory(&mut self) {
        // The `Handle` owns the pages; a module never frees them.
    }

    fn finalize(&mut self, _branch_protection: BranchProtection) -> ModuleResult<()> {
        let mut pages = lock(&self.pages);
        for span in &pages.spans {
            let finished = clear_cache(*span).and_then(|()| protect(*span, region::Protection::READ_EXECUTE));
            finished.map_err(|error| ModuleError::Backend(error.into()))?;
        }
        pages.finalized = true;
        Ok(())
    }
}

#[cfg(target_arch = "aarch64")]
fn clear_cache(span: Span) -> io::Result<()> {
    use wasmtime_internal_jit_icache_coherence::{clear_cache, pipeline_flush_mt};
    // SAFETY: the span is mapped and readable: it was writable until now.
    unsafe { clear_cache(span.start as *const _, span.len) }.map_err(io::Error::other)?;
    pipeline_flush_mt().map_err(io::Error::other)
}

/// Instruction and data caches are coherent on the other supported architecture.
#[cfg(not(target_arch = "aarch64"))]
#[expect(clippy::unnecessary_wraps, reason = "fallible on aarch64")]
fn clear_cache(_span: Span) -> io::Result<()> {
    Ok(())
}

/// Owns the pages while the module is built: dropped, it frees them.
pub(crate) struct Handle {
    arena: Arc<Mutex<Arena>>,
    pages: Arc<Mutex<Pages>>,
}

impl Handle {
    /// The finished code.
    pub(crate) fn into_block(self) -> CodeBlock {
        debug_assert!(lock(&self.pages).finalized);
        CodeBlock { spans: std::mem::take(&mut lock(&self.pages).spans), arena: self.arena.clone() }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        release_all(&self.arena, &mut lock(&self.pages).spans);
    }
}

fn release_all(arena: &Mutex<Arena>, spans: &mut Vec<Span>) {
    let mut arena = lock(arena);
    for span in spans.drain(..) {
        arena.release(span);
    }
}

/// Finished code; see the module's page for what its drop requires.
#[derive(Debug)]
pub struct CodeBlock {
    arena: Arc<Mutex<Arena>>,
    spans: Vec<Span>,
}

impl CodeBlock {
    /// Whether an address (a frame's `resume`, a return address) lies in this code.
    pub fn contains(&self, address: usize) -> bool {
        self.spans.iter().any(|span| (span.start..span.start + span.len).contains(&address))
    }

    /// Bytes of pages it takes.
    pub fn page_bytes(&self) -> usize {
        self.spans.iter().map(|span| span.len).sum()
    }
}

impl Drop for CodeBlock {
    fn drop(&mut self) {
        release_all(&self.arena, &mut self.spans);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allocate(space: &CodeSpace, size: usize) -> io::Result<CodeBlock> {
        let (mut provider, handle) = space.provider();
        provider.allocate(size, 32, JITMemoryKind::Executable)?;
        provider.finalize(BranchProtection::None).expect("pages can be protected");
        Ok(handle.into_block())
    }

    #[test]
    fn pages_return_and_join() {
        let page = region::page::size();
        let space = CodeSpace::new(4 * page);
        let blocks: Vec<CodeBlock> = (0..4).map(|_| allocate(&space, 100).expect("there is room")).collect();
        assert_eq!(space.used(), 4 * page);
        assert!(allocate(&space, 1).is_err());
        let [a, b, c, d] = <[CodeBlock; 4]>::try_from(blocks).expect("four blocks");
        drop(b);
        drop(d);
        drop(c);
        assert_eq!(space.used(), page);
        let large = allocate(&space, 3 * page).expect("the free pages have joined");
        assert_eq!(large.page_bytes(), 3 * page);
        assert!(!a.contains(large.spans[0].start));
    }

    #[test]
    fn allocation_fails_when_asked_to() {
        let space = CodeSpace::new(1 << 20);
        space.fail_at(Some(2));
        let first = allocate(&space, 10);
        assert!(first.is_ok() && allocate(&space, 10).is_err() && allocate(&space, 10).is_ok());
    }

    #[test]
    fn unfinished_modules_give_their_pages_back() {
        let space = CodeSpace::new(1 << 20);
        let (mut provider, handle) = space.provider();
        provider.allocate(10, 32, JITMemoryKind::Executable).expect("there is room");
        drop(handle);
        assert_eq!(space.used(), 0);
    }
}
