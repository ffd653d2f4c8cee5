/** The body of a request, read up to a limit and understood by its content type. The client on the other side is a stranger. */
import { messageOf } from "../../errors.ts";
import { repeated } from "./repeated.ts";

/** In the shape that multer gives to files. */
export interface UploadedFile {
  fieldname: string;
  originalname: string;
  mimetype: string;
  size: number;
  buffer: Buffer;
}

export interface RequestBody {
  body: unknown;
  rawBody: Buffer | undefined;
  files?: UploadedFile[];
}

/** A body that is not taken; `status` and `message` are for the client. */
export class BodyRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws BodyRefusal */
export async function readBody(
  request: Request,
  { isMultipart, maxBytes }: { isMultipart: boolean; maxBytes: number },
): Promise<RequestBody> {
  const rawBody = await readBytes(request, maxBytes);
  if (rawBody.length === 0) return { body: undefined, rawBody };
  const header = request.headers.get("content-type") ?? "";
  const type = (header.split(";")[0] as string).trim().toLowerCase();
  if (isMultipart && type === "multipart/form-data") return formOf(rawBody, header);
  if (type === "application/json") return { body: jsonOf(rawBody), rawBody };
  if (type === "application/x-www-form-urlencoded")
    return { body: repeated(new URLSearchParams(textOf(rawBody, header))), rawBody };
  return { body: type.startsWith("text/") ? textOf(rawBody, header) : rawBody, rawBody };
}

async function readBytes({ body, headers }: Request, maxBytes: number): Promise<Buffer> {
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity")
    throw new BodyRefusal(
      415,
      `Cannot read the body as 'content-encoding' must be identity: current value is ${encoding}`,
    );
  if (Number(headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    // The client has left in the middle of it: nobody reads this.
    throw error instanceof BodyRefusal ? error : new BodyRefusal(400, "The body was cut off");
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): BodyRefusal {
  return new BodyRefusal(413, `Cannot take the body as it must have at most ${maxBytes} bytes`);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new BodyRefusal(400, `Cannot read the body as JSON: ${messageOf(error)}`);
  }
}

function textOf(bytes: Uint8Array, header: string): string {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(header)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset as Bun.Encoding).decode(bytes);
  } catch {
    // TextDecoder has no such encoding: nothing else can be thrown, as it replaces what it cannot read.
    throw new BodyRefusal(
      415,
      `Cannot read the body as 'charset' must be one that is known: current value is ${charset}`,
    );
  }
}

async function formOf(bytes: Uint8Array, header: string): Promise<RequestBody> {
  const fields: [string, string][] = [];
  const files: UploadedFile[] = [];
  for (const [name, value] of await partsOf(bytes, header))
    if (typeof value === "string") fields.push([name, value]);
    // A file field that was left empty has no name, and multer leaves it out.
    else if (value.name) files.push(await uploaded(name, value));
  return { body: repeated(fields), rawBody: undefined, files };
}

async function partsOf(bytes: Uint8Array, header: string): Promise<[string, string | File][]> {
  const parts: [string, string | File][] = [];
  try {
    const form = await new Response(bytes, { headers: { "content-type": header } }).formData();
    form.forEach((value, name) => {
      parts.push([name, value]);
    });
  } catch (error) {
    throw new BodyRefusal(400, `Cannot read the body as a form: ${messageOf(error)}`);
  }
  return parts;
}

async function uploaded(fieldname: string, file: File): Promise<UploadedFile> {
  return {
    fieldname,
    originalname: file.name,
    mimetype: file.type.split(";")[0] || "application/octet-stream",
    size: file.size,
    buffer: Buffer.from(await file.arrayBuffer()),
  };
}
