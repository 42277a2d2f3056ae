//! The builder: code objects for people and front ends without Python source.
//!
//! Instructions are emitted one by one; labels stand for places; constants, names and locals are
//! interned; regions are protected by handlers; the depth of the operand stack is computed. Nothing
//! is added to what is emitted but `EXTENDED_ARG` and inline caches: a generator begins with
//! `RETURN_GENERATOR`, `POP_TOP`, `RESUME 0` because its author says so.
//!
//! ```
//! use genjit_bytecode::{CodeBuilder, CodeFlags, Constant, Opcode::*};
//!
//! let mut code = CodeBuilder::new("pair");
//! code.flags(CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS | CodeFlags::GENERATOR);
//! let none = code.constant(Constant::None);
//! code.emit(RETURN_GENERATOR).emit(POP_TOP).emit_arg(RESUME, 0);
//! for item in [1, 2] {
//!     code.emit_arg(LOAD_SMALL_INT, item).emit_arg(YIELD_VALUE, 0).emit_arg(RESUME, 5).emit(POP_TOP);
//! }
//! code.emit_arg(LOAD_CONST, none).emit(RETURN_VALUE);
//! let code = code.finish()?;
//! assert_eq!(code.stacksize, 1);
//! # Ok::<(), genjit_bytecode::BuildError>(())
//! ```

use std::sync::Arc;

use crate::{
    AsmArg, AsmHandler, AsmInstr, BuildError, CodeFlags, CodeObject, Constant, Label, LocalKind, LocalName,
    Opcode, Position, assemble, depth::stack_depths,
};

/// How many values a handler leaves on the operand stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandlerDepth {
    /// As many as are there before the first protected instruction.
    AtStart,
    /// This many.
    Fixed(u32),
}

#[derive(Clone, Debug)]
struct Region {
    start: Label,
    end: Label,
    target: Label,
    depth: HandlerDepth,
    lasti: bool,
}

/// Makes a code object.
#[derive(Clone, Debug)]
pub struct CodeBuilder {
    code: CodeObject,
    instrs: Vec<AsmInstr>,
    labels: Vec<Option<usize>>,
    regions: Vec<Region>,
    position: Position,
    error: Option<BuildError>,
}

impl CodeBuilder {
    /// A builder of code called `name`, without parameters, of `<builder>` line 1.
    pub fn new(name: &str) -> CodeBuilder {
        let code = CodeObject {
            name: name.into(),
            qualname: name.into(),
            filename: "<builder>".into(),
            firstlineno: 1,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            stacksize: 0,
            flags: CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS,
            units: Vec::new(),
            consts: Vec::new(),
            names: Vec::new(),
            localsplus: Vec::new(),
            exceptiontable: Vec::new(),
            linetable: Vec::new(),
        };
        CodeBuilder {
            code,
            instrs: Vec::new(),
            labels: Vec::new(),
            regions: Vec::new(),
            position: Position::NONE,
            error: None,
        }
    }

    /// Sets `co_qualname`.
    pub fn qualname(&mut self, qualname: &str) -> &mut Self {
        self.code.qualname = qualname.into();
        self
    }

    /// Sets `co_filename` and `co_firstlineno`.
    pub fn source(&mut self, filename: &str, firstlineno: u32) -> &mut Self {
        self.code.filename = filename.into();
        self.code.firstlineno = firstlineno;
        self
    }

    /// Sets `co_flags`.
    pub fn flags(&mut self, flags: CodeFlags) -> &mut Self {
        self.code.flags = flags;
        self
    }

    /// Sets the numbers of parameters: positional (positional-only ones included), positional-only,
    /// keyword-only. The parameters are the first locals.
    pub fn parameters(&mut self, positional: u32, positional_only: u32, keyword_only: u32) -> &mut Self {
        self.code.argcount = positional;
        self.code.posonlyargcount = positional_only;
        self.code.kwonlyargcount = keyword_only;
        self
    }

    /// The index of a constant, added if it is new.
    pub fn constant(&mut self, value: Constant) -> u32 {
        intern(&mut self.code.consts, value, |known, value| known == value)
    }

    /// The index of a name, added if it is new.
    pub fn name(&mut self, name: &str) -> u32 {
        intern(&mut self.code.names, Arc::from(name), |known, name| known == name)
    }

    /// The slot of an ordinary local, added if its name is new.
    pub fn local(&mut self, name: &str) -> u32 {
        self.slot(name, LocalKind::Local)
    }

    /// The slot of a variable, added with this kind if its name is new. Slots must be added as
    /// `localsplus` wants them: locals, cells that are no parameters, free variables.
    pub fn slot(&mut self, name: &str, kind: LocalKind) -> u32 {
        let slot = LocalName { name: name.into(), kind };
        intern(&mut self.code.localsplus, slot, |known, slot| known.name == slot.name)
    }

    /// A new label, not bound yet.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label((self.labels.len() - 1) as u32)
    }

    /// Binds a label to the next instruction.
    pub fn bind(&mut self, label: Label) -> &mut Self {
        match self.labels.get_mut(label.0 as usize) {
            Some(place @ None) => *place = Some(self.instrs.len()),
            Some(Some(_)) => self.fail(BuildError::LabelBoundTwice(label)),
            None => self.fail(BuildError::UnboundLabel(label)),
        }
        self
    }

    /// A new label bound to the next instruction.
    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    /// Sets the source position of the instructions that follow.
    pub fn at(&mut self, position: Position) -> &mut Self {
        self.position = position;
        self
    }

    /// Emits an instruction whose oparg is 0 or not used.
    pub fn emit(&mut self, opcode: Opcode) -> &mut Self {
        self.emit_arg(opcode, 0)
    }

    /// Emits an instruction with an oparg.
    pub fn emit_arg(&mut self, opcode: Opcode, oparg: u32) -> &mut Self {
        self.push(opcode, AsmArg::Value(oparg))
    }

    /// Emits a jump, or `END_ASYNC_FOR` with the label of its `END_SEND`.
    pub fn jump(&mut self, opcode: Opcode, label: Label) -> &mut Self {
        self.push(opcode, AsmArg::Label(label))
    }

    /// Protects the instructions between two labels by the handler at a third. Where regions overlap
    /// the one protected last wins.
    pub fn protect(
        &mut self,
        (start, end): (Label, Label),
        target: Label,
        depth: HandlerDepth,
        lasti: bool,
    ) -> &mut Self {
        self.regions.push(Region { start, end, target, depth, lasti });
        self
    }

    /// The finished code object.
    ///
    /// # Errors
    /// The first thing wrong with what was emitted; see [`BuildError`].
    pub fn finish(mut self) -> Result<CodeObject, BuildError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.place_handlers()?;
        let assembled = assemble(&self.instrs, &self.labels, self.code.firstlineno)?;
        let mut code = self.code;
        code.units = assembled.units;
        code.exceptiontable = assembled.exceptiontable;
        code.linetable = assembled.linetable;
        code.stacksize = assembled.stacksize;
        Ok(code)
    }

    fn push(&mut self, opcode: Opcode, arg: AsmArg) -> &mut Self {
        self.instrs.push(AsmInstr { opcode, arg, position: self.position, handler: None });
        self
    }

    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }

    /// Gives each instruction the handler of the last region that covers it.
    ///
    /// A depth that is wanted "at the start" is known once control is known to come there, which may
    /// be through another region's handler: so rounds, each with the handlers known so far.
    fn place_handlers(&mut self) -> Result<(), BuildError> {
        loop {
            let depths = stack_depths(&self.instrs, &self.labels)?;
            let mut open = false;
            let mut fixed = false;
            for region in &mut self.regions {
                if region.depth != HandlerDepth::AtStart {
                    continue;
                }
                let start = place(region.start, &self.labels)?;
                match depths.before.get(start).copied().flatten() {
                    Some(depth) => {
                        region.depth = HandlerDepth::Fixed(depth);
                        fixed = true;
                    }
                    None => open = true,
                }
            }
            self.cover()?;
            if !open || !fixed {
                return Ok(());
            }
        }
    }

    fn cover(&mut self) -> Result<(), BuildError> {
        for region in &self.regions {
            let HandlerDepth::Fixed(depth) = region.depth else { continue };
            let covered = place(region.start, &self.labels)?..place(region.end, &self.labels)?;
            if covered.is_empty() || covered.end > self.instrs.len() {
                return Err(BuildError::EmptyRegion(region.target));
            }
            let handler = AsmHandler { target: region.target, depth, lasti: region.lasti };
            for instr in &mut self.instrs[covered] {
                instr.handler = Some(handler);
            }
        }
        Ok(())
    }
}

fn place(label: Label, labels: &[Option<usize>]) -> Result<usize, BuildError> {
    labels.get(label.0 as usize).copied().flatten().ok_or(BuildError::UnboundLabel(label))
}

fn intern<T>(table: &mut Vec<T>, value: T, same: impl Fn(&T, &T) -> bool) -> u32 {
    let known = table.iter().position(|known| same(known, &value));
    known.unwrap_or_else(|| {
        table.push(value);
        table.len() - 1
    }) as u32
}
