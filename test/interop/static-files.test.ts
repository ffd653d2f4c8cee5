/** STATIC routes on a real folder: what is served, and what is not, however it is asked for. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { staticHandler } from "../../src/interop/static-files.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "static-"));
  await mkdir(join(folder, "plugin/static/deep"), { recursive: true });
  await mkdir(join(folder, "plugin/static/.git"));
  const files: Record<string, string> = {
    "secret.txt": "above the plugin",
    "plugin/plugin.json": "{}",
    "plugin/static/hello.txt": "static hello\n",
    "plugin/static/deep/style.css": "a{}\n",
    "plugin/static/deep/index.html": "<p>deep</p>",
    "plugin/static/with space é.txt": "spaced",
    "plugin/static/.env": "KEY=1",
    "plugin/static/.git/config": "x",
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await writeFile(join(folder, "plugin/static/large.bin"), new Uint8Array(3_000_000).fill(5));
  await symlink(join(folder, "secret.txt"), join(folder, "plugin/static/link.txt"));
  await symlink(join(folder, "plugin/plugin.json"), join(folder, "plugin/static/inside.json"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function get(path: string, filePath = "./static", route = "/static"): Promise<unknown> {
  const written: Buffer[] = [];
  let outcome: unknown;
  let type = "";
  const res = {
    status: (code: number) => {
      outcome = code;
    },
    setHeader: (_name: string, value: string | string[]) => {
      type = String(value);
    },
    json: () => {},
    send: (data: unknown) => {
      outcome = `${String(data)}|${type}`;
    },
    write: (data: unknown) => written.push(data as Buffer) > 0,
    end: () => {
      outcome = Buffer.concat(written).length;
    },
  };
  const files = { plugin: "probe", baseDir: join(folder, "plugin") };
  await staticHandler(files, { type: "STATIC", path: route, filePath })({ path }, res, recordingRuntime());
  return outcome;
}

test("staticHandler() serves files of its folder with their types", async () => {
  expect(await get("/probe/static/hello.txt")).toBe("static hello\n|text/plain;charset=utf-8");
  expect(await get("/static/deep/style.css")).toBe("a{}\n|text/css;charset=utf-8");
  expect(await get("/probe/static/deep")).toBe("<p>deep</p>|text/html;charset=utf-8");
  expect(await get("/probe/static/with%20space%20%C3%A9.txt")).toStartWith("spaced");
  expect(await get("/probe/readme", "./static/hello.txt", "/readme")).toStartWith("static hello");
});

test("staticHandler() writes a large file as it is read", async () => {
  expect(await get("/probe/static/large.bin")).toBe(3_000_000);
});

const REFUSED = [
  "/probe/static/nothing.txt",
  "/probe/static/../plugin.json",
  "/probe/static/%2e%2e/plugin.json",
  "/probe/static/..%2f..%2fsecret.txt",
  "/probe/static/..%5c..%5csecret.txt",
  "/probe/static/deep/../../plugin.json",
  "/probe/static/link.txt",
  "/probe/static/inside.json",
  "/probe/static/.env",
  "/probe/static/.git/config",
  "/probe/static/hello.txt%00.css",
  "/probe/static/%E0%A4%A",
  "/probe/staticX/hello.txt",
  "/probe/other",
];
for (const path of REFUSED)
  test(`staticHandler() answers 404 to ${path}`, async () => {
    expect(await get(path)).toBe(404);
  });

test("staticHandler() answers 404 where the definition leaves the plugin's folder", async () => {
  for (const filePath of ["..", "../secret.txt", "/etc", "./static/link.txt"])
    expect(await get("/probe/static/secret.txt", filePath)).toBe(404);
});
