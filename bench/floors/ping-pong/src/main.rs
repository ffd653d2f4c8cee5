//! The guest's end of a bare pipe: gives back every frame (u32 length, little-endian, then that many bytes) as it came.
//! What remains is what two processes cost each other, whatever they say.

use std::fs::File;
use std::io::{Read, Result, Write, stdin, stdout};
use std::os::fd::AsFd;

const HEADER_BYTES: usize = 4;

fn main() -> Result<()> {
    let mut input = File::from(stdin().as_fd().try_clone_to_owned()?);
    let mut output = File::from(stdout().as_fd().try_clone_to_owned()?);
    let mut buffer = vec![0; 64 * 1024];
    let mut filled = 0;
    loop {
        match input.read(&mut buffer[filled..])? {
            0 => return Ok(()),
            count => filled += count,
        }
        let whole = whole_frames(&buffer[..filled]);
        output.write_all(&buffer[..whole])?;
        buffer.copy_within(whole..filled, 0);
        filled -= whole;
        if filled == buffer.len() {
            buffer.resize(filled * 2, 0);
        }
    }
}

/// How many bytes at the beginning are frames that have come whole.
fn whole_frames(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(header) = bytes[at..].first_chunk::<HEADER_BYTES>() {
        let end = at + HEADER_BYTES + u32::from_le_bytes(*header) as usize;
        if end > bytes.len() {
            break;
        }
        at = end;
    }
    at
}
