using System.Data;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>Results of queries, made of the samples: the requested columns, each with its own type.</summary>
internal sealed class SampleRows
{
    private const string Migrations = "__EFMigrationsHistory";

    private readonly Dictionary<string, Dictionary<string, (Type Type, object? Value)>> tables = [];
    private readonly List<string> migrations;

    public SampleRows()
    {
        using var context = MigrationTests.Context(DatabaseProvider.SqlServer);
        migrations = [.. context.Database.GetMigrations()];
        foreach (var (type, sample) in Samples.Rows)
        {
            var entry = context.Add(sample());
            if (entry.Entity is Reservation reservation)
                ReservationListColumns.Fill(context.Entry(reservation));
            tables[context.Model.FindEntityType(type)!.GetTableName()!] =
                entry.Properties.ToDictionary(property => property.Metadata.GetColumnName(), property =>
                Stored(property.Metadata, property.CurrentValue));
        }
    }

    public DataTable Answer(string text, bool withRow, bool exists)
    {
        var answer = new DataTable();
        if (text.Contains(Migrations, StringComparison.Ordinal))
        {
            answer.Columns.Add("MigrationId", typeof(string));
            answer.Columns.Add("ProductVersion", typeof(string));
            migrations.ForEach(id => answer.Rows.Add(id, "10.0.0"));
            return answer;
        }
        var tree = TSql.Parse(text);
        var columns = tree.All<OutputClause>().Count > 0
            && text.Contains("inserted.*", StringComparison.Ordinal)
            ? [.. tables.First(table => text.Contains($"FROM {table.Key} AS due", StringComparison.Ordinal)).Value
                .Select(column => (column.Key, column.Value.Type, column.Value.Value))]
            : tree.All<QuerySpecification>() is [var query, ..] ? Selected(query, exists) : [];
        foreach (var (name, type, _) in columns)
            answer.Columns.Add(answer.Columns.Contains(name) ? $"{name}{answer.Columns.Count}" : name, type);
        // COUNT and EXISTS always return a row.
        if (columns.Count > 0 && (withRow || columns.All(column => column.Type == typeof(bool))))
            answer.Rows.Add([.. columns.Select(column => column.Value ?? DBNull.Value)]);
        return answer;
    }

    private List<(string Name, Type Type, object? Value)> Selected(QuerySpecification query, bool exists)
    {
        var aliases = query.All<NamedTableReference>().Where(table => table.Alias is not null)
            .ToLookup(table => table.Alias.Value, table => table.SchemaObject.BaseIdentifier.Value);
        return [.. query.SelectElements.OfType<SelectScalarExpression>().Select((element, ordinal) => element.Expression switch
        {
            ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var alias, var column] } when tables[aliases[alias.Value].First()]
                .TryGetValue(column.Value, out var known) => (element.ColumnName?.Value ?? column.Value, known.Type, known.Value),
            SearchedCaseExpression asked when asked.All<ExistsPredicate>().Count > 0 => ($"c{ordinal}", typeof(bool), exists),
            StringLiteral text => ($"c{ordinal}", typeof(string), text.Value),
            FunctionCall { FunctionName.Value: "COUNT" } => ($"c{ordinal}", typeof(int), 0),
            FunctionCall { FunctionName.Value: "MAX" } => ($"c{ordinal}", typeof(int), null),
            _ => ($"c{ordinal}", typeof(long), (object?)0L),
        })];
    }

    private static (Type Type, object? Value) Stored(IProperty property, object? value)
    {
        var converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        return (Nullable.GetUnderlyingType(type) ?? type, converter is null || value is null ? value : converter.ConvertToProvider(value));
    }
}
