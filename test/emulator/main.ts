/**
 * `npm run sandbox`: runs both clouds on loopback, for manual use with Pulumi, the SDKs or curl.
 * Standard output has only `export` lines, so a shell can read it.
 *
 * @example
 * npm run --silent sandbox > sandbox.env & sleep 5; . ./sandbox.env
 */
import { start } from "./emulator.js";

const emulator = await start({ twilio: { owned: ["+15105550100", "+15105550101", "+442079460100"] } });
for (const [name, value] of Object.entries(emulator.env)) console.log(`export ${name}=${value}`);
console.error("The sandbox is open; Ctrl-C closes it.");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void emulator.close());
}
