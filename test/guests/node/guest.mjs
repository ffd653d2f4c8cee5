// The plugin "probe" for plain Node.js, written from PROTOCOL.md alone: no SDK, no dependencies, protocol 1 over ipc.
//
// PROTOCOL.md asks a guest to move descriptors 0 and 1 away before plugin code loads. Node has no dup2, so frames stay
// on 0 and 1 here; `process.stdout.write` and with it `console.log` lead to standard error, and no child is spawned.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { decode, encode, fail } from "./msgpack.mjs";

const writeOut = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const maxFrameBytes = 32 * 1024 * 1024;
const host = { settings: {}, limits: { maxFrameBytes } }; // the fields of plugin.init, then of plugin.update
const calls = new Map(); // requests of the host: id → cancel
const pending = new Map(); // requests to the host: id → settle
let [lastId, count, ending, input] = [0, 0, false, Buffer.alloc(0)];

const done = (data, text) => ({ success: true, text, data });
const textOf = (m) => m.memory?.content?.text ?? "";
const actions = {
  ECHO: ({ memory = null, state = null, options = null, responses = null }) =>
    done({ memory, state, options, responses }, textOf({ memory })),
  EMIT: async ({ options }, ask) => {
    const memories = [];
    for (const content of options.contents) memories.push((await ask("callback.emit", { content })).memories);
    return done({ memories });
  },
  FAIL: ({ options }) => fail(undefined, options.message),
  REFUSE: ({ options }) => ({ success: false, error: options.message }),
  NOTHING: () => null,
  HOST: async ({ options: { method, args } }, ask) => done(await ask("host.call", { method, args })),
  SETTING: ({ options }) => done({ value: host.settings[options.key] ?? null }),
  AGENT: () => done({ agentId: host.agent.id, name: (host.character ?? host.agent.character).name }),
  WAIT: ({ options: { ms } }, _ask, signal) => sleep(ms, done({ waited: ms }), { signal }),
  LOG: ({ id, options: { level, message } }) => {
    send({ type: "log", re: id, level, message });
    return done(undefined, "logged");
  },
  COUNT: () => done({ count: ++count }),
};
const PROBE = (text, state = null) => ({
  text: `probe of ${text}`,
  values: { length: [...text].length },
  data: { state },
});
const providers = { PROBE: (m) => PROBE(textOf(m), m.state) };

const requests = {
  "plugin.init": (m) => Object.assign(host, m) && { type: "plugin.init.result" },
  "action.validate": (m) =>
    named(actions, m.action) && { type: "validate.result", valid: textOf(m) !== "no" },
  "action.invoke": async (m, ...call) => ({
    type: "action.result",
    result: await named(actions, m.action)(m, ...call),
  }),
  "provider.get": (m) => ({ type: "provider.result", result: named(providers, m.provider)(m) }),
  ping: () => ({ type: "pong" }),
};
function named(table, name, code = "component_unknown") {
  return Object.hasOwn(table, name) ? table[name] : fail(code, `The plugin "probe" has no "${name}"`);
}

/** Works on one request. One that is cancelled is answered at once, and so not again. */
async function serve(m) {
  const controller = new AbortController();
  const ask = (type, fields) => nested({ ...fields, type, parent: m.id }, controller.signal);
  const answer = (message) => {
    if (calls.has(m.id)) send({ ...message, re: m.id });
    calls.delete(m.id);
  };
  const refuse = ({ refusal: code = "handler_failed", message, stack: traceback, cause }) =>
    answer({ type: "error", code, message, details: { traceback, cause } });
  calls.set(m.id, () => controller.abort() ?? refuse({ refusal: "cancelled", message: "Cancelled" }));
  try {
    answer(await named(requests, m.type, "unsupported")(m, ask, controller.signal));
  } catch (error) {
    refuse(error);
  }
  exitWhenDone();
}
/** A request to the host from inside one of its own. */
async function nested(request, signal) {
  const id = ++lastId;
  send({ ...request, id });
  signal.addEventListener("abort", () => pending.delete(id) && send({ type: "cancel", re: id }));
  const { type, re: _re, ...answer } = await new Promise((settle) => pending.set(id, settle));
  return type === "error" ? Promise.reject(new Error(answer.message, { cause: answer })) : answer;
}
function receive(m) {
  if (m.id !== undefined) serve(m);
  else if (m.type === "cancel") calls.get(m.re)?.();
  else if (m.type === "plugin.update") Object.assign(host, m);
  else if (m.type === "shutdown") ending = true;
  else pending.get(m.re)?.(m); // an answer, or nothing that we know
  exitWhenDone();
}
function exitWhenDone() {
  if (ending && calls.size === 0) process.exit();
}
function send(message) {
  const body = encode(message);
  if (body.length > host.limits.maxFrameBytes) fail("value_refused", `The message has ${body.length} bytes`);
  writeOut(Buffer.concat([Buffer.from(Uint32Array.of(body.length).buffer), body]));
}

process.stdin.on("end", () => process.exit());
process.stdin.on("data", (chunk) => {
  input = Buffer.concat([input, chunk]);
  while (input.length >= 4) {
    const end = 4 + input.readUInt32LE();
    if (end === 4 || end > 4 + maxFrameBytes) fail("protocol_violation", `A frame has ${end - 4} bytes`);
    if (input.length < end) return;
    receive(decode(input.subarray(4, end)));
    input = input.subarray(end);
  }
});
const define = (name) => ({ name, description: `Does what the contract suite asks of ${name}.` });
writeOut("ELIZAIPC1\n");
send({
  type: "ready",
  protocol: { min: 1, max: 1 },
  features: [],
  maxFrameBytes,
  manifest: {
    ...JSON.parse(readFileSync(new URL("plugin.json", import.meta.url))),
    actions: Object.keys(actions).map(define),
    providers: Object.keys(providers).map(define),
  },
  sdk: { name: "node", version: "1.0.0" },
});
