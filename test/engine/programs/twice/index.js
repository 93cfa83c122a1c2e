import { PhoneNumber } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

const { phoneNumber } = new PhoneNumber("line", { search: { areaCode: "510" } });
new SipTopology("telephony", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: [
    { key: "sales", number: phoneNumber },
    { key: "support", number: phoneNumber },
  ],
});
