//! What drives the functions: loops that become hot, and schedules of `next`, `send`, `throw` and `close` over
//! several generators in any state.

use super::functions::{Functions, Kind};

/// Writes one or two functions, `loop0`, `gather1`, `drive1` and the like, and what calls each of them several times
/// with arguments of changing types.
pub fn write(functions: &mut Functions) {
    let mut runs = Vec::new();
    for number in 0..1 + functions.dice.below(2) {
        let kind = match functions.dice.below(5) {
            0 => Kind::Coroutine,
            1 => Kind::AsyncGenerator,
            _ => Kind::Generator,
        };
        let kind = if functions.call(kind).is_some() { kind } else { Kind::Generator };
        let name = match (kind, functions.dice.below(5)) {
            (Kind::Generator, 0 | 1) => "loop",
            (Kind::Generator, 2) => "gather",
            _ => "drive",
        };
        runs.push(format!("{name}{number}"));
        functions.text.open(&format!("def {name}{number}(arg):"));
        functions.text.line("global G0, K");
        match name {
            "loop" => hot_loop(functions),
            "gather" => consumers(functions),
            _ => schedule(functions, kind),
        }
        functions.text.close();
    }
    functions.text.open("for turn in range(4):");
    functions.text.open(&format!("for run in ({},):", runs.join(", ")));
    let (early, late) = (functions.dice.value(), functions.dice.value());
    let iterables = ["[1, 2, 3]", "range(5)", "Meddler()", "'ab'", "(1.5, 2, 'c')", "[1 << 62, 3]", "Iter()"];
    let (first, second) = (functions.dice.pick(&iterables), functions.dice.pick(&iterables));
    functions.text.open("try:");
    functions.text.line(&format!(
        "print(run.__name__, show(run({first} if turn < 3 else {second})), show(G0), {early} if turn else {late})"
    ));
    functions.text.branch("except BaseException as e:");
    functions.text.line("print('failed', told(e))");
    for _ in 0..3 {
        functions.text.close();
    }
    functions.text.line("print(show(L0), show(list(D0)))");
}

/// A `for` loop over a generator that adds up, and leaves early in some way.
fn hot_loop(functions: &mut Functions) {
    let call = functions.call(Kind::Generator).expect("there is one");
    let dice = &mut functions.dice;
    let (start, value, other) = (dice.number(), dice.expression("x"), dice.expression("i"));
    let test = dice.test("x");
    let text = &mut functions.text;
    text.line(&format!("i, total, g = 0, {start}, {call}"));
    if dice.one_in(4) {
        text.line("print(next(g, None) is None)");
    }
    let again = dice.one_in(2);
    if again {
        text.open("for turn in range(3):");
        text.line(&format!("g = {call}"));
    }
    text.open("for x in g:");
    text.line("i += 1");
    text.open(&format!("if {test}:"));
    text.line(&format!("total = {value}"));
    text.branch("else:");
    text.line(&format!("total += {other}"));
    text.close();
    let at = 1 + dice.below(12);
    match dice.below(9) {
        0 => text.line(&format!("if i == {at}: break")),
        1 => text.line(&format!("if i == {at}: print(show(next(g, 'end')))")),
        2 => text.line(&format!("if i == {at}: g.close()")),
        3 => text.line(&format!("if i == {at}: print(show(g.throw({})))", dice.error())),
        4 => text.line(&format!("if i == {at}: g.gi_frame.f_locals['x'] = 2.5")),
        5 => text.line(&format!("if i == {at}: g = None")),
        6 => text.line(&format!("if i == {at}: K = lambda v: v")),
        7 => text.line(&format!("if i == {at}: raise {}", dice.error())),
        _ => {}
    }
    if dice.one_in(6) {
        text.branch("else:");
        text.line("print('exhausted')");
    }
    text.close();
    if again {
        text.close();
    }
    text.line("return total, i");
}

/// Builtins that run a generator to its end, or part of the way.
fn consumers(functions: &mut Functions) {
    functions.text.line("found = []");
    for _ in 0..2 + functions.dice.below(4) {
        let call = functions.call(Kind::Generator).expect("there is one");
        let k = functions.dice.number();
        let expression = match functions.dice.below(36) {
            0 => format!("list({call})"),
            1 => format!("sum({call})"),
            2 => format!("tuple({call})"),
            3 => format!("max({call}, key=lambda w: K(w))"),
            4 => format!("{k} in {call}"),
            5 => format!("any({call})"),
            6 => format!("(lambda *a: len(a))(*{call})"),
            7 => format!("dict(zip({call}, range(5)))"),
            8 => format!("','.join({call})"),
            9 => format!("[a for a in {call} for b in range(2)]"),
            10 => format!("(lambda a, *b: (a, len(b)))(*{call})"),
            11 => format!("list(map(lambda a, b: (b, a), {call}, {call}))"),
            12 => format!("sorted({call}, key=str)"),
            13 => format!("bytes({call})"),
            14 => format!("all(w != {k} for w in {call})"),
            15 => format!("min({call}, default={k})"),
            16 => format!("sum((w for w in {call} if w is not None), {k})"),
            17 => format!("list(filter(None, {call}))"),
            18 => format!("len({{*{call}}})"),
            19 => format!("list(itertools.chain({call}, {call}))"),
            20 => format!("list(itertools.islice({call}, 1, None, 2))"),
            21 => format!("list(itertools.takewhile(lambda w: w != {k}, {call}))"),
            22 => format!("list(itertools.dropwhile(lambda w: w != {k}, {call}))"),
            23 => format!("list(itertools.zip_longest({call}, {call}, fillvalue={k}))"),
            24 => format!("[list(t) for t in itertools.tee({call})]"),
            25 => format!("[(key, list(group)) for key, group in itertools.groupby({call}, type)]"),
            26 => format!("list(itertools.accumulate({call}))"),
            27 => format!("list(itertools.starmap(K, zip({call})))"),
            28 => format!("list(itertools.pairwise({call}))"),
            29 => format!("list(itertools.batched({call}, 2))"),
            30 => format!("list(iter({call}.__next__, {k}))"),
            31 => format!("list(map({call}.send, [None, 1, {k}]))"),
            32 => format!("list(zip({call}, [{k}], {call}, strict=True))"),
            33 => format!("dict.fromkeys({call}, {k})"),
            34 => format!("{{w: {k} for w in {call}}}"),
            _ => format!("[].extend({call})"),
        };
        functions.text.open("try:");
        functions.text.line(&format!("found.append({expression})"));
        functions.text.branch("except Exception as e:");
        functions.text.line("print('consumer', told(e))");
        functions.text.close();
    }
    functions.text.line("return found");
}

/// Steps over a few generators, each step in a `try` of its own, within a loop so that they become hot.
fn schedule(functions: &mut Functions, kind: Kind) {
    let count = 1 + functions.dice.below(2);
    let mut calls = Vec::new();
    for _ in 0..count {
        calls.push(functions.call(kind).expect("there is one"));
    }
    functions.text.line(&format!("made = lambda k: ({},)[k]", lambdas(&calls)));
    functions.text.line(&format!("gs = [made(k)() for k in range({count})]"));
    functions.text.line("refs = []");
    functions.text.line("total, i = 0, 0");
    functions.text.open(&format!("for turn in range({}):", 2 + functions.dice.below(10)));
    for _ in 0..2 + functions.dice.below(6) {
        functions.text.line("i += 1");
        let g = format!("gs[{}]", functions.dice.pick(&["0", "-1", "turn % len(gs)", "i % len(gs)", "0"]));
        functions.text.open("try:");
        step(functions, kind, &g, count);
        functions.text.branch("except BaseException as e:");
        functions.text.line("print('step', told(e))");
        functions.text.close();
    }
    functions.text.close();
    // In 3.13 the variables of a frame die first to last, in 3.14 last to first.
    functions.text.line("keep = hold = box = gs = None");
    functions.text.line("return total, i");
}

fn lambdas(calls: &[String]) -> String {
    calls.iter().map(|call| format!("lambda: {call}")).collect::<Vec<_>>().join(", ")
}

fn step(functions: &mut Functions, kind: Kind, g: &str, count: usize) {
    let dice = &mut functions.dice;
    let sent = dice.pick(&["None", "None", "i", "1", "2.5", "'s'", "1 << 62", "turn"]);
    let error = dice.error();
    let asynchronous = kind == Kind::AsyncGenerator;
    let line = match dice.below(29) {
        0..=4 if asynchronous => format!("print(show({g}.asend({sent}).send(None)))"),
        5 if asynchronous => format!("print(show({g}.__anext__().throw({error})))"),
        6 | 7 if asynchronous => format!("print(show({g}.athrow({error}).send(None)))"),
        8 if asynchronous => format!("print(show({g}.aclose().send(None)))"),
        9 if asynchronous => format!("keep = {g}.asend(1)"),
        10 if asynchronous => "print(show(keep.send(None)))".to_owned(),
        11 if asynchronous => "keep.close()".to_owned(),
        12 if asynchronous => format!("print({g}.ag_running, {g}.ag_suspended, show({g}.ag_await))"),
        0..=3 if kind == Kind::Generator => format!("x = next({g})"),
        0..=5 if !asynchronous => format!("x = {g}.send({sent})"),
        6 if !asynchronous => format!("print(show({g}.throw({error})))"),
        7 if !asynchronous => format!("x = {g}.throw({error})"),
        8 if !asynchronous => format!("print(show({g}.close()))"),
        9 if kind == Kind::Generator => {
            format!("print({g}.gi_running, {g}.gi_suspended, show({g}.gi_yieldfrom))")
        }
        10 if kind == Kind::Generator => format!("x = next({g}, 'default')"),
        11 if kind == Kind::Generator => format!("for x in {g}: break"),
        12 if kind == Kind::Generator => format!("x, *_ = {g}"),
        13 if kind == Kind::Generator => format!("for i, x in zip(range(i, i + 3), {g}): total += i"),
        9 if kind == Kind::Coroutine => {
            format!("print({g}.cr_running, {g}.cr_suspended, show({g}.cr_await))")
        }
        14 => format!("print(state({g}))"),
        15 => format!("{g} = made({})()", dice.below(count)),
        16 => format!("{g} = None"),
        17 if kind == Kind::Generator => format!("{g}.gi_frame.f_locals['x'] = {}", dice.value()),
        18 => "G0 = x".to_owned(),
        19 if kind == Kind::Generator => format!("x = sum({g})"),
        20 => format!(
            "frame = {g}.{}_frame; print(frame.f_lineno, frame.f_back is None, sorted(frame.f_locals)); frame = None",
            match kind {
                Kind::Generator => "gi",
                Kind::Coroutine => "cr",
                Kind::AsyncGenerator => "ag",
            }
        ),
        22 => format!("refs.append(_weakref.ref({g}, lambda r: print('gone')))"),
        23 => "print([r() is None for r in refs])".to_owned(),
        24 => format!("hold = Hold(); hold.a, hold.d, hold.b = {g}, Dead(i), Dead('b')"),
        25 => "hold = None".to_owned(),
        26 => format!("box = [Dead(i), ({g}, Dead('t')), {{'k': {g}}}]"),
        27 => "box = None".to_owned(),
        _ => match kind {
            Kind::Generator => format!("total += next({g})"),
            Kind::Coroutine => format!("total += {g}.send(None)"),
            Kind::AsyncGenerator => format!("total += {g}.asend({sent}).send(None)"),
        },
    };
    functions.text.line(&line);
    if dice.one_in(3) {
        let value = dice.expression("x");
        functions.text.line(&format!("total = {value}"));
    }
}
