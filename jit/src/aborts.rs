//! Why a recording is given up: one list.

use std::fmt;

macro_rules! abort_reasons {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $retry:literal;)*) => {
        /// Why a recording or a build is given up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum AbortReason { $($(#[$doc])* $name),* }

        impl AbortReason {
            /// Every reason, in the order of the list.
            pub const ALL: &[AbortReason] = &[$(AbortReason::$name),*];

            /// Text in the log and in counters.
            pub const fn name(self) -> &'static str {
                match self { $(AbortReason::$name => $text),* }
            }

            /// Whether the place is tried again after a penalty.
            pub const fn retries(self) -> bool {
                match self { $(AbortReason::$name => $retry),* }
            }
        }

        impl fmt::Display for AbortReason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
abort_reasons! {
    /// An instruction, or a form of it, that is not compiled.
    Nyi = "NYI", true;
    /// More steps than a recording may have.
    TooLong = "too long", true;
    /// More activations inside each other than a recording may have.
    TooDeep = "too deep", true;
    /// The root frame was left before its loop closed.
    LeftRoot = "left the root frame", true;
    /// An exception was raised.
    Raised = "exception", true;
    /// The option `abort-at` asked for it.
    Forced = "forced", true;
    /// The region would have more operations or words in its exits than allowed, or passes a limit of the
    /// code generator.
    Budget = "budget", true;
    /// A recording from an exit saw nothing that the region does not know.
    NothingNew = "nothing new", true;
    /// A region built again from an exit does no more than before.
    NothingGained = "nothing gained", false;
    /// No memory for code.
    CodeSpace = "no code space", true;
}

/// A recording or build given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abort {
    /// Why.
    pub reason: AbortReason,
    /// The instruction or construct, where one is to blame (`IMPORT_NAME`).
    pub detail: String,
}

impl Abort {
    /// Given up for this reason, nothing in particular to blame.
    pub fn new(reason: AbortReason) -> Abort {
        Abort { reason, detail: String::new() }
    }

    /// Given up because `what` is not compiled yet.
    pub fn nyi(what: impl fmt::Display) -> Abort {
        Abort { reason: AbortReason::Nyi, detail: what.to_string() }
    }
}

impl fmt::Display for Abort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.detail.as_str() {
            "" => write!(f, "{}", self.reason),
            detail => write!(f, "{}: {detail}", self.reason),
        }
    }
}
