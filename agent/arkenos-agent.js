#!/usr/bin/env node
// npm links a command only if its file is there when it installs, which is before anything is compiled.
await import("./dist/worker/main.js");
