/**
 * STATIC routes: files of the plugin's own folder, and nothing above it. The host serves them; the plugin, which may be in another
 * process or a sandbox, is not asked.
 */
import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import type { RouteDefinition } from "../contract/generated/types.ts";
import { drained, isGone, type RouteReply } from "./adapter/route-reply.ts";
import type { RouteHandler } from "./adapter/routes.ts";
import { failRoute } from "./route-failure.ts";

export interface StaticOptions {
  /** elizaOS puts it before the paths of the plugin's routes. */
  plugin: string;
  /** The plugin's folder, or undefined where nobody knows it. */
  baseDir: string | undefined;
}

export function staticHandler({ plugin, baseDir }: StaticOptions, definition: RouteDefinition): RouteHandler {
  const path = definition.path.replace(/^\/?/, "/").replace(/\/\*?$/, "");
  return async (req, res, runtime) => {
    const requested = req.path ?? "";
    try {
      const file =
        baseDir === undefined
          ? undefined
          : await fileOf(baseDir, definition, restOf(requested, plugin, path));
      res.status(file === undefined ? 404 : 200);
      if (file === undefined) res.json({ error: "Not found" });
      else await send(file, res);
    } catch (error) {
      failRoute(res, error, {
        route: `STATIC ${definition.path} of the plugin ${plugin}`,
        logger: runtime.logger,
      });
    }
  };
}

/** What of the request's path is below the route, decoded; undefined where it is no path at all. */
function restOf(requested: string, plugin: string, path: string): string | undefined {
  const prefix = [`/${plugin}${path}`, path].find(
    (one) => requested === one || requested.startsWith(`${one}/`),
  );
  if (prefix === undefined) return undefined;
  try {
    return decodeURIComponent(requested.slice(prefix.length));
  } catch {
    // No percent-encoding, and so no file.
    return undefined;
  }
}

/** The file that is meant, or undefined where there is none that may be served. */
async function fileOf(
  baseDir: string,
  { filePath = "." }: RouteDefinition,
  rest: string | undefined,
): Promise<string | undefined> {
  if (rest === undefined || rest.includes("\0") || isAbsolute(filePath)) return undefined;
  // Files that begin with a dot hold settings and secrets; `..` is one of them.
  if (rest.split(/[/\\]/).some((segment) => segment.startsWith("."))) return undefined;
  const [base, root] = await Promise.all([resolved(baseDir), resolved(join(baseDir, filePath))]);
  const file = await resolved(join(baseDir, filePath, rest));
  if (base === undefined || root === undefined || file === undefined) return undefined;
  if (!isWithin(root, base) || !isWithin(file, root)) return undefined;
  if ((await stat(file)).isFile()) return file;
  const index = await resolved(join(file, "index.html"));
  return index !== undefined && isWithin(index, root) ? index : undefined;
}

/** Without symbolic links; undefined where it does not exist. */
async function resolved(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // It does not exist, or may not be read: the same to a client.
    return undefined;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Above it a file goes out as it is read. */
const WHOLE_BYTES = 1024 * 1024;

async function send(path: string, res: RouteReply): Promise<void> {
  const file = Bun.file(path);
  res.setHeader?.("content-type", file.type);
  if (file.size <= WHOLE_BYTES || res.write === undefined) {
    res.send(Buffer.from(await file.arrayBuffer()));
    return;
  }
  for await (const chunk of file.stream()) {
    if (res.write(Buffer.from(chunk)) === false) await drained(res);
    // To leave the loop closes the file.
    if (isGone(res)) return;
  }
  res.end();
}
