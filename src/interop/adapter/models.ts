/** Models: by elizaOS's types, answered at once or as a stream of texts. */
import type { IAgentRuntime } from "@elizaos/core";
import type { Message } from "../../channel/call.ts";
import { isMap } from "../../channel/values.ts";
import type { ModelDefinition } from "../../contract/generated/types.ts";
import { TextStream } from "../text-stream.ts";
import type { Adapted } from "./adapter.ts";
import { callGuest, wrongField } from "./call.ts";

export type ModelFunction = (runtime: IAgentRuntime, params: unknown) => Promise<unknown>;

/** With `stream` in its params it answers elizaOS's TextStreamResult, unless the guest's model gives its text at once. */
export function adaptModel(adapted: Adapted, { type }: ModelDefinition): ModelFunction {
  const component = `model ${type}`;
  return async (runtime, params) => {
    const stream = isMap(params) && params.stream === true;
    const fields = { model: type, params: params ?? null, ...(stream ? { stream } : undefined) };
    const call = { component, fields };
    if (!stream) return (await callGuest(adapted, runtime, "model.invoke", call)).value ?? null;

    const unwanted = new AbortController();
    const text = new TextStream(() => unwanted.abort());
    const streamed = {
      ...call,
      signal: unwanted.signal,
      onPart(part: Message) {
        if (typeof part.text === "string") text.push(part.text);
        else {
          text.fail(wrongField(adapted, component, { field: "text", rule: "a text", value: part.text }));
          unwanted.abort();
        }
      },
    };
    const answered = Promise.try(callGuest, adapted, runtime, "model.invoke", streamed);
    answered.then(
      ({ value, usage, finishReason }) => text.end({ value, usage, finishReason }),
      (error) => text.fail(error),
    );
    return (await text.begun) ? text.result : ((await answered).value ?? null);
  };
}

/** Registers the models whose priority or provider is not the plugin's. */
export function registerModels(adapted: Adapted, runtime: IAgentRuntime): void {
  const { name, models = [] } = adapted.manifest;
  for (const definition of models) {
    const { type, priority, provider } = definition;
    if (priority === undefined && provider === undefined) continue;
    const model = adaptModel(adapted, definition);
    runtime.registerModel?.(type, model, provider ?? name, priority ?? adapted.manifest.priority);
  }
}
