/** Commands of other tools, run with what they print kept for the one who must know why they failed. */

export interface Finished {
  /** Exit status; 128 + signal where one ended it, 127 where there is no such command. */
  status: number;
  /** Standard output and standard error as they came. */
  output: string;
}

export interface CommandOptions {
  cwd: string;
  /** Variables beside this process's own. */
  env?: Record<string, string> | undefined;
}

/** Runs a command to its end. A shell joins its two outputs, so that their order is kept. */
export async function run(argv: readonly string[], { cwd, env }: CommandOptions): Promise<Finished> {
  const child = Bun.spawn(["sh", "-c", 'exec "$@" 2>&1', "sh", ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const output = await new Response(child.stdout).text();
  return { status: await child.exited, output };
}

/** Runs a command that must succeed. @param purpose as in `Cannot <purpose>` */
export async function mustRun(
  purpose: string,
  argv: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { status, output } = await run(argv, options);
  if (status === 0) return output;
  throw new Error(`Cannot ${purpose} as ${argv.join(" ")} ended with ${status}\n${output.trimEnd()}`);
}

/** What a command prints on standard output, trimmed; undefined where it is missing or fails. */
export function ask(argv: string[], cwd: string): string | undefined {
  if (Bun.which(argv[0] ?? "") === null) return undefined;
  const { exitCode, stdout } = Bun.spawnSync(argv, { cwd, stderr: "ignore", stdin: "ignore" });
  return exitCode === 0 ? stdout.toString().trim() : undefined;
}
