namespace GroundTransport.Domain.Decisions;

/// <summary>What becomes of a request that nobody decides in time.</summary>
public enum TimeoutChoice
{
    Accept,
    Decline,
}

/// <summary>One choice per kind of request.</summary>
public sealed record TimeoutChoices(TimeoutChoice Bookings, TimeoutChoice Changes, TimeoutChoice Cancellations);
