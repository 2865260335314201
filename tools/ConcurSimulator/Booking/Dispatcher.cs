using System.Diagnostics;

namespace ConcurSimulator.Booking;

/// <summary>The supplier's dispatcher: looks what waits for a decision, and accepts or declines it over REST.</summary>
public sealed class Dispatcher(AdminClient admin, int seed, Tally tally, BookedFile? file)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(500);

    private readonly Random random = new(seed);

    /// <summary>Until the travellers are gone; some reservations stay undecided, as in life.</summary>
    public async Task Run(Task travellers, CancellationToken ct)
    {
        try
        {
            while (!travellers.IsCompleted && !ct.IsCancellationRequested)
            {
                await Look(ct);
                await Task.WhenAny(travellers, Task.Delay(LooksEvery, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped by hand.
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var list = await admin.WaitingForDecision(ct);
        Count("(waiting)", list, "", started);
        if (list.Outcome != Outcome.Ok)
            return;
        foreach (var waiting in list.Body!["items"]!.AsArray())
        {
            // One in four waits for the next look, so that travellers meet each status.
            if (random.Next(4) > 0 && !ct.IsCancellationRequested)
                await Decide(waiting!["id"]!.GetValue<string>(), waiting["version"]!.GetValue<int>(), ct);
        }
    }

    private async Task Decide(string reservationId, int version, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var decision = random.Next(5) > 0 ? "accept" : "decline";
        var answer = await admin.Decide(reservationId, version, decision, ct);
        var status = answer.Body?["status"]?.GetValue<string>() ?? "";
        Count(decision, answer, status, started);
        if (answer.Outcome != Outcome.Refused)
            file?.WriteDecision(decision, reservationId, status, answer.Outcome, answer.Why);
    }

    private void Count(string what, AdminAnswer answer, string status, long started) => tally.Add(
        what, answer.Outcome, answer.Why.Length > 0 ? answer.Why : status, Stopwatch.GetElapsedTime(started),
        answer.Outcome == Outcome.Invalid ? [answer.Why] : []);
}
