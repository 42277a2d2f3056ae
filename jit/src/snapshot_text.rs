//! The text form of side tables, for dumps and tests.
//!
//! ```text
//! unreached: execute
//!   root c1@14 depth 1 [1=w0 3=@0]
//!   generator @0 c0@26 depth 0 []
//!   @0 adopted w2 owned generator active c0@26 depth 0 [0=w1]
//! ```
//! `w2` is a word of the exit buffer (`w2 owned`: with its count), `@0` an object of the exit, `k3` a
//! pinned constant, `#12` an immediate word.

use std::fmt;

use crate::snapshot::{FrameImage, Home, ObjectImage, Resume, Snapshot, Source, Stage};

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Immediate(word) => write!(f, "#{word:x}"),
            Source::Constant(id) => write!(f, "{id}"),
            Source::Word { word, owned: true } => write!(f, "w{word} owned"),
            Source::Word { word, owned: false } => write!(f, "w{word}"),
            Source::Object(index) => write!(f, "@{index}"),
        }
    }
}

impl fmt::Display for FrameImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{} depth {} [", self.code, self.pc, self.depth)?;
        for (index, (slot, source)) in self.slots.iter().enumerate() {
            write!(f, "{}{slot}={source}", if index == 0 { "" } else { ", " })?;
        }
        f.write_str("]")
    }
}

impl Stage {
    /// Its name in dumps.
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Created => "created",
            Stage::Suspended => "suspended",
            Stage::Active => "active",
            Stage::Finished => "finished",
        }
    }
}

fn owned(flag: bool) -> &'static str {
    if flag { " owned" } else { "" }
}

impl fmt::Display for ObjectImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ObjectImage::Tuple(items) => {
                let items: Vec<String> = items.iter().map(Source::to_string).collect();
                write!(f, "tuple ({})", items.join(", "))
            }
            ObjectImage::Range { start, stop, step } => write!(f, "range w{start} to w{stop} by {step}"),
            ObjectImage::RangeIterator { next, end, step } => {
                write!(f, "range iterator w{next} to w{end} by {step}")
            }
            ObjectImage::SequenceIterator { sequence, list, index } => {
                let kind = if *list { "list" } else { "tuple" };
                write!(f, "{kind} iterator of {sequence} at w{index}")
            }
            ObjectImage::Generator { function, frame, stage } => {
                write!(f, "generator of {function} {} {frame}", stage.name())
            }
            ObjectImage::AdoptedGenerator { generator, owned: own, frame, stage } => {
                write!(f, "adopted w{generator}{} generator {} {frame}", owned(*own), stage.name())
            }
            ObjectImage::AdoptedRangeIterator { iterator, owned: own, next, end, step } => {
                write!(f, "adopted w{iterator}{} range iterator w{next} to w{end} by {step}", owned(*own))
            }
            ObjectImage::AdoptedSequenceIterator { iterator, owned: own, index } => {
                write!(f, "adopted w{iterator}{} iterator at w{index}", owned(*own))
            }
            ObjectImage::Asend { generator, stage } => write!(f, "asend of {generator} {stage:?}"),
            ObjectImage::Cell(content) => write!(f, "cell of {content}"),
            ObjectImage::Chain { root, leaf } => write!(f, "chain of {root} to @{leaf}"),
        }
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resume = match self.resume {
            Resume::Execute => "execute",
            Resume::Unwind => "unwind",
        };
        writeln!(f, "{}: {resume}", self.reason)?;
        for frame in &self.frames {
            match &frame.home {
                Home::Root => writeln!(f, "  root {}", frame.image)?,
                Home::Generator(index) => writeln!(f, "  generator @{index} {}", frame.image)?,
                Home::Call { function, init: false } => writeln!(f, "  call {function} {}", frame.image)?,
                Home::Call { function, init: true } => writeln!(f, "  init {function} {}", frame.image)?,
                Home::Made(word) => writeln!(f, "  made w{word} {}", frame.image)?,
            }
        }
        for (index, object) in self.objects.iter().enumerate() {
            writeln!(f, "  @{index} {object}")?;
        }
        Ok(())
    }
}
