/** Help and version, and colours: only where somebody sees them. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import packageJson from "../../package.json";
import { root } from "../fixtures/repository.ts";
import { commandLine, elizaosInterop, fixtures, unruly } from "./command.ts";

setDefaultTimeout(30_000);

const COMMANDS = ["invoke", "provide", "inspect", "validate", "bench", "guest", "doctor"];
const ESCAPE = "\x1b[";

/** Runs a command on a terminal of its own, and gives all that it showed there. */
async function onTerminal(words: string[], env: Record<string, string> = {}): Promise<string> {
  const decoder = new TextDecoder();
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let shown = "";
  Bun.spawn(commandLine(words), {
    cwd: root,
    env: { ...process.env, TERM: "xterm-256color", CI: "", TEST: "", NO_COLOR: "", ...env },
    terminal: {
      data: (_terminal, bytes) => {
        shown += decoder.decode(bytes, { stream: true });
      },
      exit: () => resolve(),
    },
  });
  await closed;
  return shown;
}

describe.concurrent("elizaos-interop", () => {
  test.each(["--version", "-v"])("%s prints the version", async (flag) => {
    const { status, stdout, stderr } = await elizaosInterop([flag]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  test.each(["--help", "-h"])("%s prints all commands", async (flag) => {
    const { status, stdout, stderr } = await elizaosInterop([flag]);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ +${command} +[A-Z]`, "m"));
    expect(stdout).toContain("--version");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("shows the commands on standard error where none is named", async () => {
    const { stdout, stderr } = await elizaosInterop([]);
    expect(stdout).toBe("");
    for (const command of COMMANDS) expect(stderr).toContain(command);
  });

  test.each(COMMANDS)("%s --help prints its arguments, whatever else is said", async (command) => {
    const { status, stdout, stderr } = await elizaosInterop([command, "--bogus", "--help"]);
    expect(stdout).toContain(`USAGE elizaos-interop ${command}`);
    expect(stdout).not.toContain(ESCAPE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("takes --help for a value after =", async () => {
    const words = ["invoke", "plugins/echo/typescript", "ECHO", "--text=--help"];
    expect((await elizaosInterop(words)).stdout).toBe("--help\n");
  });
});

describe.concurrent("colours", () => {
  test("are shown on a terminal", async () => {
    expect(await onTerminal(["--help"])).toContain(ESCAPE);
    expect(await onTerminal(["doctor"])).toContain(`${ESCAPE}32mok`);
    expect(await onTerminal(["invok"])).toContain(`${ESCAPE}31merror:`);
  });

  test("are not shown there with NO_COLOR, by citty's help neither", async () => {
    for (const words of [["--help"], ["invoke", "--help"], ["doctor"], ["invok"]])
      expect(await onTerminal(words, { NO_COLOR: "yes" })).not.toContain(ESCAPE);
  });

  test("are not shown elsewhere", async () => {
    const { stderr } = await elizaosInterop(["invoke", unruly, "LOG"], { env: { NO_COLOR: "", CI: "" } });
    expect(stderr).toContain("warn unruly:");
    expect(stderr).not.toContain(ESCAPE);
    const { stdout } = await elizaosInterop(["validate", `${fixtures}/none.json`], { env: { CI: "" } });
    expect(stdout).not.toContain(ESCAPE);
  });
});
