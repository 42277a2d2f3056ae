//! What the JIT may be told: one list.

macro_rules! options {
    ($($(#[$doc:meta])* $name:ident: $ty:ty = $default:expr;)*) => {
        /// Options of the JIT; the defaults are what users get.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Options { $($(#[$doc])* pub $name: $ty),* }

        impl Default for Options {
            fn default() -> Options {
                Options { $($name: $default),* }
            }
        }
    };
}
options! {
    /// Times a loop head is reached before it is recorded. A prime: it divides no round number of iterations,
    /// so that not every recording of an inner loop starts at the loop's end.
    loop_threshold: u32 = 1039;
    /// Times a resume point is reached before its body is recorded.
    body_threshold: u32 = 3000;
    /// Times a function is called by the interpreter before it is recorded.
    call_threshold: u32 = 3000;
    /// Calls of a function that are recorded before it is compiled, at most.
    gather: u32 = 10;
    /// Code units that a function may have to be inlined in another one that is compiled by itself.
    inline_units: u32 = 150;
    /// Times a side exit of a small region is taken before it is recorded; of a larger one, which takes
    /// longer to build again, in proportion to its size.
    exit_threshold: u32 = 60;
    /// Compile no more than the work done so far allows: a program that is over soon is not slowed down.
    budget: bool = true;
    /// Compile in another thread while the program goes on.
    background: bool = false;
    /// Qualified names of functions that are not followed. The runtime does not ask about their places.
    skip: Vec<String> = Vec::new();
    /// Allocate registers in a single pass: compiling takes a third less, and the code is slower.
    quick: bool = false;
    /// Steps one recording may have.
    max_steps: u32 = 6000;
    /// Activations one recording may have inside each other.
    max_depth: u32 = 24;
    /// Iterations of the root loop that one recording follows, at most.
    iterations: u32 = 24;
    /// Operations a region may have before optimisation.
    max_operations: u32 = 4000;
    /// Instructions a region may have seen before it stops following calls: those are calls then.
    follow_calls: u32 = 300;
    /// Times a region is compiled, the first included.
    max_builds: u32 = 7;
    /// Places tried again so often before they are given up.
    max_aborts: u32 = 5;
    /// Compile every guard so that it can be forced to fail (`vm.EXIT_COUNTDOWN`).
    forced_exits: bool = false;
    /// Give up every recording at this step, counted from 1.
    abort_at: Option<u32> = None;
    /// The n-th allocation of code memory fails, counted from 1.
    code_fail_at: Option<u32> = None;
    /// Bytes of machine code at most.
    code_limit: u64 = 64 << 20;
    /// Verify the IR after each pass.
    verify: bool = cfg!(debug_assertions);
    /// Overwrite each slot that a region takes from a frame: an exit that left it out would show.
    poison: bool = false;
    /// Log one line an event ([`crate::Jit::set_log`]).
    log: bool = false;
    /// Log the event text of recordings.
    dump_events: bool = false;
    /// Log the IR text, before and after the passes.
    dump_ir: bool = false;
    /// Log Cranelift's text.
    dump_clif: bool = false;
    /// Log the machine code's text.
    dump_asm: bool = false;
}
