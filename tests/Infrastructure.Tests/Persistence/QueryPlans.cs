using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>While it is on, has SQLite or PostgreSQL explain each query before it runs.</summary>
public sealed class QueryPlans : DbCommandInterceptor
{
    private readonly List<(string Query, string Plan)> explained = [];

    public bool IsOn { get; set; }

    public IReadOnlyList<(string Query, string Plan)> Explained => explained;

    /// <summary>
    /// Whether no table is read from one end to the other. In the order of an index it is read no further than the page goes.
    /// </summary>
    public static bool UsesIndexes(string plan) => !plan.Contains("Seq Scan", StringComparison.Ordinal)
        && plan.Split('\n').All(step =>
            !step.StartsWith("SCAN ", StringComparison.Ordinal) || step.Contains(" INDEX ", StringComparison.Ordinal));

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (IsOn)
            explained.Add((command.CommandText, await Explain(command, cancellationToken)));
        return result;
    }

    private static async Task<string> Explain(DbCommand command, CancellationToken ct)
    {
        var query = command.CommandText;
        if (command is not SqliteCommand)
        {
            // Few rows are read fastest from one end to the other: this asks for the plan of many.
            await using var many = command.Connection!.CreateCommand();
            many.CommandText = "SET enable_seqscan = off";
            await many.ExecuteNonQueryAsync(ct);
        }
        command.CommandText = (command is SqliteCommand ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + query;
        var plan = new StringBuilder();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                plan.Append(reader.GetString(reader.FieldCount - 1)).Append('\n');
        }
        command.CommandText = query;
        return plan.ToString();
    }
}
