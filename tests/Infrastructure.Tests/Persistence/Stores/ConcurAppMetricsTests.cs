using System.Diagnostics.Metrics;
using GroundTransport.Application.ConcurApps;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>The metrics for the operator's alerts.</summary>
public sealed class ConcurAppMetricsTests : IAsyncLifetime
{
    private ConcurAppNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await ConcurAppNodes.Create();

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Apps_are_counted_by_state_with_every_state_each_time()
    {
        await nodes.Token();
        Assert.Equal(Counts("connected"), await Measured("groundtransport.concur_apps.count"));

        nodes.Concur.Responses.Enqueue(new TokenAnswer.Refused(TokenRefusal.RefreshTokenEnded, 108, ""));
        await nodes.Get(refused: "access-token-1");
        Assert.Equal(Counts("needsAuthorization"), await Measured("groundtransport.concur_apps.count"));
    }

    [Fact]
    public async Task Time_to_a_refresh_tokens_expiry_decreases_between_readings()
    {
        nodes.Concur.RefreshExpiresAt = () => nodes.Clock.GetUtcNow().AddDays(100);
        await nodes.Token();
        Assert.Equal([($"direct_connect={ConcurAppNodes.Connect}", 100 * 86400.0)],
            await Measured("groundtransport.concur_apps.refresh_token_expiry"));

        nodes.Clock.Advance(TimeSpan.FromDays(101));

        Assert.Equal([($"direct_connect={ConcurAppNodes.Connect}", -86400.0)],
            await Measured("groundtransport.concur_apps.refresh_token_expiry", reads: false));
    }

    [Fact]
    public async Task App_without_tokens_has_a_state_and_no_expiry()
    {
        await nodes.Store(nodes.App() with { Tokens = null, State = ConcurAppState.NeedsAuthorization });

        Assert.Empty(await Measured("groundtransport.concur_apps.refresh_token_expiry"));
        Assert.Equal(Counts("needsAuthorization"), await Measured("groundtransport.concur_apps.count"));
    }

    [Fact]
    public async Task Pending_connections_are_counted_until_they_expire()
    {
        await nodes.Send(new ReceiveConnection("company-1", "user-1", "token-1"));
        await nodes.Send(new ReceiveConnection("company-2", "user-1", "token-2"));
        Assert.Equal([("", 2.0)], await Measured("groundtransport.concur_apps.pending_connections"));

        nodes.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal([("", 0.0)], await Measured("groundtransport.concur_apps.pending_connections"));
    }

    private static IEnumerable<(string, double)> Counts(string one) =>
        from state in new[] { "connected", "waiting", "needsAuthorization", "needsClient", "needsGeolocation", "needsCustomer",
            "needsConcur" }
        select ($"state={state}", state == one ? 1.0 : 0.0);

    /// <param name="reads">Whether the scheduled job runs first.</param>
    private async Task<List<(string Tag, double Value)>> Measured(string name, bool reads = true)
    {
        if (reads)
            await nodes.Send(new CountConcurAppStates());
        var meter = nodes.First.GetRequiredService<ConcurAppMetrics>();
        var measured = new List<(string, double)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meter) && instrument.Name == name)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => measured.Add((Tag(tags), value)));
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => measured.Add((Tag(tags), value)));
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured.Add((Tag(tags), value)));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.Length == 0 ? "" : $"{tags[0].Key}={tags[0].Value}";
}
