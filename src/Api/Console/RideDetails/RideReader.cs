using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>Reads all that the page of a ride shows.</summary>
public sealed class RideReader(IMediator mediator, TimeProvider clock)
{
    /// <summary>More messages of one ride are in the lists of Deliveries and of the REST API.</summary>
    private const int MaxMessages = 20;

    public async Task<Outcome<RideView>> Read(Operator caller, long id, CancellationToken ct)
    {
        var found = await mediator.Send(new GetReservation(caller, id), ct);
        if (found.Refusal is { } unknown)
            return unknown;
        var reservation = found.Value;
        var history = await mediator.Send(new GetHistory(caller, id), ct);
        var lastNotified = await mediator.Send(new GetLastNotified(reservation), ct);
        var postBacks = await mediator.Send(new ListPostBacks(caller) { ReservationId = id, Limit = MaxMessages }, ct);
        var exchanges = await mediator.Send(new ListExchanges(caller) { ReservationId = id, Limit = MaxMessages }, ct);
        var lines = await mediator.Send(new GetSellFormats(caller, id, 1), ct);
        var crew = await mediator.Send(new ListCrew(caller, id), ct);
        var receipts = await mediator.Send(new GetReceipt(caller, id), ct);
        return (receipts.Refusal ?? Failure(history, lastNotified, postBacks, exchanges, lines, crew)) is { } failure
            ? failure
            : new RideView(
                reservation, reservation.ActionsAt(clock.GetUtcNow()), history.Value, lastNotified.Value, postBacks.Value, exchanges.Value,
                lines.Value, crew.Value, receipts.Value);
    }

    /// <summary>Somebody else's decision isn't overwritten: the page says who made it.</summary>
    public async Task<string> Explain(Operator caller, long id, Refusal refusal, CancellationToken ct)
    {
        var history = await mediator.Send(new GetHistory(caller, id), ct);
        return history.IsRefused || history.Value is not [.., var last]
            ? refusal.Message.Render(FieldNames.Of)
            : RideText.Conflict(last);
    }

    private static Refusal? Failure(
        Outcome<IReadOnlyList<HistoryEntry>> history, Outcome<NotificationStatus> lastNotified, Outcome<Page<PostBackRow>> postBacks,
        Outcome<Page<Exchange>> exchanges, Outcome<SellFormatLines> lines, Outcome<Crew> crew) =>
        history.Refusal ?? lastNotified.Refusal ?? postBacks.Refusal ?? exchanges.Refusal ?? lines.Refusal ?? crew.Refusal;
}

/// <summary>All that the page of a ride shows.</summary>
public sealed record RideView(
    Reservation Reservation, IReadOnlyList<SupplierAction> Actions, IReadOnlyList<HistoryEntry> History, NotificationStatus LastNotified,
    Page<PostBackRow> PostBacks, Page<Exchange> Exchanges, SellFormatLines Lines, Crew Crew, ReservationReceipts Receipts);
