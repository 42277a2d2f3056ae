//! Snapshots of the abstract state.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Builder;
use super::code_info::decode;
use super::state::{Activation, Call, Frame, Home, ObjId, Object, Slot, State};
use crate::abi::tag;
use crate::ir::{Snap, Terminator, Value as Ssa};
use crate::snapshot::{
    self, ExitInfo, ExitReason, FrameExit, FrameImage, ObjectImage, Resume, Snapshot, Source,
};

/// Collects the words and objects of one snapshot.
struct Imager<'s> {
    state: &'s State,
    words: Vec<Ssa>,
    positions: FxHashMap<Ssa, snapshot::Word>,
    objects: Vec<Option<ObjectImage>>,
    numbers: FxHashMap<ObjId, u32>,
    /// Values whose count was given to a reference.
    given: FxHashSet<ObjId>,
}

impl Imager<'_> {
    fn word(&mut self, value: Ssa) -> snapshot::Word {
        let next = self.words.len() as snapshot::Word;
        let position = *self.positions.entry(value).or_insert(next);
        if position == next {
            self.words.push(value);
        }
        position
    }

    fn source(&mut self, slot: Slot) -> Source {
        match slot {
            Slot::Mem => unreachable!("slots in memory are left out"),
            Slot::Null => Source::Immediate(tag::NULL),
            Slot::None => Source::Immediate(tag::NONE),
            Slot::Int(value) | Slot::Float(value) | Slot::Bool(value) => {
                Source::Word { word: self.word(value), owned: false }
            }
            Slot::Const(id, _) => Source::Constant(id),
            Slot::Obj(id) => self.object_source(id),
        }
    }

    fn object_source(&mut self, id: ObjId) -> Source {
        match self.state.object(id) {
            Object::Value { value, owned, .. } => {
                Source::Word { word: self.word(*value), owned: *owned && self.given.insert(id) }
            }
            _ => Source::Object(self.object(id)),
        }
    }

    fn object(&mut self, id: ObjId) -> u32 {
        if let Some(&number) = self.numbers.get(&id) {
            return number;
        }
        let number = self.objects.len() as u32;
        self.numbers.insert(id, number);
        self.objects.push(None);
        let image = self.object_image(id);
        self.objects[number as usize] = Some(image);
        number
    }

    fn object_image(&mut self, id: ObjId) -> ObjectImage {
        match self.state.object(id).clone() {
            Object::Value { .. } => unreachable!("tagged values are words"),
            Object::Tuple(items) => ObjectImage::Tuple(items.iter().map(|&item| self.source(item)).collect()),
            Object::Range { start, stop, step } => {
                ObjectImage::Range { start: self.word(start), stop: self.word(stop), step }
            }
            Object::RangeIterator { home, next, end, step } => {
                let (next, end) = (self.word(next), self.word(end));
                match home {
                    None => ObjectImage::RangeIterator { next, end, step },
                    Some(Home { value, owned }) => ObjectImage::AdoptedRangeIterator {
                        iterator: self.word(value),
                        owned,
                        next,
                        end,
                        step,
                    },
                }
            }
            Object::SequenceIterator { home, sequence, list, index } => {
                let index = self.word(index);
                match home {
                    None => ObjectImage::SequenceIterator { sequence: self.source(sequence), list, index },
                    Some(Home { value, owned }) => {
                        ObjectImage::AdoptedSequenceIterator { iterator: self.word(value), owned, index }
                    }
                }
            }
            Object::Generator { home, function, frame, stage, .. } => {
                let frame = match frame {
                    Some(frame) => self.frame_image(&frame, frame.pc),
                    None => self.active_image(id),
                };
                match home {
                    None => ObjectImage::Generator { function: self.source(function), frame, stage },
                    Some(Home { value, owned }) => {
                        ObjectImage::AdoptedGenerator { generator: self.word(value), owned, frame, stage }
                    }
                }
            }
            Object::Chain { root, leaf } => {
                ObjectImage::Chain { root: self.source(root), leaf: self.object(leaf) }
            }
            Object::Asend { generator, stage } => {
                ObjectImage::Asend { generator: self.source(generator), stage }
            }
            Object::Cell(content) => ObjectImage::Cell(self.source(content)),
        }
    }

    fn active_image(&mut self, id: ObjId) -> FrameImage {
        let state = self.state;
        let runs = |frame: &&Frame| match frame.activation {
            Activation::Generator(active) => state.generator_of(active) == id,
            Activation::Root | Activation::Call(_) => false,
        };
        let frame = state.frames.iter().find(runs);
        let frame = frame.expect("a generator without its frame is active");
        self.frame_image(frame, frame.pc)
    }

    fn frame_image(&mut self, frame: &Frame, pc: u32) -> FrameImage {
        let slots = frame.slots.iter().enumerate().filter(|(_, slot)| **slot != Slot::Mem);
        let slots = slots.map(|(index, &slot)| (index as u32, self.source(slot))).collect();
        FrameImage { code: frame.code, pc, depth: frame.depth(), slots }
    }

    fn frame_exit(&mut self, frame: &Frame, pc: u32) -> FrameExit {
        let home = match frame.activation {
            Activation::Root => snapshot::Home::Root,
            Activation::Call(Call { home: Some(home), .. }) => snapshot::Home::Made(self.word(home)),
            Activation::Call(Call { function, home: None, init }) => {
                snapshot::Home::Call { function: self.source(function), init }
            }
            Activation::Generator(id) => snapshot::Home::Generator(self.object(self.state.generator_of(id))),
        };
        let image = match frame.activation {
            Activation::Generator(_) => {
                FrameImage { code: frame.code, pc, depth: frame.depth(), slots: Vec::new() }
            }
            Activation::Root | Activation::Call(_) => self.frame_image(frame, pc),
        };
        FrameExit { home, image, context: frame.context }
    }
}

impl Builder<'_> {
    /// A snapshot of the current state: the interpreter goes on at the innermost pc.
    pub(super) fn snap(&mut self, reason: ExitReason) -> Snap {
        self.snap_resume(reason, Resume::Execute)
    }

    /// A snapshot with a way to go on.
    pub(super) fn snap_resume(&mut self, reason: ExitReason, resume: Resume) -> Snap {
        let mut imager = Imager {
            state: &self.state,
            words: Vec::new(),
            positions: FxHashMap::default(),
            objects: Vec::new(),
            numbers: FxHashMap::default(),
            given: FxHashSet::default(),
        };
        let innermost = self.state.frames.len() - 1;
        let mut frames = Vec::new();
        for (index, frame) in self.state.frames.iter().enumerate() {
            let info = &self.codes[&frame.code];
            let entering = decode(&info.code, frame.pc).map_or(frame.pc, |instr| instr.pc);
            let pc = if index == innermost { frame.pc } else { entering };
            frames.push(imager.frame_exit(frame, pc));
        }
        let Imager { words, objects, .. } = imager;
        let objects = objects.into_iter().map(|image| image.expect("every number has its image")).collect();
        let types = words.iter().map(|&word| self.region.ty(word)).collect();
        self.exit_words += words.len();
        let note = self.exit_note(reason);
        let snap = self.region.new_snapshot(words, &note);
        debug_assert_eq!(snap.index(), self.exits.len());
        self.exits.push(Snapshot { reason, resume, frames, objects, words: types });
        snap
    }

    fn exit_note(&self, reason: ExitReason) -> String {
        let frames = self.state.frames.iter().map(|frame| format!("{}@{}", frame.code, frame.pc));
        format!("{reason}: {}", frames.collect::<Vec<_>>().join(" "))
    }

    /// Ends the block with an exit.
    pub(super) fn exit(&mut self, reason: ExitReason) {
        let snap = self.snap(reason);
        self.end(Terminator::Exit(snap));
    }
}

/// Sets how the words of the exits are represented once the passes are through.
pub fn set_word_types(exits: &mut [ExitInfo], region: &crate::ir::Region) {
    for (index, exit) in exits.iter_mut().enumerate() {
        exit.words = region.word_types(Snap::from_index(index));
    }
}
