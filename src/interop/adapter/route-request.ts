/** The request half of a route: what an elizaOS server gives as `req`, as the fields of `route.handle`. */

/** What is read of a server's `req`. Express and its middlewares name the rest so. */
export interface RouteRequest {
  method?: string | undefined;
  path?: string | undefined;
  url?: string | undefined;
  originalUrl?: string | undefined;
  params?: object | undefined;
  query?: object | undefined;
  headers?: object | undefined;
  body?: unknown;
  /** The body's bytes, where the server kept them. */
  rawBody?: unknown;
  /** One uploaded file, as multer gives it. */
  file?: unknown;
  /** Several: a list, or a map from field names to one or to lists. */
  files?: unknown;
}

export function requestFields(req: RouteRequest, { type, path }: { type: string; path: string }): object {
  const url = req.originalUrl ?? req.url ?? req.path ?? path;
  return {
    route: path,
    method: type,
    path: req.path ?? url.split("?")[0],
    url,
    params: { ...req.params },
    query: { ...req.query },
    headers: headersOf(req.headers),
    ...bodyOf(req),
    ...filesOf(req),
  };
}

/** Names in lower case; values that are texts or lists of texts. */
function headersOf(headers: object | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === "string" || Array.isArray(value)) fields[name.toLowerCase()] = value;
  }
  return fields;
}

/** A body of bytes is sent once. */
function bodyOf({ body, rawBody }: RouteRequest): object {
  if (body instanceof Uint8Array) return { rawBody: body };
  return {
    ...(body === undefined ? undefined : { body }),
    // Of a request without a body servers keep no bytes: no guest is to take those for a body.
    ...(rawBody instanceof Uint8Array && rawBody.length > 0 ? { rawBody } : undefined),
  };
}

interface Uploaded {
  fieldname?: string;
  originalname?: string;
  /** express-fileupload's word for it. */
  name?: string;
  mimetype?: string;
  buffer?: unknown;
  /** express-fileupload's word for it. */
  data?: unknown;
}

function filesOf({ file, files }: RouteRequest): object {
  const found: object[] = [];
  const add = (fieldname: string, given: unknown) => {
    for (const one of Array.isArray(given) ? given : [given]) {
      const { originalname, name, mimetype, buffer, data, ...rest } = Object(one) as Uploaded;
      const bytes = buffer ?? data;
      if (!(bytes instanceof Uint8Array)) continue;
      found.push({
        fieldname: rest.fieldname ?? fieldname,
        originalname: originalname ?? name ?? "",
        mimetype: mimetype ?? "application/octet-stream",
        size: bytes.length,
        buffer: bytes,
      });
    }
  };
  // multer gives the one or the other; a server that gives both means the same by both.
  if (files === undefined) add("file", file);
  else if (Array.isArray(files)) add("file", files);
  else for (const [fieldname, given] of Object.entries(files ?? {})) add(fieldname, given);
  return found.length === 0 ? {} : { files: found };
}
