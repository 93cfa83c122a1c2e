import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { changeConfig } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { openConfigured } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import type { Answer } from "../terminal/answer.js";
import { type References, referencesTo, referringIn } from "./references.js";

/** `arkenos agents remove`: removes an agent that nothing refers to. Neither cloud is called. */
export async function runRemove(context: Context, id: string): Promise<Answer> {
  const opened = await openConfigured(context);
  requireAgent(opened.config, id);
  const edit = await changeConfig(opened, context, {
    command: "arkenos agents remove",
    edit: (draft) => {
      const others = Object.keys(draft.agents()).filter((agent) => agent !== id);
      requireUnused(id, referencesTo(id, referringIn(draft)), others);
      draft.removeAgent(id);
    },
  });
  return {
    data: { stack: opened.stack.name, agent: id, changed: edit.lines },
    text: `Removed ${id} from the config.\nNext: ${onThisStack("arkenos preview")}, then ${onThisStack("arkenos up")}`,
  };
}

/** @throws CommandError that names the commands after which nothing refers to the agent */
function requireUnused(id: string, { numbers, isDefault }: References, [other]: readonly string[]): void {
  if (numbers.length === 0 && !isDefault) return;
  const remedies = [
    ...numbers.map((number) =>
      other === undefined ? `arkenos numbers release ${number}` : `arkenos numbers reassign ${number} --agent ${other}`,
    ),
    ...(isDefault
      ? [
          other === undefined
            ? "pulumi config rm arkenos:defaultAgent"
            : `pulumi config set arkenos:defaultAgent ${other}`,
        ]
      : []),
  ];
  const answers = [...numbers, ...(isDefault ? ["all calls to numbers without an agent (defaultAgent)"] : [])];
  throw new CommandError({
    code: "agent_in_use",
    message: `${id} still answers ${answers.join(", ")}`,
    exitCode: ExitCode.usage,
    next: `First run ${remedies.map(onThisStack).join(" and ")}`,
  });
}
