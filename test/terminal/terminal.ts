import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import headless from "@xterm/headless";

/** Creates the pseudo-terminal; part of util-linux, which is essential in Debian. */
const SCRIPT = "/usr/bin/script";

/** A command that runs the engine shows something within seconds, or within a minute on a busy machine. */
const TIMEOUT_MS = 90_000;

/** Keys other than letters, as a keyboard sends them. */
export const KEYS = { interrupt: "\u0003", enter: "\r", down: "\u001b[B", clear: "\u0015" } as const;

/** The program that runs in a terminal. */
export interface TerminalOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A pseudo-terminal of 100 columns with one program in it, for a test that plays the person.
 *
 * @example
 * const terminal = Terminal.open({ command: ["arkenos", "init"], cwd, env });
 * await terminal.until("Its API key");
 * terminal.type(`devkey${KEYS.enter}`);
 * expect(await terminal.ended).toBe(0);
 */
export class Terminal {
  /** The program's exit code. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #display = new headless.Terminal({ cols: 100, rows: 40, allowProposedApi: true });
  #shown = "";
  #read = 0;
  #changed: () => void = () => undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#shown += text;
      this.#display.write(text);
      this.#changed();
    });
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    this.ended.catch(() => undefined);
  }

  /** Opens a terminal and runs a program in it. @throws if script(1), which creates it, is missing */
  static open({ command, cwd, env }: TerminalOptions): Terminal {
    if (!existsSync(SCRIPT)) throw new Error(`There is no ${SCRIPT}, which makes the terminal; install util-linux`);
    const words = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
    // A new terminal has no columns; this one also echoes typed text, as a person's does.
    const line = `stty cols 100 rows 40 echo; exec ${words}`;
    const args = ["--quiet", "--return", "--command", line, "/dev/null"];
    return new Terminal(spawn(SCRIPT, args, { cwd, env: { ...env, SHELL: "/bin/sh", TERM: "xterm", CI: "" } }));
  }

  /** Everything that was shown, without colors and cursor movements. */
  get shown(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** The screen and its scrollback; a wrapped line is one line. */
  async screen(): Promise<string> {
    await new Promise<void>((resolve) => this.#display.write("", resolve));
    const { active } = this.#display.buffer;
    const lines = Array.from({ length: active.length }, (_, line) => active.getLine(line));
    const text = lines.map((line) => `${line?.isWrapped ? "" : "\n"}${line?.translateToString(true)}`).join("");
    return text.trim();
  }

  /** Waits until a text is shown after the last awaited one. @throws after a timeout */
  async until(text: string): Promise<void> {
    const tooLong = sleep(TIMEOUT_MS, false, { ref: false });
    while (!this.shown.includes(text, this.#read)) {
      const more = new Promise<boolean>((resolve) => (this.#changed = () => resolve(true)));
      if (await Promise.race([more, tooLong, this.ended.then(() => false)])) continue;
      if (this.shown.includes(text, this.#read)) break;
      throw new Error(`"${text}" was waited for in vain:\n${await this.screen()}`);
    }
    this.#read = this.shown.indexOf(text, this.#read) + text.length;
  }

  /** Presses keys. */
  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.type(KEYS.interrupt);
  }

  /** Closes the terminal, and stops its program. */
  async close(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill("SIGTERM");
    await this.ended.catch(() => undefined);
  }
}
