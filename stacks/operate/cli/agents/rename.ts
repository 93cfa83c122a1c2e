import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { changeConfig } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { openConfigured } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import type { Answer } from "../terminal/answer.js";
import { type References, referencesTo, referringIn } from "./references.js";

/** `arkenos agents rename`: another id for an agent, and for all that refers to it. Neither cloud is called. */
export async function runRename(context: Context, id: string, newId: string): Promise<Answer> {
  const opened = await openConfigured(context);
  requireAgent(opened.config, id);
  let followed: References = { numbers: [], isDefault: false };
  const edit = await changeConfig(opened, context, {
    command: "arkenos agents rename",
    edit: (draft) => {
      const agents = draft.agents();
      requireAgent({ agents }, id);
      if (Object.hasOwn(agents, newId)) throw taken(newId);
      followed = referencesTo(id, referringIn(draft));
      draft.renameAgent(id, newId);
      for (const number of followed.numbers) draft.setNumber(number, { agent: newId });
      if (followed.isDefault) draft.set("defaultAgent", newId);
    },
  });
  return {
    data: { stack: opened.stack.name, agent: newId, before: id, ...followed, changed: edit.lines },
    text: `Renamed ${id} to ${newId}${followedText(followed)}.\nNext: ${onThisStack("arkenos preview")}, then ${onThisStack("arkenos up")}`,
  };
}

function followedText({ numbers, isDefault }: References): string {
  const all = [...numbers, ...(isDefault ? ["the default agent"] : [])];
  return all.length === 0 ? "" : `, and updated ${all.join(", ")}`;
}

function taken(id: string): CommandError {
  return new CommandError({
    code: "agent_exists",
    message: `The config already has an agent ${id}`,
    exitCode: ExitCode.usage,
    next: "Choose another name",
  });
}
