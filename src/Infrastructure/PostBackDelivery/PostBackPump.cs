using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.PostBackDelivery;

/// <summary>Delivers as soon as a commit on this node signals; the schedule's tick covers everything else.</summary>
internal sealed class PostBackPump(PostBackSignal signal, PostBackOutbox outbox, IServiceScopeFactory scopes, ILogger<PostBackPump> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await outbox.EndLeasesOfTheDead(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.Wait(stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeliverPostBacks(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "A delivery of PostBacks failed; the next tick tries again");
            }
        }
    }
}

/// <summary>Registers what brings PostBacks to Concur.</summary>
public static class PostBackDeliveryServices
{
    public static IServiceCollection AddPostBackDelivery(this IServiceCollection services)
    {
        services.AddSingleton<PostBackSignal>();
        services.AddSingleton<PostBackOutbox>();
        services.AddSingleton<IPostBackOutbox>(provider => provider.GetRequiredService<PostBackOutbox>());
        services.AddScoped<IPostBacks, PostBackRows>();
        // A redirect would carry the token to who knows where; the timeout is the client's own.
        services.AddHttpClient<IConcurPostBack, ConcurPostBackClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddHostedService<PostBackPump>();
        return services;
    }
}
