import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { configSubject, trunkSubject } from "../subject.js";

/** Whether agents can transfer callers. */
export const transfer = [
  {
    /** The trunk forbids transfers. */
    id: "transfer-mode",
    severity: "info",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: (context) => {
      const { trunk } = context;
      const mode = trunk?.props.transferMode;
      const targets = targetsOf(context);
      const forbids =
        mode === "disable-all" || (mode === "sip-only" && targets.some(({ to }) => to.startsWith("tel:")));
      if (!trunk || !forbids) return [];
      return [
        {
          ...(targets.length > 0 && { severity: "error" as const }),
          subject: trunkSubject(trunk),
          expected: "enable-all",
          found: mode,
          message: `Trunk ${trunk.props.friendlyName} (${trunk.id}) forbids transfers${targets.length > 0 ? ", so agents cannot hand callers over" : ""}`,
          remedies: [
            {
              text: `set trunk.transferMode to enable-all${targets.length > 0 ? "" : " if agents should transfer callers"}`,
            },
          ],
          fixable: context.config.trunk.transferMode === "enable-all",
        },
      ];
    },
  },
  {
    id: "transfer-target",
    severity: "error",
    needs: [],
    looksAt: ["transfer target in the config"],
    find: (context) =>
      targetsOf(context)
        .filter(({ to }) => /^sips?:\+?\d{7,15}(@|$)/.test(to) || !/^(tel|sips?):/.test(to))
        .map(({ agent, name, to }) => {
          const number = /\+?\d{7,15}/.exec(to)?.[0] ?? "+…";
          return {
            subject: configSubject(`agents.${agent}.tools.transfer_call.targets.${name}`),
            found: to,
            message: `Transfer target ${to} must be a URI`,
            remedies: [{ text: `for a phone number write tel:${number.startsWith("+") ? number : `+${number}`}` }],
          };
        }),
  },
] as const satisfies readonly Check[];

interface Target {
  readonly agent: string;
  readonly name: string;
  readonly to: string;
}

function targetsOf({ config }: DoctorContext): Target[] {
  return Object.entries(config.agents).flatMap(([agent, { tools }]) =>
    tools.flatMap((tool) =>
      tool.type === "transfer_call" ? Object.entries(tool.targets).map(([name, to]) => ({ agent, name, to })) : [],
    ),
  );
}
