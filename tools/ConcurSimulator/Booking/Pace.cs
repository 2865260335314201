using System.Diagnostics;

namespace ConcurSimulator.Booking;

/// <summary>Hands out operations: not more than are wanted, not faster than is wanted, not after the time is up.</summary>
public sealed class Pace(BookSettings settings)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private int taken;
    private volatile bool isOver;

    public int Taken => taken;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>0 to 1.</summary>
    public double Progress => Math.Min(1, settings.Count is { } count ? (double)Taken / count : Elapsed / settings.Lasting);

    public bool IsOver => isOver || (settings.Count is null && Elapsed >= settings.Lasting);

    /// <summary>Hands out nothing more.</summary>
    public void End() => isOver = true;

    /// <summary>Waits for the next operation's time; false where there is none any more.</summary>
    public async Task<bool> Next(CancellationToken ct)
    {
        if (IsOver || ct.IsCancellationRequested)
            return false;
        var number = Interlocked.Increment(ref taken) - 1;
        var begins = settings.Rate is { } rate ? TimeSpan.FromSeconds(number / rate) : TimeSpan.Zero;
        if (number >= settings.Count || (settings.Count is null && begins >= settings.Lasting))
        {
            Interlocked.Decrement(ref taken);
            isOver = true;
            return false;
        }
        if (begins - Elapsed is { Ticks: > 0 } wait)
            await Task.Delay(wait, ct);
        return true;
    }
}
