//! The life of a trace, with a played recording in place of an interpreter. No machine code is entered.

mod fake;

use std::fs;

use fake::{Case, Player};
use genjit_jit::aborts::AbortReason;
use genjit_jit::backend::HelperTable;
use genjit_jit::events::{Event, EventLog};
use genjit_jit::observe::{FrameToken, WatchId};
use genjit_jit::snapshot::ExitReason;
use genjit_jit::{Heat, Jit, Options, RegionPlace, Stepped};

fn case(name: &str) -> (EventLog, Player) {
    let path = format!("{}/tests/front/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    Case::read(&fs::read_to_string(path).unwrap()).player()
}

fn jit(options: Options) -> Jit {
    // Never called. There is no program whose work could pay for anything.
    Jit::new(Options { budget: false, ..options }, HelperTable::new(|_| 0))
}

fn place(log: &EventLog) -> RegionPlace {
    RegionPlace::Loop(log.stack[0].0, log.stack[0].1)
}

/// Plays the log again and again, as a loop would run, until the recording is over.
fn run(jit: &mut Jit, player: &mut Player, log: &EventLog) -> Stepped {
    jit.start(player, place(log), FrameToken(1));
    let repeated: Vec<&Event> = log.events.iter().cycle().take(20 * log.events.len()).collect();
    for event in repeated {
        if let over @ Stepped::Over(_) = player.play(jit, event) {
            return over;
        }
    }
    Stepped::Recording
}

#[test]
fn a_recorded_loop_becomes_a_region() {
    let (log, mut player) = case("count");
    let mut jit = jit(Options { log: true, dump_events: true, ..Options::default() });
    assert_eq!(jit.hot(place(&log)), Heat::Record);
    let Stepped::Over(Some(id)) = run(&mut jit, &mut player, &log) else { panic!("{:?}", jit.drain_log()) };
    assert_eq!(jit.hot(place(&log)), Heat::Enter(id));
    let region = jit.region(id).unwrap();
    assert!(region.entry() != 0 && region.contains(region.entry()));
    assert_eq!(jit.counters().regions, 1);
    assert_eq!(jit.counters().adopted, 1);
    let lines = jit.drain_log();
    assert!(lines.iter().any(|line| line.starts_with("jit: region 1 stop")), "{lines:?}");
    // What the recorder dumped begins with what was played.
    let shown: Vec<String> = log.to_string().lines().skip(1).map(str::to_owned).collect();
    let at = lines.iter().position(|line| line.starts_with("loop ")).unwrap();
    let dumped = &lines[at + 1..at + 1 + shown.len()];
    assert_eq!(dumped[0], shown[0]);
    assert_eq!(dumped.len(), shown.len());
}

#[test]
fn a_broken_assumption_takes_the_region_away() {
    let (log, mut player) = case("created");
    let mut jit = jit(Options::default());
    let Stepped::Over(Some(id)) = run(&mut jit, &mut player, &log) else { panic!("no region") };
    assert!(jit.counters().virtual_generators > 0);
    let watch = jit.region(id).unwrap().watches[0];
    assert_eq!(jit.invalidate(WatchId(watch.0 + 1000)), vec![]);
    assert_eq!(jit.invalidate(watch), vec![place(&log)]);
    assert!(!jit.region(id).unwrap().validity.holds());
    assert_eq!(jit.hot(place(&log)), Heat::Record);
    assert_eq!(jit.release_retired(true, &[]).len(), 1);
    assert!(jit.region(id).is_none());
}

#[test]
fn forced_aborts_cool_down_and_give_up() {
    let (log, mut player) = case("count");
    let options = Options { abort_at: Some(3), max_aborts: 2, ..Options::default() };
    let mut jit = jit(options);
    let cold = jit.penalty(place(&log));
    assert_eq!(run(&mut jit, &mut player, &log), Stepped::Over(None));
    assert!(jit.penalty(place(&log)) > cold);
    assert_eq!(jit.hot(place(&log)), Heat::Record);
    assert_eq!(run(&mut jit, &mut player, &log), Stepped::Over(None));
    assert_eq!(jit.hot(place(&log)), Heat::Never);
    assert_eq!(jit.counters().aborts[AbortReason::Forced as usize], 2);
}

#[test]
fn code_memory_that_fails_is_an_abort() {
    let (log, mut player) = case("count");
    let mut jit = jit(Options { code_fail_at: Some(1), ..Options::default() });
    assert_eq!(run(&mut jit, &mut player, &log), Stepped::Over(None));
    assert_eq!(jit.counters().aborts[AbortReason::CodeSpace as usize], 1);
}

#[test]
fn a_hot_exit_asks_to_be_recorded() {
    let (log, mut player) = case("count");
    let mut jit = jit(Options { exit_threshold: 3, ..Options::default() });
    let Stepped::Over(Some(id)) = run(&mut jit, &mut player, &log) else { panic!("no region") };
    let exits = &jit.region(id).unwrap().exits;
    let exit = exits.iter().position(|exit| exit.reason == ExitReason::Kind).unwrap() as u32;
    assert_eq!(jit.exit_taken(id, exit), Heat::Wait(1));
    assert_eq!(jit.exit_taken(id, exit), Heat::Wait(1));
    assert_eq!(jit.exit_taken(id, exit), Heat::Record);
    assert_eq!(jit.counters().exits[ExitReason::Kind as usize], 3);
    // What is played then is known already: the region stays as it is.
    let frames = jit.region(id).unwrap().exit(exit).frames.len() as u64;
    jit.start_exit(&player, id, exit, (1..=frames).map(FrameToken).collect());
    let mut over = Stepped::Recording;
    for event in log.events.iter().cycle().take(8 * log.events.len()) {
        over = player.play(&mut jit, event);
        if over != Stepped::Recording {
            break;
        }
    }
    assert_eq!(over, Stepped::Over(None));
    assert_eq!(jit.counters().aborts[AbortReason::NothingNew as usize], 1);
}

#[test]
fn a_program_that_has_just_begun_compiles_nothing() {
    let (log, mut player) = case("count");
    let mut jit = Jit::new(Options { log: true, ..Options::default() }, HelperTable::new(|_| 0));
    let wait = |jit: &mut Jit| {
        let mut times = 0;
        while jit.hot(place(&log)) == Heat::Wait(jit.threshold(place(&log))) {
            times += 1;
        }
        times
    };
    // It is recorded once, for what it takes to be known.
    assert_eq!(wait(&mut jit), 8);
    assert_eq!(run(&mut jit, &mut player, &log), Stepped::Over(None));
    let counters = jit.counters();
    assert_eq!((counters.regions, counters.aborts.iter().sum::<u64>(), counters.put_off), (0, 0, 9));
    assert!(jit.drain_log().iter().any(|line| line.starts_with("jit: region 1 wait")));
    // In the end it gets its region.
    assert_eq!(wait(&mut jit), 23);
    let Stepped::Over(Some(id)) = run(&mut jit, &mut player, &log) else { panic!("{:?}", jit.drain_log()) };
    assert_eq!(jit.hot(place(&log)), Heat::Enter(id));
}

/// Asks about the place until the other thread has compiled; the last answer.
fn arrived(jit: &mut Jit, log: &EventLog, done: impl Fn(&Jit) -> bool) -> Heat {
    let started = std::time::Instant::now();
    loop {
        let heat = jit.hot(place(log));
        if done(jit) {
            return heat;
        }
        assert!(started.elapsed().as_secs() < 60, "the compiling thread does not answer");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

#[test]
fn a_region_arrives_from_the_other_thread() {
    let (log, mut player) = case("count");
    let mut jit = jit(Options { background: true, ..Options::default() });
    assert_eq!(run(&mut jit, &mut player, &log), Stepped::Over(None));
    assert_eq!((jit.counters().in_background, jit.counters().recordings), (1, 1));
    let Heat::Enter(id) = arrived(&mut jit, &log, |jit| jit.counters().regions == 1) else {
        panic!("no region")
    };
    assert_ne!(jit.region(id).unwrap().entry(), 0);
}

#[test]
fn what_breaks_or_dies_in_flight_is_never_entered() {
    let gone = |jit: &Jit| jit.counters().invalidated == 1;
    let (log, mut player) = case("created");
    let mut waiting = jit(Options::default());
    let Stepped::Over(Some(id)) = run(&mut waiting, &mut player, &log) else { panic!("no region") };
    let watch = waiting.region(id).unwrap().watches[0];
    let options = Options { background: true, ..Options::default() };
    let mut broken = jit(options.clone());
    assert_eq!(run(&mut broken, &mut player, &log), Stepped::Over(None));
    assert_eq!(broken.invalidate(watch), vec![]);
    assert_eq!(arrived(&mut broken, &log, gone), Heat::Record);
    let mut dead = jit(options);
    assert_eq!(run(&mut dead, &mut player, &log), Stepped::Over(None));
    assert_eq!(dead.code_died(place(&log).code()), vec![]);
    arrived(&mut dead, &log, gone);
    assert_eq!((broken.live(), dead.live()), ((0, 0), (0, 0)));
}
