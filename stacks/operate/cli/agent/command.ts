import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { run } from "./run-command.js";
import { env } from "../env/command.js";

/** `arkenos agent`: the worker that answers the stack's numbers. */
export const agent = (act: Act) => {
  const group = new Command("agent").description("run the worker that answers the stack's numbers");
  for (const command of [run(act), env(act)]) group.addCommand(command as Command);
  return group;
};
