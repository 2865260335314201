using System.Reflection;
using GroundTransport.Infrastructure.Tests.Persistence.Events;
using GroundTransport.Infrastructure.Tests.Persistence.Outbox;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using GroundTransport.Infrastructure.Tests.Persistence.Stores;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>
/// The tests of every database on a SQL Server that an environment variable names, one case each. Without one, a case per
/// class is skipped with the reason.
/// </summary>
public sealed class SqlServerTests
{
    private static readonly Type[] Classes =
    [
        .. typeof(SqlServerTests).GetNestedTypes(BindingFlags.NonPublic).Where(type => typeof(IAsyncLifetime).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<ITheoryDataRow> Cases => DatabaseUnderTest.SqlServer.SkipReason is { } reason
        ? Classes.Select(type => new TheoryDataRow<string, string>(type.Name, "all of them") { Skip = reason })
        : from type in Classes
          from test in type.GetMethods()
          where test.IsDefined(typeof(FactAttribute), inherit: true)
          select new TheoryDataRow<string, string>(type.Name, test.Name);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = false)]
    public async Task Test_passes_on_SQL_Server(string testBase, string test)
    {
        var type = Classes.Single(type => type.Name == testBase);
        var method = type.GetMethod(test)!;
        var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => (object?[]?)row.Data).DefaultIfEmpty(null);
        foreach (var row in rows)
        {
            await using var instance = (IAsyncLifetime)Activator.CreateInstance(type)!;
            await instance.InitializeAsync();
            await (Task)method.Invoke(instance, row)!;
        }
    }

    [Fact]
    public void Every_test_base_that_runs_on_PostgreSQL_runs_on_SQL_Server()
    {
        static IEnumerable<Type?> Bases(IEnumerable<Type> types) =>
            types.Select(type => type.BaseType).OrderBy(type => type!.Name, StringComparer.Ordinal);

        Assert.Equal(Bases(typeof(SqlServerTests).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("PostgreSqlTests", StringComparison.Ordinal))), Bases(Classes));
    }

#pragma warning disable CA1812 // Made by reflection.
    private sealed class Database() : DatabaseTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Write() : WriteTestBase(DatabaseUnderTest.SqlServer);

    private sealed class AddedRows() : AddedRowsTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Count() : CountTestBase(DatabaseUnderTest.SqlServer);

    private sealed class ConnectionPool() : ConnectionPoolTestBase(DatabaseUnderTest.SqlServer);

    private sealed class LostAcknowledgement() : LostAcknowledgementTestBase(DatabaseUnderTest.SqlServer);

    private sealed class ManyWriters() : ManyWritersTestBase(DatabaseUnderTest.SqlServer);

    private sealed class EventFeed() : EventFeedTestBase(DatabaseUnderTest.SqlServer);

    private sealed class LateCommit() : LateCommitTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Idempotency() : IdempotencyTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Overlap() : OverlapTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Column() : ColumnTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Paging() : PagingTestBase(DatabaseUnderTest.SqlServer);

    private sealed class Migration() : MigrationTestBase(DatabaseUnderTest.SqlServer);

    private sealed class PostBackClaim() : PostBackClaimTestBase(DatabaseUnderTest.SqlServer);

    private sealed class PostBackLease() : PostBackLeaseTestBase(DatabaseUnderTest.SqlServer);

    private sealed class ReceiptOutbox() : ReceiptOutboxTestBase(DatabaseUnderTest.SqlServer);

    private sealed class ReservationReader() : ReservationReaderTestBase(DatabaseUnderTest.SqlServer);

    private sealed class NotificationLedger() : NotificationLedgerTestBase(DatabaseUnderTest.SqlServer);
#pragma warning restore CA1812
}
