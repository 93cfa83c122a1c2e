import { type Context, Hono } from "hono";
import { type Call, type Env, record } from "../cloud.js";
import type { Faults } from "../faults.js";
import { contentsOf } from "../snapshot.js";
import { authorize } from "./auth.js";
import { fault, notFound, notImitated, TwilioError } from "./errors.js";
import { successStatus } from "./operation.js";
import { isKnownPath, operationFor } from "./operations.js";
import { Parameters } from "./parameters.js";
import type { TwilioStore } from "./store.js";
import { isUnimitatedPath, unimitatedOperation } from "./unimitated.js";

/** Twilio over HTTP. One port serves `api.`, `trunking.`, `voice.`, `monitor.` and `pricing.twilio.com`: their paths do not collide. */
export function twilioApp(store: TwilioStore, calls: Call[], faults: Faults): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error) =>
    answerError(error instanceof TwilioError ? error : new TwilioError(500, 20500, `${error.stack}`)),
  );
  app.use(record(calls, faults, nameOf, fault));
  app.all("*", async (c) => {
    const { method, path } = c.req;
    const found = operationFor(method, path);
    const account = authorize(store, c.req.header("Authorization"), found?.id, path);
    if (!found) throw refusalOf(method, path);

    const param = (name: string) => found.params[name] ?? "";
    const form = new Parameters(await c.req.text());
    const query = new Parameters(new URL(c.req.url).search);
    const seen = whatIsSeen(store, faults, found.id, method, c.get("lagMs"));
    const body = found.operation.answer({ store: seen, account, path, query, form, param });
    const status = successStatus(found.id);
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
  });
  return app;
}

/** The store, or its earlier contents for a list that lags. */
function whatIsSeen(
  store: TwilioStore,
  faults: Faults,
  operation: string,
  method: string,
  lagMs?: number,
): TwilioStore {
  if (method !== "GET") {
    if (faults.expectsLag || lagMs !== undefined) faults.lag.beforeWrite(contentsOf(store), lagMs);
    return store;
  }
  const earlier = operation.startsWith("List") ? faults.lag.contents(lagMs) : undefined;
  return earlier ? store.with(earlier) : store;
}

function nameOf({ req: { method, path } }: Context<Env>): string {
  return operationFor(method, path)?.id ?? unimitatedOperation(method, path) ?? `${method} ${path}`;
}

function refusalOf(method: string, path: string): TwilioError {
  const operation = unimitatedOperation(method, path);
  if (operation) return notImitated(operation);
  if (isKnownPath(path)) return new TwilioError(405, 20004, `Method ${method} is not allowed`);
  return isUnimitatedPath(path) ? notImitated(`${method} ${path}`) : notFound(path);
}

function answerError(error: TwilioError): Response {
  return Response.json(error.body(), { status: error.status });
}
