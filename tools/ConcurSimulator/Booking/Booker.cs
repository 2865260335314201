using System.Xml.Linq;

namespace ConcurSimulator.Booking;

/// <summary>Lets travellers live their lives at a gateway, several at a time, until the pace says that it is enough.</summary>
public sealed class Booker(BookSettings settings, GatewayClient gateway, Tally tally, Pace pace, BookedFile? file)
{
    private readonly DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);
    private int travellers;

    public Task Run(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, settings.Travellers).Select(async _ =>
    {
        try
        {
            while (!pace.IsOver && !ct.IsCancellationRequested)
                await Live(Traveller.Of(settings.Seed, Interlocked.Increment(ref travellers), today), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped by hand: what there is gets reported.
        }
    }));

    private async Task Live(Traveller traveller, CancellationToken ct)
    {
        var calls = new Calls(settings, gateway, tally, pace, file, traveller);
        Reply? found = null;
        for (var look = 0; look < settings.LookToBook; look++)
            found = await calls.Make("Search", "", Requests.Search(traveller), _ => [], ct);
        if (found is not { Outcome: Outcome.Ok } || ChosenRide(found, traveller) is not { } limo)
            return;
        if (await Sell(calls, traveller, limo, ct) is not { } reservationId)
            return;
        var payment = Payment.Of(limo, traveller.Taste);
        foreach (var step in traveller.Steps)
            await Take(calls, traveller, reservationId, step, payment, ct);
    }

    /// <summary>The new reservation's id; null where there is none.</summary>
    private static async Task<string?> Sell(Calls calls, Traveller traveller, XElement limo, CancellationToken ct)
    {
        var request = Requests.Sell(traveller, limo);
        Task<Reply?> Click() => calls.Make("Sell", "", request, reply => Expectations.OfSell(reply, traveller, limo), ct);
        Reply?[] sold = traveller.ClicksTwice ? await Task.WhenAll(Click(), Click()) : [await Click()];
        var ids = sold.Where(reply => reply is { Outcome: Outcome.Ok }).Select(reply => reply!.ReservationId).Distinct().ToList();
        if (ids.Count > 1)
            calls.Complain("Sell", $"One quote was sold twice: as {string.Join(" and as ", ids)}.");
        return ids.FirstOrDefault();
    }

    private static Task<Reply?> Take(Calls calls, Traveller traveller, string id, Step step, Payment payment, CancellationToken ct) => step switch
    {
        Step.Update change => calls.Make("Update", id, Requests.Update(id, traveller, change, payment), reply => Expectations.OfUpdate(reply, traveller, id, change), ct),
        Step.Cancel => calls.Make("Cancel", id, Requests.Cancel(id), reply => Expectations.OfCancel(reply, id), ct),
        _ => calls.Make("ReservationDetail", id, Requests.Detail(id), reply => Expectations.OfDetail(reply, id), ct),
    };

    /// <summary>One that has a price; a rate of type N can't be sold.</summary>
    private static XElement? ChosenRide(Reply found, Traveller traveller)
    {
        var rides = found.Message!.Element("Limos")!.Elements("Limo").Where(limo => limo.Element("RateInfo")!.Element("RateTypeCode")!.Value != "N").ToList();
        return rides.Count == 0 ? null : rides[traveller.Taste % rides.Count];
    }
}
