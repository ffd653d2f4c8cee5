// Scripts that no engine may load, each with the message that all three must give.

interface Fault {
  name: string;
  script: unknown;
  message: string;
}

type Json = Record<string, unknown>;

/** The smallest script with one of each thing, so that a fault is one change to it. */
export function smallScript(changes: Json = {}): Json {
  return {
    pre: [["dont", "do not"]],
    post: [["my", "your"]],
    classes: [{ name: "pet", words: ["cat", "dog"] }],
    keywords: [keyword(), keyword({ word: "b", rules: [rule({ id: "b:1", reassemblies: ["B (1)"] })] })],
    none: ["Go on."],
    empty: ["Well?"],
    ...changes,
  };
}

export function keyword(changes: Json = {}): Json {
  return { word: "a", rank: 1, rules: [rule()], ...changes };
}

export function rule(changes: Json = {}): Json {
  return { id: "a:1", decomposition: "* a +", reassemblies: ["A (3)?"], ...changes };
}

function withRule(changes: Json): Json {
  return smallScript({ keywords: [keyword({ rules: [rule(changes)] })] });
}

function withGotos(...targets: string[]): Json {
  const names = ["a", "b", "c", "d"];
  const keywords = targets.map((target, index) =>
    keyword({
      word: names[index],
      rules: [rule({ id: names[index], decomposition: "*", reassemblies: ["x", target] })],
    }),
  );
  return smallScript({ keywords });
}

function fault(name: string, script: unknown, problem: string): Fault {
  return { name, script, message: `Cannot load the ELIZA script as ${problem}` };
}

const RULE = "$.keywords[0].rules[0]";
const LOWER = "must be lower-case words, one space apart";
const PARTS = "must be lower-case words, wildcards and classes, one space apart";
const SENTENCE = "must be a sentence, not a goto or newkey";
const CIRCLE = "must not lead back to its own keyword";
const TWENTY_ONE = Array.from("abcdefghijklmnopqrstu").join(" ");

export const faults: readonly Fault[] = [
  fault("an array for a script", [], "$ must be an object: current value is an array"),
  fault("null for a script", null, "$ must be an object: current value is null"),
  fault("an empty object", {}, "$.pre is missing"),
  fault("pre of another type", smallScript({ pre: "x" }), '$.pre must be an array: current value is "x"'),
  fault("no post", smallScript({ post: undefined }), "$.post is missing"),
  fault(
    "half a pair",
    smallScript({ pre: [["x"]] }),
    "$.pre[0] must be a pair of strings: current value is an array",
  ),
  fault(
    "three in a pair",
    smallScript({ post: [["x", "y", "z"]] }),
    "$.post[0] must be a pair of strings: current value is an array",
  ),
  fault(
    "a pair of numbers",
    smallScript({ pre: [[1, 2]] }),
    "$.pre[0][0] must be a non-empty string: current value is 1",
  ),
  fault(
    "a capital in from",
    smallScript({ pre: [["I'm", "i am"]] }),
    `$.pre[0][0] ${LOWER}: current value is "I'm"`,
  ),
  fault(
    "two spaces in from",
    smallScript({ pre: [["of  course", "yes"]] }),
    `$.pre[0][0] ${LOWER}: current value is "of  course"`,
  ),
  fault(
    "a clause break in to",
    smallScript({ post: [["me", "you. all"]] }),
    '$.post[0][1] must be words, one space apart: current value is "you. all"',
  ),
  fault(
    "from used twice",
    smallScript({
      pre: [
        ["x", "y"],
        ["x", "z"],
      ],
    }),
    '$.pre[1][0] must be used once only: current value is "x"',
  ),
  fault(
    "a class without words",
    smallScript({ classes: [{ name: "pet", words: [] }] }),
    "$.classes[0].words must have at least one item: current value is an array",
  ),
  fault(
    "two words as one of a class",
    smallScript({ classes: [{ name: "pet", words: ["guinea pig"] }] }),
    '$.classes[0].words[0] must be one lower-case word: current value is "guinea pig"',
  ),
  fault(
    "a class named twice",
    smallScript({
      classes: [
        { name: "x", words: ["x"] },
        { name: "x", words: ["y"] },
      ],
    }),
    '$.classes[1].name must be used once only: current value is "x"',
  ),
  fault(
    "no keywords",
    smallScript({ keywords: [] }),
    "$.keywords must have at least one item: current value is an array",
  ),
  fault(
    "a keyword that is no object",
    smallScript({ keywords: [true] }),
    "$.keywords[0] must be an object: current value is true",
  ),
  fault(
    "a keyword with punctuation",
    smallScript({ keywords: [keyword({ word: "a!" })] }),
    '$.keywords[0].word must be one lower-case word: current value is "a!"',
  ),
  fault(
    "a keyword used twice",
    smallScript({ keywords: [keyword(), keyword()] }),
    '$.keywords[1].word must be used once only: current value is "a"',
  ),
  ...[-1, 101, 2.5].map((rank) =>
    fault(
      `rank ${rank}`,
      smallScript({ keywords: [keyword({ rank })] }),
      `$.keywords[0].rank must be a whole number from 0 to 100: current value is ${rank}`,
    ),
  ),
  fault(
    "a huge rank",
    smallScript({ keywords: [keyword({ rank: 1e300 })] }),
    "$.keywords[0].rank must be a whole number from 0 to 100: current value is a number",
  ),
  fault(
    "true for a rank",
    smallScript({ keywords: [keyword({ rank: true })] }),
    "$.keywords[0].rank must be a whole number from 0 to 100: current value is true",
  ),
  fault(
    "no rank",
    smallScript({ keywords: [keyword({ rank: undefined })] }),
    "$.keywords[0].rank is missing",
  ),
  fault(
    "no rules",
    smallScript({ keywords: [keyword({ rules: undefined })] }),
    "$.keywords[0].rules is missing",
  ),
  fault(
    "null for memory",
    smallScript({ keywords: [keyword({ memory: null })] }),
    "$.keywords[0].memory must be an array: current value is null",
  ),
  fault(
    "a goto in memory",
    smallScript({ keywords: [keyword({ memory: [rule({ reassemblies: ["=b"] })] })] }),
    `$.keywords[0].memory[0].reassemblies[0] ${SENTENCE}: current value is "=b"`,
  ),
  fault(
    "newkey in memory",
    smallScript({ keywords: [keyword({ memory: [rule({ reassemblies: ["newkey"] })] })] }),
    `$.keywords[0].memory[0].reassemblies[0] ${SENTENCE}: current value is "newkey"`,
  ),
  fault("no id", withRule({ id: undefined }), `${RULE}.id is missing`),
  fault(
    "the id none",
    withRule({ id: "none" }),
    `${RULE}.id must be used once only: current value is "none"`,
  ),
  fault(
    "an id used twice",
    smallScript({ keywords: [keyword({ rules: [rule(), rule()] })] }),
    '$.keywords[0].rules[1].id must be used once only: current value is "a:1"',
  ),
  fault(
    "an empty decomposition",
    withRule({ decomposition: "" }),
    `${RULE}.decomposition must be a non-empty string: current value is ""`,
  ),
  fault(
    "a capital in a decomposition",
    withRule({ decomposition: "* A" }),
    `${RULE}.decomposition ${PARTS}: current value is "* A"`,
  ),
  fault(
    "two spaces in a decomposition",
    withRule({ decomposition: "*  a" }),
    `${RULE}.decomposition ${PARTS}: current value is "*  a"`,
  ),
  fault(
    "an unknown class",
    withRule({ decomposition: "* @pets" }),
    `${RULE}.decomposition must name classes of the script only: current value is "* @pets"`,
  ),
  fault(
    "a decomposition of 21 parts",
    withRule({ decomposition: TWENTY_ONE }),
    `${RULE}.decomposition must have at most 20 parts: current value is "${TWENTY_ONE}"`,
  ),
  fault("no reassemblies", withRule({ reassemblies: undefined }), `${RULE}.reassemblies is missing`),
  fault(
    "an object for a reassembly",
    withRule({ reassemblies: [{}] }),
    `${RULE}.reassemblies[0] must be a non-empty string: current value is an object`,
  ),
  ...["(0)", "a (4)", "=b (004)"].map((text) =>
    fault(
      `the reassembly ${text}`,
      withRule({ reassemblies: ["ok", text] }),
      `${RULE}.reassemblies[1] must refer to captures 1 to 3 only: current value is "${text}"`,
    ),
  ),
  fault(
    "an empty none",
    smallScript({ none: [] }),
    "$.none must have at least one item: current value is an array",
  ),
  fault("no empty", smallScript({ empty: undefined }), "$.empty is missing"),
  ...(
    [
      ["feelings that are none", [], " must be an object: current value is an array"],
      ["pleasant feelings only", { pleasant: ["glad"] }, ".unpleasant is missing"],
      [
        "a feeling of two words",
        { pleasant: ["so so"] },
        '.pleasant[0] must be one lower-case word: current value is "so so"',
      ],
      [
        "a feeling of both kinds",
        { pleasant: ["x"], unpleasant: ["y", "x"] },
        '.unpleasant[1] must be used once only: current value is "x"',
      ],
    ] as const
  ).map(([name, feelings, problem]) => fault(name, smallScript({ feelings }), `$.feelings${problem}`)),
  fault(
    "a goto to nowhere",
    withGotos("=b", "=z x"),
    '$.keywords[1].rules[0].reassemblies[1] must go to a keyword of the script: current value is "=z x"',
  ),
  fault("a goto to itself", withGotos("=a"), `${RULE}.reassemblies[1] ${CIRCLE}: current value is "=a"`),
  fault(
    "a circle of gotos behind a straight one",
    withGotos("=b", "=c x", "=d", "=b"),
    `$.keywords[1].rules[0].reassemblies[1] ${CIRCLE}: current value is "=c x"`,
  ),
  fault(
    "text beyond ASCII",
    smallScript({ empty: "日本 😀 \ud800" }),
    '$.empty must be an array: current value is "日本 😀 \ufffd"',
  ),
];
