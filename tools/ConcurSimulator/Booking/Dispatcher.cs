using System.Diagnostics;
using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Booking;

/// <summary>The supplier's dispatcher: polls for pending decisions, and accepts or declines them over REST.</summary>
public sealed class Dispatcher(DispatchClient dispatch, int seed, BookingStatistics statistics, OperationRecorder? recorder)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly Random random = new(seed);

    /// <summary>Runs until the travellers have ended. Some decisions remain pending, as with a real supplier.</summary>
    public async Task Run(Task travellers, CancellationToken ct)
    {
        try
        {
            while (!travellers.IsCompleted && !ct.IsCancellationRequested)
            {
                await Poll(ct);
                await Task.WhenAny(travellers, Task.Delay(PollInterval, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped by the user.
        }
    }

    private async Task Poll(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var pending = await dispatch.ListPendingDecisions(ct);
        Count("pending decisions", pending, "", started);
        if (pending.Outcome != Outcome.Ok)
            return;
        foreach (var reservation in pending.Body!["items"]!.AsArray())
        {
            // One in four is left for a later poll, so that travellers meet every status.
            if (random.Next(4) > 0 && !ct.IsCancellationRequested)
                await Decide(reservation!["id"]!.GetValue<string>(), reservation["version"]!.GetValue<int>(), ct);
        }
    }

    private async Task Decide(string reservationId, int version, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var decision = random.Next(5) > 0 ? "accept" : "decline";
        var response = await dispatch.Decide(reservationId, version, decision, ct);
        var status = response.Body?["status"]?.GetValue<string>() ?? "";
        Count(decision, response, status, started);
        recorder?.RecordDecision(decision, reservationId, status, response);
    }

    private void Count(string operation, DispatchResponse response, string status, long started) => statistics.Add(
        operation, response.Outcome, response.FailureReason.Length > 0 ? response.FailureReason : status, Stopwatch.GetElapsedTime(started),
        response.Outcome == Outcome.Invalid ? [response.FailureReason] : []);
}
