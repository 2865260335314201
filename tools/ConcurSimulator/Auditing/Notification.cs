using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurSimulator.Received;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Auditing;

/// <summary>A status that Concur received, in the reply to one of its requests or in a PostBack that it took or may have taken.</summary>
/// <param name="Message">The request's name, or PostBack: messages write the same status differently.</param>
public sealed record Notification(string ReservationId, DateTimeOffset At, string Message, string Status)
{
    public const string PostBack = "PostBack";

    private static readonly string[] Requests =
        [MessageNames.Sell, MessageNames.ReservationDetail, MessageNames.Update, MessageNames.Cancel];

    /// <summary>The acknowledged requests in a file of <c>book --record</c>. A line that was cut off is skipped.</summary>
    public static IEnumerable<Notification> ReadOperations(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            JsonNode? operation;
            try
            {
                operation = JsonNode.Parse(line);
            }
            catch (JsonException)
            {
                continue;
            }
            if ((string?)operation?["outcome"] == "ok" && Requests.Contains((string?)operation["message"])
                && (string?)operation["reservationId"] is { Length: > 0 } id)
            {
                yield return new Notification(
                    id, (DateTimeOffset)operation["at"]!, (string)operation["message"]!, (string?)operation["status"] ?? "");
            }
        }
    }

    /// <summary>The answers by which Concur says for certain that it hasn't taken a PostBack.</summary>
    private static readonly string[] DefiniteNo =
        [Delivery.Rejected, "error", "400", "401", "403", "404", "405", "409", "410", "429", "503"];

    /// <summary>
    /// The PostBacks in the document that <c>serve</c> returns that Concur has taken, or may have taken: a 500, a timeout, a reset and
    /// garbage leave it open.
    /// </summary>
    public static IEnumerable<Notification> ReadPostBacks(JsonNode received) => received["reservations"]!.AsArray()
        .SelectMany(reservation => reservation!["deliveries"]!.AsArray())
        .Where(delivery => (bool)delivery!["acknowledged"]! || !DefiniteNo.Contains((string)delivery["response"]!))
        .Select(delivery => new Notification(
            (string)delivery!["reservationId"]!, (DateTimeOffset)delivery["receivedAt"]!, PostBack, (string)delivery["status"]!));

    /// <summary>Whether this is how <see cref="Message"/> writes the status of the reservation.</summary>
    public bool Matches(string actualStatus) => Status == Message switch
    {
        MessageNames.Sell => actualStatus is "RB" or "RD" ? actualStatus : "RA",
        MessageNames.ReservationDetail => actualStatus switch { "CB" => "RB", "CA" or "CD" or "RC" => "RA", _ => actualStatus },
        _ => actualStatus,
    };
}
