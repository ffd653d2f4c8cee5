import { describe, expect, test } from "bun:test";
import { Affinity } from "../../src/bench/affinity.ts";
import { measure, type Progress } from "../../src/bench/engine.ts";
import type { Subject } from "../../src/bench/subject.ts";
import { wrongResult } from "../../src/bench/wrong-result.ts";
import { busyFor, synthetic } from "./synthetic.ts";

const SHORT = { durationMs: 60 };

describe("measure()", () => {
  test("calls all subjects in turns, in their order, round after round", async () => {
    const order: string[] = [];
    const noting = (name: string) =>
      synthetic(name, {
        call() {
          if (order.at(-1) !== name) order.push(name);
        },
      });
    const progress: Progress[] = [];
    const { rounds } = await measure([noting("A"), noting("B"), noting("C")], {
      durationMs: 120,
      rounds: 4,
      onProgress: (state) => progress.push(state),
    });
    const warming = 1;
    expect(rounds).toBeWithin(3, 5);
    expect(order.join("")).toBe("ABC".repeat(warming + rounds));
    expect(progress.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1])).toEqual([
      "opening",
      "warming up",
      "measuring",
    ]);
    for (const { done } of progress) expect(done).toBeWithin(0, 1 + Number.EPSILON);
  });

  test("fails by the subject's name where a result is wrong, and closes all", async () => {
    const closed: string[] = [];
    const close = (name: string) => ({ close: async () => void closed.push(name) });
    const wrong = synthetic("wrong", {
      call: () => "left",
      check(result) {
        if (result !== "right") throw wrongResult("answer", "right", result);
      },
      ...close("wrong"),
    });
    const measured = measure([synthetic("good", close("good")), wrong], SHORT);
    expect(measured).rejects.toThrow(
      'Cannot measure typescript floor wrong 0 B: its answer must be right: current value is "left"',
    );
    await measured.catch(() => {});
    expect(closed).toEqual(["wrong", "good"]);
  });

  test("fails where a result goes wrong only later", async () => {
    let calls = 0;
    const late = synthetic("late", {
      call: () => ++calls,
      check(result) {
        if (Number(result) > 1_000) throw wrongResult("answer", "at most 1000", result);
      },
    });
    expect(measure([late], SHORT)).rejects.toThrow("its answer must be at most 1000");
  });

  /** Calls of which one never ends, after so many. */
  const endless = (onNever = () => {}) => {
    let calls = 0;
    const call = () => {
      calls += 1;
      if (calls < 100) return undefined;
      onNever();
      return new Promise(() => {});
    };
    return synthetic("endless", { call });
  };

  test("leaves out a subject of which a later call never ends", async () => {
    const failures: unknown[] = [];
    const { cases } = await measure([endless(), synthetic("good")], {
      ...SHORT,
      callTimeoutMs: 50,
      onFailure: (subject, error) => failures.push([subject.case, String(error)]),
    });
    expect(cases.map((one) => one.case)).toEqual(["good"]);
    expect(failures).toEqual([
      ["endless", expect.stringMatching(/endless 0 B: it did not end within \d+ ms/)],
    ]);
  });

  test("is over soon after an interrupt, though a call never ends", async () => {
    const interrupt = new AbortController();
    const never = endless(() => interrupt.abort());
    const { cases } = await measure([never], { ...SHORT, signal: interrupt.signal });
    expect(cases).toEqual([]);
  });

  test("closes those that were opened where one cannot be", async () => {
    const closed: string[] = [];
    const first = synthetic("first", { close: async () => void closed.push("first") });
    const broken = synthetic("broken", {
      onOpen() {
        throw new Error("no such thing");
      },
    });
    await expect(measure([first, broken], SHORT)).rejects.toThrow(
      "Cannot measure typescript floor broken 0 B: no such thing",
    );
    expect(closed).toEqual(["first"]);
  });

  test("gives the medians of the rounds, and how far apart they lie", async () => {
    const { cases, timerUs } = await measure([synthetic("busy", { call: () => busyFor(0.2) })], {
      durationMs: 600,
      rounds: 5,
    });
    const [one] = cases;
    expect(one?.roundsP50Us).toHaveLength(5);
    expect(one?.p50Us).toBeWithin(200, 400);
    expect(one?.p50Us).toBe(one?.roundsP50Us.toSorted((a, b) => a - b)[2] as number);
    expect(one?.calls).toBeGreaterThan(50);
    expect(one?.callsPerSecond).toBeWithin(500, 5_000);
    expect(one?.stable).toBe(true);
    expect(timerUs).toBeWithin(0.001, 5);
  });

  test("names the floor of a case, and its ratio to it", async () => {
    const floor = synthetic("floor", { call: () => busyFor(0.1) });
    const { cases } = await measure(
      [synthetic("twice", { call: () => busyFor(0.2), floor: floor.id }), floor],
      SHORT,
    );
    const [twice, own] = cases;
    expect(twice?.floor).toEqual({ case: floor.id, p50Us: own?.p50Us as number });
    expect(twice?.ratioToFloor).toBeWithin(1.2, 3);
    expect(own).toMatchObject({ floor: null, ratioToFloor: null });
  });

  test("refuses two subjects of one id, and a floor that is not there", async () => {
    const one = synthetic("one");
    expect(measure([one, one], SHORT)).rejects.toThrow(
      "Cannot measure typescript floor one 0 B twice in one run",
    );
    expect(measure([synthetic("two", { floor: "gone" })], SHORT)).rejects.toThrow(
      "against gone as that is no subject of the run",
    );
  });

  test("counts the first call of a cold subject, and warms no such one up", async () => {
    let calls = 0;
    const cold = synthetic("cold", {
      cold: true,
      call() {
        calls += 1;
        busyFor(calls === 1 ? 20 : 0.1);
      },
    });
    const { cases } = await measure([cold], { ...SHORT, rounds: 3 });
    expect(cases[0]?.stable).toBeNull();
    expect(cases[0]?.maxUs).toBeGreaterThanOrEqual(20_000);
  });

  test("calls slow subjects in fewer rounds, three at least, and leaves the others their time", async () => {
    const slow = synthetic("slow", { call: () => busyFor(25) });
    const { cases, rounds } = await measure([slow, synthetic("quick")], { durationMs: 300, rounds: 9 });
    const [late, quick] = cases;
    expect(late?.roundsP50Us.length).toBeWithin(3, rounds);
    expect(quick?.roundsP50Us).toHaveLength(rounds);
  });

  test("ends by its time", async () => {
    const start = performance.now();
    const many = Array.from({ length: 20 }, (_, index) => synthetic(`case ${index}`));
    const { durationMs } = await measure(many, { durationMs: 200 });
    expect(performance.now() - start).toBeWithin(100, 2_000);
    expect(durationMs).toBeWithin(100, 2_000);
  });

  test("tells machine and versions", async () => {
    const { machine } = await measure([synthetic("one")], { ...SHORT, versions: { thing: "1.2.3" } });
    expect(machine.versions).toEqual({ bun: Bun.version, thing: "1.2.3" });
    expect(machine.cores).toBeGreaterThan(0);
    expect(machine.memoryBytes).toBeGreaterThan(2 ** 20);
  });
});

describe.if(process.platform === "linux")("measure(), pinned", () => {
  const coresOf = (status: string) => /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1];
  const own = () => coresOf(Bun.spawnSync(["cat", "/proc/self/status"]).stdout.toString());

  test("keeps this thread and what it starts on one core, and gives the others back", async () => {
    const before = own();
    const seen = new Set<string | undefined>();
    let atOpen: string | undefined;
    const pinned: Subject = synthetic("pinned", {
      pinned: true,
      onOpen: () => {
        atOpen = own();
      },
      call: () => void seen.add(own()),
    });
    const free = new Set<string | undefined>();
    await measure([pinned, synthetic("free", { call: () => void free.add(own()) })], SHORT);
    expect(atOpen).toMatch(/^\d+$/);
    expect([...seen]).toEqual([atOpen]);
    expect([...free]).toEqual([before]);
    expect(own()).toBe(before);
  });

  test.if(navigator.hardwareConcurrency > 1)("keeps what is apart on a core each", async () => {
    const guests = new Set<string | undefined>();
    const hosts = new Set<string | undefined>();
    const apart = synthetic("apart", {
      apart: true,
      onOpen: () => void guests.add(own()),
      call: () => void hosts.add(own()),
    });
    await measure([apart], SHORT);
    const [guest] = guests;
    const [host] = hosts;
    expect([guest, host]).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
    expect(guest).not.toBe(host);
    expect([guests.size, hosts.size]).toEqual([1, 1]);
  });

  test("Affinity gives the cores back where the work fails", async () => {
    const before = own();
    const failing = Affinity.open()?.onOneCore(async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(own()).toBe(before);
  });
});

describe("measure() with a signal", () => {
  test("gives what was measured until it was aborted", async () => {
    const interrupt = new AbortController();
    let calls = 0;
    const subjects = [
      synthetic("A", {
        call() {
          calls += 1;
        },
      }),
      synthetic("B", {}),
    ];
    const { cases, rounds, warnings } = await measure(subjects, {
      durationMs: 600,
      signal: interrupt.signal,
      onProgress({ what }) {
        if (what.startsWith("round 1") && what.includes(" B ")) interrupt.abort();
      },
      rounds: 1_000_000,
    });
    expect(calls).toBeGreaterThan(0);
    expect(cases.map((one) => one.case)).toEqual(["A", "B"]);
    expect(rounds).toBe(1);
    expect(warnings[0]).toStartWith("The run was interrupted in round 1");
  });

  test("takes no failure for one of a subject once it is aborted", async () => {
    const interrupt = new AbortController();
    const ends = synthetic("ends", {
      call() {
        interrupt.abort();
        throw new Error("its process was ended by the same signal");
      },
    });
    const { cases } = await measure([ends], { ...SHORT, signal: interrupt.signal });
    expect(cases).toEqual([]);
  });
});

test("measure() leaves out a subject that fails, where somebody takes that, and closes it", async () => {
  const told: [string, string][] = [];
  const closed: string[] = [];
  const fails = synthetic("fails", {
    call() {
      throw new Error("on purpose");
    },
    close: async () => void closed.push("fails"),
  });
  const onFailure = (subject: Subject, error: unknown) => void told.push([subject.id, String(error)]);
  const { cases } = await measure([synthetic("works", {}), fails], { ...SHORT, onFailure });
  expect(cases.map((one) => one.case)).toEqual(["works"]);
  expect(told).toEqual([["typescript floor fails 0 B", expect.stringContaining("on purpose")]]);
  expect(closed).toEqual(["fails"]);
});
