/** gRPC over a Unix socket: @grpc/grpc-js on Bun, grpcio's asyncio server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rival } from "../../rival.ts";
import { importPackage, installPackages } from "../npm-packages.ts";
import { installRequirements, pythonOf } from "../python-environment.ts";

interface GrpcModule {
  Client: new (address: string, credentials: unknown, options: Record<string, number>) => Client;
  credentials: { createInsecure(): unknown };
}

interface Client {
  makeUnaryRequest(
    path: string,
    serialize: (value: object) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    request: object,
    callback: (error: Error | null, answer: unknown) => void,
  ): void;
  close(): void;
}

const NAME = "grpc";
const SERVER = join(import.meta.dir, "server.py");

export const grpc: Rival = {
  case: "invoke",
  protocol: NAME,
  language: "python",
  ownProcess: true,
  async prepare() {
    await installPackages(NAME);
    await installRequirements(NAME);
  },
  async open(job) {
    const { Client, credentials } = await importPackage<GrpcModule>(NAME, "@grpc/grpc-js");
    const folder = mkdtempSync(join(tmpdir(), "bench-grpc-"));
    const socket = join(folder, "socket");
    const server = Bun.spawn([pythonOf(NAME), SERVER, socket], { stdout: "pipe", stderr: "inherit" });
    await server.stdout.getReader().read();
    const client = new Client(`unix:${socket}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
    });
    return {
      call: () => callEcho(client, job.next()),
      check: (answer) => job.checkAnswer(answer),
      async close() {
        client.close();
        server.kill();
        await server.exited;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

const serialize = (value: object) => Buffer.from(JSON.stringify(value));
const deserialize = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

function callEcho(client: Client, request: object): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  client.makeUnaryRequest("/Bench/Echo", serialize, deserialize, request, (error, answer) => {
    if (error === null) resolve(answer);
    else reject(error);
  });
  return promise;
}
