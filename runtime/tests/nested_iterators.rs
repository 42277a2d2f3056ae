//! Native iterators nested more deeply than the native stack allows: RecursionError, and no crash at the end.

#![cfg(feature = "compiler")]

use genjit_runtime::vm::Vm;

const PROGRAM: &str = "
from itertools import accumulate, chain, dropwhile, filterfalse, islice, pairwise, starmap, takewhile, zip_longest

def numbers(n):
    yield from range(n)

MAKERS = [
    chain,
    accumulate,
    enumerate,
    zip,
    pairwise,
    zip_longest,
    lambda it: islice(it, None),
    lambda it: takewhile(bool, it),
    lambda it: dropwhile(bool, it),
    lambda it: filterfalse(None, it),
    lambda it: filter(None, it),
    lambda it: map(str, it),
    lambda it: starmap(max, zip(it, it)),
    lambda it: (x for x in chain(it)),
]
for make in MAKERS:
    it = numbers(5)
    for _ in range(300_000):
        it = make(it)
    try:
        next(it)
    except RecursionError:
        pass
    else:
        raise SystemError(make)
    del it
";

#[test]
fn end_in_a_recursion_error() {
    let mut vm = Vm::new();
    if let Err(error) = vm.run_source(PROGRAM, "nested.py") {
        panic!("{error:?}");
    }
}
