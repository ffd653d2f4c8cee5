/** Models: values, or texts in parts where the caller takes them so. */
import type { TextStreamResult } from "@elizaos/core";
import type { IncomingRequest, RequestHandlers } from "../../channel/call.ts";
import { shown } from "../../channel/shown.ts";
import { isMap } from "../../channel/values.ts";
import { errorOf } from "../../errors.ts";
import { isTextStream } from "../text-stream.ts";
import { crossing } from "./crossing.ts";
import type { ServedPlugin } from "./served-plugin.ts";

export type ModelHandler = (runtime: ServedPlugin["runtime"], params: never) => unknown;

export function modelHandlers(served: ServedPlugin): RequestHandlers {
  return {
    "model.invoke": async ({ model, params, stream }, call) => {
      const handler = served.models.find(model);
      const streams = stream === true;
      const given = streams && isMap(params) ? { ...params, stream: true } : params;
      const value = await handler(served.runtime, given as never);
      const component = `model ${String(model)}`;
      if (!isTextStream(value)) return { value: crossing(value, component) };
      const forward = (text: string) => {
        if (streams) call.part("model.chunk", { text });
      };
      return await streamed(value, { call, component, forward });
    },
  };
}

interface Streaming {
  call: IncomingRequest;
  /** For errors. */
  component: string;
  forward(text: string): void;
}

/** The answer after the last part. A cancel ends the reading, also of a part that is waited for. */
async function streamed(
  result: Pick<TextStreamResult, "textStream"> & Partial<TextStreamResult>,
  { call, component, forward }: Streaming,
): Promise<object> {
  const [usage, finishReason] = [optional(result.usage), optional(result.finishReason)];
  // Nobody reads it: the parts make the text.
  void optional(result.text);
  const parts = result.textStream[Symbol.asyncIterator]();
  const stop = () => void optional(parts.return?.());
  if (call.signal.aborted) stop();
  else call.signal.addEventListener("abort", stop, { once: true });
  let value = "";
  for (;;) {
    const step = await parts.next();
    if (step.done || call.signal.aborted) break;
    const text: unknown = step.value;
    if (typeof text !== "string") {
      stop();
      throw notText(component, text);
    }
    value += text;
    forward(text);
  }
  return { value, usage: await usage, finishReason: await finishReason };
}

/** What a stream tells besides its text may be missing, and may fail with it: the text alone decides. */
async function optional<Value>(told: PromiseLike<Value> | Value | undefined): Promise<Value | undefined> {
  try {
    return await told;
  } catch {
    return undefined;
  }
}

function notText(component: string, value: unknown): Error {
  const message = `Cannot send a part of ${component} as it must be a text: current value is ${shown(value)}`;
  return errorOf("value_refused", message, { component, value });
}
