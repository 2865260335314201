using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Reservations;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>The four states that have a colour; each is always shown with its word.</summary>
public enum Tone
{
    Plain,
    Waiting,
    Good,
    Gone,
    Wrong,
}

/// <summary>A state: its word on its colour.</summary>
public sealed partial class Badge : ComponentBase
{
    [Parameter, EditorRequired]
    public string Word { get; set; } = "";

    [Parameter]
    public Tone Tone { get; set; }

    /// <summary>The tone of a reservation's status.</summary>
    public static Tone Of(ReservationStatus status) =>
        status.NeedsDecision ? Tone.Waiting
        : status.IsConfirmed ? Tone.Good
        : Tone.Gone;

    /// <summary>The tone of a receipt's state.</summary>
    public static Tone Of(ReceiptState state) => state switch
    {
        ReceiptState.Processed => Tone.Good,
        ReceiptState.Dead => Tone.Wrong,
        _ => Tone.Waiting,
    };
}
