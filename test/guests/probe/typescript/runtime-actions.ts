/** Actions that ask the runtime: its methods, services, models, events and settings. */
import type {
  Action,
  Content,
  IAgentRuntime,
  Memory,
  ServiceTypeName,
  TextStreamResult,
} from "@elizaos/core";
import { action, done, type Members } from "./define.ts";
import { recordsOf } from "./records.ts";

type Method = (...args: unknown[]) => unknown;
type UseModel = (type: string, params: object) => Promise<unknown>;

export const runtimeActions: Action[] = [
  action(
    "HOST",
    "Calls the runtime method options.method with options.args",
    async (runtime, _memory, _state, options) => {
      const { method, args } = options as { method: string; args: unknown[] };
      return done({ data: { value: await use(runtime, method, args) } });
    },
  ),
  action("REFUSED", "Uses the runtime's member options.member", async (runtime, _memory, _state, options) => {
    const { member } = options as { member: string };
    return done({ data: { value: (await use(runtime, member, [])) ?? null } });
  }),
  action(
    "SERVICE",
    "Calls options.method of the service options.service with options.args",
    async (runtime, _memory, _state, options) => {
      const { service, method, args, wait } = options as {
        service: ServiceTypeName;
        method: string;
        args: unknown[];
        wait?: boolean;
      };
      const found = wait ? await runtime.getServiceLoadPromise(service) : runtime.getService(service);
      if (found === null) return done({ data: { missing: true } });
      const value = await (found as unknown as Record<string, Method>)[method]?.(...(args ?? []));
      return done({ data: { value } });
    },
  ),
  action("SAME", "Answers whether getService gives the very object that start returned", async (runtime) => {
    const service = runtime.getService("probe");
    return done({ data: { same: service !== null && recordsOf(runtime).started.has(service) } });
  }),
  action(
    "HAS",
    "Answers whether there is the service options.service, and with all types",
    async (runtime, _memory, _state, options) =>
      done({
        data: {
          has: runtime.hasService(String(options?.service)),
          types: runtime.getRegisteredServiceTypes(),
        },
      }),
  ),
  action(
    "MODEL",
    "Uses the model options.type with options.params, by a callback with options.stream",
    async (runtime, _memory, _state, options) => {
      const { type, params, stream } = options as { type: string; params: object; stream?: boolean };
      const chunks: string[] = [];
      const onStreamChunk = async (chunk: string) => void chunks.push(chunk);
      const value = await (runtime.useModel as UseModel)(
        type,
        stream ? { ...params, onStreamChunk } : params,
      );
      return done({ data: { value, chunks } });
    },
  ),
  action(
    "STREAM",
    "Takes the stream of the model options.type with options.params",
    async (runtime, _memory, _state, options) => {
      const { type, params } = options as { type: string; params: object };
      const answer = await (runtime.useModel as UseModel)(type, { ...params, stream: true });
      const { textStream, text } = answer as TextStreamResult;
      const chunks: string[] = [];
      for await (const chunk of textStream) chunks.push(chunk);
      return done({ data: { chunks, text: await text } });
    },
  ),
  action(
    "PROCESS",
    "Has the agent process the actions of options.responses",
    async (runtime, memory, state, options) => {
      const contents: Content[] = [];
      await runtime.processActions(memory, options?.responses as Memory[], state, async (content) => {
        contents.push(content);
        return [];
      });
      return done({ data: { contents } });
    },
  ),
  action(
    "SET",
    "Sets the setting options.key to options.value, and reads it",
    async (runtime, _memory, _state, options) => {
      const { key, value } = options as { key: string; value: string };
      runtime.setSetting(key, value);
      return done({ data: { value: runtime.getSetting(key) } });
    },
  ),
  action(
    "EMIT_EVENT",
    "Emits options.event with options.payload",
    async (runtime, _memory, _state, options) => {
      const { event, payload } = options as { event: string; payload: object };
      await runtime.emitEvent(event, payload as Parameters<IAgentRuntime["emitEvent"]>[1]);
      return done({ text: "emitted" });
    },
  ),
];

/** Calls a member of the runtime where it is a method, else reads it. */
async function use(runtime: IAgentRuntime, name: string, args: unknown[]): Promise<unknown> {
  const member = (runtime as unknown as Members)[name];
  return typeof member === "function" ? member.call(runtime, ...args) : member;
}
