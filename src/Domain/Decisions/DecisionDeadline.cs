namespace GroundTransport.Domain.Decisions;

/// <summary>When a decision that nobody takes is taken by itself, and which: the vendor's choice at the time of the request.</summary>
public sealed record DecisionDeadline(DateTimeOffset At, TimeoutChoice Then, int Minutes)
{
    /// <summary>For the history and, where it ends in a refusal, the traveller.</summary>
    internal string Missed => $"The supplier didn't decide within {Minutes} minutes.";
}
