import { describe, expect, it } from "vitest";
import type { EndReason } from "../../agent/call/end-reason.js";
import { TransferState } from "../../agent/call/transfer-state.js";

describe("the reason why a call ended", () => {
  const reasonAfter = async (transfer: (() => Promise<void>) | undefined) => {
    const reasons: EndReason[] = [];
    const transferState = new TransferState();
    const hangUp = transferState.withTransferReason(async (reason) => void reasons.push(reason));
    const attempt = transfer && transferState.attempt(transfer).catch(() => {});
    await hangUp("caller-hung-up");
    await attempt;
    return reasons;
  };

  it("is a transfer when the caller left for one", async () => {
    expect(await reasonAfter(async () => {})).toEqual(["transferred"]);
    expect(await reasonAfter(() => new Promise((resolve) => setTimeout(resolve, 50)))).toEqual(["transferred"]);
  });

  it("is the caller when there was no transfer, or it failed", async () => {
    expect(await reasonAfter(undefined)).toEqual(["caller-hung-up"]);
    expect(await reasonAfter(async () => Promise.reject(new Error("603")))).toEqual(["caller-hung-up"]);
  });
});
