/** Standard output as it may be found: a pipe that nobody reads, a file, nothing at all; and the end by Ctrl-C. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { childrenOf, isAlive, until } from "../fixtures/processes.ts";
import { root } from "../fixtures/repository.ts";
import { commandLine, probe, unruly } from "./command.ts";

setDefaultTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), "output-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command by a shell, which redirects as `redirection` says. */
async function inShell(words: string[], redirection: string) {
  const child = Bun.spawn(["sh", "-c", `"$@" ${redirection}`, "sh", ...commandLine(words)], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, FOLDER: folder },
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { status: await child.exited, stdout, stderr };
}

const big = ["invoke", probe, "ECHO", "--json", "--text", "x".repeat(100_000)];

describe.concurrent("a result", () => {
  test("goes whole into a file, after what is there", async () => {
    await inShell(["--version"], '>> "$FOLDER/results"');
    const { stderr } = await inShell(["invoke", unruly, "PRINT", "--json"], '>> "$FOLDER/results"');
    const [version, result, rest] = readFileSync(join(folder, "results"), "utf8").split("\n");
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(JSON.parse(result as string).result.text).toBe("printed");
    expect(rest).toBe("");
    expect(stderr).toContain("printed by console.log");
  });

  test("goes whole through a slow pipe", async () => {
    const { stdout } = await inShell(big, "| (sleep 0.3; cat)");
    expect(JSON.parse(stdout).result.text).toHaveLength(100_000);
  });

  test("ends quietly where its reader has gone", async () => {
    const { stderr } = await inShell(big, "| head -c 1");
    expect(stderr).toBe("");
    const help = await inShell(["--help"], "| true");
    expect(help.stderr).toBe("");
  });

  test("may have nowhere to go", async () => {
    const { status, stderr } = await inShell(["invoke", unruly, "SILENT"], ">&-");
    expect(stderr).toBe("printed by the import\n");
    expect(status).toBe(0);
  });

  test("is alone on standard output where standard error is closed", async () => {
    const { stdout } = await inShell(["invoke", unruly, "PRINT", "--json"], "2>&-");
    expect(JSON.parse(stdout).result.text).toBe("printed");
  });

  test("ends the command, though a service of the plugin lingers", async () => {
    const child = Bun.spawn(commandLine(["invoke", unruly, "SEND_MAIL"]), {
      stdout: "pipe",
      stderr: "ignore",
    });
    const start = performance.now();
    expect(await new Response(child.stdout).text()).toBe("SEND_MAIL ran\n");
    expect(await child.exited).toBe(0);
    // Core keeps a timer of 30 s for each service.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe.concurrent("a result that cannot be written", () => {
  test.skipIf(process.platform !== "linux")("is an error", async () => {
    const { status, stderr } = await inShell(["invoke", probe, "AGENT", "--json"], "> /dev/full");
    expect(stderr).toBe(
      "error: Cannot write to standard output: ENOSPC: no space left on device, write\n  → Make room where standard output leads\n",
    );
    expect(status).toBe(1);
  });
});

describe.concurrent("Ctrl-C", () => {
  test("ends the command and the plugin's process", async () => {
    const words = ["invoke", "test/guests/probe/python", "WAIT", "--options", '{"ms":60000}'];
    const command = Bun.spawn(commandLine(words), { cwd: root, stdout: "ignore", stderr: "ignore" });
    await until("a guest runs", () => childrenOf(command.pid).length > 0);
    const guests = childrenOf(command.pid);
    command.kill("SIGINT");
    await command.exited;
    await until("the guest has ended", () => !guests.some(isAlive));
    expect(command.exitCode === 130 || command.signalCode === "SIGINT").toBe(true);
  });
});
