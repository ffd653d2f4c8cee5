/** Throws and returns what nobody should. */
import type { Action, Handler, Plugin } from "@elizaos/core";

const trap = new Proxy(
  {},
  {
    get() {
      throw new Error("nobody may look at me");
    },
  },
);

const thrown: Record<string, unknown> = {
  THROW_NULL: null,
  THROW_TEXT: "a text",
  THROW_MAP: { message: "from a map" },
  THROW_ODD_ERROR: Object.assign(new Error("x"), { message: { a: 1 }, stack: 5 }),
  THROW_TRAP: trap,
};
const returned: Record<string, unknown> = { RETURN_TEXT: "a text", RETURN_LIST: [1], RETURN_TRUE: true };

const throwing =
  (value: unknown): Handler =>
  async () => {
    throw value;
  };

export default {
  name: "odd",
  description: "Throws and returns what nobody should",
  actions: [
    ...Object.entries(thrown).map(([name, value]) => ({ name, description: "", handler: throwing(value) })),
    ...Object.entries(returned).map(([name, value]) => ({
      name,
      description: "",
      handler: async () => value,
    })),
  ] as unknown as Action[],
  providers: [{ name: "TEXT", get: async () => "a text" as never }],
} satisfies Plugin;
