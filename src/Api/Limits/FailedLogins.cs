using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using GroundTransport.Application;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Limits;

/// <summary>
/// Counts failed logins, by the caller's network and the user name that was tried. Secrets are verified first and only failures are
/// counted, so whoever has the right one is always served, whatever others send from the same network. What strangers send takes a
/// fixed amount of memory.
/// </summary>
public sealed class FailedLogins : IDisposable
{
    /// <summary>How many fail in a minute before the answer is 429 instead of 401.</summary>
    public const int MaxPerMinute = 100;

    /// <summary>The name under which tokens and API keys are counted: they have none.</summary>
    public const string Token = "(token)";

    /// <summary>The name of a call without credentials: it guesses nothing, so it is answered 401 without a limit.</summary>
    public const string Nobody = "(no credentials)";

    /// <summary>Callers share a counter if their hash is the same; only those whose secret is wrong can notice.</summary>
    private const int Partitions = 4096;

    /// <summary>How many callers a log line names.</summary>
    private const int MaxNamed = 5;

    /// <summary>How many callers are told apart between two log lines.</summary>
    private const int MaxKnown = 100;

    private const int MaxNameLength = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<(string Network, string Name)> limiter =
        PartitionedRateLimiter.Create<(string Network, string Name), int>(caller => RateLimitPartition.GetFixedWindowLimiter(
            // Strings hash differently in each process: nobody can choose names that share a counter.
            (int)((uint)HashCode.Combine(caller.Network, caller.Name) % Partitions),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxPerMinute, Window = Window }));

    private readonly Lock gate = new();
    private readonly Dictionary<(string Address, string Name), int> sinceLastLog = [];
    private readonly ILogger<FailedLogins> log;
    private readonly ITimer timer;
    private int others;

    public FailedLogins(TimeProvider clock, ILogger<FailedLogins> log)
    {
        this.log = log;
        timer = clock.CreateTimer(_ => LogSummary(), null, LogInterval, LogInterval);
    }

    /// <summary>Counts a failed login.</summary>
    /// <param name="address">The caller's.</param>
    /// <param name="name">The user name that was tried, <see cref="Token"/> or <see cref="Nobody"/>.</param>
    /// <returns>How long the caller has to wait, if too many have failed: the answer is then 429. Null: it is 401.</returns>
    public TimeSpan? Count(IPAddress? address, string name)
    {
        Remember(address, name);
        if (ReferenceEquals(name, Nobody))
            return null;
        using var permit = limiter.AttemptAcquire((CallerNetwork.Of(address), name));
        if (permit.IsAcquired)
            return null;
        return permit.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    /// <summary>Logs what has failed since the last time, in one line.</summary>
    public void LogSummary()
    {
        List<KeyValuePair<(string Address, string Name), int>> failed;
        int total;
        lock (gate)
        {
            failed = [.. sinceLastLog.OrderByDescending(caller => caller.Value)];
            total = failed.Sum(caller => caller.Value) + others;
            sinceLastLog.Clear();
            others = 0;
        }
        if (total == 0)
            return;
        var callers = failed.Take(MaxNamed).Select(caller => string.Create(
            CultureInfo.InvariantCulture, $"{caller.Key.Address} as '{caller.Key.Name}' {caller.Value}"));
        log.LogWarning("Failed logins: {Count} in {Seconds} seconds, most from {Callers}",
            total, LogInterval.TotalSeconds, string.Join(", ", callers));
    }

    public void Dispose()
    {
        timer.Dispose();
        limiter.Dispose();
    }

    private void Remember(IPAddress? address, string name)
    {
        var caller = (CallerNetwork.AddressOf(address).ToString(), Printable(name));
        lock (gate)
        {
            if (sinceLastLog.TryGetValue(caller, out var count) || sinceLastLog.Count < MaxKnown)
                sinceLastLog[caller] = count + 1;
            else
                others++;
        }
    }

    private static string Printable(string name) =>
        !PlainText.Is(name) ? "(unreadable)"
        : CardNumbers.Mask(name) is var masked && masked.Length > MaxNameLength ? $"{masked[..MaxNameLength]}..."
        : masked;
}

/// <summary>What belongs to an answer of 429.</summary>
public static class RetryAfterHeader
{
    public static void Set(HttpContext context, TimeSpan wait) => context.Response.Headers[HeaderNames.RetryAfter] =
        Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
