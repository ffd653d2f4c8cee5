/** `doctor`: what this machine has and lacks for each transport, and what mends it. */
import { defineCommand } from "citty";
import { jsonText } from "../agent/json-text.ts";
import type { Check } from "../setup/check.ts";
import { readArguments } from "./arguments.ts";
import { type Colours, coloursOf } from "./colour.ts";
import { writeResult } from "./output.ts";

const definitions = {
  json: { type: "boolean", description: "Print one JSON object" },
  verbose: { type: "boolean", description: "Show the stacks of errors" },
} as const;

export const doctorCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("doctor", rawArgs, definitions);
    const { allChecks } = await import("../setup/checks.ts");
    const checks = await allChecks();
    const ok = checks.every((check) => check.ok || check.neededTo !== "run");
    writeResult(args.json ? `${jsonText({ ok, checks: checks.map(withRemedy) })}\n` : textOf(checks, ok));
    return ok ? 0 : 1;
  },
});

/** Every check has the same fields, whether it has a remedy or not. */
function withRemedy(check: Check): Record<string, unknown> {
  return { ...check, remedy: check.remedy ?? null };
}

function textOf(checks: readonly Check[], ok: boolean): string {
  const colours = coloursOf(1);
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap((check) => linesOf(check, width, colours));
  lines.push(
    "",
    ok ? "Plugins of every kind run here" : "Not every plugin runs here: see what is missing above",
  );
  return `${lines.join("\n")}\n`;
}

function linesOf(
  { name, transport, neededTo, ok, found, remedy }: Check,
  width: number,
  colours: Colours,
): string[] {
  const { dim, green, red, yellow } = colours;
  const mark = ok ? green("ok     ") : neededTo === "run" ? red("missing") : yellow("note   ");
  const purpose = ok || neededTo === "run" ? "" : dim(` (to ${neededTo})`);
  const line = `${mark}  ${transport.padEnd(6)}  ${name.padEnd(width)}  ${found}${purpose}`;
  return remedy === undefined ? [line] : [line, `         → ${remedy}`];
}
