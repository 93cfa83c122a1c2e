import { expect, it } from "vitest";
import { refusalIn } from "./answers/asked-server.js";
import { startProject } from "./project.js";

const { post, store } = await startProject();

// Of several objects the real server names the first in its hash order; the sandbox always names the same.
it("among trunks, the new one is compared after the first stored one, so a later one is named first", async () => {
  await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+5"] } });
  await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+6"] } });
  const refusal = refusalIn(
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+6"] } }),
  );
  expect(refusal).toContain('Conflicting inbound SIP Trunks: "ST_222222222224" and "<new>"');
});

it("a rule that was put into the store by hand breaks unrelated requests", async () => {
  const direct = (fields: object) => ({
    dispatch_rule: { rule: { dispatch_rule_direct: { room_name: "r" } }, ...fields },
  });
  await post("CreateSIPDispatchRule", direct({}));
  await post("CreateSIPDispatchRule", direct({ trunk_ids: ["ST_a"] }));
  store.dispatchRules.patch("SDR_222222222224", { trunkIds: [] });
  expect(refusalIn(await post("CreateSIPDispatchRule", direct({ trunk_ids: ["ST_b"] })))).toContain(
    'already exists in dispatch rule "SDR_222222222223" "<blank name>"',
  );
});
