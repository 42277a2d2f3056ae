//! What the JIT knows of the runtime by number: code objects, pinned constants, watches.
//!
//! Requirement: a number is never given to something else. Constants stay alive as long as they are
//! listed, so that their words may stand in machine code.

use std::cell::RefCell;
use std::sync::Arc;

use genjit_bytecode::CodeObject;
use genjit_jit::observe::{CodeId, ConstId, WatchId};
use rustc_hash::FxHashMap;

use crate::code::Code;
use crate::frame::Resume;
use crate::object::Ref;
use crate::tier;
use crate::value::{Raw, Value};

/// The JIT's numbers and what they stand for.
#[derive(Default)]
pub(super) struct World {
    codes: RefCell<FxHashMap<u32, Ref<Code>>>,
    constants: Vec<Value>,
    constant_ids: FxHashMap<u64, ConstId>,
    watches: FxHashMap<(usize, u64), WatchId>,
    last_watch: u32,
    /// Continuations of resume points, by code and unit; boxed, as machine code reads them.
    resume_words: RefCell<FxHashMap<(u32, u32), Box<u64>>>,
}

impl World {
    /// The number of a code object.
    pub fn code_id(&self, code: &Ref<Code>) -> CodeId {
        self.codes.borrow_mut().entry(code.id).or_insert_with(|| code.clone());
        CodeId(code.id)
    }

    /// The code object with this number.
    ///
    /// # Panics
    /// If the number was never given out.
    pub fn code(&self, id: CodeId) -> Ref<Code> {
        self.codes.borrow().get(&id.0).expect("the JIT only names code it was told of").clone()
    }

    /// The number of the code made from this code object, if the JIT knows it, and the unit at which its
    /// generators begin.
    pub fn find(&self, source: &Arc<CodeObject>) -> Option<(CodeId, u32)> {
        let codes = self.codes.borrow();
        let same = |code: &&Ref<Code>| Arc::ptr_eq(code.source(), source);
        codes.values().filter(same).map(|code| (CodeId(code.id), code.body)).max_by_key(|(id, _)| id.0)
    }

    /// The same as plain data.
    pub fn source(&self, id: CodeId) -> Arc<CodeObject> {
        Arc::clone(self.code(id).source())
    }

    /// Keeps a value alive under a number; the same value gets the same number.
    pub fn pin(&mut self, value: &Value) -> ConstId {
        let next = ConstId(self.constants.len() as u32);
        let id = *self.constant_ids.entry(value.raw().0).or_insert(next);
        if id == next {
            self.constants.push(value.clone());
        }
        id
    }

    /// The word of a pinned value.
    pub fn constant(&self, id: ConstId) -> Raw {
        self.constants[id.0 as usize].raw()
    }

    /// The watch of a key in an object, and whether it is new.
    pub fn watch(&mut self, object: usize, key: Raw) -> (WatchId, bool) {
        if let Some(&watch) = self.watches.get(&(object, key.0)) {
            return (watch, false);
        }
        self.last_watch += 1;
        let watch = WatchId(self.last_watch);
        self.watches.insert((object, key.0), watch);
        (watch, true)
    }

    /// A watch has broken: what it watched gets a new one next time.
    pub fn forget_watch(&mut self, watch: WatchId) {
        self.watches.retain(|_, known| *known != watch);
    }

    /// Address of the word that holds the continuation of a resume point.
    pub fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        let mut words = self.resume_words.borrow_mut();
        let word =
            words.entry((id.0, pc)).or_insert_with(|| Box::new(tier::interpret as Resume as usize as u64));
        std::ptr::from_ref::<u64>(word) as usize as u64
    }
}
