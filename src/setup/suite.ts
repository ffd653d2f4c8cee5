/** The kinds of suites that the test command runs: a check that holds or not, and runners that count. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandOptions, run } from "./command.ts";
import { cargoCounts, junitCounts } from "./counts.ts";
import { type Outcome, settled } from "./outcome.ts";
import type { Tool } from "./record.ts";
import { repositoryRoot } from "./repository.ts";

export interface Suite {
  name: string;
  /** What must be on the machine for it. */
  needs: readonly Tool[];
  run(): Promise<Outcome>;
}

export interface Place extends Partial<CommandOptions> {
  needs?: readonly Tool[];
}

/** Commands that must all succeed; together they count as one test. */
export function check(name: string, commands: readonly (readonly string[])[], place: Place = {}): Suite {
  return suite(name, place, async (options) => {
    for (const command of commands) {
      const { status, output } = await run(command, options);
      if (status !== 0) return { passed: 0, failed: 1, skipped: 0, reasons: [], output };
    }
    return { passed: 1, failed: 0, skipped: 0, reasons: [], output: "" };
  });
}

/** A runner that writes JUnit's XML to the file that it is given. */
export function junit(name: string, command: (file: string) => readonly string[], place: Place = {}): Suite {
  return suite(name, place, async (options) => {
    const file = join(repositoryRoot, ".cache/test", `${name.replaceAll(/[^\w.]+/g, "-")}.xml`);
    mkdirSync(join(repositoryRoot, ".cache/test"), { recursive: true });
    // A runner that crashes must not be judged by an earlier run's file.
    rmSync(file, { force: true });
    const { status, output } = await run(command(file), options);
    const { reasons, ...counts } = junitCounts(readIfThere(file));
    return { ...settled(counts, status), reasons: reasons.map((reason) => `${name}: ${reason}`), output };
  });
}

export function cargoTest(name: string, command: readonly string[], place: Place = {}): Suite {
  return suite(name, place, async (options) => {
    const { status, output } = await run(command, options);
    const counts = settled(cargoCounts(output), status);
    const reasons = counts.skipped === 0 ? [] : [`${name}: ${counts.skipped} marked #[ignore]`];
    return { ...counts, reasons, output };
  });
}

function suite(name: string, place: Place, work: (options: CommandOptions) => Promise<Outcome>): Suite {
  const { needs = [], cwd = repositoryRoot, env } = place;
  return { name, needs, run: () => work({ cwd, env }) };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
