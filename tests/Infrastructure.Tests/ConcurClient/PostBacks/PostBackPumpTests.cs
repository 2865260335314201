using System.Threading.Channels;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurClient.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.Infrastructure.Tests.Persistence;
using GroundTransport.Infrastructure.Tests.Persistence.Outbox;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;

/// <summary>When deliveries start, and that only the end of the process stops them.</summary>
public sealed class PostBackPumpTests : IAsyncLifetime
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly Deliveries deliveries = new();
    private readonly CommitSignal<PostBack> signal = new();
    private ServiceProvider services = null!;
    private TestOutbox file = null!;
    private PostBackPump pump = null!;

    public async ValueTask InitializeAsync()
    {
        file = await TestOutbox.Create(DatabaseUnderTest.Sqlite);
        services = new ServiceCollection().AddSingleton<IMediator>(deliveries).BuildServiceProvider();
        pump = new PostBackPump(signal, file.Process().GetRequiredService<PostBackOutbox>(), file.Settings,
            services.GetRequiredService<IServiceScopeFactory>(), NullLogger<PostBackPump>.Instance);
        await pump.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        pump.Dispose();
        await services.DisposeAsync();
        await file.DisposeAsync();
    }

    [Fact]
    public async Task Signal_starts_a_delivery_while_another_waits_for_its_response()
    {
        signal.Set();
        var slow = await deliveries.Next();

        signal.Set();
        (await deliveries.Next()).SetResult(1);

        Assert.False(slow.Task.IsCompleted);
        slow.SetResult(1);
    }

    [Fact]
    public async Task Failed_delivery_doesnt_stop_later_ones()
    {
        signal.Set();
        (await deliveries.Next()).SetException(new InvalidOperationException("The disk is full."));

        signal.Set();
        (await deliveries.Next()).SetResult(1);
    }

    [Fact]
    public async Task Stop_waits_for_deliveries_in_progress()
    {
        signal.Set();
        var running = await deliveries.Next();

        var stopping = pump.StopAsync(cancellation);
        Assert.False(stopping.IsCompleted);
        running.SetResult(1);

        await stopping;
    }

    /// <summary>A delivery that the test completes.</summary>
    private sealed class Deliveries : IMediator
    {
        private readonly Channel<TaskCompletionSource<int>> begun = Channel.CreateUnbounded<TaskCompletionSource<int>>();

        public async Task<TaskCompletionSource<int>> Next()
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            return await begun.Reader.ReadAsync(timeout.Token);
        }

        public async Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
        {
            Assert.IsType<DeliverPostBacks>(request);
            var ends = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            begun.Writer.TryWrite(ends);
            Outcome<int> delivered = await ends.Task;
            return (TResponse)(object)delivered;
        }

        public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
