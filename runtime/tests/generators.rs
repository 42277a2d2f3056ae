//! Generators through the runtime's own interface: nothing is left behind, chains of any length work, and
//! the host resumes, throws into and closes them.
#![cfg(feature = "compiler")]

use genjit_runtime::exceptions::ExceptionKind;
use genjit_runtime::generator::Resumed;
use genjit_runtime::options::Options;
use genjit_runtime::value::Value;
use genjit_runtime::vm::Vm;

const SOURCE: &str = "
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return n

def link(inner):
    result = yield from inner
    return result

def chain(depth, n):
    g = count(n)
    for _ in range(depth):
        g = link(g)
    return g

def guarded(log):
    try:
        got = yield 1
        yield got
    except ValueError as error:
        log.append(repr(error))
        yield 'caught'
    finally:
        log.append('end')

def cycle():
    def g():
        me = holder[0]
        yield me
    holder = [None]
    holder[0] = g()
    next(holder[0])
";

fn machine() -> Box<Vm> {
    let options = Options { verify: true, ..Options::default() };
    let mut vm = Vm::with_options(&options);
    assert!(vm.run_source(SOURCE, "generators.py").is_ok());
    vm
}

fn evaluate(vm: &mut Vm, expression: &str) -> Value {
    match vm.evaluate(expression) {
        Ok(value) => value,
        Err(raised) => {
            let exception = vm.take_raised(raised);
            panic!("{expression}: {}", vm.repr_string(&exception).unwrap_or_default())
        }
    }
}

#[test]
fn nothing_is_left_behind() {
    let mut vm = machine();
    for expression in [
        "sum(count(100))",
        "sum(chain(20, 100))",
        "next(chain(50, 10))",
        "next(guarded([]))",
        "[x for x in count(3)]",
        "cycle()",
        "chain(3, 1).close()",
    ] {
        let mut counts = Vec::new();
        for _ in 0..4 {
            drop(evaluate(&mut vm, expression));
            drop(evaluate(&mut vm, "__import__('gc').collect()"));
            counts.push(vm.live_objects());
        }
        assert_eq!(counts[2], counts[3], "{expression} leaves objects behind: {counts:?}");
    }
}

#[test]
fn the_host_resumes_throws_and_closes() {
    let mut vm = machine();
    let log = evaluate(&mut vm, "[]");
    let make = vm.main_name("guarded").expect("defined above");
    let generator = vm.call(&make, std::slice::from_ref(&log)).expect("calling makes the generator");
    assert!(
        matches!(vm.resume(&generator, Value::NONE), Resumed::Yield(value) if value.as_small() == Some(1))
    );
    assert!(
        matches!(vm.resume(&generator, Value::from_small(7)), Resumed::Yield(value) if value.as_small() == Some(7))
    );
    let error = vm.new_exception(ExceptionKind::ValueError, vec![]);
    assert!(
        matches!(vm.throw_generator(&generator, &[error]), Resumed::Yield(value) if value.as_str() == Some("caught"))
    );
    assert!(matches!(vm.close_generator(&generator), Resumed::Return(value) if value.is_none()));
    assert!(matches!(vm.resume(&generator, Value::NONE), Resumed::Return(value) if value.is_none()));
    assert_eq!(vm.repr_string(&log).as_deref(), Ok("['ValueError()', 'end']"));
}

#[test]
fn two_delegators_share_a_generator() {
    let mut vm = machine();
    let source = "
shared = count(6)
a, b = link(shared), link(shared)
taken = [next(a), next(b), next(a), next(shared), next(b)]
rest = list(a)
after = list(b)
";
    assert!(vm.run_source(source, "shared.py").is_ok());
    let state = evaluate(&mut vm, "(taken, rest, after, a.gi_frame, b.gi_frame)");
    assert_eq!(vm.repr_string(&state).as_deref(), Ok("([0, 1, 2, 3, 4], [5], [], None, None)"));
}

#[test]
fn a_chain_of_100000_is_resumed_thrown_into_and_dropped() {
    let mut vm = Vm::with_options(&Options::default());
    let source = format!(
        "{SOURCE}
import sys
sys.setrecursionlimit(1000000)
g = chain(100000, 10)
first, second = next(g), next(g)
try:
    g.throw(KeyError('through'))
except KeyError as error:
    levels, entry = 0, error.__traceback__
    while entry is not None:
        levels, entry = levels + 1, entry.tb_next
g = chain(100000, 10)
next(g)
del g
"
    );
    assert!(vm.run_source(&source, "deep.py").is_ok());
    let seen = evaluate(&mut vm, "(first, second, levels)");
    // The module, the throwing call's chain, and the leaf.
    assert_eq!(vm.repr_string(&seen).as_deref(), Ok("(0, 1, 100002)"));
}
