/** `provide`: what one provider of a plugin gives for a message. */
import { defineCommand } from "citty";
import { jsonText } from "../agent/json-text.ts";
import { readArguments } from "./arguments.ts";
import { writeResult } from "./output.ts";
import { loadOptionsOf, PLUGIN, RUN_FLAGS, settingsOf } from "./plugin-flags.ts";
import type { ProviderRun } from "./provider-run.ts";

const definitions = {
  plugin: PLUGIN,
  provider: { type: "positional", description: "The provider's exact name" },
  ...RUN_FLAGS,
} as const;

export const provideCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("provide", rawArgs, definitions);
    const request = {
      target: args.plugin,
      name: args.provider,
      text: args.text ?? "",
      options: { ...loadOptionsOf(args), verbose: args.verbose },
      settings: settingsOf(args.setting),
    };
    const { runProvider } = await import("./provider-run.ts");
    await runProvider(request, args.json ? showAsJson : showAsText);
    return 0;
  },
});

function showAsJson(run: ProviderRun): void {
  writeResult(`${jsonText(run)}\n`);
}

function showAsText({ result }: ProviderRun): void {
  const text = (result as { text?: unknown } | null)?.text;
  if (typeof text === "string" && text !== "") writeResult(`${text}\n`);
}
