/** elizaOS's logger for a plugin that is a guest: every record is a notice to the host, inside the request that it belongs to. */
import type { IAgentRuntime } from "@elizaos/core";
import { requestOf } from "../../channel/call-scope.ts";
import { isMap } from "../../channel/values.ts";
import { messageOf } from "../../errors.ts";
import { LOG_LEVELS } from "../log.ts";
import type { HostLink } from "./host-link.ts";

type Logger = IAgentRuntime["logger"];

/** elizaOS's own names beyond the levels, and the level that each is told as. */
const ALSO = ["log", "success", "progress"];

/** @param bound stand in every record, as those of elizaOS's `child` */
export function guestLogger(link: HostLink, bound: Record<string, unknown> = {}): Logger {
  const log = (level: string) => [level, (...args: unknown[]) => write(link, level, bound, args)] as const;
  return {
    // Which records are kept is the host's to choose: none is held back here.
    level: "trace",
    clear: () => {},
    child: (more: Record<string, unknown>) => guestLogger(link, { ...bound, ...more }),
    ...Object.fromEntries([...LOG_LEVELS, ...ALSO].map(log)),
  } as unknown as Logger;
}

/** A map and words, or words and anything. */
function write(link: HostLink, level: string, bound: Record<string, unknown>, args: unknown[]): void {
  const [first, ...rest] = args;
  const hasFields = isMap(first) && !(first instanceof Error);
  const words = (hasFields ? rest : args).map((word) => (typeof word === "string" ? word : messageOf(word)));
  const request = requestOf(link.channel, link.scope?.current());
  const record = {
    ...(request === undefined ? undefined : { re: request.id }),
    level: (LOG_LEVELS as readonly string[]).includes(level) ? level : "info",
    message: words.join(" "),
  };
  try {
    link.channel.notify("log", { ...record, fields: { ...bound, ...(hasFields ? first : undefined) } });
  } catch {
    // Fields that cannot cross cost nobody the record; logging never throws.
    link.channel.notify("log", { ...record, message: record.message.slice(0, MAX_CHARS) });
  }
}

/** Of a record whose first try was refused: its text may have been what was too long. */
const MAX_CHARS = 8192;
