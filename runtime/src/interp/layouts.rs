//! Built-in containers and iterators as the interpreter's fast paths read them: the layouts that the
//! contract with machine code fixes.
//!
//! The types themselves, which assert the same offsets, are defined with the objects; here are only
//! views of their memory and the accessors the fast paths need.

use crate::object::Header;
use crate::types::id;
use crate::value::{Raw, SMALL_INT_MAX, SMALL_INT_MIN, Value};

#[repr(C)]
struct RangeIterator {
    header: Header,
    next: i64,
    step: i64,
    left: i64,
}

#[repr(C)]
struct SequenceIterator {
    header: Header,
    sequence: Raw,
    index: u64,
}

#[repr(C)]
struct List {
    header: Header,
    items: *mut Raw,
    len: u64,
    capacity: u64,
}

#[repr(C)]
struct Tuple {
    header: Header,
    len: u64,
}

/// What a fast step of an iterator gave.
pub(super) enum Step {
    /// The next item, owned.
    Item(Raw),
    /// The iterator is exhausted.
    End,
    /// Not an iterator of the expected type, or its end needs more work.
    Other,
}

/// The object as `$type` if it has that type id.
macro_rules! view {
    ($word:expr, $id:expr, $type:ty) => {{
        let word: Raw = $word;
        // SAFETY: callers pass words of live slots; the object is read as `$type` once its id says so.
        (word.is_object() && unsafe { (*word.pointer()).type_id() } == $id)
            .then(|| word.pointer().cast::<$type>())
    }};
}

/// Steps a range iterator.
#[inline(always)]
pub(super) fn next_of_range(word: Raw) -> Step {
    let Some(iterator) = view!(word, id::RANGE_ITERATOR, RangeIterator) else { return Step::Other };
    // SAFETY: the view was checked; range iterators are only changed by instructions.
    let iterator = unsafe { &mut *iterator };
    if iterator.left <= 0 {
        return Step::End;
    }
    let item = iterator.next;
    debug_assert!((SMALL_INT_MIN..=SMALL_INT_MAX).contains(&item));
    iterator.next = item.wrapping_add(iterator.step);
    iterator.left -= 1;
    Step::Item(Raw::from_small(item))
}

/// Steps a list iterator.
#[inline(always)]
pub(super) fn next_of_list(word: Raw) -> Step {
    let Some(iterator) = view!(word, id::LIST_ITERATOR, SequenceIterator) else { return Step::Other };
    // SAFETY: the view was checked.
    let iterator = unsafe { &mut *iterator };
    let Some(list) = view!(iterator.sequence, id::LIST, List) else { return Step::Other };
    // SAFETY: the iterator holds the list; items below `len` are owned words.
    unsafe {
        if iterator.index >= (*list).len {
            return Step::Other;
        }
        let item = *(*list).items.add(iterator.index as usize);
        item.inc();
        iterator.index += 1;
        Step::Item(item)
    }
}

/// Steps a tuple iterator.
#[inline(always)]
pub(super) fn next_of_tuple(word: Raw) -> Step {
    let Some(iterator) = view!(word, id::TUPLE_ITERATOR, SequenceIterator) else { return Step::Other };
    // SAFETY: the view was checked.
    let iterator = unsafe { &mut *iterator };
    let Some(tuple) = view!(iterator.sequence, id::TUPLE, Tuple) else { return Step::Other };
    // SAFETY: the iterator holds the tuple; its items follow its length.
    unsafe {
        if iterator.index >= (*tuple).len {
            return Step::Other;
        }
        let item = *tuple.add(1).cast::<Raw>().add(iterator.index as usize);
        item.inc();
        iterator.index += 1;
        Step::Item(item)
    }
}

/// Items of an exact list or tuple.
#[inline(always)]
fn items_of(word: Raw) -> Option<(*mut Raw, u64)> {
    if let Some(list) = view!(word, id::LIST, List) {
        // SAFETY: the view was checked.
        return Some(unsafe { ((*list).items, (*list).len) });
    }
    let tuple = view!(word, id::TUPLE, Tuple)?;
    // SAFETY: the view was checked; the items follow the length.
    Some(unsafe { (tuple.add(1).cast::<Raw>(), (*tuple).len) })
}

#[inline(always)]
fn index_within(index: Raw, len: u64) -> Option<usize> {
    if !index.is_small() {
        return None;
    }
    let mut at = index.small();
    if at < 0 {
        at += len as i64;
    }
    ((at as u64) < len).then_some(at as usize)
}

/// `sequence[index]` of an exact list or tuple, owned; `None` asks for the slow path.
#[inline(always)]
pub(super) fn item_at(sequence: Raw, index: Raw) -> Option<Raw> {
    let (items, len) = items_of(sequence)?;
    let at = index_within(index, len)?;
    // SAFETY: within the items, which the sequence owns.
    unsafe {
        let item = *items.add(at);
        item.inc();
        Some(item)
    }
}

/// `list[index] = item` of an exact list: takes over `item` and hands out the old one; `None` asks for the
/// slow path.
#[inline(always)]
pub(super) fn replace_item(list: Raw, index: Raw, item: Raw) -> Option<Raw> {
    let list = view!(list, id::LIST, List)?;
    // SAFETY: the view was checked; the index is within the items.
    unsafe {
        let at = index_within(index, (*list).len)?;
        Some(std::mem::replace(&mut *(*list).items.add(at), item))
    }
}

/// The items of a tuple, borrowed from whoever holds it.
pub(crate) fn tuple_words<'a>(tuple: Raw) -> &'a [Raw] {
    let Some((items, len)) = view!(tuple, id::TUPLE, Tuple).and_then(|_| items_of(tuple)) else { return &[] };
    // SAFETY: callers use the slice while they hold the tuple, which never changes.
    unsafe { std::slice::from_raw_parts(items, len as usize) }
}

/// The items of an exact tuple value.
pub(crate) fn tuple_values(tuple: &Value) -> &[Value] {
    let words = tuple_words(tuple.raw());
    // SAFETY: `Value` is transparent over `Raw`; the tuple owns its items while it is borrowed.
    unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), words.len()) }
}
