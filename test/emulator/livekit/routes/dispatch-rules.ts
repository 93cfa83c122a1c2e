import {
  CreateSIPDispatchRuleRequest,
  DeleteSIPDispatchRuleRequest,
  ListSIPDispatchRuleRequest,
  ListSIPDispatchRuleResponse,
  SIPDispatchRuleInfo,
  type SIPDispatchRuleUpdate,
  UpdateSIPDispatchRuleRequest,
} from "@livekit/protocol";
import { sipAdmin } from "../auth.js";
import { checkRuleConflicts } from "../conflicts/dispatch-rules.js";
import { withAdded } from "../conflicts/with-added.js";
import { changedList, changedMap, changeMedia, upgradeMedia } from "../field-update.js";
import { withLaterFields } from "../later-fields.js";
import { listed } from "../list-page.js";
import { rpc, type Service } from "../rpc.js";
import type { DispatchRule, LiveKitStore } from "../store.js";
import { checkRequest, GoError, TwirpError } from "../twirp.js";
import { checkDispatchRule } from "../validate/dispatch-rule.js";
import { checkListUpdate } from "../validate/list-update.js";
import { checkMedia } from "../validate/media.js";
import { checkUpdateRequest } from "../validate/update-request.js";

/** The methods for dispatch rules. */
export function dispatchRules({ dispatchRules: rules, ids, laterFields }: LiveKitStore): Service {
  const find = (id: string): DispatchRule => {
    const rule = rules.get(id);
    if (!rule) throw new TwirpError("not_found", "requested sip dispatch rule does not exist");
    return rule;
  };
  const list = (
    trunkIds: readonly string[],
    ruleIds: readonly string[] = [],
    page?: ListSIPDispatchRuleRequest["page"],
  ) =>
    listed(
      rules.all(),
      ({ sipDispatchRuleId }) => sipDispatchRuleId,
      page,
      (rule) => isWanted(rule, trunkIds, ruleIds),
    );

  return {
    CreateSIPDispatchRule: rpc(CreateSIPDispatchRuleRequest, SIPDispatchRuleInfo, sipAdmin, (request) => {
      const { dispatchRule } = request;
      if (dispatchRule) upgradeMedia(dispatchRule);
      // In the deprecated form, which the SDK's create method still sends, the rule's fields belong to the request
      // itself.
      const created = dispatchRule ?? new SIPDispatchRuleInfo({ ...request });
      checkRequest(() => {
        if (created.sipDispatchRuleId !== "") throw new GoError("rule id must not be set");
        checkDispatchRule(created);
      });
      // The server filters by the trunks of the deprecated form even when the new one is used, and then finds all
      // rules.
      checkRuleConflicts(withAdded(list(request.trunkIds), created));
      created.sipDispatchRuleId = ids.next("SDR");
      return rules.insert(created);
    }),

    UpdateSIPDispatchRule: rpc(
      UpdateSIPDispatchRuleRequest,
      SIPDispatchRuleInfo,
      sipAdmin,
      ({ sipDispatchRuleId, action }) => {
        checkUpdateRequest("rule", sipDispatchRuleId, action, {
          idOf: ({ sipDispatchRuleId: id }) => id,
          replace: checkDispatchRule,
          update: checkUpdate,
        });
        const stored = find(sipDispatchRuleId);
        const updated = new SIPDispatchRuleInfo(
          action.case === "replace" ? { ...action.value, sipDispatchRuleId } : stored,
        );
        if (action.case === "update") apply(action.value, updated);
        // As with trunks, a rule that moves to other trunks is not among those compared.
        checkRuleConflicts(
          list(updated.trunkIds).map((rule) => (rule.sipDispatchRuleId === sipDispatchRuleId ? updated : rule)),
        );
        return rules.insert(updated);
      },
    ),

    ListSIPDispatchRule: rpc(
      ListSIPDispatchRuleRequest,
      ListSIPDispatchRuleResponse,
      sipAdmin,
      ({ trunkIds, dispatchRuleIds, page }) => ({ items: list(trunkIds, dispatchRuleIds, page) }),
      withLaterFields(laterFields),
    ),

    DeleteSIPDispatchRule: rpc(DeleteSIPDispatchRuleRequest, SIPDispatchRuleInfo, sipAdmin, ({ sipDispatchRuleId }) => {
      if (sipDispatchRuleId === "") throw new TwirpError("invalid_argument", "dispatch rule ID is required");
      const rule = find(sipDispatchRuleId);
      rules.delete(sipDispatchRuleId);
      return rule;
    }),
  };
}

function isWanted(rule: DispatchRule, trunkIds: readonly string[], ruleIds: readonly string[]): boolean {
  if (ruleIds.length > 0 && !ruleIds.includes(rule.sipDispatchRuleId)) return false;
  return trunkIds.length === 0 || rule.trunkIds.length === 0 || rule.trunkIds.some((id) => trunkIds.includes(id));
}

function checkUpdate(update: SIPDispatchRuleUpdate): void {
  checkListUpdate(update.trunkIds);
  checkMedia(update.media);
}

function apply(update: SIPDispatchRuleUpdate, rule: SIPDispatchRuleInfo): void {
  rule.trunkIds = changedList(rule.trunkIds, update.trunkIds);
  rule.rule = update.rule ?? rule.rule;
  rule.name = update.name ?? rule.name;
  rule.metadata = update.metadata ?? rule.metadata;
  rule.attributes = changedMap(rule.attributes, update.attributes);
  changeMedia(rule, update);
  checkDispatchRule(rule);
}
