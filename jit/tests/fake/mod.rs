//! A runtime that does not exist: addresses and pins made up from ids; and the test files of `tests/front`.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io};

use genjit_bytecode::{CodeObject, parse_code};
use genjit_jit::aborts::Abort;
use genjit_jit::build::{self, Built};
use genjit_jit::events::{Event, EventLog, Note, Start};
use genjit_jit::graph::{Graph, Replay};
use genjit_jit::observe::{
    Attribute, Binding, CodeId, ConstId, Construction, Facts, Folded, FrameToken, Kind, Observe, Place,
    ShapeId,
};
use genjit_jit::{Jit, Options, RegionPlace, Step, Stepped, Validity, ir};

/// Code objects by id, everything else by arithmetic.
#[derive(Default)]
pub struct Fake {
    codes: Vec<Arc<CodeObject>>,
}

impl Facts for Fake {
    fn code(&self, id: CodeId) -> Arc<CodeObject> {
        Arc::clone(&self.codes[id.0 as usize])
    }

    fn unit_address(&self, id: CodeId, pc: u32) -> u64 {
        0x10_0000 * (u64::from(id.0) + 1) + 2 * u64::from(pc)
    }

    fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        0x4000_0000 + self.unit_address(id, 4 * pc)
    }

    fn constant_word(&self, id: ConstId) -> u64 {
        0x8000_0001 + 16 * u64::from(id.0)
    }

    fn code_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        ConstId(1000 + 100 * id.0 + index)
    }

    fn name_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        ConstId(2000 + 100 * id.0 + index)
    }

    fn code_word(&mut self, id: CodeId) -> ConstId {
        ConstId(3000 + id.0)
    }

    fn shape_type(&self, id: ShapeId) -> Option<u32> {
        Some(100 + id.0)
    }
}

/// One test file: code objects, recordings, and the expected text.
#[derive(Default)]
pub struct Case {
    fake: Fake,
    logs: Vec<EventLog>,
    /// What is behind `;; expect`.
    pub expected: String,
    /// What is before it.
    pub input: String,
}

impl Case {
    /// Reads a file.
    pub fn read(text: &str) -> Case {
        let (input, expected) = text.split_once(";; expect\n").unwrap_or((text, ""));
        let mut case = Case {
            input: input.to_owned(),
            expected: expected.to_owned(),
            fake: Fake::default(),
            logs: Vec::new(),
        };
        for section in input.split(";; ").skip(1) {
            let (head, body) = section.split_once('\n').expect("a section has a head and a body");
            match head.split_whitespace().collect::<Vec<_>>().as_slice() {
                ["code", _] => {
                    let code = parse_code(body).unwrap_or_else(|error| panic!("{error}"));
                    case.fake.codes.push(Arc::new(code));
                }
                ["events"] => case.logs.push(body.parse().unwrap_or_else(|error| panic!("{error}"))),
                other => panic!("no section is called {other:?}"),
            }
        }
        case
    }

    /// Builds the region that the recordings show, verified.
    pub fn build(&mut self) -> Result<Built, Abort> {
        let (code, pc) = self.logs[0].stack[0];
        let place = match self.logs[0].start {
            Start::Body => RegionPlace::Body(code, pc),
            Start::Loop | Start::Exit => RegionPlace::Loop(code, pc),
        };
        let mut graph = Graph::new(code);
        for log in &self.logs {
            let mut replay = Replay::new(&mut graph, &log.stack);
            for event in &log.events {
                replay.feed(&mut graph, event);
            }
        }
        let validity = Validity::new();
        let request = build::Request { graph: &mut graph, place, name: "test", validity: &validity };
        let built = build::build(request, &mut self.fake, &Options::default())?;
        ir::verify(&built.region).unwrap_or_else(|error| panic!("{error}\n{}", built.region));
        assert!(built.exits.iter().all(|exit| !exit.frames.is_empty()), "an exit restores frames");
        Ok(built)
    }
}

/// The test files, in order of their names.
pub fn files() -> io::Result<Vec<PathBuf>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/front");
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    assert!(!paths.is_empty());
    Ok(paths)
}

/// Shows the recorder a log as if an interpreter executed it.
pub struct Player {
    /// Stable facts.
    pub fake: Fake,
    event: Event,
    last_result: Option<Kind>,
}

impl Player {
    /// Plays one event to a JIT that records.
    pub fn play(&mut self, jit: &mut Jit, event: &Event) -> Stepped {
        self.last_result = self.event.result;
        self.event = event.clone();
        let step = Step {
            frame: FrameToken(u64::from(event.depth) + 1),
            code: event.code,
            pc: event.pc,
            opcode: event.opcode,
            oparg: event.oparg,
        };
        jit.step(self, step)
    }
}

impl Facts for Player {
    fn code(&self, id: CodeId) -> Arc<CodeObject> {
        self.fake.code(id)
    }
    fn unit_address(&self, id: CodeId, pc: u32) -> u64 {
        self.fake.unit_address(id, pc)
    }
    fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        self.fake.resume_word(id, pc)
    }
    fn constant_word(&self, id: ConstId) -> u64 {
        self.fake.constant_word(id)
    }
    fn code_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        self.fake.code_constant(id, index)
    }
    fn name_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        self.fake.name_constant(id, index)
    }
    fn code_word(&mut self, id: CodeId) -> ConstId {
        self.fake.code_word(id)
    }
    fn shape_type(&self, id: ShapeId) -> Option<u32> {
        self.fake.shape_type(id)
    }
}

impl Observe for Player {
    fn kind(&self, place: Place) -> Kind {
        let kinds = &self.event.kinds;
        let known = match place {
            Place::Stack(from_top) => kinds.iter().rev().nth(from_top as usize),
            Place::Local(_) | Place::Deref(_) | Place::Delegator => kinds.first(),
        };
        known.copied().or(self.last_result).unwrap_or(Kind::Null)
    }
    fn function(&mut self) -> ConstId {
        ConstId(4000)
    }
    fn pin(&mut self, _: Place) -> ConstId {
        ConstId(4001)
    }
    fn global(&mut self, _: u32) -> Option<Folded> {
        if let Note::Folded(folded) = self.event.note { Some(folded) } else { None }
    }
    fn attribute(&mut self, _: u32, _: u32) -> Attribute {
        if let Note::Attribute(attribute) = self.event.note { attribute } else { Attribute::Other }
    }
    fn stored_attribute(&mut self, _: u32, _: u32) -> Attribute {
        self.attribute(0, 0)
    }
    fn construction(&mut self, _: u32) -> Option<Construction> {
        if let Note::Construct(construction) = self.event.note { Some(construction) } else { None }
    }
    fn binding(&mut self, _: u32, _: bool) -> Option<Binding> {
        if let Note::Bind(binding) = &self.event.note { Some(binding.clone()) } else { None }
    }
}

impl Case {
    /// The first recording and somebody to play it.
    pub fn player(self) -> (EventLog, Player) {
        let log = self.logs.into_iter().next().expect("a case has a recording");
        let event = log.events[0].clone();
        (log, Player { fake: self.fake, event, last_result: None })
    }
}
