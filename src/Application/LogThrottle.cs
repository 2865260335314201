namespace GroundTransport.Application;

/// <summary>Bounds how often the same thing is logged: at most once a minute, with how often it happened since.</summary>
public sealed class LogThrottle
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset nextLog = DateTimeOffset.MinValue;
    private long sinceLastLog;

    /// <summary>How often it happened since the last log line, this time included; null while the next line isn't due.</summary>
    public long? Count(DateTimeOffset now)
    {
        lock (gate)
        {
            sinceLastLog++;
            if (now < nextLog)
                return null;
            (var count, sinceLastLog, nextLog) = (sinceLastLog, 0, now + Interval);
            return count;
        }
    }
}
