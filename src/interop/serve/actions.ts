/** Actions, evaluators and providers: the components whose inputs are a message and the state around it. */
import type { Content, Evaluator, HandlerCallback, HandlerOptions, Memory, State } from "@elizaos/core";
import type { IncomingRequest, Message, RequestHandlers } from "../../channel/call.ts";
import { errorOf } from "../../errors.ts";
import { resultFields } from "./crossing.ts";
import type { ServedPlugin } from "./served-plugin.ts";

export function actionHandlers(served: ServedPlugin): RequestHandlers {
  return {
    "action.validate": (message) => isValid(served, served.actions.find(message.action), message),
    "action.invoke": (message, call) => {
      const action = served.actions.find(message.action);
      return invoke(served, action, { message, call, component: `action ${action.name}` });
    },
    "evaluator.validate": (message) => isValid(served, served.evaluators.find(message.evaluator), message),
    "evaluator.invoke": (message, call) => {
      const evaluator = served.evaluators.find(message.evaluator);
      return invoke(served, evaluator, { message, call, component: `evaluator ${evaluator.name}` });
    },
    "provider.get": async (message) => {
      const { memory, state } = inputsOf(message);
      const provider = served.providers.find(message.provider);
      const result = await provider.get(served.runtime, memory, state as State);
      return { result: resultFields(result, `provider ${provider.name}`) };
    },
  };
}

type Invoked = Pick<Evaluator, "handler" | "validate">;

interface Invocation {
  message: Message;
  call: IncomingRequest;
  /** For errors. */
  component: string;
}

async function isValid(served: ServedPlugin, component: Invoked, message: Message): Promise<object> {
  const { memory, state } = inputsOf(message);
  // Typed as required, yet plugins leave it out: such a component always applies.
  const { validate = async () => true } = component as Partial<Invoked>;
  return { valid: Boolean(await validate.call(component, served.runtime, memory, state)) };
}

async function invoke(served: ServedPlugin, component: Invoked, invocation: Invocation): Promise<object> {
  const { message, call } = invocation;
  const { memory, state, options, responses } = inputsOf(message);
  const result = await component.handler(served.runtime, memory, state, options, emitter(call), responses);
  return { result: resultFields(result, invocation.component) };
}

interface Inputs {
  memory: Memory;
  state: State | undefined;
  options: HandlerOptions | undefined;
  responses: Memory[] | undefined;
}

/** As the host sent them: elizaOS's own shapes. */
export function inputsOf(message: Message): Inputs {
  return message as unknown as Inputs;
}

/** A callback of the host's: one request to it each, in the order of the calls. */
export function emitter(call: IncomingRequest): HandlerCallback {
  return async (content: Content) => {
    if (call.hasEnded)
      throw errorOf(
        call.signal.aborted ? "cancelled" : "closed",
        "Cannot emit a content as the call that the callback belongs to has ended",
      );
    const options = { component: "the handler callback" };
    const { memories } = await call.call("callback.emit", { content }, options);
    return memories as Memory[];
  };
}
