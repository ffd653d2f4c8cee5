/** A service for tests: with state, and with every form of what is no method for others. */
import { type IAgentRuntime, Service } from "@elizaos/core";

/** Plugins declare their services as classes of elizaOS's type. */
export const classes = (...services: unknown[]) => ({ services: services as (typeof Service)[] });

export class Counter extends Service {
  static override serviceType = "counter";
  static last: Counter | undefined;
  capabilityDescription = "Counts";
  stops = 0;
  #total = 0;
  static override async start(runtime: IAgentRuntime): Promise<Counter> {
    Counter.last = new Counter(runtime);
    return Counter.last;
  }
  async add(n: number): Promise<number> {
    this.#total += n;
    return this.#total;
  }
  nothing(): void {}
  dates(): Date[] {
    return [new Date("2024-02-29")];
  }
  noDate(): Date {
    return new Date(Number.NaN);
  }
  live(): object {
    return new Map();
  }
  fails(): never {
    throw new Error("out of numbers");
  }
  arrow = () => "field";
  _hidden(): string {
    return "hidden";
  }
  async stop(): Promise<void> {
    this.stops++;
  }
}
