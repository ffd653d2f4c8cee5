/** What a plugin is given of its user's, told by name: one line at load, and `inspect`. */
import type { GuestLog } from "./log.ts";
import type { Offer, Policy } from "./policy.ts";

export interface Offers {
  /** Settings of the agent, and patterns of such. */
  settings: Offer;
  /** Environment variables of a process of its own, beside the safe list. A plugin in this process has all of this process's. */
  environment: Offer;
}

const NOTHING: Offer = { given: [], withheld: [] };

export function offersOf(policy: Policy | undefined, environment: Offer = NOTHING): Offers {
  const { given, withheld } = environment;
  return {
    settings: policy?.offer() ?? { given: ["*"], withheld: [] },
    environment: { given, withheld },
  };
}

/** Of settings that are withheld the user is told when the plugin reads them: it may do without some that it declares. */
export function logOffers(log: GuestLog, { settings, environment }: Offers): void {
  // Who is given everything need not be told: so is each guest inside of a guest's process, whose own host has told it.
  if (settings.given.includes("*")) return;
  const given = [
    ...listed("settings", settings.given),
    ...listed("environment variables", environment.given),
  ];
  if (given.length > 0)
    log.write({ level: "info", message: `The plugin ${log.plugin} is given the ${given.join(" and the ")}` });
  const [withheld] = listed("environment variables", environment.withheld);
  if (withheld === undefined) return;
  const flags = environment.withheld.map((name) => `--env ${name}`).join(" ");
  log.write({
    level: "warn",
    message: `The plugin ${log.plugin} is not given the ${withheld}: they look like secrets, which a plugin gets by your word only: ${flags}, or the option env`,
  });
}

function listed(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what} ${names.join(", ")}`];
}
