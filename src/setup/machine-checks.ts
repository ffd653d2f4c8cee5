/** What every plugin needs of the machine, whatever its language. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json";
import type { Sought } from "./check.ts";

/** Magic number and version, and nothing else. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

export const machineChecks: readonly Sought[] = [
  {
    name: "platform",
    transport: "all",
    neededTo: "run",
    remedy: "Use Linux, macOS, or WSL 2",
    look() {
      const name = `${process.platform} ${process.arch}`;
      if (["linux x64", "linux arm64", "darwin x64", "darwin arm64"].includes(name)) return name;
      throw new Error(`${name} is not supported`);
    },
  },
  {
    name: "Bun",
    transport: "all",
    neededTo: "run",
    remedy: "bun upgrade",
    look() {
      const wanted = packageJson.engines.bun;
      if (Bun.semver.satisfies(Bun.version, wanted)) return Bun.version;
      throw new Error(`${Bun.version} is not ${wanted}`);
    },
  },
  {
    name: "temporary folder",
    transport: "all",
    neededTo: "run",
    remedy: "Set TMPDIR to a folder that can be written",
    look() {
      const folder = mkdtempSync(join(tmpdir(), "elizaos-interop-doctor-"));
      try {
        writeFileSync(join(folder, "written"), "");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      return tmpdir();
    },
  },
  {
    name: "WebAssembly",
    transport: "wasm",
    neededTo: "run",
    remedy: "bun upgrade",
    look() {
      new WebAssembly.Module(EMPTY_MODULE);
      return "built into Bun";
    },
  },
  {
    name: "C library",
    transport: "ffi",
    neededTo: "run",
    remedy: "Use a system with glibc or musl, and a Bun that was built for it",
    async look() {
      const { closeDescriptor, duplicateCloseOnExec } = await import("../transport/libc.ts");
      closeDescriptor(duplicateCloseOnExec(2));
      return "bun:ffi calls it";
    },
  },
];
