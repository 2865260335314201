using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Events;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Events;
using GroundTransport.Infrastructure.Persistence.Outbox;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GroundTransport.Infrastructure.Scheduling;

/// <summary>Wakes the delivery of due PostBacks. It doesn't deliver them itself: one slow response would delay its next runs.</summary>
internal sealed class PostBackJob(CommitSignal<PostBack> signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        signal.Set();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Wakes the delivery of receipts; it also gives them the recipients that became known while they were written.</summary>
internal sealed class ReceiptJob(CommitSignal<ReceiptDelivery> signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        signal.Set();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Wakes the delivery of webhooks if one is due.</summary>
[DisallowConcurrentExecution]
internal sealed class WebhookJob(WebhookOutbox outbox, CommitSignal<WebhookDelivery> signal, ILogger<WebhookJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (await outbox.HasDue(cancellationToken))
                signal.Set();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("Failed to look for due webhooks: {Failure}", failure.GetType().Name);
        }
    }
}

/// <summary>Queues PostBacks for reservations that have drifted.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcileDriftJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new ReconcileDrift(), cancellationToken);
}

/// <summary>Counts the outboxes and the feed for their metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxMetricsJob(
    PostBackOutbox postBacks, PostBackMetrics ofPostBacks, ReceiptOutbox receipts, ReceiptMetrics ofReceipts,
    WebhookOutbox webhooks, WebhookMetrics ofWebhooks,
    EventFeed feed, EventMetrics ofEvents, ILogger<OutboxMetricsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            ofPostBacks.Counts = await postBacks.Count(cancellationToken);
            ofReceipts.Counts = await receipts.Count(cancellationToken);
            ofReceipts.Awaiting = await receipts.CountAwaiting(cancellationToken);
            ofWebhooks.Counts = await webhooks.Count(cancellationToken);
            ofWebhooks.Disabled = await webhooks.CountDisabled(cancellationToken);
            ofEvents.Progress = await feed.GetProgress(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("Failed to count the outboxes: {Failure}", failure.GetType().Name);
        }
    }
}

/// <summary>Counts the requests that wait for a decision, for their metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class WaitingDecisionsJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new CountWaitingDecisions(), cancellationToken);
}

/// <summary>Makes a backup if one is due.</summary>
[DisallowConcurrentExecution]
internal sealed class BackupJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new MakeScheduledBackup(), cancellationToken);
}

/// <summary>Deletes expired rows.</summary>
[DisallowConcurrentExecution]
internal sealed class PurgeJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new PurgeExpired(), cancellationToken);
}

/// <summary>Renews the apps' refresh tokens long before they expire.</summary>
[DisallowConcurrentExecution]
internal sealed class TokenRenewalJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new RenewTokens(), cancellationToken);
}

/// <summary>Counts the Concur apps by state, for their metrics.</summary>
[DisallowConcurrentExecution]
internal sealed class ConcurAppMetricsJob(IMediator mediator, ILogger<ConcurAppMetricsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(new CountConcurAppStates(), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("Failed to count the Concur apps: {Failure}", failure.GetType().Name);
        }
    }
}

/// <summary>
/// Lets the key ring create its next key when it is time. That is a write, and it must happen outside any transaction: on SQLite a
/// transaction that encrypts a secret would wait for itself.
/// </summary>
internal sealed class KeyRingJob(IDataProtectionProvider protection) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        protection.CreateProtector("Key ring").Protect([0]);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Replaces the key that signs quotes when it is old enough.</summary>
[DisallowConcurrentExecution]
internal sealed class SigningKeyJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new RotateSigningKey(), cancellationToken);
}

/// <summary>Applies decision deadlines, and closes rides that have ended.</summary>
[DisallowConcurrentExecution]
internal sealed class DeadlineJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new ApplyDeadlines(), cancellationToken);
}

/// <summary>Announces decision deadlines that are near.</summary>
[DisallowConcurrentExecution]
internal sealed class DeadlineNearJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new AnnounceDeadlines(), cancellationToken);
}

/// <summary>Refreshes the catalog. While the database is down, Search continues with the last snapshot.</summary>
[DisallowConcurrentExecution]
internal sealed class CatalogJob(CatalogCache catalog, ILogger<CatalogJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.Refresh(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("Failed to refresh the catalog: {Failure}", failure.GetType().Name);
        }
    }
}

/// <summary>Refreshes the occupancy. While the database is down, Search continues with the last snapshot.</summary>
[DisallowConcurrentExecution]
internal sealed class OccupancyJob(OccupancyCache occupancy, ILogger<OccupancyJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await occupancy.Refresh(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("Failed to refresh the occupancy: {Failure}", failure.GetType().Name);
        }
    }
}

/// <summary>Adds what has happened to the statistics.</summary>
[DisallowConcurrentExecution]
internal sealed class StatisticsJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await mediator.Send(new CountEvents(), cancellationToken);
        await mediator.Send(new StoreSearchRefusals(), cancellationToken);
    }
}

/// <summary>Stores when API keys were last used.</summary>
[DisallowConcurrentExecution]
internal sealed class ApiKeyUsesJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await mediator.Send(new StoreApiKeyUses(), cancellationToken);
}

/// <summary>The schedule, in memory on every node. Correctness depends only on leases and versions in the database.</summary>
public static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, PostBackSettings postBacks)
    {
        services.AddQuartz(quartz =>
        {
            quartz.Every<PostBackJob>(TimeSpan.FromSeconds(5));
            quartz.Every<ReceiptJob>(TimeSpan.FromSeconds(5));
            quartz.Every<WebhookJob>(TimeSpan.FromSeconds(1));
            quartz.Every<ReconcileDriftJob>(postBacks.SweepEvery);
            quartz.Every<OutboxMetricsJob>(TimeSpan.FromSeconds(15));
            quartz.Every<WaitingDecisionsJob>(TimeSpan.FromSeconds(15));
            quartz.Every<BackupJob>(TimeSpan.FromMinutes(1));
            quartz.Every<PurgeJob>(TimeSpan.FromMinutes(10));
            quartz.Every<TokenRenewalJob>(TimeSpan.FromHours(1));
            quartz.Every<ConcurAppMetricsJob>(TimeSpan.FromSeconds(15));
            quartz.Every<KeyRingJob>(TimeSpan.FromMinutes(10));
            quartz.Every<SigningKeyJob>(TimeSpan.FromMinutes(10));
            quartz.Every<DeadlineJob>(TimeSpan.FromSeconds(30));
            quartz.Every<DeadlineNearJob>(TimeSpan.FromSeconds(30));
            quartz.Every<StatisticsJob>(TimeSpan.FromSeconds(10));
            quartz.Every<ApiKeyUsesJob>(TimeSpan.FromMinutes(5));
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
