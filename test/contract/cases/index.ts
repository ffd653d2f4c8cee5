/** What every plugin must do, whatever the language and the transport: the contract suite as data. */
import type { Pair } from "../pairs.ts";
import { actionCases, actionGuestCases } from "./actions.ts";
import { callbackCases } from "./callback.ts";
import type { ContractCase } from "./contract-case.ts";
import { evaluatorCases } from "./evaluators.ts";
import { eventCases } from "./events.ts";
import { failureCases, failureGuestCases } from "./failures.ts";
import { hostMethodCases, hostMethodGuestCases } from "./host-methods.ts";
import { initCases } from "./init.ts";
import { modelCases } from "./models.ts";
import { permissionCases, permissionGuestCases } from "./permissions.ts";
import { providerCases } from "./providers.ts";
import { routeCases } from "./routes.ts";
import { serviceCases, serviceGuestCases } from "./services.ts";
import { settingCases } from "./settings.ts";
import { taskCases } from "./tasks.ts";
import { valueCases, valueGuestCases } from "./values.ts";

export type { ContractCase } from "./contract-case.ts";

/** For all pairs. */
export const cases: ContractCase[] = [
  ...valueCases,
  ...actionCases,
  ...callbackCases,
  ...providerCases,
  ...evaluatorCases,
  ...serviceCases,
  ...routeCases,
  ...eventCases,
  ...modelCases,
  ...initCases,
  ...taskCases,
  ...hostMethodCases,
  ...permissionCases,
  ...settingCases,
  ...failureCases,
];

/** For the pairs with a channel between: what holds because of it. */
export const guestCases: ContractCase[] = [
  ...valueGuestCases,
  ...actionGuestCases,
  ...serviceGuestCases,
  ...hostMethodGuestCases,
  ...permissionGuestCases,
  ...failureGuestCases,
];

/** Whether a pair runs a case. */
export function runs(pair: Pair, one: ContractCase): boolean {
  if (pair.kinds !== "all" && pair.kinds !== one.kinds) return false;
  return pair.isGuest || !guestCases.includes(one);
}
