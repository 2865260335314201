using System.Diagnostics.Metrics;
using System.Text.Json;

namespace GroundTransport.Application.ConcurApps;

/// <summary>The state of the apps when they were last read.</summary>
public sealed record ConcurAppCounts(
    IReadOnlyList<(string DirectConnectId, ConcurAppState State, DateTimeOffset? RefreshExpiresAt)> Apps, int PendingConnections)
{
    public static ConcurAppCounts Empty { get; } = new([], 0);
}

/// <summary>The metrics of the apps; docs/operations.md says what each means for the operator.</summary>
public sealed class ConcurAppMetrics : IDisposable
{
    public const string Name = "GroundTransport.ConcurApps";

    private readonly Meter meter;
    private ConcurAppCounts counts = ConcurAppCounts.Empty;

    public ConcurAppMetrics(TimeProvider clock)
    {
        meter = new Meter(new MeterOptions(Name) { Scope = this });
        meter.CreateObservableGauge("groundtransport.concur_apps.count", ByState, "{app}", "Apps, by state.");
        meter.CreateObservableGauge(
            "groundtransport.concur_apps.refresh_token_expiry", () => ByDirectConnect(clock.GetUtcNow()),
            "s", "Time until an app's refresh token expires; below zero it has expired.");
        meter.CreateObservableGauge(
            "groundtransport.concur_apps.pending_connections", () => Counts.PendingConnections,
            "{connection}", "Connections from the App Center that wait to be assigned.");
    }

    /// <summary>Read every few seconds by a scheduled job.</summary>
    public ConcurAppCounts Counts
    {
        get => Volatile.Read(ref counts);
        set => Volatile.Write(ref counts, value);
    }

    public void Dispose() => meter.Dispose();

    /// <summary>Reports every state each time, because a series that ends isn't a zero.</summary>
    private IEnumerable<Measurement<long>> ByState()
    {
        var apps = Counts.Apps;
        return Enum.GetValues<ConcurAppState>().Select(state => new Measurement<long>(
            apps.Count(app => app.State == state),
            new KeyValuePair<string, object?>("state", JsonNamingPolicy.CamelCase.ConvertName(state.ToString()))));
    }

    private IEnumerable<Measurement<double>> ByDirectConnect(DateTimeOffset now) =>
        from app in Counts.Apps
        where app.RefreshExpiresAt is not null
        select new Measurement<double>(
            (app.RefreshExpiresAt!.Value - now).TotalSeconds, new KeyValuePair<string, object?>("direct_connect", app.DirectConnectId));
}
