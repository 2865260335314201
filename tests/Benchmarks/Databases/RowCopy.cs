using System.Data.Common;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>A row that the product wrote, as a statement that inserts similar rows, whatever columns the table has.</summary>
public sealed class RowCopy
{
    private readonly string table;
    private readonly List<(string Column, object Value)> values;

    private RowCopy(string table, List<(string, object)> values) => (this.table, this.values) = (table, values);

    public static async Task<RowCopy> Read(DbConnection connection, string table, long reservation, CancellationToken ct) =>
        (await ReadAll(connection, table, reservation, ct))[0];

    /// <summary>All rows of a reservation, at least one.</summary>
    public static async Task<IReadOnlyList<RowCopy>> ReadAll(
        DbConnection connection, string table, long reservation, CancellationToken ct)
    {
        var key = table == "reservations" ? "id" : "reservation_id";
        await using var command = connection.Command($"SELECT * FROM {table} WHERE {key} = @key", ("key", reservation));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<RowCopy>();
        while (await reader.ReadAsync(ct))
            rows.Add(new RowCopy(table, [.. Enumerable.Range(0, reader.FieldCount)
                .Select(field => (reader.GetName(field), reader.GetValue(field)))]));
        return rows.Count > 0 ? rows : throw new InvalidOperationException($"{table} has no row of {reservation}");
    }

    public object this[string column] => values.Single(value => value.Column == column).Value;

    /// <summary>The row without a column that the database fills.</summary>
    public RowCopy Without(string column) => new(table, [.. values.Where(value => value.Column != column)]);

    /// <summary>One row with parameters named after the table and other values in some columns.</summary>
    public (string Sql, IEnumerable<(string, object?)> Values) Insert(params (string Column, object Value)[] other) =>
        InsertAll([this], other);

    /// <summary>Rows of one table by one statement.</summary>
    public static (string Sql, IEnumerable<(string, object?)> Values) InsertAll(
        IReadOnlyList<RowCopy> copies, params (string Column, object Value)[] other)
    {
        var rows = copies.Select((copy, number) => copy.values.Select(value => (
            Name: $"{copy.table}{number}_{value.Column}",
            Value: other.Where(one => one.Column == value.Column).Select(one => one.Value).FirstOrDefault(value.Value))).ToList()).ToList();
        var cells = rows.Select(row => $"({string.Join(", ", row.Select(value => Cell(value.Value, value.Name)))})");
        return (
            $"INSERT INTO {copies[0].table} ({copies[0].Columns}) VALUES {string.Join(", ", cells)}",
            rows.SelectMany(row => row).Where(value => value.Value is not DBNull).Select(value => (value.Name, (object?)value.Value)));
    }

    /// <summary>This many rows by one statement; some columns are SQL over <c>i</c>, which counts from 1.</summary>
    public async Task InsertMany(DbConnection connection, long from, long count, CancellationToken ct,
        params (string Column, string Sql)[] computed)
    {
        var cells = values.Select(value =>
            computed.Where(one => one.Column == value.Column).Select(one => one.Sql).FirstOrDefault(Cell(value.Value, value.Column)));
        await connection.Execute(
            $"""
            INSERT INTO {table} ({Columns})
            WITH RECURSIVE numbers(i) AS (SELECT CAST(@first AS bigint) UNION ALL SELECT i + 1 FROM numbers WHERE i < @last)
            SELECT {string.Join(", ", cells)} FROM numbers
            """, ct,
            [("first", from), ("last", from + count - 1),
                .. values.Where(value => value.Value is not DBNull && computed.All(one => one.Column != value.Column))
                .Select(value => (value.Column, (object?)value.Value))]);
    }

    /// <summary>NULL as a parameter would have no type.</summary>
    private static string Cell(object value, string parameter) => value is DBNull ? "NULL" : "@" + parameter;

    private string Columns => string.Join(", ", values.Select(value => $"\"{value.Column}\""));
}
