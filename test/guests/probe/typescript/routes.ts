/** Routes: each shows one thing that a request or a response can be. */
import type { IAgentRuntime, Route, RouteRequest, RouteResponse } from "@elizaos/core";

/** What elizaOS's server gives beyond the types of its core: Express's. */
interface Request extends RouteRequest {
  rawBody?: Uint8Array;
  files?: UploadedFile[];
}

interface Response extends RouteResponse {
  setHeader(name: string, value: string | string[]): RouteResponse;
  write(data: string | Uint8Array): boolean;
  once(event: "drain", listener: () => void): unknown;
}

interface UploadedFile {
  fieldname: string;
  originalname: string;
  mimetype: string;
  size: number;
  buffer: Uint8Array;
}

type Handler = (req: Request, res: Response, runtime: IAgentRuntime) => Promise<void>;

export const routes: Route[] = [
  route("GET", "/hello", async ({ query, headers }, res) => {
    res.json({ hello: query?.name ?? "world", header: headers?.["x-probe"] ?? null });
  }),
  route("GET", "/rooms/:roomId/items/:itemId", async ({ params }, res) => void res.json({ params })),
  route("GET", "/files/*", async ({ path }, res) => void res.json({ path })),
  route("POST", "/echo", async ({ headers, rawBody = new Uint8Array() }, res) => {
    res.status(201);
    res.setHeader("x-probe", "yes");
    res.setHeader("content-type", headers?.["content-type"] ?? "application/octet-stream");
    res.send(rawBody);
  }),
  route("PUT", "/text", async ({ body }, res) => {
    res.setHeader("content-type", "text/plain");
    res.send(`got ${body}`);
  }),
  route("PATCH", "/json", async ({ body }, res) => void res.json({ body })),
  route("DELETE", "/things/:id", async (_req, res) => void res.status(204).end()),
  route("GET", "/chunks", async ({ query }, res, runtime) => {
    res.setHeader("content-type", "text/plain");
    for (let n = 0; n < Number(query?.count); n++) {
      if (n > 0 && query?.gate) await runtime.getCache(`gate ${n}`);
      await write(res, `chunk ${n}\n`);
    }
    res.end();
  }),
  route("GET", "/bytes", async (_req, res) => {
    for (const value of [0, 1, 2]) await write(res, new Uint8Array(70_000).fill(value));
    res.end();
  }),
  route("GET", "/fail", async () => {
    throw new Error("secret detail");
  }),
  route("GET", "/fail-late", async (_req, res) => {
    await write(res, "begun");
    throw new Error("secret detail");
  }),
  {
    ...route("POST", "/upload", async ({ body, files = [] }, res) => {
      const told = files.map(({ fieldname, originalname, mimetype, size, buffer }) => ({
        fieldname,
        originalname,
        mimetype,
        size,
        sum: buffer.reduce((sum, byte) => sum + byte, 0),
      }));
      res.json({ fields: body, files: told });
    }),
    isMultipart: true,
  },
  { type: "STATIC", path: "/static", filePath: "./static" },
];

function route(type: Route["type"], path: string, handler: Handler): Route {
  const named = path === "/hello" ? { name: "Hello", public: true } : {};
  return { type, path, ...named, handler: handler as NonNullable<Route["handler"]> };
}

/** Waits where the client reads more slowly than we write. */
async function write(res: Response, data: string | Uint8Array): Promise<void> {
  if (res.write(data)) return;
  await new Promise<void>((resolve) => res.once("drain", resolve));
}
