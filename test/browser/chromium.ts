import { join } from "node:path";
import { unpack } from "../live/stack/debian.js";
import { findParts } from "../live/stack/find.js";
import { onPath } from "../live/stack/path.js";
import type { Part, Program, Say } from "../live/stack/source.js";

const remedy = "Install Chromium (on Debian: apt-get install chromium) or Google Chrome.";

const chromium: Part = {
  name: "Chromium",
  sources: [
    onPath("chromium", remedy),
    onPath("google-chrome", remedy),
    {
      name: "Debian's package",
      does: () => "Unpacking Chromium from Debian's package: a minute, once.",
      async find(say) {
        const { folder, libraries } = await unpack("chromium", ["chromium", "fonts-dejavu-core"], say);
        return {
          path: join(folder, "usr", "lib", "chromium", "chromium"),
          // PulseAudio's own libraries are in a subfolder that only an installed package searches.
          env: { LD_LIBRARY_PATH: libraries.flatMap((each) => [each, join(each, "pulseaudio")]).join(":") },
        };
      },
      remedy: "On Debian or Ubuntu, run `apt-get update` as root once, and let apt-get reach its mirror.",
    },
  ],
};

/** An installed browser, or Debian's package of it. @throws MissingPartsError with the remedy */
export async function findChromium(say: Say): Promise<Program> {
  return (await findParts({ chromium }, say)).chromium;
}
