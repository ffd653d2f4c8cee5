import { expect, test } from "bun:test";
import { plainFunction } from "../../bench/floors/function.ts";
import { json } from "../../bench/floors/json.ts";
import { memcpy } from "../../bench/floors/memcpy.ts";
import { pythonLoop } from "../../bench/floors/python-loop.ts";
import { newlineJson } from "../../bench/peers/newline-json/newline-json.ts";
import { prepare, type Rival, rivalSubject } from "../../bench/rival.ts";
import { EchoJob, echo } from "../../src/bench/echo-exchange.ts";

const SIZES = [0, 300, 200_000];

test.each([plainFunction, json, memcpy, pythonLoop, newlineJson])(
  "$protocol $case does the job",
  async (rival) => {
    await rival.prepare();
    for (const bytes of SIZES) {
      const open = await rival.open(new EchoJob(bytes));
      try {
        for (let call = 0; call < 3; call += 1) open.check(await open.call());
      } finally {
        await open.close();
      }
    }
  },
);

test.each([pythonLoop, newlineJson])("$protocol $case answers many calls at once", async (rival) => {
  const open = await rival.open(new EchoJob(3_000));
  try {
    const answers = await Promise.all(Array.from({ length: 200 }, () => open.call()));
    for (const answer of answers) open.check(answer);
    expect(new Set(answers).size).toBe(answers.length);
  } finally {
    await open.close();
  }
});

test("pythonLoop sends bytes as bytes", async () => {
  const open = await pythonLoop.open(new EchoJob(100_000, "bytes"));
  try {
    open.check(await open.call());
  } finally {
    await open.close();
  }
});

test("EchoJob refuses an answer to another request, of another type, and another result", () => {
  const job = new EchoJob(10);
  const answer = echo(job.next());
  job.checkAnswer(answer);
  expect(() => job.checkAnswer({ ...answer, re: 2 })).toThrow("re must be 1 to 1");
  expect(() => job.checkAnswer({ ...answer, type: "error" })).toThrow("type must be");
  expect(() => job.checkAnswer({ ...answer, result: { ...answer.result, text: "else" } })).toThrow(
    "text must be",
  );
  expect(() => job.checkResult({ ...answer.result, data: { more: 1 } })).toThrow("data must be");
});

test("rivalSubject() names bytes, calls in flight and one core in the id", () => {
  const job = () => new EchoJob(64, "bytes");
  const { id, operations } = rivalSubject(pythonLoop, job, { inFlight: 32, pinned: true });
  expect(id).toBe("python floor python-loop-bytes 64 B 32 in flight pinned");
  expect(operations).toBe(1);
  expect(rivalSubject(memcpy, () => new EchoJob(64)).operations).toBe(1_024);
});

test("prepare() tells what cannot be had, or does not do the job, and lets the others run", async () => {
  const absent: Rival = {
    ...json,
    protocol: "absent",
    async prepare() {
      throw new Error("no such thing");
    },
  };
  const wrong: Rival = {
    ...json,
    protocol: "wrong",
    open: async (job) => ({ ...(await json.open(job)), call: () => ({ type: "error" }) }),
  };
  const { ready, missing } = await prepare([absent, wrong, json], () => {});
  expect(ready).toEqual([json]);
  expect(missing.map(({ protocol, reason }) => `${protocol}: ${reason}`)).toEqual([
    "absent: no such thing",
    expect.stringContaining("wrong: its type must be"),
  ]);
});
