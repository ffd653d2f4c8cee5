/** Actions and evaluators: both have a validate and a handler with the same inputs. */
import type { Action, ActionResult, Evaluator, Handler, Validator } from "@elizaos/core";
import type { ActionDefinition, EvaluatorDefinition } from "../../contract/generated/types.ts";
import { emitHandlers } from "../callback.ts";
import type { Adapted } from "./adapter.ts";
import { addTaken, callGuest, resultOf, validOf } from "./call.ts";

export function adaptAction(adapted: Adapted, definition: ActionDefinition): Action {
  const { name, description, similes, examples } = definition;
  return {
    name,
    description,
    ...(similes === undefined ? undefined : { similes }),
    ...(examples === undefined ? undefined : { examples: examples as NonNullable<Action["examples"]> }),
    validate: validator(adapted, "action", definition),
    handler: handler(adapted, "action", definition),
  };
}

export function adaptEvaluator(adapted: Adapted, definition: EvaluatorDefinition): Evaluator {
  const { name, description, similes, examples = [], alwaysRun } = definition;
  return {
    name,
    description,
    ...(similes === undefined ? undefined : { similes }),
    ...(alwaysRun === undefined ? undefined : { alwaysRun }),
    examples: examples as Evaluator["examples"],
    validate: validator(adapted, "evaluator", definition),
    handler: handler(adapted, "evaluator", definition),
  };
}

type Kind = "action" | "evaluator";
type Definition = ActionDefinition | EvaluatorDefinition;

function validator(adapted: Adapted, kind: Kind, { name, takes }: Definition): Validator {
  const component = `${kind} ${name}`;
  const type = `${kind}.validate` as const;
  return async (runtime, memory, state) => {
    const fields: Record<string, unknown> = { [kind]: name };
    addTaken(fields, { memory, state }, takes);
    const call = { component, fields };
    const answer = callGuest(adapted, runtime, type, call);
    return validOf(adapted, component, answer instanceof Promise ? await answer : answer);
  };
}

function handler(adapted: Adapted, kind: Kind, { name, takes }: Definition): Handler {
  const component = `${kind} ${name}`;
  const type = `${kind}.invoke` as const;
  return async (runtime, memory, state, options, callback, responses) => {
    const fields: Record<string, unknown> = { [kind]: name };
    addTaken(fields, { memory, state, options, responses }, takes);
    const call = { component, fields, inside: emitHandlers(callback) };
    const answer = callGuest(adapted, runtime, type, call);
    return actionResult(resultOf(adapted, component, answer instanceof Promise ? await answer : answer));
  };
}

/** The runtime takes `{success: false, error}` alone for an old-style success: one more key keeps it a failure. */
function actionResult(result: Record<string, unknown> | null): ActionResult | undefined {
  if (result === null) return undefined;
  const shaped =
    "data" in result || "text" in result || "values" in result ? result : { ...result, data: {} };
  return shaped as unknown as ActionResult;
}
