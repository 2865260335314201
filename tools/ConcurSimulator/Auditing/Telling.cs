using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConcurSimulator.Auditing;

/// <summary>One time that Concur was told a status: by the reply to a call of its own, or by a PostBack that it acknowledged.</summary>
/// <param name="Message">The call's name, or PostBack: each says the same status in its own way.</param>
public sealed record Telling(string ReservationId, DateTimeOffset At, string Message, string Status)
{
    public const string PostBack = "PostBack";

    private static readonly string[] Calls = ["Sell", "ReservationDetail", "Update", "Cancel"];

    /// <summary>The acknowledged calls in a file of <c>book --keep</c>; a line that a kill cut is left out.</summary>
    public static IEnumerable<Telling> Booked(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            JsonNode? call;
            try
            {
                call = JsonNode.Parse(line);
            }
            catch (JsonException)
            {
                continue;
            }
            if ((string?)call?["outcome"] == "ok" && Calls.Contains((string?)call["message"]) && (string?)call["reservationId"] is { Length: > 0 } id)
                yield return new Telling(id, (DateTimeOffset)call["at"]!, (string)call["message"]!, (string?)call["status"] ?? "");
        }
    }

    /// <summary>Whether it says how a reservation truly stands, as far as this message can.</summary>
    public bool IsTrueOf(string truth) => Status == Message switch
    {
        "Sell" => truth is "RB" or "RD" ? truth : "RA",
        "ReservationDetail" => truth switch { "CB" => "RB", "CA" or "CD" or "RC" => "RA", _ => truth },
        _ => truth,
    };
}
