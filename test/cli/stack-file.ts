import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Settings that connect to both clouds, so that only the config is under test. */
export const ACCOUNTS = {
  LIVEKIT_URL: "wss://acme.livekit.cloud",
  LIVEKIT_API_KEY: "APIabc",
  LIVEKIT_API_SECRET: "a secret of the tests",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "a token of the tests",
};

/** A config file in its own folder. The caller disposes of it. */
export class StackFile {
  readonly folder: string;
  readonly path: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, "Pulumi.dev.yaml");
  }

  /** Creates a file with this text, or none. */
  static async with(text?: string): Promise<StackFile> {
    const file = new StackFile(await mkdtemp(join(tmpdir(), "arkenos-config-")));
    if (text !== undefined) await writeFile(file.path, text);
    return file;
  }

  /** The file's text. */
  read(): Promise<string> {
    return readFile(this.path, "utf8");
  }

  /** Removes the folder. */
  dispose(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
