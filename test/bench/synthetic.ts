/** Subjects whose every call is known beforehand. */
import { type CaseKey, type OpenSubject, type Subject, subjectId } from "../../src/bench/subject.ts";

export interface Synthetic extends Partial<CaseKey>, Partial<OpenSubject> {
  operations?: number;
  cold?: boolean;
  floor?: string;
  weight?: number;
  onOpen?(): void;
}

export function synthetic(name: string, options: Synthetic = {}): Subject {
  const {
    call = () => "right",
    check = () => {},
    close = async () => {},
    release,
    onOpen,
    ...more
  } = options;
  const key = {
    case: name,
    language: "typescript",
    protocol: "floor",
    payloadBytes: 0,
    inFlight: 1,
    pinned: false,
    ...more,
  };
  return {
    ...key,
    id: subjectId(key),
    async open() {
      onOpen?.();
      return { call, check, close, ...(release === undefined ? undefined : { release }) };
    },
  };
}

/** A call that lasts until the next turn, and how many of it were under way at once. */
export function counted() {
  const crowd = { open: 0, most: 0 };
  const call = async () => {
    crowd.open += 1;
    crowd.most = Math.max(crowd.most, crowd.open);
    await new Promise((resolve) => setImmediate(resolve));
    crowd.open -= 1;
  };
  return { crowd, call };
}

/** Computes for so long, without a pause. */
export function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
