using GroundTransport.Infrastructure.Tests.Persistence.Outbox;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using GroundTransport.Infrastructure.Tests.Persistence.Stores;

namespace GroundTransport.Infrastructure.Tests.Persistence;

public sealed class DatabaseOnSqlite() : DatabaseFacts(DatabaseUnderTest.Sqlite);

public sealed class DatabaseOnPostgreSql() : DatabaseFacts(DatabaseUnderTest.PostgreSql);

public sealed class WriteOnSqlite() : WriteFacts(DatabaseUnderTest.Sqlite);

public sealed class WriteOnPostgreSql() : WriteFacts(DatabaseUnderTest.PostgreSql);

public sealed class OnceOnSqlite() : IdempotencyFacts(DatabaseUnderTest.Sqlite);

public sealed class OnceOnPostgreSql() : IdempotencyFacts(DatabaseUnderTest.PostgreSql);

public sealed class OverlapOnSqlite() : OverlapFacts(DatabaseUnderTest.Sqlite);

public sealed class OverlapOnPostgreSql() : OverlapFacts(DatabaseUnderTest.PostgreSql);

public sealed class ColumnOnSqlite() : ColumnFacts(DatabaseUnderTest.Sqlite);

public sealed class ColumnOnPostgreSql() : ColumnFacts(DatabaseUnderTest.PostgreSql);

public sealed class PagingOnSqlite() : PagingFacts(DatabaseUnderTest.Sqlite);

public sealed class PagingOnPostgreSql() : PagingFacts(DatabaseUnderTest.PostgreSql);

public sealed class MigrationOnSqlite() : MigrationFacts(DatabaseUnderTest.Sqlite);

public sealed class MigrationOnPostgreSql() : MigrationFacts(DatabaseUnderTest.PostgreSql);

public sealed class PostBackClaimOnSqlite() : PostBackClaimFacts(DatabaseUnderTest.Sqlite);

public sealed class PostBackClaimOnPostgreSql() : PostBackClaimFacts(DatabaseUnderTest.PostgreSql);

public sealed class PostBackLeaseOnSqlite() : PostBackLeaseFacts(DatabaseUnderTest.Sqlite);

public sealed class PostBackLeaseOnPostgreSql() : PostBackLeaseFacts(DatabaseUnderTest.PostgreSql);

public sealed class ToldLedgerOnSqlite() : NotificationLedgerFacts(DatabaseUnderTest.Sqlite);

public sealed class ToldLedgerOnPostgreSql() : NotificationLedgerFacts(DatabaseUnderTest.PostgreSql);

public sealed class ManyWritersOnPostgreSql() : ManyWritersFacts(DatabaseUnderTest.PostgreSql);

public sealed class LostAnswerOnPostgreSql() : LostAnswerFacts(DatabaseUnderTest.PostgreSql);
