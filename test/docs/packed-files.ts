import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY } from "../repository.js";

/** The folders of the packages. */
export const PACKAGES = ["provider", "agent", "stacks", "stacks/operate"];

/** The paths of all files that `npm pack` would put into the packages. */
export function packedFiles(): ReadonlySet<string> {
  const workspaces = PACKAGES.map((folder) => `--workspace=${folder}`);
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", ...workspaces], {
    cwd: REPOSITORY,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const packages = JSON.parse(listed) as readonly { readonly files: readonly { readonly path: string }[] }[];
  return new Set(
    packages.flatMap(({ files }, index) => files.map(({ path }) => join(REPOSITORY, PACKAGES[index] ?? "", path))),
  );
}
