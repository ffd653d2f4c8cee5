/** All questions, in the order in which they are answered. */
import { call } from "./call.ts";
import { hostCalls } from "./host-call.ts";
import { payload } from "./payload.ts";
import type { Question } from "./question.ts";
import { scale } from "./scale.ts";
import { start } from "./start.ts";

export const QUESTIONS: readonly Question[] = [call, payload, start, hostCalls, scale];
