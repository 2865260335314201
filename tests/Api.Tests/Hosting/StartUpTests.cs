using GroundTransport.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GroundTransport.Api.Tests.Hosting;

[DatabaseIndependent]
public sealed class StartUpTests
{
    [Fact]
    public async Task Background_work_of_a_start_that_fails_ends_before_its_services_are_disposed_of()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<Work>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Work>());
        builder.Services.AddHostedService<Failing>();
        var app = builder.Build();
        var work = app.Services.GetRequiredService<Work>();

        var failure = await Assert.ThrowsAsync<IOException>(app.RunUntilStopped);

        Assert.Equal("address already in use", failure.Message);
        Assert.Equal("ended while its database was there", work.Result);
    }

    private sealed class Database : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Work(Database database) : BackgroundService
    {
        private readonly TaskCompletionSource started = new();

        public Task Started => started.Task;

        public string Result { get; private set; } = "didn't end";

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Result = database.IsDisposed ? "ended without its database" : "ended while its database was there";
        }
    }

    private sealed class Failing(Work work) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await work.Started;
            throw new IOException("address already in use");
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
