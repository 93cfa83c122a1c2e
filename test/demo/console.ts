import type { Emulator } from "@arkenos/emulator";

/** Manual changes in the two consoles, before the stack and during its life. */
export class Console {
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** Creates a trunk in Twilio's console and puts a number on it, as if years ago. */
  async makeOldTrunk(friendlyName: string, phoneNumber: string): Promise<string> {
    const trunk = await this.#post("/v1/Trunks", { FriendlyName: friendlyName });
    const [number] = this.#emulator.twilio.store.numbers.all((owned) => owned.phoneNumber === phoneNumber);
    await this.#post(`/v1/Trunks/${trunk.sid}/PhoneNumbers`, { PhoneNumberSid: number?.sid ?? "" });
    return trunk.sid;
  }

  /** Sends the trunk's calls to a wrong host. */
  breakOriginationUrl(sipUrl: string): void {
    const { originationUrls } = this.#emulator.twilio.store;
    for (const { sid } of originationUrls.all()) originationUrls.patch(sid, { sipUrl });
  }

  /** Removes the agent from the dispatch rule. */
  breakDispatchRule(): void {
    const { dispatchRules } = this.#emulator.livekit.store;
    for (const { sipDispatchRuleId } of dispatchRules.all())
      dispatchRules.patch(sipDispatchRuleId, { roomConfig: undefined });
  }

  async #post(path: string, fields: Record<string, string>): Promise<{ sid: string }> {
    const { env, twilio } = this.#emulator;
    const credentials = Buffer.from(`${env.TWILIO_ACCOUNT_SID}:${env.TWILIO_AUTH_TOKEN}`).toString("base64");
    const response = await fetch(twilio.url + path, {
      method: "POST",
      headers: { Authorization: `Basic ${credentials}` },
      body: new URLSearchParams(fields),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { sid: string };
  }
}
