using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// A span for each database command within a traced call: SQLite and SQL Server's driver bring none, and PostgreSQL's are named by the
/// database. What runs outside of a call, such as a look at the catalog twice a second, has none.
/// </summary>
/// <param name="system">The database, as OpenTelemetry's conventions name it.</param>
public sealed class DatabaseSpans(string system) : DbCommandInterceptor
{
    /// <summary>The source's name.</summary>
    public const string Name = "GroundTransport.Database";

    private static readonly ActivitySource Source = new(Name);
    private static readonly char[] Separators = [' ', '\r', '\n', '\t', '"', '[', ']', '(', ';'];

    /// <inheritdoc />
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Record(command, eventData, null);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, null);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Record(command, eventData, null);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, null);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Record(command, eventData, null);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, null);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Record(command, eventData, eventData.Exception);

    /// <inheritdoc />
    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>Such as <c>INSERT reservations</c>: the first word, and the first table; never a statement's values.</summary>
    public static (string Operation, string Table) Summarize(string statement)
    {
        var words = statement.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var operation = words.Length == 0 ? "" : words[0].ToUpperInvariant();
        var before = operation switch
        {
            "INSERT" => "INTO",
            "UPDATE" => "UPDATE",
            _ => "FROM",
        };
        var at = Array.FindIndex(words, word => word.Equals(before, StringComparison.OrdinalIgnoreCase));
        return (operation, at >= 0 && at + 1 < words.Length ? words[at + 1] : "");
    }

    /// <summary>Begins the span of a statement; null where nobody traces it.</summary>
    public static Activity? Start(string system, string statement, DateTimeOffset startTime = default)
    {
        if (Activity.Current is not { IsAllDataRequested: true } || !Source.HasListeners())
            return null;
        var (operation, table) = Summarize(statement);
        var span = Source
            .StartActivity($"{operation} {table}".TrimEnd(), ActivityKind.Client, default(ActivityContext), startTime: startTime)
            ?.SetTag("db.system.name", system).SetTag("db.operation.name", operation);
        return table.Length > 0 ? span?.SetTag("db.collection.name", table) : span;
    }

    private void Record(DbCommand command, CommandEndEventData ended, Exception? failure)
    {
        using var span = Start(system, command.CommandText, ended.StartTime);
        if (span is null)
            return;
        if (failure is not null)
            span.SetTag("error.type", failure.GetType().Name).SetStatus(ActivityStatusCode.Error);
        span.SetEndTime((ended.StartTime + ended.Duration).UtcDateTime);
    }
}

/// <summary>A span for each commit: on the disk, it is what a write waits for.</summary>
public sealed class CommitSpans(string system) : DbTransactionInterceptor
{
    private static readonly ActivitySource Source = new(DatabaseSpans.Name);

    /// <inheritdoc />
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Record(eventData);

    /// <inheritdoc />
    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Record(eventData);
        return Task.CompletedTask;
    }

    private void Record(TransactionEndEventData ended)
    {
        if (Activity.Current is not { IsAllDataRequested: true } || !Source.HasListeners())
            return;
        using var span = Source.StartActivity("COMMIT", ActivityKind.Client, default(ActivityContext), startTime: ended.StartTime);
        span?.SetTag("db.system.name", system).SetTag("db.operation.name", "COMMIT")
            .SetEndTime((ended.StartTime + ended.Duration).UtcDateTime);
    }
}
