using System.Text.RegularExpressions;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Audit;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The model of the gateway's database. Each database derives a context of its own for its migrations.</summary>
public abstract partial class GatewayDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Vendor> Vendors => Set<Vendor>();

    public DbSet<PricingSecretRow> PricingSecrets => Set<PricingSecretRow>();

    public DbSet<RatePlanVersion> RatePlans => Set<RatePlanVersion>();

    public DbSet<FleetRow> Fleet => Set<FleetRow>();

    public DbSet<DirectConnect> DirectConnects => Set<DirectConnect>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<KeyRingRow> KeyRing => Set<KeyRingRow>();

    public DbSet<CatalogState> CatalogStates => Set<CatalogState>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    public DbSet<ReservationWordRow> ReservationWords => Set<ReservationWordRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<RequestKey> RequestKeys => Set<RequestKey>();

    public DbSet<PostBack> PostBacks => Set<PostBack>();

    public DbSet<FeedEvent> Events => Set<FeedEvent>();

    public DbSet<EventFeedRow> EventFeeds => Set<EventFeedRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<ReceiptDelivery> Receipts => Set<ReceiptDelivery>();

    public DbSet<ReceiptUserRow> ReceiptUsers => Set<ReceiptUserRow>();

    public DbSet<ReceiptImage> ReceiptImages => Set<ReceiptImage>();

    public DbSet<LastNotified> LastNotified => Set<LastNotified>();

    public DbSet<Exchange> Exchanges => Set<Exchange>();

    public DbSet<CommitRecord> Commits => Set<CommitRecord>();

    public DbSet<ConcurAppRow> ConcurApps => Set<ConcurAppRow>();

    public DbSet<PendingConnectionRow> PendingConnections => Set<PendingConnectionRow>();

    public DbSet<JobLeaseRow> JobLeases => Set<JobLeaseRow>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<ApiKeyUseRow> ApiKeyUses => Set<ApiKeyUseRow>();

    public DbSet<DailyCount> DailyCounts => Set<DailyCount>();

    public DbSet<CountedThroughRow> CountedThrough => Set<CountedThroughRow>();

    /// <summary>
    /// The reservations that have changed since Concur was last notified: each has a history entry that the notification ledger hasn't
    /// reached.
    /// </summary>
    public IQueryable<Reservation> ReservationsBehind => Reservations.Where(reservation =>
        History.Where(entry => entry.UnnotifiedSince != null).Select(entry => entry.ReservationId).Contains(reservation.Id));

    /// <summary>By their code units, as the binary collations do.</summary>
    private static readonly ValueComparer<string> Ordinal = new(favorStructuralComparisons: false);

    /// <summary>The collation of every text column; null for the database's default.</summary>
    protected virtual string? Collation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Instants are stored as Unix milliseconds: the order and the precision are the same on every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        configurationBuilder.Properties<string>().HaveMaxLength(200);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(property => property.GetColumnName() == property.Name))
                property.SetColumnName(SnakeCase(property.Name));
            foreach (var text in entity.GetProperties().Where(IsText))
                text.SetCollation(Collation);
            // EF Core would compare SQL Server's keys without case, whatever their collation.
            foreach (var text in entity.GetProperties().Where(property => property.ClrType == typeof(string)))
                text.SetValueComparer(Ordinal);
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var words = new List<WordChanges>();
        foreach (var entry in ChangeTracker.Entries<Reservation>().ToList())
        {
            ReservationListColumns.Fill(entry);
            if (Persistence.ReservationWords.ChangesOf(entry) is { } changes)
                words.Add(changes);
        }
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var changes in words)
            await Persistence.ReservationWords.Store(this, changes, cancellationToken);
        return saved;
    }

    private static bool IsText(IReadOnlyProperty property) =>
        (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string);

    private static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
