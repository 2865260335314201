using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.PostBackDelivery;
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
internal sealed class SweepJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new SweepTold(), cancellationToken);
}

/// <summary>Reads how the outbox stands, for its metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxLevelJob(PostBackOutbox outbox, PostBackMeter meter, ILogger<OutboxLevelJob> log) : IJob
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
internal sealed class RetentionJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new DeleteOld(), cancellationToken);
}

/// <summary>Renews the apps' refresh tokens long before they end.</summary>
[DisallowConcurrentExecution]
internal sealed class TokenRenewalJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new RenewTokens(), cancellationToken);
}

/// <summary>Reads how the apps stand, for their metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class ConcurAppLevelJob(IMediator mediator, ILogger<ConcurAppLevelJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(new MeasureConcurApps(), cancellationToken);
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
internal sealed class ClockJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await mediator.Send(new TurnTheClock(), cancellationToken);
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
            quartz.Every<SweepJob>(postBacks.SweepEvery);
            quartz.Every<OutboxLevelJob>(TimeSpan.FromSeconds(15));
            quartz.Every<RetentionJob>(TimeSpan.FromMinutes(10));
            quartz.Every<TokenRenewalJob>(TimeSpan.FromHours(1));
            quartz.Every<ConcurAppLevelJob>(TimeSpan.FromSeconds(15));
            quartz.Every<KeyRingJob>(TimeSpan.FromMinutes(10));
            quartz.Every<ClockJob>(TimeSpan.FromSeconds(30));
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
