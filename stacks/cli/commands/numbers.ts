import { Command } from "@commander-js/extra-typings";
import type { Act } from "../context.js";
import { assign } from "./numbers/assign.js";
import { buy } from "./numbers/buy.js";
import { list } from "./numbers/list.js";
import { reassign } from "./numbers/reassign.js";
import { release } from "./numbers/release.js";
import { search } from "./numbers/search.js";

/** `arkenos numbers`: numbers from the shop to an agent and back. */
export const numbers = (act: Act) => {
  const group = new Command("numbers").description("search, buy, assign and release phone numbers");
  for (const command of [search(act), buy(act), assign(act), reassign(act), release(act), list(act)])
    group.addCommand(command as Command);
  return group;
};
