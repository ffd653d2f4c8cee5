/** `invoke`: one action of a plugin. The reply goes to standard output, a refusal to standard error. */
import { defineCommand } from "citty";
import { jsonText } from "../agent/json-text.ts";
import type { ActionRun } from "./action-run.ts";
import { readArguments } from "./arguments.ts";
import { coloursOf } from "./colour.ts";
import { writeMessage, writeResult } from "./output.ts";
import { handlerOptionsOf, loadOptionsOf, PLUGIN, RUN_FLAGS, settingsOf } from "./plugin-flags.ts";

const definitions = {
  plugin: PLUGIN,
  action: { type: "positional", description: "The action's exact name" },
  options: { type: "string", valueHint: "json", description: "A JSON object for the handler's options" },
  ...RUN_FLAGS,
} as const;

export const invokeCommand = defineCommand({
  args: definitions,
  async run({ rawArgs }) {
    const args = readArguments("invoke", rawArgs, definitions);
    const request = {
      target: args.plugin,
      name: args.action,
      text: args.text ?? "",
      options: { ...loadOptionsOf(args), verbose: args.verbose },
      settings: settingsOf(args.setting),
      handlerOptions: handlerOptionsOf(args.options),
    };
    const { runAction } = await import("./action-run.ts");
    const run = await runAction(request, args.json ? showAsJson : showAsText);
    return refusalOf(run) === undefined ? 0 : 1;
  },
});

function showAsJson(run: ActionRun): void {
  writeResult(`${jsonText(run)}\n`);
}

function showAsText(run: ActionRun): void {
  const { red, yellow } = coloursOf(2);
  if (!run.valid)
    writeMessage(`${yellow("warning:")} validate says that ${run.action} does not apply to this message\n`);
  const emitted = run.emitted.map((content) => content.text).filter((text) => typeof text === "string");
  const refusal = refusalOf(run);
  const texts = emitted.length > 0 || refusal !== undefined ? emitted : textOf(run.result);
  writeResult(texts.map((text) => `${text}\n`).join(""));
  if (refusal !== undefined) writeMessage(`${red("error:")} ${refusal}\n`);
}

function textOf(result: unknown): string[] {
  const text = (result as { text?: unknown } | null)?.text;
  return typeof text === "string" && text !== "" ? [text] : [];
}

/** Why the action refused, or undefined where it did not. Old plugins return a mere false. */
function refusalOf({ action, result }: ActionRun): string | undefined {
  if (result === false) return `The action ${action} refused`;
  const { success, error, text } = (result ?? {}) as { success?: unknown; error?: unknown; text?: unknown };
  if (success !== false) return undefined;
  const reason = error instanceof Error ? error.message : (error ?? text);
  return typeof reason === "string" && reason !== "" ? reason : `The action ${action} refused`;
}
