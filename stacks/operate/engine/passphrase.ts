import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";

/** Decrypts a value of a stack's config. @throws if it was encrypted with another key, or in another way */
export type Decrypt = (ciphertext: string) => string;

const VERSION = "v1";
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/**
 * Derives the key of a stack's secrets as the engine does: PBKDF2 with SHA-256, for AES-256-GCM.
 *
 * @param salt the stack's `encryptionsalt`: `v1:<salt>:<the word "pulumi", encrypted>`
 * @returns undefined if there is no passphrase, it is wrong, or the salt is not of this version
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/secrets/passphrase/manager.go
 */
export async function decryptWithPassphrase(
  salt: string,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<Decrypt | undefined> {
  const [version, encoded = "", ...check] = salt.split(":");
  const phrase = await passphrase(folder, env);
  if (version !== VERSION || phrase === undefined) return undefined;
  const key = await promisify(pbkdf2)(phrase, Buffer.from(encoded, "base64"), ITERATIONS, KEY_BYTES, "sha256");
  const decrypt = (ciphertext: string) => decrypted(ciphertext, key);
  try {
    return decrypt(check.join(":")) === "pulumi" ? decrypt : undefined;
  } catch {
    return undefined;
  }
}

/** @param ciphertext `v1:<nonce>:<the encrypted text and its tag>` */
function decrypted(ciphertext: string, key: Buffer): string {
  const [version, nonce = "", sealed = ""] = ciphertext.split(":");
  if (version !== VERSION) throw new Error(`A secret has the unknown version ${version}`);
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}

async function passphrase(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = env;
  if (PULUMI_CONFIG_PASSPHRASE !== undefined || !PULUMI_CONFIG_PASSPHRASE_FILE) return PULUMI_CONFIG_PASSPHRASE;
  const text = await readFile(resolve(folder, PULUMI_CONFIG_PASSPHRASE_FILE), "utf8").catch(() => undefined);
  return text?.trim();
}
