import type { CloudParts } from "@arkenos/emulator";
import { type Answer, type Call, MAX_LIST_LAG_MS, type Send } from "@arkenos/provider/clouds";
import type { Clock } from "./clock.js";
import type { Clouds, Snapshot } from "./clouds.js";
import type { FaultKind, Run } from "./run.js";
import type { Scheduler } from "./scheduler.js";

/** How long a call takes, in virtual milliseconds. */
const WAY_MS = 40;

/** No response: at once, or when the caller gives up. */
interface Silence {
  readonly code: string;
  readonly late: boolean;
}

/** Receives every call that took effect. */
export type Witness = (run: Run, before: Snapshot, after: Snapshot) => void;

/**
 * Carries each call to the clouds, with its fault:
 *
 * - `reset`: the connection is lost before the call takes effect; `drop`: afterwards;
 * - `429`, `500`, `503`: a refusal, before the call takes effect;
 * - `hang`: no answer until the caller gives up, and no effect; `hang after`: with its effect;
 * - `lag`: a Twilio list shows the state of a moment ago.
 */
export class Network {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #clouds: Clouds;
  readonly #witness: Witness;
  #past: { readonly until: number; readonly snapshot: Snapshot }[] = [];

  constructor(clock: Clock, scheduler: Scheduler, clouds: Clouds, witness: Witness) {
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#clouds = clouds;
    this.#witness = witness;
  }

  /** A run's transport. */
  transport(run: Run): Send {
    return (call) =>
      new Promise((resolve, reject) => {
        this.#scheduler.wait(async () => {
          this.#clock.pass(WAY_MS);
          if (run.isSilent) return reject(broken("ECONNRESET"));
          const { fault, death } = run.meet(operationOf(call));
          if (death) run.die(death.of);
          if (death?.of === "machine") {
            if (death.after) await this.#effect(run, call);
            return reject(broken("ECONNRESET"));
          }
          const outcome = await this.#meet(run, call, fault);
          if (!("code" in outcome)) resolve(outcome);
          else this.#clock.after(outcome.late ? call.timeoutMs : 0, () => reject(broken(outcome.code)));
        });
      });
  }

  /** The transport of an observer, without faults. */
  readonly looking: Send = (call) => this.#answer(call);

  async #meet(run: Run, call: Call, fault: FaultKind | undefined): Promise<Answer | Silence> {
    if (fault === "drop" || fault === "hang after") await this.#effect(run, call);
    switch (fault) {
      case "reset":
      case "drop":
        return { code: "ECONNRESET", late: false };
      case "hang":
      case "hang after":
        return { code: "ETIMEDOUT", late: true };
      case "429":
      case "500":
      case "503":
        return answerOf(this.#clouds.at(call.url).refuse(Number(fault)));
      case "lag":
        return isTwilioList(call) ? this.#earlier(call) : this.#effect(run, call);
      default:
        return this.#effect(run, call);
    }
  }

  async #effect(run: Run, call: Call): Promise<Answer> {
    const before = this.#clouds.snapshot();
    const answer = await this.#answer(call);
    const after = this.#clouds.snapshot();
    if (call.method !== "GET") this.#past.push({ until: this.#clock.now, snapshot: before });
    this.#witness(run, before, after);
    return answer;
  }

  /** A read's answer as of the longest lag ago. */
  async #earlier(call: Call): Promise<Answer> {
    const now = this.#clouds.snapshot();
    this.#past = this.#past.filter(({ until }) => until >= this.#clock.now - MAX_LIST_LAG_MS);
    this.#clouds.restore(this.#past[0]?.snapshot ?? now);
    try {
      return await this.#answer(call);
    } finally {
      this.#clouds.restore(now);
    }
  }

  async #answer({ method, url, headers, body }: Call): Promise<Answer> {
    const parts: CloudParts<unknown> = this.#clouds.at(url);
    const sent = body === undefined || method === "GET" || method === "DELETE" ? {} : { body };
    return answerOf(await parts.app.fetch(new Request(url, { method, headers, ...sent })));
  }
}

/** LiveKit reads its lists from the database that it writes to; Twilio's lists may lag by a moment. */
function isTwilioList({ method, url }: Call): boolean {
  const last = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  return method === "GET" && !/^[A-Z]{2}[0-9a-f]{32}(\.json)?$/.test(last);
}

function broken(code: string): Error {
  return Object.assign(new Error(`the connection failed: ${code}`), { code });
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, statusText, headers } = response;
  return { status, statusText, headers: Object.fromEntries(headers), text: await response.text() };
}

/** `CreateSIPInboundTrunk`; `POST Trunks/TK…/OriginationUrls`, without the ids. */
function operationOf({ method, url }: Call): string {
  const path = url.pathname.replace(/^\/(twirp\/livekit\.SIP|v1|2010-04-01\/Accounts\/\w+)\//, "");
  return url.hostname.endsWith(".livekit.cloud") ? path : `${method} ${path.replace(/\b[A-Z]{2}[0-9a-f]{32}\b/g, "…")}`;
}
