/** Runs the contract suite over some pairs, and prints the matrix. */
import { afterAll, test } from "bun:test";
import { type ContractCase, cases, guestCases, runs } from "./cases/index.ts";
import { closeLoaded, inTurn, pluginOf } from "./loaded.ts";
import { Matrix } from "./matrix.ts";
import type { Pair } from "./pairs.ts";

/** Of one case. Its test has more, as it waits for its turn too. */
const CASE_TIMEOUT_MS = 15_000;
const TEST_TIMEOUT_MS = 120_000;

const all = [...cases, ...guestCases];

/** Defines the tests. The cases of one pair run one after the other, those of the pairs side by side: most of their time goes by in other processes. */
export function testContract(pairs: readonly Pair[]): void {
  const matrix = new Matrix();
  for (const one of [...all.filter(({ apart }) => apart), ...all.filter(({ apart }) => !apart)])
    for (const pair of pairs.filter((candidate) => runs(candidate, one))) {
      const work = () => run(one, pair, matrix);
      test.concurrent(
        `${pair.name}: ${one.name}`,
        one.apart ? work : () => inTurn(pair, work),
        TEST_TIMEOUT_MS,
      );
    }
  afterAll(async () => {
    await closeLoaded();
    printTables(pairs, matrix);
  });
}

async function run(one: ContractCase, pair: Pair, matrix: Matrix): Promise<void> {
  const late = Promise.withResolvers<void>();
  const message = `It did not end within ${CASE_TIMEOUT_MS} ms`;
  const timer = setTimeout(() => late.reject(new Error(message)), CASE_TIMEOUT_MS);
  matrix.record(pair, one, false);
  try {
    await Promise.race([pluginOf(pair).then((plugin) => one.run(plugin, pair)), late.promise]);
    matrix.record(pair, one, true);
  } finally {
    clearTimeout(timer);
  }
}

function printTables(pairs: readonly Pair[], matrix: Matrix): void {
  const part = pairs.filter(({ kinds }) => kinds !== "all");
  const whole = pairs.filter((pair) => !part.includes(pair));
  console.log(matrix.table("Contract suite", whole, all));
  if (part.length === 0) return;
  const fewer = all.filter((one) => part.some((pair) => runs(pair, one)));
  console.log(matrix.table("Its part for actions and providers, over a guest without an SDK", part, fewer));
}
