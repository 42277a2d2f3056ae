//! The heap: where objects live, and how they die.
//!
//! Objects are cut from 64 KiB pages that are aligned to their size, one size class a page; what is larger
//! than [`LARGEST_SMALL`] has a page of its own. A page's header names its heap, so that
//! an object finds its heap from its own address and dropping a [`crate::value::Value`] needs no `Vm`.
//! Pages also let the collector walk every object without a link in each.
//!
//! # How an object dies
//! ```text
//! count 0 ─ finaliser to run? ──yes──> count 1, queued in `due`; the Vm runs it at the next boundary
//!             │no                                                      (and drops that count afterwards)
//!             ├─ weak references? ──> cleared; callbacks queued in `due`
//!             ├─ named by machine code? ──> count 1, in `limbo` until that is gone; a function's values die now
//!             └─> `dead` worklist ──> destroy (drops its words, which may append to `dead`) ──> freed
//! ```
//! Requirement: releasing is iterative; a structure of any depth dies without native recursion.
//! Requirement: nothing here runs Python code; whatever has to is queued and [`Heap::pending`] is set.

use rustc_hash::FxHashMap;
use std::alloc::{Layout as AllocLayout, alloc, dealloc, handle_alloc_error};

use crate::class::Class;
use crate::function::Function;
use crate::generator::{ASYNC_GENERATOR, COROUTINE, GENERATOR};
use crate::object::{Flag, Header, Layout, Ref, TypeId};
use crate::sanitize;
use crate::types::UserLayout;
use crate::value::{Raw, Value};

/// Size and alignment of a page.
pub const PAGE: usize = 1 << 16;
/// Objects above this size have a page of their own.
pub const LARGEST_SMALL: usize = 4096;
const PAGE_HEADER: usize = 64;
/// A collection is never due after fewer new objects than this.
const LEAST_THRESHOLD: usize = 10_000;
/// Pages are allocated so many at a time, and more in a large heap: each allocation aligned to a page wastes
/// up to one.
const CHUNK_PAGES: std::ops::RangeInclusive<usize> = 16..=512;
/// A chunk has this part of the pages there are.
const CHUNK_PART: usize = 8;
const GRAIN: usize = 8;
const CLASSES: usize = LARGEST_SMALL / GRAIN;

/// The start of every page.
#[repr(C)]
struct Page {
    heap: *mut Heap,
    /// Cell size in bytes; for a large object its own size.
    cell: usize,
    /// Bytes from the page's start to the end of the used cells.
    used: usize,
    /// Whole size of the allocation.
    bytes: usize,
    /// Free cells, linked through their first word behind the header.
    free: *mut Header,
    /// Cells in use.
    live: usize,
    /// One word a cell for the collector, in [`Heap::marks`]; null but while it runs.
    marks: *mut u32,
}

const _: () = assert!(size_of::<Page>() <= PAGE_HEADER);

/// Reasons why the next instruction boundary has something to do; a bit each in [`Heap::pending`].
pub mod pending {
    /// Finalisers or callbacks of weak references are queued.
    pub const DUE: u32 = 1;
    /// A collection is due.
    pub const COLLECT: u32 = 4;
    /// Something that machine code relies on has changed.
    pub const BROKEN: u32 = 8;
}

/// Code that is to run because an object dies.
pub(crate) enum Due {
    /// The finaliser of this object, whose last count this is.
    Finaliser(Value),
    /// The callback of this weak reference.
    Callback(Value),
}

/// All objects of one `Vm`.
pub struct Heap {
    /// Where the bits of [`pending`] are: in the `Vm`, where machine code tests them, or here below.
    pending: *mut u32,
    own_pending: u32,
    /// What is to run, the first one first.
    due: Vec<Due>,
    /// Objects that machine code names and that nothing else refers to any more; each holds one count, the
    /// last one.
    pub(crate) limbo: Vec<Value>,
    /// Whether there will be no machine code any more.
    no_machine_code: bool,
    /// Watches that broke since the tier last looked.
    pub(crate) broken: Vec<u32>,
    /// Some objects may be [`Flag::FROZEN`].
    pub(crate) has_frozen: bool,
    /// What is watched: an object and a key in it, or a class with no key.
    watches: FxHashMap<(usize, u64), Vec<u32>>,
    layouts: Vec<Option<Layout>>,
    /// Layouts of classes made by programs, by [`UserLayout`].
    user_layouts: [Option<Layout>; 4],
    /// Classes made by programs, by the index of their id; not owned, `NULL` once dead.
    user_classes: Vec<Raw>,
    /// Interned strings.
    pub(crate) interned: crate::string::InternTable,
    /// Weak references by the object they refer to.
    pub(crate) weak: crate::weakref::WeakTable,
    /// What is kept about frames outside of them, by address.
    pub(crate) notes: FxHashMap<usize, crate::frame_view::Notes>,
    /// Last id given to a shape.
    shapes: u32,
    /// Last version given to the keys of a dict.
    versions: u64,
    pages: Vec<*mut Page>,
    /// The collector's words while it runs.
    marks: Vec<u32>,
    /// Allocations that pages are cut from, and the pages not yet used.
    chunks: Vec<(*mut u8, AllocLayout)>,
    unused_pages: Vec<*mut u8>,
    /// Per size class the page allocated from last.
    current: Vec<*mut Page>,
    /// Per size class pages that have free cells.
    partial: Vec<Vec<*mut Page>>,
    dead: Vec<*mut Header>,
    draining: bool,
    /// Called for an object with weak references just before it is destroyed or finalised: clears them
    /// and queues their callbacks.
    clear_weak: Option<fn(&mut Heap, *mut Header)>,
    live_objects: usize,
    allocations: u64,
    /// New collectable objects since the last collection, and the number that makes one due.
    young: usize,
    threshold: usize,
    /// `gc-every=N`: a collection is due after every N allocations; 0 when off.
    gc_every: u64,
}

/// Calls back for each live object.
pub type ObjectVisitor<'a> = &'a mut dyn FnMut(*mut Header);

impl Heap {
    /// An empty heap; boxed, as pages point at it.
    pub fn new() -> Box<Heap> {
        let mut heap = Box::new(Heap {
            pending: std::ptr::null_mut(),
            own_pending: 0,
            due: Vec::new(),
            limbo: Vec::new(),
            no_machine_code: false,
            has_frozen: false,
            broken: Vec::new(),
            watches: FxHashMap::default(),
            layouts: Vec::new(),
            user_layouts: [None; 4],
            user_classes: Vec::new(),
            interned: crate::string::InternTable::default(),
            weak: crate::weakref::WeakTable::default(),
            notes: FxHashMap::default(),
            shapes: 0,
            versions: 0,
            marks: Vec::new(),
            pages: Vec::new(),
            chunks: Vec::new(),
            unused_pages: Vec::new(),
            current: vec![std::ptr::null_mut(); CLASSES + 1],
            partial: vec![Vec::new(); CLASSES + 1],
            dead: Vec::new(),
            draining: false,
            clear_weak: None,
            live_objects: 0,
            allocations: 0,
            young: 0,
            threshold: LEAST_THRESHOLD,
            gc_every: 0,
        });
        heap.pending = &raw mut heap.own_pending;
        heap
    }

    /// Moves the word of [`Heap::pending`] to where its owner tests it.
    ///
    /// # Safety
    /// `word` is valid for as long as the heap is used.
    pub unsafe fn keep_pending_in(&mut self, word: *mut u32) {
        // SAFETY: the caller's claim; nothing else refers to the word now.
        unsafe { *word = self.pending() };
        self.pending = word;
    }

    /// Bits of [`pending`]; tested at instruction boundaries.
    #[inline(always)]
    pub fn pending(&self) -> u32 {
        // SAFETY: `pending` points at a word that lives as long as the heap.
        unsafe { *self.pending }
    }

    /// Sets bits of [`pending`].
    pub fn set_pending(&mut self, bits: u32) {
        // SAFETY: as above.
        unsafe { *self.pending |= bits }
    }

    /// Clears bits of [`pending`].
    pub fn clear_pending(&mut self, bits: u32) {
        // SAFETY: as above.
        unsafe { *self.pending &= !bits }
    }

    /// Declares how objects of a type are treated.
    pub fn set_layout(&mut self, type_id: TypeId, layout: Layout) {
        let index = type_id.0 as usize;
        if self.layouts.len() <= index {
            self.layouts.resize(index + 1, None);
        }
        self.layouts[index] = Some(layout);
    }

    /// The layout of a type.
    ///
    /// # Panics
    /// If the type id was never declared.
    pub fn layout(&self, type_id: TypeId) -> Layout {
        match type_id.user_layout() {
            None => self.layouts[type_id.0 as usize],
            Some(layout) => self.user_layouts[layout as usize],
        }
        .expect("every allocated type has a layout")
    }

    /// Declares how instances of classes made by programs are treated.
    pub fn set_user_layout(&mut self, kind: UserLayout, layout: Layout) {
        self.user_layouts[kind as usize] = Some(layout);
    }

    /// A fresh id for a class made by a program.
    pub(crate) fn new_user_type(&mut self, layout: UserLayout) -> TypeId {
        self.user_classes.push(Raw::NULL);
        TypeId::from_user_index(self.user_classes.len() - 1, layout)
    }

    /// Puts a class, or `NULL` once it dies, into the table of classes made by programs.
    pub(crate) fn set_user_class(&mut self, type_id: TypeId, class: Raw) {
        self.user_classes[type_id.user_index()] = class;
    }

    /// The class with this id.
    ///
    /// # Panics
    /// If the id is not that of a live class made by a program.
    pub fn user_class(&self, type_id: TypeId) -> Ref<Class> {
        let raw = self.user_classes[type_id.user_index()];
        debug_assert!(raw != Raw::NULL, "an instance owns its class");
        // SAFETY: the table holds live classes only: a class removes itself when it dies.
        let class = unsafe { raw.to_value() };
        Ref::try_from_value(class).expect("the table holds classes")
    }

    /// The class with this id, if it is alive.
    pub(crate) fn find_user_class(&self, type_id: TypeId) -> Option<Ref<Class>> {
        (self.user_classes[type_id.user_index()] != Raw::NULL).then(|| self.user_class(type_id))
    }

    /// A fresh id for a shape.
    pub(crate) fn new_shape(&mut self) -> u32 {
        self.shapes += 1;
        self.shapes
    }

    /// A fresh version for the keys of a dict.
    #[inline(always)]
    pub(crate) fn new_version(&mut self) -> u64 {
        self.versions += 1;
        self.versions
    }

    /// Installs the function that clears an object's weak references.
    pub fn set_clear_weak(&mut self, clear: fn(&mut Heap, *mut Header)) {
        self.clear_weak = Some(clear);
    }

    /// Collects after every `every` allocations; 0 turns that off.
    pub fn set_gc_every(&mut self, every: u64) {
        self.gc_every = every;
    }

    /// New collectable objects that make a collection due; `usize::MAX` turns collection off.
    pub fn set_threshold(&mut self, threshold: usize) {
        self.threshold = threshold;
    }

    /// Objects made since the last collection, less those that died.
    pub fn young(&self) -> usize {
        self.young
    }

    /// The collection threshold.
    pub fn threshold(&self) -> usize {
        self.threshold
    }

    /// Tells the heap that a collection has happened. The next one is due when the heap has grown by a
    /// half, so that the work of collecting stays in proportion to that of allocating.
    pub fn collected(&mut self) {
        self.young = 0;
        if self.threshold != usize::MAX {
            self.threshold = LEAST_THRESHOLD.max(self.live_objects / 2);
        }
        self.clear_pending(pending::COLLECT);
    }

    /// Size of an object in bytes.
    pub fn size_of(&self, object: &Header) -> usize {
        // SAFETY: a borrowed header is that of a live object of its type.
        unsafe { (self.layout(object.type_id()).size)(object) }
    }

    /// Number of live objects.
    pub fn live_objects(&self) -> usize {
        self.live_objects
    }

    /// Number of objects ever allocated.
    pub fn allocations(&self) -> u64 {
        self.allocations
    }

    /// Memory for an object of `size` bytes, header written with one count; the rest is uninitialised.
    ///
    /// The caller writes every field before anything else touches the heap.
    #[inline]
    pub fn allocate(&mut self, type_id: TypeId, size: usize) -> *mut Header {
        // A free cell has room for its header and a link.
        let class = size.div_ceil(GRAIN).max(2);
        let object = if class <= CLASSES { self.allocate_cell(class) } else { self.allocate_large(size) };
        self.live_objects += 1;
        self.allocations += 1;
        self.young += 1;
        if self.young >= self.threshold
            || self.gc_every != 0 && self.allocations.is_multiple_of(self.gc_every)
        {
            self.set_pending(pending::COLLECT);
        }
        // SAFETY: the cell is at least a header large, aligned and unused.
        unsafe { object.write(Header::new(type_id)) };
        object
    }

    /// As [`allocate`](Self::allocate), for an object that may have a finaliser: it gets a number, by which the
    /// finalisers of one collection run in the order in which their objects were made.
    #[inline]
    pub(crate) fn allocate_numbered(&mut self, type_id: TypeId, size: usize) -> *mut Header {
        let object = self.allocate(type_id, size + size_of::<u64>());
        // SAFETY: just made, a word larger than the object.
        unsafe {
            (*object).set(Flag::NUMBERED, true);
            Heap::number_of(object).write(self.allocations);
        }
        object
    }

    /// Where the number of an object lies.
    fn number_of(object: *mut Header) -> *mut u64 {
        // SAFETY: the page of an object is alive.
        let cell = unsafe { (*Heap::page_of(object)).cell };
        object.cast::<u8>().wrapping_add(cell - size_of::<u64>()).cast()
    }

    /// The number that the object got when it was made; 0 if it has none.
    pub(crate) fn number(object: *mut Header) -> u64 {
        // SAFETY: the object is alive, and what is flagged has the word.
        unsafe { if (*object).has(Flag::NUMBERED) { Heap::number_of(object).read() } else { 0 } }
    }

    #[inline]
    fn allocate_cell(&mut self, class: usize) -> *mut Header {
        let page = self.current[class];
        if !page.is_null() {
            // SAFETY: pages of `current` are live pages of this heap.
            let page = unsafe { &mut *page };
            let free = page.free;
            if !free.is_null() {
                sanitize::unpoison(free, page.cell);
                // SAFETY: a free cell holds the next free cell behind its header.
                page.free = unsafe { free.add(1).cast::<*mut Header>().read() };
                page.live += 1;
                return free;
            }
            if page.used + page.cell <= PAGE {
                let object = std::ptr::from_mut(page).cast::<u8>().wrapping_add(page.used).cast();
                page.used += page.cell;
                page.live += 1;
                return object;
            }
        }
        self.next_page(class);
        self.allocate_cell(class)
    }

    #[cold]
    fn next_page(&mut self, class: usize) {
        self.current[class] = match self.partial[class].pop() {
            Some(page) => page,
            None => self.new_page(PAGE, class * GRAIN),
        };
    }

    fn new_page(&mut self, bytes: usize, cell: usize) -> *mut Page {
        let memory = if cell > LARGEST_SMALL { allocate_pages(bytes) } else { self.unused_page() };
        let page = memory.cast::<Page>();
        // SAFETY: fresh memory of at least a page.
        unsafe {
            page.write(Page {
                heap: self,
                cell,
                used: PAGE_HEADER,
                bytes,
                free: std::ptr::null_mut(),
                live: 0,
                marks: std::ptr::null_mut(),
            })
        };
        self.pages.push(page);
        page
    }

    /// Memory for a page of cells.
    fn unused_page(&mut self) -> *mut u8 {
        if let Some(page) = self.unused_pages.pop() {
            return page;
        }
        let count = (self.pages.len() / CHUNK_PART).clamp(*CHUNK_PAGES.start(), *CHUNK_PAGES.end());
        let chunk = allocate_pages(count * PAGE);
        self.chunks.push((chunk, page_layout(count * PAGE)));
        self.unused_pages.extend((1..count).rev().map(|index| chunk.wrapping_add(index * PAGE)));
        chunk
    }

    #[cold]
    fn allocate_large(&mut self, size: usize) -> *mut Header {
        let cell = size.next_multiple_of(GRAIN);
        let page = self.new_page(PAGE_HEADER + cell, cell);
        // SAFETY: just made, with room for one cell.
        unsafe {
            (*page).used += cell;
            (*page).live = 1;
            page.cast::<u8>().add(PAGE_HEADER).cast()
        }
    }

    fn page_of(object: *mut Header) -> *mut Page {
        (object as usize & !(PAGE - 1)) as *mut Page
    }

    /// The heap of an object.
    ///
    /// # Safety
    /// `object` is an object of a heap that lives.
    pub unsafe fn of(object: *mut Header) -> *mut Heap {
        // SAFETY: every object lies within the first 64 KiB of its page.
        unsafe { (*Heap::page_of(object)).heap }
    }

    /// The count of this object has reached zero.
    ///
    /// # Safety
    /// The count is zero and nobody uses the object any more.
    #[cold]
    #[inline(never)]
    pub unsafe fn release(object: *mut Header) {
        // SAFETY: the object's page names its heap, which outlives its objects; the heap is only
        // reached through raw pointers while objects are dropped.
        let heap = unsafe { &mut *Heap::of(object) };
        heap.dead.push(object);
        if heap.draining {
            return;
        }
        heap.draining = true;
        while let Some(object) = heap.dead.pop() {
            let others = heap.dead.len();
            // SAFETY: objects in `dead` have count zero and are in it once.
            unsafe { heap.bury(object) };
            // What the object let go of first goes first, with all that it lets go of, before what stood behind it:
            // the order of a drop that is recursive.
            if heap.dead.len() > others + 1 {
                heap.dead[others..].reverse();
            }
        }
        heap.draining = false;
    }

    /// Gives up one owned word from inside a `destroy` or `clear` function.
    ///
    /// # Safety
    /// The caller owns the word's count.
    pub unsafe fn drop_word(word: Raw) {
        // SAFETY: the caller's claim.
        unsafe { word.dec() }
    }

    /// # Safety
    /// `object` has count zero and is not reachable.
    unsafe fn bury(&mut self, object: *mut Header) {
        // SAFETY: dead objects keep their header until they are freed.
        let header = unsafe { &mut *object };
        let layout = self.layout(header.type_id());
        // SAFETY: the object is complete until it is destroyed.
        let finalise = !header.has(Flag::FINALISED) && unsafe { (layout.finalisable)(object) };
        // Whoever has a reference to an instance may still get at it while its finaliser runs; not so at a generator.
        let is_generator = matches!(header.type_id(), GENERATOR | COROUTINE | ASYNC_GENERATOR);
        if !finalise || is_generator {
            self.clear_weak_references(object);
        }
        if finalise {
            header.set(Flag::FINALISED, true);
            header.set_count(1);
            // SAFETY: the one count just set goes to the queue.
            self.queue(Due::Finaliser(unsafe { Raw::from_object(object).into_value() }));
            return;
        }
        if header.has(Flag::PINNED) && !self.no_machine_code {
            header.set(Flag::PINNED, false);
            header.set_count(1);
            self.set_pending(pending::BROKEN);
            // SAFETY: the one count just set goes to the queue.
            let value = unsafe { Raw::from_object(object).into_value() };
            if let Some(function) = value.downcast::<Function>() {
                function.give_up_values();
            }
            self.limbo.push(value);
            return;
        }
        // SAFETY: nobody uses the object; its words are given up once.
        unsafe {
            (layout.destroy)(object, self);
            self.free(object);
        }
    }

    /// # Safety
    /// `object` was allocated here and is destroyed.
    unsafe fn free(&mut self, object: *mut Header) {
        self.live_objects -= 1;
        self.young = self.young.saturating_sub(1);
        let page_pointer = Heap::page_of(object);
        // SAFETY: the page of an object that is not yet freed.
        let page = unsafe { &mut *page_pointer };
        page.live -= 1;
        if page.cell > LARGEST_SMALL {
            self.drop_page(page_pointer);
            return;
        }
        let was_full = page.free.is_null() && page.used + page.cell > PAGE;
        // SAFETY: cells are at least 16 bytes; a count of zero marks the cell as free.
        unsafe {
            (*object).set_count(0);
            object.add(1).cast::<*mut Header>().write(page.free);
        }
        sanitize::poison(object, page.cell);
        page.free = object;
        let class = page.cell / GRAIN;
        if was_full && self.current[class] != page_pointer {
            self.partial[class].push(page_pointer);
        }
    }

    fn drop_page(&mut self, page: *mut Page) {
        if let Some(at) = self.pages.iter().position(|&other| other == page) {
            self.pages.swap_remove(at);
        }
        // SAFETY: no object of the page is left; it was allocated with this layout.
        unsafe {
            dealloc(page.cast(), page_layout((*page).bytes));
        }
    }

    /// Says that `watch` breaks when the value of a key in an object changes; no key for the object as a
    /// whole. The object calls [`Heap::key_changes`].
    pub(crate) fn watch_key(&mut self, object: usize, key: Raw, watch: u32) {
        let watches = self.watches.entry((object, key.0)).or_default();
        if !watches.contains(&watch) {
            watches.push(watch);
        }
    }

    /// The value of a key in a watched object, or of every key, changes: its watches break.
    pub(crate) fn key_changes(&mut self, object: usize, key: Option<Raw>) {
        let before = self.broken.len();
        match key {
            Some(key) => self.broken.extend(self.watches.remove(&(object, key.0)).into_iter().flatten()),
            None => {
                let hit = self.watches.extract_if(|(watched, _), _| *watched == object);
                self.broken.extend(hit.flat_map(|(_, watches)| watches));
                self.broken[before..].sort_unstable();
            }
        }
        if self.broken.len() > before {
            self.set_pending(pending::BROKEN);
        }
    }

    /// There will be no machine code any more: what it names dies as other objects do.
    pub(crate) fn forget_machine_code(&mut self) {
        self.no_machine_code = true;
        drop(std::mem::take(&mut self.limbo));
    }

    /// Gives every object a word of the collector's, zero at first, until [`Heap::end_marks`]. All lie in one
    /// block, which goes back to the system as a whole.
    pub(crate) fn begin_marks(&mut self) {
        debug_assert!(self.marks.is_empty());
        // SAFETY: pages in the list are live.
        let cells = |page: *mut Page| unsafe { ((*page).used - PAGE_HEADER) / (*page).cell };
        self.marks = vec![0; self.pages.iter().map(|&page| cells(page)).sum()];
        let mut first = self.marks.as_mut_ptr();
        for &page in &self.pages {
            // SAFETY: as above; the block has a word for each cell.
            unsafe { (*page).marks = first };
            first = first.wrapping_add(cells(page));
        }
    }

    /// Frees the words of [`Heap::begin_marks`].
    pub(crate) fn end_marks(&mut self) {
        for &page in &self.pages {
            // SAFETY: pages in the list are live.
            unsafe { (*page).marks = std::ptr::null_mut() };
        }
        self.marks = Vec::new();
    }

    /// The collector's word of an object.
    ///
    /// # Safety
    /// Between `begin_marks` and `end_marks`; `object` was alive at the first.
    pub(crate) unsafe fn mark(object: *mut Header) -> *mut u32 {
        let page = Heap::page_of(object);
        // SAFETY: the object's page is live and has marks, by the caller's claim.
        unsafe {
            debug_assert!(!(*page).marks.is_null());
            let offset = object as usize - page as usize - PAGE_HEADER;
            (*page).marks.add(offset / (*page).cell)
        }
    }

    /// Adds to what is to run.
    pub(crate) fn queue(&mut self, due: Due) {
        self.due.push(due);
        self.set_pending(pending::DUE);
    }

    /// Takes what is to run, the first one first.
    pub(crate) fn take_due(&mut self) -> Vec<Due> {
        self.clear_pending(pending::DUE);
        std::mem::take(&mut self.due)
    }

    /// Clears an object's weak references and queues their callbacks.
    pub(crate) fn clear_weak_references(&mut self, object: *mut Header) {
        // SAFETY: the caller holds the object alive.
        let header = unsafe { &mut *object };
        if header.has(Flag::WEAK) {
            header.set(Flag::WEAK, false);
            if let Some(clear) = self.clear_weak {
                clear(self, object);
            }
        }
    }

    /// Calls back with every live object. The callback must neither allocate nor free.
    pub fn for_each_object(&self, visitor: ObjectVisitor<'_>) {
        for &page in &self.pages {
            // SAFETY: pages in the list are live.
            let (start, end, cell) = unsafe {
                let start = page.cast::<u8>().add(PAGE_HEADER);
                (start, page.cast::<u8>().add((*page).used), (*page).cell)
            };
            let mut at = start;
            while at < end {
                let object = at.cast::<Header>();
                // SAFETY: cells below `used` were headers once; a free cell's count is zero.
                if unsafe { (*object).count() } != 0 {
                    visitor(object);
                }
                at = at.wrapping_add(cell);
            }
        }
    }
}

impl Heap {
    /// Destroys what is left when nobody holds a value any more: cycles, mostly of built-in classes. No
    /// finaliser runs, as no code can.
    fn destroy_rest(&mut self) {
        let mut rest = Vec::new();
        self.for_each_object(&mut |object| {
            // SAFETY: alive; the value keeps it so until every object is cleared.
            rest.push(unsafe {
                (*object).set(Flag::FINALISED, true);
                Raw::from_object(object).to_value()
            });
        });
        for value in &rest {
            let object = value.raw().pointer();
            self.clear_weak_references(object);
            // SAFETY: the header of a live object.
            let layout = self.layout(unsafe { (*object).type_id() });
            // SAFETY: held above; nobody will look at it again.
            unsafe { (layout.clear)(object, self) };
        }
        drop(rest);
        self.due.clear();
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.destroy_rest();
        // SAFETY: the heap's owner has let go of every value; no page is used again. Both kinds were
        // allocated with these layouts.
        unsafe {
            for page in std::mem::take(&mut self.pages) {
                if (*page).cell > LARGEST_SMALL {
                    dealloc(page.cast(), page_layout((*page).bytes));
                }
            }
            for (chunk, layout) in std::mem::take(&mut self.chunks) {
                dealloc(chunk, layout);
            }
        }
    }
}

fn page_layout(bytes: usize) -> AllocLayout {
    AllocLayout::from_size_align(bytes, PAGE).expect("page sizes are far below isize::MAX")
}

fn allocate_pages(bytes: usize) -> *mut u8 {
    let layout = page_layout(bytes);
    // SAFETY: the layout is not empty.
    let memory = unsafe { alloc(layout) };
    if memory.is_null() {
        handle_alloc_error(layout);
    }
    memory
}
