/** The call scope of Bun: carried through awaits by AsyncLocalStorage, one for all channels of the process. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CallScope, ScopedCall } from "../channel/call-scope.ts";

const storage = new AsyncLocalStorage<ScopedCall>();

export const asyncCallScope: CallScope = {
  run: (call, work) => storage.run(call, work),
  current: () => storage.getStore(),
};
