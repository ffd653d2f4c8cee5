/** `inspect`: what a plugin is, without an agent. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../fixtures/repository.ts";
import { elizaosInterop, probe, unruly } from "./command.ts";

setDefaultTimeout(30_000);

/** The kinds whose components have a name, or a type that is one. */
const NAMED = ["actions", "providers", "evaluators", "services", "events", "models"];
type Named = { name?: string; type?: string; path?: string };
const probeFile = join(root, probe, "probe.ts");

function sha256(file: string): string {
  return new Bun.CryptoHasher("sha256").update(readFileSync(file)).digest("hex");
}

describe.concurrent("inspect", () => {
  test("--json prints manifest, protocol, components and artefact", async () => {
    const { status, json } = await elizaosInterop(["inspect", probe, "--json"]);
    const manifest = JSON.parse(readFileSync(join(root, probe, "plugin.json"), "utf8"));
    expect(json.manifest).toMatchObject({ name: "probe", version: "1.0.0", interop: manifest.interop });
    expect(json).toMatchObject({ protocol: "native", loadMs: expect.any(Number) });
    const named = (kind: string) => manifest[kind].map(({ name, type }: Named) => name ?? type);
    expect(json.components).toEqual({
      ...Object.fromEntries(NAMED.map((kind) => [kind, named(kind)])),
      routes: manifest.routes.map(({ type, path }: Named) => `${type} ${path}`),
    });
    const { size } = Bun.file(probeFile);
    expect(json.artefact).toEqual({ path: probeFile, bytes: size, sha256: sha256(probeFile) });
    expect(Object.keys(json)).toEqual(["manifest", "protocol", "components", "offers", "artefact", "loadMs"]);
    expect(status).toBe(0);
  });

  test("takes the protocol that is asked for", async () => {
    const { json } = await elizaosInterop(["inspect", probe, "--protocol=ipc", "--json"]);
    expect(json.protocol).toBe("ipc");
    expect(json.artefact).toMatchObject({ path: probeFile, sha256: sha256(probeFile) });
    const exported = await elizaosInterop(["inspect", `${probeFile}:default`, "--protocol=ipc", "--json"]);
    expect(exported.json.artefact).toEqual(json.artefact);
  });

  test("names a Python module's file", async () => {
    const { json } = await elizaosInterop(["inspect", "test/guests/probe/python", "--json"]);
    expect(json).toMatchObject({
      protocol: "ipc",
      manifest: { language: "python" },
      artefact: {
        path: expect.stringMatching(/python\/probe_plugin\.py$/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(json.artefact.bytes).toBeGreaterThan(0);
    expect(json.components.providers).toEqual(["PROBE"]);
  });

  test("names components of every kind that a native plugin has", async () => {
    const { json, stderr } = await elizaosInterop(["inspect", `${unruly}:unrulyPlugin`, "--json"]);
    expect(json.manifest.name).toBe("unruly");
    expect(json.components).toMatchObject({
      providers: ["WEATHER", "BROKEN", "EMPTY"],
      services: ["lingering"],
      routes: ["GET /weather"],
      events: ["MESSAGE_RECEIVED"],
      models: [],
    });
    expect(stderr).toBe("printed by the import\n");
  });

  test("prints a summary for people", async () => {
    const { status, stdout } = await elizaosInterop(["inspect", "plugins/echo/typescript"]);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "echo 0.1.0 (typescript)",
      "Says what it was told",
      "  actions    ECHO",
      "  providers  ECHO",
      "  protocol   native",
    ]);
    expect(lines[5]).toMatch(/^ {2}artefact {3}\/.*echo\.ts \(\d+ bytes, sha256 [0-9a-f]{64}\)$/);
    expect(status).toBe(0);
  });

  test("shows what the plugin is given, and by which flag it would get more", async () => {
    const env = { GIVEN_CITY: "Rome", GIVEN_TOKEN: "hunter2" };
    const words = ["inspect", "test/cli/fixtures/asks"];
    const { json } = await elizaosInterop([...words, "--json"], { env });
    expect(json.offers).toEqual({
      settings: { given: ["CITY", "WEATHER_*"], withheld: ["API_KEY"] },
      environment: { given: ["GIVEN_CITY"], withheld: ["GIVEN_TOKEN"] },
    });
    const { stdout, stderr } = await elizaosInterop(words, { env });
    expect(stdout.split("\n").slice(2, 7)).toEqual([
      "  actions      ASK",
      "  settings     CITY, WEATHER_*",
      "  withheld     API_KEY (--grant settings:API_KEY)",
      "  environment  GIVEN_CITY",
      "  withheld     GIVEN_TOKEN (--env GIVEN_TOKEN)",
    ]);
    expect(stderr).toContain("--env GIVEN_TOKEN");
  });

  test("refuses a manifest that names what the plugin has not, and lists no such component", async () => {
    const folder = mkdtempSync(join(tmpdir(), "inspect-"));
    const manifest = JSON.parse(readFileSync(join(root, "plugins/echo/typescript/plugin.json"), "utf8"));
    manifest.actions.push({ name: "GHOST_ACTION", description: "Is not there" });
    manifest.interop.modulePath = "./echo.ts";
    writeFileSync(join(folder, "plugin.json"), JSON.stringify(manifest));
    copyFileSync(join(root, "plugins/echo/typescript/echo.ts"), join(folder, "echo.ts"));
    for (const protocol of ["native", "ipc"]) {
      const { status, json } = await elizaosInterop(["inspect", folder, "--protocol", protocol, "--json"]);
      expect(json.error).toMatchObject({ code: "manifest_mismatch", path: null });
      expect(json.error.message).toContain('$.actions has "GHOST_ACTION", the guest has not');
      expect(status).toBe(2);
    }
    rmSync(folder, { recursive: true });
  });

  test("ends with 2 and the loader's error where the plugin cannot be loaded", async () => {
    const { status, json } = await elizaosInterop(["inspect", probe, "--protocol", "wasm", "--json"]);
    expect(json.error).toMatchObject({ code: "protocol_unavailable", path: "$.interop.wasmPath" });
    expect(status).toBe(2);
  });

  test("cuts a large value of an error to 1,000 characters", async () => {
    const target = `python:${"x".repeat(5_000)}`;
    const { status, json } = await elizaosInterop(["inspect", target, "--json"]);
    expect(json.error.code).toBe("module_not_found");
    expect(json.error.value).toHaveLength(1_000);
    expect(status).toBe(2);
  });
});
