using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Waiting;

/// <summary>One request: how long it can wait, what it is, and the decision.</summary>
public sealed partial class WaitingRequest : ComponentBase
{
    [Parameter, EditorRequired]
    public Reservation Request { get; set; } = null!;

    /// <summary>Whether it is the first of all.</summary>
    [Parameter]
    public bool IsNext { get; set; }

    /// <summary>The request that gets the focus after a decision on this one; null: there is no other.</summary>
    [Parameter]
    public long? Next { get; set; }

    [Parameter]
    public bool HasFocus { get; set; }

    /// <summary>Whether the caller's role allows decisions.</summary>
    [Parameter]
    public bool CanDecide { get; set; }

    /// <summary>Why the last decision wasn't made; null: none was tried.</summary>
    [Parameter]
    public WaitingProblem? Problem { get; set; }

    private Ride Ride => Request.LatestRide;

    private string ReasonError => Problem is { Kind: RefusalKind.Request } problem ? problem.Text : "";

    /// <summary>What happens if nobody decides.</summary>
    private string Otherwise =>
        Request.Deadline is { Then: TimeoutChoice.Accept } deadline && deadline.At == Request.DecideBefore
            ? "then accepted"
            : "then declined";
}
