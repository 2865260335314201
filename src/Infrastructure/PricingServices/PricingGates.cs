using System.Collections.Concurrent;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Vendors;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>This node's gates, one per pricing service: what one vendor's service does costs no other vendor anything.</summary>
internal sealed class PricingGates(TimeProvider clock, ILogger<PricingGates> log)
{
    private readonly ConcurrentDictionary<string, PricingGate> gates = new(StringComparer.Ordinal);

    /// <summary>The vendors whose services were called, and whether their circuit isn't closed.</summary>
    public IEnumerable<(string Vendor, bool IsOpen)> States => gates.Select(gate => (gate.Key, gate.Value.IsOpen));

    /// <summary>A service that was changed begins with a closed circuit.</summary>
    public PricingGate Of(Vendor vendor) =>
        gates.TryGetValue(vendor.Code, out var gate) && gate.Service == vendor.Pricing
            ? gate
            : gates[vendor.Code] = new PricingGate(vendor, clock, log);
}

/// <summary>
/// Bounds what a service may cost: so many calls at the same time, and after several failures none for a while. Nothing is retried: the
/// traveller waits.
/// </summary>
internal sealed class PricingGate
{
    /// <summary>A search that finds so many under way is answered without the service.</summary>
    private const int MaxCalls = 64;

    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(15);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline<PricingAnswer> pipeline;
    private int underWay;

    public PricingGate(Vendor vendor, TimeProvider clock, ILogger log)
    {
        Service = vendor.Pricing!;
        pipeline = new ResiliencePipelineBuilder<PricingAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<PricingAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakDuration,
                StateProvider = state,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Result is { IsFailure: true, Result: not PricingResult.Abandoned }),
                OnOpened = opened =>
                {
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

    public bool IsOpen => state.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    /// <summary>Makes the call, unless the circuit is open or there are too many calls.</summary>
    public async Task<PricingAnswer> Run(Func<Task<PricingAnswer>> call, CancellationToken ct)
    {
        if (Interlocked.Increment(ref underWay) > MaxCalls)
        {
            Interlocked.Decrement(ref underWay);
            return new PricingAnswer(PricingResult.Busy) { Why = $"{MaxCalls} calls to the pricing service are under way" };
        }
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
            Interlocked.Decrement(ref underWay);
        }
    }
}
