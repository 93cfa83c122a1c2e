import {
  Job,
  JobType,
  type RegisterWorkerRequest,
  Room,
  ServerMessage,
  type UpdateWorkerStatus,
  WorkerMessage,
} from "@livekit/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { FakeLiveKit } from "./livekit.js";

/** The ways in which a job can name its agent. */
interface Offer {
  readonly id: string;
  readonly room: string;
  readonly metadata?: string;
  readonly roomMetadata?: string;
}

/**
 * LiveKit's side of a worker's connection: accepts registrations on `/agent`, offers jobs, and admits nobody to a room.
 * Tests what happens before a call has a room.
 */
export class FakeAgentEndpoint extends FakeLiveKit {
  readonly registered: RegisterWorkerRequest[] = [];
  readonly updates: UpdateWorkerStatus[] = [];
  /** Jobs that the worker accepted and rejected. */
  readonly taken: string[] = [];
  readonly refused: string[] = [];
  /** How often a participant tried to join a room. */
  entries = 0;
  /** Whether a participant who joins is kept waiting instead of rejected. */
  keepsWaiting = false;
  #worker: WebSocket | undefined;
  readonly #offers = new Map<string, Job>();

  constructor() {
    super();
    const sockets = new WebSocketServer({ noServer: true });
    this.server.on("upgrade", (request, socket, head) => {
      if (request.url?.startsWith("/agent"))
        return sockets.handleUpgrade(request, socket, head, (worker) => this.#meet(worker));
      this.entries += 1;
      if (!this.keepsWaiting) socket.destroy();
    });
  }

  /** Offers a job, as the server does for a new call. */
  offer({ id, room, metadata = "", roomMetadata = "" }: Offer): void {
    const job = new Job({
      id,
      dispatchId: `AD_${id}`,
      type: JobType.JT_ROOM,
      agentName: "arkenos-agent",
      metadata,
      room: new Room({ sid: `RM_${id}`, name: room, metadata: roomMetadata }),
    });
    this.#offers.set(id, job);
    this.#send({ case: "availability", value: { job } });
  }

  override close(): void {
    this.#worker?.terminate();
    super.close();
  }

  #meet(worker: WebSocket): void {
    this.#worker = worker;
    worker.on("message", (data: Buffer) => {
      const { message } = WorkerMessage.fromBinary(new Uint8Array(data));
      if (message.case === "register") {
        this.registered.push(message.value);
        this.#send({ case: "register", value: { workerId: "AW_1" } });
      } else if (message.case === "updateWorker") this.updates.push(message.value);
      else if (message.case === "availability") {
        const { jobId, available } = message.value;
        (available ? this.taken : this.refused).push(jobId);
        const job = this.#offers.get(jobId);
        if (available && job) this.#send({ case: "assignment", value: { job, token: "token" } });
      }
    });
  }

  #send(
    message: ConstructorParameters<typeof ServerMessage>[0] extends infer Partial
      ? Partial extends { message?: infer Message }
        ? Message
        : never
      : never,
  ): void {
    this.#worker?.send(new ServerMessage({ message } as ConstructorParameters<typeof ServerMessage>[0]).toBinary());
  }
}
