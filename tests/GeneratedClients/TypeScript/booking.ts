import createClient from "openapi-fetch";
import type { components, paths } from "./generated/gateway.js";

// One booking's REST side with the types that openapi-typescript generated: list, read, accept, amend, report, preview.
// Arguments: the gateway's address, an API key, the id of a reservation that waits for a decision.
const [address, key, id] = process.argv.slice(2) as [string, string, string];
const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });
const path = { id };

const waiting = await client.GET("/api/v1/reservations", {
  params: { query: { status: ["RB", "CB"], needsDecision: true, sort: "changedAt", limit: 200 } },
});
check(waiting.data?.items.some((row) => row.id === id && row.state === "requested"), "the booking is in the list");

const sold = await client.GET("/api/v1/reservations/{id}", { params: { path } });
check(sold.data?.actions.includes("accept") && !sold.data.actions.includes("close"), "it can be accepted, not closed");
check(sold.data?.driver === null && sold.data.pendingChange === null, "what isn't known is null");

const tag = sold.response.headers.get("etag") ?? "";
const known = await client.GET("/api/v1/reservations/{id}", { params: { path, header: { "If-None-Match": tag } } });
check(known.response.status === 304, "what is known is 304");

const accepted = await client.POST("/api/v1/reservations/{id}/accept", {
  params: { path, header: { "If-Match": tag, "Idempotency-Key": `ts-${id}` } },
  body: { externalReference: `ts-${id}` },
});
check(accepted.data?.state === "accepted" && accepted.data.status === "RA", "it is accepted");

const stale = await client.POST("/api/v1/reservations/{id}/decline", {
  params: { path, header: { "If-Match": tag } },
  body: { reason: "Too late." },
});
const problem: components["schemas"]["ProblemDetails"] | undefined = stale.error;
check(stale.response.status === 412 && problem?.code === "stale" && problem.errors?.length === 1,
  "a decision on an older version is refused");
check(problem?.traceId === stale.response.headers.get("concur-correlationid"), "the problem has the call's correlation id");

const amended = await client.PATCH("/api/v1/reservations/{id}", {
  params: { path },
  body: { driver: { name: "Driver 7", phone: "703 555 0177" }, pickupInstructions: "Door 4" },
});
check(amended.data?.driver?.name === "Driver 7" && amended.data.externalReference === `ts-${id}`, "a driver is assigned");

const cleared = await client.PATCH("/api/v1/reservations/{id}", { params: { path }, body: { pickupInstructions: null } });
check(cleared.data?.pickupInstructions === "" && cleared.data.driver?.name === "Driver 7", "null clears one field");

const onTheWay = await client.POST("/api/v1/reservations/{id}/progress", { params: { path }, body: { state: "onTheWay" } });
check(onTheWay.data?.progress === "onTheWay", "the driver is on the way");

const found = await client.GET("/api/v1/reservations", { params: { query: { externalReference: `ts-${id}` } } });
check(found.data?.items.length === 1 && found.data.items[0]?.driver?.phone === "703 555 0177", "it is found by the supplier's own number");

const history = await client.GET("/api/v1/reservations/{id}/history", { params: { path } });
check(history.data?.items.map((entry) => entry.what).join() === "sold,bookingAccepted,amended,amended,progressed",
  "its history is complete");

const preview = await client.GET("/api/v1/reservations/{id}/cancellation-preview", { params: { path } });
check(preview.data?.currency === accepted.data?.ride.fare.currency, "a cancellation can be previewed");

function check(isTrue: boolean | undefined, what: string): asserts isTrue is true {
  if (!isTrue) throw new Error(`Not true: ${what}`);
  console.log(`  TypeScript: ${what}`);
}
