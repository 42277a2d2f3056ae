//! Resume tables: after a warm-up that reaches each yield, every resume point of a generator function is
//! machine code, was entered as such, and generators changed the tier there, with the interpreter's results.

use std::io::Write;
use std::sync::{Arc, Mutex};

use genjit::bytecode::{CodeObject, Constant};
use genjit::{Options, ResumePoint, Tier, Vm};

const PROGRAM: &str = include_str!("resume/functions.py");

/// The generator functions of the program. `closure` is none itself; the one inside it is.
const FUNCTIONS: [&str; 15] = [
    "count",
    "two_yields",
    "three_in_turn",
    "fibonacci",
    "walk",
    "average",
    "accumulator",
    "evens",
    "pairs",
    "items_of",
    "numbered",
    "guarded",
    "branches",
    "closure.<locals>.inner",
    "growing",
];

/// A writer whose text can be read afterwards.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Run {
    output: String,
    points: Vec<(&'static str, Vec<ResumePoint>)>,
    counters: Vec<(String, u64)>,
}

impl Run {
    fn counter(&self, name: &str) -> Option<u64> {
        self.counters.iter().find(|(counter, _)| counter == name).map(|&(_, value)| value)
    }
}

fn run(source: &str, functions: &[&'static str], flags: &[&str]) -> Run {
    let mut vm = Vm::new(Options::parse_flags(flags).expect("these flags exist"));
    let out = Capture::default();
    vm.set_stdout(Box::new(out.clone()));
    let module = vm.compile(source, "functions.py").expect("the program compiles");
    assert_eq!(vm.run_main_code(&module).expect("the compiler's code passes the verifier"), 0);
    let points = functions.iter().map(|&name| (name, vm.resume_points(&named(&module, name)))).collect();
    let counters = vm.counters().collect();
    let output = String::from_utf8(out.0.lock().expect("not poisoned").clone()).expect("text");
    Run { output, points, counters }
}

fn named(module: &Arc<CodeObject>, name: &str) -> Arc<CodeObject> {
    fn find(code: &Arc<CodeObject>, name: &str) -> Option<Arc<CodeObject>> {
        if &*code.qualname == name {
            return Some(Arc::clone(code));
        }
        code.consts.iter().find_map(|constant| match constant {
            Constant::Code(inner) => find(inner, name),
            _ => None,
        })
    }
    find(module, name).unwrap_or_else(|| panic!("the program has no function {name}"))
}

#[test]
fn every_resume_point_becomes_machine_code() {
    let interpreted = run(PROGRAM, &FUNCTIONS, &["--jit=off"]);
    // The driving loops would adopt the generators: they are left to the interpreter here, as a host's are.
    for flags in
        [&["--jit=eager", "--jit-switch-tier"][..], &["--jit=eager", "--jit-switch-tier", "--verify"]]
    {
        let compiled = run(PROGRAM, &FUNCTIONS, flags);
        assert_eq!(interpreted.output, compiled.output, "{flags:?}");
        for (name, points) in &compiled.points {
            assert!(points.len() > 1, "{name} yields");
            for point in points {
                let native = matches!(point.tier, Tier::Native { .. } | Tier::Shared { .. });
                assert!(native, "{flags:?} {name}: {point:?}");
                if point.index > 0 {
                    assert!(point.entries > 0 && point.switches > 0, "{flags:?} {name}: {point:?}");
                }
            }
        }
    }
}

#[test]
fn fused_generators_share_the_machine_code_of_their_consumer() {
    let source = "def count(n):\n    i = 0\n    while i < n:\n        yield i\n        i += 1\n\n\
                  def total(n):\n    t = 0\n    for x in count(n):\n        t += x\n    return t\n\n\
                  print(total(500000))\n";
    let fused = run(source, &["count"], &[]);
    assert_eq!(fused.output, "124999750000\n");
    assert_eq!(fused.counter("adopted"), Some(1));
    let (_, points) = &fused.points[0];
    assert!(matches!(points[1].tier, Tier::Shared { .. }), "{points:?}");
}
