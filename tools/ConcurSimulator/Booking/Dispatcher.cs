using System.Diagnostics;
using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Booking;

/// <summary>
/// The supplier's dispatcher: polls for pending decisions, which it accepts or declines over REST, and for receipts without recipient.
/// </summary>
public sealed class Dispatcher(DispatchClient dispatch, int seed, BookingStatistics statistics, OperationRecorder? recorder)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How often receipts without recipient are asked for after the travellers' end, until there is none.</summary>
    private const int LastPolls = 120;

    /// <summary>The Concur users whom the receipts are for.</summary>
    private static readonly Guid[] Users = [.. Enumerable.Range(1, 20).Select(number => new Guid($"0a000000-0000-4000-8000-{number:d12}"))];

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
            // The gateway may have been killed a moment ago; one that the travellers gave up isn't waited for.
            for (var poll = 0; poll < LastPolls && !statistics.GaveUp && !await NameRecipients(ct); poll++)
                await Task.Delay(PollInterval, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped by the user.
        }
    }

    private async Task Poll(CancellationToken ct)
    {
        await PollDecisions(ct);
        await NameRecipients(ct);
    }

    /// <summary>As the supplier's own system would, which knows its travellers' users; true if no receipt awaits one.</summary>
    private async Task<bool> NameRecipients(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var awaiting = await dispatch.ListReceiptsWithoutRecipient(ct);
        Count("receipts without recipient", awaiting, "", started);
        if (awaiting.Outcome != Outcome.Ok)
            return awaiting.Outcome != Outcome.Unknown;
        var receipts = awaiting.Body!["items"]!.AsArray();
        foreach (var receipt in receipts)
        {
            if (ct.IsCancellationRequested)
                return false;
            started = Stopwatch.GetTimestamp();
            var named = await dispatch.NameRecipient(receipt!["reservation"]!.GetValue<string>(), Users[random.Next(Users.Length)], ct);
            Count("name recipient", named, "", started);
        }
        return receipts.Count == 0;
    }

    private async Task PollDecisions(CancellationToken ct)
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
