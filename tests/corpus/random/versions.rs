//! What CPython 3.14 prints otherwise than 3.13, in the programs that are made here: the table of intended
//! differences of a comparison with 3.13. Its texts are regular expressions.

use std::sync::LazyLock;

use fancy_regex::Regex;

type Table = &'static [(&'static str, &'static str)];

/// Texts of 3.13 with those of 3.14.
const OTHER: Table = &[
    // 3.14 words every division by zero alike.
    (
        "float modulo by zero|float floor division by zero|float division by zero|integer modulo by zero\
         |integer division or modulo by zero",
        "division by zero",
    ),
    (r"object ([\w.]+) can't be used in 'await' expression", "'$1' object can't be awaited"),
    (r"argument of type '([\w.]+)' is not iterable", "argument of type '$1' is not a container or iterable"),
];

/// What 3.14 says more than 3.13, and what is left where that is left out.
const MORE: Table = &[
    (r"cannot use '[\w.]+' as a (?:dict key|set element) \((unhashable type: '[\w.]+')\)", "$1"),
    (r"(does not support the (?:asynchronous )?context manager protocol) \(missed __\w+__ method\)", "$1"),
];

/// How the lines begin that finalisers print.
const FINALISERS: &[&str] =
    &["del ", "finally ", "exit ", "aexit ", "warned ", "unraisable ", "wild close", "thrown ", "gone"];

/// The output with the lines that may come of finalisers behind the others, in alphabetical order: when a frame ends,
/// 3.13 drops its variables from the first to the last, and then what stands on the operand stack; 3.14 drops the
/// operand stack and then the variables, both from the last to the first.
pub fn finalisers_apart(output: &str) -> String {
    let is_finaliser = |line: &&str| FINALISERS.iter().any(|start| line.starts_with(start));
    let (mut finalisers, others): (Vec<_>, Vec<_>) = output.split_inclusive('\n').partition(is_finaliser);
    finalisers.sort_unstable();
    [others, finalisers].concat().concat()
}

/// The program without `sum`, if it has one: ints among floats are added with the error kept aside in 3.14, and
/// without in 3.13.
pub fn without_sums(source: &str) -> Option<String> {
    source.contains("sum(").then(|| source.replace("sum(", "list("))
}

/// Whether a line is not compared: 3.13 gives no traceback to the group that `except*` makes of a bare exception.
pub fn is_unstable(line: &str) -> bool {
    line.contains("ExceptionGroup('' ")
}

/// The output of a 3.13 with the texts of 3.14.
pub fn as_3_14(output: &str) -> String {
    static TEXTS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| compiled(OTHER));
    replace(&TEXTS, output)
}

/// The output of a 3.14 without what a 3.13 does not say.
pub fn without_more(output: &str) -> String {
    static TEXTS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| compiled(MORE));
    replace(&TEXTS, output)
}

fn compiled(table: Table) -> Vec<(Regex, &'static str)> {
    table.iter().map(|&(text, other)| (Regex::new(text).expect("a regular expression"), other)).collect()
}

fn replace(texts: &[(Regex, &str)], output: &str) -> String {
    texts.iter().fold(output.to_owned(), |text, (regex, other)| regex.replace_all(&text, *other).into_owned())
}
