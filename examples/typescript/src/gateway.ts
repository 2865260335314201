import { setTimeout as sleep } from "node:timers/promises";

/** One entry of the feed; `data` is the reservation at that version. */
export interface FeedEvent {
  id: string;
  type: string;
  reservation: string | null;
  version: number | null;
  data: Record<string, unknown>;
}

export interface ReservationRow {
  id: string;
  version: number;
}

interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface EventPage extends Page<FeedEvent> {
  next: string;
}

/** The gateway answered with a 4xx: the same call would be refused again. */
export class Refused extends Error {
  constructor(readonly status: number, body: string) {
    super(`HTTP ${status}: ${body}`);
  }
}

/** The gateway's REST API. */
export class Gateway {
  constructor(private readonly url: string, private readonly key: string) {}

  /** One page of the feed; without events after `wait` seconds it is empty. */
  events(after: string, wait: number): Promise<EventPage> {
    return this.call("GET", `/api/v1/events?${new URLSearchParams({ after, wait: `${wait}` })}`, {}, wait + 30);
  }

  /** Every reservation whose booking waits for a decision. */
  async *requested(): AsyncGenerator<ReservationRow> {
    const query = new URLSearchParams({ state: "requested", limit: "200" });
    while (true) {
      const page = await this.call<Page<ReservationRow>>("GET", `/api/v1/reservations?${query}`);
      yield* page.items;
      if (page.next === null) return;
      query.set("cursor", page.next);
    }
  }

  async accept(reservation: string, version: number, idempotencyKey: string): Promise<void> {
    const headers = { "If-Match": `"${version}"`, "Idempotency-Key": idempotencyKey };
    await this.call("POST", `/api/v1/reservations/${reservation}/accept`, headers);
  }

  /** The answer's JSON. The call is repeated until it is answered: each one here may be sent more than once. */
  private async call<Answer>(method: string, path: string, headers: Record<string, string> = {}, timeout = 60): Promise<Answer> {
    const address = new URL(path, this.url);
    for (let failures = 0; ; failures++) {
      let reason: string;
      let pause = Math.min(2 ** failures, 30);
      try {
        const response = await fetch(address, {
          method,
          headers: { Authorization: `Bearer ${this.key}`, ...headers },
          signal: AbortSignal.timeout(timeout * 1000),
        });
        if (response.ok) return (await response.json()) as Answer;
        if (response.status < 500 && response.status !== 429) throw new Refused(response.status, await response.text());
        reason = `HTTP ${response.status}`;
        pause = Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || pause;
      } catch (error) {
        if (error instanceof Refused) throw error;
        reason = `connection lost: ${error instanceof Error ? (error.cause ?? error) : error}`;
      }
      console.error(`${method} ${path}: ${reason}; again in ${pause} s`);
      await sleep(pause * 1000);
    }
  }
}
