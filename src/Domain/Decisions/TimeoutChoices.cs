namespace GroundTransport.Domain.Decisions;

/// <summary>How a request that nobody decides in time is decided.</summary>
public enum TimeoutChoice
{
    Accept,
    Decline,
}

/// <summary>One choice per kind of request.</summary>
public sealed record TimeoutChoices(TimeoutChoice Bookings, TimeoutChoice Changes, TimeoutChoice Cancellations);
