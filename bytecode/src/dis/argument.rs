//! What an oparg stands for, as `dis` shows it in parentheses.

use crate::{
    AddressOf, BinaryOp, CodeObject, CommonConstant, CompareOp, Instruction, Intrinsic1, Intrinsic2, Opcode,
    Operand, SpecialMethod, repr_constant,
};

const FUNCTION_ATTRIBUTES: [&str; 5] = ["defaults", "kwdefaults", "annotations", "closure", "annotate"];

/// The name of the label at a unit, `L1` being the first of `labels`.
pub(super) fn label(labels: &[usize], unit: usize) -> String {
    match labels.binary_search(&unit) {
        Ok(index) => format!("L{}", index + 1),
        Err(_) => "L?".to_owned(),
    }
}

/// Describes the oparg of the instruction at `unit`; empty where `dis` says nothing about it or the
/// tables have no such row.
pub(super) fn describe(
    code: &CodeObject,
    labels: &[usize],
    address: Option<AddressOf<'_>>,
    unit: usize,
    opcode: Opcode,
    oparg: u32,
) -> String {
    let name = |index: u32| code.names.get(index as usize).map_or("", |name| name);
    let local = |index: u32| code.localsplus.get(index as usize).map_or("", |local| &*local.name);
    let call = |index: u32, suffix: &str| match (name(index), oparg & 1) {
        ("", _) => String::new(),
        (name, 0) => name.to_owned(),
        (name, _) => format!("{name} + {suffix}"),
    };
    let to = |preposition: &str| {
        let instr = Instruction { start: unit, at: unit, opcode, oparg };
        let target = instr.label_target().map_or("L?".to_owned(), |target| label(labels, target));
        format!("{preposition} {target}")
    };
    match opcode.operand() {
        Operand::None | Operand::Count | Operand::UnpackEx => String::new(),
        Operand::Const => {
            code.consts.get(oparg as usize).map_or(String::new(), |value| repr_constant(value, address))
        }
        Operand::Name => name(oparg).to_owned(),
        Operand::Global => call(oparg >> 1, "NULL"),
        Operand::Attr => call(oparg >> 1, "NULL|self"),
        Operand::SuperAttr => call(oparg >> 2, "NULL|self"),
        Operand::Local => local(oparg).to_owned(),
        Operand::LocalPair => format!("{}, {}", local(oparg >> 4), local(oparg & 15)),
        Operand::Forward | Operand::Backward => to("to"),
        Operand::BackFrom => to("from"),
        Operand::Compare => match CompareOp::from_oparg(oparg) {
            Some(op) if oparg & CompareOp::BOOL != 0 => format!("bool({op})"),
            op => text(op.map(CompareOp::symbol)),
        },
        Operand::Invert if opcode == Opcode::IS_OP => ["is", "is not"][usize::from(oparg != 0)].to_owned(),
        Operand::Invert => ["in", "not in"][usize::from(oparg != 0)].to_owned(),
        Operand::Conversion => text(["", "str", "repr", "ascii"].get(oparg as usize).copied()),
        Operand::BinaryOp => text(BinaryOp::from_number(oparg).map(BinaryOp::symbol)),
        Operand::Intrinsic1 => text(Intrinsic1::from_number(oparg).map(Intrinsic1::name)),
        Operand::Intrinsic2 => text(Intrinsic2::from_number(oparg).map(Intrinsic2::name)),
        Operand::Special => text(SpecialMethod::from_number(oparg).map(SpecialMethod::name)),
        Operand::CommonConst => text(CommonConstant::from_number(oparg).map(CommonConstant::name)),
        Operand::FunctionAttribute => {
            let bits = FUNCTION_ATTRIBUTES.iter().enumerate().filter(|(bit, _)| oparg >> bit & 1 != 0);
            bits.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
        }
    }
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}
