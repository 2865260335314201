using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>How much time is left. The server writes it in words; the script lets it run.</summary>
public sealed partial class Countdown(TimeProvider clock) : ComponentBase
{
    [Parameter, EditorRequired]
    public DateTimeOffset Until { get; set; }

    private TimeSpan Left => Until - clock.GetUtcNow();

    /// <summary>The tone: little time left is a warning.</summary>
    private string Tone => Left < TimeSpan.FromMinutes(5) ? "wrong" : Left < TimeSpan.FromMinutes(15) ? "waiting" : "";

    private static string Text(TimeSpan left) =>
        left <= TimeSpan.Zero ? "now"
        : left < TimeSpan.FromHours(1) ? $"{(int)left.TotalMinutes}:{left.Seconds:00}"
        : left < TimeSpan.FromDays(1) ? $"{(int)left.TotalHours} h {left.Minutes:00}"
        : left < TimeSpan.FromDays(2) ? $"1 day {left.Hours} h"
        : $"{(int)left.TotalDays} days";
}
