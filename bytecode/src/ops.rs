//! The small lists an oparg may index: operators, comparisons, intrinsics, special methods, constants.
//!
//! Each list is declared once, by number from 0, as CPython 3.14 numbers it.

macro_rules! numbered_list {
    ($(#[$doc:meta])* $list:ident, $text:ident { $($(#[$row_doc:meta])* $name:ident = $value:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $list { $($(#[$row_doc])* $name),* }

        impl $list {
            /// Every row, by number.
            pub const ALL: &[$list] = &[$($list::$name),*];

            /// The row with this number.
            pub fn from_number(number: u32) -> Option<$list> {
                Self::ALL.get(usize::try_from(number).ok()?).copied()
            }

            /// The number instructions use.
            pub const fn number(self) -> u32 {
                self as u32
            }

            /// The text `dis` shows.
            pub const fn $text(self) -> &'static str {
                match self { $($list::$name => $value),* }
            }
        }

        impl std::fmt::Display for $list {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.$text())
            }
        }
    };
}

numbered_list! {
    /// Operator of `BINARY_OP`.
    #[allow(missing_docs, reason = "each row shows its operator")]
    BinaryOp, symbol {
        Add = "+";
        And = "&";
        FloorDivide = "//";
        Lshift = "<<";
        MatrixMultiply = "@";
        Multiply = "*";
        Remainder = "%";
        Or = "|";
        Power = "**";
        Rshift = ">>";
        Subtract = "-";
        TrueDivide = "/";
        Xor = "^";
        InplaceAdd = "+=";
        InplaceAnd = "&=";
        InplaceFloorDivide = "//=";
        InplaceLshift = "<<=";
        InplaceMatrixMultiply = "@=";
        InplaceMultiply = "*=";
        InplaceRemainder = "%=";
        InplaceOr = "|=";
        InplacePower = "**=";
        InplaceRshift = ">>=";
        InplaceSubtract = "-=";
        InplaceTrueDivide = "/=";
        InplaceXor = "^=";
        Subscr = "[]";
    }
}

impl BinaryOp {
    /// The in-place form of a plain operator; in-place forms and subscription give themselves.
    pub fn in_place(self) -> BinaryOp {
        let plain_forms = BinaryOp::InplaceAdd.number();
        if self.number() < plain_forms { Self::ALL[(self.number() + plain_forms) as usize] } else { self }
    }

    /// Whether this is an in-place form.
    pub fn is_in_place(self) -> bool {
        self >= BinaryOp::InplaceAdd && self != BinaryOp::Subscr
    }

    /// The plain operator of an in-place form; others give themselves.
    pub fn plain(self) -> BinaryOp {
        if self.is_in_place() {
            Self::ALL[(self.number() - BinaryOp::InplaceAdd.number()) as usize]
        } else {
            self
        }
    }
}

numbered_list! {
    /// Operator of `COMPARE_OP`.
    #[allow(missing_docs, reason = "each row shows its operator")]
    CompareOp, symbol {
        Lt = "<";
        Le = "<=";
        Eq = "==";
        Ne = "!=";
        Gt = ">";
        Ge = ">=";
    }
}

impl CompareOp {
    /// Bit of the oparg that asks for a `bool` whatever the comparison answered.
    pub const BOOL: u32 = 16;

    /// The oparg of `COMPARE_OP`: operator in bits 5.., [`CompareOp::BOOL`], mask in the low four bits.
    pub const fn oparg(self, to_bool: bool) -> u32 {
        self.number() << 5 | if to_bool { Self::BOOL } else { 0 } | self.mask()
    }

    /// The operator of an oparg.
    pub fn from_oparg(oparg: u32) -> Option<CompareOp> {
        Self::from_number(oparg >> 5)
    }

    /// Which outcomes make the comparison true: 1 unordered, 2 less, 4 greater, 8 equal.
    pub const fn mask(self) -> u32 {
        match self {
            CompareOp::Lt => 2,
            CompareOp::Le => 2 | 8,
            CompareOp::Eq => 8,
            CompareOp::Ne => 1 | 2 | 4,
            CompareOp::Gt => 4,
            CompareOp::Ge => 4 | 8,
        }
    }
}

numbered_list! {
    /// What `CALL_INTRINSIC_1` does with its operand.
    Intrinsic1, name {
        /// Not to be used.
        Invalid = "INTRINSIC_1_INVALID";
        /// `sys.displayhook` of an interactive statement.
        Print = "INTRINSIC_PRINT";
        /// `from module import *`.
        ImportStar = "INTRINSIC_IMPORT_STAR";
        /// Wraps a StopIteration that leaves a generator body in a RuntimeError.
        StopIterationError = "INTRINSIC_STOPITERATION_ERROR";
        /// Marks a value yielded by an asynchronous generator.
        AsyncGenWrap = "INTRINSIC_ASYNC_GEN_WRAP";
        /// Unary `+`.
        UnaryPositive = "INTRINSIC_UNARY_POSITIVE";
        /// A tuple of a list's items.
        ListToTuple = "INTRINSIC_LIST_TO_TUPLE";
        /// Makes a `TypeVar`.
        TypeVar = "INTRINSIC_TYPEVAR";
        /// Makes a `ParamSpec`.
        ParamSpec = "INTRINSIC_PARAMSPEC";
        /// Makes a `TypeVarTuple`.
        TypeVarTuple = "INTRINSIC_TYPEVARTUPLE";
        /// `Generic[parameters]`.
        SubscriptGeneric = "INTRINSIC_SUBSCRIPT_GENERIC";
        /// Makes a type alias.
        TypeAlias = "INTRINSIC_TYPEALIAS";
    }
}

numbered_list! {
    /// What `CALL_INTRINSIC_2` does with its operands.
    Intrinsic2, name {
        /// Not to be used.
        Invalid = "INTRINSIC_2_INVALID";
        /// Computes what an `except*` statement raises again.
        PrepReraiseStar = "INTRINSIC_PREP_RERAISE_STAR";
        /// Makes a `TypeVar` with a bound.
        TypeVarWithBound = "INTRINSIC_TYPEVAR_WITH_BOUND";
        /// Makes a `TypeVar` with constraints.
        TypeVarWithConstraints = "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS";
        /// Sets a function's `__type_params__`.
        SetFunctionTypeParams = "INTRINSIC_SET_FUNCTION_TYPE_PARAMS";
        /// Sets the default of a type parameter.
        SetTypeParamDefault = "INTRINSIC_SET_TYPEPARAM_DEFAULT";
    }
}

numbered_list! {
    /// What `LOAD_COMMON_CONSTANT` loads.
    CommonConstant, name {
        /// The exception of `assert`.
        AssertionError = "AssertionError";
        /// The exception of annotation functions asked for another format.
        NotImplementedError = "NotImplementedError";
        /// The type `tuple`.
        Tuple = "tuple";
        /// The built-in `all`.
        All = "<built-in function all>";
        /// The built-in `any`.
        Any = "<built-in function any>";
    }
}

numbered_list! {
    /// What `LOAD_SPECIAL` looks up on the type of its operand.
    SpecialMethod, name {
        /// Enters a `with` block.
        Enter = "__enter__";
        /// Leaves a `with` block.
        Exit = "__exit__";
        /// Enters an `async with` block.
        AsyncEnter = "__aenter__";
        /// Leaves an `async with` block.
        AsyncExit = "__aexit__";
    }
}

/// The special methods by number.
pub const SPECIAL_METHODS: &[SpecialMethod] = SpecialMethod::ALL;

/// The common constants by number.
pub const COMMON_CONSTANTS: &[CommonConstant] = CommonConstant::ALL;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cpythons() {
        assert_eq!(BinaryOp::InplaceAdd.number(), 13);
        assert_eq!(BinaryOp::Subscr.number(), 26);
        assert_eq!(Intrinsic1::TypeAlias.number(), 11);
        assert_eq!(Intrinsic2::SetTypeParamDefault.number(), 5);
    }

    #[test]
    fn in_place_forms_pair_up() {
        for &op in BinaryOp::ALL.iter().filter(|op| !op.is_in_place() && **op != BinaryOp::Subscr) {
            assert_eq!(op.in_place().symbol(), format!("{}=", op.symbol()));
            assert_eq!(op.in_place().plain(), op);
        }
    }

    #[test]
    fn compare_oparg_carries_operator_flag_and_mask() {
        assert_eq!(CompareOp::Lt.oparg(true), 18);
        assert_eq!(CompareOp::Eq.oparg(false), 72);
        assert_eq!(CompareOp::from_oparg(18), Some(CompareOp::Lt));
        assert_eq!(CompareOp::from_oparg(7 << 5), None);
    }
}
