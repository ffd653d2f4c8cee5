/** A report from a file, which anybody may have written: checked by its schema before a figure is believed. */
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { errorOf, messageOf, UsageError } from "../errors.ts";
import schema from "./report.schema.json" with { type: "json" };
import type { Report } from "./report.ts";

/** @throws UsageError naming the file and the place in it */
export function readReport(file: string): Report {
  const value = parsed(file);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile<Report>(schema);
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  const path = `$${(error?.instancePath ?? "").replaceAll("/", ".")}`;
  throw new UsageError("usage", `Cannot read ${file} as a report: ${path} ${error?.message}`, {
    file,
    path,
    remedy: "Name a file that elizaos-interop bench --json wrote",
  });
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw errorOf("usage", `Cannot read ${file} as a report: ${messageOf(error)}`, {
      file,
      remedy: "Name a file that elizaos-interop bench --json wrote",
    });
  }
}
