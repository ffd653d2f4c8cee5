/** The contract suite over one pair of each language; contract.slow.ts has all of them. */
import { pairsOfInnerLoop } from "./pairs.ts";
import { testContract } from "./suite.ts";

testContract(pairsOfInnerLoop);
