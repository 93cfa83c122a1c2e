import { readFileSync } from "node:fs";
import { type Copy, DockerfileParser, type Env, type From, type Instruction } from "dockerfile-ast";

/** A step of a stage that changes its files. */
export type Step =
  | { readonly run: string }
  | {
      readonly copy: readonly string[];
      /** The source stage; undefined for the build context. */
      readonly from: string | undefined;
      readonly to: string;
    };

/** A stage of a Dockerfile. */
export interface Stage {
  /** Empty for the last one. */
  readonly name: string;
  readonly base: string;
  /** The folder of its steps and its command. */
  readonly workdir: string;
  readonly steps: readonly Step[];
}

/** An image's settings for its container. */
export interface ImageConfig {
  readonly env: Readonly<Record<string, string>>;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly port: number;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** A Dockerfile as data: its stages, and the last one's settings for the container. */
export interface Image {
  readonly stages: readonly Stage[];
  readonly config: ImageConfig;
}

/** Parses a Dockerfile. @throws if the last stage lacks a setting that an image needs */
export function readDockerfile(file: string): Image {
  const instructions = DockerfileParser.parse(readFileSync(file, "utf8")).getInstructions();
  const starts = instructions.flatMap((instruction, index) => (instruction.getKeyword() === "FROM" ? [index] : []));
  const groups = starts.map((start, index) => instructions.slice(start, starts[index + 1]));
  return { stages: groups.map(stageOf), config: configOf(groups.at(-1) ?? []) };
}

function stageOf(instructions: readonly Instruction[]): Stage {
  const from = instructions[0] as From;
  return {
    name: from.getBuildStage() ?? "",
    base: from.getImage() ?? "",
    workdir: said(instructions, "WORKDIR") ?? "/",
    steps: instructions.flatMap(stepOf),
  };
}

function stepOf(instruction: Instruction): Step[] {
  if (instruction.getKeyword() === "RUN") return [{ run: instruction.getArgumentsContent() ?? "" }];
  if (instruction.getKeyword() !== "COPY") return [];
  const paths = instruction.getArguments().map((argument) => argument.getValue());
  const from = (instruction as Copy).getFromFlag()?.getValue() ?? undefined;
  return [{ copy: paths.slice(0, -1), from, to: paths.at(-1) ?? "" }];
}

function configOf(instructions: readonly Instruction[]): ImageConfig {
  const need = (keyword: string) => {
    const content = said(instructions, keyword);
    if (content === undefined) throw new Error(`the last stage has no ${keyword}`);
    return content;
  };
  const [uid, gid] = need("USER").split(":").map(Number);
  const variables = instructions.filter((instruction) => instruction.getKeyword() === "ENV") as Env[];
  const values = variables.flatMap((env) => env.getProperties().map((each) => [each.getName(), each.getValue() ?? ""]));
  return {
    env: Object.fromEntries(values) as Record<string, string>,
    user: { uid: uid ?? Number.NaN, gid: gid ?? Number.NaN },
    port: Number(need("EXPOSE")),
    command: JSON.parse(need("CMD")) as string[],
    healthCheck: JSON.parse(need("HEALTHCHECK").replace(/^.*?\bCMD\s+/s, "")) as string[],
  };
}

function said(instructions: readonly Instruction[], keyword: string): string | undefined {
  return (
    instructions.findLast((instruction) => instruction.getKeyword() === keyword)?.getArgumentsContent() ?? undefined
  );
}
