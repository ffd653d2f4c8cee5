/** The call scope of Bun: carried through awaits by AsyncLocalStorage, one for all channels of the process. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CallContext, CallScope, ScopeEntry } from "../channel/call-scope.ts";

const storage = new AsyncLocalStorage<ScopeEntry>();

export const asyncCallScope: CallScope = {
  run: (entry, context, work) =>
    context === undefined ? storage.run(entry, work) : context(() => storage.run(entry, work)),
  current: () => storage.getStore()?.call,
  // Scopes of others too: elizaOS streams what a model says to whoever asked for the message's answer.
  context: () => AsyncLocalStorage.snapshot() as CallContext,
};
