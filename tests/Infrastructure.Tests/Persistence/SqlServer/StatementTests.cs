using System.Reflection;
using System.Security.Cryptography;
using GroundTransport.Application.Events;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>
/// Every statement of the application as SQL Server would receive it: each public method of each store, found by
/// reflection, is called with every field of its arguments set, and the statements it sends are parsed.
/// </summary>
public sealed class StatementTests : IAsyncDisposable
{
    private readonly FakeSqlServer server = new();
    private readonly ServiceProvider services;

    public StatementTests() => services = server.Connect();

    public static TheoryData<string> Stores => [.. StoreTypes.Select(type => type.Name)];

    /// <summary>Every class whose constructor takes access to the database.</summary>
    private static IEnumerable<Type> StoreTypes => typeof(InfrastructureServices).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Namespace is { } name
            && (name.StartsWith(typeof(Dialect).Namespace!, StringComparison.Ordinal) || name == typeof(CatalogCache).Namespace)
                && !type.IsNested && Methods(type).Any()
            && (type == typeof(RatePlanCache) || type.GetConstructors().Any(made => made.GetParameters().Any(parameter =>
                parameter.ParameterType == typeof(GatewayDbContext) || parameter.ParameterType == typeof(IServiceScopeFactory)
                    || parameter.ParameterType == typeof(DatabaseWrites)))))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public void Stores_found_are_the_expected_ones() => Assert.Equal(
        ["AddedRows", "ApiKeyStore", "AuditStore", "CatalogCache", "ConcurAppStore", "DailyCountStore", "DatabaseBackups",
            "DatabaseInitializer", "DemoSeeder", "DirectConnectStore", "EventFeed", "EventStore", "ExchangeStore", "ExpiredRows",
            "JobLeaseStore", "KeyRing", "Migrator", "NotificationLedger", "OccupancyCache", "PendingConnectionStore",
            "PostBackOutbox", "PostBackQueries", "PostBackStore", "PricingSecretStore", "PublishedSecrets", "RatePlanCache",
            "RatePlanStore", "ReceiptOutbox", "ReceiptQueries", "ReceiptStore", "RequestKeyStore", "ReservationQueries",
            "ReservationReader", "ReservationStore", "SigningKeyStore", "VendorStore", "WebhookDeliveryStore", "WebhookOutbox",
            "WebhookStore", "WireLogWriter"],
        StoreTypes.Select(type => type.Name).Except(["DatabaseWrites"]));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Store_sends_only_TSql(string store)
    {
        var type = StoreTypes.Single(type => type.Name == store);
        foreach (var method in Methods(type))
        {
            server.Statements.Clear();
            foreach (var (rows, exists) in new[] { (false, false), (true, true), (true, false) })
            {
                (server.FindsRows, server.Exists) = (rows, exists);
                await Call(type, method);
            }
            if (!SendsNothing.Contains($"{store}.{method.Name}"))
                Assert.True(!server.Statements.IsEmpty, $"{store}.{method.Name} sent nothing");
            Assert.All(server.Statements, text => TSql.Parse(text));
        }
    }

    [Fact]
    public async Task Row_of_each_table_is_inserted_updated_and_deleted_in_TSql()
    {
        foreach (var sample in Samples.Rows.Values)
        {
            foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
            {
                server.Statements.Clear();
                await Saves(sample(), state);
                Assert.All(server.Statements, text => TSql.Parse(text));
                // A row that consists of its key has nothing to update.
                Assert.True(state == EntityState.Modified || !server.Statements.IsEmpty, $"{sample().GetType().Name} {state}");
            }
        }
    }

    [Fact]
    public async Task Rows_of_a_write_are_inserted_by_one_TSql_command()
    {
        await using var scope = services.CreateAsyncScope();
        var added = scope.ServiceProvider.GetRequiredService<AddedRows>();
        foreach (var type in new[] { typeof(HistoryEntry), typeof(FeedEvent), typeof(HoldRow), typeof(Reservation), typeof(CommitRecord) })
            added.Add(Samples.Rows[type]());

        await added.Save(TestContext.Current.CancellationToken);

        var inserts = TSql.Parse(Assert.Single(server.Statements)).All<InsertStatement>().Select(insert =>
            ((NamedTableReference)insert.InsertSpecification.Target).SchemaObject.BaseIdentifier.Value);
        Assert.Equal(["reservations", "reservation_history", "events", "holds", "commits", "reservation_words"], inserts);
    }

    [Fact]
    public async Task Notifications_are_stored_together_in_TSql()
    {
        await using var scope = services.CreateAsyncScope();

        await NotificationLedger.Store(
            scope.ServiceProvider.GetRequiredService<GatewayDbContext>(), scope.ServiceProvider.GetRequiredService<Dialect>(),
            [new LastNotified(1, 1, "RA", DateTimeOffset.UnixEpoch, "Sell", "c"), new LastNotified(2, 1, "RA", default, "Sell", "c")],
            TestContext.Current.CancellationToken);

        Assert.Equal(2, TSql.Parse(Assert.Single(server.Statements)).All<MergeStatement>().Count);
    }

    [Fact]
    public async Task Commit_with_a_lost_acknowledgement_is_searched_in_TSql()
    {
        server.FailureAtCommit = SqlFailure.BrokenConnection;
        (server.FindsRows, server.Exists) = (true, true);

        Assert.Equal(1, await services.GetRequiredService<DatabaseWrites>()
            .ExecuteOnce((_, _) => Task.FromResult((1, true)), TestContext.Current.CancellationToken));

        Assert.Single(server.Statements, text => text.Contains("INSERT INTO [commits]", StringComparison.Ordinal));
        Assert.Contains("[commits]", server.Statements.Last(), StringComparison.Ordinal);
        Assert.StartsWith("SELECT", server.Statements.Last(), StringComparison.Ordinal);
        Assert.All(server.Statements, text => TSql.Parse(text));
    }

    [Fact]
    public async Task Messages_are_superseded_one_by_one_by_their_key()
    {
        server.FindsRows = true;

        Assert.Equal(1, await services.GetRequiredService<PostBackOutbox>().Supersede(default, TestContext.Current.CancellationToken));

        var update = Assert.Single(server.Statements, text => text.Contains("UPDATE", StringComparison.Ordinal));
        var compared = TSql.Parse(update).All<BooleanComparisonExpression>().Select(comparison => comparison.FirstExpression)
            .OfType<ColumnReferenceExpression>().Select(column => column.MultiPartIdentifier.Identifiers[^1].Value);
        Assert.Equal("id", compared.First());
        Assert.StartsWith("SELECT", server.Statements.First(), StringComparison.Ordinal);
    }

    /// <summary>Methods that change only memory.</summary>
    private static readonly HashSet<string> SendsNothing =
        ["NotificationLedger.Record", "WireLogWriter.Record", "WireLogWriter.ShouldRecord", "PostBackStore.Replace",
        "RatePlanCache.RemoveOutdated", "PostBackOutbox.ReleaseOrphanedLeases", "WebhookOutbox.ReleaseOrphanedLeases",
        "ReceiptOutbox.ReleaseOrphanedLeases",
        "JobLeaseStore.ReleaseOrphaned", "AuditStore.Record", "EventFeed.Announce", "EventStore.Add", "DatabaseBackups.Make",
        "AddedRows.Add", "AddedRows.Save", "DatabaseBackups.LastScheduled", "DatabaseBackups.DeleteOldest"];

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        .Where(method => method.DeclaringType!.Assembly == typeof(Dialect).Assembly
            && method is { IsSpecialName: false, IsGenericMethod: false } && method.Name is not ("Dispose" or "ToString" or "WaitBeyond"));

    private async Task Call(Type type, MethodInfo method)
    {
        await using var scope = services.CreateAsyncScope();
        var arguments = new SampleArguments(scope.ServiceProvider);
        try
        {
            var store = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
            if (method.Invoke(store, [.. method.GetParameters()
                .Select(parameter => arguments.Of(parameter.ParameterType, parameter.Name!))]) is Task sent)
                await sent;
            await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<AddedRows>().Save(TestContext.Current.CancellationToken);
        }
        catch (Exception failure) when (IsForWantOfAServer(failure))
        {
            // It found no row, or a sample instead of one: the statements until then count.
        }
    }

    private async Task Saves(object row, EntityState state)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        var entry = db.Entry(row);
        foreach (var id in entry.Properties
            .Where(property => state != EntityState.Added && property.Metadata.IsPrimaryKey()
            && property.Metadata.ValueGenerated != ValueGenerated.Never && property.Metadata.ClrType == typeof(long)))
            id.CurrentValue = 7L;
        entry.State = state;
        try
        {
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The fake server returns no number of rows.
        }
    }

    private static bool IsForWantOfAServer(Exception failure) => failure is DbUpdateConcurrencyException or CryptographicException
        || (failure is InvalidOperationException && failure.Message.StartsWith("Sequence contains", StringComparison.Ordinal))
        || (failure is DbUpdateException && failure.InnerException is InvalidOperationException { Message: var inner }
            && inner.Contains("No data exists", StringComparison.Ordinal));
}
