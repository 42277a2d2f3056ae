//! Facts of a runtime that does not exist: addresses and pins made up from their ids.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, parse_code};
use genjit_jit::observe::{CodeId, ConstId, Facts, ShapeId};

/// Code objects by id, everything else by arithmetic.
#[derive(Default)]
pub struct Fake {
    codes: Vec<Arc<CodeObject>>,
}

impl Fake {
    /// Adds the code object with the next id.
    pub fn add_code(&mut self, text: &str) {
        let code = parse_code(text).unwrap_or_else(|error| panic!("{error}"));
        self.codes.push(Arc::new(code));
    }
}

impl Facts for Fake {
    fn code(&self, id: CodeId) -> Arc<CodeObject> {
        Arc::clone(&self.codes[id.0 as usize])
    }

    fn unit_address(&self, id: CodeId, pc: u32) -> u64 {
        0x10_0000 * (u64::from(id.0) + 1) + 2 * u64::from(pc)
    }

    fn resume_word(&self, id: CodeId, pc: u32) -> u64 {
        0x4000_0000 + self.unit_address(id, 4 * pc)
    }

    fn constant_word(&self, id: ConstId) -> u64 {
        0x8000_0001 + 16 * u64::from(id.0)
    }

    fn code_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        ConstId(1000 + 100 * id.0 + index)
    }

    fn name_constant(&mut self, id: CodeId, index: u32) -> ConstId {
        ConstId(2000 + 100 * id.0 + index)
    }

    fn code_word(&mut self, id: CodeId) -> ConstId {
        ConstId(3000 + id.0)
    }

    fn shape_type(&self, id: ShapeId) -> Option<u32> {
        Some(100 + id.0)
    }
}
