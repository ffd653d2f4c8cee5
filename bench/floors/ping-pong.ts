/**
 * What two processes cost each other, whatever they say: the frames of a call are written to a pipe and read from another, both by the
 * C library's blocking functions, and on the other side is floors/ping-pong. No event loop, no encoding.
 */
import { dlopen, FFIType, ptr } from "bun:ffi";
import { encode } from "@msgpack/msgpack";
import { frame } from "../../src/channel/frame.ts";
import { closeDescriptor, libcName } from "../../src/transport/libc.ts";
import { buildProgram } from "../artefacts.ts";
import type { Rival } from "../rival.ts";

const { i32, i64, u64, ptr: pointer } = FFIType;
const SYMBOLS = {
  pipe2: { args: [pointer, i32], returns: i32 },
  write: { args: [i32, pointer, u64], returns: i64 },
  read: { args: [i32, pointer, u64], returns: i64 },
} as const;
const O_CLOEXEC = 0o2000000;

const program = () => buildProgram("floors/ping-pong", "bench-ping-pong");

export const pingPong: Rival = {
  case: "ping-pong",
  language: "rust",
  protocol: "floor",
  ownProcess: true,
  async prepare() {
    await program();
  },
  async open(job) {
    const { symbols } = dlopen(libcName(), SYMBOLS);
    const [theirInput, ourOutput] = pipe(symbols.pipe2);
    const [ourInput, theirOutput] = pipe(symbols.pipe2);
    const child = Bun.spawn([await program()], { stdin: theirInput, stdout: theirOutput, stderr: "inherit" });
    closeDescriptor(theirInput);
    closeDescriptor(theirOutput);
    const request = frame(encode(job.next()));
    const answer = new Uint8Array(request.length);
    return {
      call() {
        transfer(symbols.write, ourOutput, request);
        transfer(symbols.read, ourInput, answer);
        return answer;
      },
      check(result) {
        if (!Buffer.from(request).equals(result as Uint8Array))
          throw new Error("The answer is not the request");
      },
      async close() {
        closeDescriptor(ourOutput);
        closeDescriptor(ourInput);
        await child.exited;
      },
    };
  },
};

type Symbols = ReturnType<typeof dlopen<typeof SYMBOLS>>["symbols"];

function pipe(pipe2: Symbols["pipe2"]): [reads: number, writes: number] {
  const ends = new Int32Array(2);
  if (pipe2(ptr(ends), O_CLOEXEC) !== 0) throw new Error("Cannot make a pipe: too many open files");
  return [ends[0] as number, ends[1] as number];
}

/** Reads or writes until all bytes have passed. */
function transfer(call: Symbols["read"], descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    const rest = done === 0 ? bytes : bytes.subarray(done);
    const count = Number(call(descriptor, rest, rest.length));
    if (count <= 0) throw new Error("The other process is gone");
    done += count;
  }
}
