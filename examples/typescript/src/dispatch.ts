// A small dispatch system: follows the gateway's event feed and accepts every ride that is requested. It reads
// GROUNDTRANSPORT_URL, such as http://localhost:5080, and GROUNDTRANSPORT_KEY, an API key with the role dispatch.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type EventPage, Gateway, Refused } from "./gateway.js";

// A pending booking that the traveller changes is replaced, and needs a decision again.
const needsDecision = new Set(["reservation.requested", "reservation.replaced"]);

async function accept(gateway: Gateway, reservation: string, version: number, idempotencyKey: string): Promise<void> {
  try {
    await gateway.accept(reservation, version, idempotencyKey);
    console.log(`${reservation} version ${version}: accepted`);
  } catch (error) {
    if (!(error instanceof Refused && [404, 409, 412].includes(error.status))) throw error;
    // Changed or decided meanwhile. If it still needs a decision, a later event says so.
    console.log(`${reservation} version ${version}: no longer pending`);
  }
}

/** Accepts what is pending now and returns the cursor for what comes: at the first start, and when the cursor has expired. */
async function catchUp(gateway: Gateway): Promise<string> {
  // First the cursor, then the list: what happens between the two is in both, and the other order would miss it.
  const cursor = (await gateway.events("end", 0)).next;
  for await (const row of gateway.requested()) await accept(gateway, row.id, row.version, `catch-up-${row.id}-${row.version}`);
  return cursor;
}

function save(file: string, cursor: string): void {
  // Replaced as a whole: a crash leaves either cursor, never half of one.
  writeFileSync(`${file}.new`, cursor);
  renameSync(`${file}.new`, file);
}

/** The next page; null if the cursor has expired. */
async function read(gateway: Gateway, cursor: string, wait: number): Promise<EventPage | null> {
  try {
    return await gateway.events(cursor, wait);
  } catch (error) {
    if (error instanceof Refused && error.status === 410) return null;
    throw error;
  }
}

async function follow(gateway: Gateway, file: string, wait: number, untilIdle: boolean): Promise<void> {
  let cursor = existsSync(file) ? readFileSync(file, "utf8") : null;
  while (true) {
    if (cursor === null) {
      cursor = await catchUp(gateway);
      save(file, cursor);
    }
    const asked = Date.now();
    const page = await read(gateway, cursor, wait);
    if (page === null) {
      console.log("The cursor has expired: reading the reservations again");
      cursor = null;
      continue;
    }
    for (const event of page.items) {
      console.log(`${event.id} ${event.type} ${event.reservation ?? ""}`);
      if (needsDecision.has(event.type)) await accept(gateway, event.reservation!, event.version!, event.id);
    }
    // Only now: after a crash the page is read again, and its idempotency keys make the repeated accepts harmless.
    cursor = page.next;
    save(file, cursor);
    if (page.items.length > 0) continue;
    if (untilIdle) return;
    // A node that is stopping ends the wait early.
    await sleep(Math.max(0, 1000 - (Date.now() - asked)));
  }
}

const { values: options } = parseArgs({
  options: { cursor: { type: "string", default: "cursor.txt" }, "until-idle": { type: "boolean", default: false } },
});
const { GROUNDTRANSPORT_URL: url, GROUNDTRANSPORT_KEY: key } = process.env;
if (!url || !key) throw new Error("Set GROUNDTRANSPORT_URL and GROUNDTRANSPORT_KEY.");
const untilIdle = options["until-idle"];
await follow(new Gateway(url, key), options.cursor, untilIdle ? 1 : 30, untilIdle);
