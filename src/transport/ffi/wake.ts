/**
 * How a library's own threads ask to be polled: they write a byte to one end of a socket pair, Bun's event loop watches the
 * other. Never by a callback, which may not be called from a foreign thread.
 */
import { watchDescriptor } from "../descriptor-socket.ts";
import { closeDescriptor, socketPair } from "../libc.ts";

export interface Wake {
  /** The guest's end. */
  readonly descriptor: number;
  /** Closes both ends. Only after the guest can no longer write. */
  close(): void;
}

/** Calls `onWake` for each burst of bytes. Keeps no script alive. */
export function openWake(onWake: () => void): Wake {
  const [ours, theirs] = socketPair(false);
  let closed = false;
  let watching: { terminate(): void } | undefined;
  watchDescriptor(ours, {
    open(socket) {
      watching = socket;
      socket.unref();
      if (closed) socket.terminate();
    },
    data: onWake,
    error() {
      // Our end of a pair breaks only when the process ends.
    },
  });
  return {
    descriptor: theirs,
    close() {
      if (closed) return;
      closed = true;
      closeDescriptor(theirs);
      watching?.terminate();
    },
  };
}
