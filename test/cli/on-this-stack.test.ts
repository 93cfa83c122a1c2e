import { join } from "node:path";
import { expect, it } from "vitest";
import { onThisStack, solvedOnThisStack, withChosen } from "../../stacks/operate/on-this-stack.js";
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

it("a setting that is missing is set on the chosen stack, in a failure and in a remark", async () => {
  const folder = join(REPOSITORY, "test", "example");
  const { TWILIO_AUTH_TOKEN: _, ...accounts } = ACCOUNTS;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...accounts };
  const chosen = ["--stack", "dev", "--cwd", folder];
  const set = new RegExp(`pulumi config set --stack dev --cwd ${folder} (--secret )?arkenos:twilioAuthToken`);
  const reassign = ["numbers", "reassign", "+12065550299", "--agent", "reception"];
  expect((await arkenosJson([...reassign, ...chosen], { cwd: "/", env })).stdout).toMatch(set);
  expect((await arkenosJson(["test-connection", ...chosen], { cwd: "/", env })).stdout).toMatch(set);
});

it("a remedy names the chosen stack once, and only in a command that sets a key", () => {
  const solved = (remedy: string) =>
    withChosen({ stack: "prod" }, () => solvedOnThisStack(solvedOnThisStack({ remedy }))).remedy;
  expect(solved("run pulumi config set --path arkenos:adopt.x TK1")).toBe(
    "run pulumi config set --stack prod --path arkenos:adopt.x TK1",
  );
  expect(solved("run arkenos import here, then pulumi state delete there")).not.toContain("prod");
});
