/** A plugin of class instances: each component tells whether `this` is what its author made, private fields and accessors included. */
import type { IAgentRuntime, Plugin, RouteRequest, RouteResponse } from "@elizaos/core";

/** Has a name only where accessors run on the object itself. */
class Named {
  readonly #name: string;
  #calls = 0;

  constructor(name: string) {
    this.#name = name;
  }

  get name() {
    return this.#name;
  }

  get description() {
    return `Is ${this.#name}`;
  }

  /** @throws TypeError for a copy of it */
  call(): number {
    this.#calls += 1;
    return this.#calls;
  }
}

class Look extends Named {
  readonly examples = [];
  #isLoud = false;

  async validate() {
    this.#isLoud = true;
    return this.call() > 0;
  }

  async handler() {
    return {
      success: true,
      data: { calls: this.call(), isLoud: this.#isLoud, client: plugin.client, seen: [...plugin.seen] },
    };
  }
}

class Tell extends Named {
  async get() {
    return { text: `${this.call()} ${plugin.client}` };
  }
}

class Work extends Named {
  async validate() {
    return this.call() > 0;
  }

  async execute() {
    plugin.seen.push(`task ${this.call()}`);
  }
}

class Running {
  static #starts = 0;
  static readonly serviceType = "itself";
  readonly capabilityDescription = "Counts its starts";

  static async start() {
    // biome-ignore lint/complexity/noThisInStatic: it is what is looked at
    this.#starts += 1;
    return new this();
  }

  async starts() {
    return Running.#starts;
  }

  async stop() {}
}

class Itself {
  readonly name = "itself";
  readonly description = "Tells what it finds in itself";
  readonly seen: string[] = [];
  client: string | undefined;
  #actions = [new Look("LOOK")];
  #isReady = false;

  async init(_config: object, runtime: IAgentRuntime) {
    this.client = "connected";
    this.#isReady = true;
    this.#actions.push(new Look("LOOK_LATER"));
    this.models = { ...this.models, ITSELF_LATER: async () => "later" };
    runtime.registerTaskWorker(new Work("WORK") as never);
    runtime.registerAction(new Look("REGISTERED") as never);
    runtime.registerProvider(new Tell("REGISTERED") as never);
  }

  get actions() {
    return this.#actions;
  }

  get isReady() {
    return this.#isReady;
  }

  providers = [new Tell("TELL")];
  evaluators = [new Look("JUDGE")];
  services = [Running];
  routes = [
    {
      type: "GET",
      path: "/itself",
      own: "a field",
      async handler(this: { own: string }, _req: RouteRequest, res: RouteResponse) {
        res.json({ own: this.own, isReady: plugin.isReady });
      },
    },
  ];
  events = {
    ITSELF: [
      async function first(this: unknown) {
        plugin.seen.push(`first ${typeof this}`);
      },
      async function second(this: unknown) {
        plugin.seen.push(`second ${typeof this}`);
      },
    ],
  };
  models: Record<string, () => Promise<string>> = {
    ITSELF: async function own(this: unknown) {
      return typeof this;
    },
  };
}

const plugin = new Itself();
export default plugin as unknown as Plugin;
