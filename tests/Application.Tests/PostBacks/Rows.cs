using GroundTransport.Application.Outbox;
using GroundTransport.TestKit;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>Makes outbox rows for tests.</summary>
internal static class Rows
{
    public static PostBack Row(
        long reservation = TestReservations.Id, int seq = 2, int attempts = 0, int refusals = 0, DateTimeOffset? created = null,
        int sends = 0, string connect = TestReservations.Connection) => new()
    {
        Id = reservation * 100 + seq,
        ReservationId = reservation,
        Seq = seq,
        StateSeq = seq,
        Status = "RA",
        DirectConnectId = connect,
        Sends = sends,
        VendorCode = "LML",
        Payload = "<CC_LimoPostBackRequest/>",
        CorrelationId = "concur-call-1",
        CreatedAt = created ?? TestClock.Now,
        DueAt = TestClock.Now,
        Attempts = attempts,
        Refusals = refusals,
    };
}
