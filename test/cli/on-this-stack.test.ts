import { join } from "node:path";
import { expect, it } from "vitest";
import { onThisStack, withChosen } from "../../stacks/operate/on-this-stack.js";
import { REPOSITORY } from "../repository.js";
import { ACCOUNTS } from "./stack-file.js";
import { arkenosJson } from "./terminal.js";

it("a command in a message acts on the stack and the folder of the command line that prints it", async () => {
  const folder = join(REPOSITORY, "test", "example");
  const env = { ...process.env, ...ACCOUNTS };
  const nextOf = async (...words: string[]) => (await arkenosJson(words, { cwd: "/", env })).answer.error?.next;
  const reassign = ["numbers", "reassign", "+12065550299", "--agent", "reception"];
  expect(await nextOf("--stack", "dev", "--cwd", folder, ...reassign)).toMatch(
    new RegExp(`add it with arkenos numbers assign \\+12065550299 --agent ID --stack dev --cwd ${folder}$`),
  );
});

it("a command in a message is as typed where no stack was chosen, and quotes what a shell would split", () => {
  expect(onThisStack("arkenos up")).toBe("arkenos up");
  expect(withChosen({ stack: "prod" }, () => onThisStack("arkenos up"))).toBe("arkenos up --stack prod");
  expect(withChosen({ cwd: "Bob's files" }, () => onThisStack("arkenos up"))).toBe(
    "arkenos up --cwd 'Bob'\\''s files'",
  );
});
