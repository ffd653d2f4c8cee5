/**
 * Which cores this thread may run on. A child that is spawned inherits them, so that host and guest can be kept on one core: unpinned,
 * two processes take one of two times, by where the system puts them. Linux only: macOS has no such call.
 */
import { dlopen, FFIType, ptr } from "bun:ffi";
import { errorOf } from "../errors.ts";
import { libcName } from "../transport/libc.ts";

const { i32, u64, ptr: pointer } = FFIType;
const SYMBOLS = {
  sched_getaffinity: { args: [i32, u64, pointer], returns: i32 },
  sched_setaffinity: { args: [i32, u64, pointer], returns: i32 },
} as const;

/** 1,024 cores, one bit each, as cpu_set_t. */
const MASK_BYTES = 128;
const THIS_THREAD = 0;

export class Affinity {
  readonly #libc: ReturnType<typeof openLibc>["symbols"];
  readonly #all = new Uint8Array(MASK_BYTES);
  readonly #one = new Uint8Array(MASK_BYTES);
  readonly #other = new Uint8Array(MASK_BYTES);

  private constructor(libc: ReturnType<typeof openLibc>["symbols"]) {
    this.#libc = libc;
  }

  /** Undefined where the system has no such thing. */
  static open(): Affinity | undefined {
    if (process.platform !== "linux") return undefined;
    const affinity = new Affinity(openLibc().symbols);
    return affinity.#readCores() ? affinity : undefined;
  }

  /** Runs `work` with this thread, and whatever it starts meanwhile, on one core. */
  onOneCore<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#on(this.#one, work);
  }

  /** Whether there is a second core, for what is to be kept apart. */
  get hasOther(): boolean {
    return this.#other.some((bits) => bits !== 0);
  }

  /** The same on a core that is not the one. */
  onOtherCore<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#on(this.#other, work);
  }

  async #on<Result>(cores: Uint8Array, work: () => Promise<Result>): Promise<Result> {
    this.#set(cores);
    try {
      return await work();
    } finally {
      this.#set(this.#all);
    }
  }

  #readCores(): boolean {
    if (this.#libc.sched_getaffinity(THIS_THREAD, MASK_BYTES, ptr(this.#all)) < 0) return false;
    // The last core: interrupts are mostly served by the first ones.
    const rest = this.#all.slice();
    if (!moveLastCore(rest, this.#one)) return false;
    moveLastCore(rest, this.#other);
    return true;
  }

  #set(mask: Uint8Array): void {
    if (this.#libc.sched_setaffinity(THIS_THREAD, MASK_BYTES, ptr(mask)) === 0) return;
    throw errorOf("internal", "Cannot choose this thread's cores: the system refuses sched_setaffinity");
  }
}

/** @returns whether there was one */
function moveLastCore(from: Uint8Array, to: Uint8Array): boolean {
  const byte = from.findLastIndex((bits) => bits !== 0);
  if (byte === -1) return false;
  const bit = 1 << (31 - Math.clz32(from[byte] ?? 0));
  from[byte] = (from[byte] ?? 0) & ~bit;
  to[byte] = bit;
  return true;
}

function openLibc() {
  return dlopen(libcName(), SYMBOLS);
}
