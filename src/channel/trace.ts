/**
 * Every message of a connection as a line of JSON: `{at, direction, plugin, message}`, `at` in ms since the epoch, bytes as in
 * PROTOCOL.md §1. What secret settings hold, by name or value, is replaced.
 */
import { isSecretName, isSecretValue } from "../contract/secret-names.ts";
import { jsonCodec } from "./json-codec.ts";
import type { Codec, Connect } from "./transport.ts";

/** The same connection, with each message told to `write`, a line each. */
export function traced<Encoded>(
  link: { connect: Connect<Encoded>; codec: Codec<Encoded> },
  write: (line: string) => void,
  plugin = "?",
): Connect<Encoded> {
  const tell = (direction: "to guest" | "from guest", encoded: Encoded) => {
    const message = redact(link.codec.decode(encoded) as Record<string, unknown>);
    write(jsonCodec.encode({ at: Date.now(), direction, plugin, message }));
  };
  return (receiver) => {
    const transport = link.connect({
      message(encoded) {
        try {
          tell("from guest", encoded);
        } catch {
          // A message that cannot be read is told by the channel, which reads it next.
        }
        receiver.message(encoded);
      },
      closed: (error) => receiver.closed(error),
    });
    return {
      send(encoded) {
        try {
          tell("to guest", encoded);
        } catch {
          // A trace that cannot be written costs nobody a call: Transport.send never throws.
        }
        transport.send(encoded);
      },
      setBusy: (busy) => transport.setBusy(busy),
      poll: (us) => transport.poll?.(us),
      accept: (maxBytes) => transport.accept?.(maxBytes),
      setReading: (reading) => transport.setReading?.(reading),
      close: () => transport.close(),
    };
  };
}

function redact(message: Record<string, unknown>): Record<string, unknown> {
  if (
    message.method === "setSetting" &&
    Array.isArray(message.args) &&
    (isSecretName(String(message.args[0])) || isSecretValue(message.args[1]))
  )
    return { ...message, args: [message.args[0], "[redacted]"] };
  if (message.type !== "plugin.init" && message.type !== "plugin.update") return message;
  return {
    ...message,
    ...(message.settings === undefined ? undefined : { settings: redactMap(message.settings) }),
    ...(message.config === undefined ? undefined : { config: redactMap(message.config) }),
  };
}

function redactMap(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      isSecretName(name) || isSecretValue(value) ? "[redacted]" : value,
    ]),
  );
}
