import * as pulumi from "@pulumi/pulumi";

// The stack's own topology, beside resources that are not telephony's.
export * from "@arkenos/stacks/main";

const provider = {
  create: async (inputs) => ({ id: "hook-1", outs: inputs }),
  update: async (_id, _olds, news) => ({ outs: news }),
};
class Webhook extends pulumi.dynamic.Resource {
  constructor(name, props, options) {
    super(provider, name, props, options, "acme", "Webhook");
  }
}

// What is there, by name, is said by the environment: {"hook": "https://…"}.
for (const [name, url] of Object.entries(JSON.parse(process.env.WEBHOOKS ?? "{}"))) new Webhook(name, { url });
if (process.env.TEAM) new pulumi.ComponentResource("acme:index:Team", process.env.TEAM);
