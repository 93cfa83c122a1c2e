import { get, post } from "../operation.js";
import { given } from "../parameters.js";
import { own } from "../request.js";

/** Whether and how a trunk records: the only way to set it. */
export const recording = {
  FetchRecording: get(
    "/v1/Trunks/{TrunkSid}/Recording",
    (request) => own(request, request.store.trunks, request.param("TrunkSid")).recording,
  ),

  UpdateRecording: post("/v1/Trunks/{TrunkSid}/Recording", (request) => {
    const { store, form } = request;
    const trunk = own(request, store.trunks, request.param("TrunkSid"));
    const fields = given({
      mode: form.oneOf("Mode", [
        "do-not-record",
        "record-from-ringing",
        "record-from-answer",
        "record-from-ringing-dual",
        "record-from-answer-dual",
      ]),
      trim: form.oneOf("Trim", ["trim-silence", "do-not-trim"]),
    });
    return store.trunks.patch(trunk.sid, {
      recording: { ...trunk.recording, ...fields },
      dateUpdated: store.clock.tick(),
    }).recording;
  }),
};
