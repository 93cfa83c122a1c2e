/**
 * `npm run demo`: the real Pulumi engine deploys a whole topology to both clouds of the sandbox, detects a manual
 * change, repairs it, and destroys the topology. Each claim is checked against the sandbox's objects. With `-- --live`,
 * real calls through the real LiveKit servers follow.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contractSchema } from "@arkenos/agent/contract";
import { start } from "@arkenos/emulator";
import { Workspace } from "../engine/workspace.js";
import { Console } from "./console.js";
import { answerRealCalls } from "./live.js";
import { chapter, driftLine, engineLine, tell, verified } from "./narrator.js";
import { topologyText } from "./topology-text.js";

const { values: asked } = parseArgs({ options: { live: { type: "boolean", default: false } } });
const root = join(import.meta.dirname, "..", "..", "..");
const OWNED = "+15105550100";
const BOUGHT = "+12065550200";
const MOVED = "+442079460100";

chapter("Both clouds on loopback: no account, no bill");
const emulator = await start({ twilio: { owned: [OWNED, MOVED] } });
const { twilio, livekit } = emulator;
const people = new Console(emulator);
const oldTrunk = await people.makeOldTrunk("Old PBX", MOVED);
tell(`Twilio  ${twilio.url}: owns ${OWNED}, and ${MOVED} on the hand-made trunk "Old PBX"; ${BOUGHT} is for sale`);
tell(`LiveKit ${livekit.url}: empty`);

chapter("The Pulumi engine");
const calls = () => twilio.calls.length + livekit.calls.length;
const workspace = await Workspace.make({
  project: join(root, "test", "example"),
  modules: join(root, "node_modules"),
  env: emulator.env,
  say: tell,
});
try {
  await tour();
  chapter(
    `Done: ${livekit.calls.length} calls to LiveKit and ${twilio.calls.length} to Twilio, each claim above checked against what they hold`,
  );
} finally {
  await workspace.dispose();
  await emulator.close();
}
if (asked.live) await answerRealCalls();

async function tour(): Promise<void> {
  chapter("pulumi up: three numbers, two personas");
  workspace.hear = engineLine;
  await workspace.up();
  for (const line of topologyText(emulator)) tell(line);
  const sids = Object.fromEntries(
    twilio.store.numbers.all().map(({ phoneNumber, trunkSid }) => [phoneNumber, trunkSid]),
  );
  const [trunk] = twilio.store.trunks.all(({ friendlyName }) => friendlyName === "Arkenos Inbound");
  assert.deepEqual(sids, { [OWNED]: trunk?.sid, [BOUGHT]: trunk?.sid, [MOVED]: trunk?.sid });
  assert.equal(
    twilio.calls.filter(({ operation, status }) => operation === "CreateIncomingPhoneNumber" && status === 201).length,
    1,
  );
  verified(`one trunk carries ${OWNED} (owned), ${BOUGHT} (bought once) and ${MOVED} (moved off "Old PBX")`);

  await callEveryNumber();

  chapter("pulumi up again");
  const before = calls();
  await workspace.up("--expect-no-changes");
  assert.equal(calls(), before);
  verified("no changes, and no call to either cloud");

  chapter("Someone edits both consoles by hand: the origination URL and the agent of the dispatch rule");
  people.breakOriginationUrl("sip:typo.example.com;transport=tcp");
  people.breakDispatchRule();
  const broken = emulator.dial({ from: "+15105550177", to: OWNED });
  assert.equal(broken.agents.length, 0);
  tell(`a call to ${OWNED} now reaches no agent`);

  chapter("pulumi refresh shows it");
  workspace.hear = driftLine;
  const drift = await workspace.refresh("--diff");
  assert.match(drift, /typo\.example\.com/);
  assert.match(drift, /arkenos-agent/);
  verified("the wrong URL and the missing agent are in the diff, old value and new");

  chapter("pulumi up repairs it");
  workspace.hear = engineLine;
  await workspace.up();
  await callEveryNumber();

  chapter("pulumi destroy: the topology goes, the numbers stay");
  await workspace.destroy();
  const kept = twilio.store.numbers.all();
  assert.deepEqual(kept.map(({ phoneNumber }) => phoneNumber).sort(), [BOUGHT, OWNED, MOVED].sort());
  assert.ok(kept.every(({ trunkSid }) => !trunkSid));
  assert.deepEqual(
    twilio.store.trunks.all().map(({ sid }) => sid),
    [oldTrunk],
  );
  assert.equal(
    twilio.store.credentialLists.size +
      livekit.store.inboundTrunks.size +
      livekit.store.outboundTrunks.size +
      livekit.store.dispatchRules.size,
    0,
  );
  verified("all three numbers are still owned; of everything else, only the hand-made trunk remains");
}

async function callEveryNumber(): Promise<void> {
  const { agentName, agents, numbers } = contractSchema.parse((await workspace.outputs()).telephony);
  for (const number of [OWNED, BOUGHT, MOVED]) {
    const { ok, hops, attributes, agents: dispatched, room } = emulator.dial({ from: "+15105550177", to: number });
    const persona = numbers[attributes["sip.trunkPhoneNumber"] ?? ""];
    assert.ok(ok, hops.map(({ says }) => says).join(" "));
    assert.deepEqual(
      dispatched.map((agent) => agent.agentName),
      [agentName],
    );
    assert.equal(persona, number === BOUGHT ? "night-desk" : "reception");
    verified(
      `a call to ${number} rings in room ${room}, ${agentName} answers as ${persona}: "${agents[persona ?? ""]?.greeting}"`,
    );
  }
}
