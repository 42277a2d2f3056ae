//! What the JIT counts: the same numbers on every run of the same program.

use crate::aborts::AbortReason;
use crate::ir::GuardKind;
use crate::snapshot::ExitReason;

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        /// Counters of one [`crate::Jit`].
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Counters {
            $($(#[$doc])* pub $name: u64,)*
            /// Recordings and builds given up, by [`AbortReason`] in the order of its list.
            pub aborts: Vec<u64>,
            /// Exits taken, by [`ExitReason`] in the order of its list.
            pub exits: Vec<u64>,
            /// Guards in compiled regions, by [`GuardKind`] in the order of its list.
            pub guards: Vec<u64>,
        }

        impl Default for Counters {
            fn default() -> Counters {
                Counters {
                    $($name: 0,)*
                    aborts: vec![0; AbortReason::ALL.len()],
                    exits: vec![0; ExitReason::ALL.len()],
                    guards: vec![0; GuardKind::ALL.len()],
                }
            }
        }

        impl Counters {
            /// Every counter with its name, in a fixed order.
            pub fn rows(&self) -> Vec<(String, u64)> {
                let mut rows = vec![$((stringify!($name).to_owned(), self.$name)),*];
                let named = |prefix: &str, name: &str| format!("{prefix}: {name}");
                rows.extend(AbortReason::ALL.iter().zip(&self.aborts).map(|(r, &n)| (named("abort", r.name()), n)));
                rows.extend(ExitReason::ALL.iter().zip(&self.exits).map(|(r, &n)| (named("exit", r.name()), n)));
                rows.extend(GuardKind::ALL.iter().zip(&self.guards).map(|(k, &n)| (named("guard", k.name()), n)));
                rows
            }
        }
    };
}
counters! {
    /// Recordings started.
    recordings;
    /// Instructions recorded.
    steps;
    /// Regions compiled, recompilations included.
    regions;
    /// Recompilations.
    rebuilds;
    /// Regions that the program ran on for while they were compiled, those included that came too late.
    in_background;
    /// Times a hot place was not compiled yet, as that would have cost more than the program's work so far allows.
    put_off;
    /// Loop regions entered from the interpreter.
    loop_entries;
    /// Continuations of bodies entered.
    body_entries;
    /// Regions invalidated because an assumption broke.
    invalidated;
    /// Regions evicted to make room.
    evicted;
    /// IR operations before the passes, over all regions.
    operations_built;
    /// IR operations behind the passes, over all regions.
    operations_left;
    /// Bytes of machine code, over all regions.
    code_bytes;
    /// Generators adopted by compiled regions, over all builds.
    adopted;
    /// Generators that compiled regions create without allocating, over all builds.
    virtual_generators;
}

impl Counters {
    /// Counts an abort.
    pub fn abort(&mut self, reason: AbortReason) {
        self.aborts[reason as usize] += 1;
    }

    /// Counts an exit taken.
    pub fn exit(&mut self, reason: ExitReason) {
        self.exits[reason as usize] += 1;
    }

    /// Counts a guard of a compiled region.
    pub fn guard(&mut self, kind: GuardKind) {
        self.guards[kind as usize] += 1;
    }
}
