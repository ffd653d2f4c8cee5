/** Clients that leave in the middle of a response: nothing of it stays open, whichever server it was. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Route } from "@elizaos/core";
import { drained, type RouteReply } from "../../src/interop/adapter/route-reply.ts";
import { staticHandler } from "../../src/interop/static-files.ts";
import { serveRoutes } from "../agent/served-routes.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const folder = mkdtempSync(join(tmpdir(), "interop-left-"));
const large = join(folder, "large.bin");
writeFileSync(large, new Uint8Array(32 * 1024 * 1024));
afterAll(() => rmSync(folder, { recursive: true }));

const CLIENTS = 10;
const definition = { type: "STATIC", path: "/files", filePath: "." } as const;
const handler = staticHandler({ plugin: "p", baseDir: folder }, definition);

/** The handler, and the calls of it that have not ended. */
function counted() {
  let running = 0;
  const { promise: allEnded, resolve } = Promise.withResolvers<void>();
  let ended = 0;
  const handle = async (req: { path?: string }, res: RouteReply): Promise<void> => {
    running++;
    await handler(req, res, recordingRuntime());
    running--;
    if (++ended === CLIENTS) resolve();
  };
  return { handle, allEnded, running: () => running };
}

interface Server {
  port: number;
  close(): Promise<void>;
}

const SERVERS: Record<string, (handle: ReturnType<typeof counted>["handle"]) => Promise<Server>> = {
  "the agent's server": (handle) =>
    serveRoutes([{ ...definition, handler: handle } as unknown as Route]) as Promise<Server>,
  "node:http": async (handle) => {
    const server = createServer((req: IncomingMessage, res: ServerResponse) => {
      const reply = Object.assign(res, {
        status: (code: number) => Object.assign(res, { statusCode: code }),
      }) as unknown as RouteReply;
      void handle({ path: req.url as string }, reply);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      port: (server.address() as AddressInfo).port,
      close: async () => void server.close(),
    };
  },
};

for (const [name, serve] of Object.entries(SERVERS))
  test(`${name}: clients that leave in the middle of a STATIC file leave no handler and no open file`, async () => {
    const { handle, allEnded, running } = counted();
    const server = await serve(handle);
    await Promise.all(Array.from({ length: CLIENTS }, () => leaveEarly(server.port)));
    await allEnded;
    expect(running()).toBe(0);
    // A descriptor is closed a moment after its stream.
    for (let turn = 0; turn < 200 && openFiles(large) > 0; turn++) await Bun.sleep(10);
    expect(openFiles(large)).toBe(0);
    await server.close();
  });

/** Reads the beginning of the file, and goes. */
function leaveEarly(port: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect(port, "127.0.0.1", () => {
    socket.write("GET /p/files/large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
  });
  socket.once("data", () => socket.destroy());
  socket.once("close", () => resolve());
  return promise;
}

function openFiles(path: string): number {
  if (process.platform !== "linux") return 0;
  return readdirSync("/proc/self/fd").filter((fd) => linkOf(`/proc/self/fd/${fd}`) === path).length;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // The descriptor of the listing itself is gone by now.
    return undefined;
  }
}

test("drained() of a response that was closed before resolves at once", async () => {
  const never = { once: () => {}, off: () => {} } as unknown as RouteReply;
  await drained({ ...never, destroyed: true });
  await drained({ ...never, closed: true });
  expect(await Promise.race([drained(never), Promise.resolve("waits")])).toBe("waits");
});
