import { CreateSIPInboundTrunkRequest, GetSIPInboundTrunkRequest, GetSIPInboundTrunkResponse } from "@livekit/protocol";
import { SIPInboundTrunkInfo } from "livekit-server-sdk";
import { expect, it } from "vitest";
import { startProject, tokenOf } from "./project.js";

const { url, store } = await startProject();

const post = async (method: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(`${url}/twirp/livekit.SIP/${method}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/protobuf",
      Authorization: `Bearer ${await tokenOf({ sip: { admin: true } })}`,
    },
    body,
  });
const bytesOf = (message: { toBinary(): Uint8Array }) => Uint8Array.from(message.toBinary());

it("a binary request gets a binary answer", async () => {
  const trunk = new SIPInboundTrunkInfo({ name: "binär", numbers: ["+1"] });
  const created = await post("CreateSIPInboundTrunk", bytesOf(new CreateSIPInboundTrunkRequest({ trunk })));
  expect(created.headers.get("Content-Type")).toBe("application/protobuf");
  const { sipTrunkId } = SIPInboundTrunkInfo.fromBinary(new Uint8Array(await created.arrayBuffer()));
  expect(store.inboundTrunks.get(sipTrunkId)).toMatchObject({ name: "binär", numbers: ["+1"] });

  const got = await post("GetSIPInboundTrunk", bytesOf(new GetSIPInboundTrunkRequest({ sipTrunkId })));
  const { trunk: read } = GetSIPInboundTrunkResponse.fromBinary(new Uint8Array(await got.arrayBuffer()));
  expect(read).toMatchObject({ sipTrunkId, name: "binär" });
});

it("errors are still JSON", async () => {
  const answer = await post("GetSIPInboundTrunk", bytesOf(new GetSIPInboundTrunkRequest()));
  expect([answer.status, answer.headers.get("Content-Type"), await answer.json()]).toEqual([
    400,
    "application/json",
    { code: "invalid_argument", msg: "trunk ID is required" },
  ]);
});

it("bytes that are not a message are malformed", async () => {
  const answer = await post("GetSIPInboundTrunk", Uint8Array.of(0x0a, 5, 1));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { code: "malformed", msg: "the protobuf request could not be decoded" },
  ]);
});
