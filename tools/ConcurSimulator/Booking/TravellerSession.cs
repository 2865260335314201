using System.Diagnostics;
using System.Globalization;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Travellers;

namespace ConcurSimulator.Booking;

/// <summary>Sends one traveller's requests. A request with unknown outcome is sent again unchanged, until its retry time is over.</summary>
internal sealed class TravellerSession(
    BookSettings settings, GatewayClient gateway, BookingStatistics statistics, Pacer pacer, OperationRecorder? recorder,
    Traveller traveller)
{
    private readonly string correlationPrefix = string.Create(CultureInfo.InvariantCulture, $"book-{settings.Seed}-{traveller.Number}");
    private int sent;

    /// <summary>Null if the run is over.</summary>
    /// <param name="check">Finds the problems of a reply beyond its format.</param>
    public async Task<Reply?> Send(
        string message, string reservationId, byte[] body, Func<Reply, IEnumerable<string>> check, CancellationToken ct)
    {
        if (!await pacer.WaitForNext(ct))
            return null;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var correlationId = string.Create(CultureInfo.InvariantCulture, $"{correlationPrefix}-{Interlocked.Increment(ref sent)}");
            var reply = await gateway.Post(message, body, correlationId, ct);
            reply = reply.WithProblems(check(reply));
            statistics.Add(message, reply);
            recorder?.RecordCall(message, reservationId, correlationId, reply);
            if (reply.Outcome != Outcome.Unknown)
                return reply;
            if (Stopwatch.GetElapsedTime(started) > settings.MaxRetryTime)
            {
                // Every other traveller would wait for the same unreachable gateway.
                statistics.GaveUp = true;
                pacer.End();
                return reply;
            }
            await Task.Delay(settings.RetryDelay, ct);
        }
    }

    /// <summary>Adds a problem that concerns several replies.</summary>
    public void AddProblem(string message, string problem)
    {
        var reply = Reply.Invalid(problem);
        statistics.Add(message, reply);
        recorder?.RecordCall(message, "", correlationPrefix, reply);
    }
}
