using System.Data.Common;

namespace GroundTransport.TestKit.Databases;

/// <summary>The SQL Server that an environment variable names: there is none to start here.</summary>
public static class SharedSqlServer
{
    /// <summary>The connection string of a user who may create databases, without a database.</summary>
    public const string Variable = "GROUNDTRANSPORT_TEST_SQLSERVER";

    private static readonly string? server = Environment.GetEnvironmentVariable(Variable);

    /// <summary>The reason to skip a test; null where there is a server.</summary>
    public static string? SkipReason { get; } = string.IsNullOrEmpty(server)
        ? $"SKIPPED: {Variable} names no SQL Server (a connection string of somebody who may create databases)"
        : null;

    public static string ConnectionTo(string database) =>
        new DbConnectionStringBuilder { ConnectionString = server, ["Initial Catalog"] = database }.ConnectionString!;
}
