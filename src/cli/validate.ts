/**
 * `validate`: every error and every warning of one or more manifests. Loads nothing, and says what it therefore cannot know: whether the plugin has
 * the components that its manifest names.
 */
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

function linesOf({ file, errors, warnings, notCompared }: FileReport): string {
  const { green, red, yellow } = coloursOf(1);
  const rest =
    notCompared.length === 0
      ? ""
      : ` (whether the plugin has these ${notCompared.join(", ")} is told by inspect, which loads it)`;
  if (errors.length === 0 && warnings.length === 0) return `${green("ok")} ${file}${rest}\n`;
  const lines = [
    ...errors.map(({ message }) => `${red("error")} ${file}: ${message}\n`),
    ...warnings.map((warning) => `${yellow("warning")} ${file}: ${warning}\n`),
  ];
  return lines.join("");
}
