/**
 * How long the executable takes to start, against a compiled hello world, which is what Bun itself takes.
 * Run `bun bench/start.ts` after `bun run build`.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");
const EXECUTABLE = join(ROOT, "dist/elizaos-interop");
const FOLDER = join(ROOT, ".cache/bench");
const HELLO = join(FOLDER, "hello");
const ROUNDS = 60;

if (!existsSync(EXECUTABLE)) {
  console.error(`Cannot measure ${EXECUTABLE} as it does not exist: run bun run build`);
  process.exit(1);
}
await compileHello();
const commands = [[HELLO], [EXECUTABLE, "--version"]];
const times = commands.map((): number[] => []);
// In turns, so that whatever else this machine does is felt by both.
for (let round = 0; round < ROUNDS; round += 1)
  for (const [index, command] of commands.entries()) times[index]?.push(timeMs(command));

const [hello = 0, version = 0] = times.map(median);
console.log(`hello world   ${hello.toFixed(1)} ms`);
console.log(`--version     ${version.toFixed(1)} ms`);
console.log(`ratio         ${(version / hello).toFixed(2)} (at most 3)`);

async function compileHello(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await Bun.write(join(FOLDER, "hello.ts"), 'console.log("hello world");\n');
  const flags = ["--compile", "--bytecode", "--format=esm"];
  const argv = [process.execPath, "build", join(FOLDER, "hello.ts"), ...flags, "--outfile", HELLO];
  const { exitCode, stderr } = Bun.spawnSync(argv, { cwd: FOLDER });
  if (exitCode !== 0) throw new Error(`Cannot compile hello world: ${stderr}`);
}

function timeMs(command: string[]): number {
  const start = performance.now();
  const { exitCode } = Bun.spawnSync(command, { stdout: "ignore", stderr: "inherit" });
  if (exitCode !== 0) throw new Error(`Cannot time ${command.join(" ")} as it ended with ${exitCode}`);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
