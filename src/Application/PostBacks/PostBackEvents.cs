using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The events of PostBacks.</summary>
public static class PostBackEvents
{
    /// <summary>A PostBack was given up with this answer.</summary>
    public static FeedEvent Dead(PostBack row, PostBackAnswer answer, DateTimeOffset now)
    {
        var data = new
        {
            postBack = new { row.Id, row.Seq, row.Status, Attempts = row.Attempts + 1, LastAnswer = answer.Text },
        };
        return new FeedEvent
        {
            Id = FeedEvent.NewId(now),
            Type = EventTypes.PostBackDead,
            At = now,
            VendorCode = row.VendorCode,
            ReservationId = row.ReservationId,
            Version = row.StateSeq,
            Actor = Actor.ClockName,
            Data = JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
        };
    }
}
