/** Process groups: what a guest started ends with it, and with its host, though nobody listens to the end of input. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPlugin } from "../../../src/index.ts";
import { Child, type ChildExit } from "../../../src/transport/ipc/child.ts";
import { invoke } from "../../fixtures/call.ts";
import { childrenOf, isAlive, until } from "../../fixtures/processes.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";
import { root } from "../../fixtures/repository.ts";

const sleeps = "trap '' HUP INT TERM; sleep 600 >/dev/null";
/** Each tells of two processes: a guest and its child, a wrapper and its guest, a guest and what it left behind it. */
const DEAF = [
  `echo $$ >&2; sh -c "echo \\$\\$ >&2; ${sleeps}"; true`,
  `echo $$ >&2; { sh -c "echo \\$\\$ >&2; ${sleeps}" & } ; wait`,
  `echo $$ >&2; sh -c "echo \\$\\$ >&2; ${sleeps}" & ${sleeps}`,
];

function openChild(script: string) {
  const { promise: exited, resolve } = Promise.withResolvers<ChildExit>();
  const pids: number[] = [];
  const child = new Child(
    { argv: ["/bin/sh", "-c", script], env: { PATH: process.env.PATH ?? "" } },
    {
      onData: () => {},
      onStuck: () => {},
      onExit: resolve,
      onLine: (line) => void pids.push(Number(line)),
    },
  );
  child.setBusy(true);
  return { child, pids, exited };
}

/** The watchdogs of one host, which are not its children. */
function watchdogsOf(host: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isAlive(Number(name)))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").endsWith(`elizaos-interop-watchdog\0${host}\0`);
      } catch {
        return false;
      }
    });
}

/** @returns what `next` gives are the processes of one more guest */
async function startHost() {
  const script = join(root, "test/transport/ipc/scripts/deaf.ts");
  const words = [process.execPath, script, JSON.stringify(DEAF)];
  const host = Bun.spawn(words, { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  const output = host.stdout.getReader();
  const read = async (): Promise<number[]> =>
    JSON.parse(new TextDecoder().decode((await output.read()).value));
  const next = () => {
    host.stdin.write("\n");
    void host.stdin.flush();
    return read();
  };
  return { host, guests: await read(), next };
}

test.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
  "a host that dies by %s leaves none of its guests that ignore the end of input, and nothing of them",
  async (signal) => {
    const { host, guests } = await startHost();
    expect(guests.filter(isAlive)).toHaveLength(6);
    host.kill(signal);
    await host.exited;
    await until("the guests' end", () => !guests.some(isAlive));
  },
);

test.each(DEAF.map((script, index) => [index + 1, script] as const))(
  "close() ends the whole group of a guest that ignores the end of input (%d)",
  async (_index, script) => {
    const { child, pids } = openChild(script);
    await until("both processes", () => pids.length === 2);
    await child.close(0);
    expect(pids.filter(isAlive)).toEqual([]);
  },
);

test("what a guest that ended by itself left in its group ends too", async () => {
  const { pids, exited } = openChild(`echo $$ >&2; { echo $$ >&2; ${sleeps}; } & echo $! >&2; exit 3`);
  expect(await exited).toMatchObject({ description: "exited with status 3" });
  expect(pids.length).toBeGreaterThan(1);
  expect(pids.filter(isAlive)).toEqual([]);
});

test("a guest leads a group and a session of its own", async () => {
  const { child, pids } = openChild(`cut -d' ' -f1,5,6 /proc/$$/stat | tr ' ' '\\n' >&2; ${sleeps}`);
  await until("its numbers", () => pids.length === 3);
  expect(new Set(pids).size).toBe(1);
  await child.close(0);
});

test("one watchdog serves all guests of a host, is none of its children, and ends with the last of them", async () => {
  const own = () => watchdogsOf(process.pid);
  await until("the end of those of other tests", () => own().length === 0);
  const guests = [openChild(sleeps), openChild(sleeps)];
  await until("the watchdog", () => own().length === 1);
  const [watchdog = 0] = own();
  expect(childrenOf(process.pid)).not.toContain(watchdog);
  await guests[0]?.child.close(0);
  expect(own()).toEqual([watchdog]);
  await guests[1]?.child.close(0);
  await until("its end", () => !isAlive(watchdog));
});

test("a watchdog ignores signals that end a session, and holds nothing of its host but the pipe", async () => {
  const own = () => watchdogsOf(process.pid);
  await until("the end of those of other tests", () => own().length === 0);
  const { child } = openChild(sleeps);
  await until("the watchdog", () => own().length === 1);
  const [watchdog = 0] = own();
  const ignored = () =>
    BigInt(`0x${/^SigIgn:\s*(\w+)/m.exec(readFileSync(`/proc/${watchdog}/status`, "utf8"))?.[1]}`);
  const signals = { HUP: 1n, INT: 2n, QUIT: 3n, TERM: 15n };
  await until("its traps", () => (ignored() & (1n << (signals.TERM - 1n))) !== 0n);
  for (const signal of Object.values(signals)) expect(ignored() & (1n << (signal - 1n))).not.toBe(0n);
  await until("its descriptors", () => readdirSync(`/proc/${watchdog}/fd`).length === 3);
  await child.close(0);
});

test("a watchdog that somebody ended is replaced by one that knows the guests of before", async () => {
  const { host, guests, next } = await startHost();
  await until("the watchdog", () => watchdogsOf(host.pid).length === 1);
  const [watchdog = 0] = watchdogsOf(host.pid);
  process.kill(watchdog, "SIGKILL");
  await until("its end", () => !isAlive(watchdog));
  const later = await next();
  host.kill("SIGKILL");
  await host.exited;
  await until("the guests' end", () => ![...guests, ...later].some(isAlive));
});

const folder = mkdtempSync(join(tmpdir(), "interop-groups-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The stubborn plugin, behind a shell: it is no child of its host, so no word of its kernel ends it. */
function wrapped(): string {
  const { interop: _own, ...manifest } = JSON.parse(
    readFileSync(join(root, "test/guests/stubborn/typescript/plugin.json"), "utf8"),
  );
  const guest = `'${process.execPath}' '${root}/src/cli/main.ts' guest '${root}/test/guests/stubborn/typescript/stubborn.ts'`;
  const interop = { protocol: "ipc", ipcCommand: ["/bin/sh", "-c", `${guest}; true`] };
  const manifestPath = join(folder, "plugin.json");
  writeFileSync(manifestPath, JSON.stringify({ ...manifest, interop }));
  return manifestPath;
}

test("a guest behind a shell that computes ends with its host", async () => {
  const script = join(root, "test/transport/ipc/scripts/computing.ts");
  const host = Bun.spawn([process.execPath, script, wrapped()], { stdout: "pipe", stderr: "inherit" });
  const { value } = await host.stdout.getReader().read();
  expect(new TextDecoder().decode(value)).toContain("computing");
  const [shell = 0] = childrenOf(host.pid);
  const processes = [shell, ...childrenOf(shell)];
  expect(processes).toHaveLength(2);
  host.kill("SIGKILL");
  await host.exited;
  await until("the guest's end", () => !processes.some(isAlive));
});

test("a guest behind a shell that computes ends by an awaited close", async () => {
  const before = new Set(childrenOf(process.pid));
  const plugin = await loadPlugin({ manifestPath: wrapped() });
  const [shell = 0] = childrenOf(process.pid).filter((pid) => !before.has(pid));
  const processes = [shell, ...childrenOf(shell)];
  expect(processes).toHaveLength(2);
  const { promise: computing, resolve } = Promise.withResolvers<void>();
  const runtime = recordingRuntime({}, { getMemories: async () => resolve() });
  const call = invoke(plugin, runtime, { action: "COMPUTE" }).catch((thrown) => thrown);
  await computing;
  await plugin[Symbol.asyncDispose]();
  expect(processes.filter(isAlive)).toEqual([]);
  expect(await call).toMatchObject({ code: "closed" });
});
