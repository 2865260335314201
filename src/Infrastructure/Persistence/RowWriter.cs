using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// Inserts rows whose ids the database gives and nobody needs, by EF Core's model: several in one statement. EF Core would track each,
/// and on SQLite insert it by a statement of its own.
/// </summary>
internal static class RowWriter
{
    /// <summary>The rows of one statement. What is left is inserted by halves of it: there are few statements to prepare.</summary>
    private const int MaxRows = 32;

    /// <summary>Inserts them in the context's transaction.</summary>
    public static async Task Insert<T>(this GatewayDbContext db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        for (var (done, size) = (0, MaxRows); done < rows.Count; done += size)
        {
            while (size > rows.Count - done)
                size /= 2;
            await InsertTogether(db, [.. rows.Skip(done).Take(size)], ct);
        }
    }

    private static async Task InsertTogether<T>(GatewayDbContext db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var tuples = rows.Select((row, number) => string.Join(", ", columns.Select((property, column) =>
        {
            var name = $"@p{number * columns.Count + column}";
            command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(
                command, name, property.GetGetter().GetClrValue(row), property.IsNullable));
            return name;
        })));
        var names = columns.Select(property => sql.DelimitIdentifier(property.GetColumnName()));
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(entity.GetTableName()!)} ({string.Join(", ", names)}) VALUES ({string.Join("), (", tuples)})";
        await command.ExecuteNonQueryAsync(ct);
    }
}
