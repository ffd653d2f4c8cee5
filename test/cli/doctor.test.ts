/** `doctor`: what is there and what is missing, on this machine and on poorer ones. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elizaosInterop } from "./command.ts";

setDefaultTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), "doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Check {
  name: string;
  neededTo: string;
  ok: boolean;
  found: string;
  remedy: string | null;
}

/** A program that answers every call alike. */
function program(name: string, prints: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${prints}"\n`);
  chmodSync(file, 0o755);
  return file;
}

async function doctor(env: Record<string, string> = {}) {
  const { status, json } = await elizaosInterop(["doctor", "--json"], { env });
  const { ok, checks } = json as { ok: boolean; checks: Check[] };
  const named = (name: string) => checks.find((check) => check.name === name);
  return { status, ok, checks, named };
}

describe.concurrent("doctor", () => {
  test("finds all that plugins need here, and ends with 0", async () => {
    const { status, ok, checks, named } = await doctor();
    expect(checks.filter((check) => check.neededTo === "run" && !check.ok)).toEqual([]);
    expect(named("Python")?.found).toMatch(/^3\.\d+\.\d+ \(.*python.*\)$/);
    expect(named("Bun")?.found).toBe(Bun.version);
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
  });

  test("prints a line for each, with ok before it", async () => {
    const { status, stdout } = await elizaosInterop(["doctor"]);
    expect(stdout).toMatch(/^ok {7}all {5}Bun +\d+\.\d+\.\d+$/m);
    expect(stdout).toEndWith("Plugins of every kind run here\n");
    expect(status).toBe(0);
  });

  test("ends with 1 where there is no Python, and says what to do", async () => {
    const env = { ELIZAOS_INTEROP_PYTHON: "/nowhere/python3" };
    const { status, ok, named } = await doctor(env);
    expect(named("Python")).toMatchObject({ ok: false, remedy: expect.stringContaining("ython") });
    expect({ ok, status }).toEqual({ ok: false, status: 1 });
    const { stdout } = await elizaosInterop(["doctor"], { env });
    expect(stdout).toMatch(/^missing {2}ipc {5}Python .*\/nowhere\/python3/m);
    expect(stdout).toMatch(/^ {9}→ .*ython/m);
  });

  test("ends with 1 where Python is too old", async () => {
    const old = program("old-python", "3.9.18");
    const { status, named } = await doctor({ ELIZAOS_INTEROP_PYTHON: old });
    expect(named("Python")).toMatchObject({ ok: false, found: `${old} is 3.9.18, older than 3.10` });
    expect(status).toBe(1);
  });

  test("ends with 1 where the temporary folder cannot be written", async () => {
    const { status, named } = await doctor({ TMPDIR: join(folder, "nowhere") });
    expect(named("temporary folder")).toMatchObject({ ok: false, remedy: expect.stringContaining("TMPDIR") });
    expect(status).toBe(1);
  });

  test("only notes that msgpack is slow or that there is no Rust", async () => {
    const python = join(folder, "no-msgpack");
    writeFileSync(python, '#!/bin/sh\ncase "$2" in *msgpack*) exit 1;; esac\necho 3.12.1\n');
    chmodSync(python, 0o755);
    const { status, ok, named } = await doctor({ ELIZAOS_INTEROP_PYTHON: python, PATH: "/nowhere" });
    expect(named("msgpack")).toMatchObject({ ok: false, neededTo: "run faster" });
    for (const name of ["Cargo", "rustup", "wasm32-unknown-unknown"])
      expect(named(name)).toMatchObject({
        ok: false,
        neededTo: "build",
        remedy: expect.stringContaining("rustup"),
      });
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
  });
});
