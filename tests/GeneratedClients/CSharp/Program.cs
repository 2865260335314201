using System.Net.Http.Headers;
using GroundTransport.GeneratedClients;

// One booking's REST side with the client that NSwag generated: list, read, accept, amend, report, preview.
// Arguments: the gateway's address, an API key, the id of a reservation that waits for a decision.
var (address, key, id) = (args[0], args[1], args[2]);
using var http = new HttpClient { BaseAddress = new Uri(address) };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
var client = new GatewayClient(http);

var waiting = await client.ListReservationsAsync(
    status: [ReservationStatus.RB, ReservationStatus.CB], needsDecision: true, sort: ReservationSort.ChangedAt, limit: 200);
Check(waiting.Items.Any(row => row.Id == id && row.State == ReservationState.Requested), "the booking is in the list");

var sold = await client.GetReservationAsync(id);
Check(sold.Actions.Contains(SupplierAction.Accept) && !sold.Actions.Contains(SupplierAction.Close), "it can be accepted, not closed");
Check(sold.Driver is null && sold.PendingChange is null && sold.Ride.Pickup.Kind == StopKind.Address, "what isn't known is null");

var tag = $"\"{sold.Version}\"";
var accepted = await client.AcceptReservationAsync(id, tag, body: new AcceptBody { ExternalReference = $"cs-{id}" });
Check(accepted is { State: ReservationState.Accepted, Status: ReservationStatus.RA }, "it is accepted");

try
{
    await client.DeclineReservationAsync(id, tag, new ReasonBody { Reason = "Too late." });
    Check(false, "a decision on an older version is refused");
}
catch (ApiException<ProblemDetails> stale)
{
    Check(stale is { StatusCode: 412, Result: { Code: "stale", Errors.Count: 1 } }, "a decision on an older version is refused");
    Check(stale.Result.TraceId == stale.Headers["concur-correlationid"].Single(), "the problem has the call's correlation id");
}

var amended = await client.AmendReservationAsync(id, new AmendBody
{
    Driver = new DriverBody { Name = "Driver 7", Phone = "703 555 0177" },
    PickupInstructions = "Door 4",
});
Check(amended is { Driver.Name: "Driver 7", PickupInstructions: "Door 4" }, "a driver is assigned");
Check(amended.ExternalReference == $"cs-{id}", "what wasn't amended stays");

var assigned = await client.ReportProgressAsync(id, new ProgressBody { State = Progress.OnTheWay });
Check(assigned is { Progress: Progress.OnTheWay, Driver.Phone: "703 555 0177" }, "the driver is on the way");

var found = await client.ListReservationsAsync(externalReference: $"cs-{id}");
Check(found.Items.Single() is { Driver.Name: "Driver 7", Progress: Progress.OnTheWay }, "it is found by the supplier's own number");

var history = await client.GetHistoryAsync(id);
Check(string.Join(' ', history.Items.Select(entry => entry.What)) == "sold bookingAccepted amended progressed", "its history is complete");

var preview = await client.PreviewCancellationAsync(id);
Check(preview.Currency == accepted.Ride.Fare.Currency && preview.Fee >= 0, "a cancellation can be previewed");
return 0;

static void Check(bool isTrue, string what)
{
    if (!isTrue)
        throw new InvalidOperationException($"Not true: {what}");
    Console.WriteLine($"  C#: {what}");
}
