using System.Diagnostics;
using System.Globalization;

namespace ConcurSimulator.Booking;

/// <summary>One traveller's calls. What ended unknown is sent again as it was, for as long as the traveller's patience lasts.</summary>
internal sealed class Calls(BookSettings settings, GatewayClient gateway, Tally tally, Pace pace, BookedFile? file, Traveller traveller)
{
    private int made;

    /// <summary>Null where no operation is left.</summary>
    public async Task<Reply?> Make(string message, string reservationId, byte[] body, Func<Reply, IEnumerable<string>> broken, CancellationToken ct)
    {
        if (!await pace.Next(ct))
            return null;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var correlationId = string.Create(CultureInfo.InvariantCulture, $"book-{settings.Seed}-{traveller.Number}-{Interlocked.Increment(ref made)}");
            var reply = await gateway.Post(message, body, correlationId, ct);
            reply = reply.Expecting(broken(reply));
            tally.Add(message, reply);
            file?.Write(message, reservationId, correlationId, reply);
            if (reply.Outcome != Outcome.Unknown)
                return reply;
            if (Stopwatch.GetElapsedTime(started) > settings.Patience)
            {
                // A gateway that is gone for good would keep every traveller waiting as long.
                tally.GaveUp = true;
                pace.End();
                return reply;
            }
            await Task.Delay(settings.RetryAfter, ct);
        }
    }

    public void Complain(string message, string problem)
    {
        var reply = new Reply(Outcome.Invalid, TimeSpan.Zero, null, "", [problem], []);
        tally.Add(message, reply);
        file?.Write(message, "", string.Create(CultureInfo.InvariantCulture, $"book-{settings.Seed}-{traveller.Number}"), reply);
    }
}
