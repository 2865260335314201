namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The databases that the gateway runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded: one file, one process.</summary>
    Sqlite,

    PostgreSql,

    SqlServer,
}

/// <summary>Which database, and where.</summary>
/// <param name="MigrateOnStart">Whether start-up brings the schema up to date.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, bool MigrateOnStart);

/// <summary>What the database initializer adds where it is missing.</summary>
/// <param name="BootstrapKey">The first admin key; null: none is added.</param>
/// <param name="Demo">Whether the demo vendor, connection and key exist.</param>
public sealed record DatabaseInitializerSettings(string? BootstrapKey, bool Demo);
