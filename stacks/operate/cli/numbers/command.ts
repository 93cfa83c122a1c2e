import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { assign } from "./assign-command.js";
import { buy } from "./buy-command.js";
import { list } from "./list-command.js";
import { reassign } from "./reassign-command.js";
import { release } from "./release-command.js";
import { search } from "./search-command.js";

/** `arkenos numbers`: searches, buys, assigns and releases numbers. */
export const numbers = (act: Act) => {
  const group = new Command("numbers").description("search, buy, assign and release phone numbers");
  for (const command of [search(act), buy(act), assign(act), reassign(act), release(act), list(act)])
    group.addCommand(command as Command);
  return group;
};
