/** Runs what the README shows: its TypeScript, its command lines with their output, its two commands' first half. */
import { expect, test } from "bun:test";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artefact, root } from "../fixtures/repository.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const folder = join(root, ".cache/readme");

/** The fenced block after a comment such as `<!-- test: project -->`. */
function blockAfter(comment: string): string {
  const at = readme.indexOf(`<!-- ${comment} -->`);
  const block = /```\w+\n(.*?)```/s.exec(readme.slice(at))?.[1];
  if (at === -1 || block === undefined) throw new Error(`The README has no block after ${comment}`);
  return block;
}

async function run(argv: string[]): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const child = Bun.spawn(argv, { cwd: root, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { stdout, stderr, exitCode: await child.exited };
}

for (const name of ["project", "loaders"]) {
  test(`the README's example "${name}" runs`, async () => {
    artefact("plugins/echo/rust/dist/echo.wasm");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, `${blockAfter(`test: ${name}`)}\nconsole.log("the end was reached");\n`);
    const { stdout, stderr, exitCode } = await run([process.execPath, file]);
    rmSync(file);
    expect(stderr).toBe("");
    expect(stdout).toBe("the end was reached\n");
    expect(exitCode).toBe(0);
  }, 30_000);
}

const console_ = /```console\n(.*?)```/s.exec(readme)?.[1] ?? "";
const commands = console_.split(/^\$ /m).slice(1);

test("the README shows command lines", () => expect(commands.length).toBeGreaterThanOrEqual(3));

for (const command of commands) {
  const [line = "", ...output] = command.split("\n");
  test(`the README's command line prints what it says: ${line}`, async () => {
    artefact("plugins/eliza/rust/dist/eliza.wasm");
    const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    const { stdout, exitCode } = await run([
      process.execPath,
      join(root, "src/cli/main.ts"),
      ...words.slice(1),
    ]);
    expect(stdout).toBe(output.join("\n"));
    expect(exitCode).toBe(0);
  }, 30_000);
}

for (const [, path = ""] of readme.matchAll(/<!-- file: (\S+) -->/g)) {
  test(`the README shows ${path} as it is`, () => {
    expect(blockAfter(`file: ${path}`)).toBe(readFileSync(join(root, path), "utf8"));
  });
}

test("the README's command table names every command that --help shows, and no other", async () => {
  const { stdout } = await run([process.execPath, join(root, "src/cli/main.ts"), "--help"]);
  const shown = [...(stdout.split("COMMANDS")[1] ?? "").matchAll(/^ +(\w+) {2,}/gm)].map(([, name]) => name);
  const listed = [...readme.matchAll(/^\| `elizaos-interop (\w+)/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(shown.toSorted());
});

test("the README's demo ends well", async () => {
  const { stdout, exitCode } = await run([process.execPath, "run", "demo"]);
  expect(stdout).toContain("40/40");
  expect(exitCode).toBe(0);
}, 300_000);
