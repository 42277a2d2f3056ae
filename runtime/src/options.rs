//! Everything a machine may be told: one list.
//!
//! A row gives the field, its flag, how the flag's value is written, the default and what it does. From
//! the list come [`Options`], [`Options::parse_flags`] and [`help`]. None of the options changes what a
//! program prints on standard output.

use std::fmt;
use std::path::PathBuf;

/// When machine code is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tiering {
    /// Never: the interpreter runs alone.
    Off,
    /// For what is hot.
    #[default]
    On,
    /// At the second time a place is reached.
    Eager,
}

/// What is printed of each stage of compilation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dumps {
    /// Code objects, as they are made.
    pub bytecode: bool,
    /// What the recorder saw.
    pub events: bool,
    /// Region IR before and after the passes.
    pub ir: bool,
    /// Cranelift's input.
    pub clif: bool,
    /// Machine code.
    pub asm: bool,
}

/// How counters are printed at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stats {
    /// Not at all.
    #[default]
    Off,
    /// One line each.
    Text,
    /// One JSON object.
    Json,
}

/// A flag that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFlag(String);

impl fmt::Display for BadFlag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadFlag {}

/// The type of an option: how its text is read.
trait FlagValue: Sized {
    /// Reads what stands behind `=`; `None` if the flag stands alone.
    fn read(text: Option<&str>) -> Option<Self>;
}

impl FlagValue for bool {
    fn read(text: Option<&str>) -> Option<bool> {
        text.is_none().then_some(true)
    }
}

impl FlagValue for u64 {
    fn read(text: Option<&str>) -> Option<u64> {
        text?.parse().ok()
    }
}

impl FlagValue for Option<u64> {
    fn read(text: Option<&str>) -> Option<Option<u64>> {
        text?.parse().ok().map(Some)
    }
}

impl FlagValue for Option<PathBuf> {
    fn read(text: Option<&str>) -> Option<Option<PathBuf>> {
        text.filter(|text| !text.is_empty()).map(|text| Some(PathBuf::from(text)))
    }
}

impl FlagValue for Vec<String> {
    fn read(text: Option<&str>) -> Option<Vec<String>> {
        let names: Vec<String> = text?.split(',').map(str::to_owned).collect();
        names.iter().all(|name| !name.is_empty()).then_some(names)
    }
}

impl FlagValue for Tiering {
    fn read(text: Option<&str>) -> Option<Tiering> {
        match text? {
            "off" => Some(Tiering::Off),
            "on" => Some(Tiering::On),
            "eager" => Some(Tiering::Eager),
            _ => None,
        }
    }
}

impl FlagValue for Stats {
    fn read(text: Option<&str>) -> Option<Stats> {
        match text {
            None => Some(Stats::Text),
            Some("json") => Some(Stats::Json),
            Some(_) => None,
        }
    }
}

impl FlagValue for Dumps {
    fn read(text: Option<&str>) -> Option<Dumps> {
        let mut dumps = Dumps::default();
        for stage in text?.split(',') {
            let field = match stage {
                "bytecode" => &mut dumps.bytecode,
                "events" => &mut dumps.events,
                "ir" => &mut dumps.ir,
                "clif" => &mut dumps.clif,
                "asm" => &mut dumps.asm,
                _ => return None,
            };
            *field = true;
        }
        Some(dumps)
    }
}

/// Calls `$mac!` with one row an option:
/// `field: type = default, "flag", "how its value is written", "default in words", "what it does";`
macro_rules! for_each_option {
    ($mac:ident) => {
        $mac! {
            jit: Tiering = Tiering::On, "--jit", "=off|on|eager", "on", "When machine code is made.";
            jit_threshold: Option<u64> = None, "--jit-threshold", "=N", "1039", "Times a loop head or resume point is reached before it is recorded.";
            jit_wait: bool = false, "--jit-wait", "", "off", "The program waits while machine code is made for it: equal runs make equal code.";
            jit_skip: Vec<String> = Vec::new(), "--jit-skip", "=NAME,…", "none", "Functions, by their `__qualname__`, that no machine code is made for.";
            jit_exit_at: Option<u64> = None, "--jit-exit-at", "=N", "off", "The N-th guard that is tested fails although it holds.";
            jit_exit_every: Option<u64> = None, "--jit-exit-every", "=N", "off", "Every N-th guard that is tested fails although it holds.";
            jit_switch_tier: bool = false, "--jit-switch-tier", "", "off", "Generators are resumed by interpreter and machine code in turn.";
            jit_abort_at: Option<u64> = None, "--jit-abort-at", "=N", "off", "Recordings are given up at their N-th step.";
            jit_code_fail_at: Option<u64> = None, "--jit-code-fail-at", "=N", "off", "The N-th allocation of code memory fails.";
            jit_code_limit: u64 = 64 << 20, "--jit-code-limit", "=BYTES", "67108864", "Machine code kept at most.";
            gc_every: u64 = 0, "--gc-every", "=N", "off", "Collects after every N allocations.";
            stdlib: Option<PathBuf> = None, "--stdlib", "=DIR", "$GENJIT_STDLIB", "The folder of a CPython's library: pure modules that are not inside come from it.";
            seed: u64 = 0, "--seed", "=N", "0", "Seed of everything that is chosen at random.";
            verify: bool = false, "--verify", "", "off", "Checks the rules of frames, counts, chains and regions while running.";
            jit_log: bool = false, "--jit-log", "", "off", "Prints a line for each event in the life of a trace.";
            jit_dump: Dumps = Dumps::default(), "--jit-dump", "=STAGE,…", "none", "Prints stages of compilation: bytecode, events, ir, clif, asm.";
            stats: Stats = Stats::Off, "--stats", "[=json]", "off", "Prints the counters at the end.";
            perf_map: bool = false, "--perf-map", "", "off", "Writes the places of machine code for Linux perf.";
        }
    };
}

macro_rules! define_options {
    ($($field:ident: $ty:ty = $default:expr, $flag:literal, $value:literal, $words:literal, $doc:literal;)*) => {
        /// Options of a `Vm`; the defaults are what users get.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Options { $(#[doc = $doc] pub $field: $ty),* }

        impl Default for Options {
            fn default() -> Options {
                Options { $($field: $default),* }
            }
        }

        impl Options {
            /// Takes one flag, such as `--jit=off`; answers whether it is a flag of this list.
            ///
            /// # Errors
            /// The flag's value cannot be read.
            pub fn take_flag(&mut self, text: &str) -> Result<bool, BadFlag> {
                let (name, value) = match text.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (text, None),
                };
                match name {
                    $($flag => {
                        let bad = || BadFlag(format!("bad value in '{text}': expected {}{}", $flag, $value));
                        self.$field = FlagValue::read(value).ok_or_else(bad)?;
                    })*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        /// Rows of the help text: flag with its value, default, what it does.
        pub const HELP: &[(&str, &str, &str)] = &[$((concat!($flag, $value), $words, $doc)),*];
    };
}
for_each_option!(define_options);

impl Options {
    /// The defaults with what the environment says: `GENJIT_STDLIB` stands for `--stdlib`.
    #[allow(clippy::disallowed_methods, reason = "this is the options file")]
    pub fn from_environment() -> Options {
        let stdlib = std::env::var_os("GENJIT_STDLIB").filter(|folder| !folder.is_empty());
        Options { stdlib: stdlib.map(PathBuf::from), ..Options::default() }
    }

    /// Options from flags, such as `["--jit=eager", "--verify"]`.
    ///
    /// # Errors
    /// A flag is unknown or its value cannot be read.
    ///
    /// ```
    /// use genjit_runtime::options::{Options, Tiering};
    /// assert_eq!(Options::parse_flags(&["--jit=off"])?.jit, Tiering::Off);
    /// assert!(Options::parse_flags(&["--jit=maybe"]).is_err());
    /// # Ok::<(), genjit_runtime::options::BadFlag>(())
    /// ```
    pub fn parse_flags(flags: &[&str]) -> Result<Options, BadFlag> {
        let mut options = Options::default();
        for flag in flags {
            if !options.take_flag(flag)? {
                return Err(BadFlag(format!("unknown option '{flag}'")));
            }
        }
        Ok(options)
    }
}

/// The options as a text for users, one line each.
pub fn help() -> String {
    let width = HELP.iter().map(|(flag, ..)| flag.chars().count()).max().unwrap_or(0);
    let line = |(flag, default, doc): &(&str, &str, &str)| {
        let gap = " ".repeat(width - flag.chars().count());
        format!("  {flag}{gap}  {doc} [{default}]\n")
    };
    HELP.iter().map(line).collect()
}

/// The environment of the process, for programs that ask for it.
pub(crate) fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
        .collect()
}

/// The local zone that the environment names.
#[allow(clippy::disallowed_methods, reason = "this is the options file")]
pub(crate) fn time_zone() -> Option<String> {
    std::env::var_os("TZ").map(|name| name.to_string_lossy().into_owned())
}

/// The folder where programs keep what they note for this user from one run to the next.
#[allow(clippy::disallowed_methods, reason = "this is the options file")]
pub fn state_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local/state")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read() {
        let options =
            Options::parse_flags(&["--jit=eager", "--jit-exit-at=3", "--stats=json", "--jit-dump=ir,asm"])
                .unwrap();
        assert_eq!((options.jit, options.jit_exit_at, options.stats), (Tiering::Eager, Some(3), Stats::Json));
        assert!(options.jit_dump.ir && options.jit_dump.asm && !options.jit_dump.clif);
    }

    #[test]
    fn misuse_is_named() {
        let error = |flag| Options::parse_flags(&[flag]).unwrap_err().to_string();
        assert_eq!(error("--jit=x"), "bad value in '--jit=x': expected --jit=off|on|eager");
        assert_eq!(error("--verify=1"), "bad value in '--verify=1': expected --verify");
        assert_eq!(error("--nope"), "unknown option '--nope'");
    }
}
