namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The supported databases.</summary>
public enum DatabaseProvider
{
    /// <summary>The embedded default: one file, one process.</summary>
    Sqlite,

    PostgreSql,

    SqlServer,
}

/// <summary>Which database is used, and where it is.</summary>
/// <param name="MigrateOnStart">Whether start-up applies missing migrations.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, bool MigrateOnStart);

/// <summary>What the database initializer adds if it is missing.</summary>
/// <param name="BootstrapKey">The first admin key; null if none is to be added.</param>
/// <param name="Demo">Whether to add the demo vendor, direct connect and API key.</param>
public sealed record DatabaseInitializerSettings(string? BootstrapKey, bool Demo);
