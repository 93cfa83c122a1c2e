import { expect, it } from "vitest";
import { CommandError } from "../../stacks/operate/cli/failure/command-error.js";
import { afterChange } from "../../stacks/operate/cli/stack/changed-config.js";

it("a command that changed something before its last question does not claim otherwise when the answer is no", async () => {
  const canceled = () =>
    Promise.reject(new CommandError({ code: "canceled", message: "Canceled; nothing was changed" }));
  const restored = "The config is unchanged; arkenos up puts +15105550100 back on the trunk";
  const after = afterChange(undefined, { io: { env: {} } } as never, { undo: "", restored }, canceled);
  await expect(after).rejects.toMatchObject({ code: "canceled", message: "Canceled", next: restored });
});
