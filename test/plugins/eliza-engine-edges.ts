// Valid scripts at the limits of the engine, each with one session of lines and the replies that all three must give.

import { keyword, rule, smallScript } from "./eliza-engine-faults.ts";

interface Edge {
  name: string;
  script: unknown;
  lines: string[];
  replies: string[];
}

/** Lines that the queue of memories holds (plugins/eliza/README.md). */
const MEMORY = 32;

export const edges: readonly Edge[] = [
  {
    name: "leaves parentheses that are no capture as they are",
    script: withRule({ reassemblies: ["(a) (1234) () ((3)) (3"] }),
    lines: ["a cat"],
    replies: ["(a) (1234) () (cat) (3"],
  },
  {
    name: "gives the sentences of none and empty as they are",
    script: smallScript({ none: ["(1)", "=x"], empty: ["newkey"] }),
    lines: ["x", "x", "x", ""],
    replies: ["(1)", "=x", "(1)", "newkey"],
  },
  {
    name: "adds nothing for an empty capture",
    script: withRule({ reassemblies: ["[(1)][(2)][(3)]"] }),
    lines: ["a dog"],
    replies: ["[][a][dog]"],
  },
  {
    name: "gives up on a hostile clause",
    script: withRule({ decomposition: `${"* a + a ".repeat(4)}* a * b` }),
    lines: ["a ".repeat(5_000), `${"a ".repeat(4_990)} b`],
    replies: ["Go on.", "A a?"],
  },
  {
    name: "bounds a chain of gotos that doubles its words",
    script: doublingGotos(),
    lines: ["a z"],
    // Cut to 10,000, the last of which is a space.
    replies: ["a z ".repeat(2_500).trim()],
  },
  {
    name: "forgets the oldest memory when the queue is full",
    script: smallScript({ keywords: [keyword({ memory: [rule({ id: "m", reassemblies: ["M (3)"] })] })] }),
    lines: [...upTo(MEMORY + 1).map((number) => `a ${number}`), ...upTo(MEMORY + 1).map(() => "x")],
    replies: [
      ...upTo(MEMORY + 1).map((number) => `A ${number}?`),
      ...upTo(MEMORY).map((number) => `M ${number + 1}`),
      "Go on.",
    ],
  },
  {
    name: "reads 10,000 scalar values, however many code units or bytes they are",
    script: withRule({ decomposition: "* a", reassemblies: ["A"] }),
    lines: ["😀", "x", "é"].flatMap((filler) => [`${filler.repeat(9_998)} a`, `${filler.repeat(9_999)} a`]),
    replies: ["A", "Go on.", "A", "Go on.", "A", "Go on."],
  },
];

function withRule(changes: Record<string, unknown>): unknown {
  return smallScript({ keywords: [keyword({ rules: [rule(changes)] })] });
}

function doublingGotos(): unknown {
  const names = Array.from("abcdefghijklmnopqrstuvwxyz");
  const keywords = names.map((word, index) => {
    const next = names[index + 1];
    const reassemblies = [next ? `=${next} (1) (1)` : "(1)"];
    return keyword({ word, rules: [rule({ id: word, decomposition: "*", reassemblies })] });
  });
  return smallScript({ keywords });
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
