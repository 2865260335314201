using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>The four lists of deliveries, and how their states look.</summary>
public sealed partial class DeliveryTabs : ComponentBase
{
    [Parameter, EditorRequired]
    public string Current { get; set; } = "";

    /// <summary>The request that the page answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    private bool IsAdmin => RestConventions.Caller(Context).Role >= Role.Admin;

    internal static Tone ToneOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => Tone.Waiting,
        DeliveryState.Delivered => Tone.Good,
        DeliveryState.Dead => Tone.Wrong,
        _ => Tone.Gone,
    };

    internal static string WordOf(DeliveryState state, int attempts) => state switch
    {
        DeliveryState.Pending => attempts == 0 ? "waiting" : "retried",
        DeliveryState.Dead => "given up",
        _ => RideText.Words(state).ToLowerInvariant(),
    };

    internal static string When(DateTimeOffset instant) => $"{RideText.DayAndTime(instant.UtcDateTime)} UTC";
}
