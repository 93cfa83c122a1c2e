import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "../emulator/twilio/operations.js";
import { ACCOUNT_SID, DEFAULT_AVAILABLE } from "../emulator/twilio/seed.js";
import type { TwilioStore } from "../emulator/twilio/store.js";
import { startTwilio } from "../emulator/twilio/twilio.js";
import { UNIMITATED } from "../emulator/twilio/unimitated.js";
import { clientOf } from "../emulator-tests/twilio/client.js";
import { checkAnswer, checkCalls } from "./twilio-conformance.js";
import { openapiProblem, twilioOpenapi } from "./twilio-openapi.js";
import { forTour, tour } from "./twilio-tour.js";

const SCOPE =
  /^\/v1\/|\/Accounts\/\{Sid\}\.json$|\/(IncomingPhoneNumbers|AvailablePhoneNumbers|SIP\/(CredentialLists|IpAccessControlLists))\b/;
const IMITATED = new Set(Object.values(OPERATIONS).map(({ method, path }) => `${method} ${path}`));
const problem = openapiProblem();
if (problem && process.env.CI) throw new Error(problem);

describe.skipIf(problem)(problem ?? "Twilio's own description", () => {
  it("accepts Twilio's own examples", () => {
    const examples = twilioOpenapi()
      .flatMap(({ operations }) => operations)
      .filter(({ path }) => SCOPE.test(path))
      .flatMap((operation) =>
        Object.entries(operation.responses).flatMap(([status, { content }]) =>
          Object.values(content ?? {}).flatMap(({ examples = {} }) =>
            Object.values(examples).map(({ value }) => ({ operation, status: Number(status), value })),
          ),
        ),
      );
    expect(examples.flatMap(({ operation, status, value }) => checkAnswer(operation, status, value))).toEqual([]);
    expect(examples.length).toBeGreaterThan(80);
  });

  it("knows every operation of the emulator by method and path", () => {
    const described = new Map(
      twilioOpenapi().flatMap(({ operations }) =>
        operations.map(({ operationId, method, path }) => [`${method} ${path}`, operationId]),
      ),
    );
    const ours = [
      ...Object.entries(OPERATIONS).map(([id, { method, path }]) => [id, `${method} ${path}`]),
      ...Object.entries(UNIMITATED),
    ];
    expect(ours.filter(([id, at]) => described.get(at ?? "") !== id)).toEqual([]);
  });
});

describe.skipIf(problem)("a tour of the emulator with the official client", () => {
  let twilio: Awaited<ReturnType<typeof startTwilio>>;
  beforeAll(async () => {
    twilio = await startTwilio({ available: [...DEFAULT_AVAILABLE, ...forTour] });
    addHistory(twilio.store);
    await tour(clientOf(twilio));
  });
  afterAll(() => twilio.close());

  it("calls every imitated operation successfully", () => {
    const done = new Set(twilio.calls.filter(({ status }) => status < 300).map(({ operation }) => operation));
    expect(Object.keys(OPERATIONS).filter((operation) => !done.has(operation))).toEqual([]);
  });

  it("makes no request and gets no answer that Twilio does not describe", () => {
    const { checked, problems } = checkCalls(twilio.calls);
    console.log(
      `${checked} answers of ${Object.keys(OPERATIONS).length} operations checked against Twilio's OpenAPI description`,
    );
    expect(problems).toEqual([]);
    expect(checked).toBe(twilio.calls.length);
  });

  it("answers 501 to every other operation that Twilio describes", async () => {
    const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_API_URL } = twilio.env;
    const headers = { Authorization: `Basic ${btoa(`${sid}:${token}`)}` };
    const others = twilioOpenapi().flatMap(({ operations }) =>
      operations.filter(({ method, path }) => !IMITATED.has(`${method} ${path}`)),
    );
    const wrong: string[] = [];
    for (const { method, path } of others) {
      const concrete = path
        .replace(/Accounts\/\{\w+\}/, `Accounts/${sid}`)
        .replace(/\{\w+\}/g, "XX00000000000000000000000000000001");
      const { status } = await fetch(TWILIO_API_URL + concrete, { method, headers });
      if (status !== 501) wrong.push(`${method} ${path}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(others.length).toBeGreaterThan(100);
  });

  it("would detect a misspelled, incomplete or invented answer", () => {
    const [call] = twilio.calls.filter(({ operation }) => operation === "CreateTrunk");
    if (!call) throw new Error("no trunk was created");
    const broken = (answer: string) => checkCalls([{ ...call, answer }]).problems.length;
    expect(broken(call.answer)).toBe(0);
    expect(broken(call.answer.replace('"domain_name"', '"domainName"'))).toBe(2);
    expect(broken(call.answer.replace('"enable-all"', '"x"').replace('"disable-all"', '"x"'))).toBe(1);
    expect(broken(call.answer.replace('"secure":true', '"secure":"true"'))).toBe(1);
  });
});

/** A call, its alert and a verified caller ID, which no request can create. */
function addHistory(store: TwilioStore): void {
  const phoneNumber = "+15105550100";
  const trunkSid = `TK${"a".repeat(32)}`;
  const call = {
    from: "+15105550199",
    to: phoneNumber,
    status: "completed",
    direction: "trunking-originating",
  } as const;
  const { sid } = store.callLog.insert({ ...store.entity("CA", ACCOUNT_SID), ...call, trunkSid });
  store.callLog.insert({ ...store.entity("CA", ACCOUNT_SID), ...call, trunkSid: null });
  store.alerts.insert({
    ...store.entity("NO", ACCOUNT_SID),
    errorCode: "32011",
    alertText: "sourceComponent=14100",
    resourceSid: sid,
  });
  store.callerIds.insert({ ...store.entity("PN", ACCOUNT_SID), phoneNumber, friendlyName: "Office" });
}
