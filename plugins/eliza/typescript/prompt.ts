/**
 * What an agent asks of its model, answered by ELIZA. The message service of elizaOS asks whether to respond and then what to do, each
 * in a form of its own that the answer must have; every other prompt gets a reply to its last line.
 */
import type { Eliza } from "./eliza.ts";
import { clauses } from "./words.ts";

/** How the forms begin their last field but one. They end the prompt, after whatever people wrote. */
const WHETHER = "<action>RESPOND";
const WHAT = "<actions>";

/** @param agent the agent's name */
export function answerTo(prompt: string, eliza: Eliza, agent: string): string {
  const whether = prompt.lastIndexOf(WHETHER);
  const what = prompt.lastIndexOf(WHAT);
  if (whether > what) return decision(received(prompt), eliza, agent);
  if (what >= 0) return plan(received(prompt), eliza);
  return eliza.respond([], lastLine(prompt)).reply;
}

/** ELIZA responds to everybody but those who say nothing, and lets go of those who take their leave. */
function decision(line: string | undefined, eliza: Eliza, agent: string): string {
  const { keyword, rule } = eliza.respond([], line ?? "");
  const decided = (reasoning: string, action: string) => response({ name: agent, reasoning, action });
  if (line !== undefined && rule === "empty") return decided("Nothing was said", "IGNORE");
  if (keyword === "goodbye") return decided("The person takes leave", "STOP");
  return decided("ELIZA responds to whoever speaks", "RESPOND");
}

/** The action replies to the message itself; the text is what ELIZA would say to a stranger. */
function plan(line: string | undefined, eliza: Eliza): string {
  const { reply } = eliza.respond([], line ?? "");
  return response({
    thought: "ELIZA replies to whatever is said",
    actions: "ELIZA_REPLY",
    providers: "",
    text: reply,
  });
}

function response(fields: Record<string, string>): string {
  const elements = Object.entries(fields).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`);
  return `<response>${elements.join("")}</response>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const HEADING = "# Received Message\n";

/** What the provider RECENT_MESSAGES puts into both forms as `<sender>: <text>`, to the next heading. Not every agent has it. */
function received(prompt: string): string | undefined {
  const at = prompt.lastIndexOf(HEADING);
  if (at < 0) return undefined;
  const [message = ""] = prompt.slice(at + HEADING.length).split("\n# ");
  return message.slice(message.indexOf(": ") + 1);
}

/** The last line with a word in it: what a caller asks comes after what it explains. */
function lastLine(prompt: string): string {
  return prompt.split("\n").findLast((line) => clauses(line).length > 0) ?? "";
}
