using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConcurSimulator.Heard;

/// <summary>Lets a person or a script see what was heard.</summary>
public static class HeardEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapHeard(this IEndpointRouteBuilder routes, HeardLedger ledger)
    {
        routes.MapGet("/heard", () => Results.Json(ledger.Read(), Json));
        routes.MapGet("/heard/{reservationId}", (string reservationId) =>
            ledger.Read().Reservations.FirstOrDefault(reservation => reservation.ReservationId == reservationId) is { } reservation
                ? Results.Json(reservation, Json)
                : Results.NotFound());
    }
}
