/** Reads how many tests passed from what test runners write. */
import type { Counts } from "./outcome.ts";

export interface JunitCounts extends Counts {
  /** The skipped tests: each name, and why where the runner says it. */
  reasons: string[];
}

/** JUnit's XML, as bun test and pytest write it. */
export function junitCounts(xml: string): JunitCounts {
  const counts: JunitCounts = { passed: 0, failed: 0, skipped: 0, reasons: [] };
  for (const [, attributes = "", body = ""] of xml.matchAll(TESTCASE)) {
    if (/<(failure|error)\b/.test(body)) counts.failed += 1;
    else if (/<skipped\b/.test(body)) {
      counts.skipped += 1;
      const why = attribute("message", /<skipped\b[^>]*/.exec(body)?.[0] ?? "");
      counts.reasons.push([attribute("name", attributes), why].filter(Boolean).join(": "));
    } else counts.passed += 1;
  }
  return counts;
}

/** One test: its attributes, whose values hold no `<`, and what is inside. */
const TESTCASE = /<testcase\b([^<]*?)(?:\/>|>(.*?)<\/testcase>)/gs;

function attribute(name: string, text: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_all, entity: keyof typeof ENTITIES) => ENTITIES[entity]);
}

const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** The sum of all `test result:` lines of `cargo test`. */
export function cargoCounts(output: string): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, ignored] of output.matchAll(
    /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm,
  )) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
    counts.skipped += Number(ignored);
  }
  return counts;
}
