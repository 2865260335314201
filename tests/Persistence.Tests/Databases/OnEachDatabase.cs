using GroundTransport.Persistence.Tests.PostBacks;

namespace GroundTransport.Persistence.Tests.Databases;

public sealed class DatabaseOnSqlite() : DatabaseFacts(DatabaseUnderTest.Sqlite);

public sealed class DatabaseOnPostgreSql() : DatabaseFacts(DatabaseUnderTest.PostgreSql);

public sealed class DatabaseOnSqlServer() : DatabaseFacts(DatabaseUnderTest.SqlServer);

public sealed class PostBackClaimOnSqlite() : PostBackClaimFacts(DatabaseUnderTest.Sqlite);

public sealed class PostBackClaimOnPostgreSql() : PostBackClaimFacts(DatabaseUnderTest.PostgreSql);

public sealed class PostBackClaimOnSqlServer() : PostBackClaimFacts(DatabaseUnderTest.SqlServer);

public sealed class PostBackLeaseOnSqlite() : PostBackLeaseFacts(DatabaseUnderTest.Sqlite);

public sealed class PostBackLeaseOnPostgreSql() : PostBackLeaseFacts(DatabaseUnderTest.PostgreSql);

public sealed class PostBackLeaseOnSqlServer() : PostBackLeaseFacts(DatabaseUnderTest.SqlServer);

public sealed class ToldLedgerOnSqlite() : ToldLedgerFacts(DatabaseUnderTest.Sqlite);

public sealed class ToldLedgerOnPostgreSql() : ToldLedgerFacts(DatabaseUnderTest.PostgreSql);

public sealed class ToldLedgerOnSqlServer() : ToldLedgerFacts(DatabaseUnderTest.SqlServer);
