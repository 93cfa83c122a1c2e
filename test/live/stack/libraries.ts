import { join } from "node:path";
import { unpack } from "./debian.js";
import { lookPath } from "./path.js";
import { run } from "./run.js";
import type { Say } from "./way.js";

// The libraries themselves are named as well: a machine may have them, and then their headers would point nowhere.
const packages = ["pkg-config", "libogg-dev", "libogg0", "libopus-dev", "libopus0", "libopusfile-dev", "libopusfile0"];
const resampler = ["libsoxr-dev", "libsoxr0"];

/** The environment in which C code is compiled and linked with these libraries, as pkg-config names them. */
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
    // The old kind of tag also leads the libraries to each other, so that the program runs by itself.
    CGO_LDFLAGS: libraries.map((library) => `-L${library} -Wl,--disable-new-dtags,-rpath,${library}`).join(" "),
  };
}
