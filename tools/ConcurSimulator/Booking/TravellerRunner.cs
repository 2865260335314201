using System.Xml.Linq;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Requests;
using ConcurSimulator.Travellers;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Booking;

/// <summary>Runs travellers, several at a time, until the run is over. Each one searches, sells a ride, and takes its steps.</summary>
public sealed class TravellerRunner(
    BookSettings settings, GatewayClient gateway, BookingStatistics statistics, Pacer pacer, OperationRecorder? recorder)
{
    private readonly DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);
    private int travellers;

    public Task Run(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, settings.Travellers).Select(async _ =>
    {
        try
        {
            while (!pacer.IsOver && !ct.IsCancellationRequested)
                await RunTraveller(Traveller.Create(settings.Seed, Interlocked.Increment(ref travellers), today), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped by the user: the report covers what was done.
        }
    }));

    private async Task RunTraveller(Traveller traveller, CancellationToken ct)
    {
        var session = new TravellerSession(settings, gateway, statistics, pacer, recorder, traveller);
        Reply? found = null;
        for (var search = 0; search < settings.LookToBook; search++)
            found = await session.Send(MessageNames.Search, "", RequestWriter.WriteSearch(traveller),
                reply => ReplyChecks.CheckSearch(reply, traveller.Ride), ct);
        if (found is not { Outcome: Outcome.Ok } || ChooseRide(found, traveller) is not { } limo)
            return;
        if (await Sell(session, traveller, limo, ct) is not { } reservationId)
            return;
        var payment = Payment.Choose(limo, traveller.Choice);
        foreach (var step in traveller.Steps)
            await TakeStep(session, traveller, reservationId, step, payment, ct);
    }

    /// <summary>The id of the new reservation; null if there is none.</summary>
    private static async Task<string?> Sell(TravellerSession session, Traveller traveller, XElement limo, CancellationToken ct)
    {
        var request = RequestWriter.WriteSell(traveller, limo);
        Task<Reply?> Click() => session.Send(MessageNames.Sell, "", request, reply => ReplyChecks.CheckSell(reply, traveller, limo), ct);
        Reply?[] replies = traveller.ClicksTwice ? await Task.WhenAll(Click(), Click()) : [await Click()];
        var ids = replies.Where(reply => reply is { Outcome: Outcome.Ok }).Select(reply => reply!.ReservationId).Distinct().ToList();
        if (ids.Count > 1)
            session.AddProblem(MessageNames.Sell, $"The same quote was sold twice, as reservations {string.Join(" and ", ids)}.");
        return ids.FirstOrDefault();
    }

    private static Task<Reply?> TakeStep(
        TravellerSession session, Traveller traveller, string id, Step step, Payment payment, CancellationToken ct)
    {
        (string Message, byte[] Body, Func<Reply, IEnumerable<string>> Check) request = step switch
        {
            Step.Update change => (
                MessageNames.Update, RequestWriter.WriteUpdate(id, traveller, change, payment),
                reply => ReplyChecks.CheckUpdate(reply, traveller, id, change)),
            Step.Cancel => (MessageNames.Cancel, RequestWriter.WriteCancel(id), reply => ReplyChecks.CheckCancel(reply, id)),
            Step.Detail => (MessageNames.ReservationDetail, RequestWriter.WriteDetail(id), reply => ReplyChecks.CheckDetail(reply, id)),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Unknown step."),
        };
        return session.Send(request.Message, id, request.Body, request.Check, ct);
    }

    /// <summary>One of the offered rides with a price: rate type N can't be sold.</summary>
    private static XElement? ChooseRide(Reply found, Traveller traveller)
    {
        var rides = found.Message!.Element("Limos")!.Elements("Limo")
            .Where(limo => limo.Element("RateInfo")!.Element("RateTypeCode")!.Value != "N").ToList();
        return rides.Count == 0 ? null : rides[traveller.Choice % rides.Count];
    }
}
