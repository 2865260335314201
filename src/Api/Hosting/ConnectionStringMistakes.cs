using System.ComponentModel;
using System.Data.Common;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GroundTransport.Api.Hosting;

/// <summary>What is wrong with a connection string. Its values may be secret, so only keywords are named.</summary>
internal static class ConnectionStringMistakes
{
    /// <returns>The end of a sentence that begins with the setting; null if nothing is wrong.</returns>
    public static string? Find(DatabaseProvider provider, string connectionString, string example)
    {
        var written = new DbConnectionStringBuilder();
        try
        {
            written.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            return $"isn't a connection string. Use pairs of keyword and value, such as '{example}'.";
        }
        DbConnectionStringBuilder known = provider switch
        {
            DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(),
            DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(),
            _ => new SqliteConnectionStringBuilder(),
        };
        var keywords = TypeDescriptor.GetProperties(known).Cast<PropertyDescriptor>().Select(property => property.DisplayName).ToList();
        foreach (var keyword in written.Keys.Cast<string>())
        {
            if (!known.ContainsKey(keyword))
            {
                var right = NearestName.To(keyword, keywords) is { } meant
                    ? $"Did you mean '{meant}'?"
                    : $"Use a form such as '{example}'.";
                return $"has the keyword '{keyword}', which {provider} doesn't know. {right}";
            }
            try
            {
                known[keyword] = written[keyword];
            }
            catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or InvalidCastException)
            {
                return $"has a value for '{keyword}' that isn't possible there. Use a form such as '{example}'.";
            }
        }
        return known is SqliteConnectionStringBuilder { Mode: not SqliteOpenMode.Memory } sqlite && !IsPlainPath(sqlite.DataSource)
            ? $"names no plain file path. Use a form such as '{example}'."
            : null;
    }

    private static bool IsPlainPath(string dataSource) =>
        !string.IsNullOrWhiteSpace(dataSource) && dataSource[0] != '|'
            && !dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
}
