import { expect } from "vitest";
import { TelephonyStack } from "../engine/telephony-stack.js";
import { FakeForge } from "./fake-forge.js";
import { type ForgeName, pipelineEnv } from "./pipeline-env.js";
import { type Job, type JobRan, runJob } from "./steps.js";

/** The owned numbers of the stage's account. */
export const [ONE, TWO, LEGACY] = ["+15105550100", "+15105550101", "+15105550102"] as const;

/** A repository with a pipeline: its forge, a stack of the real engine, and both clouds of a sandbox. */
export class PipelineStage {
  readonly name: ForgeName;
  readonly stack: TelephonyStack;
  readonly forge: FakeForge;

  private constructor(name: ForgeName, stack: TelephonyStack, forge: FakeForge) {
    this.name = name;
    this.stack = stack;
    this.forge = forge;
  }

  static async set(name: ForgeName): Promise<PipelineStage> {
    const stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO, LEGACY] } });
    return new PipelineStage(name, stack, await FakeForge.start());
  }

  /** Runs a job as the forge would, and checks that no secret is in its log or its comments. */
  async run(job: Job, changes: NodeJS.ProcessEnv = {}): Promise<JobRan> {
    const { folder, env } = this.stack.workspace;
    const given = { ...env, ...(await pipelineEnv(this.name, this.forge, folder)), ...changes };
    const ran = await runJob(this.name, job, folder, given);
    const output = JSON.stringify([ran, this.forge.comments, this.forge.issues]);
    const { TWILIO_AUTH_TOKEN, LIVEKIT_API_SECRET, PULUMI_CONFIG_PASSPHRASE } = given;
    for (const secret of [FakeForge.TOKEN, TWILIO_AUTH_TOKEN, LIVEKIT_API_SECRET, PULUMI_CONFIG_PASSPHRASE]) {
      expect(secret).toBeTruthy();
      expect(output).not.toContain(secret);
    }
    return ran;
  }

  /** The body of the only comment. */
  get comment(): string {
    expect(this.forge.comments).toHaveLength(1);
    return String(this.forge.comments[0]?.body);
  }

  /** Puts a number on another owner's trunk. */
  async giveAway(number: string): Promise<void> {
    const { store, url } = this.stack.emulator.twilio;
    const { TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = this.stack.emulator.env;
    const headers = { authorization: `Basic ${btoa(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`)}` };
    await fetch(`${url}/v1/Trunks`, { method: "POST", headers, body: new URLSearchParams({ FriendlyName: "Legacy" }) });
    const [trunk] = store.trunks.all(({ friendlyName }) => friendlyName === "Legacy");
    const [owned] = store.numbers.all(({ phoneNumber }) => phoneNumber === number);
    store.numbers.patch(owned?.sid ?? "", { trunkSid: trunk?.sid ?? "" });
  }

  /** The numbers on a trunk. */
  get onTrunk(): string[] {
    const numbers = this.stack.emulator.twilio.store.numbers.all(({ trunkSid }) => Boolean(trunkSid));
    return numbers.map(({ phoneNumber }) => phoneNumber).sort();
  }

  /** Stops everything. */
  async close(): Promise<void> {
    await Promise.all([this.stack.dispose(), this.forge.close()]);
  }
}
