import { existsSync, statSync } from "node:fs";
import { EngineError, type EngineIn } from "../../engine/pulumi.js";
import { type Backend, backendOf, PULUMI_CLOUD, stateParent } from "../../engine/state-folder.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import type { Context } from "../stack/context.js";
import { askSecret, askText, canAsk, choose, report, required } from "../terminal/prompt.js";
import { backendUrl, bucketUrl, folderUrl } from "./backend-url.js";
import { loggedInTo } from "./engine-commands.js";

/** Where the state of the stack is kept. */
export interface StateBackend {
  /** The engine, with an environment that leads there. */
  readonly at: EngineIn;
  /** The URL of Pulumi's backend. */
  readonly url: string;
  /** Whether it was chosen now, so that Pulumi.yaml has to name it. */
  readonly isChosen: boolean;
  /** The folder to create, if the place is a folder that does not exist yet. */
  readonly newFolder?: string;
}

/**
 * Where the state is kept: as `--backend` says, as Pulumi already knows, or as the person answers. A new stack does not
 * silently go where `pulumi login` led for another project.
 *
 * @throws CommandError if nothing has been chosen and there is no terminal to ask at, or if the place does not work
 */
export async function chooseBackend(
  context: Context,
  at: EngineIn,
  { typed, isNew }: { readonly typed: string | undefined; readonly isNew: boolean },
): Promise<StateBackend> {
  const present = backendOf(at.folder, at.env);
  if (typed !== undefined) return backendOfFlag(at, typed, present);
  if (canAsk(context) && (present === undefined || (present.from === "login" && isNew)))
    return askForBackend(context, at, present);
  if (present) return { at, url: present.url, isChosen: false };
  throw new CommandError({
    code: "no_backend",
    message: "No state backend is configured",
    exitCode: ExitCode.usage,
    next: "Add --backend cloud, --backend file://<folder> or the URL of a bucket; or run pulumi login",
  });
}

async function backendOfFlag(at: EngineIn, typed: string, present: Backend | undefined): Promise<StateBackend> {
  const url = backendUrl(typed);
  if (url === undefined)
    throw new CommandError({
      code: "invalid_flag",
      message: `--backend: "${typed}" is not a state backend that Pulumi supports`,
      exitCode: ExitCode.usage,
      next: "Write cloud, file://<folder>, or the URL of a bucket such as s3://<bucket>",
    });
  const isNamed = present !== undefined && present.from !== "login";
  if (isNamed && present.url !== url)
    throw new CommandError({
      code: "invalid_flag",
      message: `--backend names ${url}, but ${present.from === "project" ? "Pulumi.yaml" : "PULUMI_BACKEND_URL"} names ${present.url}`,
      exitCode: ExitCode.usage,
      next: "Leave --backend out, or change the other",
    });
  const place = placeAt(at, url, !isNamed);
  const problem = await problemOf(place);
  if (problem === undefined) return place;
  throw new CommandError({
    code: "backend_unusable",
    message: `The state cannot be kept in ${url}: ${problem}`,
    next: "Correct --backend",
  });
}

async function askForBackend(context: Context, at: EngineIn, present: Backend | undefined): Promise<StateBackend> {
  for (;;) {
    const url = await askForUrl(context, present);
    if (url === present?.url) return { at, url, isChosen: false };
    const place = placeAt(at, url, true);
    if (url === PULUMI_CLOUD) return loggedIn(context, place);
    const problem = await problemOf(place);
    if (problem === undefined) return place;
    await report(context, "error", `The state cannot be kept in ${url}: ${problem}`);
  }
}

async function askForUrl(context: Context, present: Backend | undefined): Promise<string> {
  const instead = "--backend";
  const chosen = await choose(context, {
    ...{ message: "Where should Pulumi keep the stack's state?", instead },
    options: [
      ...(present ? [{ value: present.url, label: present.url, hint: "where you are logged in" }] : []),
      ...(present?.url === PULUMI_CLOUD ? [] : [{ value: PULUMI_CLOUD, label: "Pulumi Cloud" }]),
      { value: "folder", label: "A folder on this machine", hint: "secrets are encrypted with a passphrase" },
      {
        value: "bucket",
        label: "A bucket",
        hint: "s3://, gs:// or azblob://; secrets are encrypted with a passphrase",
      },
    ],
  });
  if (chosen === "folder") {
    const question = { message: "Folder", fallback: "~", instead, problem: required("a folder") };
    return folderUrl(await askText(context, question), context.cwd);
  }
  if (chosen !== "bucket") return chosen;
  const problem = (typed: string) =>
    bucketUrl(typed) ? undefined : { message: "is not a bucket's URL", remedy: "write one such as s3://acme" };
  return (await askText(context, { message: "URL of the bucket", placeholder: "s3://acme", instead, problem })).trim();
}

/** Pulumi Cloud, with a token that it accepts. Pulumi keeps the token, as after `pulumi login`. */
async function loggedIn(context: Context, place: StateBackend): Promise<StateBackend> {
  for (let { at } = place; ;) {
    if ((await problemOf({ ...place, at })) === undefined) return { ...place, at };
    if (at !== place.at) await report(context, "error", "Pulumi Cloud does not accept this token");
    const token = await askSecret(context, {
      message: "Pulumi Cloud access token, from app.pulumi.com/account/tokens",
      instead: "PULUMI_ACCESS_TOKEN",
      problem: (typed) => (/^\S+$/.test(typed) ? undefined : { message: "enter a token without spaces" }),
    });
    at = { ...at, env: { ...at.env, PULUMI_ACCESS_TOKEN: token } };
  }
}

function placeAt(at: EngineIn, url: string, isChosen: boolean): StateBackend {
  const folder = stateParent(url, at.folder, at.env);
  const newFolder = folder === undefined || existsSync(folder) ? {} : { newFolder: folder };
  return { at: { ...at, env: { ...at.env, PULUMI_BACKEND_URL: url } }, url, isChosen, ...newFolder };
}

/** Why the engine cannot use a place; undefined if it can. */
async function problemOf({ at, url, newFolder }: StateBackend): Promise<string | undefined> {
  if (newFolder !== undefined) return undefined;
  const folder = stateParent(url, at.folder, at.env);
  if (folder !== undefined) return statSync(folder).isDirectory() ? undefined : "it is a file";
  try {
    await loggedInTo(at);
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}
