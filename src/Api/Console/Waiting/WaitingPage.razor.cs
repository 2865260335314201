using System.Globalization;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.Waiting;

/// <summary>What waits for a decision; the nearest deadline is at the top, and is the largest thing on the page.</summary>
public sealed partial class WaitingPage : ConsolePage<WaitingModel>
{
    private IReadOnlyList<Reservation> Requests => Model.Waiting.Page.Items;

    /// <summary>Null: none waits.</summary>
    private string? Count => Model.Waiting.Count switch
    {
        0 => null,
        > WaitingRequests.MaxCount => $"{WaitingRequests.MaxCount}+",
        var count => count.ToString(CultureInfo.InvariantCulture),
    };

    private bool CanDecide => RestConventions.Caller(Context).Role >= Role.Dispatch;

    private Notice? Notice => Model.View.Problem is { } problem ? new Notice(NoticeKind.Wrong, problem.Text) : null;

    /// <summary>After a decision the next request has the focus; if it is gone, the first.</summary>
    private long? Focused => Model.View.Focus is not { } wanted ? null
        : Requests.Any(request => request.Id == wanted) ? wanted
        : Requests.Count > 0 ? Requests[0].Id : null;

    private static string Seen(Reservation reservation) => FormattableString.Invariant($"{reservation.Id}.{reservation.Version}");

    private long? Next(int index) =>
        index + 1 < Requests.Count ? Requests[index + 1].Id : index > 0 ? Requests[index - 1].Id : null;
}

/// <summary>What the page shows.</summary>
public sealed record WaitingModel(WaitingRequests Waiting, UnseenDecisions Unseen, WaitingView View);

/// <summary>How the page was asked for.</summary>
/// <param name="Focus">The request that gets the focus; null: none.</param>
/// <param name="Problem">Why a decision wasn't made; null: none was tried.</param>
public sealed record WaitingView(string? Cursor, long? Focus, WaitingProblem? Problem);

/// <summary>A decision that wasn't made, with what was typed.</summary>
public sealed record WaitingProblem(long ReservationId, RefusalKind Kind, string Text, string Reason)
{
    public int Status => RefusalStatus.Of(Kind);
}
