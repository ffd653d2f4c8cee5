/** `this` in a plugin's functions is what it is under elizaOS itself, wherever we stand between: over no, one and two of our runtimes. */
import { afterAll, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { IAgentRuntime, Plugin } from "@elizaos/core";
import { type Agent, startAgent } from "../../src/agent/agent.ts";
import { prepareCoreEnvironment } from "../../src/agent/core-environment.ts";
import { routeHandler } from "../../src/agent/http/route-handler.ts";
import { closePlugin, loadPlugin, loadTypeScriptPlugin } from "../../src/index.ts";
import { standIn, standInWithMethods } from "../../src/interop/stand-in.ts";
import { emptyState, memoryOf } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";

prepareCoreEnvironment("fatal");

const modulePath = artefact("test/guests/itself/itself.ts");
const manifest = {
  name: "itself",
  description: "Tells what it finds in itself",
  version: "1.0.0",
  language: "typescript",
  interop: { protocol: "native", modulePath },
} as const;

const folder = mkdtempSync(join(tmpdir(), "interop-itself-"));
afterAll(() => rmSync(folder, { recursive: true }));
let modules = 0;

/** A module of its own each time, as `init` changes the plugin that is in it. */
function fresh(): string {
  const path = join(folder, `itself-${++modules}.ts`);
  copyFileSync(modulePath, path);
  return path;
}

const WAYS: Record<string, (modulePath: string) => Promise<Plugin>> = {
  "elizaOS itself": async (path) => (await import(path)).default,
  native: (path) => loadTypeScriptPlugin({ modulePath: path }),
  "policed native": (path) =>
    loadPlugin({
      manifest: { ...manifest, interop: { ...manifest.interop, modulePath: `./${basename(path)}` } },
      baseDir: folder,
    }),
  "isolated ipc": (path) => loadTypeScriptPlugin({ modulePath: path, protocol: "ipc" }),
};

for (const [way, load] of Object.entries(WAYS))
  test(`${way}: a plugin of class instances finds itself in every kind of component`, async () => {
    const plugin = await load(fresh());
    const agent = await startAgent({ plugins: [plugin], onLog: () => {} });
    try {
      expect(await lookAt(agent)).toEqual({
        validates: true,
        look: { calls: 2, isLoud: true, client: "connected", seen: [] },
        tell: { text: "1 connected" },
        tellAgain: { text: "2 connected" },
        judges: true,
        judge: { calls: 2, isLoud: true, client: "connected", seen: [] },
        route: { own: "a field", isReady: true },
        model: "undefined",
        laterModel: "later",
        starts: 1,
        works: true,
        later: {
          calls: 1,
          isLoud: false,
          client: "connected",
          seen: ["first undefined", "second undefined", "task 2"],
        },
        registered: "1 connected",
      });
    } finally {
      await agent.close();
      await closePlugin(plugin);
    }
  });

interface Starting {
  starts(): Promise<number>;
}

async function lookAt({ runtime }: Agent): Promise<object> {
  const input = [runtime, memoryOf("look"), emptyState] as const;
  const action = (name: string) => named(runtime.actions, name);
  const [look, tell, judge] = [
    action("LOOK"),
    named(runtime.providers, "TELL"),
    named(runtime.evaluators, "JUDGE"),
  ];
  const first = {
    validates: await look.validate(...input),
    look: dataOf(await look.handler(...input)),
    tell: await tell.get(...input),
    tellAgain: await tell.get(...input),
    judges: await judge.validate(...input),
    judge: dataOf(await judge.handler(...input)),
    route: await (await routeHandler(runtime)(new Request("http://agent/itself/itself")))?.json(),
    model: await runtime.useModel("ITSELF" as never, {} as never),
    laterModel: await runtime.useModel("ITSELF_LATER" as never, {} as never),
  };
  await runtime.emitEvent("ITSELF", { source: "test" } as never);
  const service = (await runtime.getServiceLoadPromise("itself" as never)) as unknown as Starting;
  const worker = runtime.getTaskWorker("WORK");
  const works = await worker?.validate?.(...input);
  await worker?.execute(runtime, {}, { name: "WORK" } as never);
  const later = dataOf(await action("LOOK_LATER").handler(...input));
  const registered = await named(runtime.providers, "REGISTERED").get(...input);
  return { ...first, starts: await service.starts(), works, later, registered: registered.text };
}

function named<Component extends { name: string }>(components: Component[], name: string): Component {
  const found = components.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
}

const dataOf = (result: unknown): unknown => (result as { data: unknown }).data;

test("standIn() shows what the object has now, keeps what is set on it, and gives the same for the same", () => {
  const own = Object.freeze({ list: [1], name: "own" as string, run: (runtime: IAgentRuntime) => runtime });
  const made = standIn(own, { list: (list) => list.map((one) => one + 1), run: () => () => ({}) as never });
  expect(made.list).toEqual([2]);
  expect(made.list).toBe(made.list);
  expect(made.run).toBe(made.run);
  own.list.push(2);
  expect(made.list).toEqual([2, 3]);
  expect({ ...made }).toEqual({ list: made.list, name: "own", run: made.run });
  (made as { name: string }).name = "set";
  expect([made.name, own.name]).toEqual(["set", "own"]);
  expect("run" in made && !("other" in made)).toBe(true);
});

test("standInWithMethods() shows the same, and has its methods at once", () => {
  class Author {
    #calls = 0;
    text = "first";
    get calls() {
      return this.#calls;
    }
    run() {
      this.#calls += 1;
    }
  }
  const own = new Author();
  const made = standInWithMethods(own, { run: () => own.run() });
  made.run();
  own.text = "second";
  Object.assign(own, { late: true });
  expect(made).toBeInstanceOf(Author);
  expect([made.calls, made.text, (made as { late?: boolean }).late]).toEqual([1, "second", true]);
  expect(Object.keys(made)).toEqual(["text", "run"]);
  Object.assign(made, { text: "set", more: 1 });
  expect([made.text, own.text, (own as { more?: number }).more]).toEqual(["set", "second", undefined]);
});
