//! The workload programs without a hand-written Rust version, with the sizes `N` that the benches use.

/// Name and size, in the order of the tables.
pub const PLAIN: &[(&str, i64)] = &[
    ("async_gen", 200_000),
    ("async_switch", 100),
    ("branchy", 100_000),
    ("flatten", 10_000),
    ("kway_merge", 1_500),
    ("mandelbrot", 40),
    ("megamorphic", 4_000),
    ("nqueens", 7),
    ("permutations", 8),
    ("primes_chain", 300),
    ("primes_dict", 8_000),
    ("throw_machine", 150_000),
    ("tokenizer", 4_000),
    ("trampoline", 20),
    ("tree_balanced", 14),
    ("tree_list", 5_000),
];
