//! The driver: the life of a trace.
//!
//! ```text
//!             hot_loop, hot_body                       step ... step
//!   (cold) ----------------------> [recording] -----------------------> [building]
//!     ^  ^                           |    ^                              |      |
//!     |  +---- abort: penalty -------+    |                     abort    |      v
//!     |  +------------------------------- | ---------------------------- +   [region]
//!     |                                   |      exit_taken: hot            |    |
//!     |                                   +---------------------------------+    |
//!     +-------- invalidate, evicted, a code object died -------------------------+
//! ```
//!
//! The runtime counts loop heads, resume points and calls and asks here when a count runs out; the answer says
//! what to do and when to ask again ([`Heat`]). While a recording is under way it calls [`Jit::step`] before
//! each instruction and enters no region. Everything is counted in steps and operations, never in time, so
//! the same program makes the same regions on every run, unless it runs on while they are compiled
//! ([`Options::background`]).
//!
//! A place that aborts waits twice as long each time, and is given up after `max_aborts`. An exit that is
//! taken often is recorded from where it left until the loop closes; the whole region is then built again
//! from all that was seen. The old code lives on until nobody can be inside ([`Jit::release_retired`]).

mod budget;
mod finish;
mod retire;

use rustc_hash::FxHashMap;

use crate::aborts::{Abort, AbortReason};
use crate::backend::HelperTable;
use crate::background::Background;
use crate::build::code_info::decode;
use crate::compile::{Compiler, Draft};
use crate::counters::Counters;
use crate::events::{EventLog, Start};
use crate::graph::Graph;
use crate::ir::Snap;
use crate::log::{self, Log};
use crate::observe::{CodeId, Facts, FrameToken, Observe};
use crate::options::Options;
use crate::recorder::{Progress, Recorder, Step};
use crate::region::{Region, RegionId, RegionPlace};
use crate::regions::Regions;
use crate::snapshot::{ExitInfo, ExitReason};

/// What the runtime does at a hot place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// Start recording there ([`Jit::start`], [`Jit::start_exit`]).
    Record,
    /// A region is there: enter it.
    Enter(RegionId),
    /// Go on interpreting and ask again after so many more times.
    Wait(u32),
    /// Never ask again.
    Never,
}

/// How much longer an exit waits to be recorded in a region of this size than in the smallest. Building a
/// region again takes more than in proportion to its size, and should cost no more than its exits have.
fn patience(bytes: u64) -> u32 {
    let size = u32::try_from(bytes / SMALL).unwrap_or(u32::MAX).min(1 << 12);
    1 + size + size * size / 4
}

/// How much longer an exit for what waits is put up with: a collection is no reason to build anything.
const PENDING_PATIENCE: u32 = 4;

/// What an exit says by its reason: that an index may count from the end, that finalisers often wait here. Whether
/// the graph did not know.
fn note_reason(graph: &mut Graph, exit: &ExitInfo, facts: &dyn Facts) -> bool {
    let Some(frame) = exit.frames.last() else { return false };
    let at = decode(&facts.code(frame.image.code), frame.image.pc).map(|instr| instr.pc);
    at.is_some_and(|at| match exit.reason {
        ExitReason::Index => graph.note_from_end(frame.context, at),
        ExitReason::Pending => graph.note_pending(frame.context, at),
        _ => false,
    })
}

/// Whether an exit has nothing to do with what the region can and cannot do.
fn passes(reason: ExitReason) -> bool {
    matches!(reason, ExitReason::Pending | ExitReason::Poll | ExitReason::Invalid)
}

/// What a step of a recording led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// The recording goes on.
    Recording,
    /// It is over; the instruction is executed by the ordinary interpreter. A region was made for a place
    /// ([`Jit::region_at`]), or the place aborted and cools down.
    Over(Option<RegionId>),
}

/// By how much less each penalty is than a multiple of the threshold.
const OFF_BEAT: u32 = 37;

/// Bytes of machine code up to which a region counts as small.
const SMALL: u64 = 1400;

/// A region rests at most so many thresholds, as powers of two.
const MAX_RESTS: u32 = 12;
/// The same if it is left by raising: it may have done much before.
const RAISING_RESTS: u32 = 6;

/// So many recordings of a function in a row without anything new, and it is compiled.
const CALM_ROUNDS: u32 = 3;

/// Back edges between entries of a loop that has few.
const SHORT_INTERVAL: u32 = 16;

#[derive(Debug, Default)]
struct PlaceState {
    region: Option<RegionId>,
    aborts: u32,
    never: bool,
    /// Times the region was found hopeless, and thresholds until it is entered again.
    rests: u32,
    resting: u32,
    /// Assumptions about ranges have failed here: it is compiled without.
    plain: bool,
    /// Its loop is left after a few iterations.
    short: bool,
    /// Builds that would have become too large: fewer calls are followed the next time.
    too_large: u32,
    /// Entries of regions that are gone.
    past_entries: u64,
    /// What the first recordings of a function have seen.
    gathered: Option<Gathered>,
    /// Operations that a build had when it was too dear, and how often the place was put off.
    operations: usize,
    waited: u32,
    /// Ordinary iterations that one of its loop stands for, if more are known.
    weight: u32,
}

/// What recordings of a function have seen before it is compiled: one call shows one way through it.
#[derive(Debug)]
struct Gathered {
    graph: Graph,
    /// Recordings so far, and those among the last that showed nothing new.
    rounds: u32,
    calm: u32,
}

/// A region that another thread compiles.
#[derive(Debug)]
struct InFlight {
    draft: Draft,
    /// The region and exit it extends.
    extends: Option<(RegionId, u32)>,
    /// Its place, as the log names it.
    shown: String,
}

#[derive(Debug)]
struct Recording {
    recorder: Recorder,
    place: RegionPlace,
    /// The region and exit it extends.
    extends: Option<(RegionId, u32)>,
}

/// The JIT of one `Vm`.
#[derive(Debug)]
pub struct Jit {
    options: Options,
    compiler: Compiler,
    places: FxHashMap<RegionPlace, PlaceState>,
    regions: Regions,
    retired: Vec<RegionId>,
    /// Resume points whose continuation changed.
    moved: Vec<RegionPlace>,
    next_region: u32,
    recording: Option<Recording>,
    /// What another thread compiles, and that thread.
    in_flight: Option<InFlight>,
    background: Option<Background>,
    counters: Counters,
    log: Log,
    clock: u64,
    generation: u64,
    /// Work of the interpreter so far ([`budget`]).
    work: u64,
}

impl Jit {
    /// A JIT whose machine code calls these helpers.
    pub fn new(options: Options, helpers: HelperTable) -> Jit {
        Jit {
            compiler: Compiler::new(&options, helpers),
            log: Log::new(options.log),
            options,
            places: FxHashMap::default(),
            regions: Regions::default(),
            retired: Vec::new(),
            moved: Vec::new(),
            next_region: 1,
            recording: None,
            in_flight: None,
            background: None,
            counters: Counters::default(),
            clock: 0,
            generation: 0,
            work: 0,
        }
    }

    /// The options it was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What was counted so far.
    pub fn counters(&self) -> Counters {
        let mut counters = self.counters.clone();
        counters.body_entries += self.regions.values().map(|region| region.validity.entries()).sum::<u64>();
        counters
    }

    /// Whether this host can run machine code; if not, why.
    pub fn supported(&self) -> Result<(), String> {
        self.compiler.supported()
    }

    /// Writes log lines and dumps here, each as it comes, instead of keeping them.
    pub fn set_log(&mut self, sink: Box<dyn std::io::Write + Send>) {
        self.log.set_sink(sink);
    }

    /// Log lines and dumps since the last call, oldest first.
    pub fn drain_log(&mut self) -> Vec<String> {
        self.log.drain()
    }

    /// Whether [`Jit::step`] is to be called before each instruction.
    #[inline]
    pub fn is_recording(&self) -> bool {
        self.recording.is_some()
    }

    /// The count of a loop head or resume point ran out.
    pub fn hot(&mut self, place: RegionPlace) -> Heat {
        self.collect();
        let threshold = self.threshold(place);
        let state = self.places.entry(place).or_default();
        match state.region {
            Some(region) if state.resting == 0 => return Heat::Enter(region),
            _ => self.work += u64::from(threshold) * u64::from(state.weight.max(1)),
        }
        if state.region.is_some() {
            state.resting -= 1;
            return Heat::Wait(threshold);
        }
        match (state.never || self.compiler.supported().is_err(), self.is_busy()) {
            (true, _) => Heat::Never,
            (false, true) => Heat::Wait(threshold),
            (false, false) if !self.may_record(place) => Heat::Wait(threshold),
            (false, false) => Heat::Record,
        }
    }

    /// Changes whenever [`Jit::hot`] might answer otherwise than [`Heat::Enter`] with the same region.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The count a place starts with.
    pub fn threshold(&self, place: RegionPlace) -> u32 {
        match place {
            RegionPlace::Loop(..) => self.options.loop_threshold,
            RegionPlace::Body(..) => self.options.body_threshold,
            RegionPlace::Function(..) => self.options.call_threshold,
        }
        .max(1)
    }

    /// Back edges of a loop between one entry of its region and the next. A loop of a few iterations is not
    /// entered each time it runs: coming and going costs as much as they do.
    pub fn entry_interval(&self, place: RegionPlace) -> u32 {
        if self.places.get(&place).is_some_and(|state| state.short) { SHORT_INTERVAL } else { 1 }
    }

    /// How long a place that aborted waits before it is asked about again: twice as long each time, but for
    /// a part that differs. Programs count in round numbers too; a place that is asked about at every
    /// multiple of them would be recorded in the last iteration of its loop each time.
    pub fn penalty(&self, place: RegionPlace) -> u32 {
        let aborts = self.places.get(&place).map_or(0, |state| state.aborts);
        let threshold = self.threshold(place);
        threshold.saturating_mul(1 << aborts.min(10)) - OFF_BEAT * aborts % threshold
    }

    /// Starts recording at a loop head or resume point that `frame` is about to execute.
    pub fn start(&mut self, facts: &dyn Facts, place: RegionPlace, frame: FrameToken) {
        let (start, head) = match place {
            RegionPlace::Loop(_, pc) => (Start::Loop, Some(pc)),
            RegionPlace::Body(..) | RegionPlace::Function(..) => (Start::Body, None),
        };
        let log = EventLog { start, stack: vec![(place.code(), place.pc())], events: Vec::new() };
        let gathered = self.places.get(&place).and_then(|state| state.gathered.as_ref());
        let gathered = gathered.map(|known| known.graph.clone());
        let graph = gathered.or_else(|| self.body_graph(place)).unwrap_or_else(|| Graph::new(place.code()));
        let recorder = self.recorder(graph, log, vec![frame], head, facts, place);
        self.begin(facts, Recording { recorder, place, extends: None });
    }

    fn recorder(
        &self,
        graph: Graph,
        log: EventLog,
        frames: Vec<FrameToken>,
        head: Option<u32>,
        facts: &dyn Facts,
        place: RegionPlace,
    ) -> Recorder {
        let units = self.options.inline_units as usize;
        let recorder = Recorder::new(graph, log, frames, head, facts).following(self.following(place));
        recorder.within(units, place.is_function())
    }

    /// The code that the recordings of a function not yet compiled have seen.
    pub fn gathered_codes(&self, place: RegionPlace) -> Vec<CodeId> {
        let gathered = self.places.get(&place).and_then(|state| state.gathered.as_ref());
        gathered.map_or(Vec::new(), |known| known.graph.codes())
    }

    /// Whether a function waits for more recordings.
    pub fn gathers(&self, place: RegionPlace) -> bool {
        self.places.get(&place).is_some_and(|state| state.gathered.is_some())
    }

    /// Keeps what a recording of a function has seen for the next one; gives it back once it is enough.
    fn gather(&mut self, place: RegionPlace, graph: Graph, found: bool) -> Option<Graph> {
        let state = self.places.entry(place).or_default();
        let (rounds, calm) = state.gathered.take().map_or((0, 0), |known| (known.rounds, known.calm));
        let (rounds, calm) = (rounds + 1, if found { 0 } else { calm + 1 });
        if rounds >= self.options.gather || calm >= CALM_ROUNDS {
            return Some(graph);
        }
        state.gathered = Some(Gathered { graph, rounds, calm });
        None
    }

    /// Places that a region may have before calls are followed no more.
    fn following(&self, place: RegionPlace) -> usize {
        let too_large = self.places.get(&place).map_or(0, |state| state.too_large);
        self.options.follow_calls as usize >> too_large.min(8)
    }

    /// What other resume points of the same body have seen, as far as it still holds.
    fn body_graph(&self, place: RegionPlace) -> Option<Graph> {
        let RegionPlace::Body(code, _) = place else { return None };
        let newest = self
            .regions
            .values()
            .filter(|region| matches!(region.place, RegionPlace::Body(other, _) if other == code))
            .filter(|region| region.validity.holds());
        newest.max_by_key(|region| region.id).map(|region| region.graph.clone())
    }

    /// An exit was taken; the runtime has restored the frames. [`Heat::Record`] asks for
    /// [`Jit::start_exit`].
    pub fn exit_taken(&mut self, id: RegionId, exit: u32) -> Heat {
        self.collect();
        self.work += budget::EXIT_WORK;
        let busy = self.is_busy();
        let Some(region) = self.regions.get_mut(&id) else { return Heat::Never };
        let reason = region.exit(exit).reason;
        self.counters.exit(reason);
        region.counts[exit as usize].taken += 1;
        let count = region.counts[exit as usize];
        let may_grow = reason.extends() && region.builds < self.options.max_builds && count.aborts < 3;
        let wait =
            self.options.exit_threshold.saturating_mul(patience(region.code_bytes)) << (2 * count.aborts);
        let wait = if reason == ExitReason::Pending { wait.saturating_mul(PENDING_PATIENCE) } else { wait };
        let due = count.taken >= wait;
        // A continuation that leaves has not come to a yield, whatever the reason.
        let stuck = matches!(reason, ExitReason::Unsupported | ExitReason::Budget | ExitReason::Yielded)
            || region.place.is_body() && !may_grow && !passes(reason);
        // An inner activation that is left raises in the one outside.
        let raises =
            reason == ExitReason::Left && region.exit(exit).frames.len() > 1 && !region.place.is_body();
        region.lost += u64::from(stuck || raises);
        let hopeless = (stuck || raises) && region.is_hopeless();
        let assumed = due && region.assumed.contains(&Snap(exit));
        if !(assumed || hopeless || due && may_grow) {
            return Heat::Wait(1);
        }
        let current = self.places.get(&region.place).is_some_and(|state| state.region == Some(region.id));
        if assumed && current {
            let (id, place) = (region.id, region.place);
            self.places.entry(place).or_default().plain = true;
            self.retire(id);
            return Heat::Wait(1);
        }
        if may_grow && due && current && !busy {
            let may = self.regions.get(&id).is_some_and(|region| self.may_extend(region, count.taken, wait));
            return if may { Heat::Record } else { Heat::Wait(1) };
        }
        // A region that ends nearly each time at something it cannot do costs more than it saves. That may be
        // a phase of the program: it rests, twice as long each time.
        if hopeless && current && region.place.is_body() {
            let (id, place) = (region.id, region.place);
            self.places.entry(place).or_default().never = true;
            self.retire(id);
            return Heat::Never;
        }
        if hopeless && current {
            (region.lost, region.loop_entries) = (0, 0);
            let state = self.places.entry(region.place).or_default();
            state.rests += 1;
            state.resting = 1 << state.rests.min(if raises { RAISING_RESTS } else { MAX_RESTS });
            self.generation += 1;
        }
        Heat::Wait(1)
    }

    /// Starts recording from an exit just taken; `frames` are the tokens of its frames, root first.
    pub fn start_exit(&mut self, facts: &dyn Facts, region: RegionId, exit: u32, frames: Vec<FrameToken>) {
        let Some(from) = self.regions.get(&region) else { return };
        let stack = from.exit(exit).frames.iter().map(|frame| (frame.image.code, frame.image.pc)).collect();
        let log = EventLog { start: Start::Exit, stack, events: Vec::new() };
        let head = match from.place {
            RegionPlace::Loop(_, pc) => Some(pc),
            RegionPlace::Body(..) | RegionPlace::Function(..) => None,
        };
        let place = from.place;
        let mut graph = from.graph.clone();
        let news = note_reason(&mut graph, from.exit(exit), facts);
        let recorder = self.recorder(graph, log, frames, head, facts, place).knowing(news);
        self.begin(facts, Recording { recorder, place, extends: Some((region, exit)) });
    }

    fn begin(&mut self, facts: &dyn Facts, recording: Recording) {
        debug_assert!(self.recording.is_none());
        self.make_room();
        self.counters.recordings += 1;
        let place = log::describe(facts, recording.place);
        match recording.extends {
            Some((region, exit)) => {
                self.log.line(|| format!("jit: exit {region}/{exit}  {place}  -> extend"))
            }
            None => self.log.line(|| format!("jit: region {} start  {place}", self.next_region)),
        }
        self.recording = Some(recording);
    }

    /// The interpreter is about to execute an instruction while recording.
    pub fn step(&mut self, obs: &mut dyn Observe, step: Step) -> Stepped {
        let Some(recording) = &mut self.recording else { return Stepped::Over(None) };
        match recording.recorder.before(obs, step, &self.options) {
            Ok(Progress::Continue) => Stepped::Recording,
            Ok(Progress::Finished) => Stepped::Over(self.finish(obs)),
            Err(abort) => {
                self.give_up(obs, abort, Some(step));
                Stepped::Over(None)
            }
        }
    }

    /// The root frame of the recording under way was left, and what goes on is not shown to it. Answers as
    /// [`Jit::step`] does.
    pub fn leave_root(&mut self, facts: &mut dyn Facts) -> Stepped {
        let Some(recording) = &self.recording else { return Stepped::Over(None) };
        match recording.recorder.leave_root() {
            Ok(_) => Stepped::Over(self.finish(facts)),
            Err(abort) => {
                self.give_up(facts, abort, None);
                Stepped::Over(None)
            }
        }
    }

    /// The number of the recording under way, counted from 1; 0 if there is none.
    #[inline]
    pub fn recording_number(&self) -> u64 {
        self.recording.as_ref().map_or(0, |_| self.counters.recordings)
    }

    /// Gives up the recording under way, if any: something happened that cannot be recorded.
    pub fn stop_recording(&mut self, facts: &dyn Facts, reason: AbortReason) {
        if self.recording.is_some() {
            self.give_up(facts, Abort::new(reason), None);
        }
    }

    fn give_up(&mut self, facts: &dyn Facts, abort: Abort, at: Option<Step>) {
        let Some(recording) = self.recording.take() else { return };
        self.counters.steps += u64::from(recording.recorder.steps());
        let (place, extends) = (recording.place, recording.extends);
        let shown = at
            .map_or_else(|| log::describe(facts, place), |step| log::describe_at(facts, step.code, step.pc));
        self.note_abort(&shown, place, extends, &abort);
        let (_, log) = recording.recorder.finish();
        if self.options.dump_events {
            self.log.dump(&log.to_string());
        }
    }

    fn note_abort(
        &mut self,
        shown: &str,
        place: RegionPlace,
        extends: Option<(RegionId, u32)>,
        abort: &Abort,
    ) {
        self.counters.abort(abort.reason);
        if let Some((region, exit)) = extends {
            if let Some(region) = self.regions.get_mut(&region) {
                region.counts[exit as usize].aborts += if abort.reason.retries() { 1 } else { 3 };
            }
        } else {
            let state = self.places.entry(place).or_default();
            state.aborts += 1;
            state.too_large += u32::from(abort.reason == AbortReason::Budget);
            state.never |= state.aborts >= self.options.max_aborts || !abort.reason.retries();
        }
        let penalty = self.penalty(place);
        self.log.line(|| format!("jit: region - abort  {shown}  {abort}   penalty={penalty}"));
    }

    /// The newest region of a place, if it is valid.
    pub fn region_at(&self, place: RegionPlace) -> Option<RegionId> {
        self.places.get(&place)?.region
    }

    /// A region; also one that is no longer current, until it is released.
    pub fn region(&self, id: RegionId) -> Option<&Region> {
        self.regions.get(&id)
    }

    /// Counts an entry of a loop region: what was entered lately is evicted last. Continuations count for
    /// themselves.
    pub fn entered(&mut self, id: RegionId) {
        self.clock += 1;
        self.counters.loop_entries += 1;
        if let Some(region) = self.regions.get_mut(&id) {
            region.last_entered = self.clock;
            region.loop_entries += 1;
        }
    }

    /// How often machine code was entered at a place, over all its builds.
    pub fn entries_at(&self, place: RegionPlace) -> u64 {
        let past = self.places.get(&place).map_or(0, |state| state.past_entries);
        let here = self.regions.values().filter(|region| region.place == place);
        past + here.map(Region::entries).sum::<u64>()
    }

    /// Resume points whose region is another one, or none, since the last call, in the order of the changes.
    /// The runtime renews their continuations.
    pub fn take_moved(&mut self) -> Vec<RegionPlace> {
        std::mem::take(&mut self.moved)
    }

    /// Places that have a region now, in order.
    pub fn places(&self) -> Vec<(RegionPlace, RegionId)> {
        let mut places: Vec<_> =
            self.places.iter().filter_map(|(&place, state)| Some((place, state.region?))).collect();
        places.sort_unstable();
        places
    }

    /// Regions that exist, and the bytes of their machine code.
    pub fn live(&self) -> (u64, u64) {
        (self.regions.len() as u64, self.regions.values().map(|region| region.code_bytes).sum())
    }

    /// The code that the recordings of a region have seen.
    pub fn graph_codes(&self, id: RegionId) -> Vec<CodeId> {
        self.regions.get(&id).map_or(Vec::new(), |region| region.graph.codes())
    }
}
