/** `inspect`: what a plugin says of itself, and the artefact that it came from. Needs no agent. */
import { defineCommand } from "citty";
import { jsonText } from "../agent/json-text.ts";
import type { Offer } from "../interop/policy.ts";
import { readArguments } from "./arguments.ts";
import type { Inspection } from "./inspection.ts";
import { writeResult } from "./output.ts";
import { LOAD_FLAGS, loadOptionsOf, PLUGIN } from "./plugin-flags.ts";

const definitions = { plugin: PLUGIN, ...LOAD_FLAGS };

export const inspectCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("inspect", rawArgs, definitions);
    const options = { ...loadOptionsOf(args), verbose: args.verbose };
    const { inspect } = await import("./inspection.ts");
    const inspection = await inspect(args.plugin, options);
    writeResult(args.json ? `${jsonText(inspection)}\n` : textOf(inspection));
    return 0;
  },
});

/** What is given, and what only the user's word would give. */
function offerRows(
  label: string,
  { given, withheld }: Offer,
  flag: (name: string) => string,
): [string, string[]][] {
  const rows: [string, string[]][] = [
    [label, given],
    ["withheld", withheld.map((name) => `${name} (${flag(name)})`)],
  ];
  return rows.filter(([, names]) => names.length > 0);
}

function textOf({ manifest, protocol, components, offers, artefact, loadMs }: Inspection): string {
  const { name, version, language, description } = manifest;
  const size = artefact.bytes === null ? "" : ` (${artefact.bytes} bytes, sha256 ${artefact.sha256})`;
  const rows = [
    ...Object.entries(components).filter(([, names]) => names.length > 0),
    ...offerRows("settings", offers.settings, (name) => `--grant settings:${name}`),
    ...offerRows("environment", offers.environment, (name) => `--env ${name}`),
    ["protocol", [protocol]],
    ["artefact", [artefact.path + size]],
    ["loaded in", [`${loadMs.toFixed(1)} ms`]],
  ] as [string, string[]][];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    [name, version, language && `(${language})`].filter(Boolean).join(" "),
    ...(description ? [description] : []),
    ...rows.map(([label, values]) => `  ${label.padEnd(width)}  ${values.join(", ")}`),
    "",
  ].join("\n");
}
