/** The contract suite over every language and every transport that carries it. */
import { pairs } from "./pairs.ts";
import { testContract } from "./suite.ts";

testContract(pairs);
