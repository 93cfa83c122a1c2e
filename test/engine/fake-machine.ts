import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findEngine } from "../../stacks/operate/engine/find.js";
import type { Engine } from "../../stacks/operate/engine/find.js";

/** What a test puts beside an engine or on PATH. */
export const plugins = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/** A machine with an empty home and only the test's `bin` on PATH. */
export class FakeMachine {
  readonly home: string;
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
  readonly said: string[] = [];

  constructor(home: string) {
    this.home = home;
    this.bin = join(home, "bin");
    this.env = {
      HOME: home,
      PATH: this.bin,
      PULUMI_HOME: join(home, ".pulumi"),
      XDG_CACHE_HOME: join(home, ".cache"),
    };
  }

  static async start(): Promise<FakeMachine> {
    return new FakeMachine(await mkdtemp(join(tmpdir(), "engine-")));
  }

  find(): Promise<Engine> {
    return findEngine({ env: this.env, say: (line) => this.said.push(line) });
  }

  /** Writes an executable shell script; only the script can reach the system's commands. */
  async script(path: string, ...lines: string[]): Promise<string> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, ["#!/bin/sh", "PATH=/usr/bin:/bin", ...lines, ""].join("\n"));
    await chmod(path, 0o755);
    return path;
  }

  /** Puts an engine that reports this version into a folder, with its plugins by default. */
  async engine(folder: string, version: string, beside = plugins): Promise<string> {
    for (const plugin of beside) await this.script(join(folder, plugin), "exit 0");
    return this.script(join(folder, "pulumi"), `echo ${version}`);
  }

  stop(): Promise<void> {
    return rm(this.home, { recursive: true, force: true });
  }
}
