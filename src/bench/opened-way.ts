/** A way that was tried: it runs here, or it is told why it does not. */
import { errorOf, messageOf, PluginError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { Job } from "./component-call.ts";
import { type Patience, patiently } from "./patience.ts";
import type { Missing } from "./report.ts";
import type { Shared } from "./shared.ts";
import type { CaseKey } from "./subject.ts";
import { type Session, sharedSession, type Way } from "./way.ts";

/** A way that runs here. Its session stays open until release(). */
export interface OpenedWay {
  way: Way;
  shared: Shared<Session>;
  session: Session;
}

export function missingOf(
  of: Pick<CaseKey, "language" | "protocol"> & { plugin?: string | undefined },
  error: unknown,
): Missing {
  const { plugin = null, language, protocol } = of;
  const place = { plugin, language, protocol, case: null };
  const { code, remedy = null } = error instanceof PluginError ? error : {};
  // Where ours lie, and that they are compiled, is not the user's business.
  if (plugin === null && code === "artefact_not_found") return { ...place, ...NOT_COMPILED };
  return { ...place, reason: messageOf(error), remedy };
}

const NOT_COMPILED = {
  reason: "it is not compiled here",
  remedy: "Run bun run setup in a checkout of elizaos-interop, with Rust installed",
};

/** Opens those that can be opened. A missing toolchain or artefact is never an error of the run. */
export async function openWays(
  ways: readonly Way[],
  signal?: AbortSignal,
): Promise<{ opened: OpenedWay[]; missing: Missing[] }> {
  const opened: OpenedWay[] = [];
  const missing: Missing[] = [];
  const patience = { timeoutMs: LIMITS.benchOpenTimeoutMs, signal };
  for (const way of ways) {
    if (signal?.aborted) break;
    const shared = sharedSession(way);
    try {
      checkTrusted(way);
      opened.push({ way, shared, session: await patiently(() => shared.acquire(), patience) });
    } catch (error) {
      missing.push(missingOf(way, error));
    }
  }
  return { opened, missing };
}

/** Whether a component works when it is called as it will be measured. @returns why it does not */
export async function failureOf(call: () => unknown, { check }: Job, patience: Patience): Promise<unknown> {
  try {
    check(await patiently(call, patience));
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The loaders take the protocol that we name for the caller's own word. */
function checkTrusted({ plugin, protocol, source, options }: Way): void {
  const isOurs = plugin === undefined;
  if (protocol !== "ffi" || isOurs || source.trusted || options.allowFfi || options.protocol === "ffi")
    return;
  throw errorOf("ffi_not_allowed", `Cannot load ${source.file} over ffi as nobody allowed it`, {
    file: source.file,
    remedy: "Pass --allow-ffi if you trust it: a shared library has all of this process's power",
  });
}
