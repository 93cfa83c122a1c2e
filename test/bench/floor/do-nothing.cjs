/**
 * A dynamic provider that echoes: what any provider costs on this engine before it does something.
 * Nothing is required but Node itself.
 */
const { isDeepStrictEqual } = require("node:util");

let made = 0;

module.exports = {
  check: async (_olds, news) => ({ inputs: news }),
  diff: async (_id, olds, news) => ({ changes: !isDeepStrictEqual(olds, news) }),
  // As long as a Twilio SID, because every object has an id.
  create: async (inputs) => ({ id: `NO${String(made++).padStart(32, "0")}`, outs: inputs }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: news }),
  delete: async () => {},
};
