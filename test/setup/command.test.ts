import { describe, expect, test } from "bun:test";
import { ask, mustRun, run } from "../../src/setup/command.ts";

const cwd = import.meta.dir;

describe("run()", () => {
  test("keeps both outputs in their order, and the status", async () => {
    const script = "echo one; echo two >&2; echo three; exit 3";
    expect(await run(["sh", "-c", script], { cwd })).toEqual({ status: 3, output: "one\ntwo\nthree\n" });
  });

  test("passes words on as they are", async () => {
    const { output } = await run(["printf", "%s|", "a b", "$HOME", "*"], { cwd });
    expect(output).toBe("a b|$HOME|*|");
  });

  test("adds variables to the environment", async () => {
    const { output } = await run(["sh", "-c", "echo $ADDED"], { cwd, env: { ADDED: "here" } });
    expect(output).toBe("here\n");
  });

  test("says that a command is missing by its status", async () => {
    expect((await run(["no-such-command"], { cwd })).status).toBe(127);
  });
});

test("mustRun() throws with the purpose, the command, its status and what it printed", async () => {
  const running = mustRun("do it", ["sh", "-c", "echo why; exit 7"], { cwd });
  await expect(running).rejects.toThrow("Cannot do it as sh -c echo why; exit 7 ended with 7\nwhy");
});

describe("ask()", () => {
  test("gives what is printed on standard output", () => {
    expect(ask(["sh", "-c", "echo said; echo noise >&2"], cwd)).toBe("said");
  });

  test("gives nothing where the command fails or is missing", () => {
    expect(ask(["sh", "-c", "echo said; exit 1"], cwd)).toBeUndefined();
    expect(ask(["no-such-command"], cwd)).toBeUndefined();
  });
});
