/**
 * Looks at the header of a shared library before dlopen does: the loader's own words mislead (another machine's library "does not
 * exist"), and one that is cut short kills the process. ELF per the System V ABI, Mach-O per Apple's loader.h.
 */
import { errorOf } from "../../errors.ts";

/** @throws LoadError `artefact_invalid` when this machine's loader cannot take the file */
export function checkLibraryFormat(bytes: Uint8Array, file: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const check = process.platform === "darwin" ? checkMachO : checkElf;
  const fault = bytes.length < HEADER_BYTES ? tooShort(bytes) : check(view);
  if (fault === undefined) return;
  throw errorOf(
    "artefact_invalid",
    `Cannot load ${file} as ${fault.reason}: ${fault.path} is ${fault.value}, expected ${fault.expected}`,
    {
      file,
      path: fault.path,
      value: fault.value,
      remedy: "Build the plugin for this machine with cargo build --release --features ffi",
    },
  );
}

interface Fault {
  reason: string;
  path: string;
  value: string;
  expected: string;
}

const HEADER_BYTES = 64;

function tooShort(bytes: Uint8Array): Fault {
  return {
    reason: "it is no shared library",
    path: "the file's length",
    value: `${bytes.length} bytes`,
    expected: `at least the ${HEADER_BYTES} of a header`,
  };
}

const ELF_MAGIC = 0x7f454c46;
const ELF_64 = 2;
const ELF_LITTLE_ENDIAN = 1;
const ET_DYN = 3;
const PT_LOAD = 1;
const ELF_MACHINES: Record<string, number> = { x64: 62, arm64: 183 };
const MACHINE_NAMES: Record<number, string> = {
  3: "x86",
  8: "MIPS",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "RISC-V",
};

function checkElf(view: DataView): Fault | undefined {
  const magic = view.getUint32(0);
  if (magic !== ELF_MAGIC)
    return { reason: "it is no ELF file", path: "offset 0", value: hex(magic), expected: hex(ELF_MAGIC) };
  if (view.getUint8(4) !== ELF_64 || view.getUint8(5) !== ELF_LITTLE_ENDIAN)
    return {
      reason: "it is for another machine",
      path: "its class and byte order",
      value: `${view.getUint8(4)}, ${view.getUint8(5)}`,
      expected: "2, 1: 64 bits, little-endian",
    };
  const machine = view.getUint16(18, true);
  const wanted = ELF_MACHINES[process.arch];
  if (machine !== wanted)
    return {
      reason: "it is for another machine",
      path: "e_machine",
      value: `${machine} (${MACHINE_NAMES[machine] ?? "unknown"})`,
      expected: `${wanted} (${process.arch})`,
    };
  const type = view.getUint16(16, true);
  if (type !== ET_DYN)
    return {
      reason: "it is no shared object",
      path: "e_type",
      value: String(type),
      expected: `${ET_DYN}, a shared object`,
    };
  return checkSegments(view);
}

/** What a segment promises beyond the end of the file becomes SIGBUS when it is touched. */
function checkSegments(view: DataView): Fault | undefined {
  const size = view.byteLength;
  const tableAt = Number(view.getBigUint64(32, true));
  const entryBytes = view.getUint16(54, true);
  const entries = view.getUint16(56, true);
  const tableEnd = tableAt + entryBytes * entries;
  if (tableEnd > size) return cutShort("the program headers", tableEnd, size);
  for (let index = 0; index < entries; index++) {
    const at = tableAt + index * entryBytes;
    if (view.getUint32(at, true) !== PT_LOAD) continue;
    const end = Number(view.getBigUint64(at + 8, true)) + Number(view.getBigUint64(at + 32, true));
    if (end > size) return cutShort(`segment ${index}`, end, size);
  }
  return undefined;
}

const MACHO_64 = 0xfeedfacf;
const MACHO_FAT = 0xcafebabe;
const LC_SEGMENT_64 = 0x19;
const MACHO_CPUS: Record<string, number> = { x64: 0x01000007, arm64: 0x0100000c };

function checkMachO(view: DataView): Fault | undefined {
  // A universal file holds one library per machine: the loader picks, and reports a missing one by name.
  if (view.getUint32(0) === MACHO_FAT) return undefined;
  const magic = view.getUint32(0, true);
  if (magic !== MACHO_64)
    return { reason: "it is no Mach-O file", path: "offset 0", value: hex(magic), expected: hex(MACHO_64) };
  const cpu = view.getUint32(4, true);
  const wanted = MACHO_CPUS[process.arch] ?? 0;
  if (cpu !== wanted)
    return {
      reason: "it is for another machine",
      path: "cputype",
      value: hex(cpu),
      expected: `${hex(wanted)} (${process.arch})`,
    };
  const commands = view.getUint32(16, true);
  let at = 32;
  for (let index = 0; index < commands; index++) {
    if (at + 8 > view.byteLength) return cutShort("the load commands", at + 8, view.byteLength);
    const bytes = view.getUint32(at + 4, true);
    if (view.getUint32(at, true) === LC_SEGMENT_64 && at + 56 <= view.byteLength) {
      const end = Number(view.getBigUint64(at + 40, true)) + Number(view.getBigUint64(at + 48, true));
      if (end > view.byteLength) return cutShort(`segment ${index}`, end, view.byteLength);
    }
    at += Math.max(bytes, 8);
  }
  return undefined;
}

function cutShort(what: string, end: number, size: number): Fault {
  return {
    reason: "it is cut short",
    path: `the end of ${what}`,
    value: `byte ${end}`,
    expected: `at most ${size}, the file's length`,
  };
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
