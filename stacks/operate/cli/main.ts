import { processIo } from "./terminal/io.js";
import { run } from "./program.js";

// A reader such as head may close the pipe early. The command still completes, with its own exit code.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

process.exitCode = await run(process.argv.slice(2), processIo());
