import { NotFoundError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { Session } from "./session.js";
import { parentId } from "./object-id.js";
import type { AnySpec } from "./spec.js";

/**
 * Deletes a resource's object, unless others depend on it by now. An object that stays loses what this stack put on it,
 * and is deleted after all if the same run deletes what it stayed for.
 */
export async function deleteOrKeep(
  spec: AnySpec,
  session: Session,
  client: unknown,
  id: string,
  state: Readonly<Record<string, unknown>>,
): Promise<void> {
  const remove = async () => {
    await new LastAct(session, spec, state.owner ?? id).deleting(id);
    await spec.delete(client, id, state, session).catch(unlessGone);
    if (!spec.survives) await spec.listing(client, parentId(id)).drop(id);
  };
  const reason = await spec.keeps?.(client, id, state, session);
  if (reason === undefined) {
    await session.kept.leaving(`${spec.type} ${id}`);
    return remove();
  }
  await spec.cleanUp?.(client, id, state, session).catch(unlessGone);
  session.say(reason);
  session.kept.keep(spec.keptFor?.(state) ?? [], async () => {
    await remove();
    session.say({
      code: "deleted_after_all",
      message: `${spec.type} ${id} was deleted with the objects that used it`,
    });
  });
}

function unlessGone(error: unknown): void {
  if (!(error instanceof NotFoundError)) throw error;
}
