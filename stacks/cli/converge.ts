import type { Answer } from "./answer.js";
import type { Context } from "./context.js";
import { openStack } from "./stack.js";

/** Works out what `up` would do. */
export async function runPreview(context: Context, _options: { detailedExitcode?: true }): Promise<Answer> {
  const stack = await openStack(context);
  const operations: string[] = [];
  await stack.preview(({ resourcePreEvent }) => resourcePreEvent && operations.push(resourcePreEvent.metadata.op));
  return { data: { stack: stack.name, operations }, text: operations.join("\n") };
}

/** Converges the stack. */
export async function runUp(context: Context): Promise<Answer> {
  const stack = await openStack(context);
  await stack.up(() => undefined, { signal: context.io.signal });
  return { data: { stack: stack.name }, text: `${stack.name} is up.` };
}
