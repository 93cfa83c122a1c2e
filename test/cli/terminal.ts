import { PassThrough, Writable } from "node:stream";
import type { Io } from "../../stacks/operate/cli/terminal/io.js";
import { run } from "../../stacks/operate/cli/program.js";

/** The result of a command line. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a test's command line. */
export interface Given extends Partial<Omit<Io, "stdout" | "stderr" | "stdin">> {
  /** The contents of standard input. @default "" */
  readonly input?: string;
  /** Receives standard output in the order of printing. */
  readonly onText?: (text: string) => void;
}

/** Runs a command line in this process, without a terminal by default. */
export async function arkenos(argv: readonly string[], { input = "", onText, ...given }: Given = {}): Promise<Ran> {
  const stdout = new Kept(onText);
  const stderr = new Kept();
  const stdin = new PassThrough();
  stdin.end(input);
  const io: Io = {
    ...{ stdout, stderr, stdin, cwd: process.cwd(), isTerminal: false, columns: 100, color: false },
    widths: {},
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    signal: new AbortController().signal,
    ...given,
  };
  const exitCode = await run(argv, io);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** The output of a command line with `--json`. @throws if it is not one JSON object */
export async function arkenosJson(argv: readonly string[], given?: Given): Promise<Ran & { answer: Answered }> {
  const ran = await arkenos([...argv, "--json"], given);
  return { ...ran, answer: JSON.parse(ran.stdout) as Answered };
}

/** The object of an answer or a failure. */
export interface Answered extends Record<string, unknown> {
  readonly version: number;
  readonly command: string;
  readonly ok: boolean;
  readonly error?: { message: string; next?: string; problems?: string[]; details?: { code: string }[] };
}

/** What is on standard error besides the resources that a run shows with their times. */
export function withoutProgress(stderr: string): string {
  return stderr.replace(/^(?:[-+~±!] .*|\S.*: \d+ resources? in) {1,2}?\d+\.\d s\n/gm, "");
}

class Kept extends Writable {
  text = "";
  readonly #onText: (text: string) => void;

  constructor(onText: (text: string) => void = () => undefined) {
    super();
    this.#onText = onText;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.#onText(chunk.toString());
    done();
  }
}
