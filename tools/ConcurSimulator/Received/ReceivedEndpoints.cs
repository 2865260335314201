using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConcurSimulator.Received;

/// <summary>Shows the received messages as JSON, to a person or a script.</summary>
public static class ReceivedEndpoints
{
    public const string Path = "/received";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapReceived(this IEndpointRouteBuilder routes, ReceivedMessages received)
    {
        routes.MapGet(Path, () => Results.Json(received.Snapshot(), Json));
        routes.MapGet(Path + "/{reservationId}", (string reservationId) =>
            received.Snapshot().Reservations.FirstOrDefault(reservation => reservation.ReservationId == reservationId) is { } reservation
                ? Results.Json(reservation, Json)
                : Results.NotFound());
    }
}
