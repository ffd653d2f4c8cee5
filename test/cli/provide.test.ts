/** `provide`: one provider of a real plugin in a real agent. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { elizaosInterop, fixtures, probe, unruly } from "./command.ts";

setDefaultTimeout(30_000);

const provide = (provider: string, ...more: string[]) =>
  elizaosInterop(["provide", unruly, provider, ...more]);

describe.concurrent("provide", () => {
  test("prints the result's text, and ends with 0", async () => {
    const { status, stdout } = await provide("WEATHER", "--text", "Basel");
    expect(stdout).toBe("sunny over Basel\n");
    expect(status).toBe(0);
  });

  test("--json prints one object with all that the provider returned", async () => {
    const { status, json, stderr } = await provide("WEATHER", "--text", "Basel", "--json");
    expect(json).toEqual({
      plugin: "unruly",
      provider: "WEATHER",
      protocol: "native",
      language: "typescript",
      result: { text: "sunny over Basel", values: { degrees: 21 } },
      loadMs: expect.any(Number),
      invokeMs: expect.any(Number),
    });
    expect(stderr).toContain("printed by a provider\n");
    expect(status).toBe(0);
  });

  test("prints nothing for a provider that gives no text", async () => {
    const { status, stdout } = await provide("EMPTY");
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("asks no other provider, and does not wait for ever for a service that does not stop", async () => {
    const { status, stdout, stderr } = await elizaosInterop([
      "provide",
      `${fixtures}/stubborn-service.ts`,
      "QUIET",
    ]);
    expect(stdout).toBe("quiet\n");
    expect(stderr).toBe("warning: Cannot close the agent: it takes longer than 4000 ms\n");
    expect(status).toBe(0);
  });

  test("ends with 1 where the provider fails", async () => {
    const { status, json } = await provide("BROKEN", "--json");
    expect(json.error).toMatchObject({
      code: "handler_failed",
      message: "no forecast",
      path: "provider BROKEN",
    });
    expect(status).toBe(1);
  });

  test("takes the exact name only, and suggests the right one", async () => {
    const { status, json } = await provide("WHETHER", "--json");
    expect(json.error).toMatchObject({
      code: "component_unknown",
      message: 'The plugin unruly has no provider "WHETHER"',
      remedy: "Did you mean WEATHER?",
    });
    expect(status).toBe(2);
  });

  test("gives over ipc what it gives natively", async () => {
    const words = ["PROBE", "--text", "héllo", "--json"];
    const [inProcess, inChild, inPython] = await Promise.all([
      elizaosInterop(["provide", probe, ...words]),
      elizaosInterop(["provide", probe, "--protocol", "ipc", ...words]),
      elizaosInterop(["provide", "test/guests/probe/python", ...words]),
    ]);
    expect(inProcess.json.result).toMatchObject({ text: "probe of héllo", values: { length: 5 } });
    expect(inChild.json.result).toEqual(inProcess.json.result);
    expect(inPython.json.result).toEqual(inProcess.json.result);
  });
});
