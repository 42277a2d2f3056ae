//! Endless recursion ends in `RecursionError`, whatever it goes through.

#![cfg(unix)]

mod support;

use support::{TIERS, run_with_input};

const PROGRAM: &str = r#"
def call(): return call()

class R:
    def __repr__(self): return repr(self)
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
    def __getattr__(self, name): return getattr(self, name + "x")
    def __add__(self, other): return self + other
    def __getitem__(self, index): return self[index]
    def __contains__(self, item): return item in self
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
    def __len__(self): return len(self)
    def __bool__(self): return not self
    def __call__(self): return self()
    def __format__(self, spec): return format(self, spec)
    def __setattr__(self, name, value): setattr(self, name, value)
    @property
    def attribute(self): return self.attribute
    def __enter__(self):
        with self: pass
    def __exit__(self, *details): pass

def with_next(): yield next(with_next())
def with_delegation(): yield from with_delegation()
def with_loop():
    for item in with_loop(): yield item

r = R()
def set_attribute(): r.name = 1
cases = [
    call, lambda: repr(r), lambda: r == 1, lambda: hash(r), lambda: r.name, lambda: r + 1, lambda: r[0],
    lambda: 1 in r, lambda: iter(r), lambda: next(r), lambda: len(r), lambda: bool(r), r, lambda: f"{r}",
    set_attribute, lambda: r.attribute, r.__enter__, lambda: next(with_next()), lambda: list(with_delegation()),
    lambda: sum(with_loop()), lambda: eval("cases[-1]()"),
]
for number, case in enumerate(cases):
    try:
        case()
    except RecursionError as error:
        if str(error).startswith("maximum recursion depth exceeded"):
            continue
        print(number, error)
print(len(cases), "cases")
"#;

#[test]
fn every_way_to_recurse_is_bounded() {
    for tier in TIERS {
        let outcome = run_with_input(&[tier, "-"], PROGRAM.as_bytes());
        assert_eq!((outcome.code, &*outcome.out, &*outcome.err), (0, "21 cases\n", ""), "{tier}");
    }
}

#[test]
fn an_uncaught_one_is_told() {
    for tier in TIERS {
        let outcome = run_with_input(&[tier, "-"], b"def f():\n    f()\nf()\n");
        assert_eq!(outcome.code, 1);
        assert_eq!(outcome.last_error(), "RecursionError: maximum recursion depth exceeded", "{tier}");
        assert!(outcome.err.contains("[Previous line repeated 9"), "{}", outcome.err);
    }
}
