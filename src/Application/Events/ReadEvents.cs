using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Events;

/// <summary>Reads the feed after a cursor, oldest event first. Whoever goes on from the returned cursor misses nothing.</summary>
public sealed record ReadEvents(Operator By) : IRequest<Outcome<EventPage>>
{
    /// <summary>The word that starts at the end of the feed, instead of a cursor.</summary>
    public const string End = "end";

    /// <summary>The longest wait for new events.</summary>
    public const int MaxWaitSeconds = 60;

    /// <summary>A cursor, or <see cref="End"/>; null: from the oldest event that is kept.</summary>
    public string? After { get; init; }

    /// <summary>Null: all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    public string? Vendor { get; init; }

    public long? ReservationId { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>How many seconds the call waits if there is no event yet.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>Ends the wait early: the page is then empty.</summary>
    public CancellationToken EndWait { get; init; }
}

/// <summary>Events, and the cursor to go on from; there always is one.</summary>
public sealed record EventPage(IReadOnlyList<FeedEvent> Items, FeedCursor Next);

/// <summary>The limits of the parameters.</summary>
public sealed class ReadEventsValidator : AbstractValidator<ReadEvents>
{
    public ReadEventsValidator()
    {
        RuleFor(read => read.Limit).PageLimit();
        RuleFor(read => read.After).Must(after => after is null or ReadEvents.End || FeedCursor.Read(after) is not null)
            .OverridePropertyName("after")
            .WithMessage($"Invalid cursor. Send the 'next' of the last call, '{ReadEvents.End}' for new events only, or nothing.");
        RuleFor(read => read.WaitSeconds).InclusiveBetween(0, ReadEvents.MaxWaitSeconds)
            .OverridePropertyName("wait").WithMessage($"Seconds, from 0 to {ReadEvents.MaxWaitSeconds}.");
        RuleFor(read => read.Types).Must(types => types is null || types.All(EventTypes.All.Contains))
            .OverridePropertyName("types").WithMessage($"Unknown type of event. Use one or more of {string.Join(", ", EventTypes.All)}.");
    }
}

/// <inheritdoc cref="ReadEvents"/>
public sealed class ReadEventsHandler(IEventFeed feed, TimeProvider clock) : IRequestHandler<ReadEvents, Outcome<EventPage>>
{
    /// <summary>
    /// How many positions one query looks at, if only few of them may match: every call is short however long the feed is.
    /// </summary>
    private const int Window = 5_000;

    private const int WindowsPerCall = 20;

    public async Task<Outcome<EventPage>> Handle(ReadEvents request, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var state = await feed.GetState(cancellationToken);
        if (Start(request.After, state) is var start && start.IsRefused)
            return start.Refusal;
        var filter = new EventFilter(request.By.Visible(request.Vendor), request.Types, request.ReservationId);
        for (var (position, isLast) = (start.Value, false); ; state = await feed.GetState(cancellationToken))
        {
            (var items, position) = await ReadPage(filter, position, state.LastPosition, request.Limit, cancellationToken);
            var left = TimeSpan.FromSeconds(request.WaitSeconds) - clock.GetElapsedTime(started);
            if (items.Count > 0 || position < state.LastPosition || isLast || left <= TimeSpan.Zero)
                return new EventPage(items, new FeedCursor(state.Identity, position));
            isLast = !await HasGrown(position, left, request.EndWait, cancellationToken);
        }
    }

    private static Outcome<long> Start(string? after, FeedState state)
    {
        if (after is null)
            return state.PurgedThrough;
        if (after == ReadEvents.End)
            return state.LastPosition;
        var cursor = FeedCursor.Read(after)!;
        if (cursor.Identity != state.Identity || cursor.Position > state.LastPosition)
        {
            return Refusal.Expired("after",
                "This cursor belongs to another feed: the database was restored or replaced. Read the reservations again, "
                + "then go on from 'after=end'.");
        }
        return cursor.Position >= state.PurgedThrough ? cursor.Position : Refusal.Expired("after",
            "The events after this cursor are no longer kept. Read the reservations again, then go on from 'after=end'.");
    }

    private async Task<(IReadOnlyList<FeedEvent> Items, long Position)> ReadPage(
        EventFilter filter, long position, long last, int limit, CancellationToken ct)
    {
        for (var window = 0; window < WindowsPerCall && position < last; window++)
        {
            var through = filter.ReservationId is null ? Math.Min(last, position + Window) : last;
            var items = await feed.Read(filter, position, through, limit, ct);
            position = items.Count == limit ? items[^1].Position!.Value : through;
            if (items.Count > 0)
                return (items, position);
        }
        return ([], position);
    }

    private async Task<bool> HasGrown(long position, TimeSpan left, CancellationToken endWait, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(endWait, ct);
        try
        {
            return await feed.WaitBeyond(position, left, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The wait was ended, not the call.
            return false;
        }
    }
}
