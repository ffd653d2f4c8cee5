// The plugin "probe" for plain Node, written from PROTOCOL.md alone: no SDK, protocol 1 over ipc. Node has no dup2, so frames
// stay on 0 and 1; console.log is led to standard error, and no child is spawned that could reach them.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { decode, encode } from "@msgpack/msgpack";

const writeOut = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const maxFrameBytes = 32 * 1024 * 1024;
const host = { settings: {} }; // the fields of plugin.init, then of plugin.update
const calls = new Map(); // requests of the host: id → cancel
const pending = new Map(); // requests to the host: id → settle
let [lastId, count, input] = [0, 0, Buffer.alloc(0)];

const fail = (message, refusal) => Promise.reject(Object.assign(new Error(message), { refusal }));
const done = (data, text) => ({ success: true, text, data });
const textOf = ({ memory }) => memory?.content?.text ?? "";
const actions = {
  ECHO: ({ memory = null, state = null, options = null, responses = null }) =>
    done({ memory, state, options, responses }, textOf({ memory })),
  EMIT: async ({ options }, ask) => {
    const memories = [];
    for (const content of options.contents) memories.push((await ask("callback.emit", { content })).memories);
    return done({ memories });
  },
  FAIL: ({ options }) => fail(options.message),
  REFUSE: ({ options }) => ({ success: false, error: options.message }),
  NOTHING: () => null,
  HOST: async ({ options: { method, args } }, ask) =>
    done({ value: (await ask("host.call", { method, args })).value }),
  SETTING: ({ options }) => done({ value: host.settings[options.key] ?? null }),
  AGENT: () => done({ agentId: host.agent.id, name: host.agent.character.name }),
  WAIT: ({ options: { ms } }, _ask, signal) => sleep(ms, done({ waited: ms }), { signal }),
  LOG: ({ id, options: { level, message } }) =>
    send({ type: "log", re: id, level, message }) ?? done(undefined, "logged"),
  COUNT: () => done({ count: ++count }),
};
const PROBE = (m, text = textOf(m)) => {
  return { text: `probe of ${text}`, values: { length: [...text].length }, data: { state: m.state ?? null } };
};
const find = (table, name) => table[name] ?? (() => fail(`There is no "${name}"`, "component_unknown"));
const requests = {
  "plugin.init": (m) => Object.assign(host, m) && { type: "plugin.init.result" },
  "action.validate": (m) => ({ type: "validate.result", valid: textOf(m) !== "no" }),
  "action.invoke": async (m, ...c) => ({
    type: "action.result",
    result: await find(actions, m.action)(m, ...c),
  }),
  "provider.get": async (m) => ({ type: "provider.result", result: await find({ PROBE }, m.provider)(m) }),
  ping: () => ({ type: "pong" }),
};

/** Works on one request. One that is cancelled is answered at once, and so not again. */
async function serve(m) {
  const controller = new AbortController();
  const answer = (message) => calls.delete(m.id) && send({ ...message, re: m.id });
  const refuse = ({ refusal: code = "handler_failed", message, stack: traceback, cause }) =>
    answer({ type: "error", code, message, details: { traceback, cause } });
  calls.set(m.id, () => controller.abort() ?? refuse({ refusal: "cancelled", message: "Cancelled" }));
  const ask = (type, fields) => nested({ ...fields, type, parent: m.id }, controller.signal);
  const handler = requests[m.type] ?? (() => fail(`There is no request ${m.type}`, "unsupported"));
  await (async () => handler(m, ask, controller.signal))().then(answer, refuse);
}
/** A request to the host from inside one of its own. */
async function nested(request, signal) {
  const id = ++lastId;
  send({ ...request, id });
  signal.addEventListener("abort", () => pending.delete(id) && send({ type: "cancel", re: id }));
  const answer = await new Promise((settle) => pending.set(id, settle));
  if (answer.type !== "error") return answer;
  throw new Error(answer.message, { cause: { code: answer.code, message: answer.message } });
}
function receive(m) {
  if (typeof m?.type !== "string") throw new Error("protocol_violation: a message is no map with a type");
  if (m.id !== undefined) serve(m);
  else if (m.type === "cancel") calls.get(m.re)?.();
  else if (m.type === "plugin.update") Object.assign(host, m);
  else if (m.type === "shutdown") setInterval(() => calls.size === 0 && process.exit(), 5);
  else pending.get(m.re)?.(m); // an answer, or nothing that we know
}
function send(message) {
  const body = encode(message, { ignoreUndefined: true });
  writeOut(Buffer.concat([Buffer.from(Uint32Array.of(body.length).buffer), body]));
}
process.stdin.on("end", () => process.exit());
process.stdin.on("data", (chunk) => {
  input = Buffer.concat([input, chunk]);
  for (let length = 0; input.length >= 4; input = input.subarray(4 + length)) {
    length = input.readUInt32LE();
    if (length === 0 || length > maxFrameBytes) throw new Error(`protocol_violation: ${length} bytes`);
    if (input.length < 4 + length) return;
    receive(decode(input.subarray(4, 4 + length)));
  }
});
const define = (name) => ({ name, description: `Does what the contract suite asks of ${name}` });
const known = { actions: Object.keys(actions).map(define), providers: [define("PROBE")] };
const manifest = { ...JSON.parse(readFileSync(new URL("plugin.json", import.meta.url))), ...known };
writeOut("ELIZAIPC1\n");
const sdk = { name: "node", version: "1.0.0" };
send({ type: "ready", protocol: { min: 1, max: 1 }, features: [], maxFrameBytes, manifest, sdk });
