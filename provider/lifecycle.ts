import { type Checked, check, plain } from "./check.js";
import { findOrCreate } from "./creation.js";
import { deleteOrKeep } from "./deletion.js";
import { type Difference, diff } from "./diff.js";
import { LateError, NotFoundError, ProviderError, UnfinishedError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { ProblemDetail } from "./problem.js";
import { splitLocal } from "./local.js";
import { deletedOutside, takenOver } from "./refusal.js";
import { isLookup, refreshed } from "./refreshed.js";
import type { Session } from "./session.js";
import type { Setting } from "./settings.js";
import { parentId } from "./object-id.js";
import type { AnySpec } from "./spec.js";

/** Data as Pulumi passes it. It always contains `__provider`. */
export type Data = Record<string, unknown>;

/** The config namespace of every stack, regardless of its project's name. */
export const NAMESPACE = "arkenos";

/** The request that passes the stack's config. */
interface Configuration {
  /** The decrypted config. */
  config: {
    /** The value of a key, with its namespace. */
    get(key: string): string | undefined;
  };
}

/** An object, as the state records it. */
interface Recorded {
  /** The cloud's id, after that of the parent if there is one. */
  id: string;
  /** The props and attributes after a call. */
  outs: Data;
  /** The props and attributes that were read. */
  props: Data;
  /** The inputs that match the object. */
  inputs?: Data;
}

/** What Pulumi calls for one kind of object. Problems stay data here; `served` converts them to text. */
export interface Lifecycle {
  /** Stores the credentials. */
  configure(request: Configuration): Promise<void>;
  /** Validates the props and reports what is wrong with them. */
  check(olds: Data, news: Data): Promise<Checked>;
  /** Reports what would change, and whether it can change in place. */
  diff(id: string, olds: Data, news: Data): Promise<Difference>;
  /** Creates the object, or finds the one that an earlier attempt created. */
  create(inputs: Data): Promise<Pick<Recorded, "id" | "outs">>;
  /** Reads the object from the cloud. The id is empty if the object no longer exists. */
  read(id: string, state: Data): Promise<Pick<Recorded, "id" | "props" | "inputs">>;
  /** Changes the object in place. */
  update(id: string, olds: Data, news: Data): Promise<Pick<Recorded, "outs">>;
  /** Deletes the object, unless others depend on it now. */
  delete(id: string, state: Data): Promise<void>;
}

/** Derives the lifecycle of a kind of object from its spec. */
export function lifecycle(spec: AnySpec, session: Session): Lifecycle {
  const parse = (data: Data): Data => spec.props.parse(pick(data, Object.keys(spec.props.shape)));
  const listing = (client: unknown, id: string) => spec.listing(client, parentId(id));
  const keyOf = (id: string) => `${spec.type} ${id}`;
  const lastAct = (id: string, { owner }: Data) => new LastAct(session, spec, owner ?? id);

  /** A different address means a different account, unless the object is there: ids are globally unique. */
  const isOnOtherAccount = async (id: string, { account, owner }: Data) => {
    const now = session.account(spec.cloud);
    if (account === undefined || now === undefined || account === now) return false;
    if (!spec.cloud.hasAliases) return true;
    // This run has created another object under that id.
    if (session.holders.outlives(keyOf(id), owner)) return true;
    return (await listing(await session.client(spec.cloud), id).find(id)) === undefined;
  };

  const settled = async (client: unknown, wire: unknown, props: Data, before: Data = {}) => {
    const { id, attrs } = spec.fromWire(wire);
    await listing(client, id).put(wire);
    const kept = pick(before, Object.keys(spec.attrs.shape));
    return { id, outs: plain({ ...kept, ...props, ...attrs, account: session.account(spec.cloud) }) };
  };

  const keepingUnfinished = async (client: unknown, props: Data, provider: unknown, make: () => Promise<unknown>) => {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof UnfinishedError)) throw error;
      const { id, outs } = await settled(client, error.wire, props);
      throw new LateError(error, { id, properties: { ...outs, __provider: provider } });
    }
  };

  return {
    async configure({ config }) {
      session.configure((name: Setting) => config.get(`${NAMESPACE}:${name}`));
      session.stackNumbers.configure((key) => config.get(`${NAMESPACE}:${key}`));
    },

    async check(olds, news) {
      const { __provider, ...inputs } = news;
      session.holders.want(spec.type, inputs.owner);
      if (Object.keys(olds).length === 0 && inputs.adopt === "by-name") session.say(ADOPTION);
      return check(spec, inputs, session);
    },

    async diff(id, olds, news) {
      const elsewhere = await isOnOtherAccount(id, olds);
      const difference = diff(spec, olds, news, elsewhere ? session.account(spec.cloud) : undefined);
      if (difference.replaces.length > 0) session.holders.giveUp(keyOf(id), [olds.owner, news.owner]);
      else session.holders.hold(keyOf(id), news.owner);
      return difference;
    },

    async create(inputs) {
      const props = parse(inputs);
      const client = await session.client(spec.cloud);
      const wire = await keepingUnfinished(client, props, inputs.__provider, () =>
        findOrCreate(spec, session, client, props),
      );
      const { id, outs } = await settled(client, wire, props);
      session.holders.take(keyOf(id), props.owner);
      const last = lastAct(id, props);
      await (spec.survives ? last.ended() : last.created(id));
      return { id, outs };
    },

    async read(id, state) {
      session.holders.noteRead(keyOf(id));
      if (await isOnOtherAccount(id, state)) {
        session.say({
          code: "not_refreshed",
          message: `${spec.type} ${id} is in account ${state.account}, whose credentials this stack no longer has: not refreshed`,
        });
        return { id, props: state };
      }
      const client = await session.client(spec.cloud);
      // A lagging list may miss a new object, or still show a deleted one.
      const isDoubtful = await lastAct(id, state).mayBeGone(id);
      const listed = isDoubtful ? undefined : await listing(client, id).find(id);
      const wire = listed ?? (await listing(client, id).look(id));
      if (wire === undefined) return { id: "", props: {} };
      const newer = spec.newerFields?.(client, wire) ?? [];
      if (newer.length > 0) session.say(newerFieldsNotice(spec, id, newer));
      const ours = spec.withoutOthers && !isLookup(state) ? await spec.withoutOthers(wire, state, session) : wire;
      const { props: live, attrs } = spec.fromWire(ours, state);
      const inputs = refreshed(spec, state, live);
      return {
        id,
        props: plain({ ...state, ...inputs, ...attrs, account: session.account(spec.cloud) }),
        inputs: plain({ ...inputs, __provider: state.__provider }),
      };
    },

    async update(id, olds, news) {
      const props = parse(news);
      const client = await session.client(spec.cloud);
      const { update } = spec;
      if (!update)
        throw new ProviderError({ code: "not_changeable", message: `${spec.type} ${id} cannot be changed in place` });
      const current = spec.otherOwner && (await listing(client, id).find(id));
      // The object of a renamed or imported resource still carries the marker that the state knows.
      const otherThan = (owner: unknown) => current && spec.otherOwner?.(current, { ...props, owner });
      const other = otherThan(props.owner) && otherThan(olds.owner);
      if (other) throw new ProviderError(takenOver(spec, id, other));
      const { sent, local } = splitLocal(spec.props.shape, props);
      const change = () =>
        update(client, id, sent, olds, { local, run: session }).catch((error: unknown) => gone(spec, id, error));
      const wire = await keepingUnfinished(client, props, news.__provider, change);
      const { outs } = await settled(client, wire, props, olds);
      return { outs };
    },

    async delete(id, state) {
      if (await isOnOtherAccount(id, state)) {
        session.say({
          code: "left_on_account",
          message: `${spec.type} ${id} stays in account ${state.account}: this stack no longer has that account's credentials`,
          remedy: "Delete it there by hand",
        });
        return;
      }
      // A renamed or replaced resource now holds this object.
      if (session.holders.outlives(keyOf(id), state.owner)) return;
      const client = await session.client(spec.cloud);
      await deleteOrKeep(spec, session, client, id, state);
    },
  };
}

const ADOPTION: ProblemDetail = {
  /** A stack with `adopt: by-name` takes over objects that already exist under its names. */
  code: "adopts_by_name",
  message: 'adopt: "by-name" takes over objects that already exist under the names of this stack',
  remedy: "pulumi destroy will then delete them (never a phone number)",
};

function pick(data: Data, names: string[]): Data {
  return Object.fromEntries(names.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]));
}

function newerFieldsNotice(spec: AnySpec, id: string, fields: readonly string[]): ProblemDetail {
  return {
    code: "newer_fields",
    message: `${spec.type} ${id} has settings that this version of @arkenos/provider does not know (${fields.join(", ")}): updates keep them as they are`,
  };
}

function gone(spec: AnySpec, id: string, error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  throw new ProviderError(deletedOutside(spec, id));
}
