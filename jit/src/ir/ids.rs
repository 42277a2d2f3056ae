//! Numbers of things inside one region, printed as the dumps print them.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Position in the table of its kind.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the entry at `index` of the table of its kind.
            ///
            /// # Panics
            /// When the table has more than `u32::MAX` entries.
            pub fn from_index(index: usize) -> Self {
                $name(u32::try_from(index).expect("tables of a region are small"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

id!(
    /// An SSA value: `%12`.
    Value,
    "%"
);
id!(
    /// A basic block: `b3`.
    Block,
    "b"
);
id!(
    /// A snapshot: `snap 3`. Its number is also the exit id that machine code returns.
    Snap,
    "snap "
);
id!(
    /// A word known only when the region is compiled (an address or a pinned object): `c2`.
    Const,
    "c"
);
