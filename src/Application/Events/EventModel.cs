using System.Globalization;
using System.Text.Json;

namespace GroundTransport.Application.Events;

/// <summary>One event, as the feed and webhooks show it.</summary>
/// <param name="Id">Unique; the same in the feed and in a webhook's delivery.</param>
/// <param name="Type">Such as reservation.accepted.</param>
/// <param name="At">When it happened.</param>
/// <param name="Vendor">Null: it concerns no single vendor.</param>
/// <param name="Reservation">The reservation's id; null: it concerns none.</param>
/// <param name="Version">The version of the reservation after the event.</param>
/// <param name="Actor">Who caused it: concur, supplier or clock, with the name after a colon.</param>
/// <param name="Data">For a reservation's event the reservation at that version.</param>
public sealed record EventModel(
    string Id, string Type, DateTimeOffset At, string? Vendor, string? Reservation, int? Version, string Actor, JsonElement Data)
{
    public static EventModel Of(FeedEvent stored) => new(
        stored.Id, stored.Type, stored.At, stored.VendorCode, stored.ReservationId?.ToString(CultureInfo.InvariantCulture),
        stored.Version, stored.Actor, JsonSerializer.Deserialize<JsonElement>(stored.Data));

    /// <summary>The event as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
