using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.ConcurClient.PostBacks;
using GroundTransport.Infrastructure.Persistence.Outbox;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GroundTransport.Infrastructure.Scheduling;

/// <summary>Wakes the delivery, for what became due. It doesn't deliver itself: waiting for one slow answer it would miss its next ticks.</summary>
internal sealed class PostBackJob(PostBackSignal signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        signal.Set();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Finds what Concur hasn't heard.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcileDriftJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new ReconcileDrift(), cancellationToken);
}

/// <summary>Reads how the outbox stands, for its metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxGaugeJob(PostBackOutbox outbox, PostBackMetrics meter, ILogger<OutboxGaugeJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            meter.Level = await outbox.Level(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("The outbox wasn't counted: {Why}", failure.GetType().Name);
        }
    }
}

/// <summary>Deletes what nobody needs any more.</summary>
[DisallowConcurrentExecution]
internal sealed class PurgeJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new PurgeExpired(), cancellationToken);
}

/// <summary>Renews the apps' refresh tokens long before they end.</summary>
[DisallowConcurrentExecution]
internal sealed class TokenRenewalJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new RenewTokens(), cancellationToken);
}

/// <summary>Reads how the apps stand, for their metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class ConcurAppGaugeJob(IMediator mediator, ILogger<ConcurAppGaugeJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(new CountConcurAppStates(), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("The Concur apps weren't counted: {Why}", failure.GetType().Name);
        }
    }
}

/// <summary>
/// Lets the key ring make its next key here if it is time, outside any transaction: that is a write, and on SQLite a
/// transaction that protects a secret would wait for itself.
/// </summary>
internal sealed class KeyRingJob(IDataProtectionProvider protection) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        protection.CreateProtector("Key ring").Protect([0]);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Decides what time alone decides.</summary>
[DisallowConcurrentExecution]
internal sealed class DeadlineJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new ApplyDeadlines(), cancellationToken);
}

/// <summary>Asks the database whether the catalog changed. While it is down, Search goes on from memory.</summary>
[DisallowConcurrentExecution]
internal sealed class CatalogJob(CatalogMemory catalog, ILogger<CatalogJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.Refresh(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("The catalog wasn't refreshed: {Why}", failure.GetType().Name);
        }
    }
}

/// <summary>Asks the database which vehicles are taken. While it is down, Search goes on by what it knew.</summary>
[DisallowConcurrentExecution]
internal sealed class OccupancyJob(OccupancyMemory occupancy, ILogger<OccupancyJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await occupancy.Refresh(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("The occupancy wasn't refreshed: {Why}", failure.GetType().Name);
        }
    }
}

/// <summary>The clockwork: in memory, on every node. Correctness lies in the database's leases and versions, never here.</summary>
public static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, PostBackSettings postBacks)
    {
        services.AddQuartz(quartz =>
        {
            quartz.Every<PostBackJob>(TimeSpan.FromSeconds(5));
            quartz.Every<ReconcileDriftJob>(postBacks.SweepEvery);
            quartz.Every<OutboxGaugeJob>(TimeSpan.FromSeconds(15));
            quartz.Every<PurgeJob>(TimeSpan.FromMinutes(10));
            quartz.Every<TokenRenewalJob>(TimeSpan.FromHours(1));
            quartz.Every<ConcurAppGaugeJob>(TimeSpan.FromSeconds(15));
            quartz.Every<KeyRingJob>(TimeSpan.FromMinutes(10));
            quartz.Every<DeadlineJob>(TimeSpan.FromSeconds(30));
            quartz.Every<CatalogJob>(TimeSpan.FromSeconds(0.5));
            quartz.Every<OccupancyJob>(TimeSpan.FromSeconds(3));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private static void Every<TJob>(this IQuartzBuilder quartz, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(trigger => trigger.WithIdentity(typeof(TJob).Name).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
}
