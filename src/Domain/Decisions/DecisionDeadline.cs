namespace GroundTransport.Domain.Decisions;

/// <summary>
/// When a pending request is decided automatically, and how: the vendor's choice at the time of the request.
/// </summary>
public sealed record DecisionDeadline(DateTimeOffset At, TimeoutChoice Then, int Minutes)
{
    /// <summary>For the history and, if the request is declined, the traveller.</summary>
    internal string MissedText => $"The supplier didn't decide within {Minutes} minutes.";
}
