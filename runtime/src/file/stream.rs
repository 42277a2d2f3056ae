//! Bytes that come from and go to somewhere, with a buffer each way.
//!
//! Position: what is in `ahead` behind `at` was read but not taken yet; what is in `behind` was written but not
//! given to the source yet. At most one of them is in use: writing first goes back over what was read ahead,
//! reading first gives away what was written.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::io::Streams;

/// Bytes that are read ahead, and that wait before they are written.
pub(super) const BUFFER: usize = 1 << 16;

/// Where the bytes are.
pub(crate) enum Source {
    /// A file of the operating system.
    File(File),
    /// Memory, and the position in it.
    Memory(Vec<u8>, usize),
    /// The machine's standard input.
    In,
    /// The machine's standard output.
    Out,
    /// The machine's standard error.
    Err,
    /// Nothing any more.
    Closed,
}

/// A stream of bytes.
pub(crate) struct Stream {
    pub(super) source: Source,
    pub(super) readable: bool,
    pub(super) writable: bool,
    /// Writes go to the end, wherever the position is.
    pub(super) appends: bool,
    ahead: Vec<u8>,
    at: usize,
    behind: Vec<u8>,
}

impl Stream {
    pub(crate) fn new(source: Source, readable: bool, writable: bool) -> Stream {
        Stream { source, readable, writable, appends: false, ahead: Vec::new(), at: 0, behind: Vec::new() }
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.source, Source::Closed)
    }

    /// What was read ahead.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.ahead[self.at..]
    }

    /// Takes so many of the bytes read ahead.
    pub(super) fn take(&mut self, count: usize) -> Vec<u8> {
        let taken = self.ahead[self.at..self.at + count].to_vec();
        self.skip(count);
        taken
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
        if self.at == self.ahead.len() {
            self.ahead.clear();
            self.at = 0;
        }
    }

    /// Replaces what was read ahead.
    pub(super) fn replace_ahead(&mut self, bytes: Vec<u8>) {
        (self.ahead, self.at) = (bytes, 0);
    }

    /// Reads more; how many bytes, 0 at the end.
    pub(super) fn fill(&mut self, streams: &mut Streams) -> io::Result<usize> {
        self.fill_by(streams, BUFFER)
    }

    fn fill_by(&mut self, streams: &mut Streams, most: usize) -> io::Result<usize> {
        self.flush(streams)?;
        if self.at > 0 {
            self.ahead.drain(..self.at);
            self.at = 0;
        }
        let old = self.ahead.len();
        let count = match &mut self.source {
            Source::Memory(bytes, position) => {
                let rest = bytes.get(*position..).unwrap_or_default();
                self.ahead.extend_from_slice(rest);
                *position += rest.len();
                rest.len()
            }
            source => {
                self.ahead.resize(old + most, 0);
                let read = match source {
                    Source::File(file) => retry(|| file.read(&mut self.ahead[old..])),
                    Source::In => retry(|| streams.input.read(&mut self.ahead[old..])),
                    _ => Ok(0),
                };
                let count = *read.as_ref().unwrap_or(&0);
                self.ahead.truncate(old + count);
                read?
            }
        };
        Ok(count)
    }

    /// Reads so many bytes, fewer only at the end; all without a number.
    pub(super) fn read(&mut self, streams: &mut Streams, count: Option<usize>) -> io::Result<Vec<u8>> {
        while count.is_none_or(|count| self.ahead().len() < count) {
            let most = count.map_or(BUFFER, |count| (count - self.ahead().len()).clamp(BUFFER, 1 << 24));
            if self.fill_by(streams, most)? == 0 {
                break;
            }
        }
        let have = self.ahead().len();
        Ok(self.take(count.map_or(have, |count| count.min(have))))
    }

    /// Reads up to and with `\n`, or up to a limit, or to the end.
    pub(super) fn read_line(&mut self, streams: &mut Streams, limit: Option<usize>) -> io::Result<Vec<u8>> {
        let mut searched = 0;
        loop {
            let ahead = self.ahead();
            let found = ahead[searched..].iter().position(|&byte| byte == b'\n');
            let end = found.map(|at| searched + at + 1);
            searched = ahead.len();
            if end.is_some() || limit.is_some_and(|limit| searched >= limit) {
                let end = end.unwrap_or(searched);
                return Ok(self.take(limit.map_or(end, |limit| end.min(limit))));
            }
            if self.fill(streams)? == 0 {
                return Ok(self.take(searched));
            }
        }
    }

    /// Writes all.
    pub(super) fn write(&mut self, streams: &mut Streams, bytes: &[u8]) -> io::Result<()> {
        match &mut self.source {
            Source::Out => return streams.out.write_bytes(bytes),
            Source::Err => return streams.err.write_bytes(bytes),
            _ => {}
        }
        self.drop_ahead()?;
        self.behind.extend_from_slice(bytes);
        if self.behind.len() >= BUFFER || matches!(self.source, Source::Memory(..)) {
            self.flush(streams)?;
        }
        Ok(())
    }

    /// Goes back over what was read ahead.
    fn drop_ahead(&mut self) -> io::Result<()> {
        let left = self.ahead().len();
        if left > 0 {
            match &mut self.source {
                Source::File(file) => drop(file.seek(SeekFrom::Current(-(left as i64)))?),
                Source::Memory(_, position) => *position -= left,
                _ => return Ok(()),
            }
            self.replace_ahead(Vec::new());
        }
        Ok(())
    }

    /// Gives away what was written.
    pub(super) fn flush(&mut self, streams: &mut Streams) -> io::Result<()> {
        match &mut self.source {
            Source::Out => return streams.out.flush(),
            Source::Err => return streams.err.flush(),
            _ if self.behind.is_empty() => return Ok(()),
            Source::File(file) => {
                let written = file.write_all(&self.behind);
                self.behind.clear();
                return written;
            }
            Source::Memory(bytes, position) => {
                let end = *position + self.behind.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[*position..end].copy_from_slice(&self.behind);
                *position = end;
            }
            Source::In | Source::Closed => {}
        }
        self.behind.clear();
        Ok(())
    }

    /// The position.
    pub(super) fn tell(&mut self) -> io::Result<u64> {
        let (ahead, behind) = (self.ahead().len() as u64, self.behind.len() as u64);
        match &mut self.source {
            Source::File(file) if self.appends && behind > 0 => Ok(file.seek(SeekFrom::End(0))? + behind),
            Source::File(file) => Ok(file.stream_position()? - ahead + behind),
            Source::Memory(_, position) => Ok(*position as u64 - ahead + behind),
            _ => Err(io::Error::from_raw_os_error(29)),
        }
    }

    /// Moves the position.
    pub(super) fn seek(&mut self, streams: &mut Streams, to: SeekFrom) -> io::Result<u64> {
        self.flush(streams)?;
        self.drop_ahead()?;
        match &mut self.source {
            Source::File(file) => file.seek(to),
            Source::Memory(bytes, position) => {
                let to = match to {
                    SeekFrom::Start(to) => to as i64,
                    SeekFrom::Current(by) => *position as i64 + by,
                    SeekFrom::End(by) => bytes.len() as i64 + by,
                };
                *position = to.max(0) as usize;
                Ok(*position as u64)
            }
            _ => Err(io::Error::from_raw_os_error(29)),
        }
    }

    /// Cuts or extends to a size; the position stays.
    pub(super) fn truncate(&mut self, streams: &mut Streams, size: u64) -> io::Result<()> {
        self.flush(streams)?;
        self.drop_ahead()?;
        match &mut self.source {
            Source::File(file) => file.set_len(size),
            Source::Memory(bytes, _) => {
                bytes.truncate(size as usize);
                Ok(())
            }
            _ => Err(io::Error::from_raw_os_error(22)),
        }
    }

    /// Closes; what was written is given away first.
    pub(super) fn close(&mut self, streams: &mut Streams) -> io::Result<()> {
        let flushed = self.flush(streams);
        self.source = Source::Closed;
        self.replace_ahead(Vec::new());
        flushed
    }

    /// Whether a position can be moved to.
    pub(super) fn seekable(&self) -> bool {
        match &self.source {
            Source::File(file) => file.metadata().is_ok_and(|data| data.is_file() || data.is_dir()),
            Source::Memory(..) => true,
            _ => false,
        }
    }
}

/// A stream that nobody closed gives away what was written; nobody is left to hear of a failure.
impl Drop for Stream {
    fn drop(&mut self) {
        if let Source::File(file) = &mut self.source {
            drop(file.write_all(&self.behind));
        }
    }
}

fn retry(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
