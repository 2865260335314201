using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.PricingServices;
using GroundTransport.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroundTransport.Infrastructure.Tests.PricingServices;

/// <summary>What a pricing service may cost: calls at the same time, and calls while it fails.</summary>
public class PricingGateTests
{
    private static readonly Vendor Vendor = DemoData.Vendor with
    {
        Pricing = new PricingService("https://prices.example", 1000, PricingFallback.None, Confirm: false),
    };

    private readonly FakeClock clock = new(TestClock.Now);

    [Fact]
    public async Task Calls_beyond_the_limit_arent_made_not_even_to_explain()
    {
        var gate = Gate();
        var answer = new TaskCompletionSource<PricingAnswer>();
        var calls = Enumerable.Range(0, PricingGate.MaxCalls).Select(_ => gate.Run(() => answer.Task, default)).ToList();

        Assert.Equal(PricingResult.Busy, await Run(gate, PricingResult.Offered));
        Assert.Equal(PricingResult.Busy, (await gate.RunAnyway(NotCalled)).Result);
        answer.SetResult(new PricingAnswer(PricingResult.Offered));
        await Task.WhenAll(calls);

        Assert.Equal(PricingResult.Offered, await Run(gate, PricingResult.Offered));
    }

    [Fact]
    public async Task Callers_who_hang_up_say_nothing_about_the_service()
    {
        var gate = Gate();

        for (var call = 0; call < 20; call++)
            Assert.Equal(PricingResult.Abandoned, await Run(gate, PricingResult.Abandoned));

        Assert.Equal(PricingResult.Offered, await Run(gate, PricingResult.Offered));
    }

    [Fact]
    public async Task Caller_who_hangs_up_during_the_probe_doesnt_close_the_circuit()
    {
        var gate = Gate();
        await Open(gate);
        clock.Advance(PricingGate.BreakDuration);

        await gate.Run(() => Task.FromResult(new PricingAnswer(PricingResult.Abandoned)), default);

        Assert.Equal(PricingResult.CircuitOpen, (await gate.Run(NotCalled, default)).Result);
        clock.Advance(PricingGate.BreakDuration);
        Assert.Equal(PricingResult.Offered, await Run(gate, PricingResult.Offered));
        Assert.Equal(PricingResult.Timeout, await Run(gate, PricingResult.Timeout));
        Assert.Equal(PricingResult.Offered, await Run(gate, PricingResult.Offered));
    }

    [Fact]
    public async Task Circuit_counts_as_open_until_a_call_is_due()
    {
        var gate = Gate();
        Assert.False(gate.IsOpen);

        await Open(gate);

        Assert.True(gate.IsOpen);
        clock.Advance(PricingGate.BreakDuration);
        Assert.False(gate.IsOpen);
    }

    [Fact]
    public void Searches_that_come_at_once_share_a_gate_and_another_service_gets_its_own()
    {
        var gates = new PricingGates(null!, clock, NullLogger<PricingGates>.Instance);
        using var start = new Barrier(4);
        var first = new PricingGate[4];

        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            first[number] = gates.Of(Vendor);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Single(first.Distinct());
        Assert.NotSame(first[0], gates.Of(Vendor with { Pricing = Vendor.Pricing! with { Confirm = true } }));
    }

    private PricingGate Gate() => new(Vendor, clock, NullLogger.Instance);

    private static async Task Open(PricingGate gate)
    {
        for (var call = 0; call < 5; call++)
            await Run(gate, PricingResult.Timeout);
    }

    private static async Task<PricingResult> Run(PricingGate gate, PricingResult result) =>
        (await gate.Run(() => Task.FromResult(new PricingAnswer(result)), default)).Result;

    private static Task<PricingAnswer> NotCalled() => throw new InvalidOperationException("The service was called");
}
