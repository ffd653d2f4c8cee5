/**
 * `bun run setup`: brings this checkout to where the demo, the tests and the build can run. Does only what is not done yet. A missing
 * toolchain is no failure: what needs it is left out, and the record says why and what mends it.
 *
 * Nothing here is imported from node_modules, which it makes.
 */
import { rustBuilds } from "./crates.ts";
import { installDependencies } from "./dependencies.ts";
import { makePythonBridge } from "./python-bridge.ts";
import { installPythonTools } from "./python-tools.ts";
import { type Missing, readRecord, type SetupRecord, writeRecord } from "./record.ts";
import { repositoryRoot } from "./repository.ts";
import { buildRust } from "./rust-artefacts.ts";
import { findRust, installWasmTarget } from "./rust-tools.ts";

const record: SetupRecord = { ...readRecord(), missing: [] };
let steps = 0;

try {
  await step("dependencies", () => installDependencies(record));
  const python = await step("Python tools", () => installPythonTools(record));
  if (python) await step("Python bridge", async () => makePythonBridge());
  await setUpRust();
  for (const { tool, why, remedy } of record.missing)
    console.log(`setup: without ${tool}: ${why} (mend it with: ${remedy})`);
  if (steps === 0 && record.missing.length === 0) console.log("setup: all in place");
} catch (error) {
  console.error(`setup: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  writeRecord(record);
}

async function setUpRust(): Promise<void> {
  const rustc = findRust();
  if (typeof rustc !== "string") {
    record.missing.push(rustc);
    return;
  }
  const wasm = await step("wasm32 target", installWasmTarget);
  for (const build of rustBuilds(repositoryRoot))
    if (wasm || build.kind !== "wasm")
      await step(`${build.crate} as ${build.kind}`, () => buildRust(build, rustc, record));
}

/**
 * Runs one step and prints it when there was anything to do.
 * @returns whether what the step makes is there; if not, the record says why
 */
async function step(name: string, work: () => Promise<boolean | Missing>): Promise<boolean> {
  const start = performance.now();
  const outcome = await work();
  if (typeof outcome === "object") {
    record.missing.push(outcome);
    return false;
  }
  if (outcome) {
    steps += 1;
    console.log(`setup: ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
  return true;
}
