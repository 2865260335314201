using System.Collections.Concurrent;
using System.Globalization;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// The commands that insert rows, made once for each sequence of tables, by EF Core's model: no mapping is written twice.
/// </summary>
internal sealed class InsertCommands(Dialect dialect)
{
    private static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    private readonly ConcurrentDictionary<string, IRelationalCommand> commands = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, Table> tables = new();

    /// <summary>The command, and the values of its parameters.</summary>
    /// <param name="rows">Rows of one table that follow each other are inserted by one statement.</param>
    /// <param name="statement">Runs after the inserts; empty: none.</param>
    /// <param name="values">Those of the statement.</param>
    public (IRelationalCommand Command, IReadOnlyDictionary<string, object?> Parameters) For(
        GatewayDbContext db, IReadOnlyList<object> rows, string statement, IReadOnlyList<object> values)
    {
        var parameters = new Dictionary<string, object?>();
        foreach (var row in rows)
        {
            var computed = row is Reservation reservation ? ReservationListColumns.Of(reservation) : None;
            foreach (var column in TableOf(db, row).Columns)
            {
                parameters.Add(
                    NameOf(parameters.Count),
                    column.IsShadowProperty() ? computed[column.Name] : column.GetGetter().GetClrValue(row));
            }
        }
        foreach (var value in values)
            parameters.Add(NameOf(parameters.Count), value);
        var shape = string.Join(' ', rows.Select(row => row.GetType().Name)) + statement;
        return (commands.GetOrAdd(shape, _ => Build(db, rows, statement, values)), parameters);
    }

    private static string NameOf(int parameter) => string.Create(CultureInfo.InvariantCulture, $"p{parameter}");

    private Table TableOf(GatewayDbContext db, object row) => tables.GetOrAdd(row.GetType(), type =>
    {
        var entity = db.Model.FindEntityType(type)!;
        // The database numbers the rest itself.
        var columns = entity.GetProperties().Where(property => !property.ValueGenerated.HasFlag(ValueGenerated.OnAdd)).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        return new Table(
            sql.DelimitIdentifier(entity.GetTableName()!), columns,
            [.. columns.Select(column => sql.DelimitIdentifier(column.GetColumnName()))]);
    });

    private IRelationalCommand Build(GatewayDbContext db, IReadOnlyList<object> rows, string statement, IReadOnlyList<object> values)
    {
        var command = db.GetService<IRelationalCommandBuilderFactory>().Create();
        var count = 0;
        for (int first = 0, next; first < rows.Count; first = next)
        {
            var table = TableOf(db, rows[first]);
            for (next = first; next < rows.Count && rows[next].GetType() == rows[first].GetType(); next++)
            {
                foreach (var column in table.Columns)
                    Add(column.GetRelationalTypeMapping(), column.IsNullable);
            }
            var names = Enumerable.Range(count - (next - first) * table.Columns.Count, (next - first) * table.Columns.Count);
            command.Append(Format(dialect.Insert(table.Name, table.ColumnNames, next - first), names)).Append(";\n");
        }
        var types = db.GetService<IRelationalTypeMappingSource>();
        var ofStatement = Enumerable.Range(count, values.Count);
        foreach (var value in values)
            Add(types.FindMapping(value.GetType())!, nullable: false);
        return command.Append(Format(statement, ofStatement)).Build();

        void Add(RelationalTypeMapping type, bool nullable)
        {
            command.AddParameter(NameOf(count), "@" + NameOf(count), type, nullable);
            count++;
        }
    }

    private static string Format(string statement, IEnumerable<int> parameters) =>
        string.Format(CultureInfo.InvariantCulture, statement, [.. parameters.Select(number => (object)("@" + NameOf(number)))]);

    private sealed record Table(string Name, IReadOnlyList<IProperty> Columns, IReadOnlyList<string> ColumnNames);
}
