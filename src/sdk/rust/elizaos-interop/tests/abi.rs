//! The functions of ABI 1, called as a host calls them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::ptr;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use elizaos::abi::{self, Handle};
use elizaos::{ActionCall, Plugin, Result};

/// The threads of the plugin, each of which logs when it is told to.
static THREADS: Mutex<Vec<(UnixStream, JoinHandle<()>)>> = Mutex::new(Vec::new());

#[elizaos::action(name = "THREAD")]
async fn thread(call: ActionCall) -> Result<()> {
    let (go, mut wait) = UnixStream::pair()?;
    let runtime = call.runtime().clone();
    let handle = std::thread::spawn(move || {
        wait.read_exact(&mut [0]).unwrap();
        runtime.logger().info("from a thread");
    });
    THREADS.lock().unwrap().push((go, handle));
    Ok(())
}

fn plugin() -> Plugin {
    Plugin::new(r#"{"name": "test", "actions": [{"name": "THREAD"}]}"#).with_action::<thread>()
}

fn let_thread_go() {
    let (mut go, handle) = THREADS.lock().unwrap().pop().unwrap();
    go.write_all(&[1]).unwrap();
    handle.join().unwrap();
}

/// The text of an answer's messages, one after the other.
fn send(guest: *mut Handle, message: &str) -> String {
    let length = u32::try_from(message.len()).unwrap();
    // SAFETY: The guest is open, and the message is borrowed for the call.
    let answer = unsafe { abi::send(guest, message.as_ptr(), length) };
    // SAFETY: An answer has a header of 8 bytes, which says how many follow.
    let bytes = unsafe {
        let length = u32::from_le(answer.cast::<u32>().read_unaligned());
        std::slice::from_raw_parts(answer.add(8), length as usize)
    };
    String::from_utf8_lossy(bytes).into_owned()
}

const THREAD: &str = r#"{"type":"action.invoke","id":1,"action":"THREAD"}"#;

#[test]
fn a_late_thread_keeps_off_the_descriptor_of_a_closed_guest() {
    let (mut host, guests) = UnixStream::pair().unwrap();
    host.set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    guests.set_nonblocking(true).unwrap();
    // SAFETY: The descriptor outlives the guest.
    let guest = unsafe { abi::open(plugin, guests.as_raw_fd()) };
    assert!(send(guest, "").contains("\"ready\""));
    send(guest, THREAD);
    let_thread_go();
    host.read_exact(&mut [0]).unwrap();
    assert!(send(guest, "").contains("from a thread"));

    send(guest, THREAD);
    // SAFETY: The guest is open, and not used again.
    unsafe { abi::close(guest) };
    let_thread_go();
    host.set_nonblocking(true).unwrap();
    assert!(host.read(&mut [0]).is_err(), "a byte after the end");
}

#[test]
fn null_is_a_guest_without_answers() {
    assert_eq!(send(ptr::null_mut(), THREAD), "");
    // SAFETY: Null is allowed.
    unsafe {
        assert!(abi::alloc(ptr::null_mut(), 8).is_null());
        abi::close(ptr::null_mut());
    }
}

#[test]
fn a_message_that_is_null_only_polls() {
    // SAFETY: There is no descriptor.
    let guest = unsafe { abi::open(plugin, -1) };
    // SAFETY: The guest is open; a null message is allowed.
    let answer = unsafe { abi::send(guest, ptr::null(), 100) };
    assert!(!answer.is_null());
    assert_eq!(send(guest, ""), "");
    // SAFETY: The guest is open, and not used again.
    unsafe { abi::close(guest) };
}

#[test]
fn alloc_gives_room_for_a_message_that_is_then_sent() {
    // SAFETY: There is no descriptor, the guest is open until the end, and the room is as large as it was asked for.
    unsafe {
        let guest = abi::open(plugin, -1);
        for ping in [
            r#"{"type":"ping","id":1}"#.to_owned(),
            format!("{}{}", r#"{"type":"ping","id":2}"#, " ".repeat(2_000_000)),
        ] {
            let length = u32::try_from(ping.len()).unwrap();
            let room = abi::alloc(guest, length);
            ptr::copy_nonoverlapping(ping.as_ptr(), room, ping.len());
            let answer = abi::send(guest, room, length);
            assert!(answer.cast::<u32>().read_unaligned() > 0);
        }
        abi::close(guest);
    }
}

#[test]
fn a_plugin_that_cannot_be_made_opens_as_null() {
    // SAFETY: There is no descriptor.
    assert!(unsafe { abi::open(|| panic!("no plugin"), -1) }.is_null());
}
