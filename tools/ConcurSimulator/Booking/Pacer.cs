using System.Diagnostics;

namespace ConcurSimulator.Booking;

/// <summary>Releases operations at the configured rate, until the count or the duration of the run is reached.</summary>
public sealed class Pacer(BookSettings settings)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private int released;
    private volatile bool isOver;

    public int Released => released;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>0 to 1.</summary>
    public double Progress => Math.Min(1, settings.Count is { } count ? (double)Released / count : Elapsed / settings.Duration);

    public bool IsOver => isOver || (settings.Count is null && Elapsed >= settings.Duration);

    /// <summary>Releases no further operation.</summary>
    public void End() => isOver = true;

    /// <summary>Waits until the next operation may start; false if the run is over.</summary>
    public async Task<bool> WaitForNext(CancellationToken ct)
    {
        if (IsOver || ct.IsCancellationRequested)
            return false;
        var number = Interlocked.Increment(ref released) - 1;
        var start = settings.Rate is { } rate ? TimeSpan.FromSeconds(number / rate) : TimeSpan.Zero;
        if (number >= settings.Count || (settings.Count is null && start >= settings.Duration))
        {
            Interlocked.Decrement(ref released);
            isOver = true;
            return false;
        }
        if (start - Elapsed is { Ticks: > 0 } wait)
            await Task.Delay(wait, ct);
        return true;
    }
}
