//! Lowering of a region's blocks, ends and exits. The families of ops are in the sibling files.

use super::{CompileError, HelperTable, Options};
use crate::abi::{Helper, tag, vm};
use crate::ir::{
    self, Alias, Cfg, GuardKind, Imm, Inst, Op, Region, RegionKind, Snap, Target, Terminator, Type,
};
use cranelift_codegen::Context;
use cranelift_codegen::ir::{
    AbiParam, AliasRegion, AliasRegionData, Block, BlockArg, InstBuilder, MemFlagsData, SigRef, Signature,
    SourceLoc, UserFuncName, Value, condcodes::IntCC, types,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Switch};
use rustc_hash::FxHashMap;

/// Where addresses come from.
pub(super) enum Words<'a> {
    /// The addresses of this process.
    Real {
        /// Helpers.
        helpers: &'a HelperTable,
        /// Constants.
        region: &'a Region,
    },
    /// Placeholders for dumps, as wide as addresses so that the code has the same shape.
    Shown,
}

impl Words<'_> {
    /// Placeholder of a helper.
    pub(super) fn shown_helper(helper: Helper) -> u64 {
        0x7e10_0000_1000_0000 + helper as u64 * 16
    }

    /// Placeholder of a constant.
    pub(super) fn shown_const(id: ir::Const) -> u64 {
        0x7e20_0000_1000_0000 + id.index() as u64 * 16
    }

    fn helper(&self, helper: Helper) -> u64 {
        match self {
            Words::Real { helpers, .. } => helpers.address(helper),
            Words::Shown => Self::shown_helper(helper),
        }
    }

    fn constant(&self, id: ir::Const) -> u64 {
        match self {
            Words::Real { region, .. } => region.consts()[id.index()].word,
            Words::Shown => Self::shown_const(id),
        }
    }
}

/// Lowers a region to a function in Cranelift's IR.
pub(super) fn lower(
    region: &Region,
    options: &Options,
    words: &Words<'_>,
    isa: &dyn TargetIsa,
) -> Result<Context, CompileError> {
    debug_assert_eq!(ir::verify(region), Ok(()));
    let mut context = Context::new();
    context.func.signature = signature(region.kind, isa);
    context.func.name = UserFuncName::user(0, options.region_id);
    let mut frontend = FunctionBuilderContext::new();
    let builder = FunctionBuilder::new(&mut context.func, &mut frontend);
    let cfg = Cfg::new(region);
    let mut lowering = Lowering {
        b: builder,
        region,
        options,
        words,
        blocks: FxHashMap::default(),
        values: vec![None; region.value_count()],
        constants: vec![None; region.value_count()],
        signatures: FxHashMap::default(),
        aliases: FxHashMap::default(),
        conv: isa.default_call_conv(),
        cold: false,
        marks: innermost_loops(region, &cfg),
        undo: None,
        last_exit: None,
    };
    lowering.make_blocks(&cfg);
    lowering.find_constants(&cfg);
    for block in &cfg.order {
        lowering.lower_block(*block)?;
    }
    lowering.fill_last_exit();
    lowering.b.seal_all_blocks();
    lowering.b.finalize(isa.frontend_config());
    Ok(context)
}

/// A mark for each block of a loop that contains no other, but for its cold parts.
fn innermost_loops(region: &Region, cfg: &Cfg) -> FxHashMap<ir::Block, SourceLoc> {
    let loops = cfg.loops();
    let mut marks = FxHashMap::default();
    for (mark, (head, body)) in loops.iter().enumerate() {
        if loops.iter().any(|(other, _)| other != head && body.contains(other)) {
            continue;
        }
        let hot = body.iter().filter(|block| !region.block(**block).cold);
        let mark = SourceLoc::new(u32::try_from(mark).unwrap_or(0));
        marks.extend(hot.map(|block| (*block, mark)));
    }
    marks
}

fn signature(kind: RegionKind, isa: &dyn TargetIsa) -> Signature {
    let mut signature = Signature::new(isa.default_call_conv());
    let params = kind.parameters().iter().map(|ty| AbiParam::new(machine_type(*ty)));
    signature.params.extend(params);
    signature.returns.push(AbiParam::new(types::I64));
    signature
}

/// The register type of an IR type.
pub(super) fn machine_type(ty: Type) -> types::Type {
    match ty {
        Type::Int | Type::Val | Type::Ptr => types::I64,
        Type::Float => types::F64,
        Type::Bool => types::I8,
    }
}

/// Where to go, with the values of its parameters.
type Edge = (Block, Vec<BlockArg>);

/// State of lowering one region.
pub(super) struct Lowering<'a> {
    pub(super) b: FunctionBuilder<'a>,
    pub(super) region: &'a Region,
    pub(super) options: &'a Options,
    words: &'a Words<'a>,
    blocks: FxHashMap<ir::Block, Block>,
    values: Vec<Option<Value>>,
    /// Constants are made anew at each use, so that none occupies a register in between.
    constants: Vec<Option<(Op, Imm)>>,
    signatures: FxHashMap<Helper, SigRef>,
    aliases: FxHashMap<Alias, AliasRegion>,
    pub(super) conv: cranelift_codegen::isa::CallConv,
    cold: bool,
    /// Marks of the blocks of innermost loops, for [`super::layout`].
    marks: FxHashMap<ir::Block, SourceLoc>,
    /// While the exit of a checked sum is filled.
    pub(super) undo: Option<Undo>,
    last_exit: Option<Block>,
}

/// A sum that is being checked. The exit computes the first operand back from it, so that the operand is
/// dead behind the sum and both share a register: accumulators then are not copied on each iteration.
#[derive(Clone, Copy)]
pub(super) struct Undo {
    pub(super) operand: Value,
    pub(super) result: Value,
    pub(super) other: Value,
}

impl Lowering<'_> {
    fn make_blocks(&mut self, cfg: &Cfg) {
        for block in &cfg.order {
            let made = self.b.create_block();
            self.blocks.insert(*block, made);
            let data = self.region.block(*block);
            for param in &data.params {
                let value = self.b.append_block_param(made, machine_type(self.region.ty(*param)));
                self.values[param.index()] = Some(value);
            }
            if data.cold {
                self.b.set_cold_block(made);
            }
        }
    }

    fn find_constants(&mut self, cfg: &Cfg) {
        for inst in cfg.order.iter().flat_map(|block| &self.region.block(*block).insts) {
            if let (Some(result), true) = (inst.result, inst.op.is_const()) {
                self.constants[result.index()] = Some((inst.op, inst.imm));
            }
        }
    }

    fn lower_block(&mut self, block: ir::Block) -> Result<(), CompileError> {
        self.b.switch_to_block(self.blocks[&block]);
        let data = self.region.block(block);
        self.cold = data.cold;
        self.b.set_srcloc(self.marks.get(&block).copied().unwrap_or_default());
        for inst in data.insts.iter().filter(|inst| !inst.op.is_const()) {
            let result = self.lower_inst(inst);
            if let Some(name) = inst.result {
                let value = result.ok_or_else(|| CompileError::Codegen(format!("{inst} has no result")))?;
                self.values[name.index()] = Some(value);
            }
        }
        self.lower_end(&data.end)
    }

    fn lower_inst(&mut self, inst: &Inst) -> Option<Value> {
        let args: Vec<Value> = inst.args.iter().map(|arg| self.value(*arg)).collect();
        if let (Some(snap), Some(kind)) = (inst.snap, inst.op.guard()) {
            self.force_exit(kind, snap);
        }
        match inst.op {
            op if inst.snap.is_some() => self.lower_guard(op, inst, &args),
            Op::const_int
            | Op::const_float
            | Op::const_bool
            | Op::const_val
            | Op::const_ref
            | Op::const_ptr => Some(self.lower_const(inst.imm, inst.op)),
            Op::call => self.lower_call(inst.helper()?, &args),
            Op::inc | Op::inc_any | Op::dec | Op::dec_any => {
                self.lower_count(inst.op, args[0]);
                None
            }
            op => match inst.imm {
                Imm::Mem(offset, alias) => self.lower_memory(op, offset, alias, &args),
                _ => self.lower_tagging(inst, &args).or_else(|| self.lower_arith(op, &args)),
            },
        }
    }

    fn lower_const(&mut self, imm: Imm, op: Op) -> Value {
        match imm {
            Imm::Int(value) if op == Op::const_bool => self.b.ins().iconst(types::I8, value),
            Imm::Int(value) => self.b.ins().iconst(types::I64, value),
            Imm::Float(bits) => self.b.ins().f64const(f64::from_bits(bits)),
            Imm::Const(id) => self.word(self.words.constant(id)),
            Imm::Word(word) => self.word(word),
            Imm::None | Imm::Mem(..) | Imm::Type(_) | Imm::Helper(_) => self.word(tag::NULL),
        }
    }

    /// The machine value of an IR value.
    pub(super) fn value(&mut self, value: ir::Value) -> Value {
        if let Some((op, imm)) = self.constants[value.index()] {
            return self.lower_const(imm, op);
        }
        self.values[value.index()].expect("the verifier has seen definitions before uses")
    }

    /// A 64-bit constant.
    pub(super) fn word(&mut self, word: u64) -> Value {
        self.b.ins().iconst(types::I64, word.cast_signed())
    }

    /// Address of a helper.
    pub(super) fn helper_word(&mut self, helper: Helper) -> Value {
        self.word(self.words.helper(helper))
    }

    /// The signature of a helper with the `Vm` in front, imported once.
    pub(super) fn helper_signature(&mut self, helper: Helper) -> SigRef {
        if let Some(known) = self.signatures.get(&helper) {
            return *known;
        }
        let mut signature = Signature::new(self.conv);
        signature.params.push(AbiParam::new(types::I64));
        let params = helper.parameters().iter().filter_map(|param| param.ty());
        signature.params.extend(params.map(|ty| AbiParam::new(machine_type(ty))));
        signature.returns.extend(helper.result().ty().map(|ty| AbiParam::new(machine_type(ty))));
        let made = self.b.import_signature(signature);
        self.signatures.insert(helper, made);
        made
    }

    /// Flags of an access to this part of memory: aligned, in bounds, overlapping no other part.
    pub(super) fn flags(&mut self, alias: Alias) -> MemFlagsData {
        let count = u32::try_from(self.aliases.len()).unwrap_or(u32::MAX);
        let regions = &mut self.b.func.dfg.alias_regions;
        let region = self.aliases.entry(alias).or_insert_with(|| {
            regions.insert(AliasRegionData { user_id: count, description: alias.to_string().into() })
        });
        let flags = MemFlagsData::trusted().with_alias_region(Some(*region));
        if alias == Alias::Const { flags.with_readonly() } else { flags }
    }

    /// A new block for the rest of this one, as cold as it.
    pub(super) fn next_block(&mut self) -> Block {
        let block = self.b.create_block();
        if self.cold {
            self.b.set_cold_block(block);
        }
        block
    }

    /// A new cold block.
    pub(super) fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }

    /// Goes on here if the condition holds, else leaves through the snapshot.
    pub(super) fn exit_unless(&mut self, condition: Value, snap: Snap) {
        let (next, exit) = (self.next_block(), self.cold_block());
        self.b.ins().brif(condition, next, &[], exit, &[]);
        self.fill_exit(exit, snap);
        self.b.switch_to_block(next);
    }

    /// Leaves through the snapshot if the condition holds.
    pub(super) fn exit_if(&mut self, condition: Value, snap: Snap) {
        let (next, exit) = (self.next_block(), self.cold_block());
        self.b.ins().brif(condition, exit, &[], next, &[]);
        self.fill_exit(exit, snap);
        self.b.switch_to_block(next);
    }

    /// The forced-exit modes: count guards down, leave at zero.
    fn force_exit(&mut self, kind: GuardKind, snap: Snap) {
        if !self.options.forced_exits || !kind.may_force() {
            return;
        }
        let vm = self.value(self.region.vm());
        let flags = self.flags(Alias::Vm);
        let left = self.b.ins().load(types::I64, flags, vm, vm::EXIT_COUNTDOWN);
        let left = self.b.ins().iadd_imm_s(left, -1);
        self.b.ins().store(flags, left, vm, vm::EXIT_COUNTDOWN);
        let spent = self.b.ins().icmp_imm_s(IntCC::Equal, left, 0);
        self.exit_if(spent, snap);
    }

    /// Each guard has an exit block of its own: sharing them costs moves on the way.
    pub(super) fn fill_exit(&mut self, block: Block, snap: Snap) {
        let mark = self.b.srcloc();
        self.b.set_srcloc(SourceLoc::default());
        self.b.switch_to_block(block);
        self.lower_exit(snap);
        self.b.set_srcloc(mark);
    }

    fn lower_exit(&mut self, snap: Snap) {
        let buffer = self.exit_buffer();
        let flags = self.flags(Alias::Exit);
        let id = self.b.ins().iconst(types::I32, i64::from(snap.0));
        self.b.ins().store(flags, id, buffer, 0);
        let undone = self.undo.map(|undo| (undo.operand, self.b.ins().isub(undo.result, undo.other)));
        let mut offset = 8;
        for word in &self.region.snapshot(snap).words {
            let mut value = self.value(*word);
            if let Some((_, before)) = undone.filter(|(operand, _)| *operand == value) {
                value = before;
            }
            if self.region.ty(*word) == Type::Bool {
                value = self.b.ins().uextend(types::I64, value);
            }
            self.b.ins().store(flags, value, buffer, offset);
            offset += 8;
        }
        let last = self.last_exit();
        self.b.ins().jump(last, &[]);
    }

    fn exit_buffer(&mut self) -> Value {
        let vm = self.value(self.region.vm());
        let flags = self.flags(Alias::Vm);
        self.b.ins().load(types::I64, flags, vm, vm::EXIT_BUFFER)
    }

    /// Where all exits end: what they have in common is most of what a short one does.
    fn last_exit(&mut self) -> Block {
        match self.last_exit {
            Some(block) => block,
            None => {
                let block = self.cold_block();
                self.last_exit = Some(block);
                block
            }
        }
    }

    fn fill_last_exit(&mut self) {
        let Some(block) = self.last_exit else { return };
        self.b.set_srcloc(SourceLoc::default());
        self.b.switch_to_block(block);
        let buffer = self.exit_buffer();
        let flags = self.flags(Alias::Exit);
        let region = self.b.ins().iconst(types::I32, i64::from(self.options.region_id));
        self.b.ins().store(flags, region, buffer, 4);
        let answer = match self.region.kind {
            RegionKind::Loop => self.b.ins().uload32(flags, buffer, 0),
            RegionKind::Body => self.word(tag::UNWIND),
        };
        self.b.ins().return_(&[answer]);
    }

    fn lower_end(&mut self, end: &Terminator) -> Result<(), CompileError> {
        match end {
            Terminator::Open => return Err(CompileError::Codegen("a block does not end".to_owned())),
            Terminator::Jump(target) => {
                let (block, args) = self.target(target);
                self.b.ins().jump(block, &args);
            }
            Terminator::Branch(condition, then, otherwise) => {
                let condition = self.value(*condition);
                let (then, otherwise, landings) = self.near(then, otherwise);
                self.b.ins().brif(condition, then.0, &then.1, otherwise.0, &otherwise.1);
                self.fill_landings(landings);
            }
            Terminator::Switch(value, cases, default) => self.lower_switch(*value, cases, default),
            Terminator::Exit(snap) => self.lower_exit(*snap),
            Terminator::Return(value) => {
                let value = self.value(*value);
                self.b.ins().return_(&[value]);
            }
        }
        Ok(())
    }

    /// The targets of a branch. A cold one is reached through a landing right behind the branch: with the
    /// cold block far away, a branch back to a loop's head would need a jump of its own.
    fn near(&mut self, then: &Target, otherwise: &Target) -> (Edge, Edge, Vec<(Block, Edge)>) {
        let is_cold = |target: &Target| self.region.block(target.block).cold;
        let cold = [is_cold(then) && !self.cold, is_cold(otherwise) && !self.cold];
        let mut landings = vec![];
        let mut edge = |lowering: &mut Self, target: &Target, cold: bool| {
            let edge = lowering.target(target);
            if !cold {
                return edge;
            }
            let landing = lowering.b.create_block();
            landings.push((landing, edge));
            (landing, vec![])
        };
        let edges = (edge(self, then, cold[0]), edge(self, otherwise, cold[1]));
        (edges.0, edges.1, landings)
    }

    fn fill_landings(&mut self, landings: Vec<(Block, Edge)>) {
        self.b.set_srcloc(SourceLoc::default());
        for (landing, (block, args)) in landings {
            self.b.switch_to_block(landing);
            self.b.ins().jump(block, &args);
        }
    }

    fn target(&mut self, target: &Target) -> Edge {
        let args = target.args.iter().map(|arg| BlockArg::Value(self.value(*arg))).collect();
        (self.blocks[&target.block], args)
    }

    fn lower_switch(&mut self, value: ir::Value, cases: &[(i64, Target)], default: &Target) {
        let mut switch = Switch::new();
        let mut edges = vec![];
        for (case, target) in cases {
            let edge = self.next_block();
            switch.set_entry(u128::from(case.cast_unsigned()), edge);
            edges.push((edge, target));
        }
        let otherwise = self.next_block();
        edges.push((otherwise, default));
        let value = self.value(value);
        switch.emit(&mut self.b, value, otherwise);
        for (edge, target) in edges {
            self.b.switch_to_block(edge);
            let (block, args) = self.target(target);
            self.b.ins().jump(block, &args);
        }
    }
}
