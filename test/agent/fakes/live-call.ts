import { TransferState } from "../../../agent/call/transfer-state.js";
import { EventEmitter } from "node:events";
import { voice } from "@livekit/agents";
import { vi } from "vitest";
import { FailureLog } from "../../../agent/call/failure-log.js";
import type { LiveCall } from "../../../agent/call/live-call.js";
import { conversationOf } from "../../../agent/call/session.js";
import type { Persona } from "../../../agent/contract/persona.js";
import { persona } from "./personas.js";

type Script = ConstructorParameters<typeof voice.testing.FakeLLM>[0];

/** A call in process, without audio: the session's history shows what would be heard. */
export async function liveCall(changes: Partial<Persona>, script: Script = []) {
  const who = persona(changes);
  const models = changes.llm === undefined ? {} : { llm: new voice.testing.FakeLLM(script) };
  const { session, agent } = conversationOf(who, models, []);
  await session.start({ agent });
  const room = new EventEmitter();
  const hangUp = vi.fn(async () => void (await session.close()));
  const call = {
    ctx: { room, addShutdownCallback: () => {}, isFakeJob: true },
    agentId: "reception",
    persona: who,
    expand: (text: string) => text,
    caller: undefined,
    session,
    failures: new FailureLog("reception", () => {}),
    env: {},
    hangUp,
    transferState: new TransferState(),
  } as unknown as LiveCall;
  /** The agent's sentences, in order. */
  const said = () =>
    session.history.items.flatMap((item) =>
      item.type === "message" && item.role === "assistant" ? item.textContent : [],
    );
  return { call, session, room, hangUp, said };
}
