import { join } from "node:path";
import { unpack } from "./debian.js";
import { lookPath } from "./path.js";
import { run } from "./run.js";
import type { Say } from "./source.js";

// The libraries are listed too: if the machine had only them, their headers would be missing.
const packages = ["pkg-config", "libogg-dev", "libogg0", "libopus-dev", "libopus0", "libopusfile-dev", "libopusfile0"];
const resampler = ["libsoxr-dev", "libsoxr0"];

/** The environment to compile and link C code with these libraries, by their pkg-config names. */
export async function findLibraries(names: readonly string[], say: Say): Promise<Record<string, string>> {
  if (names.length === 0) return {};
  const installed = await lookPath("pkg-config");
  if (
    installed &&
    (await run(installed, ["--exists", ...names]).then(
      () => true,
      () => false,
    ))
  )
    return {};
  const { folder, libraries } = await unpack("codecs", [...packages, ...resampler], say);
  const search = libraries.map((library) => join(library, "pkgconfig"));
  return {
    PATH: `${join(folder, "usr", "bin")}:${process.env.PATH}`,
    LD_LIBRARY_PATH: libraries.join(":"),
    PKG_CONFIG_PATH: search.join(":"),
    PKG_CONFIG_SYSROOT_DIR: folder,
    // The old kind of tag also applies between the libraries, so the program runs without further settings.
    CGO_LDFLAGS: libraries.map((library) => `-L${library} -Wl,--disable-new-dtags,-rpath,${library}`).join(" "),
  };
}
