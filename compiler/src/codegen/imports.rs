//! `import` and `from … import`.

use genjit_bytecode::{Constant, Opcode};
use num_bigint::BigInt;
use ruff_python_ast::{StmtImport, StmtImportFrom};

use crate::codegen::emit::intrinsic;
use crate::codegen::{Compiler, Result};
use crate::ir::Loc;

impl Compiler<'_> {
    pub(super) fn import(&mut self, loc: Loc, s: &StmtImport) -> Result {
        for alias in &s.names {
            self.load_const(loc, Constant::Int(BigInt::ZERO));
            self.load_none(loc);
            self.names_op(loc, Opcode::IMPORT_NAME, &alias.name);
            let (first, rest) = match alias.name.split_once('.') {
                Some((first, rest)) => (first, Some(rest)),
                None => (alias.name.as_str(), None),
            };
            match (&alias.asname, rest) {
                (Some(name), Some(rest)) => self.import_submodule_as(loc, rest, name)?,
                (Some(name), None) => self.store_name(loc, name)?,
                (None, _) => self.store_name(loc, first)?,
            }
        }
        Ok(())
    }

    /// `import a.b.c as d` binds the innermost module.
    fn import_submodule_as(&mut self, loc: Loc, path: &str, name: &str) -> Result {
        for (i, part) in path.split('.').enumerate() {
            if i > 0 {
                self.op_arg(loc, Opcode::SWAP, 2);
                self.op(loc, Opcode::POP_TOP);
            }
            let index = self.unit.names.add(part);
            self.op_arg(loc, Opcode::IMPORT_FROM, index);
        }
        self.store_name(loc, name)?;
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }

    pub(super) fn import_from(&mut self, loc: Loc, s: &StmtImportFrom) -> Result {
        self.load_const(loc, Constant::Int(BigInt::from(s.level)));
        let names = s.names.iter().map(|a| Constant::Str(a.name.as_str().into())).collect();
        self.load_const(loc, Constant::Tuple(names));
        self.names_op(loc, Opcode::IMPORT_NAME, s.module.as_ref().map_or("", |m| m.as_str()));
        if s.names.first().is_some_and(|a| &*a.name == "*") {
            self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::IMPORT_STAR);
            self.op(Loc::NONE, Opcode::POP_TOP);
            return Ok(());
        }
        for alias in &s.names {
            self.names_op(loc, Opcode::IMPORT_FROM, &alias.name);
            self.store_name(loc, alias.asname.as_ref().unwrap_or(&alias.name))?;
        }
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }
}
