using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Events;

/// <summary>
/// One entry of the event feed: what happened, when, by whom. It is stored in the transaction of the change; its position is given
/// after the commit.
/// </summary>
public sealed class FeedEvent
{
    /// <summary>The order of inserts, which isn't the order of commits.</summary>
    public long Number { get; init; }

    /// <summary>The place in the feed, from 1 without gaps; null until it is sequenced. It never changes.</summary>
    public long? Position { get; set; }

    /// <summary>Unique; webhooks send it as <c>webhook-id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null: it concerns no single vendor; only keys for all vendors see it.</summary>
    public string? VendorCode { get; init; }

    public long? ReservationId { get; init; }

    /// <summary>The version of the reservation after the event.</summary>
    public int? Version { get; init; }

    /// <summary>Who caused it, as in the history.</summary>
    public required string Actor { get; init; }

    /// <summary>Only this webhook is told of it; null: every webhook that wants it.</summary>
    public string? OnlyForWebhook { get; init; }

    /// <summary>A JSON object: for a reservation's event the reservation at that version.</summary>
    public required string Data { get; init; }

    public static FeedEvent Of(string type, Reservation reservation, string actor, string data, DateTimeOffset now) => new()
    {
        Id = NewId(now),
        Type = type,
        At = now,
        VendorCode = reservation.VendorCode,
        ReservationId = reservation.Id,
        Version = reservation.Version,
        Actor = actor,
        Data = data,
    };

    /// <summary>An event that no single reservation caused.</summary>
    public static FeedEvent Of(string type, string? vendorCode, string actor, string data, DateTimeOffset now) => new()
    {
        Id = NewId(now),
        Type = type,
        At = now,
        VendorCode = vendorCode,
        Actor = actor,
        Data = data,
    };

    public static string NewId(DateTimeOffset now) => $"evt_{Guid.CreateVersion7(now):N}";
}
