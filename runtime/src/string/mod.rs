//! `str`: immutable text, UTF-8 in line.
//!
//! ```text
//! header | hash (0: not computed) | bytes u32, characters u32 | UTF-8 …
//! ```
//! Indices count code points; where every character is ASCII they are byte offsets. Lone surrogates
//! cannot be held: what would make one raises.

pub(crate) mod bytes_codec;
mod case;
pub(crate) mod encodings;
mod intern;
pub(crate) mod interpolated;
mod methods;
mod percent;
mod search;
mod split;
mod template;
mod types;

pub(crate) use bytes_codec::backslashed;
pub(crate) use encodings::Encoding;
pub use intern::{InternTable, intern, intern_value};
pub(crate) use types::{compare_texts, define};

use std::cell::Cell;
use std::hash::Hasher;

use crate::heap::Heap;
use crate::object::{Flag, Header, Layout, Object, Ref, TypeId};
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A string.
#[repr(C)]
pub struct Str {
    header: Header,
    hash: Cell<u64>,
    bytes: u32,
    chars: u32,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `STR` are laid out so.
unsafe impl Object for Str {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id == id::STR
    }
}

impl Str {
    /// How the heap treats strings.
    pub const LAYOUT: Layout = Layout {
        name: "str",
        // SAFETY: the heap asks for live strings.
        size: |object| size_of::<Str>() + unsafe { (*object.cast::<Str>()).bytes } as usize,
        visit: |_, _| (),
        destroy: Str::destroy,
        clear: |_, _| (),
        finalisable: |_| false,
        collectable: false,
    };

    unsafe fn destroy(object: *mut Header, heap: &mut Heap) {
        // SAFETY: the heap calls this with a dead string, which is still readable.
        let string = unsafe { &*object.cast::<Str>() };
        if string.header.has(Flag::INTERNED) {
            heap.interned.remove(string);
        }
    }

    /// A new string, not interned.
    ///
    /// # Panics
    /// If the text is 4 GiB long or longer.
    pub fn new(heap: &mut Heap, text: &str) -> Ref<Str> {
        Str::concatenated(heap, &[text])
    }

    /// A new string of these pieces.
    ///
    /// # Panics
    /// If the text is 4 GiB long or longer.
    pub fn concatenated(heap: &mut Heap, pieces: &[&str]) -> Ref<Str> {
        let bytes = pieces.iter().map(|piece| piece.len()).sum::<usize>();
        let bytes = u32::try_from(bytes).expect("a string is shorter than 4 GiB");
        let chars = pieces.iter().map(|piece| char_count(piece)).sum::<usize>() as u32;
        let object = heap.allocate(id::STR, size_of::<Str>() + bytes as usize).cast::<Str>();
        // SAFETY: fresh memory of this size whose header is written; all other fields and the text are
        // written here.
        unsafe {
            let header = object.cast::<Header>().read();
            object.write(Str { header, hash: Cell::new(0), bytes, chars });
            let mut to = object.add(1).cast::<u8>();
            for piece in pieces {
                to.copy_from_nonoverlapping(piece.as_ptr(), piece.len());
                to = to.add(piece.len());
            }
            Ref::from_pointer(object)
        }
    }

    /// The strings one after the other, with a separator between them.
    ///
    /// # Panics
    /// If the text is 4 GiB long or longer.
    pub(crate) fn joined(heap: &mut Heap, separator: &str, items: &[&Ref<Str>]) -> Ref<Str> {
        let gaps = items.len().saturating_sub(1);
        let bytes = items.iter().map(|item| item.bytes as usize).sum::<usize>() + gaps * separator.len();
        let chars =
            items.iter().map(|item| item.chars as usize).sum::<usize>() + gaps * char_count(separator);
        let bytes = u32::try_from(bytes).expect("a string is shorter than 4 GiB");
        let object = heap.allocate(id::STR, size_of::<Str>() + bytes as usize).cast::<Str>();
        // SAFETY: fresh memory of this size whose header is written; all other fields and the text, whose
        // length was summed up above from the same parts, are written here.
        unsafe {
            let header = object.cast::<Header>().read();
            object.write(Str { header, hash: Cell::new(0), bytes, chars: chars as u32 });
            let mut to = object.add(1).cast::<u8>();
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.copy_from_nonoverlapping(separator.as_ptr(), separator.len());
                    to = to.add(separator.len());
                }
                let text = item.as_str();
                to.copy_from_nonoverlapping(text.as_ptr(), text.len());
                to = to.add(text.len());
            }
            Ref::from_pointer(object)
        }
    }

    /// The text.
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        let start = std::ptr::from_ref(self).wrapping_add(1).cast::<u8>();
        // SAFETY: `bytes` bytes of UTF-8 follow the struct from its birth on and never change. The pointer
        // is derived from a reference to the struct only, but objects are allocated as a whole.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, self.bytes as usize)) }
    }

    /// Length in code points.
    #[inline(always)]
    pub fn chars(&self) -> usize {
        self.chars as usize
    }

    /// The character at an index of a text that is ASCII throughout.
    #[inline]
    pub(crate) fn ascii_at(&self, index: usize) -> Option<char> {
        let byte = self.as_str().as_bytes().get(index).filter(|_| self.is_ascii())?;
        Some(char::from(*byte))
    }

    /// Whether every character is ASCII.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.bytes == self.chars
    }

    /// The hash of the text; never 0.
    #[inline(always)]
    pub fn hash(&self) -> u64 {
        match self.hash.get() {
            0 => {
                let hash = hash_text(self.as_str());
                self.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }

    /// The character at an index in code points.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.as_str().as_bytes().get(index).map(|&byte| byte as char)
        } else {
            self.as_str().chars().nth(index)
        }
    }

    /// Byte offset of the code point with this index; the end for indices from the length on.
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.bytes as usize);
        }
        self.as_str().char_indices().nth(index).map_or(self.bytes as usize, |(offset, _)| offset)
    }

    /// Index in code points of a byte offset.
    pub fn index_of_offset(&self, offset: usize) -> usize {
        if self.is_ascii() { offset } else { char_count(&self.as_str()[..offset]) }
    }

    /// Whether this is the only string with its text that names are made of.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.header.has(Flag::INTERNED)
    }
}

/// Code points of a text.
pub fn char_count(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// Hash of a text; never 0, and never -1 as a signed number.
pub fn hash_text(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u8(0xff);
    let hash = hasher.finish();
    // The table takes the low bits, where this hash is weakest.
    let hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = hash ^ hash >> 29;
    if hash == 0 || hash == u64::MAX { 1 } else { hash }
}

impl Value {
    /// The text of a string, or of an instance of a class that derives from `str`.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        Some(self.as_str_object()?.as_str())
    }

    /// The string object of a string, or of an instance of a class that derives from `str`.
    #[inline]
    pub fn as_str_object(&self) -> Option<&Ref<Str>> {
        self.exact().downcast::<Str>()
    }

    /// The word of an interned string.
    pub(crate) fn interned(&self) -> Option<Raw> {
        self.downcast::<Str>().filter(|text| text.is_interned()).map(|_| self.raw())
    }
}

impl Vm {
    /// A new string.
    pub fn new_str(&mut self, text: &str) -> Value {
        Str::new(&mut self.heap, text).into_value()
    }

    /// A new string of one character.
    pub fn new_char(&mut self, c: char) -> Value {
        if let Some(known) = self.singletons.ascii.get(c as usize) {
            return known.clone();
        }
        self.new_str(c.encode_utf8(&mut [0; 4]))
    }

    /// The text of a string, copied.
    pub fn str_text(&self, value: &Value) -> Option<String> {
        value.as_str().map(str::to_owned)
    }
}
