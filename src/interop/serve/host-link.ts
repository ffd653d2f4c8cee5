/** The guest's end of the channel, as far as its components and their runtime use it. */
import type { Caller, MessageType } from "../../channel/call.ts";
import type { CallScope } from "../../channel/call-scope.ts";

export interface HostLink {
  /** Also known to the scope: what is asked inside a request of the host names it as its parent. */
  channel: Caller & { notify(type: MessageType, fields: object): void };
  scope: CallScope | undefined;
}
