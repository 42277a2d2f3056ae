//! Tuple, list, set and dict displays.

use genjit_bytecode::Opcode;
use ruff_python_ast::{DictItem, Expr};

use crate::codegen::emit::intrinsic;
use crate::codegen::{Compiler, Result};
use crate::ir::Loc;

/// Most values that a display puts on the stack at once.
pub(super) const STACK_USE_GUIDELINE: usize = 30;

/// How a sequence is built.
#[derive(Clone, Copy)]
pub(super) struct Sequence {
    build: Opcode,
    add: Opcode,
    extend: Opcode,
    /// Built as a list, made a tuple at the end.
    tuple: bool,
}

impl Sequence {
    pub(super) const LIST: Sequence = Sequence {
        build: Opcode::BUILD_LIST,
        add: Opcode::LIST_APPEND,
        extend: Opcode::LIST_EXTEND,
        tuple: false,
    };
    pub(super) const TUPLE: Sequence = Sequence { tuple: true, ..Sequence::LIST };
    pub(super) const SET: Sequence =
        Sequence { build: Opcode::BUILD_SET, add: Opcode::SET_ADD, extend: Opcode::SET_UPDATE, tuple: false };
}

impl<'a> Compiler<'a> {
    /// Builds a sequence of `pushed` values that are on the stack and of `items`.
    pub(super) fn sequence(&mut self, loc: Loc, items: &'a [Expr], pushed: u32, how: Sequence) -> Result {
        let total = items.len() as u32 + pushed;
        let big = total as usize > STACK_USE_GUIDELINE;
        if !big && !items.iter().any(Expr::is_starred_expr) {
            items.iter().try_for_each(|item| self.expr(item))?;
            self.op_arg(loc, if how.tuple { Opcode::BUILD_TUPLE } else { how.build }, total);
            return Ok(());
        }
        let mut built = big;
        if big {
            self.op_arg(loc, how.build, pushed);
        }
        for (i, item) in items.iter().enumerate() {
            if let Expr::Starred(star) = item {
                if !built {
                    self.op_arg(loc, how.build, i as u32 + pushed);
                    built = true;
                }
                self.expr(&star.value)?;
                self.op_arg(loc, how.extend, 1);
            } else {
                self.expr(item)?;
                if built {
                    self.op_arg(loc, how.add, 1);
                }
            }
        }
        if how.tuple {
            self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::LIST_TO_TUPLE);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, loc: Loc, items: &'a [DictItem]) -> Result {
        let mut have_dict = false;
        // Items before `i` that are not built yet.
        let mut waiting = 0;
        for (i, item) in items.iter().enumerate() {
            if item.key.is_some() {
                if waiting * 2 > STACK_USE_GUIDELINE {
                    self.dict_part(loc, &items[i - waiting..=i], &mut have_dict)?;
                    waiting = 0;
                } else {
                    waiting += 1;
                }
                continue;
            }
            if waiting > 0 {
                self.dict_part(loc, &items[i - waiting..i], &mut have_dict)?;
                waiting = 0;
            }
            if !have_dict {
                self.op_arg(loc, Opcode::BUILD_MAP, 0);
                have_dict = true;
            }
            self.expr(&item.value)?;
            self.op_arg(loc, Opcode::DICT_UPDATE, 1);
        }
        if waiting > 0 {
            self.dict_part(loc, &items[items.len() - waiting..], &mut have_dict)?;
        }
        if !have_dict {
            self.op_arg(loc, Opcode::BUILD_MAP, 0);
        }
        Ok(())
    }

    /// Builds a dict of items with keys, and merges it into the one below if there is one.
    fn dict_part(&mut self, loc: Loc, items: &'a [DictItem], have_dict: &mut bool) -> Result {
        let big = items.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.op_arg(loc, Opcode::BUILD_MAP, 0);
        }
        for item in items {
            if let Some(key) = &item.key {
                self.expr(key)?;
            }
            self.expr(&item.value)?;
            if big {
                self.op_arg(loc, Opcode::MAP_ADD, 1);
            }
        }
        if !big {
            self.op_arg(loc, Opcode::BUILD_MAP, items.len() as u32);
        }
        if std::mem::replace(have_dict, true) {
            self.op_arg(loc, Opcode::DICT_UPDATE, 1);
        }
        Ok(())
    }
}
