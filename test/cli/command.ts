/** The command line as its users run it: a process of its own, with its two outputs and its exit status. */
import { join } from "node:path";
import { root } from "../fixtures/repository.ts";

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
  /** Standard output, which must be one JSON value. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it is the test's business.
  json: any;
}

export interface Surroundings {
  env?: Record<string, string>;
  /** Relative to the checkout. */
  preload?: string;
  stdin?: string;
}

export async function elizaosInterop(words: string[], around: Surroundings = {}): Promise<Ended> {
  const child = Bun.spawn(commandLine(words, around.preload), {
    cwd: root,
    stdin: new Blob([around.stdin ?? ""]),
    stdout: "pipe",
    stderr: "pipe",
    // Other tests set the level for core, which they import into this process.
    env: { ...process.env, LOG_LEVEL: undefined, ...around.env },
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  const status = await child.exited;
  return {
    status,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout);
    },
  };
}

export function commandLine(words: readonly string[], preload?: string): string[] {
  const before = preload === undefined ? [] : ["--preload", join(root, preload)];
  return [process.execPath, ...before, join(root, "src/cli/main.ts"), ...words];
}

export const fixtures = "test/cli/fixtures";
export const unruly = `${fixtures}/unruly.ts`;
export const probe = "test/guests/probe/typescript";
