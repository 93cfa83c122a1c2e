import type { z } from "zod";
import { findExisting } from "./adopt.js";
import { type Checked, check, plain } from "./check.js";
import { type Difference, diff, read } from "./diff.js";
import { NotFoundError, ProviderError, UnfinishedError } from "./errors.js";
import { creating } from "./retry.js";
import type { Session } from "./session.js";
import type { Setting } from "./settings.js";
import { type AnySpec, parentId } from "./spec.js";

/** Data as Pulumi hands it over. It always carries `__provider`. */
export type Data = Record<string, unknown>;

/** The configuration namespace of every stack, whatever its project is called. */
export const NAMESPACE = "arkenos";

/** What Pulumi's dynamic provider server calls, for one kind of object. */
export interface Lifecycle {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Data, news: Data): Promise<Checked>;
  diff(id: string, olds: Data, news: Data): Promise<Difference>;
  create(inputs: Data): Promise<{ id: string; outs: Data }>;
  read(id: string, state: Data): Promise<{ id: string; props: Data; inputs?: Data }>;
  update(id: string, olds: Data, news: Data): Promise<{ outs: Data }>;
  delete(id: string, state: Data): Promise<void>;
}

/** Derives the lifecycle of a kind of object from its spec. Plain data in, plain data out. */
export function lifecycle(spec: AnySpec, session: Session): Lifecycle {
  const parse = (data: Data): Data => spec.props.parse(pick(data, Object.keys(spec.props.shape)));
  const listing = (client: unknown, id: string) => spec.listing(client, parentId(id));
  const isElsewhere = (state: Data) => state.account !== undefined && state.account !== session.account(spec.cloud);

  const settled = async (client: unknown, wire: unknown, props: Data, before: Data = {}) => {
    const { id, attrs } = spec.fromWire(wire);
    await listing(client, id).put(wire);
    const kept = pick(before, Object.keys(spec.attrs.shape));
    return { id, outs: plain({ ...kept, ...props, ...attrs, account: session.account(spec.cloud) }) };
  };

  const orLate = async (client: unknown, props: Data, provider: unknown, make: () => Promise<unknown>) => {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof UnfinishedError)) throw error;
      const { id, outs } = await settled(client, error.wire, props);
      throw Object.assign(new ProviderError(error.message), {
        id,
        properties: { ...outs, __provider: provider },
        reasons: [error.message],
      });
    }
  };

  return {
    async configure({ config }) {
      session.configure((name: Setting) => config.get(`${NAMESPACE}:${name}`));
      session.stackNumbers.configure((key) => config.get(`${NAMESPACE}:${key}`));
    },

    async check(olds, news) {
      const { __provider, ...inputs } = news;
      if (Object.keys(olds).length === 0 && inputs.adopt === "by-name") session.say(ADOPTION);
      return check(spec, inputs, session);
    },

    async diff(_id, olds, news) {
      return diff(spec, olds, news, session.account(spec.cloud));
    },

    async create(inputs) {
      const props = parse(inputs);
      const client = await session.client(spec.cloud);
      const find = () => findExisting(spec, session, client, props);
      const refind = () => {
        spec.listing(client, spec.parentOf?.(props) ?? "").forget();
        return find();
      };
      const wire = await orLate(client, props, inputs.__provider, async () => {
        const found = await find();
        const { wire, isNew } =
          found === undefined
            ? await creating(() => spec.create(client, props), refind)
            : { wire: found, isNew: false };
        // Of an object that was only found, neither its sub-resources nor what is never read back are known to be right.
        return isNew || !spec.update ? wire : spec.update(client, spec.fromWire(wire).id, props, {});
      });
      const { id, outs } = await settled(client, wire, props);
      session.claim(`${spec.type} ${id}`);
      return { id, outs };
    },

    async read(id, state) {
      if (isElsewhere(state)) {
        session.say(
          `${spec.type} ${id} is on ${state.account}, whose credentials this stack no longer has: not refreshed`,
        );
        return { id, props: state };
      }
      const client = await session.client(spec.cloud);
      const wire = await listing(client, id).find(id);
      if (wire === undefined) return { id: "", props: {} };
      const { props: live, attrs } = spec.fromWire(wire, state);
      const inputs = observe(spec, state, live);
      return {
        id,
        props: plain({ ...state, ...inputs, ...attrs }),
        inputs: plain({ ...inputs, __provider: state.__provider }),
      };
    },

    async update(id, olds, news) {
      const props = parse(news);
      const client = await session.client(spec.cloud);
      const { update } = spec;
      if (!update) throw new ProviderError(`${spec.type} ${id} cannot be changed in place`);
      const change = () => update(client, id, props, olds).catch((error: unknown) => gone(spec, id, error));
      const wire = await orLate(client, props, news.__provider, change);
      const { outs } = await settled(client, wire, props, olds);
      return { outs };
    },

    async delete(id, state) {
      if (isElsewhere(state)) {
        session.say(
          `${spec.type} ${id} stays on ${state.account}: this stack no longer has that account's credentials. Delete it there by hand`,
        );
        return;
      }
      // A renamed or replaced resource has just taken the very object that this one stood for.
      if (session.isClaimed(`${spec.type} ${id}`)) return;
      const client = await session.client(spec.cloud);
      const kept = await spec.keeps?.(client, id, state, session.stackNumbers);
      const act = kept === undefined ? spec.delete : spec.letGo;
      const remark = await act?.(client, id, state).catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) throw error;
      });
      if (typeof remark === "string") session.say(remark);
      if (kept !== undefined) return session.say(kept);
      if (!spec.survives) await listing(client, id).drop(id);
    },
  };
}

const ADOPTION =
  'adopt: "by-name" takes over objects that already exist under the names of this stack; pulumi destroy will then delete them (never a phone number)';

/** The props as the cloud shows them, where the state manages them and the cloud shows them at all. */
function observe(spec: AnySpec, state: Data, live: Data): Data {
  const fields = Object.entries(spec.props.shape as Record<string, z.ZodType>);
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const last = read(field, state[name]);
      const blind = field.meta()?.local || field.meta()?.writeOnly || last === undefined || live[name] === undefined;
      return [name, blind ? last : live[name]];
    }),
  );
}

function pick(data: Data, names: string[]): Data {
  return Object.fromEntries(names.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]));
}

function gone(spec: AnySpec, id: string, error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  throw new ProviderError(`${spec.type} ${id} was deleted behind the stack's back; pulumi up --refresh makes it again`);
}
