using System.Data.Common;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// Rows that a write adds and doesn't change again. One command inserts all of them: to have EF Core track them costs more than their
/// inserts.
/// </summary>
internal sealed class AddedRows(GatewayDbContext db, InsertCommands commands, Dialect dialect)
{
    private readonly List<object> unsaved = [];
    private readonly List<object> saved = [];

    /// <summary>The rows of this transaction, saved or not.</summary>
    public IReadOnlyList<object> All => [.. saved, .. unsaved];

    public void Add(object row) => unsaved.Add(row);

    public async Task Save(CancellationToken ct)
    {
        if (unsaved.Count > 0)
            await SaveAndRead("", [], reader => reader.GetValue(0), ct);
    }

    /// <summary>Saves the rows and runs a query that sees them, in one round trip.</summary>
    /// <param name="query">In it <c>{0}</c> and so on stand for the values.</param>
    /// <param name="read">Reads the row that the reader is at.</param>
    public async Task<IReadOnlyList<T>> SaveAndRead<T>(
        string query, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken ct)
    {
        // The reservation comes first: whether its id is taken shows there.
        List<object> rows = [.. unsaved.OfType<Reservation>(), .. unsaved.Where(row => row is not Reservation)];
        rows.AddRange(unsaved.OfType<Reservation>().SelectMany(
            reservation => SearchWords.Of(reservation).Select(word => new ReservationWordRow(word, reservation.Id))));
        var (command, parameters) = commands.For(db, rows, query, values);
        var connection = db.GetService<IRelationalConnection>();
        // A command has one reader: each execution needs a command of its own.
        var rented = connection.RentCommand();
        rented.PopulateFrom(command);
        try
        {
            var result = new List<T>();
            await using (var reader = await rented.ExecuteReaderAsync(
                new RelationalCommandParameterObject(
                    connection, parameters, null, db, db.GetService<IRelationalCommandDiagnosticsLogger>(), CommandSource.SaveChanges),
                ct))
            {
                while (await reader.ReadAsync(ct))
                    result.Add(read(reader.DbDataReader));
            }
            saved.AddRange(unsaved);
            unsaved.Clear();
            return result;
        }
        catch (DbException failure) when (dialect.IsUniqueViolation(failure))
        {
            throw new DbUpdateException("A row exists already.", failure);
        }
        finally
        {
            connection.ReturnCommand(rented);
        }
    }
}
