using System.Collections.Concurrent;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Vendors;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>This node's gates, one per pricing service: what one vendor's service does costs no other vendor anything.</summary>
internal sealed class PricingGates(ICatalog catalog, TimeProvider clock, ILogger<PricingGates> log)
{
    private readonly ConcurrentDictionary<string, PricingGate> gates = new(StringComparer.Ordinal);

    /// <summary>The vendors whose services were called and still price their rides, and whether their circuit is open.</summary>
    public IEnumerable<(string Vendor, bool IsOpen)> States => gates
        .Where(gate => catalog.Current.Vendors.TryGetValue(gate.Key, out var onSale) && onSale.Vendor.Pricing == gate.Value.Service)
        .Select(gate => (gate.Key, gate.Value.IsOpen));

    /// <summary>A service that was changed begins with a closed circuit.</summary>
    public PricingGate Of(Vendor vendor)
    {
        if (gates.TryGetValue(vendor.Code, out var gate) && gate.Service == vendor.Pricing)
            return gate;
        // Of searches that come at the same time, all get the gate of the first.
        return gates.AddOrUpdate(vendor.Code, _ => Create(), (_, held) => held.Service == vendor.Pricing ? held : Create());

        PricingGate Create() => new(vendor, clock, log);
    }
}

/// <summary>
/// Bounds what a service may cost: so many calls at the same time, and after several failures none for a while. Nothing is retried: the
/// traveller waits.
/// </summary>
internal sealed class PricingGate
{
    /// <summary>A search that finds so many under way is answered without the service.</summary>
    public const int MaxCalls = 64;

    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(15);

    private const string ConfirmPath = "/confirm";

    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline<PricingAnswer> pipeline;
    private readonly TimeProvider clock;
    private int underWay;
    private long openedAt;

    public PricingGate(Vendor vendor, TimeProvider clock, ILogger log)
    {
        (Service, this.clock) = (vendor.Pricing!, clock);
        Url = new Uri(Service.Url);
        ConfirmUrl = new UriBuilder(Url) { Path = Url.AbsolutePath.TrimEnd('/') + ConfirmPath }.Uri;
        pipeline = new ResiliencePipelineBuilder<PricingAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<PricingAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakDuration,
                StateProvider = state,
                ShouldHandle = outcome => ValueTask.FromResult(IsFailure(outcome.Outcome)),
                OnOpened = opened =>
                {
                    Interlocked.Exchange(ref openedAt, clock.GetTimestamp());
                    log.LogWarning(
                        "Circuit of vendor {Vendor}'s pricing service opened for {Seconds} s: {Why}",
                        vendor.Code, BreakDuration.TotalSeconds, opened.Outcome.Result?.Why);
                    return default;
                },
                OnClosed = _ =>
                {
                    log.LogInformation("Circuit of vendor {Vendor}'s pricing service closed", vendor.Code);
                    return default;
                },
            })
            .Build();
    }

    public PricingService Service { get; }

    public Uri Url { get; }

    /// <summary>Beside the prices, whatever query their address has.</summary>
    public Uri ConfirmUrl { get; }

    /// <summary>Whether the service isn't called. Polly's state stays open until the next call, however long that takes.</summary>
    public bool IsOpen => state.CircuitState == CircuitState.Open
        && clock.GetElapsedTime(Interlocked.Read(ref openedAt)) < BreakDuration;

    /// <summary>Makes the call, unless the circuit is open or there are too many calls.</summary>
    public async Task<PricingAnswer> Run(Func<Task<PricingAnswer>> call, CancellationToken ct)
    {
        if (!TryEnter())
            return Busy;
        var context = ResilienceContextPool.Shared.Get(ct);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(
                static async (_, call) => Outcome.FromResult(await call()), context, call);
            return outcome.Exception switch
            {
                null => outcome.Result!,
                BrokenCircuitException => new PricingAnswer(PricingResult.CircuitOpen)
                {
                    Why = "The pricing service failed too often: it isn't asked for a while",
                },
                OperationCanceledException => new PricingAnswer(PricingResult.Abandoned) { Why = "The caller hung up" },
                var defect => throw new InvalidOperationException("The call to the pricing service failed", defect),
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            Leave();
        }
    }

    /// <summary>Makes the call whatever the circuit's state, and without counting for it, unless there are too many calls.</summary>
    public async Task<PricingAnswer> RunAnyway(Func<Task<PricingAnswer>> call)
    {
        if (!TryEnter())
            return Busy;
        try
        {
            return await call();
        }
        finally
        {
            Leave();
        }
    }

    private static PricingAnswer Busy => new(PricingResult.Busy) { Why = $"{MaxCalls} calls to the pricing service are under way" };

    /// <summary>Whether the service is down. Only an answer shows that it is back: a caller who hung up during the probe doesn't.</summary>
    private bool IsFailure(Outcome<PricingAnswer> outcome) => state.CircuitState == CircuitState.HalfOpen
        ? outcome.Result is not { IsFailure: false }
        : outcome.Result is { IsFailure: true, Result: not PricingResult.Abandoned };

    private bool TryEnter()
    {
        if (Interlocked.Increment(ref underWay) <= MaxCalls)
            return true;
        Leave();
        return false;
    }

    private void Leave() => Interlocked.Decrement(ref underWay);
}
