//! What the JIT knows of the runtime by number: code objects, pinned constants, watches.
//!
//! Nothing here keeps an object alive: what regions rely on lives as long as the program wants it to. A
//! known object is marked ([`Flag::PINNED`]), and the heap puts it aside when it dies
//! ([`crate::heap::Heap::limbo`]), so that its address means nothing else until every region that names it
//! is gone ([`super::deaths`]). Only a recording holds the code that it has seen.
//!
//! Requirement: a number is never given to something else.

use std::cell::RefCell;
use std::sync::Arc;

use genjit_bytecode::CodeObject;
use genjit_jit::observe::{CodeId, ConstId, WatchId};
use rustc_hash::FxHashMap;

use crate::code::Code;
use crate::frame::Resume;
use crate::object::{Flag, Ref};
use crate::tier;
use crate::value::{Raw, Value};

/// Times that a key's watch breaks before its value is no longer folded.
const RESTLESS: u32 = 2;

/// The JIT's numbers and what they stand for.
#[derive(Default)]
pub(super) struct World {
    /// `switch-tier`: generators are not adopted, so that each of their yields suspends them.
    pub unfused: bool,
    codes: RefCell<FxHashMap<u32, Raw>>,
    /// Code that the recording under way has seen, while there is one.
    held: RefCell<Option<FxHashMap<u32, Ref<Code>>>>,
    constants: FxHashMap<ConstId, Raw>,
    constant_ids: FxHashMap<u64, ConstId>,
    last_constant: u32,
    watches: FxHashMap<(usize, u64), WatchId>,
    last_watch: u32,
    /// How often the watches of a key have broken.
    breaks: FxHashMap<(usize, u64), u32>,
    /// Continuations of resume points, by code and unit; boxed, as machine code reads them.
    resume_words: RefCell<FxHashMap<(u32, u32), Box<u64>>>,
}

/// The numbers of an object that has died.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dead {
    pub constant: Option<ConstId>,
    pub code: Option<CodeId>,
}

impl World {
    /// Knows nothing yet.
    pub fn new(unfused: bool) -> World {
        World { unfused, ..World::default() }
    }

    /// The code objects of generators that are known.
    pub fn generators(&self) -> Vec<Arc<CodeObject>> {
        let mut ids: Vec<u32> = self.codes.borrow().keys().copied().collect();
        ids.sort_unstable();
        let codes = ids.into_iter().map(|id| self.code(CodeId(id)));
        codes.filter(|code| code.flags.makes_generator()).map(|code| Arc::clone(code.source())).collect()
    }

    /// A recording begins: the code it sees is held until it is over.
    pub fn hold_codes(&self, known: impl Iterator<Item = CodeId>) {
        let lives = |id: &CodeId| self.codes.borrow().contains_key(&id.0);
        let held = known.filter(lives).map(|id| (id.0, self.code(id))).collect();
        self.held.replace(Some(held));
    }

    /// The recording is over.
    pub fn let_go(&self) {
        self.held.replace(None);
    }

    /// The number of a code object.
    pub fn code_id(&self, code: &Ref<Code>) -> CodeId {
        self.codes.borrow_mut().entry(code.id).or_insert_with(|| {
            code.value().set_flag(Flag::PINNED, true);
            code.value().raw()
        });
        if let Some(held) = &mut *self.held.borrow_mut() {
            held.entry(code.id).or_insert_with(|| code.clone());
        }
        CodeId(code.id)
    }

    /// The code object with this number.
    ///
    /// # Panics
    /// If it is dead or the number was never given out.
    pub fn code(&self, id: CodeId) -> Ref<Code> {
        let raw = *self.codes.borrow().get(&id.0).expect("the JIT only names code that lives");
        // SAFETY: the entry goes when the code dies.
        let code = unsafe { raw.to_value() };
        code.downcast::<Code>().expect("known as code").clone()
    }

    /// The number of the code made from this code object, if the JIT knows it, and the unit at which its
    /// generators begin.
    pub fn find(&self, source: &Arc<CodeObject>) -> Option<(CodeId, u32)> {
        let ids: Vec<u32> = self.codes.borrow().keys().copied().collect();
        let codes = ids.into_iter().map(|id| (CodeId(id), self.code(CodeId(id))));
        let same = codes.filter(|(_, code)| Arc::ptr_eq(code.source(), source));
        same.map(|(id, code)| (id, code.body)).max_by_key(|(id, _)| id.0)
    }

    /// The same as plain data.
    pub fn source(&self, id: CodeId) -> Arc<CodeObject> {
        Arc::clone(self.code(id).source())
    }

    /// How many code objects are known.
    pub fn code_count(&self) -> usize {
        self.codes.borrow().len()
    }

    /// The number of a value; the same value gets the same number.
    pub fn pin(&mut self, value: &Value) -> ConstId {
        if let Some(&id) = self.constant_ids.get(&value.raw().0) {
            return id;
        }
        self.last_constant += 1;
        let id = ConstId(self.last_constant);
        value.set_flag(Flag::PINNED, true);
        self.constant_ids.insert(value.raw().0, id);
        self.constants.insert(id, value.raw());
        id
    }

    /// The word of a pinned value.
    pub fn constant(&self, id: ConstId) -> Raw {
        self.constants[&id]
    }

    /// An object has died and waits: nothing new may name it.
    pub fn died(&mut self, value: &Value) -> Dead {
        let word = value.raw();
        let code = value.downcast::<Code>().map(|code| CodeId(code.id));
        Dead { constant: self.constant_ids.remove(&word.0), code }
    }

    /// No region names the dead object any more.
    pub fn forget(&mut self, dead: Dead) {
        if let Some(id) = dead.constant {
            self.constants.remove(&id);
        }
        if let Some(CodeId(id)) = dead.code {
            self.codes.borrow_mut().remove(&id);
            self.resume_words.borrow_mut().retain(|&(code, _), _| code != id);
        }
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
        for (place, _) in self.watches.extract_if(|_, known| *known == watch) {
            *self.breaks.entry(place).or_default() += 1;
        }
    }

    /// Whether the key changes so often that nothing should rely on its value.
    pub fn is_restless(&self, object: usize, key: Raw) -> bool {
        self.breaks.get(&(object, key.0)).is_some_and(|&breaks| breaks >= RESTLESS)
    }

    /// The code object with this number, if the JIT knows it.
    pub fn known_code(&self, id: CodeId) -> Option<Ref<Code>> {
        let known = self.codes.borrow().contains_key(&id.0);
        known.then(|| self.code(id))
    }

    /// Gives a resume point another continuation, where machine code reads it.
    pub fn set_continuation(&self, id: CodeId, pc: u32, resume: Resume) {
        let mut words = self.resume_words.borrow_mut();
        **words.entry((id.0, pc)).or_default() = resume as usize as u64;
    }

    /// Address of the word that holds the continuation of a resume point.
    pub fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        let mut words = self.resume_words.borrow_mut();
        let word =
            words.entry((id.0, pc)).or_insert_with(|| Box::new(tier::interpret as Resume as usize as u64));
        std::ptr::from_ref::<u64>(word) as usize as u64
    }
}
