/** The Model Context Protocol over stdio: its TypeScript client, its Python server. */
import { join } from "node:path";
import type { Rival } from "../../rival.ts";
import { importPackage, installPackages } from "../npm-packages.ts";
import { installRequirements, pythonOf } from "../python-environment.ts";

interface ClientModule {
  Client: new (about: {
    name: string;
    version: string;
  }) => {
    connect(transport: unknown): Promise<void>;
    callTool(call: { name: string; arguments: object }): Promise<{ structuredContent?: unknown }>;
    close(): Promise<void>;
  };
}

interface StdioModule {
  StdioClientTransport: new (command: { command: string; args: string[] }) => unknown;
}

const NAME = "mcp";
const PACKAGE = "@modelcontextprotocol/client";
const SERVER = join(import.meta.dir, "server.py");

export const mcp: Rival = {
  case: "invoke",
  protocol: NAME,
  language: "python",
  ownProcess: true,
  async prepare() {
    await installPackages(NAME);
    await installRequirements(NAME);
  },
  async open(job) {
    const { Client } = await importPackage<ClientModule>(NAME, PACKAGE);
    const { StdioClientTransport } = await importPackage<StdioModule>(NAME, `${PACKAGE}/stdio`);
    const client = new Client({ name: "bench", version: "1" });
    await client.connect(new StdioClientTransport({ command: pythonOf(NAME), args: [SERVER] }));
    return {
      call() {
        const { action, memory, options } = job.next();
        return client.callTool({ name: action, arguments: { memory, options } });
      },
      check: (answer) => job.checkResult((answer as { structuredContent?: unknown }).structuredContent),
      close: () => client.close(),
    };
  },
};
