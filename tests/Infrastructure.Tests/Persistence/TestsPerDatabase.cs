using GroundTransport.Infrastructure.Tests.Persistence.Events;
using GroundTransport.Infrastructure.Tests.Persistence.Outbox;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using GroundTransport.Infrastructure.Tests.Persistence.Stores;

namespace GroundTransport.Infrastructure.Tests.Persistence;

public sealed class DatabaseSqliteTests() : DatabaseTestBase(DatabaseUnderTest.Sqlite);

public sealed class DatabasePostgreSqlTests() : DatabaseTestBase(DatabaseUnderTest.PostgreSql);

public sealed class WriteSqliteTests() : WriteTestBase(DatabaseUnderTest.Sqlite);

public sealed class WritePostgreSqlTests() : WriteTestBase(DatabaseUnderTest.PostgreSql);

public sealed class AddedRowsSqliteTests() : AddedRowsTestBase(DatabaseUnderTest.Sqlite);

public sealed class AddedRowsPostgreSqlTests() : AddedRowsTestBase(DatabaseUnderTest.PostgreSql);

public sealed class IdempotencySqliteTests() : IdempotencyTestBase(DatabaseUnderTest.Sqlite);

public sealed class IdempotencyPostgreSqlTests() : IdempotencyTestBase(DatabaseUnderTest.PostgreSql);

public sealed class OverlapSqliteTests() : OverlapTestBase(DatabaseUnderTest.Sqlite);

public sealed class OverlapPostgreSqlTests() : OverlapTestBase(DatabaseUnderTest.PostgreSql);

public sealed class ColumnSqliteTests() : ColumnTestBase(DatabaseUnderTest.Sqlite);

public sealed class ColumnPostgreSqlTests() : ColumnTestBase(DatabaseUnderTest.PostgreSql);

public sealed class ReservationReaderSqliteTests() : ReservationReaderTestBase(DatabaseUnderTest.Sqlite);

public sealed class ReservationReaderPostgreSqlTests() : ReservationReaderTestBase(DatabaseUnderTest.PostgreSql);

public sealed class PagingSqliteTests() : PagingTestBase(DatabaseUnderTest.Sqlite);

public sealed class PagingPostgreSqlTests() : PagingTestBase(DatabaseUnderTest.PostgreSql);

public sealed class CountSqliteTests() : CountTestBase(DatabaseUnderTest.Sqlite);

public sealed class CountPostgreSqlTests() : CountTestBase(DatabaseUnderTest.PostgreSql);

public sealed class MigrationSqliteTests() : MigrationTestBase(DatabaseUnderTest.Sqlite);

public sealed class MigrationPostgreSqlTests() : MigrationTestBase(DatabaseUnderTest.PostgreSql);

public sealed class PostBackClaimSqliteTests() : PostBackClaimTestBase(DatabaseUnderTest.Sqlite);

public sealed class PostBackClaimPostgreSqlTests() : PostBackClaimTestBase(DatabaseUnderTest.PostgreSql);

public sealed class PostBackLeaseSqliteTests() : PostBackLeaseTestBase(DatabaseUnderTest.Sqlite);

public sealed class PostBackLeasePostgreSqlTests() : PostBackLeaseTestBase(DatabaseUnderTest.PostgreSql);

public sealed class ReceiptOutboxSqliteTests() : ReceiptOutboxTestBase(DatabaseUnderTest.Sqlite);

public sealed class ReceiptOutboxPostgreSqlTests() : ReceiptOutboxTestBase(DatabaseUnderTest.PostgreSql);

public sealed class EventFeedSqliteTests() : EventFeedTestBase(DatabaseUnderTest.Sqlite);

public sealed class EventFeedPostgreSqlTests() : EventFeedTestBase(DatabaseUnderTest.PostgreSql);

public sealed class LateCommitPostgreSqlTests() : LateCommitTestBase(DatabaseUnderTest.PostgreSql);

public sealed class NotificationLedgerSqliteTests() : NotificationLedgerTestBase(DatabaseUnderTest.Sqlite);

public sealed class NotificationLedgerPostgreSqlTests() : NotificationLedgerTestBase(DatabaseUnderTest.PostgreSql);

public sealed class ManyWritersPostgreSqlTests() : ManyWritersTestBase(DatabaseUnderTest.PostgreSql);

public sealed class ConnectionPoolPostgreSqlTests() : ConnectionPoolTestBase(DatabaseUnderTest.PostgreSql);

public sealed class LostAcknowledgementPostgreSqlTests() : LostAcknowledgementTestBase(DatabaseUnderTest.PostgreSql);
