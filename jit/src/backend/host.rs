//! The host's instruction set and Cranelift's settings.

use super::Options;
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use target_lexicon::{Architecture, HOST, OperatingSystem};

/// The host has no backend; the interpreter runs alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no machine code on this host: {0}")]
pub struct Unsupported(String);

/// The settings that differ from Cranelift's defaults, with the reason for each.
const SETTINGS: [(&str, &str); 7] = [
    // Addresses are immediates.
    ("is_pic", "false"),
    // Helpers and library calls may be further away than a relative call reaches.
    ("use_colocated_libcalls", "false"),
    // Profilers and debuggers walk through regions; costs nothing measurable.
    ("preserve_frame_pointers", "true"),
    // Nothing unwinds through machine code: helpers answer RAISED and never panic across it.
    ("unwind_info", "false"),
    // Regions have small stack frames, and `vm.STACK_LIMIT` is tested before they are entered.
    ("enable_probestack", "false"),
    ("log2_min_function_alignment", "5"),
    ("enable_alias_analysis", "true"),
];

/// The host's ISA.
pub(super) fn isa(options: &Options) -> Result<OwnedTargetIsa, Unsupported> {
    let known = matches!(HOST.architecture, Architecture::X86_64 | Architecture::Aarch64(_));
    if !known || HOST.operating_system != OperatingSystem::Linux {
        return Err(Unsupported(HOST.to_string()));
    }
    let mut flags = settings::builder();
    let opt_level = if options.optimize { "speed" } else { "none" };
    let verifier = if options.verify || cfg!(debug_assertions) { "true" } else { "false" };
    let registers = if options.quick { "single_pass" } else { "backtracking" };
    let chosen = [("opt_level", opt_level), ("enable_verifier", verifier), ("regalloc_algorithm", registers)];
    for (name, value) in SETTINGS.into_iter().chain(chosen) {
        flags.set(name, value).map_err(|error| Unsupported(format!("setting {name}: {error}")))?;
    }
    let builder = cranelift_native::builder().map_err(|error| Unsupported(error.to_owned()))?;
    builder.finish(settings::Flags::new(flags)).map_err(|error| Unsupported(error.to_string()))
}
