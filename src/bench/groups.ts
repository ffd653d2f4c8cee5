/** The cases of a report by the question that they answer: the terminal and the page show the same. */
import type { Case, Report } from "./report.ts";

/** Case names. */
const START = ["load", "first-answer", "cold-start"];

export function isStart(name: string): boolean {
  return START.includes(name);
}

export interface Groups {
  /** One call after the other, of the size of a message; and at a rate. */
  latency: Case[];
  /** By calls in flight. */
  throughput: Case[];
  /** By payload: text, bytes. */
  curves: { text: Case[]; bytes: Case[] };
  starts: Case[];
}

export function groupsOf({ cases }: Report): Groups {
  const calls = cases.filter(({ case: name }) => !isStart(name));
  const single = calls.filter(({ inFlight }) => inFlight === 1);
  const curveSizes = new Set(
    single.filter(({ case: name }) => name === "invoke-bytes").map((one) => one.payloadBytes),
  );
  const isOfCurve = (one: Case) => curveSizes.has(one.payloadBytes) && !one.pinned && one.rate === null;
  const crowded = new Set(calls.filter(({ inFlight }) => inFlight > 1).map(wayOf));
  return {
    latency: single.filter((one) => !isOfCurve(one)),
    throughput: calls.filter(
      (one) =>
        one.inFlight > 1 || (crowded.has(wayOf(one)) && !one.pinned && one.rate === null && !isOfCurve(one)),
    ),
    curves: {
      text: single.filter((one) => isOfCurve(one) && one.case === "invoke"),
      bytes: single.filter((one) => isOfCurve(one) && one.case === "invoke-bytes"),
    },
    starts: cases.filter(({ case: name }) => isStart(name)),
  };

  function wayOf(one: Case): string {
    return `${placeName(one)} ${one.case}`;
  }
}

/** Who is measured: plugin, language and protocol. */
export function placeName({
  plugin,
  language,
  protocol,
}: Pick<Case, "plugin" | "language" | "protocol">): string {
  return [...(plugin === null ? [] : [plugin]), language, protocol].join(" ");
}

/** What sets a case apart from others of the same name. */
export function conditionOf({ pinned, apart, rate, inFlight }: Case): string {
  const words = [
    ...(inFlight === 1 ? [] : [`${inFlight} in flight`]),
    ...(pinned ? ["one core"] : []),
    ...(apart ? ["two cores"] : []),
    ...(rate === null ? [] : [`${rate}/s`]),
  ];
  return words.join(", ");
}
