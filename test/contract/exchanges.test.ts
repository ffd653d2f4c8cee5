/** The scripted exchanges with one guest of each language; exchanges.slow.ts has all of them. */
import { testExchanges } from "./exchanges.ts";
import { pairsOfInnerLoop } from "./pairs.ts";

testExchanges(pairsOfInnerLoop);
