/** `validate`: every error and every warning of one or more manifests. Loads nothing. */
import { defineCommand } from "citty";
import { jsonText } from "../agent/json-text.ts";
import { readArguments } from "./arguments.ts";
import { coloursOf } from "./colour.ts";
import type { FileReport } from "./manifest-report.ts";
import { writeResult } from "./output.ts";

const definitions = {
  manifest: {
    type: "positional",
    repeatable: true,
    description: "A plugin.json or the folder that holds one; as many as you like",
  },
  json: { type: "boolean", description: "Print one JSON object" },
  verbose: { type: "boolean", description: "Show the stacks of errors" },
} as const;

export const validateCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("validate", rawArgs, definitions);
    const { reportOn } = await import("./manifest-report.ts");
    const files = args.manifest.map(reportOn);
    writeResult(args.json ? `${jsonText({ files })}\n` : files.map(linesOf).join(""));
    return files.some(({ errors }) => errors.length > 0) ? 1 : 0;
  },
});

function linesOf({ file, errors, warnings }: FileReport): string {
  const { green, red, yellow } = coloursOf(1);
  if (errors.length === 0 && warnings.length === 0) return `${green("ok")} ${file}\n`;
  const lines = [
    ...errors.map(({ message }) => `${red("error")} ${file}: ${message}\n`),
    ...warnings.map((warning) => `${yellow("warning")} ${file}: ${warning}\n`),
  ];
  return lines.join("");
}
