import { findEngine } from "./find.js";

try {
  const { pulumi } = await findEngine({ say: (line) => console.error(line) });
  console.log(pulumi);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
