//! Object headers, counts and typed references.
//!
//! Every heap object starts with a [`Header`] of eight bytes: its reference count, and one word with
//! the id of its type (24 bits) and its flags (8 bits). The id indexes the heap's table of [`Layout`]s,
//! which says how to visit, clear and destroy the object, and the `Vm`'s table of class objects.
//!
//! A Rust type that is laid out as an object implements [`Object`]; a [`Ref<T>`] is a [`Value`] known
//! to be one.
//!
//! Requirement: no Rust reference into an object is held across anything that may run Python code or
//! drop a value; copy words out first.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::heap::Heap;
use crate::types::id;
use crate::value::{Raw, Value};

/// The first eight bytes of every object.
#[repr(C, align(8))]
#[derive(Debug)]
pub struct Header {
    count: u32,
    type_word: u32,
}

const _: () = assert!(size_of::<Header>() == 8 && align_of::<Header>() == 8);

/// Index of a type in the heap's layouts and the `Vm`'s classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// Object flags: the high byte of the type word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag(u32);

impl Flag {
    /// A weak reference points at the object.
    pub const WEAK: Flag = Flag(1 << 24);
    /// The finaliser has run or is queued; it never runs twice.
    pub const FINALISED: Flag = Flag(1 << 25);
    /// A frame view points at this generator's frame.
    pub const VIEW: Flag = Flag(1 << 26);
    /// Set while the object is being printed, so that cycles print as `...`.
    pub const IN_REPR: Flag = Flag(1 << 27);
    /// The string is the one with its text that names are made of.
    pub const INTERNED: Flag = Flag(1 << 28);
    /// Machine code names the object without keeping it alive.
    pub const PINNED: Flag = Flag(1 << 29);
    /// The collector takes the object for alive (`gc.freeze`).
    pub const FROZEN: Flag = Flag(1 << 30);
    /// The last word of the object's cell is its number ([`crate::heap::Heap::allocate_numbered`]).
    pub const NUMBERED: Flag = Flag(1 << 31);
}

const TYPE_MASK: u32 = 0x00ff_ffff;

impl Header {
    /// A header with one count.
    pub const fn new(type_id: TypeId) -> Header {
        Header { count: 1, type_word: type_id.0 & TYPE_MASK }
    }

    /// The type.
    #[inline(always)]
    pub const fn type_id(&self) -> TypeId {
        TypeId(self.type_word & TYPE_MASK)
    }

    /// Changes the type (assignment to `__class__`); flags stay.
    pub fn set_type_id(&mut self, type_id: TypeId) {
        self.type_word = self.type_word & !TYPE_MASK | type_id.0;
    }

    /// The reference count.
    #[inline(always)]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Whether the flag is set.
    #[inline(always)]
    pub const fn has(&self, flag: Flag) -> bool {
        self.type_word & flag.0 != 0
    }

    /// Sets or clears the flag.
    #[inline(always)]
    pub fn set(&mut self, flag: Flag, on: bool) {
        if on { self.type_word |= flag.0 } else { self.type_word &= !flag.0 }
    }

    pub(crate) fn set_count(&mut self, count: u32) {
        self.count = count;
    }
}

/// Adds a count.
///
/// # Safety
/// The object is alive.
#[inline(always)]
pub unsafe fn inc(object: *mut Header) {
    // SAFETY: alive, by the caller's claim.
    let header = unsafe { &mut *object };
    debug_assert!(header.count > 0 && header.count < u32::MAX);
    header.count += 1;
}

/// Gives back a count, and releases the object with the last one.
///
/// # Safety
/// The caller owns a count and gives it up.
#[inline(always)]
pub unsafe fn dec(object: *mut Header) {
    // SAFETY: alive, as the caller owns a count.
    let header = unsafe { &mut *object };
    debug_assert!(header.count > 0);
    header.count -= 1;
    if header.count == 0 {
        // SAFETY: this was the last count.
        unsafe { Heap::release(object) }
    }
}

/// How the heap treats the objects of one type.
///
/// `visit` calls back with every word that the object owns; `destroy` gives up what it owns (words by
/// [`Heap::drop_word`], Rust parts by dropping them) without freeing the object's own memory; `size` is its
/// size in bytes.
#[derive(Clone, Copy)]
pub struct Layout {
    /// Name in dumps.
    pub name: &'static str,
    /// Size of this object in bytes.
    pub size: unsafe fn(*const Header) -> usize,
    /// Visits every owned word.
    pub visit: unsafe fn(*mut Header, &mut dyn FnMut(Raw)),
    /// Gives up everything owned; afterwards only the memory is left.
    pub destroy: unsafe fn(*mut Header, &mut Heap),
    /// For objects in a dead cycle: gives up the words that may form cycles and leaves the object valid.
    pub clear: unsafe fn(*mut Header, &mut Heap),
    /// Whether the object has something to run before it dies (a suspended generator, `__del__`);
    /// asked once the count is zero and only while [`Flag::FINALISED`] is not set.
    pub finalisable: unsafe fn(*const Header) -> bool,
    /// Whether objects can be part of a cycle; others are not visited by the collector.
    pub collectable: bool,
}

/// A Rust type laid out as a heap object, with a [`Header`] first.
///
/// # Safety
/// The type is `repr(C)` and begins with a `Header`; `is_type` answers true only for type ids whose
/// objects have this layout.
pub unsafe trait Object {
    /// Whether objects of this type id have this layout.
    fn is_type(type_id: TypeId) -> bool;
}

/// An owned reference to an object of a known layout.
#[repr(transparent)]
pub struct Ref<T>(Value, PhantomData<*const T>);

impl<T: Object> Ref<T> {
    /// The value as a `T`, or the value back.
    pub fn try_from_value(value: Value) -> Result<Ref<T>, Value> {
        if value.is_a::<T>() { Ok(Ref(value, PhantomData)) } else { Err(value) }
    }

    /// Takes over a count of a new object.
    ///
    /// # Safety
    /// `pointer` is a live `T`; the caller owns one count and gives it to the result.
    pub unsafe fn from_pointer(pointer: *mut T) -> Ref<T> {
        // SAFETY: the caller's claim.
        Ref(unsafe { Raw::from_object(pointer.cast()).into_value() }, PhantomData)
    }

    /// Address of the object.
    #[inline(always)]
    pub fn as_ptr(&self) -> *mut T {
        self.0.raw().pointer().cast()
    }
}

impl<T> Ref<T> {
    /// The plain value.
    #[inline(always)]
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The plain value, with its count.
    #[inline(always)]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Ref<T> {
        Ref(self.0.clone(), PhantomData)
    }
}

impl<T: Object> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: `self` owns a count of a live object of this layout. Fields that change while shared
        // references exist are `Cell`s or raw words.
        unsafe { &*self.as_ptr() }
    }
}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Raw {
    /// The type id; immediates have those of their types.
    ///
    /// Requirement: the object, if any, is alive.
    #[inline(always)]
    pub(crate) fn type_id(self) -> TypeId {
        if self.is_small() {
            id::INT
        } else if self.is_object() {
            // SAFETY: alive, as every caller holds a count or borrows from one.
            unsafe { (*self.pointer()).type_id() }
        } else if self.is_inline_float() {
            id::FLOAT
        } else if self.is_bool() {
            id::BOOL
        } else {
            id::NONE
        }
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Ref<T>) -> bool {
        self.0.is(&other.0)
    }
}

impl Value {
    /// Sets or clears a flag of the object; nothing for immediates.
    pub fn set_flag(&self, flag: Flag, on: bool) {
        if self.raw().is_object() {
            // SAFETY: `self` owns a count; headers are only read and written by copies of words.
            unsafe { (*self.raw().pointer()).set(flag, on) }
        }
    }

    /// Whether this is an object with that flag.
    pub fn has_flag(&self, flag: Flag) -> bool {
        self.header().is_some_and(|header| header.has(flag))
    }

    /// The object's reference count; immediates have a very large one.
    pub fn count(&self) -> u32 {
        self.header().map_or(u32::MAX, Header::count)
    }

    /// Changes the type of an object to another of the same layout.
    pub(crate) fn set_type_id(&self, type_id: TypeId) {
        debug_assert!(self.raw().is_object());
        // SAFETY: `self` owns a count.
        unsafe { (*self.raw().pointer()).set_type_id(type_id) }
    }

    /// The object's header, if this is an object.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        // SAFETY: `self` owns a count, so the object lives as long as the borrow.
        self.raw().is_object().then(|| unsafe { &*self.raw().pointer() })
    }

    /// Whether this is an object laid out as a `T`.
    #[inline(always)]
    pub fn is_a<T: Object>(&self) -> bool {
        self.header().is_some_and(|header| T::is_type(header.type_id()))
    }

    /// The object as a `T`, borrowed.
    #[inline(always)]
    pub fn downcast<T: Object>(&self) -> Option<&Ref<T>> {
        // SAFETY: `Ref<T>` is `repr(transparent)` over `Value` (its marker is zero-sized), and the type was tested.
        self.is_a::<T>().then(|| unsafe { &*std::ptr::from_ref(self).cast::<Ref<T>>() })
    }
}
