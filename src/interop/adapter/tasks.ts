/** Task workers: what runs an agent's tasks of one name. */
import type { TaskWorker } from "@elizaos/core";
import type { TaskWorkerDefinition } from "../../contract/generated/types.ts";
import type { Adapted } from "./adapter.ts";
import { addTaken, callGuest, validOf } from "./call.ts";

export function adaptTaskWorker(adapted: Adapted, { name, validates }: TaskWorkerDefinition): TaskWorker {
  const component = `task worker ${name}`;
  const worker: TaskWorker = {
    name,
    async execute(runtime, options, task) {
      const fields = { worker: name, task, options };
      await callGuest(adapted, runtime, "task.execute", {
        component,
        fields,
      });
    },
  };
  if (validates === true)
    worker.validate = async (runtime, memory, state) => {
      const fields = { worker: name };
      addTaken(fields, { memory, state }, undefined);
      const call = { component, fields };
      return validOf(adapted, component, await callGuest(adapted, runtime, "task.validate", call));
    };
  return worker;
}
