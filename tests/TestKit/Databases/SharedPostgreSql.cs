namespace GroundTransport.TestKit.Databases;

/// <summary>The PostgreSQL server that all tests of a process share.</summary>
public static class SharedPostgreSql
{
    /// <summary>A server to use instead of a throw-away one: the connection string of a user who may create databases.</summary>
    public const string Variable = "GROUNDTRANSPORT_TEST_POSTGRESQL";

    private static readonly Lazy<string> server =
        new(() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Start());

    /// <summary>The reason to skip a test; null where there is a server.</summary>
    public static string? SkipReason { get; } = PostgreSqlCluster.IsInstalled
        || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? null
        : $"SKIPPED: PostgreSQL isn't installed (Debian's package postgresql), and {Variable} names no server";

    /// <summary>The administrator's, without a database.</summary>
    public static string ConnectionString => server.Value;

    private static string Start()
    {
        // A locale whose order isn't that of the bytes, as many servers have: an ordinal column must set its own collation.
        var cluster = PostgreSqlCluster.Start(
            ["-E", "UTF8", "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US", "-N"],
            "fsync=off", "max_connections=300");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster.ConnectionString;
    }
}
