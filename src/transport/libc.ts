/**
 * The few calls of the C library that neither Bun nor Node offers, and the two ends that they are for: socket pairs, and moving
 * descriptors out of the way of a plugin's own output.
 */
import { readdirSync } from "node:fs";
import { errorOf } from "../errors.ts";
import { dlopen, FFIType, ptr } from "./bun-ffi.ts";

const { i32, ptr: pointer, u64 } = FFIType;

const SYMBOLS = {
  socketpair: { args: [i32, i32, i32, pointer], returns: i32 },
  close: { args: [i32], returns: i32 },
  dup: { args: [i32], returns: i32 },
  dup2: { args: [i32, i32], returns: i32 },
  getppid: { args: [], returns: i32 },
} as const;
const LINUX_SYMBOLS = {
  dup3: { args: [i32, i32, i32], returns: i32 },
  prctl: { args: [i32, u64, u64, u64, u64], returns: i32 },
} as const;

let opened: ReturnType<typeof openLibc> | undefined;

/** Opened at first use: a fifth of a millisecond that a program without guests does not pay. */
function libc(): ReturnType<typeof openLibc>["symbols"] {
  opened ??= openLibc();
  return opened.symbols;
}

let openedLinux: ReturnType<typeof openLinux> | undefined;

/** What only Linux's has. */
function linux(): ReturnType<typeof openLinux>["symbols"] {
  openedLinux ??= openLinux();
  return openedLinux.symbols;
}

function openLinux() {
  return dlopen(libcName(), LINUX_SYMBOLS);
}

function openLibc() {
  return dlopen(libcName(), SYMBOLS);
}

/** What the system's loader knows the C library by. */
export function libcName(): string {
  if (process.platform === "darwin") return "libSystem.B.dylib";
  const musl = readdirSync("/lib").find((name) => name.startsWith("libc.musl-"));
  return musl ?? "libc.so.6";
}

const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;

/**
 * Two connected stream sockets, close-on-exec. The caller owns both descriptors.
 * @param blocking false for an end that a library's threads write; a child expects its own to block
 */
export function socketPair(blocking: boolean): [ours: number, theirs: number] {
  const pair = new Int32Array(2);
  const flags = process.platform === "linux" ? SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK) : 0;
  if (libc().socketpair(AF_UNIX, SOCK_STREAM | flags, 0, ptr(pair)) !== 0)
    throw errorOf("internal", "Cannot make a socket pair: the process has too many open files", {
      remedy: "Raise the limit with ulimit -n, or close plugins that are no longer used",
    });
  return [pair[0] as number, pair[1] as number];
}

/** Closes a descriptor that the caller owns. */
export function closeDescriptor(descriptor: number): void {
  libc().close(descriptor);
}

/** Makes `to` another name of `from`, closing what it was. */
export function duplicateTo(from: number, to: number): void {
  libc().dup2(from, to);
}

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9n;

/** Ends this process when its parent does, even by SIGKILL. Linux only; false elsewhere. */
export function dieWithParent(): boolean {
  if (process.platform !== "linux") return false;
  const parent = process.ppid;
  linux().prctl(PR_SET_PDEATHSIG, SIGKILL, 0n, 0n, 0n);
  // The parent may have ended before the kernel knew whom to tell.
  if (libc().getppid() !== parent) process.exit(1);
  return true;
}

const PR_SET_DUMPABLE = 4;

/**
 * Lets no process of the same user look into this one, its environment among it: `/proc/<pid>/environ`, `mem`, ptrace. Root still can, and
 * the children are not concerned. Linux only.
 */
export function closeToOthers(): void {
  if (process.platform === "linux") linux().prctl(PR_SET_DUMPABLE, 0n, 0n, 0n, 0n);
}

/** A copy of a descriptor that children do not inherit. */
export function duplicateCloseOnExec(descriptor: number): number {
  const copy = libc().dup(descriptor);
  // Once more onto the same number: dup3 sets the flag without fcntl, whose arguments vary.
  if (process.platform === "linux") linux().dup3(descriptor, copy, SOCK_CLOEXEC);
  return copy;
}
