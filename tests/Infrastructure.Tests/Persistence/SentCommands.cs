using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>Records each command and its timeout in seconds.</summary>
public sealed class SentCommands : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Text, int Timeout)> commands = new();

    public IReadOnlyList<(string Text, int Timeout)> Commands => [.. commands];

    public void Clear() => commands.Clear();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        commands.Enqueue((command.CommandText, command.CommandTimeout));
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => new(ReaderExecuting(command, eventData, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        commands.Enqueue((command.CommandText, command.CommandTimeout));
        return new(result);
    }
}
