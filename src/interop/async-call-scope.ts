/** The call scope of Bun: carried through awaits by AsyncLocalStorage, one for all channels of the process. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CallContext, CallScope, ScopedCall } from "../channel/call-scope.ts";

const storage = new AsyncLocalStorage<ScopedCall>();

export const asyncCallScope: CallScope = {
  run: (call, context, work) =>
    context === undefined ? storage.run(call, work) : context(() => storage.run(call, work)),
  current: () => storage.getStore(),
  // Scopes of others too: elizaOS streams what a model says to whoever asked for the message's answer.
  context: () => AsyncLocalStorage.snapshot() as CallContext,
};
