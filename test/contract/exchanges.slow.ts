/** The scripted exchanges with every real guest. */
import { testExchanges } from "./exchanges.ts";
import { pairs } from "./pairs.ts";

testExchanges(pairs);
