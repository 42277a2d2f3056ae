//! The recorder: notes what the interpreter is about to execute, instruction by instruction.
//!
//! It learns about activations from the frame of each step. A frame not seen before was entered by the
//! last instruction (`CALL`, `FOR_ITER`, `SEND`) and is followed as a *virtual frame*, one deeper; a known
//! one means that the deeper ones yielded, returned or were unwound. Frames entered by any other
//! instruction (a property, `__add__`) are *foreign*: nothing of them is noted until a known frame goes on,
//! and the instruction is compiled as a call of its helper.
//!
//! What it sees goes into a [`Graph`]; the events are kept only for dumps.
//!
//! Relied on: recording changes nothing that the program can see, and may stop at any step.

use genjit_bytecode::{CodeFlags, CodeObject, Opcode};

use crate::aborts::{Abort, AbortReason};
use crate::build::code_info::{LoopUnits, decode, handlers, handles};
use crate::events::{Event, EventLog, Note, Start};
use crate::graph::{Graph, Replay};
use crate::observe::{Attribute, CodeId, ConstId, Facts, FrameToken, Kind, Observe, Place, Recipe, WatchId};
use crate::options::Options;

/// The instruction the interpreter is about to execute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The frame executing it.
    pub frame: FrameToken,
    /// Its code.
    pub code: CodeId,
    /// Code unit of the instruction itself, behind any `EXTENDED_ARG`.
    pub pc: u32,
    /// The instruction.
    pub opcode: Opcode,
    /// Its oparg, `EXTENDED_ARG` prefixes folded in.
    pub oparg: u32,
}

/// Whether to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Keep recording.
    Continue,
    /// Enough was seen.
    Finished,
}

/// So many iterations in a row without anything new, and a recording has seen enough. The other ways of a
/// branch are worth waiting for: each that is found later costs a build of the whole region.
const CALM: u32 = 3;

/// One recording under way.
#[derive(Debug)]
pub struct Recorder {
    graph: Graph,
    replay: Replay,
    log: EventLog,
    frames: Vec<FrameToken>,
    /// What they run.
    codes: Vec<CodeId>,
    last: Option<Step>,
    /// The event of `last`, until its result can be seen.
    held: Option<Event>,
    foreign: bool,
    steps: u32,
    iterations: u32,
    novel: bool,
    /// Iterations in a row that showed nothing new.
    calm: u32,
    /// Places from which on calls are not followed.
    follow: usize,
    /// Code units that a callee may have to be followed, and whether it may be recursive.
    within: usize,
    recurses: bool,
    /// Anything was new since the start.
    found: bool,
    /// The loop was left.
    left: bool,
    units: Option<LoopUnits>,
}

impl Recorder {
    /// A recording that adds to `graph`. `log` has its start and the places of all activations from the
    /// root frame inwards; `frames` are their tokens. `head` is the loop head of the region in the root
    /// frame, if it is a loop region.
    pub fn new(
        graph: Graph,
        log: EventLog,
        frames: Vec<FrameToken>,
        head: Option<u32>,
        facts: &dyn Facts,
    ) -> Recorder {
        debug_assert_eq!(log.stack.len(), frames.len());
        let mut graph = graph;
        let replay = Replay::new(&mut graph, &log.stack);
        let codes = log.stack.iter().map(|&(code, _)| code).collect();
        let root = facts.code(log.stack[0].0);
        // Steps are of instructions, the loop may start at a prefix.
        let units = head.map(|head| {
            let mut units = LoopUnits::new(&root, head);
            units.head = decode(&root, head).map_or(head, |instr| instr.pc);
            units
        });
        Recorder {
            graph,
            replay,
            log,
            frames,
            codes,
            last: None,
            held: None,
            foreign: false,
            steps: 0,
            iterations: 0,
            novel: true,
            calm: 0,
            follow: usize::MAX,
            within: usize::MAX,
            recurses: true,
            found: false,
            left: false,
            units,
        }
    }

    /// What made the recording start is new by itself.
    pub fn knowing(mut self, news: bool) -> Recorder {
        self.found |= news;
        self
    }

    /// Follows calls only until so many places have been seen.
    pub fn following(mut self, places: usize) -> Recorder {
        self.follow = places;
        self
    }

    /// Follows only calls of functions that have so few code units and no loop: others are compiled by
    /// themselves. `apart` says that the root frame's is, too: it is not followed into itself.
    pub fn within(mut self, units: usize, apart: bool) -> Recorder {
        self.within = units;
        self.recurses = !apart;
        self
    }

    /// Gives back the graph and the log.
    pub fn finish(mut self) -> (Graph, EventLog) {
        if let Some(event) = self.held.take() {
            self.replay.feed(&mut self.graph, &event);
            self.log.events.push(event);
        }
        (self.graph, self.log)
    }

    /// Whether anything was seen that the graph did not have.
    pub fn found_new(&self) -> bool {
        self.found || self.held.is_some()
    }

    /// The same, but for the last instruction.
    pub fn noted_new(&self) -> bool {
        self.found
    }

    /// Whether a recording of a loop from its head on saw the loop end before it had seen enough.
    pub fn saw_end(&self) -> bool {
        self.left && self.log.start == Start::Loop
    }

    /// Steps noted so far.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// Iterations of the root loop seen so far.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Notes the instruction that is about to run.
    ///
    /// # Errors
    /// The recording is given up.
    pub fn before(
        &mut self,
        obs: &mut dyn Observe,
        step: Step,
        options: &Options,
    ) -> Result<Progress, Abort> {
        debug_assert_ne!(step.opcode, Opcode::EXTENDED_ARG, "prefixes are executed with their instruction");
        self.steps += 1;
        if options.abort_at == Some(self.steps) {
            return Err(Abort::new(AbortReason::Forced));
        }
        if self.steps > options.max_steps {
            return self.cut(AbortReason::TooLong);
        }
        if let Some(stop) = self.follow(obs, step, options)? {
            return Ok(stop);
        }
        if self.foreign {
            return Ok(Progress::Continue);
        }
        self.flush(obs, step, options);
        if let Some(stop) = self.check_loop(step, options)? {
            return Ok(stop);
        }
        match self.note(obs, step) {
            Ok(event) => self.held = Some(event),
            // The region leaves the instruction to the interpreter.
            Err(abort) => return self.cut_for(abort),
        }
        self.last = Some(step);
        Ok(Progress::Continue)
    }

    /// What was seen so far is enough if the loop closed once, or the recording extends a region; of a body
    /// any way is.
    fn cut(&self, reason: AbortReason) -> Result<Progress, Abort> {
        self.cut_for(Abort::new(reason))
    }

    fn cut_for(&self, abort: Abort) -> Result<Progress, Abort> {
        let usable = self.iterations > 0 || self.log.start != Start::Loop;
        if usable { Ok(Progress::Finished) } else { Err(abort) }
    }

    /// An assumption broke that the recording may have noted.
    pub fn forget_watch(&mut self, watch: WatchId) {
        self.graph.forget_watch(watch);
        self.forget_held(|note| note.watches().contains(&watch));
    }

    /// A value died that the recording may have noted.
    pub fn forget_constant(&mut self, constant: ConstId) {
        self.graph.forget_constant(constant);
        self.forget_held(|note| note.names(constant));
    }

    fn forget_held(&mut self, test: impl Fn(&Note) -> bool) {
        if let Some(held) = self.held.as_mut().filter(|event| test(&event.note)) {
            held.note = Note::None;
        }
    }

    /// The root frame was left, and nothing that follows will be shown.
    ///
    /// # Errors
    /// What was seen is not enough.
    pub fn leave_root(&self) -> Result<Progress, Abort> {
        self.cut(AbortReason::LeftRoot)
    }

    /// Finds the frame of the step among the known ones.
    fn follow(
        &mut self,
        obs: &dyn Observe,
        step: Step,
        options: &Options,
    ) -> Result<Option<Progress>, Abort> {
        match self.frames.iter().rposition(|&frame| frame == step.frame) {
            Some(index) => self.back_to(obs, index, step),
            None if self.foreign => Ok(None),
            None => self.enter(obs, step, options),
        }
    }

    fn back_to(&mut self, obs: &dyn Observe, index: usize, step: Step) -> Result<Option<Progress>, Abort> {
        let foreign = std::mem::replace(&mut self.foreign, false);
        let same = index + 1 == self.frames.len();
        let Some(last) = self.last else { return Ok(None) };
        let ordinary = match last.opcode {
            // The leaf of a chain yields past its delegators.
            Opcode::YIELD_VALUE => !same,
            Opcode::RETURN_VALUE | Opcode::RETURN_GENERATOR => !same && index + 2 == self.frames.len(),
            // The region handles what its own instructions raise.
            _ if same => {
                let code = obs.code(step.code);
                foreign || !is_handler(&code, last, step.pc) || handles(&code, step.pc)
            }
            _ => false,
        };
        self.frames.truncate(index + 1);
        self.codes.truncate(index + 1);
        if ordinary { Ok(None) } else { self.cut(AbortReason::Raised).map(Some) }
    }

    fn enter(&mut self, obs: &dyn Observe, step: Step, options: &Options) -> Result<Option<Progress>, Abort> {
        let Some(last) = self.last else { return Err(Abort::new(AbortReason::LeftRoot)) };
        let leaves =
            matches!(last.opcode, Opcode::RETURN_VALUE | Opcode::YIELD_VALUE | Opcode::RETURN_GENERATOR);
        // A leaf that was followed through its root yields past it.
        if leaves && (self.frames.len() == 1 || last.opcode == Opcode::YIELD_VALUE) {
            return self.cut(AbortReason::LeftRoot).map(Some);
        }
        if last.opcode == Opcode::RETURN_VALUE {
            // The leaf of a linked chain, entered in place of its root, returned to its delegator, which is
            // the leaf now.
            self.replace_innermost(step);
            return Ok(None);
        }
        let follows = self.can_inline(obs, last, step);
        let again = self.codes.contains(&step.code);
        if follows && again && self.sends_to_asend() {
            self.foreign = true;
            return Ok(None);
        }
        if follows && last.opcode == Opcode::SEND && again {
            // The delegate takes the place of its delegator, which waits in memory.
            if self.frames.len() == 1 {
                return self.cut(AbortReason::TooDeep).map(Some);
            }
            self.replace_innermost(step);
            return Ok(None);
        }
        let code = obs.code(step.code);
        let calls = !code.flags.makes_generator();
        let apart = code.units.len() > self.within || loops(&code);
        let full = calls && (apart || self.graph.len() >= self.follow);
        let skipped = options.skip.iter().any(|name| **name == *code.qualname);
        if !follows || full || skipped || self.recurs(obs, step) {
            self.foreign = true;
            return Ok(None);
        }
        if self.frames.len() as u32 >= options.max_depth {
            return Err(Abort::new(AbortReason::TooDeep));
        }
        self.frames.push(step.frame);
        self.codes.push(step.code);
        Ok(None)
    }

    /// Whether the last instruction sends to an `asend`: the generator is linked with nobody.
    fn sends_to_asend(&self) -> bool {
        let kinds = self.held.as_ref().map_or(&[][..], |event| &event.kinds);
        matches!(kinds.first(), Some(Kind::Asend { .. }))
    }

    fn replace_innermost(&mut self, step: Step) {
        self.frames.pop();
        self.codes.pop();
        self.frames.push(step.frame);
        self.codes.push(step.code);
    }

    /// Whether the code of the frame just entered is among the activations already, as often as it may be.
    fn recurs(&self, obs: &dyn Observe, step: Step) -> bool {
        let known = self.codes.iter().filter(|&&code| code == step.code).count();
        if !obs.code(step.code).flags.makes_generator() {
            return known >= if self.recurses { MAX_RECURSION } else { 1 };
        }
        // Recursion that branches makes more contexts at each level.
        let limit = if self.graph.context_count() <= FEW_CONTEXTS { MAX_NESTED } else { 1 };
        known >= limit
    }

    /// Whether the builder will follow the last instruction into this frame.
    fn can_inline(&self, obs: &dyn Observe, last: Step, step: Step) -> bool {
        let kinds = self.held.as_ref().map_or(&[][..], |event| &event.kinds);
        if let Some(entered) = self.held.as_ref().and_then(|event| entered_code(obs, event)) {
            return entered == step.code;
        }
        match last.opcode {
            Opcode::FOR_ITER | Opcode::SEND => kinds.first().is_some_and(|kind| kind.resumed().is_some()),
            Opcode::CALL => match kinds.first() {
                Some(Kind::Function(code)) => {
                    let given = kinds.len() as u32 - 2 + u32::from(kinds[1] != Kind::Null);
                    *code == step.code && takes_exactly(&obs.code(*code), given)
                }
                Some(Kind::Builtin(Recipe::Next | Recipe::GeneratorNext | Recipe::GeneratorSend)) => {
                    kinds.iter().any(|kind| kind.resumed().is_some_and(|(code, _)| code == step.code))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Counts iterations at the head; stops when they show nothing new or the loop is left.
    fn check_loop(&mut self, step: Step, options: &Options) -> Result<Option<Progress>, Abort> {
        let Some(units) = &self.units else { return Ok(None) };
        if self.frames.len() != 1 {
            return Ok(None);
        }
        let head = units.head;
        if !units.contains(step.pc) {
            self.left = true;
            return self.cut(AbortReason::LeftRoot).map(Some);
        }
        if step.pc != head || self.last.is_none() {
            return Ok(None);
        }
        self.iterations += 1;
        let settled = !std::mem::replace(&mut self.novel, false);
        self.calm = if settled { self.calm + 1 } else { 0 };
        let enough = self.calm >= CALM || self.iterations >= options.iterations;
        Ok(enough.then_some(Progress::Finished))
    }

    /// Adds the event of the last instruction, now that its result can be seen.
    fn flush(&mut self, obs: &dyn Observe, step: Step, options: &Options) {
        let Some(mut event) = self.held.take() else { return };
        // An exhausted FOR_ITER jumps: what is on top then is not its result.
        let next = event.pc + 1 + event.opcode.caches() as u32;
        let here = self.last.is_some_and(|last| {
            let on = event.opcode != Opcode::FOR_ITER || step.pc == next;
            last.frame == step.frame && on && !is_handler(&obs.code(step.code), last, step.pc)
        });
        if here && leaves_loaded_value(event.opcode) {
            event.result = Some(obs.kind(Place::Stack(0)));
        }
        let new = self.replay.feed(&mut self.graph, &event);
        self.novel |= new;
        self.found |= new;
        if options.dump_events {
            self.log.events.push(event);
        }
    }

    fn note(&mut self, obs: &mut dyn Observe, step: Step) -> Result<Event, Abort> {
        let operands = operand_places(step.opcode, step.oparg)?;
        let kinds: Vec<Kind> = operands.iter().map(|&place| obs.kind(place)).collect();
        let note = learn(obs, step);
        Ok(Event {
            depth: self.frames.len() as u32 - 1,
            code: step.code,
            pc: step.pc,
            opcode: step.opcode,
            oparg: step.oparg,
            kinds,
            result: None,
            note,
        })
    }
}

/// Whether the result is a value loaded from an object, whose kind the builder wants to know at once.
fn leaves_loaded_value(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::BINARY_OP | Opcode::FOR_ITER | Opcode::LOAD_DEREF | Opcode::LOAD_ATTR)
}

/// How often the code of a generator may be among the activations, where each consumes the next.
const MAX_NESTED: usize = 3;
/// Contexts up to which that holds; in a larger graph no code is followed inside itself.
const FEW_CONTEXTS: usize = 12;

/// How often a function may be among the activations.
pub const MAX_RECURSION: usize = 2;

/// The code that the builder goes on in, as the note says: a getter, an `__init__`, a function whose
/// parameters were bound.
fn entered_code(obs: &dyn Observe, event: &Event) -> Option<CodeId> {
    match &event.note {
        Note::Attribute(Attribute::Property { getter, .. }) => {
            let code = getter.kind.code()?;
            takes_exactly(&obs.code(code), 1).then_some(code)
        }
        Note::Construct(construction) => {
            let code = construction.init.kind.code()?;
            takes_exactly(&obs.code(code), event.oparg + 1).then_some(code)
        }
        Note::Bind(binding) => binding.function.kind.code(),
        _ => None,
    }
}

/// Whether a call with that many positional arguments fills the parameters exactly.
pub fn takes_exactly(code: &CodeObject, given: u32) -> bool {
    let collects = code.flags.0 & (CodeFlags::VARARGS.0 | CodeFlags::VARKEYWORDS.0) != 0;
    !collects && code.kwonlyargcount == 0 && code.argcount == given
}

/// Whether the code has a loop.
fn loops(code: &CodeObject) -> bool {
    code.instructions().map_while(Result::ok).any(|instr| instr.opcode == Opcode::JUMP_BACKWARD)
}

/// Whether the instruction is where a handler begins, and not just behind the last one.
fn is_handler(code: &CodeObject, last: Step, pc: u32) -> bool {
    let next = last.pc + 1 + last.opcode.caches() as u32;
    pc != next && handlers(code).into_iter().any(|entry| entry.handler.target == pc)
}

/// What can be learned beyond kinds.
fn learn(obs: &mut dyn Observe, step: Step) -> Note {
    match step.opcode {
        Opcode::LOAD_GLOBAL => obs.global(step.oparg >> 1).map_or(Note::None, Note::Folded),
        Opcode::LOAD_ATTR => Note::Attribute(obs.attribute(0, step.oparg >> 1)),
        Opcode::STORE_ATTR => Note::Attribute(obs.stored_attribute(0, step.oparg)),
        Opcode::CALL => match obs.construction(step.oparg + 1) {
            Some(construction) => Note::Construct(construction),
            None => obs.binding(step.oparg, false).map_or(Note::None, Note::Bind),
        },
        Opcode::CALL_KW => obs.binding(step.oparg, true).map_or(Note::None, Note::Bind),
        _ => Note::None,
    }
}

fn stack(count: u32) -> Vec<Place> {
    (0..count).rev().map(Place::Stack).collect()
}

/// The operands whose kinds matter, bottom of the stack first; an error for what is not compiled.
#[allow(clippy::too_many_lines, reason = "one row an opcode, none left out")]
fn operand_places(opcode: Opcode, oparg: u32) -> Result<Vec<Place>, Abort> {
    use Opcode::*;
    Ok(match opcode {
        NOP
        | NOT_TAKEN
        | CACHE
        | RESUME
        | POP_TOP
        | POP_ITER
        | END_FOR
        | END_ASYNC_FOR
        | END_SEND
        | PUSH_NULL
        | COPY
        | SWAP
        | EXTENDED_ARG
        | JUMP_FORWARD
        | JUMP_BACKWARD
        | JUMP_BACKWARD_NO_INTERRUPT
        | LOAD_CONST
        | LOAD_SMALL_INT
        | LOAD_COMMON_CONSTANT
        | LOAD_FAST
        | LOAD_FAST_BORROW
        | LOAD_FAST_CHECK
        | LOAD_FAST_AND_CLEAR
        | LOAD_FAST_LOAD_FAST
        | LOAD_FAST_BORROW_LOAD_FAST_BORROW
        | STORE_FAST
        | STORE_FAST_LOAD_FAST
        | STORE_FAST_STORE_FAST
        | DELETE_FAST
        | LOAD_GLOBAL
        | STORE_GLOBAL
        | LOAD_NAME
        | STORE_NAME
        | COPY_FREE_VARS
        | MAKE_CELL
        | RETURN_GENERATOR
        | YIELD_VALUE
        | BINARY_SLICE
        | BUILD_LIST
        | BUILD_MAP
        | BUILD_SET
        | BUILD_SLICE
        | BUILD_STRING
        | BUILD_TUPLE
        | CALL_FUNCTION_EX
        | CALL_INTRINSIC_1
        | CALL_KW
        | BUILD_INTERPOLATION
        | BUILD_TEMPLATE
        | CONVERT_VALUE
        | DELETE_ATTR
        | DELETE_DEREF
        | DELETE_GLOBAL
        | DELETE_NAME
        | DELETE_SUBSCR
        | DICT_MERGE
        | DICT_UPDATE
        | FORMAT_SIMPLE
        | FORMAT_WITH_SPEC
        | GET_AITER
        | GET_LEN
        | IMPORT_FROM
        | IMPORT_NAME
        | LIST_EXTEND
        | CHECK_EXC_MATCH
        | PUSH_EXC_INFO
        | POP_EXCEPT
        | LOAD_BUILD_CLASS
        | LOAD_FROM_DICT_OR_DEREF
        | LOAD_FROM_DICT_OR_GLOBALS
        | LOAD_LOCALS
        | LOAD_SPECIAL
        | LOAD_SUPER_ATTR
        | MAKE_FUNCTION
        | MAP_ADD
        | MATCH_CLASS
        | MATCH_KEYS
        | MATCH_MAPPING
        | MATCH_SEQUENCE
        | SETUP_ANNOTATIONS
        | SET_ADD
        | SET_FUNCTION_ATTRIBUTE
        | SET_UPDATE
        | STORE_SLICE
        | UNPACK_EX
        | STORE_DEREF => vec![],
        LOAD_DEREF => vec![Place::Deref(oparg)],
        RETURN_VALUE => vec![Place::Delegator],
        TO_BOOL | UNARY_NOT | UNARY_NEGATIVE | UNARY_INVERT | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE
        | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE | FOR_ITER | GET_ITER | GET_YIELD_FROM_ITER
        | GET_AWAITABLE | GET_ANEXT | UNPACK_SEQUENCE | LOAD_ATTR | LIST_APPEND => stack(1),
        BINARY_OP | COMPARE_OP | CONTAINS_OP | IS_OP | SEND | STORE_ATTR => stack(2),
        STORE_SUBSCR => stack(3),
        CALL => stack(oparg + 2),
        CALL_INTRINSIC_2 | CHECK_EG_MATCH | CLEANUP_THROW | EXIT_INIT_CHECK | INTERPRETER_EXIT
        | RAISE_VARARGS | RERAISE | RESERVED | WITH_EXCEPT_START => {
            return Err(Abort::nyi(opcode.name()));
        }
    })
}
