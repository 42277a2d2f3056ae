//! What the runtime counts: the same numbers on every run of the same program.
//!
//! The counters of the JIT are its own (`genjit_jit::Counters`); a report shows both.

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        /// Counters of one [`Vm`](crate::vm::Vm).
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Counters { $($(#[$doc])* pub $name: u64),* }

        impl Counters {
            /// Every counter with its name, in a fixed order.
            pub fn rows(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}
counters! {
    /// Collections of cycles.
    collections;
    /// Objects that collections found unreachable.
    collected;
    /// Guards that machine code passed; counted where one may be forced to fail.
    guards_passed;
    /// Resume points entered as machine code.
    native_resumes;
    /// Suspended generators that the other tier resumed.
    tier_switches;
    /// Exits of machine code whose frames were written back.
    deopts;
}

/// A report of counters, one line each, aligned.
pub fn text_report<'a>(rows: impl Iterator<Item = (&'a str, u64)>) -> String {
    rows.map(|(name, value)| format!("{name:<40}{value:>16}\n")).collect()
}

/// A report of counters as one JSON object.
pub fn json_report<'a>(rows: impl Iterator<Item = (&'a str, u64)>) -> String {
    let fields: Vec<String> = rows.map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_show_every_row() {
        let counters = Counters { collections: 3, ..Counters::default() };
        let text = text_report(counters.rows().into_iter());
        assert_eq!(text.lines().count(), counters.rows().len());
        assert!(json_report(counters.rows().into_iter()).starts_with("{\n  \"collections\": 3,\n"));
    }
}
