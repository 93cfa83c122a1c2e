import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { add } from "./add-command.js";
import { list } from "./list-command.js";
import { remove } from "./remove-command.js";
import { rename } from "./rename-command.js";

/** `arkenos agents`: the agents of the config. */
export const agents = (act: Act) => {
  const group = new Command("agents").description("list, add, rename and remove the agents of the config");
  for (const command of [list(act), add(act), rename(act), remove(act)]) group.addCommand(command as Command);
  return group;
};
