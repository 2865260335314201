using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Makes an entity of a row that the plain driver has read, by EF Core's model: no mapping is written twice.</summary>
/// <param name="Columns">The columns to select.</param>
/// <param name="Read">Reads the row that the reader is at.</param>
internal sealed record RowReader<T>(string Columns, Func<DbDataReader, T> Read)
{
    public static RowReader<T> Of(IModel model)
    {
        // Columns without a property are for lists.
        var properties = model.FindEntityType(typeof(T))!.GetProperties().Where(property => !property.IsShadowProperty()).ToList();
        var row = Expression.Parameter(typeof(DbDataReader));
        var entity = Expression.Variable(typeof(T));
        List<Expression> steps =
        [
            Expression.Assign(entity, Expression.New(typeof(T))),
            .. properties.Select((property, column) =>
                Expression.Assign(Expression.Field(entity, property.FieldInfo!), Value(row, property, Expression.Constant(column)))),
            entity,
        ];
        return new RowReader<T>(
            string.Join(", ", properties.Select(property => property.GetColumnName())),
            Expression.Lambda<Func<DbDataReader, T>>(Expression.Block([entity], steps), row).Compile());
    }

    private static Expression Value(Expression row, IProperty property, Expression column)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? property.ClrType;
        Expression value = Expression.Call(
            row, nameof(DbDataReader.GetFieldValue), [Nullable.GetUnderlyingType(stored) ?? stored], column);
        if (converter is not null)
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        value = Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(
                Expression.Call(row, nameof(DbDataReader.IsDBNull), null, column), Expression.Default(property.ClrType), value)
            : value;
    }
}
