//! Text of the code. Dumps are made from a second lowering in which every address is a fixed
//! placeholder, so they are the same on every run; the placeholders are then shown as names.

use super::lower::{self, Words};
use super::{CompileError, Options, compile_text};
use crate::abi::Helper;
use crate::ir::{Const, Region};
use cranelift_codegen::ir::immediates::Imm64;
use cranelift_codegen::isa::TargetIsa;

/// CLIF and machine code as text, each if the options ask for it.
pub(super) fn texts(
    region: &Region,
    options: &Options,
    isa: &dyn TargetIsa,
) -> Result<(Option<String>, Option<String>), CompileError> {
    if !options.keep_clif && !options.keep_asm {
        return Ok((None, None));
    }
    let mut context = lower::lower(region, options, &Words::Shown, isa)?;
    let clif = options.keep_clif.then(|| with_names(&context.func.to_string(), region));
    if !options.keep_asm {
        return Ok((clif, None));
    }
    compile_text(&mut context, isa)?;
    let text = context.compiled_code().and_then(|code| code.vcode.clone());
    Ok((clif, text.map(|text| with_names(&text, region))))
}

/// Replaces placeholders by names, in each way Cranelift prints a number.
fn with_names(text: &str, region: &Region) -> String {
    let helpers = Helper::ALL.iter().map(|helper| (Words::shown_helper(*helper), helper.name().to_owned()));
    let consts = region.consts().iter().enumerate().map(|(index, entry)| {
        let id = Const::from_index(index);
        (Words::shown_const(id), format!("{id}:{}", entry.name.replace(char::is_whitespace, "_")))
    });
    let mut text = text.to_owned();
    for (word, name) in helpers.chain(consts) {
        let printed = [Imm64::new(word.cast_signed()).to_string(), word.to_string(), format!("{word:#x}")];
        if printed.iter().any(|number| text.contains(number)) {
            text = printed.iter().fold(text, |text, number| text.replace(number, &format!("<{name}>")));
        }
    }
    text
}
