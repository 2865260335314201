namespace GroundTransport.Application.Events;

/// <summary>Settings of the event feed.</summary>
public sealed record EventSettings
{
    /// <summary>How many days an event is kept.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>How long before a decision deadline its event is due.</summary>
    public TimeSpan DeadlineNear { get; init; } = TimeSpan.FromMinutes(10);
}
