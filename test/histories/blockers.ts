import { adoptables } from "./adoption.js";
import { keyOf } from "./change.js";
import { accountOf } from "./clouds.js";
import { deleteTrunk } from "./by-hand.js";
import { derivedFor, isOfSpareTrunk, mayTake } from "./evidence.js";
import { SPARE_TRUNKS } from "./spare-trunks.js";
import type { Stack } from "./stack.js";
import { idsOf } from "./state.js";
import { unproven } from "./unproven.js";
import type { World } from "./world.js";

/** A good reason to refuse a stack, and a person's remedy. */
export interface Blocker {
  readonly why: string;
  readonly remedy: () => void;
}

/**
 * Every good reason to refuse a stack's config: an object belongs to another owner, or is not provably the stack's own.
 */
export function blockersOf(world: World, stack: Stack): Blocker[] {
  const looks = [
    numberBlockers,
    lineBlockers,
    ruleBlockers,
    nameBlockers,
    idBlockers,
    aliasBlockers,
    lostBlockers,
    twinBlockers,
  ];
  return looks.flatMap((look) => look(world, stack));
}

/**
 * Whether an object belongs to a stack: a shared object does not once the stack's state has lost it and no evidence is
 * left.
 */
function stillHolds({ clouds, ledger }: World, stack: Stack, key: string): boolean {
  const [shelf = "", ...path] = key.split("/");
  const id = path.join("/");
  const before = clouds.shelf(shelf)?.get(id);
  if (!ledger.has(key, stack.actor) || before === undefined) return ledger.has(key, stack.actor);
  if (ledger.holders(key).size === 1 || stack.state.all.some((kept) => idsOf(kept).includes(id))) return true;
  return mayTake(stack, { shelf, id, before, after: before }, clouds, ledger);
}

/**
 * A list that lagged hid the stack's trunk right after its creation, and the state was lost: the killed run made a
 * second one, and the stack may take both.
 */
function twinBlockers({ clouds, ledger }: World, stack: Stack): Blocker[] {
  const { config, state, wasMisled } = stack;
  if (!wasMisled || config.adoptIds?.elasticTrunk || state.get(`${config.topology}-trunk`)) return [];
  const twins = clouds.twilio.store.trunks
    .all()
    .filter((trunk) => ledger.has(`twilio.trunks/${trunk.sid}`, stack.actor))
    .filter((trunk) =>
      mayTake(stack, { shelf: "twilio.trunks", id: trunk.sid, before: trunk, after: trunk }, clouds, ledger),
    );
  const [first, second] = twins.map(({ sid }) => sid);
  if (first === undefined || second === undefined) return [];
  const remedy = () => (stack.config = { ...config, adoptIds: { ...config.adoptIds, elasticTrunk: first } });
  return [{ why: `${first} and ${second} are both the stack's`, remedy }];
}

/** Whether a search of the stack finds nothing: it skips the numbers in the config. */
export function isSoldOut({ clouds }: World, { config }: Stack): boolean {
  return clouds.twilio.store.available.all().every(({ phoneNumber }) => phoneNumber in config.numbers);
}

function numberBlockers(world: World, stack: Stack): Blocker[] {
  const { clouds, ledger, stacks } = world;
  const { twilio } = clouds;
  const edit = (number: string, settings: object | undefined) => {
    const { [number]: before, ...others } = stack.config.numbers;
    stack.config = {
      ...stack.config,
      numbers: settings ? { ...others, [number]: { ...before, ...settings } } : others,
    };
  };
  const hasNoLine = stack.config.line && stack.line === undefined && isSoldOut(world, stack);
  const line = { why: "no number is for sale", remedy: () => (stack.config = { ...stack.config, line: undefined }) };
  const ofNumbers = Object.entries(stack.config.numbers).flatMap(([number, { move, purchase }]): Blocker[] => {
    const [owned] = twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === number);
    const isHere = owned?.accountSid === accountOf(stack.config.place);
    if (!isHere && (owned || !purchase || !twilio.store.available.get(number)))
      return [
        { why: `${number} is not of the account, and not for sale to it`, remedy: () => edit(number, undefined) },
      ];
    const searcher = stacks.find(({ line }) => line?.number === number);
    const isHeld = stack.state.all.some(
      ({ noun, name, outs }) => name !== "line" && noun === "PhoneNumber" && outs.phoneNumber === number,
    );
    if (owned && purchase && searcher && !(searcher === stack && isHeld))
      return [{ why: `${number} was bought by a search of ${searcher.actor}`, remedy: () => edit(number, undefined) }];
    const holder = owned?.trunkSid ? `twilio.trunks/${owned.trunkSid}` : undefined;
    if (holder === undefined || stillHolds(world, stack, holder) || move) return [];
    const isStacks = [...ledger.holders(holder)].some((actor) => actor.length === 1);
    return [{ why: `${number} is on ${holder}`, remedy: () => edit(number, isStacks ? undefined : { move: true }) }];
  });
  return hasNoLine ? [...ofNumbers, line] : ofNumbers;
}

/** LiveKit has one trunk per number. */
function lineBlockers(world: World, stack: Stack): Blocker[] {
  const { clouds, ledger } = world;
  const { name } = clouds.projects[stack.config.place] ?? { name: "" };
  const { store } = clouds.project(stack.config.place);
  return store.inboundTrunks.all().flatMap(({ sipTrunkId, numbers }): Blocker[] => {
    const taken = numbers.filter((number) => number in stack.config.numbers);
    const holders = [...ledger.holders(`${name}.inboundTrunks/${sipTrunkId}`)];
    if (taken.length === 0 || stillHolds(world, stack, `${name}.inboundTrunks/${sipTrunkId}`)) return [];
    const others = holders.filter((actor) => actor.length === 1);
    const { numbers: wanted } = stack.config;
    const without = Object.fromEntries(Object.entries(wanted).filter(([number]) => !taken.includes(number)));
    return [
      {
        why: `LiveKit's ${sipTrunkId} of ${holders.join(" and ") || "nobody"} has ${taken.join(", ")}`,
        remedy: () => {
          if (others.length > 0) stack.config = { ...stack.config, numbers: without };
          else world.byHand(() => store.inboundTrunks.delete(sipTrunkId));
        },
      },
    ];
  });
}

/** Another rule takes the calls of a trunk that the stack has adopted, and the stack's own rule exists already. */
function ruleBlockers(world: World, { config, state, actor }: Stack): Blocker[] {
  const { clouds, ledger } = world;
  const { name } = clouds.projects[config.place] ?? { name: "" };
  const { store } = clouds.project(config.place);
  const trunk = state.get(`${config.topology}-inbound`)?.id;
  if (trunk === undefined || state.get(`${config.topology}-rule`) === undefined) return [];
  return store.dispatchRules
    .all(({ sipDispatchRuleId, trunkIds }) => {
      const isHeld = ledger.has(`${name}.dispatchRules/${sipDispatchRuleId}`, actor);
      return trunkIds.includes(trunk) && !isHeld;
    })
    .map(({ sipDispatchRuleId }) => ({
      why: `${sipDispatchRuleId} takes the calls of ${trunk}`,
      remedy: () => world.byHand(() => void store.dispatchRules.delete(sipDispatchRuleId)),
    }));
}

/** Another owner's object has a name or a marker of this stack's. */
function nameBlockers(world: World, stack: Stack): Blocker[] {
  const { clouds } = world;
  const { place, namePrefix, project, stack: name, topology } = stack.config;
  const { store: livekit } = clouds.project(place);
  const { store: twilio } = clouds.twilio;
  const cloud = clouds.projects[place]?.name ?? "";
  const here = <T extends { readonly accountSid: string }>(all: readonly T[]) =>
    all.filter(({ accountSid }) => accountSid === accountOf(place));
  const held = (key: string) => stillHolds(world, stack, key);
  const lines = [
    ...livekit.inboundTrunks.all().map((trunk) => ["inboundTrunks", trunk] as const),
    ...livekit.outboundTrunks.all().map((trunk) => ["outboundTrunks", trunk] as const),
  ].filter(([shelf, { sipTrunkId }]) => !held(`${cloud}.${shelf}/${sipTrunkId}`));
  const trunks = here(twilio.trunks.all(({ sid }) => !held(`twilio.trunks/${sid}`)));
  const marked = [
    ...lines.filter(([, { metadata }]) => metadata.includes(`"${project}/${name}/${topology}-`)),
    ...trunks.filter(({ domainName }) => derivedFor(stack.config, domainName) !== undefined),
  ];
  const named = [
    ...lines.map(([, trunk]) => trunk.name),
    ...livekit.dispatchRules
      .all(({ sipDispatchRuleId }) => !held(`${cloud}.dispatchRules/${sipDispatchRuleId}`))
      .map((rule) => rule.name),
    ...trunks.map((trunk) => trunk.friendlyName ?? ""),
    ...here(twilio.credentialLists.all(({ sid }) => !held(`twilio.credentialLists/${sid}`))).map(
      (list) => list.friendlyName,
    ),
  ].filter((other) => other.startsWith(`${namePrefix} `));
  const blockers: Blocker[] = [];
  if (named.length > 0)
    blockers.push({
      why: `somebody else's objects are called ${named.join(", ")}`,
      remedy: () => (stack.config = { ...stack.config, namePrefix: `Solo ${stack.actor}` }),
    });
  if (marked.length > 0)
    blockers.push({
      why: `somebody else's trunks bear the marker, or the domain, of ${project}/${name}`,
      remedy: () => (stack.config = { ...stack.config, stack: `solo-${stack.actor.toLowerCase()}` }),
    });
  return blockers;
}

/** The config names an object by an id that does not exist, or that belongs to another owner. */
function idBlockers({ clouds, ledger }: World, stack: Stack): Blocker[] {
  const there = adoptables(clouds, stack.config.place);
  const remedy = () => (stack.config = { ...stack.config, adoptIds: undefined });
  return Object.entries(stack.config.adoptIds ?? {}).flatMap(([key, id]): Blocker[] => {
    const trunkSid = stack.state.get(`${stack.config.topology}-trunk`)?.id;
    const kept = stack.state.all.find((each) => idsOf(each).includes(id));
    const isElsewhere = key === "originationUrl" && !kept?.id.startsWith(`${trunkSid}/`);
    if (kept && SPARE_TRUNKS.includes(kept.name)) return [{ why: `${id} is ${kept.name}'s`, remedy }];
    if (kept) return isElsewhere ? [{ why: `${id} is not on the trunk that is to have it`, remedy }] : [];
    const named = there.find((each) => each.key === key && each.id === id);
    const before = named && clouds.shelf(named.shelf)?.get(id);
    if (!named || !before) return [{ why: `there is no ${key} ${id}`, remedy }];
    const isFree =
      !isOfSpareTrunk(stack, id, before, clouds) &&
      mayTake(stack, { shelf: named.shelf, id, before, after: before }, clouds, ledger);
    return isFree ? [] : [{ why: `${key} ${id} is not the stack's to take`, remedy }];
  });
}

/** The topology was renamed, and its resources have no alias. */
function aliasBlockers(_world: World, stack: Stack): Blocker[] {
  const { topology } = stack.config;
  const other = topology === "telephony" ? "phones" : "telephony";
  if (!stack.state.all.some(({ name }) => name.startsWith(`${other}-`))) return [];
  const why = `its resources were called ${other}-… before, and have no alias`;
  return [{ why, remedy: () => stack.state.rename(other, topology) }];
}

/** The stack's own objects that its state and all evidence have lost. */
function lostBlockers(world: World, stack: Stack): Blocker[] {
  return unproven(world, stack).map((change) => ({
    why: `${keyOf(change)} was lost, and nothing proves its owner`,
    remedy: () =>
      world.byHand(() => {
        if (change.shelf === "twilio.trunks") deleteTrunk(world.clouds, change.id);
        else world.clouds.shelf(change.shelf)?.delete(change.id);
      }),
  }));
}
