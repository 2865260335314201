using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReservationReader"/>
/// <remarks>
/// One prepared statement of the plain driver (docs/decisions/0016 has what it saves). What fails is read again through EF Core, which
/// knows when to retry. SQL Server is read through EF Core only.
/// </remarks>
internal sealed class ReservationReader(IServiceScopeFactory scopes, Dialect dialect, PlainDriver? driver = null)
    : IReservationReader, IDisposable
{
    /// <summary>SQLite's statements that nobody uses now. A server's driver keeps them itself, with its pool of connections.</summary>
    private readonly ConcurrentBag<Statement> idle = [];

    private readonly Lazy<RowReader<Reservation>> rows = new(() =>
    {
        using var scope = scopes.CreateScope();
        return RowReader<Reservation>.Of(scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Model);
    });

    public async Task<Reservation?> Read(long id, CancellationToken ct)
    {
        try
        {
            if (driver is not null)
                return await ReadPrepared(driver, id, ct);
        }
        catch (DbException)
        {
            // Such as a connection that the server has closed.
        }
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Reservations.AsNoTracking()
            .FirstOrDefaultAsync(reservation => reservation.Id == id, ct);
    }

    public void Dispose()
    {
        while (idle.TryTake(out var statement))
            statement.Dispose();
    }

    private async Task<Reservation?> ReadPrepared(PlainDriver driver, long id, CancellationToken ct)
    {
        var (map, isKept) = (rows.Value, false);
        var statement = idle.TryTake(out var kept) ? kept : new Statement(driver.Connect(), dialect.SelectReservation(map.Columns));
        try
        {
            using var span = DatabaseSpans.Start(driver.System, statement.Text);
            await using var row = await statement.Execute(id, ct);
            var reservation = await row.ReadAsync(ct) ? map.Read(row) : null;
            isKept = !dialect.IsShared;
            return reservation;
        }
        finally
        {
            if (isKept)
                idle.Add(statement);
            else
                await statement.DisposeAsync();
        }
    }

    /// <summary>The statement on a connection of its own.</summary>
    private sealed class Statement : IAsyncDisposable, IDisposable
    {
        private readonly DbConnection connection;
        private readonly DbCommand command;
        private readonly DbParameter id;

        public Statement(DbConnection connection, string text)
        {
            (this.connection, command) = (connection, connection.CreateCommand());
            command.CommandText = text;
            id = command.CreateParameter();
            (id.ParameterName, id.DbType) = ("@id", DbType.Int64);
            command.Parameters.Add(id);
        }

        public string Text => command.CommandText;

        public async Task<DbDataReader> Execute(long reservation, CancellationToken ct)
        {
            id.Value = reservation;
            if (connection.State != ConnectionState.Open)
            {
                await connection.OpenAsync(ct);
                await command.PrepareAsync(ct);
            }
            return await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        }

        public void Dispose()
        {
            command.Dispose();
            connection.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
